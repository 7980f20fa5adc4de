package io.releaseconductor.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.releaseconductor.chat.CardRenderer;
import io.releaseconductor.deployment.Alert;
import io.releaseconductor.deployment.AlertKind;
import io.releaseconductor.deployment.Attempt;
import io.releaseconductor.deployment.CancelOutcome;
import io.releaseconductor.deployment.CardState;
import io.releaseconductor.deployment.Deadline;
import io.releaseconductor.deployment.DeliveryOutcome;
import io.releaseconductor.deployment.DeployRequest;
import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.deployment.DeploymentEvent;
import io.releaseconductor.deployment.DispatchIntent;
import io.releaseconductor.deployment.DispatchOutcome;
import io.releaseconductor.deployment.LinkedOutcome;
import io.releaseconductor.deployment.LocateOutcome;
import io.releaseconductor.deployment.RollbackMethod;
import io.releaseconductor.deployment.RunConclusion;
import io.releaseconductor.deployment.RunStatus;
import io.releaseconductor.deployment.Samples;
import io.releaseconductor.deployment.Stage;
import io.releaseconductor.deployment.StatusOutcome;
import io.releaseconductor.deployment.Story;
import io.releaseconductor.deployment.VerificationKey;
import io.releaseconductor.deployment.WorkflowRun;
import io.releaseconductor.model.Actor;
import io.releaseconductor.model.Environment;
import io.releaseconductor.model.Phase;
import io.releaseconductor.model.Reach;
import io.releaseconductor.model.Rollout;
import io.releaseconductor.model.Strategy;
import io.releaseconductor.policy.AlertRules;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("The planner")
class PlannerTest {

    private static final DeployRequest FULL = Samples.request(Rollout.FULL);

    private static final DeployRequest CANARY = Samples.request(Rollout.CANARY);

    private static final Duration MINUTE = Duration.ofMinutes(1);

    private static final CardDigests CARDS = d -> CardRenderer.render(d).digest();

    private final Planner planner = new Planner(Deadlines.DEFAULT, CARDS);

    private Step.Work work(Story story) {
        return planner.next(story.deployment(), story.now()).work();
    }

    private Step.Work workAt(Story story, Instant at) {
        return planner.next(story.deployment(), at).work();
    }

    private static Step.Apply passed(Deadline deadline, Duration limit, Instant at) {
        return new Step.Apply(new DeploymentEvent.DeadlinePassed(deadline, limit, at));
    }

    /** Nothing is done a moment before, and this is done then. */
    private void assertFrom(Story story, Instant at, Step.Work work) {
        assertThat(workAt(story, at.minusMillis(1))).isNotEqualTo(work);
        assertThat(workAt(story, at)).isEqualTo(work);
    }

    /** The deadline passes at this time and no earlier. */
    private void assertPasses(Story story, Deadline deadline, Instant since, Duration limit) {
        Instant at = since.plus(limit);
        assertThat(workAt(story, at)).isEqualTo(passed(deadline, limit, at));
        Instant before = at.minusMillis(1);
        assertThat(workAt(story, before)).isNotEqualTo(passed(deadline, limit, before));
    }

    @Nested
    @DisplayName("has the workflow dispatched")
    class Dispatching {

        @Test
        void at_once_with_all_that_the_workflow_needs_to_know() {
            Story story = Story.of(CANARY);

            assertThat(work(story))
                    .isEqualTo(new Step.Dispatch(new DispatchIntent(
                            story.deployment().id(),
                            Attempt.of(Phase.DEPLOY, 1),
                            story.deployment().environment(),
                            Strategy.CANARY,
                            Rollout.CANARY,
                            new Reach.Percentage(10),
                            false,
                            "main",
                            null,
                            null,
                            story.now(),
                            story.now().plusSeconds(30),
                            story.deployment().request().initiatedBy().name())));
        }

        @Test
        void for_the_full_rollout_with_the_version_that_was_deployed() {
            Story story = Story.of(CANARY).started("deploy-run");
            story.seen(story.run().withVersion("v2"))
                    .concluded(RunConclusion.SUCCESS)
                    .verified(Samples.ask());
            story.moves(story.promotion(Samples.ADA));

            DispatchIntent intent = ((Step.Dispatch) work(story)).intent();
            assertThat(intent.phase()).isEqualTo(Phase.PROMOTE);
            assertThat(intent.version()).isEqualTo("v2");
            assertThat(intent.method()).isNull();
        }

        @Test
        void for_a_rollback_with_its_method_and_the_version_to_return_to() {
            DispatchIntent intent = ((Step.Dispatch) work(Story.rollingBack(FULL))).intent();

            assertThat(intent.phase()).isEqualTo(Phase.ROLL_BACK);
            assertThat(intent.version()).isEqualTo(Samples.PREVIOUS);
            assertThat(intent.method()).isEqualTo(RollbackMethod.REDEPLOY);
        }

