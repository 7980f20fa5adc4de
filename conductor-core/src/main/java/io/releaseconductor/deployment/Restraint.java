package io.releaseconductor.deployment;

import io.releaseconductor.model.OneLine;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What keeps a deployment from beginning its next run, or its gate from opening: a lock, a stop or a closed window. It is looked at again and
 * again until it is over. Rollbacks, looks and cancels are never kept from anything by it. Immutable.
 *
 * @param why what keeps it, one line without a full stop, such as {@code prod is locked by Ada until 2023-11-12 00:05:00 UTC}
 * @param until when it ends by itself as far as is known; null if that is not known
 * @param since since when it has been kept, in whole milliseconds
 * @param lookAgainAt when it is looked at next
 * @param overAt when it was over; null while it is not
 */
public record Restraint(
        String why,
        @Nullable Instant until,
        Instant since,
        Instant lookAgainAt,
        @Nullable Instant overAt) {

    /** Cuts times to milliseconds, and the text to one line. */
    public Restraint {
        why = OneLine.of(why);
        until = cut(until);
        since = since.truncatedTo(ChronoUnit.MILLIS);
        lookAgainAt = lookAgainAt.truncatedTo(ChronoUnit.MILLIS);
        overAt = cut(overAt);
    }

    private static @Nullable Instant cut(@Nullable Instant time) {
        return time == null ? null : time.truncatedTo(ChronoUnit.MILLIS);
    }

    /** {@return whether it is over} */
    public boolean isOver() {
        return overAt != null;
    }

    /** The same, over since a point in time. */
    Restraint over(Instant at) {
        return new Restraint(why, until, since, lookAgainAt, at);
    }

    /** The later of a time from which something is waited for and the end of a restraint that it rested under. */
    static Instant rested(Instant since, @Nullable Restraint restraint) {
        Instant over = restraint == null ? null : restraint.overAt;
        return over != null && over.isAfter(Objects.requireNonNull(since, "since")) ? over : since;
    }
}
