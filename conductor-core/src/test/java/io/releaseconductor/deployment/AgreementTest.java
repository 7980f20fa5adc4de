package io.releaseconductor.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.releaseconductor.check.CheckResult;
import io.releaseconductor.check.CompletedCheck;
import io.releaseconductor.check.Verification;
import io.releaseconductor.model.Actor;
import io.releaseconductor.model.Rollout;
import io.releaseconductor.model.Watch;
import io.releaseconductor.policy.Recommendation;
import io.releaseconductor.policy.ReleasePolicy;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayName("People and policy")
@DisplayNameGeneration(ReplaceUnderscores.class)
class AgreementTest {

    private static final ReleasePolicy OFF = Samples.POLICY.withAutoRollback(false);

    private static Samples.Found well() {
        return new Samples.Found(OFF, List.of());
    }

    private static Samples.Found ill() {
        return new Samples.Found(OFF, List.of("api"));
    }

    private static Story verified(Samples.Found found) {
        return Story.verifying(Samples.under(OFF, Samples.request(Rollout.FULL)))
                .verified(found)
                .after(Duration.ofMinutes(1));
    }

    private static Agreement agreement(Story story) {
        return HistoryEntry.of(story.deployment()).course().agreement();
    }

    private static void assertThatIs(Story story, Agreement.Kind kind, Recommendation would) {
        assertThat(agreement(story).kind()).isEqualTo(kind);
        assertThat(agreement(story).shadow().would()).isEqualTo(would);
    }

    @Test
    void agree_where_people_promote_what_the_policy_would_have() {
        Story story = verified(well());
        assertThatIs(story, Agreement.Kind.UNDECIDED, Recommendation.PROMOTE);
        assertThat(story.deployment().shadows())
                .containsExactly(new Shadow(
                        1, 1, false, Recommendation.PROMOTE, story.now().minusSeconds(60), "all criteria met"));
        story.moves(story.promotion(Samples.ADA));

        assertThatIs(story, Agreement.Kind.AGREED, Recommendation.PROMOTE);
    }

    @Test
    void agree_where_people_roll_back_what_the_policy_would_have() {
        Story story = verified(ill());
        story.moves(story.rollback(Samples.ADA)).ranWell("rollback").verified(well());

        assertThat(story.status()).isEqualTo(DeploymentStatus.ROLLED_BACK);
        assertThatIs(story, Agreement.Kind.AGREED, Recommendation.ROLL_BACK);
        assertThat(agreement(story).shadow().why()).isEqualTo("api_down");
    }

    @Test
    void differ_where_people_promote_what_the_policy_would_have_rolled_back() {
        Story story = verified(ill());
        story.moves(story.promotion(Samples.ADA));

        assertThatIs(story, Agreement.Kind.DIFFERED, Recommendation.ROLL_BACK);
    }

    @Test
    void differ_where_people_roll_back_what_the_policy_would_have_promoted_also_hours_later() {
        Story story = verified(well());
        story.moves(story.promotion(Samples.ADA)).after(Duration.ofHours(3));
        story.moves(story.rollback(Samples.GRACE)).ranWell("rollback").verified(well());

        assertThatIs(story, Agreement.Kind.DIFFERED, Recommendation.PROMOTE);
    }

    @Test
    void agree_where_people_roll_back_what_fired_while_it_was_watched() {
        DeployRequest watched = Samples.request(Rollout.FULL).toBuilder()
                .watch(new Watch(Duration.ofMinutes(5), Duration.ofMinutes(1), false))
                .build();
        Story story = Story.verifying(Samples.under(OFF, watched)).verified(well());
        story.moves(story.promotion(Samples.ADA)).after(Duration.ofMinutes(1));
        CompletedCheck api = new CompletedCheck("api", "API", CheckResult.fail("500"));
        Verification look = new Verification(story.now(), story.now(), List.of(api));
        story.moves(new DeploymentEvent.WatchLooked(
                story.deployment().watch().due(story.deployment().request().watch()), look, story.now()));
        assertThatIs(story, Agreement.Kind.AGREED, Recommendation.ROLL_BACK);
        story.moves(story.rollback(Samples.GRACE)).ranWell("rollback").verified(well());

        assertThatIs(story, Agreement.Kind.AGREED, Recommendation.ROLL_BACK);
        assertThat(agreement(story).shadow().watched()).isTrue();
    }

    @Test
    void are_not_compared_where_the_policy_would_have_left_it_to_people() {
        ReleasePolicy strict = OFF.withThresholds(OFF.thresholds().withMinChecksPassing(5))
                .withTriggers(OFF.triggers().withApiDown(false));
        Story story = verified(new Samples.Found(strict, List.of("api")));
        story.moves(story.promotion(Samples.ADA));

        assertThat(agreement(story)).isEqualTo(new Agreement(Agreement.Kind.LEFT_TO_PEOPLE, null));
    }

    @Test
    void are_not_compared_where_the_policy_decided_by_itself() {
        Story promoted = verified(Samples.promote());
        promoted.moves(promoted.promotion(Actor.POLICY));
        assertThatIs(promoted, Agreement.Kind.AUTOMATED, Recommendation.PROMOTE);

        Story rolledBack = Story.verifying(Samples.request(Rollout.FULL)).verified(Samples.rollBack("api_down"));
        assertThat(rolledBack.status()).isEqualTo(DeploymentStatus.ROLLING_BACK);
        assertThatIs(rolledBack, Agreement.Kind.AUTOMATED, Recommendation.ROLL_BACK);
    }

