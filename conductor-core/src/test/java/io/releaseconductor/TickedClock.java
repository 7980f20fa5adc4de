package io.releaseconductor;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;

/** Time that passes only when a test says so. */
public final class TickedClock extends Clock {

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.ofEpochSecond(1_699_747_200));

    public void tick(Duration duration) {
        now.updateAndGet(n -> n.plus(duration));
    }

    @Override
    public Instant instant() {
        return now.get();
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
