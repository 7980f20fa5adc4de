package io.releaseconductor;

import io.releaseconductor.config.Problems;
import io.releaseconductor.config.VariableReader;
import io.releaseconductor.model.Bake;
import io.releaseconductor.model.Environment;
import io.releaseconductor.model.Gate;
import io.releaseconductor.model.Reach;
import io.releaseconductor.model.Rollout;
import io.releaseconductor.model.RolloutPlan;
import io.releaseconductor.model.Strategy;
import io.releaseconductor.model.Wave;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Which plan each strategy has in an environment: from code, else from variables, else the one that everybody knows. */
final class PlanChoice {

    static final String WAVES = "SHIP_CANARY_WAVES";

    static final String GATES = "SHIP_CANARY_GATES";

    private static final BakeChoice CANARY_BAKE = new BakeChoice("SHIP_CANARY");

    private static final BakeChoice FULL_BAKE = new BakeChoice("SHIP_FULL");

    /** The variables that make waves bake, for people. */
    static final String BAKES = CANARY_BAKE.bake() + " or " + FULL_BAKE.bake();

    static final String IDLE_FIRST = "SHIP_IDLE_FIRST";

    static final String APPROVALS = "SHIP_APPROVALS";

    static final String APPROVAL_GROUPS = "SHIP_APPROVAL_GROUPS";

    static final String INITIATOR_MAY = "SHIP_INITIATOR_APPROVES";

    static final String FORMAT = "SHIP_FORMAT";

    private static final String APPROVAL = "approval";

    private static final String OPEN = "open";

    private static final String ALLOWED =
            "percentages that rise to 100, such as 5,25,100, or names of targets, such as eu-west,us-east";

    private PlanChoice() {}

    static Map<Strategy, RolloutPlan> read(EnvironmentSettings settings, VariableReader reader) {
        Map<Strategy, RolloutPlan> plans = new EnumMap<>(Strategy.class);
        for (Strategy strategy : Strategy.values()) {
            plans.put(strategy, settings.plan(strategy));
        }
        RolloutPlan canary = fromVariables(reader);
        if (settings.plans().containsKey(Strategy.CANARY)) {
            noteReplaced(settings.environment(), reader);
        } else if (canary != null) {
            plans.put(Strategy.CANARY, canary);
        }
        if (reader.flag(IDLE_FIRST, false)) {
            idleFirst(plans, reader);
        }
        bakeAtOnce(settings, plans, reader);
        Gate gate = approvals(reader);
        if (!gate.equals(Gate.ONE_APPROVAL)) {
            plans.replaceAll((strategy, plan) -> asking(plan, gate));
        }
        requireFormat(plans, reader);
        return plans;
    }

    /** The version goes to the idle set of instances first, wherever there is one. */
    private static void idleFirst(Map<Strategy, RolloutPlan> plans, VariableReader reader) {
        boolean here = InVain.isOwn(reader, IDLE_FIRST);
        if (here && !plans.containsValue(RolloutPlan.BLUE_GREEN)) {
            reader.problems()
                    .add(reader.nameOf(IDLE_FIRST) + " is set, but " + reader.environment()
                            + " does not roll out blue-green as everybody does; take it out");
        }
        plans.replaceAll((strategy, plan) -> plan.equals(RolloutPlan.BLUE_GREEN) ? RolloutPlan.IDLE_FIRST : plan);
    }

    /** What reaches all at once bakes there, if that is said. */
    private static void bakeAtOnce(
            EnvironmentSettings settings, Map<Strategy, RolloutPlan> plans, VariableReader reader) {
        Bake bake = FULL_BAKE.read(reader);
        if (!(bake instanceof Bake.Rounds)) {
            return;
        }
        boolean here = FULL_BAKE.isSetFor(reader);
        if (here && plans.values().stream().noneMatch(PlanChoice::isAtOnce)) {
            reader.problems()
                    .warn(reader.nameOf(FULL_BAKE.bake()) + " is set in vain: nothing reaches " + settings.environment()
                            + " at once as everybody does");
        }
        plans.replaceAll((strategy, plan) -> isAtOnce(plan) ? baking(plan, bake) : plan);
    }

    private static boolean isAtOnce(RolloutPlan plan) {
        return plan.equals(RolloutPlan.FULL)
                || plan.equals(RolloutPlan.BLUE_GREEN)
                || plan.equals(RolloutPlan.IDLE_FIRST);
    }

    /** The same plan, with another bake of its last wave. */
    private static RolloutPlan baking(RolloutPlan plan, Bake bake) {
        List<Wave> waves = new ArrayList<>(plan.waves());
        Wave last = waves.get(waves.size() - 1);
        waves.set(waves.size() - 1, new Wave(last.reach(), bake, last.gate()));
        return new RolloutPlan(plan.kind(), waves);
    }

