package io.releaseconductor.deployment;

/** What a metric of a wave is held against. */
public enum Comparison {
    /** The stable side, whose visitors come at the same time. What is worse is harm. */
    STABLE,
    /** A limit of its own. What is above it is harm. */
    LIMIT,
    /**
     * The times before the deployment, where all that runs is new. Today may differ from yesterday without anybody's fault, so what is
     * worse than all of them is told, and left to a person.
     */
    BEFORE
}
