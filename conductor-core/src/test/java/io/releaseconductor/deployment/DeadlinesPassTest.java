package io.releaseconductor.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import io.releaseconductor.check.CheckResult;
import io.releaseconductor.check.CompletedCheck;
import io.releaseconductor.model.Phase;
import io.releaseconductor.model.Rollout;
import io.releaseconductor.policy.Recommendation;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("When a deadline passes, something visible happens:")
class DeadlinesPassTest {

    private static final Duration FIVE = Duration.ofMinutes(5);

    private static Story deploying() {
        return Story.of(Rollout.FULL).started("deploy-run").after(FIVE);
    }

    @Test
    @DisplayName("what could not be dispatched fails and says why")
    void what_could_not_be_dispatched_fails_and_says_why() {
        Story plain = Story.of(Rollout.FULL).after(FIVE).passed(Deadline.DISPATCH, FIVE);
        assertThat(plain.status()).isEqualTo(DeploymentStatus.FAILED);
        assertThat(plain.deployment().failure())
                .isEqualTo(new Failure(
                        Phase.DEPLOY,
                        Failure.Kind.NOT_STARTED,
                        "the workflow could not be dispatched within 5min",
                        plain.now()));

        Story tried = Story.of(Rollout.FULL).intended();
        tried.dispatched(new DispatchOutcome.NotSent("connection refused", tried.now()))
                .passed(Deadline.DISPATCH, FIVE);
        assertThat(tried.deployment().failure().reason())
                .isEqualTo("the workflow could not be dispatched within 5min: connection refused");
    }

    @Test
    @DisplayName("a run that is not found is asked about, with the candidates of the last look")
    void a_run_that_is_not_found_is_asked_about() {
        Story story = Story.of(Rollout.FULL).intended().answerLost();
        RunCandidate candidate = new RunCandidate("run-9", null, "Deploy", story.now());
        story.located(new LocateOutcome.NotFound(List.of(candidate)))
                .after(FIVE)
                .passed(Deadline.LOCATE, FIVE);

        assertThat(story.status()).isEqualTo(DeploymentStatus.NEEDS_ATTENTION);
        assertThat(story.deployment().attention())
                .isEqualTo(new Attention(
                        Phase.DEPLOY,
                        "no run was found for ship-staging-1699747200/deploy/1 within 5min"
                                + " (the answer to the dispatch was lost)",
                        story.now(),
                        List.of(candidate),
                        0));
    }

    @Test
    @DisplayName("a run that takes too long is cancelled and watched")
    void a_run_that_takes_too_long_is_cancelled_and_watched() {
        Story working = deploying().passed(Deadline.RUN, Duration.ofMinutes(60));
        assertThat(working.status()).isEqualTo(DeploymentStatus.DEPLOYING);
        assertThat(working.watched().cancelling())
                .isEqualTo(new Stage.Cancelling("it took longer than 1h", working.now(), working.now(), 0));
        assertThat(working.refuses(working.passing(Deadline.RUN, FIVE)))
                .isEqualTo("The deadline RUN does not run any more.");

        Story waiting = deploying().passed(Deadline.RUN_WAITING, Duration.ofHours(24));
        assertThat(waiting.watched().cancelling().reason()).isEqualTo("it waited longer than 24h");
    }

    @Test
    @DisplayName("a run that does not end though it is cancelled is asked about")
    void a_run_that_does_not_end_though_it_is_cancelled_is_asked_about() {
        Story story = deploying();
        assertThat(story.refuses(story.passing(Deadline.CANCEL, FIVE)))
                .isEqualTo("The deadline CANCEL does not run any more.");

        story.moves(story.cancellation(Samples.ADA)).after(FIVE).passed(Deadline.CANCEL, FIVE);

        assertThat(story.deployment().attention().reason())
                .isEqualTo("run deploy-run was to be cancelled (cancel requested by Ada),"
                        + " and was not seen to end within 5min");
        assertThat(story.deployment().attention().candidates())
                .extracting(RunCandidate::runId)
                .containsExactly("deploy-run");
    }

