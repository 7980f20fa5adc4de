package io.releaseconductor.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import io.releaseconductor.model.Actor;
import io.releaseconductor.model.Phase;
import io.releaseconductor.model.Rollout;
import io.releaseconductor.model.RolloutPlan;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@DisplayName("A rollout of several waves")
@DisplayNameGeneration(ReplaceUnderscores.class)
class WavesTest {

    private static Story of(RolloutPlan plan) {
        return Story.of(Samples.with(plan, Samples.request(Rollout.CANARY)));
    }

    /** The first wave is verified, and a person is asked. */
    private static Story atFirstGate(RolloutPlan plan) {
        return of(plan).ranWell("run-1").verified(Samples.ask());
    }

    private static Story atSecondGate() {
        Story story = atFirstGate(Samples.GRADUAL);
        return story.moves(story.promotion(Samples.GRACE)).ranWell("run-2").verified(Samples.ask());
    }

    @Test
    void is_walked_wave_by_wave_each_looked_at_before_its_gate() {
        Story story = atFirstGate(Samples.GRADUAL);
        assertThat(story.deployment().wave()).isEqualTo(1);

        story.moves(story.promotion(Samples.GRACE));
        assertThat(story.status()).isEqualTo(DeploymentStatus.PROMOTING);
        assertThat(story.progress().attempt()).hasToString("promote/1");

        story.ranWell("run-2");
        assertThat(story.status()).isEqualTo(DeploymentStatus.VERIFYING);
        assertThat(story.key().attempt()).hasToString("promote/1");
        assertThat(story.deployment().waves().get(0).verification().isRunning()).isFalse();

        story.verified(Samples.ask());
        assertThat(story.status()).isEqualTo(DeploymentStatus.VERIFIED);
        story.moves(story.promotion(Samples.ADA)).ranWell("run-3");
        assertThat(story.deployment().currentProgress().phase().attempt()).hasToString("promote-3/1");
        assertThat(story.status()).isEqualTo(DeploymentStatus.VERIFYING);

        story.verified(Samples.ask());
        assertThat(story.deployment().promotableByPolicy())
                .as("the last gate is open")
                .isTrue();
        story.moves(story.promotion(Actor.POLICY));
        assertThat(story.status()).isEqualTo(DeploymentStatus.PROMOTED);
        assertThat(story.deployment().promotion().by()).as("the last person").isEqualTo(Samples.ADA);
        assertThat(story.deployment().promotedAt()).isEqualTo(story.now());
    }

    @Test
    void sends_each_intent_under_a_key_and_with_a_reach_of_its_own() {
        Story story = atSecondGate();
        story.moves(story.promotion(Samples.GRACE)).intended();
        DispatchIntent intent = ((Stage.Sending) story.progress().stage()).intent();

        assertThat(intent.correlationKey()).endsWith("/promote-3/1");
        assertThat(intent.reach()).isEqualTo(Samples.GRADUAL.wave(3).reach());
        assertThat(intent.lastWave()).isTrue();
    }

    @Test
    void whose_answers_come_late_are_told_from_those_of_another_wave() {
        Story story = atSecondGate();
        DeploymentEvent late =
                new DeploymentEvent.Observed(Attempt.ofWave(2, 1), "run-2", new StatusOutcome.Gone("404"), story.now());
        story.moves(story.promotion(Samples.GRACE)).started("run-3");

        assertThat(story.refuses(late)).isEqualTo("Attempt 1 of the promote phase is not the current one.");
    }

    @Test
    void goes_on_by_itself_through_open_gates_and_is_promoted_at_once_after_a_last_wave_without_a_look() {
        Story story = of(Samples.OPEN);
        for (int wave = 1; wave <= 3; wave++) {
            story.ranWell("run-" + wave).verified(Samples.ask());
            story.moves(story.promotion(Actor.POLICY));
            assertThat(story.deployment().currentProgress().begun().by()).isEqualTo(Actor.POLICY);
        }
        story.ranWell("run-4");

        assertThat(story.status()).isEqualTo(DeploymentStatus.PROMOTED);
        assertThat(story.deployment().promotion().by()).isEqualTo(Actor.POLICY);
    }

    @Nested
    @DisplayName("has gates")
    class Gates {

        @Test
        void that_a_click_on_an_old_card_does_not_open() {
            Story story = atFirstGate(Samples.GRADUAL);
            DeploymentEvent old = story.promotion(Samples.ADA);
            story.moves(story.promotion(Samples.GRACE)).ranWell("run-2").verified(Samples.ask());

            assertThat(story.refuses(old)).startsWith("That gate is open since Grace at ");
            assertThat(story.refuses(new DeploymentEvent.Promote(Samples.ADA, story.now(), 3)))
                    .isEqualTo("Not yet: that gate comes later.");
        }

        @Test
        void that_open_by_themselves_only_if_all_is_well() {
            Story story = of(Samples.OPEN).ranWell("run-1");
            story.moves(story.verification(
                    Samples.passing(story.now(), 3, 5),
                    new Samples.Found(
                            Samples.POLICY.withThresholds(
                                    Samples.POLICY.thresholds().withMinPassPercentage(80)),
                            List.of())));

            assertThat(story.status()).isEqualTo(DeploymentStatus.VERIFIED);
            assertThat(story.deployment().promotableByPolicy()).isFalse();
        }

