package io.releaseconductor.discord;

import io.releaseconductor.examples.fakediscord.FakeDiscord;
import io.releaseconductor.examples.fakediscord.Mishap;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;

/** What Discord is like for a while. */
enum Weather {
    SLOW("slow, with time-outs"),
    LIMITED("5 calls per 5 s in one channel, and all calls at times"),
    LOSING("500s with lost answers"),
    OUT("an outage");

    /** Longer than a call may take. */
    private static final Duration TOO_LONG = Duration.ofMillis(1200);

    private final String words;

    Weather(String words) {
        this.words = words;
    }

    /** What it is, for people. */
    String words() {
        return words;
    }

    /** Begins; an outage is begun and ended by whoever waits for it. */
    void begin(FakeDiscord discord, FastClock clock) {
        switch (this) {
            case SLOW -> discord.mishaps(some(Map.of(Mishap.SLOW, 2, Mishap.LATE, 2)), TOO_LONG);
            case LIMITED -> {
                discord.limits(5, clock.real(Duration.ofSeconds(5)));
                discord.mishaps(some(Map.of(Mishap.GLOBAL_LIMIT, 1)), Duration.ZERO);
            }
            case LOSING ->
                discord.mishaps(some(Map.of(Mishap.FAILS, 10, Mishap.FAILS_AFTER_ITS_EFFECT, 15)), Duration.ZERO);
            case OUT -> {}
        }
    }

    /** Each with so many chances in a hundred. */
    private static Function<String, Mishap> some(Map<Mishap, Integer> chances) {
        Random random = new Random(20231112);
        return call -> {
            int fate;
            synchronized (random) {
                fate = random.nextInt(100);
            }
            for (Mishap mishap : Mishap.values()) {
                fate -= chances.getOrDefault(mishap, 0);
                if (fate < 0) {
                    return mishap;
                }
            }
            return null;
        };
    }
}
