package io.releaseconductor.testkit.simulator;

import io.releaseconductor.config.Problems;
import io.releaseconductor.model.Bake;
import io.releaseconductor.model.Gate;
import io.releaseconductor.model.Reach;
import io.releaseconductor.model.Rollout;
import io.releaseconductor.model.RolloutPlan;
import io.releaseconductor.model.Wave;
import io.releaseconductor.window.DeploymentWindows;
import io.releaseconductor.window.Freezes;
import io.releaseconductor.window.WindowsReader;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;

/** Rollouts of several waves. */
final class Plans {

    private static final Gate TWO_OTHERS = new Gate.Approvals(2, List.of(), false);

    /** Two waves that people decide on, and one that goes on by itself. */
    static final RolloutPlan GRADUAL = plan(Gate.ONE_APPROVAL, Bake.ONE_LOOK);

    /** Three waves that go on by themselves. */
    static final RolloutPlan OPEN = plan(Gate.OPEN, Bake.ONE_LOOK);

    /** Two waves that people decide on, and one that nobody looks at. */
    static final RolloutPlan UNSEEN = plan(Gate.ONE_APPROVAL, Bake.NONE);

    /** A baking wave that two people have to approve, neither of them whoever shipped it, and one that goes on by itself. */
    static final RolloutPlan APPROVED = approved();

    /** Two waves that bake and go on by themselves. */
    static final RolloutPlan BAKED = baked();

    /** Three waves that bake and go on by themselves. */
    static final RolloutPlan COUNTED = counted();

    /** All at once, which bakes and is left to a person. */
    static final RolloutPlan AT_ONCE =
            new RolloutPlan(Rollout.FULL, List.of(new Wave(Reach.ALL, rounds(240), Gate.ONE_APPROVAL)));

    /** Three waves that bake: the first one goes on by itself, the second one for two people, neither of them whoever shipped it. */
    static final RolloutPlan STRICT = strict();

    /** Closed for the first four minutes of each history, which begins on a Sunday at midnight. */
    static final DeploymentWindows OPENS_SOON = open("Sun 00:04-24:00; Mon-Sat 00:00-24:00");

    /** Open and closed by turns, for some minutes each. */
    static final DeploymentWindows BY_TURNS =
            open("Sun 00:00-00:02,00:05-00:08,00:12-00:20,00:21-24:00; Mon-Sat 00:00-24:00");

    private Plans() {}

    private static DeploymentWindows open(String hours) {
        Problems problems = new Problems();
        DeploymentWindows windows =
                new DeploymentWindows(ZoneOffset.UTC, new WindowsReader(problems).hours("hours", hours), Freezes.NONE);
        problems.throwIfAny();
        return windows;
    }

    private static RolloutPlan strict() {
        Bake rounds = rounds(120);
        return new RolloutPlan(
                Rollout.CANARY,
                List.of(
                        new Wave(new Reach.Percentage(5), rounds, Gate.OPEN),
                        new Wave(new Reach.Percentage(25), rounds, TWO_OTHERS),
                        new Wave(Reach.ALL, rounds, Gate.OPEN)));
    }

    private static RolloutPlan approved() {
        return new RolloutPlan(
                Rollout.CANARY,
                List.of(
                        new Wave(new Reach.Percentage(10), rounds(40), TWO_OTHERS),
                        new Wave(Reach.ALL, Bake.ONE_LOOK, Gate.OPEN)));
    }

    private static RolloutPlan baked() {
        Bake rounds = rounds(120);
        return new RolloutPlan(
                Rollout.CANARY,
                List.of(new Wave(new Reach.Percentage(10), rounds, Gate.OPEN), new Wave(Reach.ALL, rounds, Gate.OPEN)));
    }

    private static RolloutPlan counted() {
        Bake rounds = rounds(240);
        return new RolloutPlan(
                Rollout.CANARY,
                List.of(
                        new Wave(new Reach.Percentage(5), rounds, Gate.OPEN),
                        new Wave(new Reach.Percentage(25), rounds, Gate.OPEN),
                        new Wave(Reach.ALL, rounds, Gate.OPEN)));
    }

    private static Bake rounds(int atMost) {
        return new Bake.Rounds(
                Duration.ofSeconds(60), Duration.ofSeconds(40), Duration.ofSeconds(atMost), Duration.ofSeconds(20));
    }

    private static RolloutPlan plan(Gate between, Bake last) {
        return new RolloutPlan(
                Rollout.CANARY,
                List.of(
                        new Wave(new Reach.Percentage(5), Bake.ONE_LOOK, between),
                        new Wave(new Reach.Percentage(25), Bake.ONE_LOOK, between),
                        new Wave(Reach.ALL, last, Gate.OPEN)));
    }
}
