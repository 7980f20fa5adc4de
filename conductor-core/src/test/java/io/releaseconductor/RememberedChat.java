package io.releaseconductor;

import io.releaseconductor.chat.Card;
import io.releaseconductor.deployment.DeliveryOutcome;
import io.releaseconductor.spi.ChatChannel;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A chat that remembers what each message shows. */
final class RememberedChat implements ChatChannel {

    final Map<String, Card> messages = new ConcurrentHashMap<>();
    final List<String> titles = new CopyOnWriteArrayList<>();
    volatile @Nullable Supplier<DeliveryOutcome> trouble;

    @Override
    public DeliveryOutcome post(String destination, String key, Card card) {
        return show(key, card);
    }

    @Override
    public DeliveryOutcome update(String reference, Card card) {
        return messages.containsKey(reference) ? show(reference, card) : new DeliveryOutcome.Gone("deleted");
    }

    private DeliveryOutcome show(String reference, Card card) {
        Supplier<DeliveryOutcome> now = trouble;
        if (now != null) {
            return now.get();
        }
        messages.put(reference, card);
        titles.add(card.title());
        return new DeliveryOutcome.Shown(reference);
    }
}
