package io.releaseconductor.jdbc;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * Times as the tables know them: whole milliseconds since the epoch. What has to come is rounded up and what is now is rounded down, so
 * that nothing is found to have come before its time.
 */
final class Millis {

    private Millis() {}

    static long up(Instant time) {
        long millis = down(time);
        boolean exact = time.truncatedTo(ChronoUnit.MILLIS).equals(time);
        return exact || millis == Long.MAX_VALUE ? millis : millis + 1;
    }

    static @Nullable Long upOrNull(@Nullable Instant time) {
        return time == null ? null : up(time);
    }

    static long down(Instant time) {
        try {
            return time.toEpochMilli();
        } catch (ArithmeticException e) {
            return time.getEpochSecond() < 0 ? Long.MIN_VALUE : Long.MAX_VALUE;
        }
    }
}
