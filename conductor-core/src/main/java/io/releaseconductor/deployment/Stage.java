package io.releaseconductor.deployment;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** How far the current attempt of a phase has come: ready → sending → (locating →) running → concluded. */
public sealed interface Stage {

    /**
     * Nothing was sent for the attempt. An intent may be saved from {@code notBefore} on.
     *
     * @param notBefore when the dispatch may be tried at the earliest
     * @param problem why the attempt before this one was not sent, or null if there was none
     */
    record Ready(Instant notBefore, @Nullable String problem) implements Stage {
        /** Requires the time. */
        public Ready {
            Objects.requireNonNull(notBefore, "notBefore");
        }
    }

    /**
     * The intent is saved. Only the node that saved it may send, and only until the intent's {@code validUntil}; to all
     * others a run may or may not exist.
     *
     * @param intent the saved intent
     */
    record Sending(DispatchIntent intent) implements Stage {
        /** Requires the intent. */
        public Sending {
            Objects.requireNonNull(intent, "intent");
        }
    }

    /**
     * The run is looked for by the intent's correlation key.
     *
     * @param intent the saved intent
     * @param since since when it is looked for; the deadline counts from here
     * @param notBefore when to look (again) at the earliest
     * @param accepted whether the CI service said that it took the request
     * @param reason why the run is not known, for people
     * @param candidates what the last look brought to light; may be empty
     */
    record Locating(
            DispatchIntent intent,
            Instant since,
            Instant notBefore,
            boolean accepted,
            String reason,
            List<RunCandidate> candidates)
            implements Stage {
        /** Requires all and copies. */
        public Locating {
            Objects.requireNonNull(intent, "intent");
            Objects.requireNonNull(since, "since");
            Objects.requireNonNull(notBefore, "notBefore");
            Objects.requireNonNull(reason, "reason");
            candidates = List.copyOf(candidates);
        }

        Locating again(Instant newNotBefore, String newReason, List<RunCandidate> newCandidates) {
            return new Locating(intent, since, newNotBefore, accepted, newReason, newCandidates);
        }
    }

    /**
     * The run is known and watched.
     *
     * @param run the run as last seen
     * @param since since when its deadline counts: when it was first known, or when it stopped waiting for a reviewer
     * @param lookAgainAt when the run is looked at next, or null to leave that to the planner's pace after {@code seenAt}
     * @param seenAt when it was last looked at
     * @param problem why the last look failed, or null if it did not
     * @param cancelling the request to cancel it, or null if nobody wants that
     */
    record Running(
            WorkflowRun run,
            Instant since,
            Instant seenAt,
            @Nullable Instant lookAgainAt,
            @Nullable String problem,
            @Nullable Cancelling cancelling)
            implements Stage {
        /** Requires run and times. */
        public Running {
            Objects.requireNonNull(run, "run");
            Objects.requireNonNull(since, "since");
            Objects.requireNonNull(seenAt, "seenAt");
        }

        Running cancelling(String reason, Instant at) {
            return new Running(run, since, seenAt, lookAgainAt, problem, new Cancelling(reason, at, at, 0));
        }

        Running lookAgain(Instant at) {
            return new Running(run, since, seenAt, at, problem, cancelling);
        }
    }

    /**
     * A run that is to be cancelled and watched to its conclusion.
     *
     * @param reason why, for people
     * @param since since when; the deadline counts from here
     * @param notBefore when to ask (again) at the earliest
     * @param asked how often the CI service took the request
     */
    record Cancelling(String reason, Instant since, Instant notBefore, int asked) {
        /** Requires reason and times. */
        public Cancelling {
            Objects.requireNonNull(reason, "reason");
            Objects.requireNonNull(since, "since");
            Objects.requireNonNull(notBefore, "notBefore");
        }
    }

    /**
     * The run is at its end.
     *
     * @param run the run as it ended; its attempt is the last one that was seen, if it was started again and is not watched
     * @param at when its end was seen
     * @param lookAgainAt when to look whether somebody started it again, or null for never
     */
    record Concluded(WorkflowRun run, Instant at, @Nullable Instant lookAgainAt) implements Stage {
        /** Requires run and time. */
        public Concluded {
            Objects.requireNonNull(run, "run");
            Objects.requireNonNull(at, "at");
        }

        /**
         * A run at its end that is not looked at any more.
         *
         * @param run the run as last seen, completed
         * @param at when that was seen
         */
        public Concluded(WorkflowRun run, Instant at) {
            this(run, at, null);
        }

        Concluded lookAgain(@Nullable Instant when) {
            return new Concluded(run, at, when);
        }
    }
}
