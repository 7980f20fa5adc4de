package io.releaseconductor.testkit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;

/** A clock that moves only when it is told to. Thread-safe; clocks made by {@link #withZone} move along. */
public final class ManualClock extends Clock {

    /** Where {@link #ManualClock()} starts: the second of {@code ship-staging-1699747200}. */
    public static final Instant START = Instant.ofEpochSecond(1699747200);

    private final AtomicReference<Instant> now;
    private final ZoneId zone;

    /** Makes a clock that stands at {@link #START}. */
    public ManualClock() {
        this(START);
    }

    /**
     * Makes a clock.
     *
     * @param start where it stands
     */
    public ManualClock(Instant start) {
        this(new AtomicReference<>(Objects.requireNonNull(start, "start")), ZoneOffset.UTC);
    }

    private ManualClock(AtomicReference<Instant> now, ZoneId zone) {
        this.now = now;
        this.zone = zone;
    }

    /**
     * Moves the clock forward.
     *
     * @param by how far, zero or more
     * @return where it stands now
     * @throws IllegalArgumentException if the span is negative; {@link #set} moves a clock back
     */
    public Instant advance(Duration by) {
        if (by.isNegative()) {
            throw new IllegalArgumentException("advance: " + by + " is not allowed; allowed: zero or more");
        }
        return Objects.requireNonNull(now.updateAndGet(instant -> instant.plus(by)));
    }

    /**
     * Moves the clock.
     *
     * @param instant where to; may lie in the past, as with a clock that is corrected
     */
    public void set(Instant instant) {
        now.set(Objects.requireNonNull(instant, "instant"));
    }

    @Override
    public Instant instant() {
        return Objects.requireNonNull(now.get());
    }

    @Override
    public ZoneId getZone() {
        return zone;
    }

    @Override
    public Clock withZone(ZoneId newZone) {
        return new ManualClock(now, Objects.requireNonNull(newZone, "zone"));
    }

    @Override
    public String toString() {
        return "ManualClock[" + now.get() + "]";
    }
}
