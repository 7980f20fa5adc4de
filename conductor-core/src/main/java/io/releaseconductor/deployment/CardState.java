package io.releaseconductor.deployment;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the chat shows of a deployment.
 *
 * @param reference by which the message is updated, opaque; null while none is posted
 * @param shown the digest of the card that the message shows, or null if none is, or nobody knows
 * @param undeliverable the digest of the card that the chat refused to show, or null if there is none
 * @param posts how many messages were lost; part of the key by which a post is de-duplicated
 * @param failures how many tries failed since the last that worked
 * @param retryAt when to try again at the earliest, or null for at once
 * @param generation how many tries came to an end; it only grows, so that no two states of a card are alike
 * @param unsureUntil until when a try that was not answered may still change the message, so that the card is shown once more
 *     then; null if there is none
 */
public record CardState(
        @Nullable String reference,
        @Nullable String shown,
        @Nullable String undeliverable,
        int posts,
        int failures,
        @Nullable Instant retryAt,
        int generation,
        @Nullable Instant unsureUntil) {

    /** Nothing shown yet. */
    public static final CardState NONE = new CardState(null, null, null, 0, 0, null, 0, null);

    /** {@return whether the next try waits, since the last one failed} */
    public boolean isHeldBack() {
        return retryAt != null;
    }

    /** The same, but nobody knows what the message shows. */
    CardState unknown() {
        return new CardState(reference, null, undeliverable, posts, failures, retryAt, generation, unsureUntil);
    }

    /** The same, to be tried again at once. */
    CardState released() {
        return new CardState(reference, shown, null, posts, 0, null, generation + 1, unsureUntil);
    }
}
