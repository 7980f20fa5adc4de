package io.releaseconductor.deployment;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What came of looking at a run. */
public sealed interface StatusOutcome {

    /**
     * The run as it stands.
     *
     * @param run the run
     * @param lookAgainAt when the service would like to be asked again, or null to leave the pace to the planner
     */
    record Seen(WorkflowRun run, @Nullable Instant lookAgainAt) implements StatusOutcome {
        /** Requires the run. */
        public Seen {
            Objects.requireNonNull(run, "run");
        }
    }

    /**
     * The service knows no such run (any more): only a person can tell what it did.
     *
     * @param reason what was seen, for people
     */
    record Gone(String reason) implements StatusOutcome {
        /** Requires the reason. */
        public Gone {
            Objects.requireNonNull(reason, "reason");
        }
    }

    /**
     * The service could not be asked.
     *
     * @param reason why, for people
     * @param retryAt when to ask again at the earliest
     */
    record Unavailable(String reason, Instant retryAt) implements StatusOutcome {
        /** Requires both. */
        public Unavailable {
            Objects.requireNonNull(reason, "reason");
            Objects.requireNonNull(retryAt, "retryAt");
        }
    }
}
