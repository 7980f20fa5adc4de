package io.releaseconductor.checks;

import java.time.Duration;

/**
 * When a check has to be done, whatever it is doing. A little before its time limit, so that the check's own words are
 * told and not only that it was interrupted.
 */
final class Deadline {

    private static final Duration LARGEST_MARGIN = Duration.ofMillis(500);

    private final long endNanos;

    private Deadline(long endNanos) {
        this.endNanos = endNanos;
    }

    static Deadline before(Duration timeLimit) {
        Duration tenth = timeLimit.dividedBy(10);
        Duration margin = tenth.compareTo(LARGEST_MARGIN) < 0 ? tenth : LARGEST_MARGIN;
        return in(timeLimit.minus(margin));
    }

    private static Deadline in(Duration span) {
        return new Deadline(System.nanoTime() + span.toNanos());
    }

    /** {@return the time left, zero if there is none} */
    Duration left() {
        return Duration.ofNanos(Math.max(0, endNanos - System.nanoTime()));
    }

    /** {@return this deadline, or the end of the span if that comes first} */
    Deadline atMost(Duration span) {
        return span.compareTo(left()) < 0 ? in(span) : this;
    }
}