        @Test
        void again_when_the_time_to_wait_is_over() {
            Story story = Story.of(FULL).intended();
            story.dispatched(
                    new DispatchOutcome.NotSent("rate limit", story.now().plusSeconds(90)));
            Instant then = story.now().plusSeconds(90);

            assertThat(planner.next(story.deployment(), story.now()).dueAt()).isNotNull();
            assertThat(workAt(story, then.minusMillis(1))).isNull();
            assertThat(workAt(story, then)).isInstanceOf(Step.Dispatch.class);
        }

        @Test
        void not_out_of_the_blue_after_a_long_outage_but_gives_up_after_five_minutes() {
            Story story = Story.of(FULL);

            assertPasses(story, Deadline.DISPATCH, Samples.START, Duration.ofMinutes(5));
        }

        @Test
        void late_rather_than_never_for_a_rollback() {
            Story story = Story.rollingBack(FULL).after(Duration.ofHours(9));
            assertThat(work(story)).isInstanceOf(Step.Dispatch.class);

            story.intended().dispatched(new DispatchOutcome.NotSent("connection refused", story.now()));
            assertThat(work(story))
                    .as("but not for ever")
                    .isEqualTo(passed(Deadline.DISPATCH, Duration.ofMinutes(5), story.now()));
        }

        @Test
        void by_nobody_twice_and_counts_the_answer_as_lost_when_none_can_come_any_more() {
            Story story = Story.of(FULL).intended();

            assertThat(work(story)).isNull();
            assertFrom(
                    story,
                    story.now().plusSeconds(70),
                    new Step.Apply(new DeploymentEvent.AnswerLost(
                            Attempt.of(Phase.DEPLOY, 1), story.now().plusSeconds(70))));
        }
    }

    @Nested
    @DisplayName("has a run looked for")
    class Locating {

        private Story looking() {
            return Story.of(FULL).intended().after(Duration.ofSeconds(70)).answerLost();
        }

        @Test
        void at_once_and_then_every_five_seconds() {
            Story story = looking();
            Step.Locate locate = new Step.Locate(story.looking().intent());
            assertThat(work(story)).isEqualTo(locate);

            story.located(new LocateOutcome.NotFound(List.of()));
            assertThat(work(story)).isNull();
            assertFrom(story, story.now().plusSeconds(5), locate);
        }

        @Test
        void not_before_the_request_in_doubt_can_have_had_its_effect_by_any_clock_that_is_within_the_limit() {
            Story story = Story.of(FULL).intended();
            Instant effective = story.now().plusSeconds(30 + 30 + 10);
            story.dispatched(new DispatchOutcome.Unknown("connection reset"));
            Step.Locate locate = new Step.Locate(story.looking().intent());

            assertThat(work(story)).isNull();
            assertFrom(story, effective, locate);
            assertThat(story.refuses(new DeploymentEvent.Woken(story.now()))).isEqualTo("It is looked for soon.");
            assertFrom(story, effective, locate);
        }

        @Test
        void not_before_that_by_a_clock_that_is_known_to_be_ahead() {
            Duration ahead = Duration.ofMinutes(6);
            Story story = Story.of(FULL).intended();
            Instant effective = story.now().plusSeconds(70).plus(ahead);
            story.dispatched(new DispatchOutcome.Unknown("connection reset"));

            assertThat(planner.next(story.deployment(), effective.minusMillis(1), ahead)
                            .work())
                    .isNull();
            assertThat(planner.next(story.deployment(), effective, ahead).work())
                    .isInstanceOf(Step.Locate.class);
        }

        @Test
        void at_once_where_the_service_took_the_request() {
            Story story = Story.of(FULL).intended().dispatched(new DispatchOutcome.Accepted());

            assertThat(work(story)).isEqualTo(new Step.Locate(story.looking().intent()));
            story.after(Duration.ofMinutes(5)).located(new LocateOutcome.NotFound(List.of()));
            assertThat(work(story)).isEqualTo(passed(Deadline.LOCATE, Duration.ofMinutes(5), story.now()));
        }

        @Test
        void at_least_once_however_short_the_time_for_it_is() {
            Deadlines soon = Deadlines.DEFAULT.toBuilder()
                    .dispatch(MINUTE)
                    .locate(Duration.ofSeconds(10))
                    .build();
            Planner hasty = new Planner(soon, CARDS);
            Story story = Story.of(FULL).intended();
            Instant effective = story.now().plusSeconds(70);
            story.dispatched(new DispatchOutcome.Unknown("connection reset"));

            assertThat(hasty.next(story.deployment(), effective.minusMillis(1)).work())
                    .isNull();
            assertThat(hasty.next(story.deployment(), effective).work()).isInstanceOf(Step.Locate.class);
        }

