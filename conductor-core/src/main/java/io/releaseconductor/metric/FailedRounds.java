package io.releaseconductor.metric;

/**
 * How many of a check's rounds may fail while it counts as healthy. Immutable data, validated.
 *
 * @param share as a share of all rounds: 0.01 is 1 %; above 0 and below 0.1
 */
public record FailedRounds(double share) {

    /** One of a hundred: networks are not better than that. */
    public static final FailedRounds DEFAULT = new FailedRounds(0.01);

    private static final double TOO_MANY = 0.1;

    /**
     * Validates.
     *
     * @throws IllegalArgumentException if the share is not above 0 and below 0.1
     */
    public FailedRounds {
        if (!(share > 0 && share < TOO_MANY)) {
            throw new IllegalArgumentException(
                    "failed rounds: " + share + " is not allowed; allowed: above 0 and below 0.1, 0.01 for 1 %");
        }
    }

    /** {@return the share in words, such as {@code 1 %}} */
    @Override
    public String toString() {
        return Tolerance.limit(share).toString();
    }
}
