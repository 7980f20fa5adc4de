package io.releaseconductor.model;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How points and spans of time are written in messages for people. */
public final class Times {

    private static final DateTimeFormatter UTC = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private static final Pattern WRITTEN =
            Pattern.compile("\\b[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2}:[0-9]{2} UTC\\b");

    private Times() {}

    /**
     * A point in time in a text.
     *
     * @param end where it ends, behind its last character
     * @param at the point
     */
    public record Written(int end, Instant at) {
        /** Requires the point. */
        public Written {
            Objects.requireNonNull(at, "at");
        }
    }

    /**
     * Looks whether a point in time is written at a place of a text, as {@link #format(Instant)} writes it.
     *
     * @param text any text
     * @param from the place, from 0 to the length of the text
     * @return the point, or empty if none begins there
     */
    public static Optional<Written> writtenAt(String text, int from) {
        // a look at one character spares the matcher nearly always
        boolean digit = from < text.length() && text.charAt(from) >= '0' && text.charAt(from) <= '9';
        if (!digit) {
            return Optional.empty();
        }
        Matcher matcher = WRITTEN.matcher(text).region(from, text.length()).useTransparentBounds(true);
        if (!matcher.lookingAt()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Written(matcher.end(), UTC.parse(matcher.group(), Instant::from)));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

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
