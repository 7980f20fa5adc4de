package io.releaseconductor.metric;

/** What the evidence says. */
public enum Outcome {
    /** The canary is worse, and that is worth a rollback. */
    FAIL,
    /** The canary is harmless. */
    PASS,
    /** Neither is known. When the bake is over, a person is asked. */
    UNDECIDED
}
