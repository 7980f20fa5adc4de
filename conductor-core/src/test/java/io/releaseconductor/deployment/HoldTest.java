package io.releaseconductor.deployment;

import static org.assertj.core.api.Assertions.assertThat;

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
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayName("A hold")
@DisplayNameGeneration(ReplaceUnderscores.class)
class HoldTest {

    private static final DeployRequest FULL = Samples.request(Rollout.FULL);

    private static Story held(Samples.Found found) {
        Story story = Story.verifying(FULL);
        return story.moves(hold(story, Samples.ADA)).verified(found).after(Duration.ofMinutes(1));
    }

    private static DeploymentEvent hold(Story story, Actor by) {
        return new DeploymentEvent.Hold(by, story.now());
    }

    private static DeploymentEvent hold(Story story, Actor by, String reason) {
        return new DeploymentEvent.Hold(by, story.now(), reason);
    }

    private static DeploymentEvent lift(Story story, Actor by) {
        return new DeploymentEvent.Lift(by, story.now());
    }

    @Test
    void lasts_until_its_holder_lifts_it() {
        Story story = held(Samples.ask());
        story.moves(lift(story, Samples.ADA));

        assertThat(story.status()).isEqualTo(DeploymentStatus.VERIFIED);
        assertThat(story.deployment().isHeld()).isFalse();
        assertThat(story.deployment().lifted()).isEqualTo(new Decision(Samples.ADA, story.now()));
    }

    @Test
    void once_lifted_lets_the_policy_roll_back_at_once_what_had_fired() {
        Story story = held(Samples.rollBack("api_down"));
        story.moves(lift(story, Samples.ADA));

        assertThat(story.status()).isEqualTo(DeploymentStatus.ROLLING_BACK);
        assertThat(story.deployment().rollback().decision()).isEqualTo(new Decision(Actor.POLICY, story.now()));
        assertThat(story.deployment().rollback().reason()).isEqualTo("api_down");
        assertThat(story.lastAlert().kind()).isEqualTo(AlertKind.ROLLBACK_TRIGGERED);
        assertThat(story.deployment().lifted()).isNotNull();
    }

    @Test
    void once_lifted_says_where_there_is_nothing_to_roll_back_to() {
        Story story = Story.verifying(FULL.withEarlier(EarlierVersion.NONE));
        story.moves(hold(story, Samples.ADA)).verified(Samples.rollBack("api_down"));
        story.moves(lift(story, Samples.ADA));

        assertThat(story.status()).isEqualTo(DeploymentStatus.VERIFIED);
        assertThat(story.lastAlert().kind()).isEqualTo(AlertKind.ROLLBACK_IMPOSSIBLE);
    }

    @Test
    void once_lifted_lets_the_policy_promote_what_is_well() {
        Story story = held(Samples.promote());
        assertThat(story.deployment().promotableByPolicy()).isFalse();
        story.moves(lift(story, Samples.ADA));

        assertThat(story.deployment().promotableByPolicy()).isTrue();
        assertThat(story.moves(story.promotion(Actor.POLICY)).status()).isEqualTo(DeploymentStatus.PROMOTED);
        assertThat(story.deployment().lifted()).as("why it went on just then").isNotNull();
    }

    @Test
    void once_lifted_while_a_wave_bakes_lets_what_had_fired_roll_back_at_once() {
        Bake.Rounds bake =
                new Bake.Rounds(Duration.ZERO, Duration.ofMinutes(10), Duration.ofMinutes(10), Duration.ofMinutes(1));
        RolloutPlan plan = new RolloutPlan(
                Rollout.CANARY,
                List.of(
                        new Wave(new Reach.Percentage(10), bake, Gate.OPEN),
                        new Wave(Reach.ALL, Bake.ONE_LOOK, Gate.OPEN)));
        Story story = Story.of(Samples.with(plan, Samples.request(Rollout.CANARY)))
                .shippedUnder(Samples.POLICY)
                .ranWell("run-1");
        story.moves(hold(story, Samples.ADA));
        for (int round = 0; round < 4; round++) {
            CompletedCheck api = new CompletedCheck("api", "API", CheckResult.fail("500"));
            story.after(bake.every())
                    .moves(new DeploymentEvent.Verified(
                            story.key(), new Verification(story.now(), story.now(), List.of(api)), story.now()));
        }
        assertThat(story.status()).isEqualTo(DeploymentStatus.VERIFYING);
        story.moves(lift(story, Samples.ADA));

        assertThat(story.status()).isEqualTo(DeploymentStatus.ROLLING_BACK);
    }

    @Test
    void does_not_roll_back_for_what_a_person_accepted_since() {
        Story story = Story.of(Samples.with(Samples.GRADUAL, Samples.request(Rollout.CANARY)))
                .ranWell("run-1");
        story.moves(hold(story, Samples.ADA)).verified(Samples.rollBack("api_down"));
        story.moves(story.promotion(Samples.GRACE));
        assertThat(story.deployment().isHeld()).as("a person opened the gate").isFalse();
        story.ranWell("run-2");
        story.moves(hold(story, Samples.ADA)).verified(Samples.rollBack("api_down"));
        story.moves(lift(story, Samples.ADA));

        assertThat(story.status()).isEqualTo(DeploymentStatus.VERIFIED);
    }

