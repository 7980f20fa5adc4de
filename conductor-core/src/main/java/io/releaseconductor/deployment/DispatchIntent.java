package io.releaseconductor.deployment;

import io.releaseconductor.model.DeployId;
import io.releaseconductor.model.Environment;
import io.releaseconductor.model.Phase;
import io.releaseconductor.model.Reach;
import io.releaseconductor.model.Rollout;
import io.releaseconductor.model.Strategy;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The saved intent to start one workflow run: one attempt of one phase. It is stored before anything is sent, and at most
 * one request is ever sent for it.
 *
 * @param deployment whose run it is
 * @param attempt which attempt of which phase
 * @param environment where to
 * @param strategy the strategy asked for
 * @param rollout how the environment rolls this deployment out
 * @param reach how far the wave reaches; null for {@link Phase#ROLL_BACK}, which acts on the whole environment
 * @param lastWave whether the run completes the rollout; false for {@link Phase#ROLL_BACK}
 * @param ref the branch or tag to run from, or null for the adapter's default
 * @param version the version to put in place (for {@link Phase#ROLL_BACK}: to return to), or null if not known
 * @param method what a rollback is to do; present if and only if the phase is {@link Phase#ROLL_BACK}
 * @param intendedAt when the intent was saved
 * @param validUntil after this nothing may be sent for it any more
 * @param initiatedBy the {@linkplain io.releaseconductor.model.Actor#name() name} of who asked for the phase, {@code policy} for
 *     automation; null where that is not known, as in records from before it was kept
 */
public record DispatchIntent(
        DeployId deployment,
        Attempt attempt,
        Environment environment,
        Strategy strategy,
        Rollout rollout,
        @Nullable Reach reach,
        boolean lastWave,
        @Nullable String ref,
        @Nullable String version,
        @Nullable RollbackMethod method,
        Instant intendedAt,
        Instant validUntil,
        @Nullable String initiatedBy) {

    /**
     * Validates.
     *
     * @throws IllegalArgumentException if reach or method do not fit the phase, or the time is reversed
     */
    public DispatchIntent {
        Objects.requireNonNull(deployment, "deployment");
        Objects.requireNonNull(attempt, "attempt");
        Objects.requireNonNull(environment, "environment");
        Objects.requireNonNull(strategy, "strategy");
        Objects.requireNonNull(rollout, "rollout");
        boolean rollsBack = attempt.phase() == Phase.ROLL_BACK;
        if (rollsBack != (method != null)) {
            throw new IllegalArgumentException(
                    "intent: phase " + attempt.phase() + " does not go with method " + method);
        }
        if (rollsBack == (reach != null) || (rollsBack && lastWave)) {
            throw new IllegalArgumentException("intent: phase " + attempt.phase() + " does not go with reach " + reach);
        }
        if (validUntil.isBefore(intendedAt)) {
            throw new IllegalArgumentException(
                    "intent: validUntil " + validUntil + " is before intendedAt " + intendedAt);
        }
    }

    /**
     * The same, sent no later than another time.
     *
     * @param newValidUntil after this nothing may be sent for it any more
     * @return the changed intent
     */
    public DispatchIntent withValidUntil(Instant newValidUntil) {
        return new DispatchIntent(
                deployment,
                attempt,
                environment,
                strategy,
                rollout,
                reach,
                lastWave,
                ref,
                version,
                method,
                intendedAt,
                newValidUntil,
                initiatedBy);
    }

    /** {@return what the run is for} */
    public Phase phase() {
        return attempt.phase();
    }

    /** {@return {@code {deploy_id}/{phase}/{attempt}}, by which the run of this attempt is found again} */
    public String correlationKey() {
        return deployment.value() + "/" + attempt;
    }
}
