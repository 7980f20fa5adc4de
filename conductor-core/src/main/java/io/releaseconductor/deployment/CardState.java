package io.releaseconductor.deployment;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the chat shows of a deployment.
 *
 * @param reference by which the message is updated, opaque; null while none is posted
 * @param shown the digest of the card that the message shows, or null if none is, or nobody knows
 * @param undeliverable the digest of the card that can never be shown, or null if there is none
 * @param posts how often a message was lost, or several tries at once left open what it shows; part of the key by which a
 *     post is de-duplicated
 * @param failures how many tries failed since the last that worked
 * @param retryAt when to try again at the earliest, or null for at once
 */
public record CardState(
        @Nullable String reference,
        @Nullable String shown,
        @Nullable String undeliverable,
        int posts,
        int failures,
        @Nullable Instant retryAt) {

    /** Nothing shown yet. */
    public static final CardState NONE = new CardState(null, null, null, 0, 0, null);
}
