package io.releaseconductor.check;

import java.util.Objects;

/**
 * A check's result together with whose it is.
 *
 * @param id the check's id
 * @param name what cards call the check
 * @param result what it found out
 * @param alreadySo whether it failed before the deployment as well, at the same address and for the same reason: then no trigger fires for
 *     it, since a rollback would not mend it, and it still does not count as passed. Only ever true for a failure
 */
public record CompletedCheck(String id, String name, CheckResult result, boolean alreadySo) {
    /** Requires all, and takes what is no failure for new. */
    public CompletedCheck {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(result, "result");
        alreadySo = alreadySo && result.status() == CheckStatus.FAIL;
    }

    /**
     * A result that says nothing of how it was before.
     *
     * @param id the check's id
     * @param name what cards call the check
     * @param result what it found out
     */
    public CompletedCheck(String id, String name, CheckResult result) {
        this(id, name, result, false);
    }

    /** {@return the same, as a failure that was there before} */
    public CompletedCheck asAlreadySo() {
        return new CompletedCheck(id, name, result, true);
    }

    /** {@return whether it failed, and did not before} */
    public boolean isNewFailure() {
        return status() == CheckStatus.FAIL && !alreadySo;
    }

    /** {@return how it came out} */
    public CheckStatus status() {
        return result.status();
    }
}
