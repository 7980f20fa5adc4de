package io.releaseconductor.local;

import io.releaseconductor.chat.Card;
import io.releaseconductor.chat.CardText;
import io.releaseconductor.deployment.DeliveryOutcome;
import io.releaseconductor.spi.ChatChannel;
import java.io.Flushable;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * A chat that prints: each card as text, with the name of its message above. What is printed cannot be changed, so that a card that changes
 * is printed again, under the same name. A message of an earlier process counts as gone, and its card is printed afresh. The last 1,000
 * messages are known. Thread-safe: cards are printed whole, one after the other.
 */
public final class PrintedChat implements ChatChannel {

    private static final int MOST_KNOWN = 1000;
    private static final Duration PAUSE = Duration.ofSeconds(10);

    private final Appendable out;
    private final Clock clock;
    private final Map<String, String> printed = new LinkedHashMap<>(16, 0.75f, true);

    private PrintedChat(Appendable out, Clock clock) {
        this.out = out;
        this.clock = clock;
    }

    /**
     * A chat that prints somewhere.
     *
     * @param out where, such as {@code System.out}; flushed after each card if it can be, and never closed
     * @return the chat
     */
    public static PrintedChat to(Appendable out) {
        return to(out, Clock.systemUTC());
    }

    /**
     * A chat that prints somewhere.
     *
     * @param out where; flushed after each card if it can be, and never closed
     * @param clock the conductor's clock
     * @return the chat
     */
    public static PrintedChat to(Appendable out, Clock clock) {
        return new PrintedChat(Objects.requireNonNull(out, "out"), Objects.requireNonNull(clock, "clock"));
    }

    @Override
    public synchronized DeliveryOutcome post(String destination, String key, Card card) {
        return print(key, card);
    }

    @Override
    public synchronized DeliveryOutcome update(String reference, Card card) {
        return printed.containsKey(reference)
                ? print(reference, card)
                : new DeliveryOutcome.Gone("an earlier process printed it, or it was long ago");
    }

    private DeliveryOutcome print(String name, Card card) {
        String text = CardText.render(card);
        if (!text.equals(printed.get(name))) {
            try {
                out.append("── ").append(name).append(" ──\n").append(text).append("\n\n");
                if (out instanceof Flushable flushable) {
                    flushable.flush();
                }
            } catch (IOException e) {
                return new DeliveryOutcome.Unavailable(
                        "it cannot be printed: " + e, clock.instant().plus(PAUSE), true);
            }
            printed.put(name, text);
            if (printed.size() > MOST_KNOWN) {
                printed.remove(printed.keySet().iterator().next());
            }
        }
        return new DeliveryOutcome.Shown(name);
    }
}
