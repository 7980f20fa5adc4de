package io.releaseconductor.policy;

/** What a policy does with a verification. */
public enum Recommendation {
    /** Promote by itself. */
    PROMOTE,
    /** Roll back by itself. */
    ROLL_BACK,
    /** Leave the decision to a person. */
    ASK
}