    @Test
    @DisplayName("the team is told once that the deploy phase is slow, and nothing is stopped")
    void the_team_is_told_once_that_the_deploy_phase_is_slow() {
        Story initiated = Story.of(Rollout.FULL);
        assertThat(initiated.refuses(initiated.passing(Deadline.SLOW, FIVE)))
                .as("nothing is dispatched yet")
                .contains("SLOW");

        Story story = deploying().passed(Deadline.SLOW, Duration.ofMinutes(10));
        assertThat(story.status()).isEqualTo(DeploymentStatus.DEPLOYING);
        assertThat(story.lastAlert().message()).isEqualTo("Dispatch and runs take longer than 10min");
        assertThat(story.refuses(story.passing(Deadline.SLOW, FIVE)))
                .isEqualTo("The deadline SLOW does not run any more.");

        Story told = deploying()
                .moves(new DeploymentEvent.CardDelivered(
                        CardState.NONE, "d1", new DeliveryOutcome.Undeliverable("no such channel"), Samples.START))
                .passed(Deadline.SLOW, Duration.ofMinutes(10));
        assertThat(told.lastAlert().kind())
                .as("whatever else the team was told")
                .isEqualTo(AlertKind.SLOW_DEPLOYMENT);

        Story verifying = Story.verifying(Samples.request(Rollout.FULL));
        assertThat(verifying.refuses(verifying.passing(Deadline.SLOW, FIVE))).contains("SLOW");
    }

    @Test
    @DisplayName("a verification that does not end is left to a person, without data")
    void a_verification_that_does_not_end_is_left_to_a_person() {
        Story story = Story.verifying(Samples.request(Rollout.FULL));
        story.moves(story.checksDone(3, 5)).after(FIVE).passed(Deadline.VERIFICATION, FIVE);

        assertThat(story.status()).isEqualTo(DeploymentStatus.VERIFIED);
        VerificationState state = story.deployment().verification();
        assertThat(state.done()).isZero();
        assertThat(state.total()).isEqualTo(5);
        assertThat(state.verdict().recommendation()).isEqualTo(Recommendation.ASK);
        assertThat(state.result().startedAt()).isEqualTo(state.startedAt());
        assertThat(state.result().finishedAt()).isEqualTo(story.now());
        assertThat(state.result().results())
                .containsExactly(new CompletedCheck(
                        "verification", "Verification", CheckResult.noData("the checks could not be run within 5min")));
        assertThat(story.lastAlert().kind()).isEqualTo(AlertKind.NOT_VERIFIED);
        assertThat(story.lastAlert().message()).isEqualTo("Not verified: the checks could not be run within 5min");
    }

    @Test
    @DisplayName("a rollback whose verification does not end has failed")
    void a_rollback_whose_verification_does_not_end_has_failed() {
        Story story = Story.rollingBack(Samples.request(Rollout.FULL));
        assertThat(story.refuses(story.passing(Deadline.VERIFICATION, FIVE))).contains("VERIFICATION");

        story.ranWell("rollback-run").after(FIVE).passed(Deadline.VERIFICATION, FIVE);

        assertThat(story.status()).isEqualTo(DeploymentStatus.FAILED);
        assertThat(story.deployment().failure())
                .isEqualTo(new Failure(
                        Phase.ROLL_BACK,
                        Failure.Kind.NOT_VERIFIED,
                        "the checks could not be run within 5min",
                        story.now()));
        assertThat(story.lastAlert().kind()).isEqualTo(AlertKind.ROLLBACK_FAILED);
    }

    @Test
    @DisplayName("what nobody decides on expires, and the team is told")
    void what_nobody_decides_on_expires() {
        Story story = Story.verified(Samples.request(Rollout.FULL)).passed(Deadline.DECISION, Duration.ofHours(1));

        assertThat(story.status()).isEqualTo(DeploymentStatus.EXPIRED);
        assertThat(story.lastAlert().kind()).isEqualTo(AlertKind.EXPIRED);
        assertThat(story.lastAlert().message()).isEqualTo("Expired: nobody decided within 1h");
    }

