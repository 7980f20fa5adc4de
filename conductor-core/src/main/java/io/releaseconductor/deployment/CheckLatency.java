package io.releaseconductor.deployment;

import io.releaseconductor.check.Check;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Objects;

/**
 * How long a check took when a deployment was looked at last. Immutable and thread-safe.
 *
 * @param check its id
 * @param latency how long, 0 to {@link #LONGEST}, in whole milliseconds
 */
public record CheckLatency(String check, Duration latency) {

    /** The longest latency that is kept: one day. */
    public static final Duration LONGEST = Duration.ofDays(1);

    /**
     * Validates, and cuts to whole milliseconds.
     *
     * @throws IllegalArgumentException if the id or the latency is not allowed
     */
    public CheckLatency {
        Objects.requireNonNull(check, "check");
        if (!Check.isValidId(check)) {
            throw new IllegalArgumentException(
                    "latency of \"" + check + "\": the id is not allowed; allowed: " + Check.ALLOWED_IDS);
        }
        if (latency.isNegative() || latency.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("latency of " + check + " is " + latency + "; allowed: 0 to " + LONGEST);
        }
        latency = latency.truncatedTo(ChronoUnit.MILLIS);
    }
}
