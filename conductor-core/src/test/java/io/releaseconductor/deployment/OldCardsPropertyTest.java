package io.releaseconductor.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import io.releaseconductor.model.Actor;
import io.releaseconductor.model.Bake;
import io.releaseconductor.model.Gate;
import io.releaseconductor.model.Reach;
import io.releaseconductor.model.Rollout;
import io.releaseconductor.model.RolloutPlan;
import io.releaseconductor.model.Wave;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;

/** At each gate of some rollout people click at random on the cards of all gates, to promote and to promote fully; then it goes on. */
@Label("A click on the card of a gate")
class OldCardsPropertyTest {

    private static final int CLICKS = 25;

    private static RolloutPlan plan(Random random) {
        int count = 3 + random.nextInt(RolloutPlan.MOST_WAVES - 2);
        List<Wave> waves = new ArrayList<>();
        for (int wave = 1; wave <= count; wave++) {
            Reach reach = new Reach.Percentage(wave == count ? 100 : wave * 10);
            waves.add(new Wave(reach, random.nextBoolean() ? Bake.ONE_LOOK : Samples.ROUNDS, gate(random)));
        }
        return new RolloutPlan(Rollout.CANARY, waves);
    }

    private static Gate gate(Random random) {
        return random.nextInt(3) == 0
                ? Gate.OPEN
                : new Gate.Approvals(
                        1 + random.nextInt(4), random.nextBoolean() ? List.of() : List.of("qa"), random.nextBoolean());
    }

    private static DeploymentEvent click(Random random, Story story, int gate) {
        int number = random.nextInt(12);
        Actor person = Actor.person(String.valueOf(1001 + number), "Somebody");
        // every other one, so that there is always somebody left who can open the gate
        Set<String> groups = number % 2 == 0 ? Set.of("qa") : Set.of();
        return random.nextBoolean()
                ? new DeploymentEvent.Promote(person, story.now(), gate, groups)
                : new DeploymentEvent.PromoteFully(person, story.now(), gate, groups);
    }

    @Property(tries = 2_000)
    @Label(
            "that does not come next opens nothing and approves nothing, and the one that comes next opens for its people alone")
    void opens_no_other_gate(@ForAll Random random) {
        RolloutPlan plan = plan(random);
        Story story = Story.of(Samples.under(Samples.POLICY, Samples.with(plan, Samples.request(Rollout.CANARY))));
        while (story.status() != DeploymentStatus.PROMOTED) {
            story.ranWell("run-" + story.deployment().wave());
            look(story);
            for (int clicks = 0; clicks < CLICKS; clicks++) {
                int gate = 1 + random.nextInt(RolloutPlan.MOST_WAVES);
                if (gate != story.deployment().wave()) {
                    story.refuses(click(random, story, gate));
                }
            }
            comeThrough(random, story);
        }
    }

    /** Its single look, or the first of its rounds. */
    private static void look(Story story) {
        if (story.deployment().currentWave().bake() instanceof Bake.Rounds bake) {
            story.after(bake.warmUp());
        }
        story.verified(Samples.ask());
    }

    private static void comeThrough(Random random, Story story) {
        int wave = story.deployment().wave();
        Deployment before = story.deployment();
        while (story.deployment().wave() == wave && story.status() != DeploymentStatus.PROMOTED) {
            before = story.deployment();
            if (before.status() == DeploymentStatus.VERIFYING && random.nextInt(4) == 0) {
                story.after(Samples.ROUNDS.every()).verified(Samples.ask());
                continue;
            }
            DeploymentEvent event = click(random, story.after(Duration.ofMillis(1)), wave);
            if (Lifecycle.apply(before, event) instanceof LifecycleResult.Moved) {
                story.moves(event);
            }
        }
        Deployment after = story.deployment();
        WaveProgress left = after.waves().get(before.waves().size() - 1);
        boolean fully = after.wave() != wave && left.isLeftFully(after.currentProgress());
        List<Approval> approvals = fully ? left.fully() : left.approvals();
        assertThat(approvals)
                .hasSizeGreaterThanOrEqualTo(people(before.request().plan(), wave, fully))
                .extracting(approval -> approval.decision().by().id())
                .doesNotHaveDuplicates();
    }

    /** How many have approved, as it is written down: at a gate of one nobody is, but for going fully. */
    private static int people(RolloutPlan plan, int wave, boolean fully) {
        int people = fully ? 1 : 0;
        for (int passed = wave; passed == wave || (fully && !plan.isLast(passed)); passed++) {
            if (plan.wave(passed).gate() instanceof Gate.Approvals gate && (fully || !gate.isOfOne())) {
                people = Math.max(people, gate.count());
            }
        }
        return people;
    }
}