    @Test
    @DisplayName(
            "a month of reminders that nobody can be told is one reminder, tried at a pace, and its number only grows")
    void reminders_are_collapsed() {
        Story story = deploying().observed(new StatusOutcome.Gone("404"), false);
        for (int hour = 1; hour <= 720; hour++) {
            story.after(Duration.ofHours(1)).passed(Deadline.REMINDER, Duration.ofHours(1));
            story.moves(new DeploymentEvent.AlertDelivered(story.lastAlert().id(), "the pager is away", story.now()));
        }
        assertThat(story.deployment().alerts())
                .filteredOn(a -> a.kind() == AlertKind.ATTENTION_REMINDER)
                .singleElement()
                .satisfies(a -> {
                    assertThat(a.id()).endsWith(":attention_reminder:720");
                    assertThat(a.isPending()).isTrue();
                    assertThat(a.retryAt()).isEqualTo(story.now().plus(Duration.ofMinutes(30)));
                });
        assertThat(story.deployment().attention().reminders()).isEqualTo(720);

        story.moves(new DeploymentEvent.AlertDelivered(story.lastAlert().id(), null, story.now()));
        story.after(Duration.ofHours(1)).passed(Deadline.REMINDER, Duration.ofHours(1));
        assertThat(story.deployment().alerts())
                .filteredOn(a -> a.kind() == AlertKind.ATTENTION_REMINDER)
                .singleElement()
                .satisfies(a -> {
                    assertThat(a.id()).endsWith(":attention_reminder:721");
                    assertThat(a.retryAt()).isNull();
                });
    }

    @Test
    @DisplayName("what needs attention reminds of itself, and counts how often")
    void what_needs_attention_reminds_of_itself() {
        Story story = deploying().observed(new StatusOutcome.Gone("404"), false);
        story.after(Duration.ofMinutes(15)).passed(Deadline.REMINDER, Duration.ofMinutes(15));
        story.after(Duration.ofHours(1)).passed(Deadline.REMINDER, Duration.ofHours(1));

        assertThat(story.deployment().attention().reminders()).isEqualTo(2);
        assertThat(story.status()).isEqualTo(DeploymentStatus.NEEDS_ATTENTION);
        assertThat(story.lastAlert().id()).isEqualTo("ship-staging-1699747200:attention_reminder:2");
        assertThat(story.lastAlert().message())
                .isEqualTo("Still needs attention since 2023-11-12 00:05:00 UTC: run deploy-run is gone: 404");
    }

    @ParameterizedTest
    @EnumSource(Deadline.class)
    @DisplayName("but nothing happens to what is settled")
    void nothing_happens_to_what_is_settled(Deadline deadline) {
        Story story = Story.promoted(Samples.request(Rollout.FULL));

        assertThat(story.refuses(story.passing(deadline, FIVE)))
                .isEqualTo("The deadline " + deadline + " does not run any more.");
    }

    @Test
    @DisplayName("and each deadline runs only while what it limits goes on")
    void each_deadline_runs_only_while_what_it_limits_goes_on() {
        Story sending = Story.of(Rollout.FULL).intended();
        assertThat(sending.refuses(sending.passing(Deadline.DISPATCH, FIVE))).contains("DISPATCH");
        assertThat(sending.refuses(sending.passing(Deadline.LOCATE, FIVE))).contains("LOCATE");
        assertThat(sending.refuses(sending.passing(Deadline.RUN, FIVE))).contains("RUN");
        assertThat(sending.refuses(sending.passing(Deadline.CANCEL, FIVE))).contains("CANCEL");
        assertThat(sending.refuses(sending.passing(Deadline.DECISION, FIVE))).contains("DECISION");
        assertThat(sending.refuses(sending.passing(Deadline.VERIFICATION, FIVE)))
                .contains("VERIFICATION");
    }
}
