package io.releaseconductor.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import io.releaseconductor.model.Phase;
import io.releaseconductor.model.Rollout;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("When only a person can tell what happened, they")
class AttentionTest {

    private static final URI PAGE = URI.create("https://ci.example.com/runs/9");

    private static final RunCandidate CANDIDATE = new RunCandidate("run-9", PAGE, "Deploy", Samples.START);

    private static final Duration MINUTE = Duration.ofMinutes(1);

    /** The phase's dispatch is in doubt, and its run cannot be told. */
    private static Story unclear(Phase phase) {
        Story story = switch (phase) {
            case DEPLOY -> Story.of(Rollout.CANARY);
            case PROMOTE -> Story.promoted(Samples.request(Rollout.CANARY));
            case ROLL_BACK -> Story.rollingBack(Samples.request(Rollout.CANARY));
        };
        return story.intended()
                .dispatched(new DispatchOutcome.Unknown("connection reset"))
                .located(new LocateOutcome.Undecidable("two runs carry the key", List.of(CANDIDATE)))
                .after(MINUTE);
    }

    /** The run was known, and is gone. */
    private static Story gone() {
        return Story.of(Rollout.FULL)
                .started("deploy-run")
                .observed(new StatusOutcome.Gone("404"), false)
                .after(MINUTE);
    }

    @Nested
    @DisplayName("adopt a run")
    class Adopt {

        @ParameterizedTest
        @EnumSource(Phase.class)
        void and_it_is_watched_as_the_one_of_the_phase(Phase phase) {
            Story story = unclear(phase);
            story.moves(new DeploymentEvent.Adopt(Samples.GRACE, story.now(), "run-9", 1));

            assertThat(story.status()).isEqualTo(PhaseTransitions.watching(phase));
            assertThat(story.deployment().attention()).isNull();
            assertThat(story.run()).isEqualTo(WorkflowRun.queued("run-9", PAGE));
            assertThat(story.progress().attempt().number()).isEqualTo(1);
            assertThat(story.progress().startedAt())
                    .as("what the phase may take counts anew")
                    .isEqualTo(story.now());
        }

        @Test
        void that_was_watched_before_with_all_that_was_known_of_it() {
            Story story = Story.of(Rollout.FULL).started("deploy-run").atWork();
            WorkflowRun seen = story.run();
            story.observed(new StatusOutcome.Gone("404"), false).after(MINUTE);

            story.moves(new DeploymentEvent.Adopt(Samples.GRACE, story.now(), "deploy-run", 1));

            assertThat(story.run()).isEqualTo(seen);
            assertThat(story.watched().since()).isEqualTo(story.now());
        }

        @Test
        void but_only_one_of_the_candidates() {
            Story story = unclear(Phase.DEPLOY);

            assertThat(story.refuses(new DeploymentEvent.Adopt(Samples.GRACE, story.now(), "run-8", 1)))
                    .isEqualTo("Run run-8 is not one of the candidates.");
        }

        @Test
        void and_it_is_cancelled_if_that_was_wished_before() {
            Story story = Story.of(Rollout.FULL).intended();
            story.moves(story.cancellation(Samples.ADA))
                    .dispatched(new DispatchOutcome.Unknown("connection reset"))
                    .located(new LocateOutcome.Undecidable("no echo", List.of(CANDIDATE)));

            story.moves(new DeploymentEvent.Adopt(Samples.GRACE, story.now(), "run-9", 1));

            assertThat(story.watched().cancelling().reason()).isEqualTo("cancel requested by Ada");
        }
    }

    @Nested
    @DisplayName("try again")
    class Retry {

        @ParameterizedTest
        @EnumSource(Phase.class)
        void and_the_phase_begins_a_new_attempt(Phase phase) {
            Story story = unclear(phase);
            story.moves(new DeploymentEvent.Retry(Samples.GRACE, story.now(), 1));

            assertThat(story.status()).isEqualTo(PhaseTransitions.asking(phase));
            assertThat(story.progress())
                    .isEqualTo(
                            new PhaseProgress(Attempt.of(phase, 2), story.now(), new Stage.Ready(story.now(), null)));
        }