        @Test
        void for_five_minutes() {
            Story story = looking();
            Instant since = story.now();
            story.after(Duration.ofMinutes(5)).located(new LocateOutcome.NotFound(List.of()));

            assertThat(work(story)).isEqualTo(passed(Deadline.LOCATE, Duration.ofMinutes(5), story.now()));
            assertThat(workAt(story, since.plus(Duration.ofMinutes(5)).minusMillis(1)))
                    .isNull();
        }
    }

    @Nested
    @DisplayName("has a run watched")
    class Watching {

        private Step.Poll poll(Story story) {
            return new Step.Poll(Attempt.of(Phase.DEPLOY, 1), story.run());
        }

        @Test
        void soon_after_it_is_known() {
            Story story = Story.of(FULL).started("deploy-run");

            assertThat(work(story)).isNull();
            assertFrom(story, story.now().plusSeconds(2), poll(story));
        }

        @ParameterizedTest
        @CsvSource({"QUEUED, 10", "WAITING, 30", "IN_PROGRESS, 5", "UNKNOWN, 5"})
        void at_a_pace_that_depends_on_what_it_does(RunStatus status, int seconds) {
            Story story = Story.of(FULL).started("deploy-run").after(MINUTE);
            story.seen(story.run().at(status));
            story.after(Duration.ofSeconds(1)).seen(story.run().at(status));

            assertFrom(story, story.now().plusSeconds(seconds), poll(story));
        }

        @Test
        void when_the_service_wants_to_be_asked_again() {
            Story story = Story.of(FULL).started("deploy-run");
            story.observed(new StatusOutcome.Seen(story.run(), story.now().plusSeconds(77)), false);

            assertFrom(story, story.now().plusSeconds(77), poll(story));
        }

        @Test
        void for_an_hour_while_it_works() {
            Story story = Story.of(FULL).started("deploy-run");
            Instant since = story.now();
            story.after(Duration.ofMinutes(60)).seen(story.run().at(RunStatus.IN_PROGRESS));

            assertThat(since).isEqualTo(story.watched().since());
            assertThat(work(story)).isEqualTo(passed(Deadline.RUN, Duration.ofMinutes(60), story.now()));
        }

        @Test
        void only_after_a_last_look_is_a_deadline_over() {
            Story story = Story.of(FULL).started("deploy-run").after(Duration.ofHours(9));

            assertThat(work(story)).isEqualTo(poll(story));
        }

        @Test
        void for_a_day_while_it_waits_for_a_reviewer() {
            Story story = Story.of(FULL).started("deploy-run");
            story.seen(story.run().at(RunStatus.WAITING));
            story.after(Duration.ofHours(23)).seen(story.run().at(RunStatus.WAITING));
            assertThat(work(story)).as("a wait for a person is not slow").isNull();

            story.after(Duration.ofHours(1)).seen(story.run().at(RunStatus.WAITING));
            assertThat(work(story)).isEqualTo(passed(Deadline.RUN_WAITING, Duration.ofHours(24), story.now()));
        }

        @Test
        void no_longer_than_all_its_waits_together_however_often_it_comes_and_goes() {
            Story story = Story.of(FULL).started("deploy-run").passed(Deadline.SLOW, Duration.ofMinutes(10));
            Duration whole = Duration.ofHours(25).plusMinutes(11).plusSeconds(10);
            story.after(whole.minusSeconds(1)).seen(story.run().at(RunStatus.WAITING));
            story.seen(story.run().at(RunStatus.IN_PROGRESS));
            assertThat(work(story)).isNull();

            story.after(Duration.ofSeconds(1)).seen(story.run().at(RunStatus.IN_PROGRESS));
            assertThat(work(story)).isEqualTo(passed(Deadline.RUN, whole, story.now()));
        }

        @Test
        void and_cancelled_first_when_that_is_wanted_harder_the_second_time() {
            Story story = Story.of(FULL).started("deploy-run").after(MINUTE);
            story.moves(story.cancellation(Samples.ADA));
            assertThat(work(story)).isEqualTo(new Step.CancelRun(Attempt.of(Phase.DEPLOY, 1), story.run(), false));

            story.cancelAnswered(new CancelOutcome.Accepted());
            assertThat(work(story)).isEqualTo(poll(story));
            story.seen(story.run());
            assertThat(work(story)).isNull();

            story.after(Duration.ofSeconds(60)).seen(story.run());
            assertThat(work(story)).isEqualTo(new Step.CancelRun(Attempt.of(Phase.DEPLOY, 1), story.run(), true));
        }

