package io.releaseconductor.discord;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** Time that passes several times as fast as the machine's. */
final class FastClock extends Clock {

    private final Instant start = Instant.parse("2023-11-12T00:00:00Z");
    private final long startNanos = System.nanoTime();
    private final int times;

    FastClock(int times) {
        this.times = times;
    }

    @Override
    public Instant instant() {
        return start.plusNanos((System.nanoTime() - startNanos) * times);
    }

    /** How long that is on the machine's clock. */
    Duration real(Duration fast) {
        return fast.dividedBy(times);
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
