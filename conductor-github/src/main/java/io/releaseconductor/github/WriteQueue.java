package io.releaseconductor.github;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Spaces what is written by a second, as GitHub asks for. Each write gets a moment of its own, or none if that is too far off. */
final class WriteQueue {

    static final Duration SPACE = Duration.ofSeconds(1);

    /** With a call's time limit on top still within what the conductor waits for a call. */
    static final Duration LONGEST_WAIT = Duration.ofSeconds(15);

    private final Clock clock;
    private Instant next = Instant.MIN;

    WriteQueue(Clock clock) {
        this.clock = clock;
    }

    /**
     * Takes the next free moment.
     *
     * @return how long to wait for it, or null if it is too far off; then none was taken
     */
    synchronized @Nullable Duration take() {
        Instant now = clock.instant();
        Instant mine = next.isAfter(now) ? next : now;
        Duration wait = Duration.between(now, mine);
        if (wait.compareTo(LONGEST_WAIT) > 0) {
            return null;
        }
        next = mine.plus(SPACE);
        return wait;
    }

    /** {@return when a moment is free} */
    synchronized Instant free() {
        return next;
    }
}
