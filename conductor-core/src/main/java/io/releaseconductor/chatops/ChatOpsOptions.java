package io.releaseconductor.chatops;

import java.time.Clock;
import java.time.Duration;
import java.util.Objects;

/**
 * How commands and clicks are taken. Immutable.
 *
 * @param early what is denied before anything else happens
 * @param clock the time, the same as the conductor's
 * @param betweenTries how long to wait before a command with a key ships once more where the state store was not reached; up to a minute
 * @param plot draws figures
 */
public record ChatOpsOptions(EarlyDenial early, Clock clock, Duration betweenTries, FiguresPlot plot) {

    private static final Duration LONGEST = Duration.ofMinutes(1);

    /** Nothing is denied early, the system's clock, a second between tries, no pictures. */
    public static final ChatOpsOptions DEFAULT =
            new ChatOpsOptions(EarlyDenial.NONE, Clock.systemUTC(), Duration.ofSeconds(1), FiguresPlot.NONE);

    /**
     * Validates.
     *
     * @throws IllegalArgumentException if the time between tries is not allowed
     */
    public ChatOpsOptions {
        Objects.requireNonNull(early, "early");
        Objects.requireNonNull(clock, "clock");
        Objects.requireNonNull(plot, "plot");
        if (betweenTries.isNegative() || betweenTries.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(
                    "betweenTries: " + betweenTries.toMillis() + "ms is not allowed; allowed: 0ms to 60000ms");
        }
    }

    /**
     * The same with early denials.
     *
     * @param value what is denied early
     * @return the changed options
     */
    public ChatOpsOptions withEarly(EarlyDenial value) {
        return new ChatOpsOptions(value, clock, betweenTries, plot);
    }

    /**
     * The same with another clock.
     *
     * @param value the clock
     * @return the changed options
     */
    public ChatOpsOptions withClock(Clock value) {
        return new ChatOpsOptions(early, value, betweenTries, plot);
    }

    /**
     * The same with another time between tries.
     *
     * @param value the time
     * @return the changed options
     */
    public ChatOpsOptions withBetweenTries(Duration value) {
        return new ChatOpsOptions(early, clock, value, plot);
    }

    /**
     * The same with pictures.
     *
     * @param value what draws them
     * @return the changed options
     */
    public ChatOpsOptions withPlot(FiguresPlot value) {
        return new ChatOpsOptions(early, clock, betweenTries, value);
    }
}
