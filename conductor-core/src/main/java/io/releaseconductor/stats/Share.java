package io.releaseconductor.stats;

import java.util.OptionalDouble;

/**
 * How many of some deployments are of a kind.
 *
 * @param part how many are, 0 to {@code of}
 * @param of how many there are, 0 or more
 */
public record Share(long part, long of) {

    /** None of none. */
    public static final Share NONE = new Share(0, 0);

    /**
     * Validates.
     *
     * @throws IllegalArgumentException if a number is below 0, or more are of the kind than there are
     */
    public Share {
        if (part < 0 || part > of) {
            throw new IllegalArgumentException("share: " + part + " of " + of + "; allowed: 0 to all of them");
        }
    }

    /** {@return the share, 0 to 1; empty where there is nothing to have a share of} */
    public OptionalDouble value() {
        return of == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) part / of);
    }

    /**
     * Of these deployments and others.
     *
     * @param other how many of the others are
     * @return how many are of all
     */
    public Share plus(Share other) {
        return new Share(part + other.part, of + other.of);
    }
}
