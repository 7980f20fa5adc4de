package io.releaseconductor.github;

import io.releaseconductor.model.Times;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/** Compares this machine's clock with GitHub's. */
final class Clocks {

    private static final Duration ALLOWED = Duration.ofSeconds(30);

    private Clocks() {}

    /** {@return the time at GitHub when it answered, or null if the answer does not tell} */
    static @Nullable Instant serverTime(Reply.Answered answer) {
        String date = answer.headers().get("date");
        try {
            return date == null
                    ? null
                    : ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME)
                            .toInstant();
        } catch (DateTimeException e) {
            return null;
        }
    }

    /** {@return that the clocks are too far apart, or null if they are not as far as that is known} */
    static @Nullable String apart(Reply.Answered answer, Instant now) {
        Instant there = serverTime(answer);
        if (there == null) {
            return null;
        }
        Duration ahead = Duration.between(there, now);
        return ahead.abs().compareTo(ALLOWED) <= 0
                ? null
                : "this machine's clock is " + Times.format(ahead.abs())
                        + (ahead.isNegative() ? " behind" : " ahead of")
                        + " GitHub's; allowed: " + Times.format(ALLOWED)
                        + ", since workflows refuse runs that were started too late. Set it by NTP";
    }
}