        @Test
        void and_what_was_wished_before_is_forgotten() {
            Story cancelled = Story.of(Rollout.FULL).started("deploy-run");
            cancelled
                    .moves(cancelled.cancellation(Samples.ADA))
                    .observed(new StatusOutcome.Gone("404"), false)
                    .moves(new DeploymentEvent.Retry(Samples.GRACE, cancelled.now(), 1));
            assertThat(cancelled.deployment().cancelWish()).isNull();

            Story rolledBack = Story.of(Rollout.FULL).started("deploy-run");
            rolledBack
                    .moves(rolledBack.rollback(Samples.ADA))
                    .observed(new StatusOutcome.Gone("404"), false)
                    .moves(new DeploymentEvent.Retry(Samples.GRACE, rolledBack.now(), 1));
            assertThat(rolledBack.deployment().rollbackWish()).isNull();
        }
    }

    @Nested
    @DisplayName("give up")
    class GiveUp {

        @ParameterizedTest
        @EnumSource(Phase.class)
        void and_it_is_settled_as_failed_by_their_name(Phase phase) {
            Story story = unclear(phase);
            story.moves(new DeploymentEvent.GiveUp(Samples.GRACE, story.now(), 1));

            assertThat(story.status()).isEqualTo(DeploymentStatus.FAILED);
            assertThat(story.deployment().failure())
                    .isEqualTo(new Failure(
                            phase, Failure.Kind.GIVEN_UP, "Grace gave up: two runs carry the key", story.now()));
            assertThat(story.lastAlert().kind())
                    .isEqualTo(phase == Phase.ROLL_BACK ? AlertKind.ROLLBACK_FAILED : AlertKind.DEPLOYMENT_FAILED);
        }

        @Test
        void and_a_wish_to_roll_back_is_gone_but_a_rollback_still_possible() {
            Story story = Story.of(Rollout.FULL).started("deploy-run");
            story.moves(story.rollback(Samples.ADA))
                    .observed(new StatusOutcome.Gone("404"), false)
                    .moves(new DeploymentEvent.GiveUp(Samples.GRACE, story.now(), 1));

            assertThat(story.deployment().rollbackWish()).isNull();
            assertThat(story.moves(story.rollback(Samples.GRACE)).status()).isEqualTo(DeploymentStatus.ROLLING_BACK);
        }
    }

    @Nested
    @DisplayName("say that nothing was started")
    class NothingStarted {

        @Test
        void and_it_is_cancelled() {
            Story story = unclear(Phase.DEPLOY);
            story.moves(new DeploymentEvent.NothingStarted(Samples.GRACE, story.now(), 1));

            assertThat(story.status()).isEqualTo(DeploymentStatus.CANCELLED);
            assertThat(story.deployment().attention()).isNull();
            assertThat(story.deployment().cancelWish()).isEqualTo(new Decision(Samples.GRACE, story.now()));
        }

        @Test
        void but_not_once_a_run_was_known() {
            Story story = gone();

            assertThat(story.refuses(new DeploymentEvent.NothingStarted(Samples.GRACE, story.now(), 1)))
                    .isEqualTo("A run was started: adopt a run, try again or give up.");
        }

        @ParameterizedTest
        @EnumSource(
                value = Phase.class,
                names = {"PROMOTE", "ROLL_BACK"})
        void but_not_after_the_deploy_phase(Phase phase) {
            Story story = unclear(phase);

            assertThat(story.refuses(new DeploymentEvent.NothingStarted(Samples.GRACE, story.now(), 1)))
                    .startsWith("A run was started");
        }
    }

    @Test
    @DisplayName("are not taken to have said that nothing was started when they pressed Cancel before they were asked")
    void a_cancel_from_before_is_no_answer() {
        Story story = Story.of(Rollout.CANARY).intended();
        DeploymentEvent pressed = story.cancellation(Samples.GRACE);
        story.answerLost().located(new LocateOutcome.Undecidable("the workflow does not show the key", List.of()));

        assertThat(story.refuses(pressed))
                .isEqualTo("Only a person can tell what happened: say first whether anything was started.");
        assertThat(story.status()).isEqualTo(DeploymentStatus.NEEDS_ATTENTION);
    }

