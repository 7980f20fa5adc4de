package io.releaseconductor.lock;

import io.releaseconductor.model.Actor;
import io.releaseconductor.model.OneLine;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Set;

/**
 * What somebody learnt of an environment, for whoever ships there next. It stays until somebody takes it back. Immutable.
 *
 * @param number by which it is taken back, 1 or more; no two of an environment have the same
 * @param text what to know: one line, not blank, at most {@link #MAX_TEXT_LENGTH} characters
 * @param by who wrote it, a person
 * @param at when, in whole milliseconds
 */
public record EnvironmentNote(int number, String text, Actor by, Instant at) {

    /** The longest text, in characters. */
    public static final int MAX_TEXT_LENGTH = 200;

    /**
     * Cuts the time to milliseconds and the text to one line, and keeps nothing of anybody's groups.
     *
     * @throws IllegalArgumentException if the number is below 1, the text is blank or too long, or the policy wrote it
     */
    public EnvironmentNote {
        text = OneLine.of(Objects.requireNonNull(text, "text"));
        by = by.groups().isEmpty() ? by : new Actor(by.id(), by.name(), Set.of(), by.chat());
        at = at.truncatedTo(ChronoUnit.MILLIS);
        if (number < 1) {
            throw new IllegalArgumentException("note: number is " + number + "; allowed: 1 or more");
        }
        if (text.isBlank() || text.length() > MAX_TEXT_LENGTH) {
            throw new IllegalArgumentException(
                    "note: text has " + text.strip().length() + " characters; allowed: 1 to " + MAX_TEXT_LENGTH);
        }
        if (by.isPolicy()) {
            throw new IllegalArgumentException("note: by \"policy\" is not allowed; allowed: a person");
        }
    }

    /** {@return such as {@code Note 2 by Ada, 2023-11-12: warm the cache first}, the day by UTC, without a full stop} */
    public String words() {
        return "Note " + number + " by " + by.name() + ", "
                + at.atOffset(ZoneOffset.UTC).toLocalDate() + ": " + text;
    }
}
