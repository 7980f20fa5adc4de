package io.releaseconductor.metric;

/**
 * How many of something there were, and how many of them were bad: failed requests of all requests, failed probes of all probes.
 * Never a share, since a share does not say how much it is worth.
 *
 * @param bad how many were bad
 * @param total how many there were, the bad ones included
 */
public record Counts(long bad, long total) {

    /** Nothing happened. */
    public static final Counts NONE = new Counts(0, 0);

    /**
     * Validates.
     *
     * @throws IllegalArgumentException if there are more bad ones than there were, or fewer than none
     */
    public Counts {
        if (bad < 0 || total < bad) {
            throw new IllegalArgumentException(
                    "counts: " + bad + " bad of " + total + " is not allowed; allowed: 0 <= bad <= total");
        }
    }

    /**
     * Both together. What does not fit a {@code long} stays at its end.
     *
     * @param other what else was counted
     * @return the sum
     */
    public Counts plus(Counts other) {
        if (isEmpty()) {
            return other;
        }
        return other.isEmpty() ? this : new Counts(sum(bad, other.bad), sum(total, other.total));
    }

    /** The sum of two numbers that are not negative, likewise. */
    static long sum(long one, long other) {
        return one > Long.MAX_VALUE - other ? Long.MAX_VALUE : one + other;
    }

    /** {@return the share of bad ones, from 0 to 1; 0 where there were none at all} */
    public double share() {
        return total == 0 ? 0 : (double) bad / total;
    }

    /** {@return whether nothing was counted} */
    public boolean isEmpty() {
        return total == 0;
    }
}
