package io.releaseconductor.redis;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * Times as the scripts know them: whole milliseconds since the epoch. What has to come is rounded up and what is now is rounded
 * down, so that nothing is found to have come before its time.
 */
final class Millis {

    /** What stands for never. */
    static final String NEVER = "-";

    /** Scores of sorted sets are exact up to here. */
    private static final long MOST = 1L << 53;

    private Millis() {}

    static String now(Instant now) {
        return Long.toString(down(now));
    }

    static String up(Instant time) {
        long millis = down(time);
        boolean exact = time.truncatedTo(ChronoUnit.MILLIS).equals(time);
        return Long.toString(exact ? millis : Math.min(MOST, millis + 1));
    }

    static String upOrNever(@Nullable Instant time) {
        return time == null ? NEVER : up(time);
    }

    static long down(Instant time) {
        try {
            return Math.max(-MOST, Math.min(MOST, time.toEpochMilli()));
        } catch (ArithmeticException e) {
            return time.getEpochSecond() < 0 ? -MOST : MOST;
        }
    }
}
