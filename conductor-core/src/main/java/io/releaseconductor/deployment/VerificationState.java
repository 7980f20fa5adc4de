package io.releaseconductor.deployment;

import io.releaseconductor.check.Verification;
import io.releaseconductor.model.Bake;
import io.releaseconductor.policy.Verdict;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How far the verification of a deployment, or of its rollback, has come.
 *
 * @param startedAt when it began; its deadline counts from here
 * @param done how many checks are done, while it runs
 * @param total how many checks there are; 0 until that is known
 * @param result the results, once all are there; where there are rounds, those by which it stands as it does
 * @param verdict what the policy makes of the results; present if and only if they are
 * @param settling what it waits for while the application may still be starting, or null
 * @param observation what its rounds came to, where there are rounds; null for a single look
 */
public record VerificationState(
        Instant startedAt,
        int done,
        int total,
        @Nullable Verification result,
        @Nullable Verdict verdict,
        @Nullable Settling settling,
        @Nullable Observation observation) {

    /**
     * A single look, which waits for what may still be starting, or for nothing.
     *
     * @param startedAt when it began
     * @param done how many checks are done, while it runs
     * @param total how many checks there are
     * @param result the results, or null
     * @param verdict what the policy makes of them, or null
     * @param settling what it waits for, or null
     */
    public VerificationState(
            Instant startedAt,
            int done,
            int total,
            @Nullable Verification result,
            @Nullable Verdict verdict,
            @Nullable Settling settling) {
        this(startedAt, done, total, result, verdict, settling, null);
    }

    /**
     * Waits for nothing.
     *
     * @param startedAt when it began
     * @param done how many checks are done, while it runs
     * @param total how many checks there are
     * @param result the results, or null
     * @param verdict what the policy makes of them, or null
     */
    public VerificationState(
            Instant startedAt, int done, int total, @Nullable Verification result, @Nullable Verdict verdict) {
        this(startedAt, done, total, result, verdict, null, null);
    }

    /**
     * Validates.
     *
     * @throws IllegalArgumentException if there is a verdict without results, results without a verdict, or results and something
     *     that is waited for
     */
    public VerificationState {
        Objects.requireNonNull(startedAt, "startedAt");
        if ((result == null) != (verdict == null)) {
            throw new IllegalArgumentException("verification: results and verdict go together");
        }
        if (result != null && settling != null) {
            throw new IllegalArgumentException("verification: with results nothing is waited for");
        }
    }

    /**
     * A verification at its beginning.
     *
     * @param at when it begins
     * @return the state
     */
    public static VerificationState begin(Instant at) {
        return new VerificationState(at, 0, 0, null, null);
    }

    /**
     * The looks at the wave that began last, at their beginning.
     *
     * @param d the deployment
     * @param at when its run succeeded
     * @return the state
     */
    static VerificationState begin(Deployment d, Instant at) {
        return d.currentWave().bake() instanceof Bake.Rounds rounds
                ? new VerificationState(
                        at,
                        0,
                        0,
                        null,
                        null,
                        null,
                        Observation.begin(rounds, at, MetricTransitions.begin(d, rounds, at)))
                : begin(at);
    }

    VerificationState with(Observation seen) {
        return new VerificationState(startedAt, done, total, result, verdict, settling, seen);
    }

    /** {@return how far its metrics are counted; null where none are} */
    public @Nullable Counting counting() {
        return observation == null ? null : observation.counting();
    }

    /** {@return whether a trigger of the policy fires, by checks or metrics; false as long as no results are there} */
    public boolean fires() {
        return verdict != null && !verdict.fired().isEmpty();
    }

    /** {@return whether no results are there yet} */
    public boolean isRunning() {
        return result == null;
    }
}
