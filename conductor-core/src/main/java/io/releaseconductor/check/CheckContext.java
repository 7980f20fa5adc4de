package io.releaseconductor.check;

import io.releaseconductor.model.DeployId;
import io.releaseconductor.model.Environment;
import io.releaseconductor.model.Phase;
import io.releaseconductor.model.Reach;
import io.releaseconductor.model.Strategy;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a check is told about the deployment that it judges.
 *
 * @param deployment its id
 * @param environment where it was deployed to
 * @param strategy the strategy asked for
 * @param phase {@link Phase#DEPLOY} for the first wave, {@link Phase#PROMOTE} for a later one, {@link Phase#ROLL_BACK} for the
 *     verification after a rollback
 * @param wave which wave of the rollout it judges, from 1; 0 after a rollback, and before anything of the deployment is started
 * @param reach how far that wave goes; {@link Reach#ALL} before anything is started; null after a rollback, which acts on the whole
 *     environment
 * @param version what should be served now: for {@link Phase#ROLL_BACK} the version returned to, before anything is started the one
 *     before; null if not known
 * @param timeLimit how long the check may take, at most; after that it is interrupted, and there is no data
 */
public record CheckContext(
        DeployId deployment,
        Environment environment,
        Strategy strategy,
        Phase phase,
        int wave,
        @Nullable Reach reach,
        @Nullable String version,
        Duration timeLimit) {
    /** Requires what is not optional. */
    public CheckContext {
        Objects.requireNonNull(deployment, "deployment");
        Objects.requireNonNull(environment, "environment");
        Objects.requireNonNull(strategy, "strategy");
        Objects.requireNonNull(phase, "phase");
        Objects.requireNonNull(timeLimit, "timeLimit");
    }

    /**
     * The context of a deployment that reaches everything in one wave, or of a rollback.
     *
     * @param deployment its id
     * @param environment where it was deployed to
     * @param strategy the strategy asked for
     * @param phase {@link Phase#DEPLOY} or {@link Phase#ROLL_BACK}
     * @param version what should be served now; null if not known
     * @param timeLimit how long the check may take, at most
     */
    public CheckContext(
            DeployId deployment,
            Environment environment,
            Strategy strategy,
            Phase phase,
            @Nullable String version,
            Duration timeLimit) {
        this(
                deployment,
                environment,
                strategy,
                phase,
                phase == Phase.ROLL_BACK ? 0 : 1,
                phase == Phase.ROLL_BACK ? null : Reach.ALL,
                version,
                timeLimit);
    }

    /**
     * Whether it is the baseline look: nothing of the deployment is started yet, and what is judged is what was there before.
     *
     * @return whether it is
     */
    public boolean isBaselineLook() {
        return phase == Phase.DEPLOY && wave == 0;
    }

    /**
     * Whether what is judged is all of the environment, so that its address shows it. While a wave reaches only a part, the version before
     * may answer there as well.
     *
     * @return false for a wave that reaches less than 100 %, or a target; true after a rollback
     */
    public boolean reachesEverything() {
        return phase == Phase.ROLL_BACK || reach == null || reach.equals(Reach.ALL);
    }

    /**
     * The same with another time limit.
     *
     * @param value how long the check may take, at most
     * @return the changed context
     */
    public CheckContext withTimeLimit(Duration value) {
        return new CheckContext(deployment, environment, strategy, phase, wave, reach, version, value);
    }
}
