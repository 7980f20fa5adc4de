package io.releaseconductor.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.releaseconductor.check.CheckResult;
import io.releaseconductor.check.CompletedCheck;
import io.releaseconductor.check.Verification;
import io.releaseconductor.model.Actor;
import io.releaseconductor.model.Bake;
import io.releaseconductor.model.Gate;
import io.releaseconductor.model.Reach;
import io.releaseconductor.model.Rollout;
import io.releaseconductor.model.RolloutPlan;
import io.releaseconductor.model.Wave;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@DisplayName("Promoting fully")
@DisplayNameGeneration(ReplaceUnderscores.class)
class FullyTest {

    private static final Actor BOB = Actor.person("1003", "Bob");

    /** Four waves whose gates ask for different people: one of ops, two of which none shipped it, nobody. */
    private static final RolloutPlan STRICT = new RolloutPlan(
            Rollout.CANARY,
            List.of(
                    new Wave(new Reach.Percentage(1), Samples.ROUNDS, new Gate.Approvals(1, List.of("ops"), true)),
                    new Wave(new Reach.Percentage(10), Samples.ROUNDS, new Gate.Approvals(2, List.of("qa"), false)),
                    new Wave(new Reach.Percentage(50), Samples.ROUNDS, Gate.OPEN),
                    new Wave(Reach.ALL, Samples.ROUNDS, Gate.OPEN)));

    private static Story of(RolloutPlan plan) {
        return Story.of(Samples.under(Samples.POLICY, Samples.with(plan, Samples.request(Rollout.CANARY))));
    }

    private static Story warmedUp(RolloutPlan plan) {
        return of(plan).ranWell("run-1").after(((Bake.Rounds) plan.wave(1).bake()).warmUp());
    }

    /** In the bake of the first wave, one round of which was seen. */
    private static Story baking(RolloutPlan plan) {
        return rounds(warmedUp(plan), 1, CheckResult.pass("200 OK"));
    }

    private static Story rounds(Story story, int count, CheckResult api) {
        for (int i = 0; i < count; i++) {
            Verification results =
                    new Verification(story.now(), story.now(), List.of(new CompletedCheck("api", "API", api)));
            story.moves(new DeploymentEvent.Verified(story.key(), results, story.now()))
                    .after(Samples.ROUNDS.every());
        }
        return story;
    }

    @Test
    void skips_the_waves_between_and_keeps_the_bake_and_the_gate_of_the_last_one() {
        Story story = baking(Samples.BAKED);
        assertThat(story.deployment().mayGoFully()).isTrue();
        story.moves(story.fully(Samples.GRACE));

        assertThat(story.status()).isEqualTo(DeploymentStatus.PROMOTING);
        assertThat(story.progress().attempt()).hasToString("promote-3/1");
        assertThat(story.deployment().wave()).isEqualTo(3);
        assertThat(story.deployment().inLastWave()).isTrue();
        assertThat(story.deployment().waves()).extracting(WaveProgress::number).containsExactly(1, 3);

        story.ranWell("run-3");
        assertThat(story.status()).isEqualTo(DeploymentStatus.VERIFYING);
        assertThat(story.refuses(story.fully(BOB)))
                .isEqualTo("It is in its last wave, and nothing is left to skip: use Promote.");
        rounds(story.after(Samples.ROUNDS.warmUp()), 4, CheckResult.pass("200 OK"));
        assertThat(story.status()).isEqualTo(DeploymentStatus.VERIFIED);
        story.moves(story.promotion(Actor.POLICY));
        assertThat(story.status()).isEqualTo(DeploymentStatus.PROMOTED);
        assertThat(story.deployment().promotion().by()).isEqualTo(Samples.GRACE);
        assertThat(story.refuses(story.fully(BOB))).startsWith("Already promoted by Grace");
    }

    @Test
    void goes_from_a_gate_as_well_as_from_a_bake() {
        Story story = of(Samples.GRADUAL).ranWell("run-1").verified(Samples.ask());
        story.moves(story.fully(Samples.GRACE));

        assertThat(story.progress().attempt()).hasToString("promote-3/1");
    }

