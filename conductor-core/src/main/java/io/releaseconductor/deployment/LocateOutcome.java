package io.releaseconductor.deployment;

import java.time.Instant;
import java.util.List;
import java.util.Objects;

/** What came of looking for the run of an attempt by its whole correlation key. */
public sealed interface LocateOutcome {

    /**
     * Exactly one run carries the whole key.
     *
     * @param run the run
     */
    record Found(WorkflowRun run) implements LocateOutcome {
        /** Requires the run. */
        public Found {
            Objects.requireNonNull(run, "run");
        }
    }

    /**
     * No run carries the key so far. Lists lag, so it is asked again until the deadline.
     *
     * @param candidates runs that may belong to the attempt, for a person to choose from; may be empty
     */
    record NotFound(List<RunCandidate> candidates) implements LocateOutcome {
        /** Copies. */
        public NotFound {
            candidates = List.copyOf(candidates);
        }
    }

    /**
     * Looking again cannot help: the workflow does not echo the key, or more than one run carries it.
     *
     * @param reason why, for people
     * @param candidates runs that may belong to the attempt; may be empty
     */
    record Undecidable(String reason, List<RunCandidate> candidates) implements LocateOutcome {
        /** Copies. */
        public Undecidable {
            Objects.requireNonNull(reason, "reason");
            candidates = List.copyOf(candidates);
        }
    }

    /**
     * The service could not be asked.
     *
     * @param reason why, for people
     * @param retryAt when to ask again at the earliest
     */
    record Unavailable(String reason, Instant retryAt) implements LocateOutcome {
        /** Requires both. */
        public Unavailable {
            Objects.requireNonNull(reason, "reason");
            Objects.requireNonNull(retryAt, "retryAt");
        }
    }
}
