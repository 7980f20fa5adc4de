package io.releaseconductor.testkit.simulator;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.function.LongSupplier;

/** Virtual time as points in time, and as text. */
final class Moments {

    /** The second of {@code ship-staging-1699747200}. */
    private static final Instant START = Instant.ofEpochSecond(1699747200);

    private Moments() {}

    static Instant at(long millis) {
        return START.plusMillis(millis);
    }

    static long of(Instant instant) {
        return instant.toEpochMilli() - START.toEpochMilli();
    }

    /** Such as {@code 01:02:03.004}. */
    static String text(long millis) {
        if (millis < 0) {
            return "-" + text(-millis);
        }
        return String.format(
                Locale.ROOT,
                "%02d:%02d:%02d.%03d",
                millis / 3_600_000,
                millis / 60_000 % 60,
                millis / 1_000 % 60,
                millis % 1_000);
    }

    static Clock clock(LongSupplier millis) {
        return new Clock() {
            @Override
            public Instant instant() {
                return at(millis.getAsLong());
            }

            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }
        };
    }
}
