package io.releaseconductor.deployment;

import io.releaseconductor.model.OneLine;
import java.util.Objects;

/**
 * Why somebody kept automation from deciding, in their own words.
 *
 * @param hold who, and when
 * @param reason why, one line
 */
public record HoldReason(Decision hold, String reason) {

    /** The longest reason that is kept, in characters; what is longer is cut. */
    public static final int MAX_REASON = 200;

    /** How many of a deployment's holds that are over are kept; the oldest goes first. All stay in its audit trail. */
    public static final int MOST = 5;

    /**
     * Makes one line of the reason.
     *
     * @throws IllegalArgumentException if nothing is left of it
     */
    public HoldReason {
        Objects.requireNonNull(hold, "hold");
        reason = OneLine.cut(OneLine.of(reason), MAX_REASON);
        if (reason.isBlank()) {
            throw new IllegalArgumentException(
                    "reason of a hold: it is blank; allowed: 1 to " + MAX_REASON + " characters, or no reason at all");
        }
    }
}
