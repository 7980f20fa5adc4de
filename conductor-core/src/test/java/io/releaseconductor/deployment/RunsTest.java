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
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A phase and its run:")
class RunsTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    private static final URI PAGE = URI.create("https://ci.example.com/runs/7");

    private static Story initiated() {
        return Story.of(Rollout.FULL);
    }

    private static Story deploying() {
        return initiated().started("deploy-run").after(MINUTE);
    }

    @Nested
    @DisplayName("the dispatch")
    class Dispatch {

        @Test
        void begins_with_the_saved_intent() {
            Story story = initiated().intended();

            assertThat(story.status()).isEqualTo(DeploymentStatus.INITIATED);
            assertThat(story.stage())
                    .isEqualTo(new Stage.Sending(
                            Samples.intent(story.deployment(), Attempt.of(Phase.DEPLOY, 1), story.now())));
        }

        @Test
        void is_intended_once() {
            Story story = initiated().intended();

            assertThat(story.refuses(new DeploymentEvent.Intended(
                            Samples.intent(story.deployment(), Attempt.of(Phase.DEPLOY, 1), story.now()))))
                    .isEqualTo("The attempt is not ready to be dispatched.");
        }

        @Test
        void is_not_intended_for_another_attempt_or_phase() {
            Story story = initiated();

            assertThat(story.refuses(new DeploymentEvent.Intended(
                            Samples.intent(story.deployment(), Attempt.of(Phase.DEPLOY, 2), story.now()))))
                    .isEqualTo("Attempt 2 of the deploy phase is not the current one.");
            assertThat(story.refuses(new DeploymentEvent.Intended(
                            Samples.intent(story.deployment(), Attempt.of(Phase.ROLL_BACK, 1), story.now()))))
                    .isEqualTo("Attempt 1 of the rollback phase is not the current one.");
        }

        @Test
        void that_is_answered_with_the_run_makes_it_watched() {
            Story story = initiated().intended().after(Duration.ofSeconds(2));
            WorkflowRun run = WorkflowRun.queued("deploy-run", PAGE).withVersion("v2");

            story.dispatched(new DispatchOutcome.Started(run));

            assertThat(story.status()).isEqualTo(DeploymentStatus.DEPLOYING);
            assertThat(story.watched()).isEqualTo(new Stage.Running(run, story.now(), story.now(), null, null, null));
            assertThat(story.deployment().version()).isEqualTo("v2");
        }

        @Test
        void that_is_answered_with_a_run_that_is_over_already_looks_at_it_at_once() {
            Story story = initiated()
                    .intended()
                    .dispatched(new DispatchOutcome.Started(
                            WorkflowRun.queued("deploy-run", null).completed(RunConclusion.SUCCESS)));

            assertThat(story.watched().lookAgainAt()).isEqualTo(story.now());
        }

        @Test
        void lets_the_service_say_when_a_first_look_is_worth_it_but_never_at_once() {
            WorkflowRun run = WorkflowRun.queued("deploy-run", null);
            Story story = initiated().intended();
            Instant inAMinute = story.now().plusSeconds(60);

            story.dispatched(new DispatchOutcome.Started(run, inAMinute));
            assertThat(story.watched().lookAgainAt()).isEqualTo(inAMinute);

            Story hasty = initiated().intended();
            hasty.dispatched(new DispatchOutcome.Started(run, hasty.now()));
            assertThat(hasty.watched().lookAgainAt()).isAfter(hasty.now());
        }

        @Test
        void keeps_the_version_that_was_asked_for() {
            DeployRequest request =
                    Samples.request(Rollout.FULL).toBuilder().version("v7").build();
            Story story = Story.of(request)
                    .intended()
                    .dispatched(new DispatchOutcome.Started(
                            WorkflowRun.queued("deploy-run", null).withVersion("abc123")));

            assertThat(story.deployment().version()).isEqualTo("v7");
        }

        @Test
        void takes_no_version_from_a_run_of_another_phase() {
            Story story = Story.promoted(Samples.request(Rollout.CANARY))
                    .intended()
                    .dispatched(new DispatchOutcome.Started(
                            WorkflowRun.queued("promote-run", null).withVersion("v3")));

            assertThat(story.deployment().version()).isNull();
        }

        @Test
        void that_was_not_sent_is_tried_again_with_a_new_attempt_and_not_before_it_makes_sense() {
            Story story = initiated().after(MINUTE).intended();
            Instant worked = story.now();
            story.dispatched(new DispatchOutcome.NotSent("connection refused", story.now()));

            assertThat(story.status()).isEqualTo(DeploymentStatus.INITIATED);
            assertThat(story.progress())
                    .isEqualTo(new PhaseProgress(
                            Attempt.of(Phase.DEPLOY, 2),
                            Samples.START,
                            worked,
                            new Stage.Ready(story.now().plusSeconds(2), "connection refused")));
            assertThat(story.refuses(new DeploymentEvent.Intended(
                            Samples.intent(story.deployment(), Attempt.of(Phase.DEPLOY, 2), story.now()))))
                    .isEqualTo("The attempt is not ready to be dispatched.");

            story.after(Duration.ofSeconds(2)).intended();
            story.dispatched(new DispatchOutcome.NotSent("connection refused", story.now()));
            assertThat(story.ready().notBefore())
                    .as("longer each time")
                    .isEqualTo(story.now().plusSeconds(4));
        }

        @Test
        void that_was_not_sent_waits_as_long_as_the_service_asks_for() {
            Story story = initiated().intended();
            story.dispatched(
                    new DispatchOutcome.NotSent("rate limit", story.now().plusSeconds(90)));

            assertThat(story.ready().notBefore()).isEqualTo(story.now().plusSeconds(90));
        }

        @Test
        void that_is_rejected_fails_the_deployment_with_the_services_reason() {
            Story story = initiated().intended().dispatched(new DispatchOutcome.Rejected("no such workflow"));

            assertThat(story.status()).isEqualTo(DeploymentStatus.FAILED);
            assertThat(story.deployment().failure())
                    .isEqualTo(new Failure(Phase.DEPLOY, Failure.Kind.NOT_STARTED, "no such workflow", story.now()));
            assertThat(story.lastAlert())
                    .isEqualTo(new Alert(
                            "ship-staging-1699747200:deployment_failed:1",
                            AlertKind.DEPLOYMENT_FAILED,
                            "Deploy failed: no such workflow",
                            story.now(),
                            null,
                            0,
                            null));
        }

        @Test
        void that_is_rejected_for_the_full_rollout_fails_the_deployment() {
            Story story = Story.promoted(Samples.request(Rollout.CANARY))
                    .intended()
                    .dispatched(new DispatchOutcome.Rejected("disabled"));

            assertThat(story.status()).isEqualTo(DeploymentStatus.FAILED);
            assertThat(story.deployment().failure().phase()).isEqualTo(Phase.PROMOTE);
        }

        @Test
        void that_was_taken_without_naming_the_run_looks_for_it() {
            Story story = initiated().intended().after(Duration.ofSeconds(1));
            DispatchIntent intent = ((Stage.Sending) story.stage()).intent();

            story.dispatched(new DispatchOutcome.Accepted());

            assertThat(story.status()).isEqualTo(DeploymentStatus.INITIATED);
            assertThat(story.looking())
                    .isEqualTo(new Stage.Locating(
                            intent,
                            story.now(),
                            story.now(),
                            true,
                            "the dispatch was accepted, and its run is not known yet",
                            List.of()));
        }

        @Test
        void that_is_in_doubt_is_never_sent_again_but_looked_for() {
            Story story = initiated().intended().dispatched(new DispatchOutcome.Unknown("connection reset"));

            assertThat(story.looking().accepted()).isFalse();
            assertThat(story.looking().reason()).isEqualTo("connection reset");
            assertThat(story.refuses(new DeploymentEvent.Intended(
                            Samples.intent(story.deployment(), Attempt.of(Phase.DEPLOY, 1), story.now()))))
                    .isEqualTo("The attempt is not ready to be dispatched.");
        }

        @Test
        void whose_answer_was_lost_is_looked_for() {
            Story story = initiated().intended().after(MINUTE).answerLost();

            assertThat(story.looking().accepted()).isFalse();
            assertThat(story.looking().since()).isEqualTo(story.now());
            assertThat(story.looking().reason()).isEqualTo("the answer to the dispatch was lost");
            assertThat(story.refuses(new DeploymentEvent.AnswerLost(Attempt.of(Phase.DEPLOY, 1), story.now())))
                    .isEqualTo("The dispatch was answered before.");
            assertThat(story.refuses(new DeploymentEvent.AnswerLost(Attempt.of(Phase.DEPLOY, 2), story.now())))
                    .contains("not the current one");
        }

        @Test
        void whose_answer_comes_late_still_counts_while_the_run_is_looked_for() {
            Story started = initiated().intended().answerLost();
            started.dispatched(new DispatchOutcome.Started(WorkflowRun.queued("deploy-run", null)));
            assertThat(started.status()).isEqualTo(DeploymentStatus.DEPLOYING);

            Story notSent = initiated().intended().answerLost();
            notSent.dispatched(new DispatchOutcome.NotSent("connection refused", notSent.now()));
            assertThat(notSent.progress().attempt().number()).isEqualTo(2);

            Story doubtful = initiated().intended().answerLost();
            assertThat(doubtful.refuses(doubtful.dispatchOf(new DispatchOutcome.Unknown("reset"))))
                    .isEqualTo("The run is already being looked for.");
            assertThat(doubtful.refuses(doubtful.dispatchOf(new DispatchOutcome.Accepted())))
                    .isEqualTo("The run is already being looked for.");
        }

        @Test
        void that_starts_a_run_when_nobody_counts_with_it_any_more_is_told_to_the_team() {
            Story story = initiated().intended().after(MINUTE).answerLost();
            story.passed(Deadline.LOCATE, Duration.ofMinutes(5));
            story.moves(new DeploymentEvent.NothingStarted(Samples.ADA, story.now(), 1));
            WorkflowRun stray = WorkflowRun.queued("stray", null);
            story.moves(new DeploymentEvent.Dispatched(
                    Attempt.of(Phase.DEPLOY, 1), new DispatchOutcome.Started(stray), story.now()));

            assertThat(story.status()).isEqualTo(DeploymentStatus.CANCELLED);
            assertThat(story.lastAlert().kind()).isEqualTo(AlertKind.STRAY_RUN);
            assertThat(story.lastAlert().message())
                    .isEqualTo("Deploy: run stray of attempt 1 was started too late and is not watched:"
                            + " look whether it has to be stopped");
        }

        @Test
        void that_was_found_before_its_answer_came_is_no_stray() {
            Story story = deploying();
            WorkflowRun run = story.run();
            story.seen(run.completed(RunConclusion.FAILURE));

            assertThat(story.status()).isEqualTo(DeploymentStatus.FAILED);
            assertThat(story.refuses(new DeploymentEvent.Dispatched(
                            Attempt.of(Phase.DEPLOY, 1), new DispatchOutcome.Started(run), story.now())))
                    .contains("not the current one");
        }

        @Test
        void whose_answer_comes_twice_counts_once() {
            Story story = deploying();

            assertThat(story.refuses(story.dispatchOf(new DispatchOutcome.Rejected("no such workflow"))))
                    .isEqualTo("The dispatch was answered before.");
            assertThat(story.refuses(new DeploymentEvent.Dispatched(
                            Attempt.of(Phase.DEPLOY, 2), new DispatchOutcome.Accepted(), story.now())))
                    .contains("not the current one");
        }
    }

    @Nested
    @DisplayName("the look for a run that is not known")
    class Locate {

        private Story looking() {
            return initiated()
                    .intended()
                    .dispatched(new DispatchOutcome.Unknown("connection reset"))
                    .after(MINUTE);
        }

        @Test
        void that_finds_it_makes_it_watched() {
            Story story = looking().located(new LocateOutcome.Found(WorkflowRun.queued("deploy-run", PAGE)));

            assertThat(story.status()).isEqualTo(DeploymentStatus.DEPLOYING);
            assertThat(story.run().id()).isEqualTo("deploy-run");
            assertThat(story.progress().startedAt()).as("nobody was asked").isEqualTo(Samples.START);
        }

        @Test
        void that_finds_nothing_is_repeated_and_keeps_what_might_be_it() {
            Story story = looking();
            Instant since = story.looking().since();
            RunCandidate candidate = new RunCandidate("run-9", PAGE, "Deploy", story.now());

            story.located(new LocateOutcome.NotFound(List.of(candidate)));

            assertThat(story.looking().since()).isEqualTo(since);
            assertThat(story.looking().notBefore()).isEqualTo(story.now().plusSeconds(5));
            assertThat(story.looking().reason()).isEqualTo("connection reset");
            assertThat(story.looking().candidates()).containsExactly(candidate);

            story.located(new LocateOutcome.Unavailable("503", story.now()));
            assertThat(story.looking().candidates()).as("kept").containsExactly(candidate);
            assertThat(story.looking().reason()).isEqualTo("503");
            assertThat(story.looking().notBefore()).isEqualTo(story.now().plusSeconds(5));

            story.located(
                    new LocateOutcome.Unavailable("rate limit", story.now().plusSeconds(60)));
            assertThat(story.looking().notBefore()).isEqualTo(story.now().plusSeconds(60));
        }

        @Test
        void that_cannot_tell_asks_a_person_with_the_candidates_frozen() {
            Story story = looking();
            RunCandidate candidate = new RunCandidate("run-9", PAGE, "Deploy", story.now());

            story.located(new LocateOutcome.Undecidable("the workflow does not echo the key", List.of(candidate)));

            assertThat(story.status()).isEqualTo(DeploymentStatus.NEEDS_ATTENTION);
            assertThat(story.deployment().attention())
                    .isEqualTo(new Attention(
                            Phase.DEPLOY, "the workflow does not echo the key", story.now(), List.of(candidate), 0));
            assertThat(story.lastAlert().message())
                    .isEqualTo("Deploy needs attention: the workflow does not echo the key");
            assertThat(story.refuses(story.locateOf(new LocateOutcome.NotFound(List.of()))))
                    .isEqualTo("A person was asked already.");
        }

        @Test
        void counts_only_while_it_is_looked_for() {
            Story story = deploying();

            assertThat(story.refuses(story.locateOf(new LocateOutcome.NotFound(List.of()))))
                    .isEqualTo("The run is not being looked for.");
            assertThat(looking()
                            .refuses(new DeploymentEvent.Located(
                                    Attempt.of(Phase.DEPLOY, 2), new LocateOutcome.NotFound(List.of()), story.now())))
                    .contains("not the current one");
        }

        @Test
        void is_hastened_by_a_sign_from_outside() {
            Story story = looking().located(new LocateOutcome.NotFound(List.of()));
            story.after(Duration.ofSeconds(1)).moves(new DeploymentEvent.Woken(story.now()));

            assertThat(story.looking().notBefore()).isEqualTo(story.now().plusSeconds(2));
            assertThat(story.after(Duration.ofSeconds(1)).refuses(new DeploymentEvent.Woken(story.now())))
                    .isEqualTo("It is looked for soon.");
        }
    }

    @Nested
    @DisplayName("the look at a run")
    class Watch {

        @Test
        void keeps_what_was_seen() {
            Story story = deploying();
            Instant since = story.watched().since();
            WorkflowRun seen = story.run().at(RunStatus.IN_PROGRESS).withDetail("step 3");

            story.observed(new StatusOutcome.Seen(seen, story.now().plusSeconds(40)), false);

            assertThat(story.watched())
                    .isEqualTo(new Stage.Running(
                            seen, since, story.now(), story.now().plusSeconds(40), null, null));
        }

        @Test
        void loses_nothing_that_was_known_before() {
            Story story = deploying();
            WorkflowRun rich =
                    new WorkflowRun("deploy-run", PAGE, RunStatus.IN_PROGRESS, null, 1, true, "v2", "step 3");
            story.seen(rich).seen(WorkflowRun.queued("deploy-run", null));

            assertThat(story.run())
                    .isEqualTo(new WorkflowRun("deploy-run", PAGE, RunStatus.QUEUED, null, 1, true, "v2", null));
            assertThat(story.deployment().version()).isEqualTo("v2");

            URI other = URI.create("https://ci.example.com/runs/8");
            story.seen(new WorkflowRun("deploy-run", other, RunStatus.QUEUED, null, 1, false, "v3", null));
            assertThat(story.run().url()).isEqualTo(other);
            assertThat(story.run().version()).isEqualTo("v3");
            assertThat(story.deployment().version()).as("once known it stays").isEqualTo("v2");
        }

        @Test
        void that_the_service_wants_repeated_at_once_is_paced_all_the_same() {
            Story story = deploying();
            story.observed(new StatusOutcome.Seen(story.run(), story.now()), false);
            assertThat(story.watched().lookAgainAt()).isEqualTo(story.now().plusSeconds(2));

            story.observed(new StatusOutcome.Unavailable("503", story.now().minusSeconds(30)), false);
            assertThat(story.watched().lookAgainAt()).isEqualTo(story.now().plusSeconds(2));
        }

        @Test
        void that_failed_keeps_the_run_and_says_why() {
            Story story = deploying().atWork();
            Stage.Running before = story.watched();

            story.after(MINUTE)
                    .observed(
                            new StatusOutcome.Unavailable(
                                    "rate limit", story.now().plusSeconds(90)),
                            false);

            assertThat(story.watched())
                    .isEqualTo(new Stage.Running(
                            before.run(),
                            before.since(),
                            story.now(),
                            story.now().plusSeconds(90),
                            "rate limit",
                            null));
            assertThat(story.atWork().watched().problem()).isNull();
        }

        @Test
        void that_shows_an_older_attempt_or_another_run_counts_as_a_look_and_changes_nothing() {
            Story story = deploying();
            story.seen(new WorkflowRun("deploy-run", null, RunStatus.IN_PROGRESS, null, 2, true, null, null));
            Stage.Running before = story.watched();
            String problem = "what was shown is not run deploy-run as it stands";

            story.after(MINUTE).seen(WorkflowRun.queued("deploy-run", null).completed(RunConclusion.FAILURE));
            assertThat(story.watched())
                    .isEqualTo(new Stage.Running(before.run(), before.since(), story.now(), null, problem, null));

            story.after(MINUTE).seen(WorkflowRun.queued("another-run", null).completed(RunConclusion.SUCCESS));
            assertThat(story.status()).isEqualTo(DeploymentStatus.DEPLOYING);
            assertThat(story.watched().seenAt()).isEqualTo(story.now());
        }

        @Test
        void lets_the_deadline_begin_anew_when_the_reviewer_has_come() {
            Story story = deploying();
            Instant since = story.watched().since();
            story.seen(story.run().at(RunStatus.WAITING));
            assertThat(story.watched().since()).isEqualTo(since);
            story.after(MINUTE).seen(story.run().at(RunStatus.WAITING));
            assertThat(story.watched().since()).isEqualTo(since);

            story.after(MINUTE).atWork();
            assertThat(story.watched().since()).isEqualTo(story.now());

            Instant atWorkSince = story.now();
            story.after(MINUTE).atWork();
            assertThat(story.watched().since()).isEqualTo(atWorkSince);
        }

        @Test
        void alerts_once_when_a_rollback_is_held_back_and_not_when_a_deployment_is() {
            Story deploying = deploying();
            deploying.seen(deploying.run().at(RunStatus.WAITING));
            assertThat(deploying.deployment().alerts()).isEmpty();

            Story story = Story.rollingBack(Samples.request(Rollout.FULL)).started("rollback-run");
            story.seen(story.run().at(RunStatus.WAITING).withDetail("waiting for ada"));
            assertThat(story.lastAlert().kind()).isEqualTo(AlertKind.ROLLBACK_HELD);
            assertThat(story.lastAlert().message())
                    .isEqualTo("The rollback does not begin: run rollback-run is held back, waiting for ada");
            int alerts = story.deployment().alerts().size();
            story.after(MINUTE).seen(story.run().at(RunStatus.WAITING));
            assertThat(story.deployment().alerts()).hasSize(alerts);
        }

        @Test
        void alerts_when_a_rollback_waits_behind_another_run() {
            Story story = Story.rollingBack(Samples.request(Rollout.FULL)).started("rollback-run");
            story.seen(story.run()
                    .at(RunStatus.WAITING)
                    .withDetail("waiting for another run of its concurrency group to end"));
            assertThat(story.lastAlert().message())
                    .isEqualTo(
                            "The rollback does not begin: run rollback-run is held back, waiting for another run of its"
                                    + " concurrency group to end");
        }

        @Test
        void lets_the_deadline_begin_anew_when_a_person_starts_the_run_over() {
            Story story = deploying().atWork().after(MINUTE);

            story.seen(new WorkflowRun("deploy-run", null, RunStatus.QUEUED, null, 2, false, null, null));

            assertThat(story.watched().since()).isEqualTo(story.now());
            assertThat(story.run().runAttempt()).isEqualTo(2);
            assertThat(story.run().started()).as("the first try had begun").isTrue();
        }

        @Test
        void of_a_run_that_is_gone_asks_a_person_who_can_still_choose_it() {
            Story story = deploying();
            Instant since = story.watched().since();

            story.observed(new StatusOutcome.Gone("404"), true);

            assertThat(story.status()).isEqualTo(DeploymentStatus.NEEDS_ATTENTION);
            assertThat(story.deployment().attention())
                    .isEqualTo(new Attention(
                            Phase.DEPLOY,
                            "run deploy-run is gone: 404",
                            story.now(),
                            List.of(new RunCandidate("deploy-run", null, "the run that was watched", since)),
                            0));
            assertThat(story.refuses(story.observation(new StatusOutcome.Gone("404"), true)))
                    .isEqualTo("A person was asked already.");
            assertThat(story.refuses(story.observation(
                            new StatusOutcome.Seen(WorkflowRun.queued("another-run", null), null), true)))
                    .isEqualTo("A person was asked already.");
        }

        @Test
        void that_comes_late_answers_the_question_to_the_person() {
            Story story =
                    deploying().observed(new StatusOutcome.Gone("404"), false).after(MINUTE);

            story.concluded(RunConclusion.SUCCESS);

            assertThat(story.status()).isEqualTo(DeploymentStatus.DEPLOYING);
            assertThat(story.deployment().attention()).isNull();
            assertThat(story.watched().lookAgainAt())
                    .as("the next look concludes it")
                    .isEqualTo(story.now());
            assertThat(story.progress().startedAt()).isEqualTo(story.now());
        }

        @Test
        void of_a_run_that_nobody_watches_is_refused() {
            Story story = deploying();
            StatusOutcome seen = new StatusOutcome.Seen(WorkflowRun.queued("another-run", null), null);

            assertThat(story.refuses(new DeploymentEvent.Observed(
                            Attempt.of(Phase.DEPLOY, 1), "another-run", seen, story.now())))
                    .isEqualTo("Run another-run is not being watched.");
            assertThat(story.refuses(
                            new DeploymentEvent.Observed(Attempt.of(Phase.DEPLOY, 2), "deploy-run", seen, story.now())))
                    .contains("not the current one");
            assertThat(initiated()
                            .intended()
                            .refuses(new DeploymentEvent.Observed(
                                    Attempt.of(Phase.DEPLOY, 1), "deploy-run", seen, story.now())))
                    .isEqualTo("Run deploy-run is not being watched.");
        }

        @Test
        void of_an_earlier_phase_is_refused_though_its_attempt_has_the_same_number() {
            Story story = Story.promoted(Samples.request(Rollout.CANARY)).started("promote-run");

            assertThat(story.refuses(new DeploymentEvent.Observed(
                            Attempt.of(Phase.DEPLOY, 1), "deploy-run", new StatusOutcome.Gone("404"), story.now())))
                    .isEqualTo("Attempt 1 of the deploy phase is not the current one.");
        }

        @Test
        void is_looked_at_once_for_a_thousand_signs_from_outside() {
            Story story = deploying();
            int looks = 0;
            Instant until = story.now().plusSeconds(10);
            while (story.now().isBefore(until)) {
                LifecycleResult woken = Lifecycle.apply(story.deployment(), new DeploymentEvent.Woken(story.now()));
                if (woken instanceof LifecycleResult.Moved) {
                    story.moves(new DeploymentEvent.Woken(story.now()));
                }
                Instant lookAt = story.watched().lookAgainAt();
                if (lookAt != null && !lookAt.isAfter(story.now())) {
                    story.observed(new StatusOutcome.Seen(WorkflowRun.queued("deploy-run", null), null), false);
                    looks++;
                }
                story.after(Duration.ofMillis(10));
            }
            assertThat(looks).isBetween(4, 6);
        }

        @Test
        void is_hastened_by_a_sign_from_outside() {
            Story story = deploying();
            story.moves(new DeploymentEvent.Woken(story.now()));
            assertThat(story.watched().lookAgainAt()).isEqualTo(story.now());

            assertThat(initiated().refuses(new DeploymentEvent.Woken(story.now())))
                    .isEqualTo("There is no run to look at.");
            story.observed(new StatusOutcome.Gone("404"), false);
            assertThat(story.refuses(new DeploymentEvent.Woken(story.now()))).isEqualTo("There is no run to look at.");
            Story verified = Story.verified(Samples.request(Rollout.FULL));
            assertThat(verified.refuses(new DeploymentEvent.Woken(story.now())))
                    .isEqualTo("There is no run to look at.");
        }
    }

    @Nested
    @DisplayName("the end of a run")
    class Conclusion {

        @Test
        void that_did_well_begins_the_verification() {
            Story story = deploying().concluded(RunConclusion.SUCCESS);

            assertThat(story.status()).isEqualTo(DeploymentStatus.VERIFYING);
            assertThat(story.deployment().verification()).isEqualTo(VerificationState.begin(story.now()));
            assertThat(story.deployment().deployPhase().stage())
                    .isEqualTo(new Stage.Concluded(
                            WorkflowRun.queued("deploy-run", null).completed(RunConclusion.SUCCESS), story.now()));
        }

        @ParameterizedTest
        @CsvSource({
            "FAILURE, run deploy-run failed",
            "CANCELLED, run deploy-run was cancelled",
            "TIMED_OUT, run deploy-run timed out",
            "REJECTED, run deploy-run was rejected by a reviewer",
            "SKIPPED, run deploy-run skipped its work",
            "REFUSED, run deploy-run was not allowed to begin",
            "UNKNOWN, run deploy-run ended in a way that is not known",
        })
        void that_did_not_fails_the_deployment_and_says_how(RunConclusion conclusion, String reason) {
            Story story = deploying().atWork().concluded(conclusion);

            assertThat(story.status()).isEqualTo(DeploymentStatus.FAILED);
            assertThat(story.deployment().failure())
                    .isEqualTo(new Failure(Phase.DEPLOY, Failure.Kind.RUN, reason, story.now()));
        }

        @Test
        void names_what_went_wrong_in_it() {
            Story story = deploying().atWork();
            story.seen(story.run().withDetail("job build, step test").completed(RunConclusion.FAILURE));

            assertThat(story.deployment().failure().reason()).isEqualTo("run deploy-run failed: job build, step test");
        }

        @Test
        void names_why_it_was_cancelled() {
            Story story = deploying().atWork().passed(Deadline.RUN, Duration.ofMinutes(60));
            story.seen(story.run().withDetail("job build").completed(RunConclusion.CANCELLED));

            assertThat(story.deployment().failure().reason())
                    .isEqualTo("run deploy-run was cancelled (it took longer than 1h): job build");
        }

        @ParameterizedTest
        @CsvSource({
            "CANCELLED, was cancelled",
            "REJECTED, was rejected by a reviewer",
            "SKIPPED, skipped its work",
            "REFUSED, was not allowed to begin",
        })
        void that_never_began_says_that_nothing_was_deployed(RunConclusion conclusion, String how) {
            Story story = deploying().concluded(conclusion);

            assertThat(story.deployment().failure().reason())
                    .isEqualTo("run deploy-run " + how + "; it never began, and nothing was deployed");
            assertThat(story.deployment().mayHaveTakenEffect()).isFalse();
        }

        @Test
        void of_the_full_rollout_is_no_cancel_even_if_the_deploy_run_was_to_be_cancelled() {
            Story story = Story.of(Rollout.CANARY).started("deploy-run");
            story.moves(story.cancellation(Samples.GRACE))
                    .concluded(RunConclusion.SUCCESS)
                    .verified(Samples.ask());
            story.moves(story.promotion(Samples.ADA)).started("promote-run").atWork();
            assertThat(story.watched().cancelling()).isNull();

            story.concluded(RunConclusion.CANCELLED);

            assertThat(story.deployment().failure())
                    .isEqualTo(
                            new Failure(Phase.PROMOTE, Failure.Kind.RUN, "run promote-run was cancelled", story.now()));
        }
    }

    @Nested
    @DisplayName("the request to cancel a run")
    class CancelRequest {

        private Story cancelling() {
            Story story = deploying();
            return story.moves(story.cancellation(Samples.ADA)).after(Duration.ofSeconds(1));
        }

        @Test
        void that_was_taken_is_repeated_a_minute_later_and_counted() {
            Story story = cancelling();
            Instant since = story.watched().cancelling().since();
            story.cancelAnswered(new CancelOutcome.Accepted());

            assertThat(story.watched().cancelling())
                    .isEqualTo(new Stage.Cancelling(
                            "cancel requested by Ada", since, story.now().plusSeconds(60), 1));
            assertThat(story.watched().lookAgainAt()).isNull();

            story.cancelAnswered(new CancelOutcome.Accepted());
            assertThat(story.watched().cancelling().asked()).isEqualTo(2);
        }

        @Test
        void that_comes_too_late_looks_at_the_run_at_once() {
            Story story = cancelling().cancelAnswered(new CancelOutcome.TooLate());

            assertThat(story.watched().lookAgainAt()).isEqualTo(story.now());
            assertThat(story.watched().cancelling().asked()).isEqualTo(1);
        }

        @ParameterizedTest
        @ValueSource(ints = {-10, 0, 1, 2})
        void that_was_not_taken_is_repeated_soon_and_not_counted(int retryAfter) {
            Story story = cancelling();
            story.cancelAnswered(
                    new CancelOutcome.Unavailable("503", story.now().plusSeconds(retryAfter)));

            assertThat(story.watched().cancelling().notBefore())
                    .isEqualTo(story.now().plusSeconds(2));
            assertThat(story.watched().cancelling().asked()).isZero();
        }

        @Test
        void that_was_not_taken_waits_as_long_as_the_service_asks_for() {
            Story story = cancelling();
            story.cancelAnswered(
                    new CancelOutcome.Unavailable("rate limit", story.now().plusSeconds(90)));

            assertThat(story.watched().cancelling().notBefore())
                    .isEqualTo(story.now().plusSeconds(90));
        }

        @Test
        void is_kept_while_the_run_goes_on() {
            Story story = cancelling().atWork();
            assertThat(story.watched().cancelling()).isNotNull();

            story.observed(new StatusOutcome.Unavailable("503", story.now()), false);
            assertThat(story.watched().cancelling()).isNotNull();
        }

        @Test
        void that_nobody_made_is_refused() {
            Story story = deploying();
            assertThat(story.refuses(new DeploymentEvent.CancelAnswered(
                            Attempt.of(Phase.DEPLOY, 1), "1001", new CancelOutcome.Accepted(), story.now())))
                    .isEqualTo("Run 1001 is not being cancelled.");
            assertThat(story.refuses(new DeploymentEvent.CancelAnswered(
                            Attempt.of(Phase.DEPLOY, 2), "1001", new CancelOutcome.Accepted(), story.now())))
                    .contains("not the current one");
            assertThat(initiated()
                            .refuses(new DeploymentEvent.CancelAnswered(
                                    Attempt.of(Phase.DEPLOY, 1), "1001", new CancelOutcome.Accepted(), story.now())))
                    .isEqualTo("Run 1001 is not being cancelled.");
        }
    }
}
