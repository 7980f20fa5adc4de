package io.releaseconductor.check;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One of the things that a check looked at, for the details.
 *
 * @param name what was looked at, such as {@code Cache headers present}
 * @param status how it came out
 * @param measured what was measured, such as {@code 850ms}; free of secrets
 * @param expected what was expected, such as {@code at most 500ms}; null if that goes without saying
 */
public record Finding(
        String name,
        CheckStatus status,
        String measured,
        @Nullable String expected) {
    /** Requires what is not optional. */
    public Finding {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(status, "status");
        Objects.requireNonNull(measured, "measured");
    }
}