    @Test
    @DisplayName("answer the question that they were asked, and none that is asked later")
    void answers_of_an_earlier_question_are_refused() {
        Story story = unclear(Phase.DEPLOY);
        Instant first = story.now();
        assertThat(story.deployment().attention().number()).isEqualTo(1);
        story.moves(new DeploymentEvent.Adopt(Samples.ADA, first, "run-9", 1))
                .observed(new StatusOutcome.Gone("404"), false);
        assertThat(story.deployment().attention().number()).isEqualTo(2);

        String over = "That was asked before and is over. Look at what the card asks now.";
        assertThat(story.refuses(new DeploymentEvent.Adopt(Samples.GRACE, first, "run-9", 1)))
                .isEqualTo(over);
        assertThat(story.refuses(new DeploymentEvent.Retry(Samples.GRACE, first, 1)))
                .isEqualTo(over);
        assertThat(story.refuses(new DeploymentEvent.GiveUp(Samples.GRACE, first, 1)))
                .isEqualTo(over);
        assertThat(story.refuses(new DeploymentEvent.NothingStarted(Samples.GRACE, first, 1)))
                .isEqualTo(over);
        story.moves(new DeploymentEvent.GiveUp(Samples.GRACE, first, 2));
    }

    @Test
    @DisplayName("can answer what was asked before questions were numbered")
    void unnumbered() {
        Story story = unclear(Phase.DEPLOY);
        Attention asked = story.deployment().attention();
        Attention unnumbered =
                new Attention(asked.phase(), asked.reason(), asked.since(), asked.candidates(), asked.reminders(), 0);
        Deployment before = story.deployment().toBuilder().attention(unnumbered).build();

        assertThat(Lifecycle.apply(before, new DeploymentEvent.Adopt(Samples.GRACE, story.now(), "run-9", 1)))
                .isInstanceOf(LifecycleResult.Moved.class);
    }

    @Test
    @DisplayName("are not asked while all is clear")
    void are_not_asked_while_all_is_clear() {
        Story story = Story.verified(Samples.request(Rollout.FULL));
        Instant now = story.now();
        String reason = "It needs no attention: It is verified since 2023-11-12 00:00:30 UTC.";

        assertThat(story.refuses(new DeploymentEvent.Adopt(Samples.ADA, now, "run-9", 1)))
                .isEqualTo(reason);
        assertThat(story.refuses(new DeploymentEvent.Retry(Samples.ADA, now, 1)))
                .isEqualTo(reason);
        assertThat(story.refuses(new DeploymentEvent.GiveUp(Samples.ADA, now, 1)))
                .isEqualTo(reason);
    }

    @Test
    @DisplayName("need not answer any more when the answer comes by itself")
    void need_not_answer_any_more_when_the_answer_comes_by_itself() {
        Story found = unclear(Phase.DEPLOY).located(new LocateOutcome.Found(WorkflowRun.queued("run-9", PAGE)));
        assertThat(found.status()).isEqualTo(DeploymentStatus.DEPLOYING);

        Story started = unclear(Phase.PROMOTE);
        started.dispatched(new DispatchOutcome.Started(WorkflowRun.queued("run-9", PAGE)));
        assertThat(started.status()).isEqualTo(DeploymentStatus.PROMOTING);

        Story notSent = unclear(Phase.DEPLOY);
        notSent.dispatched(new DispatchOutcome.NotSent("connection refused", notSent.now()));
        assertThat(notSent.status()).isEqualTo(DeploymentStatus.INITIATED);
        assertThat(notSent.deployment().attention()).isNull();
        assertThat(notSent.progress().attempt().number()).isEqualTo(2);

        Story rejected = unclear(Phase.DEPLOY).dispatched(new DispatchOutcome.Rejected("no such workflow"));
        assertThat(rejected.status()).isEqualTo(DeploymentStatus.FAILED);
    }

    @Test
    @DisplayName("are told nothing new by what could not be sent, and no deadline but the reminder runs")
    void no_deadline_but_the_reminder_runs() {
        Story story = gone();
        for (Deadline deadline : Deadline.values()) {
            if (deadline != Deadline.REMINDER) {
                assertThat(story.refuses(story.passing(deadline, MINUTE)))
                        .isEqualTo("The deadline " + deadline + " does not run any more.");
            }
        }
        Story ready = unclear(Phase.DEPLOY);
        assertThat(ready.refuses(new DeploymentEvent.Intended(
                        Samples.intent(ready.deployment(), Attempt.of(Phase.DEPLOY, 1), ready.now()))))
                .isEqualTo("The attempt is not ready to be dispatched.");
    }
}
