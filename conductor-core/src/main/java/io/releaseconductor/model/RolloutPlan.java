package io.releaseconductor.model;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * How a version reaches an environment: wave by wave. It is data; the same lifecycle walks through whatever it holds. Immutable.
 *
 * @param kind what kind of rollout it is, which says how it is rolled back
 * @param waves the waves in order, 1 to {@value #MOST_WAVES}
 */
public record RolloutPlan(Rollout kind, List<Wave> waves) {

    /** The most waves that a plan may have. */
    public static final int MOST_WAVES = 9;

    /** All at once: 100 %, one look, one approval. */
    public static final RolloutPlan FULL =
            new RolloutPlan(Rollout.FULL, List.of(new Wave(Reach.ALL, Bake.ONE_LOOK, Gate.ONE_APPROVAL)));

    /** 10 %, one look, one approval; then 100 %, no look, open. */
    public static final RolloutPlan CANARY = new RolloutPlan(
            Rollout.CANARY,
            List.of(
                    new Wave(new Reach.Percentage(10), Bake.ONE_LOOK, Gate.ONE_APPROVAL),
                    new Wave(Reach.ALL, Bake.NONE, Gate.OPEN)));

    /** Another set of instances takes all traffic at once: 100 %, one look, one approval. */
    public static final RolloutPlan BLUE_GREEN =
            new RolloutPlan(Rollout.BLUE_GREEN, List.of(new Wave(Reach.ALL, Bake.ONE_LOOK, Gate.ONE_APPROVAL)));

    /**
     * The idle set of instances, which is looked at and approved before it takes any traffic; then all traffic at once: {@code idle}, one
     * look, one approval; 100 %, one look, open.
     */
    public static final RolloutPlan IDLE_FIRST = new RolloutPlan(
            Rollout.BLUE_GREEN,
            List.of(
                    new Wave(Reach.IDLE, Bake.ONE_LOOK, Gate.ONE_APPROVAL),
                    new Wave(Reach.ALL, Bake.ONE_LOOK, Gate.OPEN)));

    /**
     * Validates and copies.
     *
     * @throws IllegalArgumentException if the waves cannot be walked through; names all problems at once
     */
    public RolloutPlan {
        Objects.requireNonNull(kind, "kind");
        waves = List.copyOf(waves);
        List<String> problems = problems(kind, waves);
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException("rollout plan " + describe(waves) + ": " + String.join("; ", problems));
        }
    }

    /**
     * The plan of a rollout that nobody configured otherwise.
     *
     * @param kind which kind of rollout
     * @return {@link #FULL}, {@link #CANARY} or {@link #BLUE_GREEN}
     */
    public static RolloutPlan of(Rollout kind) {
        return switch (kind) {
            case FULL -> FULL;
            case CANARY -> CANARY;
            case BLUE_GREEN -> BLUE_GREEN;
        };
    }

    /**
     * The plan that a strategy means where nobody configured anything.
     *
     * @param strategy the strategy
     * @return {@link #FULL} or {@link #CANARY}
     */
    public static RolloutPlan of(Strategy strategy) {
        return switch (strategy) {
            case FULL -> FULL;
            case CANARY -> CANARY;
        };
    }

    private static List<String> problems(Rollout kind, List<Wave> waves) {
        List<String> problems = new ArrayList<>();
        if (waves.isEmpty() || waves.size() > MOST_WAVES) {
            problems.add(waves.size() + " waves are not allowed; allowed: 1 to " + MOST_WAVES);
            return problems;
        }
        boolean idleFirst = isIdleFirst(kind, waves);
        if (kind != Rollout.CANARY && waves.size() > 1 && !idleFirst) {
            problems.add("a " + kind.wireName() + " rollout has one wave"
                    + (kind == Rollout.BLUE_GREEN ? ", or idle and then 100 %" : "") + ", not " + waves.size()
                    + "; call it a canary");
        }
        if (kind == Rollout.CANARY && waves.size() < 2) {
            problems.add("a canary has at least two waves; one alone is a full rollout");
        }
        if (!idleFirst) {
            addReaches(problems, waves);
        }
        for (int i = 0; i < waves.size(); i++) {
            boolean mayGoUnseen = i > 0 && i == waves.size() - 1;
            if (waves.get(i).bake().equals(Bake.NONE) && !mayGoUnseen) {
                problems.add("wave " + (i + 1) + " is not looked at; allowed: only the last one of several");
            } else if (waves.get(i).bake().equals(Bake.NONE)
                    && !waves.get(i).gate().equals(Gate.OPEN)) {
                problems.add("wave " + (i + 1) + " is not looked at, and somebody has to approve it; allowed: open");
            }
        }
        return problems;
    }

    private static void addReaches(List<String> problems, List<Wave> waves) {
        int last = waves.size() - 1;
        boolean targets = waves.get(0).reach() instanceof Reach.Target;
        Set<Reach> seen = new HashSet<>();
        int before = 0;
        for (int i = 0; i <= last; i++) {
            Reach reach = waves.get(i).reach();
            if (reach instanceof Reach.Percentage percentage) {
                if (targets) {
                    problems.add(reach.words() + " after targets is not allowed");
                } else if (percentage.value() <= before) {
                    problems.add(reach.words() + " after " + before + " % is not allowed; percentages have to rise");
                }
                before = percentage.value();
            } else if (!targets) {
                problems.add("target " + reach.words() + " after percentages is not allowed");
            } else if (!seen.add(reach)) {
                problems.add("target " + reach.words() + " is there twice; allowed: once");
            }
        }
        if (waves.get(last).reach() instanceof Reach.Percentage percentage && percentage.value() != 100) {
            problems.add("the last wave reaches " + percentage.words() + "; allowed: 100 %");
        }
    }

    /** {@return whether it is the plan of its kind that nobody configured otherwise} */
    public boolean isDefault() {
        return equals(of(kind));
    }

    /**
     * Whether those who know of no plans walk through it as it is meant: as through the one of its kind that nobody configured otherwise,
     * but for the share of the first wave.
     *
     * @return whether waves, looks and gates are those of {@link #of(Rollout)}
     */
    public boolean isShapedByDefault() {
        List<Wave> known = of(kind).waves();
        if (known.size() != waves.size() || isByTarget()) {
            return false;
        }
        for (int i = 0; i < known.size(); i++) {
            if (!known.get(i).bake().equals(waves.get(i).bake())
                    || !known.get(i).gate().equals(waves.get(i).gate())) {
                return false;
            }
        }
        return true;
    }

    private static boolean isIdleFirst(Rollout kind, List<Wave> waves) {
        return kind == Rollout.BLUE_GREEN
                && waves.stream().map(Wave::reach).toList().equals(List.of(Reach.IDLE, Reach.ALL));
    }

    /** {@return whether nothing of it takes traffic before its last wave, so that there is nothing to switch back until then} */
    public boolean isIdleFirst() {
        return isIdleFirst(kind, waves);
    }

    /** {@return whether it goes by named targets, not by percentages} */
    public boolean isByTarget() {
        return waves.get(0).reach() instanceof Reach.Target;
    }

    /**
     * A wave.
     *
     * @param number which, from 1
     * @return the wave
     * @throws IllegalArgumentException if there is no such wave
     */
    public Wave wave(int number) {
        if (number < 1 || number > waves.size()) {
            throw new IllegalArgumentException("wave " + number + " is not there; allowed: 1 to " + waves.size());
        }
        return waves.get(number - 1);
    }

    /**
     * Whether a wave is the last one.
     *
     * @param number which, from 1
     * @return whether no other one follows
     */
    public boolean isLast(int number) {
        return number >= waves.size();
    }

    /**
     * What it takes to go from a wave straight to the last one: the most people, somebody of every group, and whoever shipped it only where
     * each gate on the way counts them. An open gate counts as one person.
     *
     * @param number the wave to leave, from 1, not the last one
     * @return the gate that stands for all that are passed: that of the wave itself and of each one up to the last
     * @throws IllegalArgumentException if it is the last wave, or there is no such wave
     */
    public Gate.Approvals fully(int number) {
        if (isLast(number)) {
            throw new IllegalArgumentException(
                    "wave " + number + " has no later one; allowed: 1 to " + (waves.size() - 1));
        }
        int count = 1;
        Set<String> groups = new LinkedHashSet<>();
        boolean initiatorCounts = true;
        for (int passed = number; !isLast(passed); passed++) {
            if (wave(passed).gate() instanceof Gate.Approvals gate) {
                count = Math.max(count, gate.count());
                groups.addAll(gate.groups());
                initiatorCounts &= gate.initiatorCounts();
            }
        }
        return new Gate.Approvals(count, List.copyOf(groups), initiatorCounts);
    }

    /** {@return how far its waves reach, such as {@code 5 % → 25 % → 100 %}} */
    public String describe() {
        return describe(waves);
    }

    private static String describe(List<Wave> waves) {
        return waves.stream().map(wave -> wave.reach().words()).collect(Collectors.joining(" → "));
    }

    /** {@return all of it, such as {@code canary: 10 % (one look, one approval) → 100 % (no look, open)}} */
    @Override
    public String toString() {
        return kind.wireName() + ": " + waves.stream().map(Wave::toString).collect(Collectors.joining(" → "));
    }
}