        @Test
        void for_ten_minutes_after_it_was_to_be_cancelled() {
            Story story = Story.of(FULL).started("deploy-run");
            story.moves(story.cancellation(Samples.ADA)).after(Duration.ofMinutes(10));
            story.cancelAnswered(new CancelOutcome.Accepted()).seen(story.run());

            assertThat(work(story)).isEqualTo(passed(Deadline.CANCEL, Duration.ofMinutes(10), story.now()));
            assertThat(workAt(story, story.now().minusMillis(1))).isNull();
        }

        @Test
        void and_the_team_told_when_the_deploy_phase_is_slow_but_once() {
            Story story = Story.of(FULL).started("deploy-run").after(Duration.ofMinutes(10));
            story.seen(story.run());
            assertThat(work(story)).isEqualTo(passed(Deadline.SLOW, Duration.ofMinutes(10), story.now()));
            assertThat(workAt(story, story.now().minusMillis(1))).isNull();

            story.passed(Deadline.SLOW, Duration.ofMinutes(10));
            assertThat(work(story)).isNull();
            assertThat(story.lastAlert().kind()).isEqualTo(AlertKind.SLOW_DEPLOYMENT);
        }

        @Test
        void and_not_called_slow_for_the_time_that_it_waited_for_a_reviewer() {
            Story story = Story.of(FULL).started("deploy-run").after(Duration.ofMinutes(6));
            story.seen(story.run().at(RunStatus.WAITING))
                    .after(Duration.ofHours(2))
                    .seen(story.run().at(RunStatus.IN_PROGRESS));
            assertThat(work(story)).isNull();

            story.after(Duration.ofMinutes(4)).seen(story.run().at(RunStatus.IN_PROGRESS));
            assertThat(workAt(story, story.now().minusSeconds(1))).isNull();
            assertThat(work(story)).isEqualTo(passed(Deadline.SLOW, Duration.ofMinutes(10), story.now()));
        }

        @Test
        void and_called_slow_for_all_its_runs_together_but_for_no_gate() {
            Story story = Story.of(CANARY).started("deploy-run").after(Duration.ofMinutes(6));
            story.concluded(RunConclusion.SUCCESS)
                    .verified(Samples.ask())
                    .after(Duration.ofMinutes(50))
                    .moves(story.promotion(Samples.ADA))
                    .started("promote-run");
            Instant promoted = story.now();
            story.after(Duration.ofMinutes(4)).seen(story.run());
            assertThat(workAt(story, promoted.plusSeconds(239))).isNotEqualTo(slow(promoted.plusSeconds(239)));
            assertThat(work(story)).isEqualTo(slow(story.now()));

            story.moves(((Step.Apply) work(story)).event());
            assertThat(story.lastAlert().kind()).isEqualTo(AlertKind.SLOW_DEPLOYMENT);
            assertThat(story.lastAlert().message()).isEqualTo("Dispatch and runs take longer than 10min");
            assertThat(work(story)).isNull();
        }

        @Test
        void and_called_slow_by_what_its_environment_is_told_by() {
            Story story = Story.of(FULL).started("deploy-run").after(Duration.ofMinutes(1));
            story.seen(story.run());
            Map<Environment, AlertRules> hasty =
                    Map.of(Environment.STAGING, AlertRules.DEFAULT.withSlow(Duration.ofMinutes(1)));

            assertThat(work(story)).isNull();
            assertThat(new Planner(Deadlines.DEFAULT, CARDS, false, hasty)
                            .next(story.deployment(), story.now())
                            .work())
                    .isEqualTo(passed(Deadline.SLOW, Duration.ofMinutes(1), story.now()));
        }

        private static Step.Work slow(Instant at) {
            return passed(Deadline.SLOW, Duration.ofMinutes(10), at);
        }

        @Test
        void and_not_called_slow_for_the_time_until_somebody_started_it_again() {
            Story story = Story.of(FULL).started("deploy-run").concluded(RunConclusion.FAILURE);
            WorkflowRun again = new WorkflowRun("deploy-run", null, RunStatus.IN_PROGRESS, null, 2, true, null, null);
            story.after(Duration.ofMinutes(30))
                    .moves(new DeploymentEvent.Observed(
                            Attempt.of(Phase.DEPLOY, 1),
                            "deploy-run",
                            new StatusOutcome.Seen(again, null),
                            story.now()));
            assertThat(work(story)).isNull();

            story.after(Duration.ofMinutes(10)).seen(story.run());
            assertThat(work(story)).isEqualTo(passed(Deadline.SLOW, Duration.ofMinutes(10), story.now()));
        }

