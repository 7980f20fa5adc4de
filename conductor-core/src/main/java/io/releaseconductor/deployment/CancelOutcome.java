package io.releaseconductor.deployment;

import java.time.Instant;
import java.util.Objects;

/** What came of asking a CI service to cancel a run. Whatever it says, the run is watched to its conclusion. */
public sealed interface CancelOutcome {

    /** The service took the request. */
    record Accepted() implements CancelOutcome {}

    /** The run is at its end already, or nearly: look at it again. */
    record TooLate() implements CancelOutcome {}

    /**
     * The service refused or could not be asked.
     *
     * @param reason why, for people
     * @param retryAt when to ask again at the earliest
     */
    record Unavailable(String reason, Instant retryAt) implements CancelOutcome {
        /** Requires both. */
        public Unavailable {
            Objects.requireNonNull(reason, "reason");
            Objects.requireNonNull(retryAt, "retryAt");
        }
    }
}
