package io.releaseconductor.benchmarks.judge;

/** A way to judge a release. */
interface Rule {

    /** What the table calls it. */
    String name();

    /** The number of looks after which it rolls back, or {@link #NEVER}. */
    int failsAfter(History history);

    /** The number of looks after which it passes, if it has not failed before; or {@link #NEVER}. */
    default int passesAfter(History history) {
        return NEVER;
    }

    int NEVER = Integer.MAX_VALUE;
}
