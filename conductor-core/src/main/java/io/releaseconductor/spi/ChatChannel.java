package io.releaseconductor.spi;

import io.releaseconductor.chat.Card;
import io.releaseconductor.deployment.DeliveryOutcome;
import java.net.URI;
import java.util.Optional;

/**
 * Shows cards in chat.
 *
 * <p>Methods block, are called from several threads at once, and should give up within the conductor's call limit (30
 * seconds by default). Expected troubles are values; an exception is taken as {@link DeliveryOutcome.Unavailable}. Escaping a
 * card's texts, cutting them to the platform's limits and acknowledging clicks are the adapter's business.
 *
 * <p>{@link DeliveryOutcome.Shown} promises that the message shows the card of this very call, not that of an earlier one. Where a
 * platform answers a repeated post with the message that it has already, unchanged, the adapter compares what came back with what
 * it sent, and edits the message where they differ.
 */
public interface ChatChannel {

    /** A chat that shows nothing and is always content, for services without one. */
    ChatChannel NONE = new ChatChannel() {
        @Override
        public DeliveryOutcome post(String destination, String key, Card card) {
            return new DeliveryOutcome.Shown(key);
        }

        @Override
        public DeliveryOutcome update(String reference, Card card) {
            return new DeliveryOutcome.Shown(reference);
        }
    };

    /**
     * Posts a card as a new message, or shows it in the message that was posted under the same key before.
     *
     * @param destination where to, as given when the deployment was asked for; opaque to the conductor
     * @param key by which a repeat after a lost answer is recognised: the same key must not show a second message, as far
     *     as the platform allows. The card may be another one than that of the first post
     * @param card the card that shows afterwards
     * @return {@link DeliveryOutcome.Shown}, {@link DeliveryOutcome.Unavailable} or {@link DeliveryOutcome.Undeliverable}; {@link DeliveryOutcome.Gone} only if
     *     the platform takes the key for a message that was deleted since; never null
     */
    DeliveryOutcome post(String destination, String key, Card card);

    /**
     * The same where an earlier post under the same key may have had its effect, perhaps long ago and by another process: where the
     * platform recognises keys for some time only, the adapter looks for the message first. Asked at most for some posts, so that
     * it may cost a further call.
     *
     * @param destination where to
     * @param key by which a repeat is recognised
     * @param card the card that shows afterwards
     * @return as of {@link #post}
     */
    default DeliveryOutcome postAgain(String destination, String key, Card card) {
        return post(destination, key, card);
    }

    /**
     * Changes a message to show another card.
     *
     * @param reference the message, as {@link DeliveryOutcome.Shown} gave it
     * @param card the card
     * @return any delivery; {@link DeliveryOutcome.Gone} if the message was deleted; never null
     */
    DeliveryOutcome update(String reference, Card card);

    /**
     * Where people can look at a message, for links to it. Answers from memory, and never throws.
     *
     * @param reference the message, as {@link DeliveryOutcome.Shown} gave it
     * @return its address in the chat; empty if there is none, or it is not known
     */
    default Optional<URI> address(String reference) {
        return Optional.empty();
    }

    /**
     * Takes the buttons from a message that turned out not to be the deployment's card, such as the second of two posts that
     * crossed, or the one that could not be changed before another took its place. Tried once; what comes of it is not waited for. Does
     * nothing unless the adapter does, and never throws.
     *
     * @param reference the message, as {@link DeliveryOutcome.Shown} gave it
     */
    default void retire(String reference) {}
}
