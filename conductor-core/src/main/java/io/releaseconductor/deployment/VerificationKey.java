package io.releaseconductor.deployment;

import io.releaseconductor.model.Phase;
import java.time.Instant;
import java.util.Objects;

/**
 * Names one verification among all that a deployment has. Results and progress belong to exactly one of them: those of an earlier
 * rollback say nothing about a later one.
 *
 * @param attempt the attempt whose run is verified
 * @param startedAt when the verification began
 */
public record VerificationKey(Attempt attempt, Instant startedAt) {

    /** Requires both. */
    public VerificationKey {
        Objects.requireNonNull(attempt, "attempt");
        Objects.requireNonNull(startedAt, "startedAt");
    }

    /** {@return what is verified: {@link Phase#ROLL_BACK} after a rollback, else the phase of the wave} */
    public Phase phase() {
        return attempt.phase();
    }
}
