package io.releaseconductor.spi;

import io.releaseconductor.chat.Card;
import io.releaseconductor.deployment.Delivery;

/**
 * Shows cards in chat.
 *
 * <p>Methods block, are called from several threads at once, and should give up within the conductor's call limit (30
 * seconds by default). Expected troubles are values; an exception is taken as {@link Delivery.Unavailable}. Escaping a
 * card's texts, cutting them to the platform's limits and acknowledging clicks are the adapter's business.
 */
public interface ChatChannel {

    /** A chat that shows nothing and is always content, for services without one. */
    ChatChannel NONE = new ChatChannel() {
        @Override
        public Delivery post(String destination, String key, Card card) {
            return new Delivery.Shown(key);
        }

        @Override
        public Delivery update(String reference, Card card) {
            return new Delivery.Shown(reference);
        }
    };

    /**
     * Posts a card as a new message.
     *
     * @param destination where to, as given when the deployment was asked for; opaque to the conductor
     * @param key by which a repeat after a lost answer is recognised: the same key must not show a second message, as far
     *     as the platform allows
     * @param card the card
     * @return {@link Delivery.Shown}, {@link Delivery.Unavailable} or {@link Delivery.Undeliverable}; never null
     */
    Delivery post(String destination, String key, Card card);

    /**
     * Changes a message to show another card.
     *
     * @param reference the message, as {@link Delivery.Shown} gave it
     * @param card the card
     * @return any delivery; {@link Delivery.Gone} if the message was deleted; never null
     */
    Delivery update(String reference, Card card);
}
