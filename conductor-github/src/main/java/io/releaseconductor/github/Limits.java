package io.releaseconductor.github;

import io.releaseconductor.model.Times;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * GitHub's limits, as its answers tell them; shared by all calls of an adapter, so that one refusal holds all of them back. Other
 * nodes with the same token use up the same limits, which is why only what GitHub says counts. See <a
 * href="https://docs.github.com/en/rest/using-the-rest-api/rate-limits-for-the-rest-api">Rate limits for the REST API</a>.
 */
final class Limits {

    static final Duration FIRST_WAIT = Duration.ofMinutes(1);
    static final Duration LONGEST_WAIT = Duration.ofMinutes(16);
    private static final Duration LONGEST_RESET = Duration.ofMinutes(70);

    private final Clock clock;

    // All guarded by this.
    private Reply.@Nullable Limited limited;
    private int refusals;
    private boolean scarce;

    Limits(Clock clock) {
        this.clock = clock;
    }

    /** {@return the limit that holds now, or null if GitHub may be asked} */
    synchronized Reply.@Nullable Limited now() {
        Reply.Limited known = limited;
        if (known != null && !clock.instant().isBefore(known.retryAt())) {
            limited = null;
            return null;
        }
        return known;
    }

    /** {@return whether little is left, so that what can wait should come less often} */
    synchronized boolean scarce() {
        return scarce;
    }

    /** Takes note of an answer. {@return the limit that the answer is about, or null if it is about something else} */
    synchronized Reply.@Nullable Limited note(Reply.Answered answer) {
        OptionalLong remaining = number(answer, "x-ratelimit-remaining");
        OptionalLong limit = number(answer, "x-ratelimit-limit");
        boolean spent = remaining.isPresent() && remaining.getAsLong() == 0;
        scarce = remaining.isPresent() && limit.isPresent() && remaining.getAsLong() * 10 < limit.getAsLong();
        if (!isRefusal(answer, spent)) {
            refusals = 0;
            if (spent) {
                hold("GitHub's hourly limit is used up", reset(answer));
            }
            return null;
        }
        refusals++;
        Instant now = clock.instant();
        OptionalLong retryAfter = number(answer, "retry-after");
        if (retryAfter.isPresent()) {
            return hold("GitHub asks to wait", now.plusSeconds(Math.max(1, retryAfter.getAsLong())));
        }
        if (spent) {
            return hold("GitHub's hourly limit is used up", reset(answer));
        }
        Duration wait = FIRST_WAIT.multipliedBy(1L << Math.min(refusals - 1, 10));
        return hold("GitHub asks to slow down", now.plus(wait.compareTo(LONGEST_WAIT) < 0 ? wait : LONGEST_WAIT));
    }

    private Reply.Limited hold(String why, Instant until) {
        Reply.Limited known = limited;
        Instant end = known != null && known.retryAt().isAfter(until) ? known.retryAt() : until;
        Reply.Limited now = new Reply.Limited(why + " until " + Times.format(end), end);
        limited = now;
        return now;
    }

    /** Some refusals say only in their text what they are about. */
    private static boolean isRefusal(Reply.Answered answer, boolean spent) {
        if (answer.status() == 429) {
            return true;
        }
        String message = answer.message().toLowerCase(Locale.ROOT);
        return answer.status() == 403
                && (spent
                        || answer.headers().get("retry-after") != null
                        || message.contains("rate limit")
                        || message.contains("abuse detection"));
    }

    /** By GitHub's own clock, where it tells the time. */
    private Instant reset(Reply.Answered answer) {
        Instant now = clock.instant();
        OptionalLong reset = number(answer, "x-ratelimit-reset");
        if (reset.isEmpty()) {
            return now.plus(FIRST_WAIT);
        }
        Instant there = Clocks.serverTime(answer);
        Duration wait = Duration.between(there == null ? now : there, Instant.ofEpochSecond(reset.getAsLong()));
        if (wait.compareTo(Duration.ofSeconds(1)) < 0) {
            return now.plusSeconds(1);
        }
        return now.plus(wait.compareTo(LONGEST_RESET) < 0 ? wait : LONGEST_RESET);
    }

    private static OptionalLong number(Reply.Answered answer, String header) {
        String text = answer.headers().get(header);
        return text != null && text.matches("[0-9]{1,12}")
                ? OptionalLong.of(Long.parseLong(text))
                : OptionalLong.empty();
    }
}
