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
 * @param round which of its rounds, from 1; 0 for a single look
 */
public record VerificationKey(Attempt attempt, Instant startedAt, int round) {

    /**
     * A single look.
     *
     * @param attempt the attempt whose run is verified
     * @param startedAt when the verification began
     */
    public VerificationKey(Attempt attempt, Instant startedAt) {
        this(attempt, startedAt, 0);
    }

    /** {@return whether it is one of several rounds} */
    public boolean isRound() {
        return round > 0;
    }

    /**
     * Validates.
     *
     * @throws IllegalArgumentException if the round is negative
     */
    public VerificationKey {
        Objects.requireNonNull(attempt, "attempt");
        Objects.requireNonNull(startedAt, "startedAt");
        if (round < 0) {
            throw new IllegalArgumentException("verification: round is " + round + "; allowed: 0 or more");
        }
    }

    /** {@return what is verified: {@link Phase#ROLL_BACK} after a rollback, else the phase of the wave} */
    public Phase phase() {
        return attempt.phase();
    }
}
