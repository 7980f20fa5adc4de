package io.releaseconductor.spi;

import java.time.Duration;

/**
 * How long things are kept.
 *
 * @param settled how long a settled deployment is kept (spec, "State TTL"); counts from when it settled
 * @param unsent how long it is kept while a card or an alert of it is unsent; not shorter than {@code settled}
 * @param history how long a history entry is kept; counts from when its deployment last changed its status
 * @param keepPromoted how many promoted entries of each environment are kept however old, 1 or more
 */
public record Retention(Duration settled, Duration unsent, Duration history, int keepPromoted) {

    /** The longest that anything may be kept: 36,500 days, which nobody will tell from for ever. */
    public static final Duration LONGEST = Duration.ofDays(36_500);

    /** 24 hours, 7 days, 90 days, the last ten. */
    public static final Retention DEFAULT =
            new Retention(Duration.ofHours(24), Duration.ofDays(7), Duration.ofDays(90), 10);

    /**
     * Validates.
     *
     * @throws IllegalArgumentException if a value is not allowed
     */
    public Retention {
        if (settled.isNegative()
                || unsent.compareTo(settled) < 0
                || history.compareTo(settled) < 0
                || unsent.compareTo(LONGEST) > 0
                || history.compareTo(LONGEST) > 0
                || keepPromoted < 1) {
            throw new IllegalArgumentException(
                    "retention: settled " + settled + ", unsent " + unsent + ", history " + history
                            + ", keepPromoted " + keepPromoted
                            + "; allowed: settled 0 or more, the others not shorter than settled and at most "
                            + LONGEST.toDays() + " days, keepPromoted 1 or more");
        }
    }
}