    /** How many people, and who, where that is more than one of any. */
    private static Gate approvals(VariableReader reader) {
        int count = reader.integer(APPROVALS, 1, 1, Gate.Approvals.MOST);
        boolean initiator = reader.flag(INITIATOR_MAY, true);
        List<String> groups = Arrays.stream(reader.text(APPROVAL_GROUPS, "").split(",", -1))
                .map(String::strip)
                .filter(group -> !group.isEmpty())
                .toList();
        try {
            return new Gate.Approvals(count, groups, initiator);
        } catch (IllegalArgumentException e) {
            reader.problems().add(reader.nameOf(APPROVAL_GROUPS) + ": " + BakeChoice.problems(e));
            return Gate.ONE_APPROVAL;
        }
    }

    /** The same plan, where each gate that asks for one approval asks for these. */
    private static RolloutPlan asking(RolloutPlan plan, Gate gate) {
        return new RolloutPlan(
                plan.kind(),
                plan.waves().stream()
                        .map(wave -> wave.gate().equals(Gate.ONE_APPROVAL)
                                ? new Wave(wave.reach(), wave.bake(), gate)
                                : wave)
                        .toList());
    }

    private static @Nullable RolloutPlan fromVariables(VariableReader reader) {
        Bake bake = CANARY_BAKE.read(reader);
        String gates = reader.oneOf(GATES, bake instanceof Bake.Rounds ? OPEN : APPROVAL, List.of(APPROVAL, OPEN));
        String text = reader.text(WAVES).orElse(null);
        if (text == null) {
            Stream.concat(Stream.of(GATES), CANARY_BAKE.names().stream())
                    .filter(name -> reader.text(name).isPresent())
                    .forEach(name -> reader.problems()
                            .add(reader.nameOf(name) + " is set, but there are no waves; set " + WAVES
                                    + " as well, or take it out"));
            return null;
        }
        Gate between = gates.equals(APPROVAL) ? Gate.ONE_APPROVAL : Gate.OPEN;
        List<Wave> waves = new ArrayList<>();
        String[] words = text.split(",", -1);
        for (int i = 0; i < words.length; i++) {
            Reach reach = reach(words[i].strip());
            if (reach == null) {
                refuse(reader, text, "\"" + words[i].strip() + "\" is neither; allowed: " + ALLOWED);
                return null;
            }
            waves.add(new Wave(reach, bake, i == words.length - 1 ? Gate.OPEN : between));
        }
        try {
            return new RolloutPlan(Rollout.CANARY, waves);
        } catch (IllegalArgumentException e) {
            refuse(reader, text, BakeChoice.problems(e) + "; allowed: " + ALLOWED);
            return null;
        }
    }

    private static @Nullable Reach reach(String word) {
        String number =
                word.endsWith("%") ? word.substring(0, word.length() - 1).strip() : word;
        try {
            return number.matches("[0-9]{1,9}")
                    ? new Reach.Percentage(Integer.parseInt(number))
                    : new Reach.Target(word);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static void refuse(VariableReader reader, String text, String why) {
        reader.problems().add(reader.nameOf(WAVES) + ": \"" + text + "\" is not allowed: " + why);
    }

    /** What is set for this environment alone is set in vain. */
    private static void noteReplaced(Environment environment, VariableReader reader) {
        Problems problems = reader.problems();
        Stream.concat(Stream.of(WAVES, GATES), CANARY_BAKE.names().stream())
                .map(reader::nameOf)
                .filter(name -> name.endsWith("_" + environment.variableSuffix()))
                .forEach(name ->
                        problems.warn(name + " is set in vain: the plan of " + environment + " is chosen otherwise"));
    }

    /** Nodes of older versions must not come across what they would walk through otherwise. */
    private static void requireFormat(Map<Strategy, RolloutPlan> plans, VariableReader reader) {
        boolean allNew = reader.oneOf(FORMAT, "1", List.of("1", "2")).equals("2");
        for (Map.Entry<Strategy, RolloutPlan> each : plans.entrySet()) {
            if (!allNew && !each.getValue().isShapedByDefault()) {
                reader.problems()
                        .add("environment " + reader.environment() + ": "
                                + each.getKey().wireName() + " goes "
                                + waves(each.getValue())
                                + ", which a node of a version without waves would not; set " + FORMAT
                                + "=2 to say that no such node works on the same state");
            }
        }
    }

    private static String waves(RolloutPlan plan) {
        return plan.waves().stream().map(Wave::toString).collect(Collectors.joining(" → "));
    }
}
