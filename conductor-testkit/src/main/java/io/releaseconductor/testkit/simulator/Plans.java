package io.releaseconductor.testkit.simulator;

import io.releaseconductor.model.Bake;
import io.releaseconductor.model.Gate;
import io.releaseconductor.model.Reach;
import io.releaseconductor.model.Rollout;
import io.releaseconductor.model.RolloutPlan;
import io.releaseconductor.model.Wave;
import java.time.Duration;
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

    private Plans() {}

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
