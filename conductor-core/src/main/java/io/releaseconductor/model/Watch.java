package io.releaseconductor.model;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * How what was promoted is looked at afterwards: all checks, again and again, on a grid of recorded times whose last point is the end.
 * Immutable and thread-safe.
 *
 * @param length how long; 0 for not at all, at most {@link #LONGEST}
 * @param every how long after each look the next one follows; at least {@link #SHORTEST_PACE}, and at most the length where there is one
 * @param rollsBack whether what fires rolls back by itself, where whoever promoted it was told so; else the team is only alerted
 */
public record Watch(Duration length, Duration every, boolean rollsBack) {

    /** The longest watch. */
    public static final Duration LONGEST = Duration.ofDays(1);

    /** Looks follow one another no sooner than this. */
    public static final Duration SHORTEST_PACE = Duration.ofSeconds(10);

    /** 15 minutes (spec, "Post-Deployment"), a look every minute; alerts only. */
    public static final Watch DEFAULT = new Watch(Duration.ofMinutes(15), Duration.ofMinutes(1), false);

    /** Nothing is looked at afterwards. */
    public static final Watch OFF = new Watch(Duration.ZERO, Duration.ofMinutes(1), false);

    /**
     * Validates.
     *
     * @throws IllegalArgumentException if the spans do not go together, or nothing is looked at and something rolls back; names all problems
     *     at once
     */
    public Watch {
        Objects.requireNonNull(length, "length");
        Objects.requireNonNull(every, "every");
        List<String> problems = new ArrayList<>();
        if (length.isNegative() || length.compareTo(LONGEST) > 0) {
            problems.add("length " + length + " is not allowed; allowed: 0 to " + LONGEST);
        }
        if (every.compareTo(SHORTEST_PACE) < 0 || every.compareTo(LONGEST) > 0) {
            problems.add("a look every " + every + " is not allowed; allowed: " + SHORTEST_PACE + " to " + LONGEST);
        } else if (!length.isZero() && every.compareTo(length) > 0) {
            problems.add("a look every " + every + " does not fit into " + length);
        }
        if (length.isZero() && rollsBack) {
            problems.add("rolls back by itself, but nothing is looked at");
        }
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException("watch: " + String.join("; ", problems));
        }
    }

    /** {@return whether nothing is looked at} */
    public boolean isOff() {
        return length.isZero();
    }

    /** {@return the same, rolling back by itself what fires, where whoever promoted it was told so} */
    public Watch rollingBack() {
        return new Watch(length, every, true);
    }

    /**
     * When a watch ends.
     *
     * @param startedAt when it began
     * @return its last look is due then
     */
    public Instant until(Instant startedAt) {
        return startedAt.plus(length);
    }
}
