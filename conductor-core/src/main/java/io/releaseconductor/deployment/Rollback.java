package io.releaseconductor.deployment;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The decision to roll back.
 *
 * @param decision who decided, and when
 * @param reason why: the triggers that fired, for a decision of the policy; what a person said, or null if they said nothing
 * @param method what the rollback does
 * @param version the version that it returns to, or null if the method needs none and none is known
 */
public record Rollback(
        Decision decision,
        @Nullable String reason,
        RollbackMethod method,
        @Nullable String version) {
    /** Requires decision and method. */
    public Rollback {
        Objects.requireNonNull(decision, "decision");
        Objects.requireNonNull(method, "method");
    }
}
