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
    /** The name of a finding that tells which version, or which of two sets of instances, answered. */
    public static final String ANSWERED_BY = "Answered by";

    /**
     * Which version answered, or which of two sets of instances, as these name themselves. After a rollback cards tell it, and one that
     * brought nothing back is noticed by it.
     *
     * @param name such as {@code 1.4.2} or {@code blue}; free of secrets
     * @return the finding
     */
    public static Finding answeredBy(String name) {
        return new Finding(ANSWERED_BY, CheckStatus.PASS, name, null);
    }

    /** Requires what is not optional. */
    public Finding {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(status, "status");
        Objects.requireNonNull(measured, "measured");
    }
}
