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
 * @param chosen whether a person chose that version, and did not leave it to what ran before
 */
public record Rollback(
        Decision decision,
        @Nullable String reason,
        RollbackMethod method,
        @Nullable String version,
        boolean chosen) {

    /**
     * Validates.
     *
     * @throws IllegalArgumentException if a version is chosen that is not there, or for another method than {@link RollbackMethod#REDEPLOY}
     */
    public Rollback {
        Objects.requireNonNull(decision, "decision");
        Objects.requireNonNull(method, "method");
        if (chosen && (version == null || method != RollbackMethod.REDEPLOY)) {
            throw new IllegalArgumentException(
                    "rollback: version " + version + " and method " + method + " do not go with one that was chosen");
        }
    }

    /**
     * A rollback to what ran before.
     *
     * @param decision as for the record
     * @param reason as for the record
     * @param method as for the record
     * @param version as for the record
     */
    public Rollback(Decision decision, @Nullable String reason, RollbackMethod method, @Nullable String version) {
        this(decision, reason, method, version, false);
    }
}
