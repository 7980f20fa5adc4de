package io.releaseconductor.model;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Spans of time as people write them: {@code 90s}, {@code 5m}, {@code 1h30m}. */
public final class Spans {

    /** What is allowed, for messages. */
    public static final String ALLOWED = "a span of time such as 90s, 5m or 1h30m";

    private static final Pattern SPAN = Pattern.compile("(?:(\\d{1,5})h)?(?:(\\d{1,6})m)?(?:(\\d{1,7})s)?");

    private Spans() {}

    /**
     * Reads a span.
     *
     * @param text hours, minutes and seconds, each at most once, in this order, with no space between them
     * @return the span, or null if the text has not that form
     */
    public static @Nullable Duration parse(String text) {
        Matcher matcher = SPAN.matcher(text);
        if (text.isEmpty() || !matcher.matches()) {
            return null;
        }
        return Duration.ofHours(number(matcher.group(1)))
                .plusMinutes(number(matcher.group(2)))
                .plusSeconds(number(matcher.group(3)));
    }

    /**
     * Writes a span as {@link #parse} reads it.
     *
     * @param span the span, not negative; parts of a second are left out
     * @return such as {@code 1h30m}, without what is zero, or {@code 0s}
     */
    public static String format(Duration span) {
        String text = part(span.toHours(), "h") + part(span.toMinutesPart(), "m") + part(span.toSecondsPart(), "s");
        return text.isEmpty() ? "0s" : text;
    }

    private static String part(long count, String unit) {
        return count == 0 ? "" : count + unit;
    }

    private static long number(@Nullable String digits) {
        return digits == null ? 0 : Long.parseLong(digits);
    }
}
