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
 */
record Trouble(String message, String hint, @Nullable String error, boolean outage) {

    Trouble {
        Objects.requireNonNull(message, "message");
        Objects.requireNonNull(hint, "hint");
    }

    static Trouble of(String message, String hint, String error) {
        return new Trouble(message, hint, error, false);
    }

    static Trouble outage(String message, String hint, String error) {
        return new Trouble(message, hint, error, true);
    }

    Trouble withMessage(String value) {
        return new Trouble(value, hint, error, outage);
    }

    Trouble withHint(String value) {
        return new Trouble(message, value, error, outage);
    }

    TroubleException asException() {
        return new TroubleException(this);
    }
}
