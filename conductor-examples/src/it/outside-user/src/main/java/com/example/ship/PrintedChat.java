package com.example.ship;

import io.releaseconductor.chat.Card;
import io.releaseconductor.chat.CardText;
import io.releaseconductor.deployment.DeliveryOutcome;
import io.releaseconductor.spi.ChatChannel;

/** A chat of one's own: here cards are printed. */
final class PrintedChat implements ChatChannel {

    @Override
    public DeliveryOutcome post(String destination, String key, Card card) {
        System.out.println(CardText.render(card));
        return new DeliveryOutcome.Shown(key);
    }

    @Override
    public DeliveryOutcome update(String reference, Card card) {
        System.out.println(CardText.render(card));
        return new DeliveryOutcome.Shown(reference);
    }
}
