package io.releaseconductor.checks.browser;

import java.time.Duration;

/** A point in time after which nothing is waited for. Immutable. */
final class Deadline {

    private final long nanos;

    private Deadline(long nanos) {
        this.nanos = nanos;
    }

    static Deadline in(Duration span) {
        return new Deadline(System.nanoTime() + span.toNanos());
    }

    /** {@return the milliseconds left; 0 once it has passed} */
    long millis() {
        return Math.max(0, (nanos - System.nanoTime()) / 1_000_000);
    }

    boolean hasPassed() {
        return nanos - System.nanoTime() <= 0;
    }

    Deadline orSooner(Deadline other) {
        return nanos - other.nanos <= 0 ? this : other;
    }
}
