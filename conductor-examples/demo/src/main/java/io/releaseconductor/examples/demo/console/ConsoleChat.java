package io.releaseconductor.examples.demo.console;

import io.releaseconductor.chat.Button;
import io.releaseconductor.chat.Card;
import io.releaseconductor.chat.CardText;
import io.releaseconductor.deployment.Action;
import io.releaseconductor.deployment.Delivery;
import io.releaseconductor.spi.ChatChannel;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Shows cards on the screen. A console cannot change what it has printed: a card is printed again when its title, summary or
 * buttons change, and of any other change only the lines that are new. Thread-safe.
 */
public final class ConsoleChat implements ChatChannel {

    private final Screen screen;
    private final Map<String, String> references = new LinkedHashMap<>();
    private final Map<String, Card> cards = new LinkedHashMap<>();

    /**
     * A chat on a screen.
     *
     * @param screen the screen
     */
    public ConsoleChat(Screen screen) {
        this.screen = Objects.requireNonNull(screen, "screen");
    }

    @Override
    public synchronized Delivery post(String destination, String key, Card card) {
        String reference = references.get(key);
        if (reference != null) {
            return update(reference, card);
        }
        String fresh = "message-" + (references.size() + 1);
        references.put(key, fresh);
        cards.put(fresh, card);
        screen.block(CardText.render(card));
        return new Delivery.Shown(fresh);
    }

    @Override
    public synchronized Delivery update(String reference, Card card) {
        Card before = cards.get(reference);
        if (before == null) {
            return new Delivery.Gone("there is no " + reference);
        }
        cards.put(reference, card);
        if (isNews(before, card)) {
            screen.block(CardText.render(card));
        } else {
            newLines(before, card).forEach(line -> screen.line("   " + line));
        }
        return new Delivery.Shown(reference);
    }

    /**
     * Looks for a button on the cards, the latest first.
     *
     * @param action what it is for
     * @param wanted which of those
     * @return the button, or empty if none of the cards shows one
     */
    synchronized Optional<Button> button(Action action, Predicate<Button> wanted) {
        List<Button> found = new ArrayList<>();
        for (Card card : cards.values()) {
            card.buttons().stream()
                    .filter(button -> button.id().action() == action)
                    .filter(wanted)
                    .forEach(found::add);
        }
        return found.isEmpty() ? Optional.empty() : Optional.of(found.get(found.size() - 1));
    }

    private static boolean isNews(Card before, Card after) {
        return !before.title().equals(after.title())
                || !Objects.equals(before.summary(), after.summary())
                || !before.buttons().equals(after.buttons());
    }

    private static List<String> newLines(Card before, Card after) {
        List<String> old = lines(before).toList();
        return lines(after).filter(line -> !old.contains(line)).toList();
    }

    private static Stream<String> lines(Card card) {
        return Stream.concat(card.fields().stream().map(field -> field.name() + ": " + field.value()), card.lines().stream());
    }
}
