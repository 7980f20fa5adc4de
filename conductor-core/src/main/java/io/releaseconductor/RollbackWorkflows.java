package io.releaseconductor;

import io.releaseconductor.config.Problems;
import io.releaseconductor.config.VariableReader;
import io.releaseconductor.model.Environment;
import io.releaseconductor.model.Phase;
import io.releaseconductor.model.Rollout;
import io.releaseconductor.policy.ReleasePolicy;
import io.releaseconductor.spi.WorkflowDispatcher;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What follows where an environment can be deployed to, and nothing rolls it back. */
final class RollbackWorkflows {

    private static final String SWITCH = "SHIP_AUTO_ROLLBACK";

    private RollbackWorkflows() {}

    /**
     * The policy as far as it can be carried out: that it rolls back by itself where nobody has chosen that is given up, and said; where
     * somebody has, it is a problem.
     *
     * @param chosen whether the policy was given in code
     * @param rollouts how the environment can be deployed to
     * @param dispatcher what would roll back; null if it is not known
     */
    static ReleasePolicy fitted(
            ReleasePolicy policy,
            boolean chosen,
            List<Rollout> rollouts,
            VariableReader reader,
            Problems problems,
            @Nullable WorkflowDispatcher dispatcher) {
        Environment environment = reader.environment();
        String missing = dispatcher == null ? "" : missing(environment, rollouts, dispatcher);
        if (!policy.autoRollback() || missing.isEmpty()) {
            return policy;
        }
        if (chosen || reader.text(SWITCH).isPresent()) {
            problems.add(
                    "environment " + environment + " rolls back by policy, but has no workflow for the rollback of a "
                            + missing + " rollout; configure one, or "
                            + (chosen
                                    ? "give it a policy withAutoRollback(false)"
                                    : "set " + SWITCH + "_" + environment.variableSuffix() + "=false"));
            return policy;
        }
        problems.warn("environment " + environment + " has no workflow for the rollback of a " + missing
                + " rollout, so that nothing is rolled back automatically there; configure one, or set " + SWITCH + "_"
                + environment.variableSuffix() + "=false to say that this is meant");
        return policy.withAutoRollback(false);
    }

    private static String missing(Environment environment, List<Rollout> rollouts, WorkflowDispatcher dispatcher) {
        return rollouts.stream()
                .filter(rollout -> dispatcher.supports(environment, Phase.DEPLOY, rollout))
                .filter(rollout -> !dispatcher.supports(environment, Phase.ROLL_BACK, rollout))
                .map(Rollout::wireName)
                .collect(Collectors.joining(" or "));
    }
}
