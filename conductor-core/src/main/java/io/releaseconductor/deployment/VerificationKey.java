package io.releaseconductor.deployment;

import io.releaseconductor.model.Phase;
import java.time.Instant;
import java.util.Objects;

/**
 * Names one verification among all that a deployment has. Results and progress belong to exactly one of them: those of an earlier
 * rollback say nothing about a later one.
 *
 * @param phase {@link Phase#DEPLOY} or, for the verification after a rollback, {@link Phase#ROLL_BACK}
 * @param attempt which attempt of the phase is verified, from 1
 * @param startedAt when the verification began
 */
public record VerificationKey(Phase phase, int attempt, Instant startedAt) {

    /**
     * Validates.
     *
     * @throws IllegalArgumentException if the phase is verified by none, or the attempt is below 1
     */
    public VerificationKey {
        Objects.requireNonNull(phase, "phase");
        Objects.requireNonNull(startedAt, "startedAt");
        if (phase == Phase.PROMOTE) {
            throw new IllegalArgumentException(
                    "verification: phase PROMOTE is not allowed; allowed: DEPLOY, ROLL_BACK");
        }
        if (attempt < 1) {
            throw new IllegalArgumentException("verification: attempt is " + attempt + "; allowed: 1 or more");
        }
    }
}