        @Test
        void and_the_team_told_that_it_is_slow_whatever_else_it_was_told() {
            Story story = Story.of(FULL).started("deploy-run").after(Duration.ofMinutes(10));
            story.seen(story.run())
                    .moves(new DeploymentEvent.CardDelivered(
                            story.deployment().card(),
                            "x",
                            new DeliveryOutcome.Undeliverable("no such channel"),
                            story.now()));

            assertThat(work(story)).isEqualTo(passed(Deadline.SLOW, Duration.ofMinutes(10), story.now()));
        }

        @Test
        void in_the_other_phases_as_well() {
            Story promoting = Story.promoted(CANARY).started("promote-run").after(MINUTE);
            assertThat(work(promoting)).isEqualTo(new Step.Poll(Attempt.of(Phase.PROMOTE, 1), promoting.run()));

            Story rollingBack = Story.rollingBack(FULL).started("rollback-run").after(MINUTE);
            assertThat(work(rollingBack)).isEqualTo(new Step.Poll(Attempt.of(Phase.ROLL_BACK, 1), rollingBack.run()));
        }
    }

    @Nested
    @DisplayName("has the checks run")
    class Verifying {

        @Test
        void after_the_deploy_phase() {
            Story story = Story.verifying(FULL);

            assertThat(work(story))
                    .isEqualTo(new Step.Verify(new VerificationKey(
                            Attempt.of(Phase.DEPLOY, 1), story.key().startedAt())));
        }

        @Test
        void after_a_rollback() {
            Story story = Story.rollingBack(FULL).ranWell("rollback-run");

            assertThat(work(story))
                    .isEqualTo(new Step.Verify(new VerificationKey(
                            Attempt.of(Phase.ROLL_BACK, 1), story.key().startedAt())));
        }

        @Test
        void for_ten_minutes() {
            Story story = Story.verifying(FULL);

            assertPasses(
                    story,
                    Deadline.VERIFICATION,
                    story.deployment().verification().startedAt(),
                    Duration.ofMinutes(10));
        }
    }

    @Nested
    @DisplayName("leaves the decision")
    class Deciding {

        @Test
        void to_a_person_for_an_hour() {
            Story story = Story.verified(FULL);

            assertThat(work(story)).isNull();
            assertPasses(story, Deadline.DECISION, story.deployment().statusSince(), Duration.ofHours(1));
        }

        @Test
        void to_a_person_for_another_hour_after_they_held_it() {
            Story story = Story.verified(FULL).after(Duration.ofMinutes(50));
            story.moves(new DeploymentEvent.Hold(Samples.ADA, story.now()));

            assertPasses(story, Deadline.DECISION, story.now(), Duration.ofHours(1));
        }

        @Test
        void to_a_person_for_another_hour_after_they_lifted_that() {
            Story story = Story.verified(FULL);
            story.moves(new DeploymentEvent.Hold(Samples.ADA, story.now())).after(Duration.ofMinutes(59));
            story.moves(new DeploymentEvent.Lift(Samples.ADA, story.now()));

            assertPasses(story, Deadline.DECISION, story.now(), Duration.ofHours(1));
        }

        @Test
        void for_the_whole_hour_though_it_was_held_earlier() {
            Story story = Story.verifying(FULL);
            story.moves(new DeploymentEvent.Hold(Samples.ADA, story.now()))
                    .after(MINUTE)
                    .verified(Samples.promote());

            assertThat(work(story)).isNull();
            assertPasses(story, Deadline.DECISION, story.now(), Duration.ofHours(1));
        }

        @Test
        void to_the_policy_where_its_verdict_says_so() {
            Story story = Story.verifying(FULL).verified(Samples.promote());

            assertThat(work(story))
                    .isEqualTo(new Step.Apply(new DeploymentEvent.Promote(Actor.POLICY, story.now(), 1)));
        }
    }

    @Nested
    @DisplayName("of a settled deployment")
    class Settled {

        @Test
        void ships_on_what_was_promoted_once() {
            Story story = Story.promoted(Samples.linkedRequest(Rollout.FULL));
            assertThat(work(story))
                    .isEqualTo(new Step.ShipLinked(story.deployment().linked()));

            story.moves(new DeploymentEvent.LinkedAnswered(
                    story.deployment().linked().wanted(), new LinkedOutcome.Blocked("prod is taken"), story.now()));
            assertThat(work(story)).isNull();

            story.moves(new DeploymentEvent.ShipLinked(Samples.GRACE, story.now()));
            assertThat(workAt(story, story.now().minusMillis(1))).isNull();
            assertThat(work(story))
                    .isEqualTo(new Step.ShipLinked(story.deployment().linked()));
        }