    @Test
    void is_lifted_by_its_holder_alone_and_all_others_are_told_what_they_can_do() {
        Story story = held(Samples.ask());

        assertThat(story.refuses(lift(story, Samples.GRACE)))
                .isEqualTo("Held by Ada at 2023-11-12 00:00:30 UTC, and only who holds it lifts that. Promote it or"
                        + " roll it back to decide it yourself.");
        Story early = Story.of(FULL);
        early.moves(hold(early, Samples.ADA));
        assertThat(early.refuses(lift(early, Samples.GRACE)))
                .endsWith("Cancel it or roll it back to decide it yourself.");
        Story looking = Story.verifying(FULL);
        looking.moves(hold(looking, Samples.ADA));
        assertThat(looking.refuses(lift(looking, Samples.GRACE)))
                .endsWith("Roll it back, or promote it once it is verified to decide it yourself.");
        assertThat(story.refuses(lift(story, Actor.POLICY))).isEqualTo("Only a person can ask for this.");
    }

    @Test
    void of_one_stays_when_another_one_lifts_theirs() {
        Story story = held(Samples.rollBack("api_down"));
        story.moves(hold(story, Samples.GRACE)).after(Duration.ofSeconds(10));
        story.moves(lift(story, Samples.ADA));
        assertThat(story.status()).isEqualTo(DeploymentStatus.VERIFIED);
        assertThat(story.deployment().holds()).extracting(Decision::by).containsExactly(Samples.GRACE);

        story.moves(lift(story, Samples.GRACE));
        assertThat(story.status()).isEqualTo(DeploymentStatus.ROLLING_BACK);
    }

    @Test
    void that_is_set_once_more_by_its_holder_is_one_still() {
        Story story = held(Samples.ask());
        story.moves(hold(story, Samples.ADA));

        assertThat(story.deployment().holds()).containsExactly(new Decision(Samples.ADA, story.now()));
        assertThat(story.moves(lift(story, Samples.ADA)).deployment().isHeld()).isFalse();
        assertThat(story.moves(hold(story, Samples.GRACE)).deployment().lifted())
                .as("it is held again")
                .isNull();
    }

    @Test
    void has_a_reason_for_as_long_as_it_stands_and_in_the_history_for_good() {
        Story story = held(Samples.ask());
        story.moves(hold(story, Samples.GRACE, "a load test\nruns"));
        Decision grace = new Decision(Samples.GRACE, story.now());
        assertThat(story.deployment().standingHoldReasons()).containsExactly(new HoldReason(grace, "a load test runs"));
        assertThat(story.refuses(lift(story, Actor.person("3", "Linus"))))
                .startsWith(
                        "Held by Ada at 2023-11-12 00:00:30 UTC and Grace at 2023-11-12 00:01:30 UTC (a load test runs), ");

        story.moves(lift(story, Samples.GRACE)).moves(lift(story, Samples.ADA));
        story.moves(story.promotion(Samples.GRACE));
        assertThat(story.deployment().standingHoldReasons()).isEmpty();
        assertThat(HistoryEntry.of(story.deployment()).reason()).isEqualTo("held by Grace because: a load test runs");
    }

    @Test
    void that_is_set_once_more_keeps_its_reason_unless_another_one_is_given() {
        Story story = held(Samples.ask());
        story.moves(hold(story, Samples.ADA, "a load test runs")).after(Duration.ofSeconds(1));
        story.moves(hold(story, Samples.ADA)).after(Duration.ofSeconds(1));
        assertThat(story.deployment().standingHoldReasons())
                .singleElement()
                .extracting(HoldReason::reason)
                .isEqualTo("a load test runs");

        story.moves(hold(story, Samples.ADA, "the database moves"));
        assertThat(story.deployment().holdReasons())
                .containsExactly(new HoldReason(new Decision(Samples.ADA, story.now()), "the database moves"));
    }

    @Test
    void takes_what_cannot_be_seen_for_no_reason() {
        Story story = held(Samples.ask());
        story.moves(hold(story, Samples.GRACE, " \n\u200b "));

        assertThat(story.deployment().holdReasons()).isEmpty();
    }

    @Test
    void keeps_the_newest_reasons_those_that_stand_and_cuts_a_long_one() {
        Story story = held(Samples.ask());
        story.moves(hold(story, Samples.GRACE, "a load test runs"));
        for (int i = 1; i <= 7; i++) {
            story.moves(hold(story, Samples.ADA, "x".repeat(300) + i)).after(Duration.ofSeconds(1));
            story.moves(lift(story, Samples.ADA)).after(Duration.ofSeconds(1));
            story.moves(hold(story, Samples.ADA, "reason " + i)).after(Duration.ofSeconds(1));
            story.moves(lift(story, Samples.ADA)).after(Duration.ofSeconds(1));
        }

        assertThat(story.deployment().holdReasons())
                .hasSize(1 + HoldReason.MOST + 1)
                .allSatisfy(each -> assertThat(each.reason()).hasSizeLessThanOrEqualTo(HoldReason.MAX_REASON))
                .extracting(HoldReason::reason)
                .startsWith("a load test runs")
                .endsWith("reason 7");
    }

    @Test
    void that_is_over_cannot_be_lifted() {
        Story story = held(Samples.ask());
        assertThat(Story.verified(FULL).refuses(lift(story, Samples.ADA))).isEqualTo("Nobody holds it.");
        story.moves(lift(story, Samples.ADA));
        assertThat(story.refuses(lift(story, Samples.ADA)))
                .isEqualTo("Nobody holds it any more: lifted by Ada at 2023-11-12 00:01:30 UTC.");
        story.moves(story.promotion(Samples.GRACE));
        assertThat(story.refuses(lift(story, Samples.ADA)))
                .startsWith("There is no hold to lift: Already promoted by Grace at ");
        assertThat(story.deployment().lifted()).as("a person decided since").isNull();
    }
}