    @Test
    void are_not_compared_where_the_policy_decided_one_of_the_gates() {
        Story story = Story.of(Samples.with(Samples.GRADUAL, Samples.under(OFF, Samples.request(Rollout.CANARY))))
                .ranWell("run-1");
        story.moves(new DeploymentEvent.Verified(story.key(), Samples.allPass(story.now()), story.now()));
        story.moves(story.promotion(Samples.ADA)).ranWell("run-2");
        story.verified(Samples.promote());
        story.moves(story.promotion(Actor.POLICY));
        assertThat(story.deployment().wave()).isEqualTo(3);
        assertThat(agreement(story).kind()).isEqualTo(Agreement.Kind.AUTOMATED);
    }

    @Test
    void are_not_compared_where_nobody_decided() {
        Story story = verified(well());
        story.after(Duration.ofHours(24)).passed(Deadline.DECISION, Duration.ofHours(1));

        assertThat(story.status()).isEqualTo(DeploymentStatus.EXPIRED);
        assertThatIs(story, Agreement.Kind.UNDECIDED, Recommendation.PROMOTE);
    }

    @Test
    void are_not_compared_where_half_a_rollout_went_back_since_nobody_decided() {
        Story story = Story.of(Samples.with(Samples.GRADUAL, Samples.request(Rollout.CANARY)))
                .ranWell("run-1")
                .verified(Samples.ask());
        story.after(Duration.ofHours(24)).passed(Deadline.DECISION, Duration.ofHours(1));
        assertThat(story.status()).isEqualTo(DeploymentStatus.ROLLING_BACK);
        story.ranWell("rollback").verified(Samples.ask());

        assertThat(agreement(story).kind()).isEqualTo(Agreement.Kind.UNDECIDED);
    }

    @Test
    void are_not_compared_where_people_rolled_back_before_there_was_anything_to_judge() {
        Story story = Story.verifying(Samples.under(OFF, Samples.request(Rollout.FULL)));
        story.moves(story.rollback(Samples.ADA)).ranWell("rollback").verified(well());

        assertThat(agreement(story)).isEqualTo(new Agreement(Agreement.Kind.LEFT_TO_PEOPLE, null));
    }

    @Test
    void know_of_no_rollback_that_the_policy_could_not_have_done() {
        DeployRequest first = Samples.under(OFF, Samples.request(Rollout.FULL)).withEarlier(EarlierVersion.NONE);
        Story story = Story.verifying(first).verified(ill());
        story.moves(story.promotion(Samples.ADA));

        assertThat(agreement(story)).isEqualTo(new Agreement(Agreement.Kind.LEFT_TO_PEOPLE, null));
    }

    @Test
    void are_compared_by_what_the_policy_would_have_done_first() {
        Story story = Story.of(Samples.with(Samples.BAKED, Samples.under(OFF, Samples.request(Rollout.CANARY))))
                .ranWell("run-1")
                .after(Samples.ROUNDS.warmUp());
        int rounds = 0;
        while (story.status() == DeploymentStatus.VERIFYING) {
            CompletedCheck api =
                    new CompletedCheck("api", "API", rounds < 6 ? CheckResult.fail("500") : CheckResult.pass("200"));
            story.moves(new DeploymentEvent.Verified(
                            story.key(), new Verification(story.now(), story.now(), List.of(api)), story.now()))
                    .after(Samples.ROUNDS.every());
            rounds++;
        }
        assertThat(story.status()).isEqualTo(DeploymentStatus.VERIFIED);

        assertThatIs(story, Agreement.Kind.UNDECIDED, Recommendation.ROLL_BACK);
        assertThat(story.deployment().shadows()).hasSize(1);
    }

    @Test
    void are_compared_by_a_run_that_failed_where_that_is_a_trigger() {
        ReleasePolicy policy = OFF.withTriggers(OFF.triggers().withWorkflowFailed(true));
        Story story = Story.of(Samples.under(policy, Samples.request(Rollout.FULL)))
                .started("run-1")
                .atWork();
        story.observed(new StatusOutcome.Seen(story.run().completed(RunConclusion.FAILURE), null), true);
        assertThat(story.status()).isEqualTo(DeploymentStatus.FAILED);
        assertThatIs(story, Agreement.Kind.UNDECIDED, Recommendation.ROLL_BACK);
        story.moves(story.rollback(Samples.ADA)).ranWell("rollback").verified(well());

        assertThatIs(story, Agreement.Kind.AGREED, Recommendation.ROLL_BACK);
    }

    @Test
    void are_nothing_to_compare_without_a_policy() {
        assertThat(agreement(Story.of(Samples.request(Rollout.FULL)))).isNull();
    }

    @Test
    void have_no_shadow_that_says_nothing() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Shadow(1, 1, false, Recommendation.ASK, Samples.START, "?"))
                .withMessage("shadow: would is ASK; allowed: PROMOTE, ROLL_BACK");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Shadow(3, 2, false, Recommendation.PROMOTE, Samples.START, "?"))
                .withMessage("shadow: wave is 3; allowed: 1 to 2");
    }
}
