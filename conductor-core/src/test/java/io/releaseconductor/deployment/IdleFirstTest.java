package io.releaseconductor.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import io.releaseconductor.model.Actor;
import io.releaseconductor.model.Phase;
import io.releaseconductor.model.Reach;
import io.releaseconductor.model.Rollout;
import io.releaseconductor.model.RolloutPlan;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayName("What goes to the idle instances first")
@DisplayNameGeneration(ReplaceUnderscores.class)
class IdleFirstTest {

    private static Story shipped() {
        return Story.of(Samples.with(RolloutPlan.IDLE_FIRST, Samples.request(Rollout.BLUE_GREEN)));
    }

    private static Story idle() {
        return shipped().ranWell("run-1").verified(Samples.ask()).after(Duration.ofMinutes(1));
    }

    private static Story switching() {
        Story story = idle();
        return story.moves(story.promotion(Samples.GRACE));
    }

    private static void isVerifiedWithoutARun(Story story) {
        assertThat(story.status()).isEqualTo(DeploymentStatus.ROLLING_BACK);
        assertThat(story.deployment().rollback().method()).isEqualTo(RollbackMethod.NO_SWITCH);
        assertThat(story.deployment().rollbackPhase()).as("no run is asked for").isNull();
        assertThat(story.key().phase()).isEqualTo(Phase.ROLL_BACK);
    }

    @Test
    void is_looked_at_and_approved_there_and_then_switched_to_and_looked_at_again() {
        Story story = idle();
        assertThat(story.deployment().currentWave().reach()).isEqualTo(Reach.IDLE);
        story.moves(story.promotion(Samples.GRACE)).ranWell("run-2").verified(Samples.ask());

        assertThat(story.moves(story.promotion(Actor.POLICY)).status()).isEqualTo(DeploymentStatus.PROMOTED);
    }

    @Test
    void is_rolled_back_without_a_switch_until_one_may_have_begun() {
        Story story = idle();
        isVerifiedWithoutARun(story.moves(story.rollback(Samples.ADA)));
        assertThat(story.lastAlert().kind()).isEqualTo(AlertKind.ROLLBACK_TRIGGERED);

        story.verified(Samples.ask());
        assertThat(story.status()).isEqualTo(DeploymentStatus.ROLLED_BACK);
    }

    @Test
    void is_rolled_back_so_by_the_policy_as_well() {
        isVerifiedWithoutARun(shipped().ranWell("run-1").verified(Samples.rollBack("api_down")));
    }

    @Test
    void is_rolled_back_so_once_its_run_is_at_its_end() {
        Story story = shipped().started("run-1").atWork();
        story.moves(story.rollback(Samples.ADA));
        assertThat(story.status()).isEqualTo(DeploymentStatus.DEPLOYING);

        isVerifiedWithoutARun(story.concluded(RunConclusion.CANCELLED));
    }

    @Test
    void is_rolled_back_so_while_nothing_was_sent_to_switch_it() {
        Story story = switching();
        isVerifiedWithoutARun(story.moves(story.rollback(Samples.GRACE)));
    }

    @Test
    void is_rolled_back_so_where_the_run_that_was_to_switch_it_never_began() {
        Story story = switching().started("run-2");
        story.moves(story.rollback(Samples.GRACE));
        assertThat(story.deployment().rollbackWish().method()).isEqualTo(RollbackMethod.SWITCH_BACK);

        isVerifiedWithoutARun(story.concluded(RunConclusion.REJECTED));
    }

    @Test
    void is_switched_back_once_a_switch_may_have_begun() {
        Story story = switching().started("run-2").atWork();
        story.moves(story.rollback(Samples.GRACE)).concluded(RunConclusion.CANCELLED);
        assertThat(story.deployment().rollback().method()).isEqualTo(RollbackMethod.SWITCH_BACK);
        assertThat(story.ready()).isNotNull();

        Story promoted = switching().ranWell("run-2").verified(Samples.ask());
        promoted.moves(promoted.promotion(Actor.POLICY)).after(Duration.ofMinutes(5));
        promoted.moves(promoted.rollback(Samples.ADA));
        assertThat(promoted.deployment().rollback().method()).isEqualTo(RollbackMethod.SWITCH_BACK);
    }

    @Test
    void has_failed_where_what_serves_is_ill_and_may_be_rolled_back_once_more() {
        Story story = idle();
        story.moves(story.rollback(Samples.ADA)).verified(Samples.rollBack("api_down"));
        assertThat(story.status()).isEqualTo(DeploymentStatus.FAILED);
        VerificationKey before = new VerificationKey(
                Attempt.of(Phase.ROLL_BACK, 1),
                story.deployment().rollbackVerification().startedAt());

        story.after(Duration.ofMinutes(1));
        isVerifiedWithoutARun(story.moves(story.rollback(Samples.ADA)));
        assertThat(story.key()).isNotEqualTo(before);
    }

    @Test
    void goes_back_where_nobody_approves_it_in_time() {
        Story story = idle().shippedUnder(Samples.POLICY);
        isVerifiedWithoutARun(story.passed(Deadline.DECISION, Duration.ofHours(1)));
    }
}