        @Test
        void finds_out_what_became_of_the_linked_one_once_it_is_rolled_back() {
            Story story = Story.promoted(Samples.linkedRequest(Rollout.FULL));
            story.moves(story.rollback(Samples.ADA)).intended();

            assertThat(work(story))
                    .isEqualTo(new Step.FindLinked(story.deployment().linked()));
        }

        @Test
        void wants_nothing_more_once_all_is_told() {
            Story story = Story.promoted(FULL);
            String digest = CardRenderer.render(story.deployment()).digest();
            story.moves(new DeploymentEvent.CardDelivered(
                    story.deployment().card(), digest, new DeliveryOutcome.Shown("message-1"), story.now()));

            assertThat(planner.next(story.deployment(), story.now()))
                    .isEqualTo(new Plan(null, null, null, null, null, null));
        }

        @Test
        void looks_whether_a_run_that_failed_was_started_again() {
            Story story = Story.of(FULL).started("deploy-run").concluded(RunConclusion.FAILURE);
            Stage.Concluded ended =
                    (Stage.Concluded) story.deployment().deployPhase().stage();

            assertFrom(story, ended.lookAgainAt(), new Step.Poll(Attempt.of(Phase.DEPLOY, 1), ended.run()));
        }

        @Test
        void looks_for_that_also_beside_a_rollback_that_only_waits_for_its_run_but_keeps_it_from_nothing() {
            Story story = Story.of(FULL).started("deploy-run").atWork();
            story.observed(new StatusOutcome.Seen(story.run().completed(RunConclusion.FAILURE), null), true);
            Stage.Concluded ended =
                    (Stage.Concluded) story.deployment().deployPhase().stage();
            Step.Poll look = new Step.Poll(Attempt.of(Phase.DEPLOY, 1), ended.run());
            story.after(Duration.ofMinutes(5));
            assertThat(work(story)).isInstanceOf(Step.Dispatch.class);
            story.intended();
            assertThat(work(story)).isNull();

            story.dispatched(new DispatchOutcome.Started(WorkflowRun.queued("rollback-run", null)));
            assertThat(work(story)).isEqualTo(look);
            story.after(Duration.ofSeconds(2));
            assertThat(work(story)).isEqualTo(new Step.Poll(Attempt.of(Phase.ROLL_BACK, 1), story.run()));
            story.concluded(RunConclusion.SUCCESS);
            assertThat(work(story)).isInstanceOf(Step.Verify.class);
            story.verified(Samples.ask());
            assertThat(work(story)).isEqualTo(look);
        }
    }

    @Nested
    @DisplayName("reminds of what needs attention")
    class Reminding {

        private Story gone() {
            return Story.of(FULL).started("deploy-run").observed(new StatusOutcome.Gone("404"), false);
        }

        @Test
        void after_fifteen_minutes_and_then_every_hour() {
            Story story = gone();
            assertThat(story.stage()).isInstanceOf(Stage.Running.class);
            assertThat(work(story)).as("the run is not asked for any more").isNull();
            assertPasses(story, Deadline.REMINDER, story.now(), Duration.ofMinutes(15));

            story.after(Duration.ofMinutes(15)).passed(Deadline.REMINDER, Duration.ofMinutes(15));
            assertPasses(story, Deadline.REMINDER, story.now(), Duration.ofHours(1));

            story.after(Duration.ofHours(1)).passed(Deadline.REMINDER, Duration.ofHours(1));
            assertPasses(story, Deadline.REMINDER, story.now(), Duration.ofHours(1));
        }

        @Test
        void once_after_a_long_outage_and_not_for_every_hour_of_it() {
            Story story = gone().after(Duration.ofHours(9)).passed(Deadline.REMINDER, Duration.ofMinutes(15));

            assertThat(work(story)).isNull();
            assertPasses(story, Deadline.REMINDER, story.now(), Duration.ofHours(1));
        }

        @Test
        void after_fifteen_minutes_when_it_needs_attention_a_second_time() {
            Story story = gone().after(Duration.ofMinutes(15)).passed(Deadline.REMINDER, Duration.ofMinutes(15));
            story.moves(new DeploymentEvent.Adopt(Samples.ADA, story.now(), "deploy-run", 1))
                    .after(MINUTE)
                    .observed(new StatusOutcome.Gone("404"), false);

            assertPasses(story, Deadline.REMINDER, story.now(), Duration.ofMinutes(15));
        }
    }

    @Nested
    @DisplayName("wants to be asked again")
    class DueTime {

        private Plan planOf(Story story) {
            return planner.next(story.deployment(), story.now());
        }

        private Story shown(Story story) {
            String digest = CardRenderer.render(story.deployment()).digest();
            return story.moves(new DeploymentEvent.CardDelivered(
                    story.deployment().card(), digest, new DeliveryOutcome.Shown("message-1"), story.now()));
        }

