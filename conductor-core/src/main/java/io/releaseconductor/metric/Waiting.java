package io.releaseconductor.metric;

import java.util.Objects;

/**
 * What one side did while the other was silent. With little traffic this is most of what there is; it counts once the other side does
 * something, as long as that is soon: rates that are compared have to be of the same time. Whether it waits follows from the
 * totals alone, never from what was bad.
 *
 * @param canary what the canary did
 * @param stable what the stable side did; nothing, unless the canary did nothing
 * @param looks how many looks it is from; looks at silence are none
 */
public record Waiting(Counts canary, Counts stable, int looks) {

    /** Nothing waits. */
    public static final Waiting NOTHING = new Waiting(Counts.NONE, Counts.NONE, 0);

    /** How many looks wait at most. */
    public static final int MOST_LOOKS = 6;

    /**
     * Validates.
     *
     * @throws IllegalArgumentException if both sides did something, or the number of looks is not from 0 to {@link #MOST_LOOKS}
     */
    public Waiting {
        Objects.requireNonNull(canary, "canary");
        Objects.requireNonNull(stable, "stable");
        if (!canary.isEmpty() && !stable.isEmpty()) {
            throw new IllegalArgumentException("waiting: both sides are not allowed; allowed: one of them");
        }
        if (looks < 0 || looks > MOST_LOOKS) {
            throw new IllegalArgumentException("looks: " + looks + " is not allowed; allowed: 0 to " + MOST_LOOKS);
        }
    }

    /** With a look at one side more; what is too old is let go. */
    Waiting plus(Counts newCanary, Counts newStable) {
        return looks == MOST_LOOKS
                ? new Waiting(newCanary, newStable, 1)
                : new Waiting(canary.plus(newCanary), stable.plus(newStable), looks + 1);
    }
}
