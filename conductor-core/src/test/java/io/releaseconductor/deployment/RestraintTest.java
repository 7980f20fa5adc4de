package io.releaseconductor.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import io.releaseconductor.model.Phase;
import io.releaseconductor.model.Rollout;
import io.releaseconductor.plan.Deadlines;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayName("A restraint")
@DisplayNameGeneration(ReplaceUnderscores.class)
class RestraintTest {

    private static final String WHY = "staging is locked by Grace until 2023-11-12 02:00:00 UTC";

    private static DeploymentEvent restrained(Story story, @Nullable Instant until) {
        return new DeploymentEvent.Restrained(WHY, until, story.now());
    }

    private static DeploymentEvent unrestrained(Story story) {
        return new DeploymentEvent.Unrestrained(story.now());
    }

    private static DeploymentEvent intent(Story story) {
        return new DeploymentEvent.Intended(Samples.intent(
                story.deployment(), story.deployment().deployPhase().attempt(), story.now()));
    }

    @Test
    void keeps_an_intent_from_being_saved_until_it_is_over() {
        Story story = Story.of(Rollout.FULL);
        story.moves(restrained(story, null));

        assertThat(story.refuses(intent(story))).isEqualTo("It is kept from beginning.");
        assertThat(story.after(Duration.ofMinutes(1))
                        .moves(unrestrained(story))
                        .deployment()
                        .isRestrained())
                .isFalse();
        story.moves(intent(story));
        assertThat(story.stage()).isInstanceOf(Stage.Sending.class);
    }

    @Test
    void is_looked_at_again_after_half_a_minute_or_when_it_ends_if_that_is_sooner() {
        Story story = Story.of(Rollout.FULL);
        Instant soon = story.now().plusSeconds(10);

        story.moves(restrained(story, null));
        assertThat(story.deployment().restraint().lookAgainAt())
                .isEqualTo(story.now().plusSeconds(30));
        story.moves(restrained(story, soon));
        assertThat(story.deployment().restraint().lookAgainAt()).isEqualTo(soon);
        story.moves(restrained(story, story.now().minusSeconds(1)));
        assertThat(story.deployment().restraint().lookAgainAt())
                .as("a clock that is behind does not look again and again")
                .isEqualTo(story.now().plusSeconds(30));
    }

    @Test
    void counts_from_when_it_was_first_found_though_its_reason_changes() {
        Story story = Story.of(Rollout.FULL);
        Instant first = story.now();
        story.moves(restrained(story, null)).after(Duration.ofMinutes(5));
        story.moves(new DeploymentEvent.Restrained("Everything is stopped by Ada", null, story.now()));

        assertThat(story.deployment().restraint().since()).isEqualTo(first);
        assertThat(story.deployment().restraint().why()).isEqualTo("Everything is stopped by Ada");
    }

    @Test
    void cancels_in_the_end_what_has_not_begun_and_says_so() {
        Story story = Story.of(Rollout.FULL);
        story.moves(restrained(story, null)).after(Duration.ofHours(1));
        story.passed(Deadline.ADMISSION, Duration.ofHours(1));

        assertThat(story.status()).isEqualTo(DeploymentStatus.CANCELLED);
        assertThat(story.lastAlert().kind()).isEqualTo(AlertKind.NOT_ADMITTED);
        assertThat(story.lastAlert().message())
                .isEqualTo("It has not begun within 1h, and does not begin any more: " + WHY);
        assertThat(story.deployment().isRestrained()).isFalse();
    }

    @Test
    void fails_in_the_end_what_is_tried_again_since_what_was_tried_before_may_have_taken_effect() {
        Story story = Story.of(Rollout.FULL).triedAgain();
        story.moves(restrained(story, null)).after(Duration.ofHours(1));
        story.passed(Deadline.ADMISSION, Duration.ofHours(1));

        String reason = "it was not tried again within 1h: " + WHY + "; an earlier attempt may have taken effect";
        assertThat(story.status()).isEqualTo(DeploymentStatus.FAILED);
        assertThat(story.deployment().failure())
                .isEqualTo(new Failure(Phase.DEPLOY, Failure.Kind.NOT_STARTED, reason, story.now()));
        assertThat(story.lastAlert().kind()).isEqualTo(AlertKind.DEPLOYMENT_FAILED);
        assertThat(story.lastAlert().message()).isEqualTo("Deploy failed: " + reason);
        assertThat(story.deployment().isRestrained()).isFalse();
        assertThat(story.moves(story.rollback(Samples.ADA)).status()).isEqualTo(DeploymentStatus.ROLLING_BACK);
    }

