package io.releaseconductor.deployment;

import java.util.Objects;

/** What came of asking what is being shipped. */
public sealed interface ChangeOutcome {

    /**
     * It is known.
     *
     * @param summary what it is
     */
    record Known(ChangeSummary summary) implements ChangeOutcome {
        /** Requires the summary. */
        public Known {
            Objects.requireNonNull(summary, "summary");
        }
    }

    /**
     * It is not known, and asking again would not help.
     *
     * @param reason why, for people, free of secrets
     */
    record NothingKnown(String reason) implements ChangeOutcome {
        /** Requires the reason. */
        public NothingKnown {
            Objects.requireNonNull(reason, "reason");
        }
    }

    /**
     * Nobody answered. It may be asked once more.
     *
     * @param reason why, for people, free of secrets
     */
    record Unavailable(String reason) implements ChangeOutcome {
        /** Requires the reason. */
        public Unavailable {
            Objects.requireNonNull(reason, "reason");
        }
    }
}
