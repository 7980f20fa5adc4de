package io.releaseconductor.chatops;

import io.releaseconductor.deployment.Action;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what was asked long ago from going live: whoever asked may have been told that it failed, and has gone on without it. What
 * stops or undoes something is never too late.
 */
final class Lateness {

    /** Far more than clocks may be apart. A chat that waits for a shorter time says so when it does not take the acknowledgement. */
    private static final Duration LIMIT = Duration.ofMinutes(1);

    private final Clock clock;

    Lateness(Clock clock) {
        this.clock = clock;
    }

    /** Whether something is deployed or promoted because of it, or may be. */
    static boolean goesLive(Action action) {
        return switch (action) {
            case SHIP, PROMOTE, FULLY, LIFT, RETRY, LINKED, UNLOCK, OVERRIDE -> true;
            case ROLLBACK, CANCEL, HOLD, ADOPT, GIVEUP, LOCK, DETAILS -> false;
        };
    }

    /** What to answer where it came too late; null if it did not. */
    @Nullable
    Reply refusal(Action action, Instant madeAt) {
        Duration age = Duration.between(madeAt, clock.instant());
        return goesLive(action) && age.compareTo(LIMIT) > 0 ? new Reply.Refused(Wording.tooLate(age), null) : null;
    }
}
