package io.releaseconductor.engine;

import io.releaseconductor.check.Check;
import io.releaseconductor.deployment.AdmissionRules;
import io.releaseconductor.deployment.EnvironmentProfile;
import io.releaseconductor.deployment.LatencyComparison;
import io.releaseconductor.deployment.RiskyPaths;
import io.releaseconductor.metric.FailedRounds;
import io.releaseconductor.metric.MetricPlan;
import io.releaseconductor.model.Called;
import io.releaseconductor.model.Environment;
import io.releaseconductor.model.Rollout;
import io.releaseconductor.model.RolloutPlan;
import io.releaseconductor.model.Strategy;
import io.releaseconductor.model.Watch;
import io.releaseconductor.policy.AlertRules;
import io.releaseconductor.policy.ReleasePolicy;
import io.releaseconductor.spi.Authorizer;
import io.releaseconductor.window.DeploymentWindows;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The settings of an environment with every default filled in: all that the engine knows of it.
 *
 * @param environment which
 * @param plans how each strategy reaches it
 * @param policy what is decided without a person
 * @param authorizer who may do what in it
 * @param linked what is shipped to after a promotion, or null
 * @param baselineVersion what runs before the first deployment, or null
 * @param baselineLook whether the checks look at what is there before anything is started
 * @param called whom the chat calls when a person is needed
 * @param latencyComparison what is made of checks that are far slower than usual
 * @param riskyPaths which paths are risky to change
 * @param verificationLimit how long a verification may take
 * @param settling how long after a run's end nothing need answer yet
 * @param checks the checks, in the order of the cards
 * @param profile what people are told of it
 * @param metrics which metrics judge what is shipped to it
 * @param admission which rules of the pre-flight hold for what is shipped to it
 * @param windows when deployments may begin in it
 * @param failedRounds how many of a check's rounds may fail in a wave that bakes
 * @param watch how what was promoted in it is looked at afterwards
 * @param alertRules when the team is alerted to what has a threshold
 * @param soak how long what was promoted in it has to stand before the linked environment is shipped to
 */
public record ResolvedSettings(
        Environment environment,
        Map<Strategy, RolloutPlan> plans,
        ReleasePolicy policy,
        Authorizer authorizer,
        @Nullable Environment linked,
        @Nullable String baselineVersion,
        boolean baselineLook,
        Called called,
        LatencyComparison latencyComparison,
        RiskyPaths riskyPaths,
        Duration verificationLimit,
        Duration settling,
        List<Check> checks,
        EnvironmentProfile profile,
        MetricPlan metrics,
        AdmissionRules admission,
        DeploymentWindows windows,
        FailedRounds failedRounds,
        Watch watch,
        AlertRules alertRules,
        Duration soak) {
    /** Copies. */
    public ResolvedSettings {
        plans = Map.copyOf(plans);
        checks = List.copyOf(checks);
    }

    /** {@return how a strategy reaches it} */
    RolloutPlan plan(Strategy strategy) {
        RolloutPlan plan = plans.get(strategy);
        return plan == null ? RolloutPlan.of(strategy) : plan;
    }

    /** {@return the kinds of rollout that there are, each once} */
    public List<Rollout> rollouts() {
        return Arrays.stream(Strategy.values())
                .map(strategy -> plan(strategy).kind())
                .distinct()
                .toList();
    }

    /** {@return the ids of its checks, in order} */
    List<String> checkIds() {
        return checks.stream().map(Check::id).toList();
    }
}
