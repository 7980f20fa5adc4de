package io.releaseconductor.checks.browser;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Why nothing could be found out, in words for people and free of secrets: it makes no data. */
final class NoLookException extends Exception {

    private static final long serialVersionUID = 1L;

    private final String summary;
    private final String hint;
    private final @Nullable String error;

    /**
     * A reason.
     *
     * @param summary one short line
     * @param hint what to do about it
     * @param error the detail, or null if the line says it all
     */
    NoLookException(String summary, String hint, @Nullable String error) {
        super(summary);
        this.summary = Objects.requireNonNull(summary, "summary");
        this.hint = Objects.requireNonNull(hint, "hint");
        this.error = error;
    }

    String summary() {
        return summary;
    }

    String hint() {
        return hint;
    }

    @Nullable
    String error() {
        return error;
    }
}