        @Test
        void when_the_work_is_due() {
            Story story = shown(Story.verified(FULL));

            assertThat(planOf(story).dueAt())
                    .isEqualTo(story.deployment().statusSince().plus(Duration.ofHours(1)));
            assertThat(planOf(story).isIdle()).isTrue();
        }

        @Test
        void when_the_first_of_several_pieces_of_work_is_due() {
            Story story = shown(Story.of(FULL).started("deploy-run"));

            assertThat(planOf(story).dueAt())
                    .as("a look, long before the deadline of the run")
                    .isEqualTo(story.now().plusSeconds(2));
        }

        @Test
        void when_the_card_is_due_if_that_is_first() {
            Story story = Story.verified(FULL);
            story.moves(new DeploymentEvent.CardDelivered(
                    story.deployment().card(),
                    "x",
                    new DeliveryOutcome.Unavailable("503", story.now().plusSeconds(40)),
                    story.now()));

            assertThat(planOf(story).dueAt())
                    .isEqualTo(story.deployment().card().retryAt())
                    .isBetween(story.now().plusSeconds(40), story.now().plusSeconds(60));
            assertThat(planOf(story).isIdle()).isTrue();
        }

        @Test
        void when_the_alert_is_due_if_nothing_else_is() {
            Story story = shown(Story.of(FULL).intended().dispatched(new DispatchOutcome.Rejected("no such workflow")));
            assertThat(planOf(story).dueAt()).isEqualTo(story.now());
            assertThat(planOf(story).isIdle()).isFalse();

            story.moves(new DeploymentEvent.AlertDelivered(story.lastAlert().id(), "sink is down", story.now()));
            assertThat(planOf(story).dueAt()).isEqualTo(story.now().plusSeconds(2));
        }

        @Test
        void at_once_when_there_is_anything_to_do() {
            Story announcing = Story.verified(FULL);
            assertThat(planOf(announcing).work()).isNull();
            assertThat(planOf(announcing).isIdle()).isFalse();
            assertThat(planOf(announcing).dueAt()).isBeforeOrEqualTo(announcing.now());

            Story working = shown(Story.of(FULL));
            assertThat(planOf(working).announce()).isNull();
            assertThat(planOf(working).isIdle()).isFalse();
        }
    }

    @Nested
    @DisplayName("has people told")
    class Telling {

        @Test
        void what_the_card_says_until_it_shows_it() {
            Story story = Story.of(FULL);
            String digest = CardRenderer.render(story.deployment()).digest();

            assertThat(planner.next(story.deployment(), story.now()).announce())
                    .isEqualTo(new Step.Announce(digest, "releases", null, "ship-staging-1699747200:card:0", false));

            story.moves(new DeploymentEvent.CardDelivered(
                    story.deployment().card(), digest, new DeliveryOutcome.Shown("message-1"), story.now()));
            assertThat(planner.next(story.deployment(), story.now()).announce()).isNull();

            story.started("deploy-run");
            assertThat(planner.next(story.deployment(), story.now()).announce().reference())
                    .isEqualTo("message-1");

            story.moves(new DeploymentEvent.CardDelivered(
                    story.deployment().card(), "x", new DeliveryOutcome.Gone("deleted"), story.now()));
            Step.Announce afresh = planner.next(story.deployment(), story.now()).announce();
            assertThat(afresh.reference()).isNull();
            assertThat(afresh.key()).isEqualTo("ship-staging-1699747200:card:1");
            assertThat(afresh.again())
                    .as("nobody knows whether it was posted already, before a crash")
                    .isTrue();
        }

        @Test
        void by_a_card_whose_digest_is_not_the_one_that_is_shown_whatever_is_in_it() {
            Story story = Story.of(FULL);
            story.moves(new DeploymentEvent.CardDelivered(
                    story.deployment().card(), "shown", new DeliveryOutcome.Shown("message-1"), story.now()));

            assertThat(new Planner(Deadlines.DEFAULT, d -> "shown")
                            .next(story.deployment(), story.now())
                            .announce())
                    .isNull();
            assertThat(new Planner(Deadlines.DEFAULT, d -> "another")
                            .next(story.deployment(), story.now())
                            .announce())
                    .isEqualTo(new Step.Announce(
                            "another", "releases", "message-1", "ship-staging-1699747200:card:0", false));
        }

        @Test
        void again_of_a_first_card_that_is_late_or_was_not_answered_since_it_may_be_there_already() {
            Story story = Story.of(FULL);
            assertThat(announced(story, story.now().plusSeconds(59)).again()).isFalse();
            assertThat(announced(story, story.now().plusSeconds(60)).again()).isTrue();

            story.moves(new DeploymentEvent.CardDelivered(
                    story.deployment().card(), "x", new DeliveryOutcome.Unavailable("503", story.now()), story.now()));
            assertThat(announced(story, story.now().plusSeconds(3)).again()).isTrue();
        }

