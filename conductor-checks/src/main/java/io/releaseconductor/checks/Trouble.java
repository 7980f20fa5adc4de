package io.releaseconductor.checks;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What is wrong, in words for people and free of secrets.
 *
 * @param message one short line; a different one for each cause
 * @param hint what to do about it
 * @param error the detail, or null if the message says it all
 * @param outage whether nothing usable answered at all
 * @param unclear whether an answer was not understood, so that nothing is known to be ill
 * @param unanswered whether nothing answered at all, as while an application restarts
 */
record Trouble(
        String message, String hint, @Nullable String error, boolean outage, boolean unclear, boolean unanswered) {

    Trouble {
        Objects.requireNonNull(message, "message");
        Objects.requireNonNull(hint, "hint");
    }

    Trouble(String message, String hint, @Nullable String error, boolean outage) {
        this(message, hint, error, outage, false, false);
    }

    static Trouble of(String message, String hint, String error) {
        return new Trouble(message, hint, error, false);
    }

    static Trouble outage(String message, String hint, String error) {
        return new Trouble(message, hint, error, true);
    }

    /** An outage that looks like a restart: whoever asks again a little later may well be answered. */
    static Trouble unanswered(String message, String hint, String error) {
        return new Trouble(message, hint, error, true, false, true);
    }

    /** Something that could not be read. It makes no data, and the hint says how to set the check up. */
    static Trouble unclear(String message, String hint, String error) {
        return new Trouble(message, hint, error, false, true, false);
    }

    Trouble withMessage(String value) {
        return new Trouble(value, hint, error, outage, unclear, unanswered);
    }

    Trouble withHint(String value) {
        return new Trouble(message, value, error, outage, unclear, unanswered);
    }

    /** The same as something that could not be read. */
    Trouble asUnclear() {
        return new Trouble(message, hint, error, false, true, false);
    }

    TroubleException asException() {
        return new TroubleException(this);
    }
}
