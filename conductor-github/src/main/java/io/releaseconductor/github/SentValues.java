package io.releaseconductor.github;

import io.releaseconductor.deployment.Attempt;
import io.releaseconductor.model.Environment;
import io.releaseconductor.model.Phase;
import io.releaseconductor.model.Reach;
import io.releaseconductor.model.Rollout;
import io.releaseconductor.model.RolloutPlan;
import io.releaseconductor.model.Strategy;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Which values an input can have, by what its workflow is used for and the plans of its environment. */
final class SentValues {

    private static final Map<Strategy, RolloutPlan> KNOWN_TO_ALL = Arrays.stream(Strategy.values())
            .collect(Collectors.toUnmodifiableMap(Function.identity(), RolloutPlan::of));

    private final Map<Environment, Map<Strategy, RolloutPlan>> plans;

    SentValues(Map<Environment, Map<Strategy, RolloutPlan>> plans) {
        this.plans = Map.copyOf(plans);
    }

    /** {@return what every deployment sends that is to reach all at once, whatever else is asked for; none where that differs} */
    Set<String> surely(WorkflowInput input, GitHubOptions.Use use) {
        if (input == WorkflowInput.ENVIRONMENT) {
            return Set.of(use.environment().name());
        }
        RolloutPlan full = plans(use).get(Strategy.FULL);
        return full == null || use.phase() == Phase.ROLL_BACK || input == WorkflowInput.ROLLOUT
                ? Set.of()
                : sent(input, use.phase(), Strategy.FULL, full);
    }

    /** {@return all that may be sent; none where anything goes} */
    Set<String> of(WorkflowInput input, GitHubOptions.Use use) {
        if (input == WorkflowInput.ENVIRONMENT) {
            return Set.of(use.environment().name());
        }
        Map<Strategy, RolloutPlan> all = plans(use);
        if (use.phase() == Phase.ROLL_BACK) {
            return toRollBack(input, all);
        }
        Set<String> values = new LinkedHashSet<>();
        all.forEach((strategy, plan) -> values.addAll(sent(input, use.phase(), strategy, plan)));
        return values;
    }

    /** Those that a workflow is used for: of a rollout that nobody has a plan for, the one that everybody knows. */
    private Map<Strategy, RolloutPlan> plans(GitHubOptions.Use use) {
        Rollout own = use.rollout();
        Map<Strategy, RolloutPlan> all = new EnumMap<>(plans.getOrDefault(use.environment(), KNOWN_TO_ALL));
        if (own != null) {
            all.values().removeIf(plan -> plan.kind() != own);
            if (all.isEmpty()) {
                all.put(own == Rollout.CANARY ? Strategy.CANARY : Strategy.FULL, RolloutPlan.of(own));
            }
        }
        return all;
    }

    private static Set<String> sent(WorkflowInput input, Phase phase, Strategy strategy, RolloutPlan plan) {
        return IntStream.rangeClosed(1, plan.waves().size())
                .filter(wave -> Attempt.ofWave(wave, 1).phase() == phase)
                .mapToObj(wave -> sent(input, wave, strategy, plan))
                .flatMap(Stream::ofNullable)
                .collect(Collectors.toSet());
    }

    /** {@return what the run of a wave is sent, or null where anything goes} */
    static @Nullable String sent(WorkflowInput input, int wave, Strategy strategy, RolloutPlan plan) {
        Phase phase = Attempt.ofWave(wave, 1).phase();
        Reach reach = plan.wave(wave).reach();
        return switch (input) {
            case STRATEGY ->
                plan.equals(RolloutPlan.BLUE_GREEN)
                        ? Strategy.FULL.wireName()
                        : Inputs.strategy(phase, plan.isLast(wave), strategy).wireName();
            case ACTION -> phase.wireName();
            case ROLLOUT -> plan.kind().wireName();
            case PERCENTAGE -> plan.isDefault() ? null : Inputs.percentage(reach);
            case TARGET -> Inputs.target(reach);
            case ENVIRONMENT, CORRELATION_KEY, VALID_UNTIL, DEPLOY_ID, VERSION, INITIATED_BY -> null;
        };
    }

    private static Set<String> toRollBack(WorkflowInput input, Map<Strategy, RolloutPlan> plans) {
        Collection<RolloutPlan> all = plans.values();
        boolean switches = all.stream().allMatch(plan -> plan.kind() == Rollout.BLUE_GREEN);
        return switch (input) {
            case STRATEGY -> switches ? Set.of("full") : Set.of("full", "canary");
            case ACTION -> switches ? Set.of("switch-back") : Set.of("redeploy", "remove-canary");
            case ROLLOUT -> all.stream().map(plan -> plan.kind().wireName()).collect(Collectors.toSet());
            case ENVIRONMENT, CORRELATION_KEY, VALID_UNTIL, DEPLOY_ID, VERSION, PERCENTAGE, TARGET, INITIATED_BY ->
                Set.of();
        };
    }
}
