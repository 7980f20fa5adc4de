package io.releaseconductor.testkit;

import io.releaseconductor.chat.Card;
import io.releaseconductor.deployment.DeliveryOutcome;
import io.releaseconductor.spi.ChatChannel;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** A chat, and an adapter that keeps the contract, in bad weather. What happens follows from the seed and the clock. Thread-safe. */
final class WeatheredChat implements ChatChannel {

    private static final int CALLS_IN_A_WINDOW = 5;
    private static final Duration WINDOW = Duration.ofSeconds(5);

    /** What goes wrong. */
    enum Weather {
        SLOW("slow, with time-outs"),
        LIMITED("5 calls per 5 s in one channel"),
        LOSING("500s with lost answers"),
        OUT("an outage of 30 minutes");

        private final String words;

        Weather(String words) {
            this.words = words;
        }

        String words() {
            return words;
        }
    }

    private record Late(Instant at, Runnable effect) {}

    private final Weather weather;
    private final Clock clock;
    private final Instant outFrom;
    private final Instant outUntil;
    private final Random random = new Random(20231112);
    private final Map<String, Card> messages = new LinkedHashMap<>();
    private final Map<String, String> byKey = new LinkedHashMap<>();
    private final List<Instant> window = new ArrayList<>();
    private List<Late> late = new ArrayList<>();
    private int calls;

    WeatheredChat(Weather weather, Clock clock, Instant outFrom, Instant outUntil) {
        this.weather = weather;
        this.clock = clock;
        this.outFrom = outFrom;
        this.outUntil = outUntil;
    }

    /** Lets happen what was under way until now. */
    synchronized void pass() {
        List<Late> all = late;
        late = new ArrayList<>();
        for (Late one : all) {
            if (one.at.isAfter(clock.instant())) {
                late.add(one);
            } else {
                one.effect.run();
            }
        }
    }

    synchronized Map<String, Card> messages() {
        return Map.copyOf(messages);
    }

    synchronized int calls() {
        return calls;
    }

    @Override
    public synchronized DeliveryOutcome post(String destination, String key, Card card) {
        DeliveryOutcome posted = call(() -> {
            String reference =
                    byKey.computeIfAbsent(key, k -> key.substring(0, key.indexOf(':')) + "/" + (byKey.size() + 1));
            messages.putIfAbsent(reference, card);
            return new DeliveryOutcome.Shown(reference);
        });
        return posted instanceof DeliveryOutcome.Shown shown && !card.equals(messages.get(shown.reference()))
                ? update(shown.reference(), card)
                : posted;
    }

    @Override
    public synchronized DeliveryOutcome update(String reference, Card card) {
        return call(() -> {
            messages.put(reference, card);
            return new DeliveryOutcome.Shown(reference);
        });
    }

    /** What a call does to the chat, whether or not anybody hears of it. */
    private interface Effect {
        DeliveryOutcome take();
    }

    private DeliveryOutcome call(Effect effect) {
        calls++;
        Instant now = clock.instant();
        switch (weather) {
            case SLOW -> {
                if (random.nextInt(100) < 40) {
                    late.add(new Late(now.plusSeconds(1 + random.nextInt(75)), effect::take));
                    return new DeliveryOutcome.Unavailable("no answer in time", now.plusSeconds(5));
                }
            }
            case LIMITED -> {
                window.removeIf(at -> !at.plus(WINDOW).isAfter(now));
                if (window.size() >= CALLS_IN_A_WINDOW) {
                    return DeliveryOutcome.Unavailable.notSent("too many at once", now.plusSeconds(5));
                }
                window.add(now);
            }
            case LOSING -> {
                int fate = random.nextInt(100);
                if (fate < 60) {
                    if (fate < 40) {
                        effect.take();
                    }
                    return new DeliveryOutcome.Unavailable("500", now.plusSeconds(5));
                }
            }
            case OUT -> {
                if (!now.isBefore(outFrom) && now.isBefore(outUntil)) {
                    return new DeliveryOutcome.Unavailable("no connection", now.plusSeconds(5));
                }
            }
        }
        return effect.take();
    }
}