        @Test
        void once_more_of_a_card_that_a_try_without_an_answer_may_have_changed_since() {
            Story story = Story.of(FULL);
            story.moves(new DeploymentEvent.CardDelivered(
                    story.deployment().card(), "x", new DeliveryOutcome.Unavailable("503", story.now()), story.now()));
            String digest = CardRenderer.render(story.deployment()).digest();
            story.moves(new DeploymentEvent.CardDelivered(
                    story.deployment().card(), digest, new DeliveryOutcome.Shown("message-1"), story.now()));

            Instant unsure = story.deployment().card().unsureUntil();
            assertThat(planner.next(story.deployment(), unsure.minusMillis(1)).announce())
                    .isNull();
            assertThat(announced(story, unsure).digest()).isEqualTo(digest);

            story.moves(new DeploymentEvent.CardDelivered(
                    story.deployment().card(), digest, new DeliveryOutcome.Shown("message-1"), unsure));
            assertThat(planner.next(story.deployment(), unsure).announce()).isNull();
        }

        private Step.Announce announced(Story story, Instant now) {
            return planner.next(story.deployment(), now).announce();
        }

        @Test
        void nothing_where_the_card_has_no_place() {
            DeployRequest request = FULL.toBuilder().destination(null).build();

            assertThat(planner.next(Samples.initiated(request), Samples.START).announce())
                    .isNull();
        }

        @Test
        void later_while_the_chat_is_down_and_work_goes_on_meanwhile() {
            Story story = Story.of(FULL);
            story.moves(new DeploymentEvent.CardDelivered(
                    story.deployment().card(),
                    "x",
                    new DeliveryOutcome.Unavailable("503", story.now().plusSeconds(40)),
                    story.now()));

            assertThat(planner.next(story.deployment(), story.now()).announce()).isNull();
            assertThat(work(story)).isInstanceOf(Step.Dispatch.class);
            assertThat(planner.next(story.deployment(), story.now().plusSeconds(39))
                            .announce())
                    .isNull();
            assertThat(planner.next(story.deployment(), story.now().plusSeconds(60))
                            .announce())
                    .isNotNull();
        }

        @Test
        void slowly_of_a_card_that_is_refused_and_at_once_of_another_one() {
            Story story = Story.of(FULL);
            String digest = CardRenderer.render(story.deployment()).digest();
            story.moves(new DeploymentEvent.CardDelivered(
                    story.deployment().card(), digest, new DeliveryOutcome.Undeliverable("gone"), story.now()));
            Instant retryAt = story.deployment().card().retryAt();

            assertThat(planner.next(story.deployment(), retryAt.minusMillis(1)).announce())
                    .isNull();
            assertThat(announced(story, retryAt).digest()).isEqualTo(digest);
            assertThat(planner.next(story.deployment(), story.now()).dueAt()).isBeforeOrEqualTo(retryAt);

            story.started("deploy-run");
            assertThat(announced(story, story.now()).digest()).isNotEqualTo(digest);
        }

        @Test
        void at_once_of_a_card_that_was_refused_by_a_version_that_never_tried_again() {
            Story story = Story.of(FULL);
            String digest = CardRenderer.render(story.deployment()).digest();
            Deployment old = story.deployment().toBuilder()
                    .card(new CardState(null, null, digest, 0, 0, null, 0, null))
                    .build();

            assertThat(planner.next(old, story.now()).announce()).isNotNull();
        }

        @Test
        void of_each_alert_in_its_order_until_it_is_sent() {
            Story story = Story.of(FULL).intended().dispatched(new DispatchOutcome.Rejected("no such workflow"));
            story.moves(story.rollback(Samples.ADA));
            Alert first = story.deployment().alerts().get(0);
            Alert second = story.deployment().alerts().get(1);
            assertThat(planner.next(story.deployment(), story.now()).alert()).isEqualTo(new Step.SendAlert(first));

            story.moves(new DeploymentEvent.AlertDelivered(first.id(), "sink is down", story.now()));
            assertThat(planner.next(story.deployment(), story.now()).alert())
                    .as("one that waits does not hold up the next")
                    .isEqualTo(new Step.SendAlert(second));

            story.moves(new DeploymentEvent.AlertDelivered(second.id(), null, story.now()));
            assertThat(planner.next(story.deployment(), story.now()).alert()).isNull();
            assertThat(planner.next(story.deployment(), story.now().plusSeconds(2))
                            .alert()
                            .alert()
                            .id())
                    .isEqualTo(first.id());
        }
    }
}