    @Test
    void leaves_waves_out_before_the_last_one_and_nowhere_else() {
        Deployment first = of(STRICT).deployment();
        Decision by = new Decision(Samples.GRACE, Samples.START);
        assertThat(first.toBuilder().beginWave(4, by).build().wave()).isEqualTo(4);
        assertThat(first.toBuilder().nextWave(by).beginWave(4, by).build().waves())
                .extracting(WaveProgress::number)
                .containsExactly(1, 2, 4);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> first.toBuilder().beginWave(3, by).build())
                .withMessageEndingWith("attempt promote-3/1 does not belong to wave 2");
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        first.toBuilder().beginWave(4, by).beginWave(4, by).build())
                .withMessageEndingWith("attempt promote-4/1 does not belong to wave 2");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> first.toBuilder()
                        .beginWave(4, by)
                        .progress(PhaseProgress.beginWave(2, Samples.START))
                        .build())
                .withMessage("wave 2 has not begun");
    }

    @Nested
    class Is_refused {

        @Test
        void before_anything_was_seen_of_the_wave() {
            Story story = warmedUp(Samples.BAKED);
            assertThat(story.refuses(story.fully(Samples.GRACE)))
                    .isEqualTo("Not yet: its first round is still to come.");

            Story look = of(Samples.GRADUAL);
            assertThat(look.refuses(look.fully(Samples.GRACE))).isEqualTo("Not yet: it is still being deployed.");
            look.ranWell("run-1").moves(look.checksDone(3, 5));
            assertThat(look.refuses(look.fully(Samples.GRACE))).isEqualTo("Not yet: 3 of 5 checks done.");
            assertThat(look.deployment().mayGoFully()).isFalse();
        }

        @Test
        void where_promoting_says_the_same() {
            Story canary = Story.verified(Samples.request(Rollout.CANARY));
            assertThat(canary.deployment().mayGoFully()).isFalse();
            assertThat(canary.refuses(canary.fully(Samples.GRACE))).isEqualTo("100 % comes next anyway: use Promote.");
            Story full = Story.verified(Samples.request(Rollout.FULL));
            assertThat(full.refuses(full.fully(Samples.GRACE)))
                    .isEqualTo("It is in its last wave, and nothing is left to skip: use Promote.");
            Story regions = of(Samples.REGIONS).ranWell("run-1").verified(Samples.ask());
            assertThat(regions.refuses(regions.fully(Samples.GRACE)))
                    .isEqualTo("Its targets are reached one after the other, and none can be left out: use Promote.");
        }

        @Test
        void once_the_bake_before_the_last_wave_is_over() {
            Story story = baking(Samples.APPROVED);
            assertThat(story.deployment().mayGoFully()).isTrue();
            rounds(story, 3, CheckResult.pass("200 OK"));

            assertThat(story.status()).isEqualTo(DeploymentStatus.VERIFIED);
            assertThat(story.deployment().mayGoFully()).isFalse();
            assertThat(story.refuses(story.fully(BOB, "qa"))).isEqualTo("100 % comes next anyway: use Promote.");
        }

        @Test
        void from_another_gate_than_the_one_that_comes_next() {
            Story story = of(Samples.GRADUAL).ranWell("run-1").verified(Samples.ask());
            assertThat(story.refuses(new DeploymentEvent.PromoteFully(BOB, story.now(), 2)))
                    .isEqualTo("Not yet: that gate comes later.");
            story.moves(story.fully(Samples.GRACE)).ranWell("run-3");

            assertThat(story.refuses(new DeploymentEvent.PromoteFully(BOB, story.now(), 1)))
                    .startsWith("That gate is open since Grace");
            assertThat(story.refuses(new DeploymentEvent.PromoteFully(BOB, story.now(), 2)))
                    .startsWith("That gate is open since Grace");
        }

        @Test
        void to_the_policy() {
            Story story = baking(Samples.BAKED);
            assertThat(story.refuses(story.fully(Actor.POLICY))).isEqualTo("Only a person can ask for this.");
        }
    }

    @Nested
    class Takes {

        private final Story story = baking(STRICT);

        @Test
        void the_most_people_every_group_and_the_strictest_rule_of_the_gates_that_it_passes() {
            assertThat(STRICT.fully(1)).isEqualTo(new Gate.Approvals(2, List.of("ops", "qa"), false));
            assertThat(STRICT.fully(3)).isEqualTo(Gate.ONE_APPROVAL);
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> STRICT.fully(4))
                    .withMessage("wave 4 has no later one; allowed: 1 to 3");

            assertThat(story.deployment().fullyApprovals()).isNull();
            assertThat(story.refuses(story.fully(Samples.ADA, "ops", "qa")))
                    .isEqualTo("You shipped it: somebody else has to approve it.");
            story.moves(story.fully(Samples.GRACE, "qa"));
            assertThat(story.status()).isEqualTo(DeploymentStatus.VERIFYING);
            assertThat(story.deployment().fullyApprovals()).isEqualTo("1 of 2: Grace; still needed: somebody of ops");
            assertThat(story.refuses(story.fully(Samples.GRACE, "ops"))).startsWith("You have approved it: 1 of 2");

            story.moves(story.fully(BOB, "ops"));
            assertThat(story.status()).isEqualTo(DeploymentStatus.PROMOTING);
            assertThat(story.deployment().wave()).isEqualTo(4);
            assertThat(story.deployment().promotion().by()).isEqualTo(BOB);
            assertThat(story.deployment()
                            .waves()
                            .get(0)
                            .isLeftFully(story.deployment().waves().get(1)))
                    .isTrue();
        }

        @Test
        void approvals_of_its_own() {
            rounds(story, 3, CheckResult.pass("200 OK"));
            story.moves(story.fully(Samples.GRACE, "qa")).after(Duration.ofSeconds(1));
            assertThat(story.deployment().approvals()).isEqualTo("0 of 1; still needed: somebody of ops");
            story.moves(new DeploymentEvent.Promote(Samples.GRACE, story.now(), 1, Set.of("ops")));

            assertThat(story.deployment().wave()).isEqualTo(2);
            assertThat(story.deployment()
                            .waves()
                            .get(0)
                            .isLeftFully(story.deployment().waves().get(1)))
                    .isFalse();
            rounds(story.ranWell("run-2").after(Samples.ROUNDS.warmUp()), 1, CheckResult.pass("200 OK"));
            assertThat(story.deployment().fullyApprovals())
                    .as("those of the gate before count no more")
                    .isNull();
        }

        @Test
        void them_anew_when_what_was_approved_looks_different() {
            story.moves(new DeploymentEvent.Hold(Samples.ADA, story.now()));
            story.moves(story.fully(Samples.GRACE, "qa"));
            rounds(story, 4, CheckResult.fail("500"));

            assertThat(story.deployment().currentProgress().fully()).isEmpty();
            assertThat(story.deployment().alerts())
                    .filteredOn(alert -> alert.kind() == AlertKind.APPROVAL_VOIDED)
                    .extracting(Alert::message)
                    .containsExactly(
                            "The approval by Grace does not count any more, since the checks come out otherwise:"
                                    + " api_down: failed (must not fail)");
        }
    }

    @Nested
    class Decides_like_a_promotion {

        @Test
        void so_that_a_hold_ends_and_what_had_fired_is_accepted() {
            Story story = warmedUp(Samples.BAKED);
            story.moves(new DeploymentEvent.Hold(Samples.ADA, story.now()));
            rounds(story, 4, CheckResult.fail("500"));
            assertThat(story.status()).isEqualTo(DeploymentStatus.VERIFIED);
            story.moves(story.fully(Samples.GRACE));
            assertThat(story.deployment().isHeld()).isFalse();

            rounds(story.ranWell("run-3").after(Samples.ROUNDS.warmUp()), 4, CheckResult.fail("500"));
            assertThat(story.status()).isEqualTo(DeploymentStatus.VERIFIED);
            assertThat(story.deployment().rollback()).isNull();
        }

        @Test
        void so_that_what_comes_up_later_rolls_back() {
            Story story = baking(Samples.BAKED);
            story.moves(story.fully(Samples.GRACE));
            rounds(story.ranWell("run-3").after(Samples.ROUNDS.warmUp()), 4, CheckResult.fail("500"));

            assertThat(story.status()).isEqualTo(DeploymentStatus.ROLLING_BACK);
            assertThat(story.deployment().rollback().method()).isEqualTo(RollbackMethod.REDEPLOY);
        }

        @Test
        void so_that_a_rollback_removes_the_canary_while_the_last_wave_is_not_sent() {
            Story story = baking(Samples.BAKED);
            story.moves(story.fully(Samples.GRACE)).after(Duration.ofMinutes(1));
            story.moves(story.rollback(Samples.ADA));

            assertThat(story.deployment().rollback().method()).isEqualTo(RollbackMethod.REMOVE_CANARY);
        }

        @Test
        void so_that_a_rollback_at_once_by_another_person_has_lost() {
            Story story = baking(Samples.BAKED);
            story.moves(story.fully(Samples.GRACE)).after(Duration.ofSeconds(2));
            assertThat(story.refuses(story.rollback(Samples.ADA))).startsWith("Already being promoted by Grace");
        }
    }
}
