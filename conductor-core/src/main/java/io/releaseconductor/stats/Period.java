package io.releaseconductor.stats;

import io.releaseconductor.deployment.HistoryEntry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * A span of time. A deployment belongs to the period in which it was shipped, with all that became of it, whenever that was.
 *
 * @param from its first moment
 * @param to the first moment after it
 */
public record Period(Instant from, Instant to) {

    /** How many days are looked at unless somebody says otherwise. */
    public static final int USUAL_DAYS = 30;

    /** How many days can be looked at. */
    public static final int MOST_DAYS = 3660;

    private static final int FEW_DAYS = 35;

    private static final int MANY_DAYS = 735;

    /**
     * Validates.
     *
     * @throws IllegalArgumentException if it does not end after it begins
     */
    public Period {
        Objects.requireNonNull(from, "from");
        if (!to.isAfter(from)) {
            throw new IllegalArgumentException("period: to " + to + " is not after from " + from);
        }
    }

    /**
     * The last days before a moment.
     *
     * @param days how many, 1 to {@value #MOST_DAYS}
     * @param now the moment
     * @return the period that ends there
     * @throws IllegalArgumentException if so many are not allowed
     */
    public static Period lastDays(int days, Instant now) {
        if (days < 1 || days > MOST_DAYS) {
            throw new IllegalArgumentException("days: " + days + " is not allowed; allowed: 1 to " + MOST_DAYS);
        }
        return new Period(now.minus(Duration.ofDays(days)), now);
    }

    /** {@return how long it is} */
    public Duration length() {
        return Duration.between(from, to);
    }

    /** {@return the period of the same length that ends where this one begins} */
    public Period before() {
        return new Period(from.minus(length()), from);
    }

    /** {@return the pieces that it is shown in: the hours of a day, the days of some weeks, the weeks of two years, or thirty days each} */
    public List<Period> pieces() {
        long days = length().toDays();
        if (days <= 1) {
            return cutBy(Duration.ofHours(1));
        }
        return cutBy(Duration.ofDays(days <= FEW_DAYS ? 1 : days <= MANY_DAYS ? 7 : USUAL_DAYS));
    }

    /**
     * Cuts it.
     *
     * @param step how long the pieces are, above zero
     * @return the pieces, the first one first; the first one may be shorter, so that the last one is whole
     */
    public List<Period> cutBy(Duration step) {
        if (step.isNegative() || step.isZero()) {
            throw new IllegalArgumentException("step: " + step + " is not allowed; allowed: above zero");
        }
        List<Period> pieces = new ArrayList<>();
        Instant end = to;
        while (end.isAfter(from)) {
            Instant begin = end.minus(step);
            pieces.add(0, new Period(begin.isBefore(from) ? from : begin, end));
            end = begin;
        }
        return pieces;
    }

    /**
     * Whether a deployment belongs to it.
     *
     * @param entry the deployment
     * @return whether it was shipped in it
     */
    public boolean contains(HistoryEntry entry) {
        return !entry.initiatedAt().isBefore(from) && entry.initiatedAt().isBefore(to);
    }
}
