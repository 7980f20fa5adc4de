package io.releaseconductor.check;

import java.util.Objects;

/**
 * A check's result together with whose it is.
 *
 * @param id the check's id
 * @param name what cards call the check
 * @param result what it found out
 */
public record CompletedCheck(String id, String name, CheckResult result) {
    /** Requires all. */
    public CompletedCheck {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(result, "result");
    }

    /** {@return how it came out} */
    public CheckStatus status() {
        return result.status();
    }
}
