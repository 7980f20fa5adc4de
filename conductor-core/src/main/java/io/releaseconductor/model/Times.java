package io.releaseconductor.model;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** How points and spans of time are written in messages for people. */
public final class Times {

    private static final DateTimeFormatter UTC = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private Times() {}

    /**
     * Writes a point in time.
     *
     * @param instant the point
     * @return such as {@code 2023-11-12 00:05:00 UTC}
     */
    public static String format(Instant instant) {
        return UTC.format(instant);
    }

    /**
     * Writes a span of time in its largest fitting units.
     *
     * @param duration the span; negative ones are written as zero
     * @return such as {@code 850ms}, {@code 45s}, {@code 10min}, {@code 1h 30min}
     */
    public static String format(Duration duration) {
        if (duration.isNegative()) {
            return "0s";
        }
        long millis = duration.toMillis();
        if (millis < 1000) {
            return millis == 0 ? "0s" : millis + "ms";
        }
        long seconds = duration.toSeconds();
        if (seconds < 60) {
            return seconds + "s";
        }
        long hours = seconds / 3600;
        long minutes = seconds / 60 % 60;
        if (hours == 0) {
            return joined(minutes, "min", seconds % 60, "s");
        }
        return joined(hours, "h", minutes, "min");
    }

    private static String joined(long large, String largeUnit, long small, String smallUnit) {
        return small == 0 ? large + largeUnit : large + largeUnit + " " + small + smallUnit;
    }
}
