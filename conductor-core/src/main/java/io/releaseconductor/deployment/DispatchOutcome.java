package io.releaseconductor.deployment;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What came of asking a CI service to start a run. */
public sealed interface DispatchOutcome {

    /**
     * The run exists and is known.
     *
     * @param run the run
     * @param lookAgainAt when the run is worth a first look, or null to leave the pace to the planner
     */
    record Started(WorkflowRun run, @Nullable Instant lookAgainAt) implements DispatchOutcome {
        /** Requires the run. */
        public Started {
            Objects.requireNonNull(run, "run");
        }

        /**
         * Leaves the pace to the planner.
         *
         * @param run the run
         */
        public Started(WorkflowRun run) {
            this(run, null);
        }
    }

    /** The service took the request and will start a run, but did not say which. */
    record Accepted() implements DispatchOutcome {}

    /**
     * Nothing reached the service, or it refused for now (refused connection, unknown host, rate limit): no run exists,
     * and a new attempt is safe.
     *
     * @param reason why, for people
     * @param retryAt when to try again at the earliest
     */
    record NotSent(String reason, Instant retryAt) implements DispatchOutcome {
        /** Requires both. */
        public NotSent {
            Objects.requireNonNull(reason, "reason");
            Objects.requireNonNull(retryAt, "retryAt");
        }
    }

    /**
     * The service refused for good: no run exists, and trying the same again is useless.
     *
     * @param reason the service's reason, and what to do about it, for people
     */
    record Rejected(String reason) implements DispatchOutcome {
        /** Requires the reason. */
        public Rejected {
            Objects.requireNonNull(reason, "reason");
        }
    }

    /**
     * Nobody knows whether a run exists (time limit, broken connection, server error). Never sent again; located instead.
     *
     * @param reason what was seen, for people
     */
    record Unknown(String reason) implements DispatchOutcome {
        /** Requires the reason. */
        public Unknown {
            Objects.requireNonNull(reason, "reason");
        }
    }
}
