package io.releaseconductor.deployment;

import java.time.Instant;
import java.util.Objects;

/** What came of showing a card in chat. */
public sealed interface DeliveryOutcome {

    /**
     * The message shows the card that was given, and no other.
     *
     * @param reference by which the message is updated later, opaque
     */
    record Shown(String reference) implements DeliveryOutcome {
        /** Requires the reference. */
        public Shown {
            Objects.requireNonNull(reference, "reference");
        }
    }

    /**
     * The message to update is not there any more: post afresh, under another key. An answer to a post only where the platform
     * still takes the key for a message that was deleted since.
     *
     * @param reason what was seen, for people
     */
    record Gone(String reason) implements DeliveryOutcome {
        /** Requires the reason. */
        public Gone {
            Objects.requireNonNull(reason, "reason");
        }
    }

    /**
     * The chat could not be reached, did not answer, or asked to wait.
     *
     * @param reason why, for people
     * @param retryAt when to try again at the earliest
     * @param perhapsShown whether the chat may have shown the card all the same, or may do so yet; false only if it certainly was
     *     not asked to, or said that it did not
     */
    record Unavailable(String reason, Instant retryAt, boolean perhapsShown) implements DeliveryOutcome {
        /** Requires all. */
        public Unavailable {
            Objects.requireNonNull(reason, "reason");
            Objects.requireNonNull(retryAt, "retryAt");
        }

        /**
         * Nobody knows whether the card is shown.
         *
         * @param reason why, for people
         * @param retryAt when to try again at the earliest
         */
        public Unavailable(String reason, Instant retryAt) {
            this(reason, retryAt, true);
        }

        /**
         * The card certainly is not shown.
         *
         * @param reason why, for people
         * @param retryAt when to try again at the earliest
         * @return the delivery
         */
        public static Unavailable notSent(String reason, Instant retryAt) {
            return new Unavailable(reason, retryAt, false);
        }
    }

    /**
     * The chat refuses to show the card there (no such channel, no permission), until somebody changes something. The team is told,
     * and it is tried again slowly, and at once when somebody presses a button.
     *
     * @param reason why, and what to do about it, for people
     */
    record Undeliverable(String reason) implements DeliveryOutcome {
        /** Requires the reason. */
        public Undeliverable {
            Objects.requireNonNull(reason, "reason");
        }
    }
}
