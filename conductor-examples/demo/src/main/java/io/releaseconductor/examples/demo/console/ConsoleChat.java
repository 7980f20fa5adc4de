package io.releaseconductor.examples.demo.console;

import io.releaseconductor.chat.Card;
import io.releaseconductor.chat.CardText;
import io.releaseconductor.chat.Tone;
import io.releaseconductor.deployment.DeliveryOutcome;
import io.releaseconductor.examples.demo.terminal.Screen;
import io.releaseconductor.spi.ChatChannel;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Shows cards on the screen. A console cannot change what it has printed: a card is printed again when something came of what
 * was under way, and otherwise only the lines of it that are new. Thread-safe.
 */
public final class ConsoleChat implements ChatChannel {

    private static final String PICKED_UP = "🔄 The demo was started again, and goes on with this:";

    private final Screen screen;
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
    public synchronized DeliveryOutcome post(String destination, String key, Card card) {
        if (cards.containsKey(key)) {
            return update(key, card);
        }
        cards.put(key, card);
        screen.block(CardText.render(card));
        // No other message of this demo or of an earlier one has that name.
        return new DeliveryOutcome.Shown(key);
    }

    /** Knows what an earlier console showed; shows it once more and says why where it is still under way. */
    synchronized void pickUp(String reference, Card card, boolean underWay) {
        cards.put(reference, card);
        if (underWay) {
            screen.block(PICKED_UP + "\n" + CardText.render(card));
        }
    }

    @Override
    public synchronized DeliveryOutcome update(String reference, Card card) {
        Card before = cards.get(reference);
        if (before == null) {
            return new DeliveryOutcome.Gone("there is no " + reference);
        }
        cards.put(reference, card);
        if (isNews(before, card)) {
            screen.block(CardText.render(card));
        } else {
            newLines(before, card).forEach(line -> screen.line("   " + place(card) + line));
        }
        return new DeliveryOutcome.Shown(reference);
    }

    /** What each message shows now, by its reference, the latest message last. */
    synchronized Map<String, Card> cards() {
        return new LinkedHashMap<>(cards);
    }

    /** What is under way (neutral, with something to press) is followed line by line; what came of it is shown whole. */
    private static boolean isNews(Card before, Card after) {
        boolean otherwise = !before.title().equals(after.title())
                || !Objects.equals(before.summary(), after.summary())
                || !before.buttons().equals(after.buttons());
        boolean underWay = after.tone() == Tone.NEUTRAL
                && (before.title().equals(after.title()) || !after.buttons().isEmpty());
        return otherwise && !underWay;
    }

    private static List<String> newLines(Card before, Card after) {
        List<String> old = lines(before).toList();
        return lines(after)
                .filter(line -> !line.isBlank() && !old.contains(line))
                .toList();
    }

    private static Stream<String> lines(Card card) {
        return Stream.of(
                        Stream.of(card.title() + buttons(card)),
                        card.fields().stream().map(field -> field.name() + ": " + field.value()),
                        card.lines().stream())
                .flatMap(lines -> lines);
    }

    private static String buttons(Card card) {
        return card.buttons().stream()
                .map(button -> " [" + button.label() + "]")
                .collect(Collectors.joining());
    }

    /** Which environment a line is about, since several may be under way. */
    private static String place(Card card) {
        return card.fields().stream()
                .filter(field -> field.name().equals("Environment"))
                .map(field -> field.value() + " | ")
                .findFirst()
                .orElse("");
    }
}
