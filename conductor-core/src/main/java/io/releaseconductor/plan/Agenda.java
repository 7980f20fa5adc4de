package io.releaseconductor.plan;

import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Collects what may be done and from when on; the first one that is due, in the order of being added, is what is done. */
final class Agenda<S extends Step> {

    private final Instant now;
    private final Duration ahead;
    private @Nullable S due;
    private @Nullable Instant next;

    Agenda(Instant now) {
        this(now, Duration.ZERO);
    }

    /** @param ahead by how much the time may be too late */
    Agenda(Instant now, Duration ahead) {
        this.now = now;
        this.ahead = ahead;
    }

    /** For what is done because nothing else was done in time: only once it certainly was not. */
    Agenda<S> overdueFrom(Instant at, Supplier<? extends S> step) {
        return from(certainly(at), step);
    }

    /** When it certainly is that late. */
    Instant certainly(Instant at) {
        return at.plus(ahead);
    }

    Agenda<S> from(Instant at, Supplier<? extends S> step) {
        if (due == null && !at.isAfter(now)) {
            due = step.get();
        }
        next = earlier(next, at);
        return this;
    }

    /** The first step that is due, or null if none is. */
    @Nullable
    S due() {
        return due;
    }

    /** When the first of all is or was due, or null if nothing will be. */
    @Nullable
    Instant next() {
        return next;
    }

    static @Nullable Instant earlier(@Nullable Instant one, @Nullable Instant other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return one.isBefore(other) ? one : other;
    }
}
