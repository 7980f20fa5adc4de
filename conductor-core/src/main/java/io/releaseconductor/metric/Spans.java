package io.releaseconductor.metric;

import io.releaseconductor.model.Bake;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;

/**
 * Spans of time of the same length, each beginning where the one before it ends.
 *
 * @param from when the first one begins
 * @param every how long each is; above 0
 * @param count how many there are; 1 or more
 */
public record Spans(Instant from, Duration every, int count) {

    private static final Duration BEFORE = TimeBefore.THE_HOUR.ago();

    /** With fewer looks nobody knows how much errors come in clusters. */
    private static final int FEWEST_BEFORE = Correlation.FEWEST_LOOKS;

    private static final int MOST_BEFORE = 360;

    /**
     * Validates.
     *
     * @throws IllegalArgumentException if there is none, or they have no length
     */
    public Spans {
        Objects.requireNonNull(from, "from");
        Objects.requireNonNull(every, "every");
        if (every.isNegative() || every.isZero() || count < 1) {
            throw new IllegalArgumentException(
                    "spans: " + count + " of " + every + " are not allowed; allowed: 1 or more, above 0 each");
        }
    }

    /**
     * About the hour before, in spans as long as looks will be.
     *
     * @param until when the last one ends
     * @param bake how the wave is looked at
     * @return the spans: 30 to 360 of them
     */
    public static Spans before(Instant until, Bake.Rounds bake) {
        Duration every = bake.every();
        int count = (int) Math.max(FEWEST_BEFORE, Math.min(MOST_BEFORE, BEFORE.dividedBy(every)));
        return new Spans(until.minus(every.multipliedBy(count)), every, count);
    }

    /** {@return when the last one ends} */
    public Instant to() {
        return start(count);
    }

    /**
     * Some of them.
     *
     * @param first the first one, from 0
     * @param number how many
     * @return them
     * @throws IllegalArgumentException if there are not so many
     */
    public Spans part(int first, int number) {
        if (first < 0 || number < 1 || number > count - first) {
            throw new IllegalArgumentException(
                    "spans: " + number + " from " + first + " are not allowed; allowed: some of " + count);
        }
        return new Spans(start(first), every, number);
    }

    private Instant start(int number) {
        return from.plus(every.multipliedBy(number));
    }
}
