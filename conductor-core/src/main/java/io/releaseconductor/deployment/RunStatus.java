package io.releaseconductor.deployment;

/** Where a workflow run stands. CI services have more words; an adapter maps what it does not know to {@link #UNKNOWN}. */
public enum RunStatus {
    /** Accepted, not started. */
    QUEUED,
    /**
     * Held back by a rule until a reviewer approves, its time has come, or another run that it must not overlap is at its end; the
     * run's detail says which.
     */
    WAITING,
    /** At work. */
    IN_PROGRESS,
    /** At its end; its conclusion tells how. */
    COMPLETED,
    /** A status that the adapter does not know. Watched on like {@link #IN_PROGRESS}. */
    UNKNOWN
}