    @Test
    void ends_nothing_of_what_has_begun_in_the_environment() {
        Story story = Story.of(Rollout.CANARY).ranWell("run-1").verified(Samples.ask());
        story.moves(restrained(story, null));

        assertThat(story.refuses(story.passing(Deadline.ADMISSION, Duration.ofHours(1))))
                .isNotEmpty();
    }

    @Test
    void begins_the_wait_for_a_decision_anew_when_it_is_over() {
        Story story = Story.verified(Samples.request(Rollout.FULL)).after(Duration.ofMinutes(50));
        story.moves(restrained(story, null)).after(Duration.ofHours(3));
        assertThat(story.deployment().decideBy()).isNull();
        story.moves(unrestrained(story));

        assertThat(story.deployment().awaitedSince()).isEqualTo(story.now());
    }

    @Test
    void keeps_nobody_from_rolling_back_nor_from_cancelling() {
        Story verified = Story.verified(Samples.request(Rollout.FULL));
        verified.moves(restrained(verified, null));
        Story waiting = Story.of(Rollout.FULL);
        waiting.moves(restrained(waiting, null));

        verified.moves(verified.rollback(Samples.ADA));
        assertThat(verified.status()).isEqualTo(DeploymentStatus.ROLLING_BACK);
        assertThat(verified.deployment().isRestrained()).isFalse();
        verified.moves(new DeploymentEvent.Intended(
                Samples.intent(verified.deployment(), Attempt.of(Phase.ROLL_BACK, 1), verified.now())));
        assertThat(waiting.moves(waiting.cancellation(Samples.ADA)).status()).isEqualTo(DeploymentStatus.CANCELLED);
    }

    @Test
    void is_no_matter_of_what_runs_or_is_settled() {
        Story running = Story.of(Rollout.FULL).started("run-1");
        Story promoted = Story.verified(Samples.request(Rollout.FULL));
        promoted.moves(promoted.promotion(Samples.ADA));

        assertThat(running.refuses(restrained(running, null))).startsWith("Nothing of it waits to begin");
        assertThat(promoted.refuses(restrained(promoted, null))).startsWith("Nothing of it waits to begin");
        assertThat(running.refuses(unrestrained(running))).isEqualTo("Nothing keeps it from beginning.");
    }

    @Test
    void lets_the_baseline_look_be_taken_afresh() {
        Deployment fresh = Deployment.initiate(
                Story.of(Rollout.FULL).deployment().id(), Samples.request(Rollout.FULL), Duration.ofSeconds(30));
        Story story = Story.of(Rollout.FULL).becomes(fresh);
        story.moves(restrained(story, null)).after(Duration.ofMinutes(20));
        story.moves(unrestrained(story));

        assertThat(story.deployment().pendingBaseline())
                .isEqualTo(BaselineLook.begin(story.now(), Duration.ofSeconds(30)));
    }

    @Test
    void lets_no_baseline_look_be_taken_of_what_an_earlier_attempt_may_have_changed() {
        BaselineLook missed = BaselineLook.begin(Story.of(Rollout.FULL).now(), Duration.ofSeconds(30))
                .without("not done in time");
        Deployment looked =
                Story.of(Rollout.FULL).deployment().toBuilder().baseline(missed).build();
        Story story = Story.of(Rollout.FULL).becomes(looked).intended().answerLost();
        story.located(new LocateOutcome.Undecidable("two runs", List.of()));
        story.moves(new DeploymentEvent.Retry(Samples.ADA, story.now(), 1));
        story.moves(restrained(story, null)).after(Duration.ofMinutes(20));
        BaselineLook before = story.deployment().baseline();
        story.moves(unrestrained(story));

        assertThat(story.deployment().baseline()).isEqualTo(before);
    }

    @Test
    void waits_an_hour_unless_the_team_says_otherwise() {
        assertThat(Deadlines.DEFAULT.admission()).isEqualTo(Duration.ofHours(1));
    }
}
