package io.releaseconductor;

import io.releaseconductor.config.Problems;
import io.releaseconductor.config.Spans;
import io.releaseconductor.config.VariableReader;
import io.releaseconductor.model.Bake;
import io.releaseconductor.model.Environment;
import io.releaseconductor.model.Gate;
import io.releaseconductor.model.Reach;
import io.releaseconductor.model.Rollout;
import io.releaseconductor.model.RolloutPlan;
import io.releaseconductor.model.Strategy;
import io.releaseconductor.model.Wave;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Which plan each strategy has in an environment: from code, else from variables, else the one that everybody knows. */
final class PlanChoice {

    private static final Pattern ISO_SPAN = Pattern.compile("\\bPT[0-9][0-9HMS]*");

    static final String WAVES = "SHIP_CANARY_WAVES";

    static final String GATES = "SHIP_CANARY_GATES";

    static final String BAKE = "SHIP_CANARY_BAKE";

    static final String EVERY = "SHIP_CANARY_LOOK_EVERY";

    static final String WARM_UP = "SHIP_CANARY_WARM_UP";

    static final String IDLE_FIRST = "SHIP_IDLE_FIRST";

    static final String APPROVALS = "SHIP_APPROVALS";

    static final String APPROVAL_GROUPS = "SHIP_APPROVAL_GROUPS";

    static final String INITIATOR_MAY = "SHIP_INITIATOR_APPROVES";

    static final String FORMAT = "SHIP_FORMAT";

    private static final Duration LOOK_EVERY = Duration.ofSeconds(30);

    private static final Duration WARMING_UP = Duration.ofMinutes(1);

    private static final String APPROVAL = "approval";

    private static final String OPEN = "open";

    private static final String SPAN = "a span of time";

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
        Gate gate = approvals(reader);
        if (!gate.equals(Gate.ONE_APPROVAL)) {
            plans.replaceAll((strategy, plan) -> asking(plan, gate));
        }
        requireFormat(plans, reader);
        return plans;
    }

    /** The version goes to the idle set of instances first, wherever there is one. */
    private static void idleFirst(Map<Strategy, RolloutPlan> plans, VariableReader reader) {
        boolean here =
                reader.nameOf(IDLE_FIRST).endsWith("_" + reader.environment().variableSuffix());
        if (here && !plans.containsValue(RolloutPlan.BLUE_GREEN)) {
            reader.problems()
                    .add(reader.nameOf(IDLE_FIRST) + " is set, but " + reader.environment()
                            + " does not roll out blue-green as everybody does; take it out");
        }
        plans.replaceAll((strategy, plan) -> plan.equals(RolloutPlan.BLUE_GREEN) ? RolloutPlan.IDLE_FIRST : plan);
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
            reader.problems().add(reader.nameOf(APPROVAL_GROUPS) + ": " + problems(e));
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
        Bake bake = bake(reader);
        String gates = reader.oneOf(GATES, bake instanceof Bake.Rounds ? OPEN : APPROVAL, List.of(APPROVAL, OPEN));
        String text = reader.text(WAVES).orElse(null);
        if (text == null) {
            List.of(GATES, BAKE, EVERY, WARM_UP).stream()
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
            refuse(reader, text, problems(e) + "; allowed: " + ALLOWED);
            return null;
        }
    }

    /** One look, or rounds for as long as is said: {@code 5m..30m}, or {@code 10m} for exactly that. */
    private static Bake bake(VariableReader reader) {
        Optional<String> text = reader.text(BAKE);
        Duration warmUp = reader.span(WARM_UP, WARMING_UP, Duration.ZERO, Bake.Rounds.LONGEST);
        Optional<String> everySaid = reader.text(EVERY);
        Duration everyAsked = reader.span(EVERY, LOOK_EVERY, Duration.ofSeconds(1), Bake.Rounds.LONGEST);
        if (text.isEmpty()) {
            if (everySaid.isPresent()) {
                reader.problems()
                        .add(reader.nameOf(EVERY) + " is set, but there is no bake; set " + BAKE
                                + " as well, or take it out");
            }
            return Bake.ONE_LOOK;
        }
        String[] ends = text.get().split("\\.\\.", -1);
        Duration least = Spans.parse(ends[0].strip());
        Duration most = ends.length > 2 ? null : Spans.parse(ends[ends.length - 1].strip());
        if (least == null || most == null) {
            reader.problems()
                    .add(reader.nameOf(BAKE) + ": \"" + text.get() + "\" is not allowed; allowed: " + SPAN
                            + " such as 10m, or two of them, the least and the most, such as 5m..30m");
            return Bake.ONE_LOOK;
        }
        // where nobody said how often, so often that three rounds fit in
        Duration fitting = least.dividedBy(Bake.Rounds.AGREEING - 1L);
        Duration every = everySaid.isPresent() || everyAsked.compareTo(fitting) <= 0 ? everyAsked : fitting;
        try {
            return new Bake.Rounds(warmUp, least, most, every);
        } catch (IllegalArgumentException e) {
            reader.problems().add(reader.nameOf(BAKE) + ": \"" + text.get() + "\" is not allowed: " + problems(e));
            return Bake.ONE_LOOK;
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

    /** What is wrong, told as whoever set a variable writes: without Java's word for it, and with spans as variables have them. */
    private static String problems(IllegalArgumentException e) {
        String message = String.valueOf(e.getMessage());
        return ISO_SPAN.matcher(message.substring(message.indexOf(": ") + 2))
                .replaceAll(span -> Spans.format(Duration.parse(span.group())));
    }

    private static void refuse(VariableReader reader, String text, String why) {
        reader.problems().add(reader.nameOf(WAVES) + ": \"" + text + "\" is not allowed: " + why);
    }

    /** What is set for this environment alone is set in vain. */
    private static void noteReplaced(Environment environment, VariableReader reader) {
        Problems problems = reader.problems();
        List.of(WAVES, GATES, BAKE, EVERY, WARM_UP).stream()
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
