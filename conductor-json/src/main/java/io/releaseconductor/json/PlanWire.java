package io.releaseconductor.json;

import io.releaseconductor.model.Bake;
import io.releaseconductor.model.Gate;
import io.releaseconductor.model.Reach;
import io.releaseconductor.model.Rollout;
import io.releaseconductor.model.RolloutPlan;
import io.releaseconductor.model.Wave;
import java.time.Duration;
import java.util.List;

/** A rollout plan's waves. Its kind stands in the record itself; the plan that nobody configured otherwise is not written. */
final class PlanWire {

    private static final String ONE_LOOK = "one_look";
    private static final String NONE = "none";
    private static final String ROUNDS = "rounds";
    private static final String APPROVAL = "approval";
    private static final String OPEN = "open";

    private PlanWire() {}

    /** Whether a reader of format 1 walks through a plan as it is meant. */
    static boolean isOfFormat1(RolloutPlan plan) {
        return plan.isShapedByDefault();
    }

    static void write(JsonOut out, Wave wave) {
        write(out, wave.reach());
        out.text("bake", word(wave.bake())).text("gate", word(wave.gate()));
        if (wave.gate() instanceof Gate.Approvals approvals) {
            out.number("approvals", approvals.count())
                    .texts("groups", approvals.groups())
                    .flagIfSet("without_initiator", !approvals.initiatorCounts());
        }
        if (wave.bake() instanceof Bake.Rounds rounds) {
            write(out, rounds);
        }
    }

    static void write(JsonOut out, Reach reach) {
        if (reach instanceof Reach.Percentage percentage) {
            out.number("percentage", percentage.value());
        } else if (reach instanceof Reach.Target target) {
            out.text("target", target.name());
        } else {
            throw new IllegalArgumentException("reach " + reach + " has no form on the wire");
        }
    }

    static void write(JsonOut out, Bake.Rounds rounds) {
        out.number("warm_up_ms", rounds.warmUp().toMillis())
                .number("at_least_ms", rounds.atLeast().toMillis())
                .number("at_most_ms", rounds.atMost().toMillis())
                .number("every_ms", rounds.every().toMillis());
    }

    private static String word(Bake bake) {
        if (bake instanceof Bake.OneLook) {
            return ONE_LOOK;
        }
        if (bake instanceof Bake.None) {
            return NONE;
        }
        if (bake instanceof Bake.Rounds) {
            return ROUNDS;
        }
        throw new IllegalArgumentException("bake " + bake + " has no form on the wire");
    }

    private static String word(Gate gate) {
        if (gate instanceof Gate.Approvals) {
            return APPROVAL;
        }
        if (gate instanceof Gate.Open) {
            return OPEN;
        }
        throw new IllegalArgumentException("gate " + gate + " has no form on the wire");
    }

    static RolloutPlan read(JsonIn in, Rollout kind) {
        if (!in.has("plan")) {
            return RolloutPlan.of(kind);
        }
        List<Wave> waves = in.list("plan", PlanWire::readWave);
        try {
            return new RolloutPlan(kind, waves);
        } catch (IllegalArgumentException e) {
            throw in.corrupt("plan", "cannot be walked through: " + e.getMessage());
        }
    }

    private static Wave readWave(JsonIn in) {
        return new Wave(readReach(in), readBake(in), readGate(in));
    }

    static Reach readReach(JsonIn in) {
        try {
            return in.has("target")
                    ? new Reach.Target(in.text("target"))
                    : new Reach.Percentage((int) in.number("percentage", 1, 100));
        } catch (IllegalArgumentException e) {
            throw in.corrupt("target", "has not the form of one");
        }
    }

    private static Bake readBake(JsonIn in) {
        String word = in.oneOf("bake", List.of(ONE_LOOK, NONE, ROUNDS));
        if (word.equals(ROUNDS)) {
            return readRounds(in);
        }
        return word.equals(NONE) ? Bake.NONE : Bake.ONE_LOOK;
    }

    static Bake.Rounds readRounds(JsonIn in) {
        try {
            return new Bake.Rounds(
                    millis(in, "warm_up_ms"),
                    millis(in, "at_least_ms"),
                    millis(in, "at_most_ms"),
                    millis(in, "every_ms"));
        } catch (IllegalArgumentException e) {
            throw in.corrupt("bake", "cannot be done: " + e.getMessage());
        }
    }

    private static Duration millis(JsonIn in, String name) {
        return Duration.ofMillis(in.number(name, 0, Bake.Rounds.LONGEST.toMillis()));
    }

    private static Gate readGate(JsonIn in) {
        if (in.oneOf("gate", List.of(APPROVAL, OPEN)).equals(OPEN)) {
            return Gate.OPEN;
        }
        try {
            return new Gate.Approvals(
                    (int) in.number("approvals", 1, Gate.Approvals.MOST),
                    in.texts("groups"),
                    !in.flagOrFalse("without_initiator"));
        } catch (IllegalArgumentException e) {
            throw in.corrupt("groups", "cannot be asked for");
        }
    }
}
