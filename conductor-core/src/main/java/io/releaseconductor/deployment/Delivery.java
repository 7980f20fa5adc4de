package io.releaseconductor.deployment;

import java.time.Instant;
import java.util.Objects;

/** What came of showing a card in chat. */
public sealed interface Delivery {

    /**
     * The card is shown.
     *
     * @param reference by which the message is updated later, opaque
     */
    record Shown(String reference) implements Delivery {
        /** Requires the reference. */
        public Shown {
            Objects.requireNonNull(reference, "reference");
        }
    }

    /**
     * The message to update is not there any more: post afresh. Only an answer to an update.
     *
     * @param reason what was seen, for people
     */
    record Gone(String reason) implements Delivery {
        /** Requires the reason. */
        public Gone {
            Objects.requireNonNull(reason, "reason");
        }
    }

    /**
     * The chat could not be reached, or asked to wait.
     *
     * @param reason why, for people
     * @param retryAt when to try again at the earliest
     */
    record Unavailable(String reason, Instant retryAt) implements Delivery {
        /** Requires both. */
        public Unavailable {
            Objects.requireNonNull(reason, "reason");
            Objects.requireNonNull(retryAt, "retryAt");
        }
    }

    /**
     * This card will never be shown there (no such channel, no permission): trying the same again is useless.
     *
     * @param reason why, and what to do about it, for people
     */
    record Undeliverable(String reason) implements Delivery {
        /** Requires the reason. */
        public Undeliverable {
            Objects.requireNonNull(reason, "reason");
        }
    }
}
