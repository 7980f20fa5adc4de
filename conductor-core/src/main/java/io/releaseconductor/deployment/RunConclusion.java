package io.releaseconductor.deployment;

/** How a completed workflow run ended. An adapter maps what it does not know to {@link #UNKNOWN}, which is no success. */
public enum RunConclusion {
    /** All that the run was to do is done. */
    SUCCESS,
    /** The run failed. */
    FAILURE,
    /** The run was cancelled, by anybody or by its CI service. */
    CANCELLED,
    /** The CI service ended the run for taking too long. */
    TIMED_OUT,
    /** Whoever had to approve it said no. */
    REJECTED,
    /** It came to its end without a failure, and left out what it was for: a condition, or something before it, said so. */
    SKIPPED,
    /** The CI service did not let it begin: by a rule about who or what may deploy, or for want of means. */
    REFUSED,
    /** A conclusion that the adapter does not know. */
    UNKNOWN
}
