package io.releaseconductor.stats;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How long something took, over several deployments, in whole milliseconds.
 *
 * @param entries of how many deployments that is known, 0 or more
 * @param mean the mean, rounded down; null if none is known
 * @param median the one in the middle, or the mean of the two in the middle, rounded down; null if none is known
 */
public record Typical(
        long entries, @Nullable Duration mean, @Nullable Duration median) {

    /** Nothing is known. */
    public static final Typical NO_DATA = new Typical(0, null, null);

    /**
     * Validates.
     *
     * @throws IllegalArgumentException if there is a mean or a median of nothing, or none of something
     */
    public Typical {
        if (entries < 0 || (entries == 0) == (mean != null) || (entries == 0) == (median != null)) {
            throw new IllegalArgumentException(
                    "typical: " + mean + " and " + median + " do not go with " + entries + " entries");
        }
    }
}