        @Test
        void at_which_a_cancel_that_came_too_late_is_over() {
            Story story = of(Samples.GRADUAL).started("run-1").atWork();
            story.moves(story.cancellation(Samples.ADA)).seen(story.run().completed(RunConclusion.SUCCESS));
            story.verified(Samples.ask());
            assertThat(story.deployment().cancelWish()).isNotNull();

            story.moves(story.promotion(Samples.GRACE));
            assertThat(story.deployment().cancelWish()).isNull();
        }
    }

    @Nested
    @DisplayName("is rolled back")
    class RolledBack {

        @Test
        void by_removing_the_canary_until_the_last_wave_may_have_begun() {
            Story story = atSecondGate();
            Story before = atSecondGate();
            before.moves(before.rollback(Samples.GRACE));
            assertThat(before.deployment().rollback().method()).isEqualTo(RollbackMethod.REMOVE_CANARY);

            story.moves(story.promotion(Samples.GRACE)).started("run-3").after(Duration.ofMinutes(1));
            story.moves(story.rollback(Samples.GRACE));
            assertThat(story.deployment().rollbackWish().method()).isEqualTo(RollbackMethod.REDEPLOY);
        }

        @Test
        void as_a_canary_if_the_run_of_the_last_wave_never_began() {
            Story story = atSecondGate();
            story.moves(story.promotion(Samples.GRACE)).started("run-3").after(Duration.ofMinutes(1));
            story.moves(story.rollback(Samples.GRACE)).concluded(RunConclusion.CANCELLED);

            assertThat(story.status()).isEqualTo(DeploymentStatus.ROLLING_BACK);
            assertThat(story.deployment().rollback().method()).isEqualTo(RollbackMethod.REMOVE_CANARY);
        }

        @Test
        void by_deploying_the_earlier_version_where_it_goes_by_targets() {
            Story story = atFirstGate(Samples.REGIONS);
            story.moves(story.rollback(Samples.GRACE));
            assertThat(story.deployment().rollback().method()).isEqualTo(RollbackMethod.REDEPLOY);
            assertThat(story.deployment().rollback().version()).isEqualTo(Samples.PREVIOUS);
        }

        @Test
        void when_a_trigger_fires_in_a_later_wave_though_a_person_promoted_it() {
            Story story = atFirstGate(Samples.GRADUAL);
            story.moves(story.promotion(Samples.GRACE)).ranWell("run-2").verified(Samples.rollBack("api_down"));

            assertThat(story.status()).isEqualTo(DeploymentStatus.ROLLING_BACK);
            assertThat(story.deployment().rollback().reason()).isEqualTo("api_down");
        }

        @Test
        void from_which_the_verification_counts_as_that_of_the_rollback() {
            Story story = atSecondGate();
            story.moves(story.rollback(Samples.GRACE)).ranWell("rollback-run");
            assertThat(story.key().phase()).isEqualTo(Phase.ROLL_BACK);
            story.verified(Samples.ask());
            assertThat(story.status()).isEqualTo(DeploymentStatus.ROLLED_BACK);
        }
    }

    @Nested
    @DisplayName("that a person promoted in spite of what had fired")
    class InSpite {

        /** Held, so that what fires is left to a person; then promoted all the same. */
        private Story promotedInSpite(Samples.Found found) {
            Story story = of(Samples.GRADUAL).ranWell("run-1");
            story.moves(new DeploymentEvent.Hold(Samples.ADA, story.now())).verified(found);
            story.moves(story.promotion(Samples.GRACE)).ranWell("run-2");
            assertThat(story.deployment().holds())
                    .as("a person opened the gate")
                    .isEmpty();
            return story;
        }

        @Test
        void is_not_rolled_back_for_that_again() {
            Story story = promotedInSpite(Samples.rollBack("api_down")).verified(Samples.rollBack("api_down"));

            assertThat(story.status()).isEqualTo(DeploymentStatus.VERIFIED);
            assertThat(story.deployment().verification().verdict().fired()).hasSize(1);
            assertThat(story.deployment().promotableByPolicy()).isFalse();
        }

        @Test
        void is_rolled_back_for_what_they_could_not_see() {
            Story story =
                    promotedInSpite(Samples.rollBack("api_down")).verified(Samples.rollBack("api_down", "auth_broken"));

            assertThat(story.status()).isEqualTo(DeploymentStatus.ROLLING_BACK);
            assertThat(story.deployment().rollback().reason()).isEqualTo("auth_broken");
        }

        @Test
        void is_rolled_back_for_what_is_worse_than_they_could_see() {
            Samples.Found oneFails = Samples.rollBack("min_checks_passing", "api_down");
            Story story = promotedInSpite(oneFails);
            Story worse = story.verified(Samples.rollBack("min_checks_passing", "api_down", "auth_broken"));

            assertThat(worse.deployment().rollback().reason()).isEqualTo("auth_broken, min_checks_passing");
        }
    }
}
