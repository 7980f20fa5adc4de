package io.releaseconductor.check;

import io.releaseconductor.model.DeployId;
import io.releaseconductor.model.Environment;
import io.releaseconductor.model.Phase;
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
 * @param phase {@link Phase#DEPLOY}, or {@link Phase#ROLL_BACK} for the verification after a rollback
 * @param version what should be served now: for {@link Phase#ROLL_BACK} the version returned to; null if not known
 * @param timeLimit how long the check may take, at most; after that it is interrupted, and there is no data
 */
public record CheckContext(
        DeployId deployment,
        Environment environment,
        Strategy strategy,
        Phase phase,
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
     * The same with another time limit.
     *
     * @param value how long the check may take, at most
     * @return the changed context
     */
    public CheckContext withTimeLimit(Duration value) {
        return new CheckContext(deployment, environment, strategy, phase, version, value);
    }
}
