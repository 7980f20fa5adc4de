package io.releaseconductor.metric;

import java.util.Objects;

/**
 * What a metric counted in one span of time, on both sides.
 *
 * @param canary what the canary did; where there are no two sides, what all instances did
 * @param stable what the stable side did meanwhile; {@link Counts#NONE} where there are no two sides
 */
public record BothSides(Counts canary, Counts stable) {

    /** Nothing happened on either side. */
    public static final BothSides NONE = new BothSides(Counts.NONE, Counts.NONE);

    /** Requires both. */
    public BothSides {
        Objects.requireNonNull(canary, "canary");
        Objects.requireNonNull(stable, "stable");
    }

    /**
     * Both spans together.
     *
     * @param other another span
     * @return the sums
     */
    public BothSides plus(BothSides other) {
        return new BothSides(canary.plus(other.canary), stable.plus(other.stable));
    }
}
