package io.releaseconductor.testkit.simulator;

import io.releaseconductor.chat.Card;
import io.releaseconductor.deployment.DeliveryOutcome;
import io.releaseconductor.model.DeployId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A chat: what it really shows and ever showed. */
final class Chat {

    /** One message. */
    static final class Message {
        final String reference;
        final String key;
        final List<Card> cards = new ArrayList<>();
        boolean deleted;

        /** Who changed it last, if that was too late: the claim was lost, or another card was wanted by then; null otherwise. */
        @Nullable
        Task staleBy;

        /** Whether that is held by its adapter for ever, so that nobody hears of it. */
        boolean unheard;

        Message(String reference, String key) {
            this.reference = reference;
            this.key = key;
        }

        DeployId deployment() {
            return DeployId.parse(key.substring(0, key.indexOf(':'))).orElseThrow();
        }

        Card shown() {
            return cards.get(cards.size() - 1);
        }
    }

    private final Map<String, Message> messages = new LinkedHashMap<>();

    List<Message> messages() {
        return List.copyOf(messages.values());
    }

    @Nullable
    Message find(String reference) {
        return messages.get(reference);
    }

    /**
     * A key that is known already is answered with its first message as it is, a deleted one included, as a chat does that goes by
     * keys.
     */
    DeliveryOutcome.Shown post(String key, Card card) {
        Message message = messages.values().stream()
                .filter(m -> m.key.equals(key))
                .findFirst()
                .orElseGet(() -> new Message("message-" + (messages.size() + 1), key));
        if (messages.putIfAbsent(message.reference, message) == null) {
            message.cards.add(card);
        }
        return new DeliveryOutcome.Shown(message.reference);
    }

    /** What the answer to a post tells of the message besides: whether it shows another card. */
    boolean showsAnother(String reference, Card card) {
        return !Objects.requireNonNull(messages.get(reference)).shown().equals(card);
    }

    DeliveryOutcome update(String reference, Card card) {
        Message message = messages.get(reference);
        if (message == null || message.deleted) {
            return new DeliveryOutcome.Gone("the message was deleted");
        }
        message.cards.add(card);
        return new DeliveryOutcome.Shown(reference);
    }
}
