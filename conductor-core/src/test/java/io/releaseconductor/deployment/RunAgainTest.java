package io.releaseconductor.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import io.releaseconductor.model.Phase;
import io.releaseconductor.model.Rollout;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("A run that a person starts again at the CI service")
class RunAgainTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    private static Story deploying() {
        return Story.of(Rollout.FULL).started("deploy-run").after(MINUTE).atWork();
    }

    private static Story failed() {
        Story story = deploying();
        story.seen(story.run().withVersion("v2").withDetail("job build").completed(RunConclusion.FAILURE));
        return story.after(MINUTE.multipliedBy(2));
    }

    private static WorkflowRun attempt(int number, RunStatus status) {
        return new WorkflowRun("deploy-run", null, status, null, number, false, null, null);
    }

    private static DeploymentEvent look(Story story, StatusOutcome outcome) {
        return new DeploymentEvent.Observed(Attempt.of(Phase.DEPLOY, 1), "deploy-run", outcome, story.now());
    }

    private static DeploymentEvent seen(Story story, WorkflowRun run) {
        return look(story, new StatusOutcome.Seen(run, null));
    }

    private static DeploymentEvent unwatched(Story story, int number) {
        return new DeploymentEvent.Unwatched(
                Attempt.of(Phase.DEPLOY, 1),
                attempt(number, RunStatus.IN_PROGRESS),
                "Staging is taken by another one.",
                story.now());
    }

    private static Stage.Concluded ended(Story story) {
        return (Stage.Concluded) story.deployment().deployPhase().stage();
    }

    @Nested
    @DisplayName("after its deployment failed")
    class AfterAFailure {

        @Test
        void is_watched_again_as_if_it_had_just_begun() {
            Story story = failed();
            Instant failedAt = story.deployment().statusSince();
            story.moves(seen(story, attempt(2, RunStatus.QUEUED)));

            assertThat(story.status()).isEqualTo(DeploymentStatus.DEPLOYING);
            assertThat(story.deployment().statusSince()).isEqualTo(story.now()).isAfter(failedAt);
            assertThat(story.deployment().failure()).isNull();
            assertThat(story.progress().startedAt()).isEqualTo(story.now());
            assertThat(story.progress().attempt().number()).isEqualTo(1);
            assertThat(story.run())
                    .isEqualTo(new WorkflowRun("deploy-run", null, RunStatus.QUEUED, null, 2, true, "v2", null));
            assertThat(story.watched().since()).isEqualTo(story.now());
            assertThat(story.deployment().version()).isEqualTo("v2");
        }

        @Test
        void goes_on_to_the_verification() {
            Story story = failed();
            story.moves(seen(story, attempt(2, RunStatus.IN_PROGRESS)))
                    .after(MINUTE)
                    .concluded(RunConclusion.SUCCESS);
            assertThat(story.status()).isEqualTo(DeploymentStatus.VERIFYING);

            story.verified(Samples.ask());
            assertThat(story.status()).isEqualTo(DeploymentStatus.VERIFIED);
            assertThat(HistoryEntry.of(story.deployment()).reason()).isNull();
        }

        @Test
        void and_fails_again_is_told_again_and_looked_at_for_another_hour() {
            Story story = failed();
            story.moves(seen(story, attempt(2, RunStatus.IN_PROGRESS)))
                    .after(MINUTE)
                    .concluded(RunConclusion.FAILURE);

            assertThat(story.status()).isEqualTo(DeploymentStatus.FAILED);
            assertThat(story.deployment().alerts())
                    .extracting(Alert::kind)
                    .containsExactly(AlertKind.DEPLOYMENT_FAILED, AlertKind.DEPLOYMENT_FAILED);
            assertThat(ended(story).at()).isEqualTo(story.now());
            assertThat(ended(story).lookAgainAt()).isEqualTo(story.now().plus(Duration.ofMinutes(5)));

            story.moves(seen(story, attempt(3, RunStatus.QUEUED)));
            assertThat(story.status()).isEqualTo(DeploymentStatus.DEPLOYING);
        }

        @Test
        void and_is_over_by_then_is_concluded_by_the_next_look() {
            Story story = failed();
            story.moves(seen(story, attempt(2, RunStatus.QUEUED).completed(RunConclusion.SUCCESS)));
            assertThat(story.status()).isEqualTo(DeploymentStatus.DEPLOYING);
            assertThat(story.watched().lookAgainAt()).isEqualTo(story.now());

            story.seen(story.run());
            assertThat(story.status()).isEqualTo(DeploymentStatus.VERIFYING);
        }

        @Test
        void brings_newer_knowledge_of_what_a_rollback_returns_to() {
            Story story = failed();
            story.moves(seen(story, attempt(2, RunStatus.IN_PROGRESS)));
            story.shippedUnder(
                    Samples.POLICY.withTriggers(Samples.POLICY.triggers().withWorkflowFailed(true)));
            story.moves(new DeploymentEvent.Observed(
                    Attempt.of(Phase.DEPLOY, 1),
                    "deploy-run",
                    new StatusOutcome.Seen(story.run().completed(RunConclusion.FAILURE), null),
                    story.now(),
                    new EarlierVersion("v0", null)));

            assertThat(story.status()).isEqualTo(DeploymentStatus.ROLLING_BACK);
            assertThat(story.deployment().rollback().version()).isEqualTo("v0");
            assertThat(story.deployment().previousVersion()).isEqualTo("v0");
        }

        @Test
        void keeps_a_person_s_hold() {
            Story story = deploying();
            story.moves(new DeploymentEvent.Hold(Samples.GRACE, story.now())).concluded(RunConclusion.FAILURE);
            story.moves(seen(story, attempt(2, RunStatus.IN_PROGRESS)));

            assertThat(story.status()).isEqualTo(DeploymentStatus.DEPLOYING);
            assertThat(story.deployment().isHeld()).isTrue();
        }

        @Test
        void may_have_taken_effect_though_its_first_attempt_never_began() {
            Story story = Story.of(Rollout.FULL).started("deploy-run").concluded(RunConclusion.CANCELLED);
            assertThat(story.deployment().mayHaveTakenEffect()).isFalse();

            story.moves(seen(story, attempt(2, RunStatus.QUEUED))).concluded(RunConclusion.CANCELLED);
            assertThat(story.deployment().mayHaveTakenEffect()).isTrue();
        }
    }

    @Nested
    @DisplayName("is looked for")
    class LookedFor {

        @Test
        void every_five_minutes_for_an_hour_and_then_no_more() {
            Story story = failed();
            Instant failedAt = ended(story).at();
            int looks = 0;
            while (ended(story).lookAgainAt() != null) {
                story.after(Duration.between(story.now(), ended(story).lookAgainAt()));
                story.moves(seen(story, ended(story).run()));
                looks++;
            }
            assertThat(looks).isEqualTo(12);
            assertThat(story.now()).isEqualTo(failedAt.plus(Duration.ofHours(1)));
            assertThat(story.status()).isEqualTo(DeploymentStatus.FAILED);
            assertThat(story.refuses(seen(story, ended(story).run())))
                    .isEqualTo("Run deploy-run is not looked at any more.");
        }

        @Test
        void at_the_same_pace_while_the_service_cannot_be_asked() {
            Story story = failed();
            story.moves(look(story, new StatusOutcome.Unavailable("503", story.now())));
            assertThat(ended(story).lookAgainAt()).isEqualTo(story.now().plus(Duration.ofMinutes(5)));
        }

        @Test
        void no_more_once_it_is_deleted() {
            Story story = failed();
            story.moves(look(story, new StatusOutcome.Gone("404")));
            assertThat(ended(story).lookAgainAt()).isNull();
            assertThat(story.status()).isEqualTo(DeploymentStatus.FAILED);
        }

        @Test
        void at_once_when_somebody_says_so_however_late() {
            Story story = failed().after(Duration.ofHours(5));
            story.moves(seen(story, ended(story).run()));
            assertThat(ended(story).lookAgainAt()).isNull();
            story.moves(new DeploymentEvent.Woken(story.now()));
            assertThat(ended(story).lookAgainAt()).isEqualTo(story.now());
            assertThat(story.refuses(new DeploymentEvent.Woken(story.now()))).isEqualTo("It is looked at soon.");

            story.moves(seen(story, ended(story).run()));
            assertThat(ended(story).lookAgainAt()).isNull();
            story.moves(new DeploymentEvent.Woken(story.now())).moves(seen(story, attempt(2, RunStatus.IN_PROGRESS)));
            assertThat(story.status()).isEqualTo(DeploymentStatus.DEPLOYING);
        }

        @Test
        void only_in_the_deploy_phase_and_only_if_it_did_not_do_well() {
            Story canary = Story.promoted(Samples.request(Rollout.CANARY))
                    .started("promote-run")
                    .atWork();
            canary.concluded(RunConclusion.FAILURE);
            assertThat(ended(canary).lookAgainAt()).isNull();
            assertThat(((Stage.Concluded)
                                    canary.deployment().progress(Phase.PROMOTE).stage())
                            .lookAgainAt())
                    .isNull();
            assertThat(canary.refuses(new DeploymentEvent.Woken(canary.now())))
                    .isEqualTo("There is no run to look at.");
            assertThat(canary.refuses(seen(canary, attempt(2, RunStatus.QUEUED))))
                    .contains("not the current one");
        }

        @Test
        void under_its_own_attempt_and_id() {
            Story story = failed();
            assertThat(story.refuses(new DeploymentEvent.Observed(
                            Attempt.of(Phase.DEPLOY, 2),
                            "deploy-run",
                            new StatusOutcome.Seen(attempt(2, RunStatus.QUEUED), null),
                            story.now())))
                    .contains("not the current one");
            assertThat(story.refuses(new DeploymentEvent.Observed(
                            Attempt.of(Phase.DEPLOY, 1),
                            "another",
                            new StatusOutcome.Seen(attempt(2, RunStatus.QUEUED), null),
                            story.now())))
                    .contains("not the current one");
            story.moves(seen(story, WorkflowRun.queued("another", null)));
            assertThat(story.status()).isEqualTo(DeploymentStatus.FAILED);
        }
    }

    @Nested
    @DisplayName("is not watched, and the team is told,")
    class Unwatched {

        @Test
        void where_the_place_is_another_one_s() {
            Story story = failed();
            story.moves(unwatched(story, 2));

            assertThat(story.status()).isEqualTo(DeploymentStatus.FAILED);
            assertThat(story.lastAlert().kind()).isEqualTo(AlertKind.STRAY_RUN);
            assertThat(story.lastAlert().message())
                    .isEqualTo(
                            "Deploy: run deploy-run was started again (attempt 2) and is not watched: look whether it"
                                    + " has to be stopped. Staging is taken by another one.");
            assertThat(ended(story).run())
                    .isEqualTo(new WorkflowRun(
                            "deploy-run",
                            null,
                            RunStatus.COMPLETED,
                            RunConclusion.FAILURE,
                            2,
                            true,
                            "v2",
                            "job build"));
            assertThat(ended(story).lookAgainAt()).isNull();
        }

        @Test
        void once_for_each_time() {
            Story story = failed();
            story.moves(unwatched(story, 2));
            assertThat(story.refuses(unwatched(story, 2))).contains("not the current one");

            story.moves(new DeploymentEvent.Woken(story.now())).moves(seen(story, attempt(2, RunStatus.IN_PROGRESS)));
            assertThat(story.status()).as("though the place is free by now").isEqualTo(DeploymentStatus.FAILED);
            assertThat(story.deployment().alerts()).hasSize(2);

            story.moves(new DeploymentEvent.Woken(story.now())).moves(seen(story, attempt(3, RunStatus.IN_PROGRESS)));
            assertThat(story.status()).isEqualTo(DeploymentStatus.DEPLOYING);
        }

        @Test
        void once_a_rollback_has_begun() {
            Story story = deploying();
            story.observed(new StatusOutcome.Seen(story.run().completed(RunConclusion.FAILURE), null), true);
            assertThat(story.status()).isEqualTo(DeploymentStatus.ROLLING_BACK);
            assertThat(ended(story).lookAgainAt()).isEqualTo(story.now().plus(Duration.ofMinutes(5)));
            story.started("rollback-run").moves(seen(story, attempt(2, RunStatus.IN_PROGRESS)));

            assertThat(story.status()).isEqualTo(DeploymentStatus.ROLLING_BACK);
            assertThat(story.lastAlert().kind()).isEqualTo(AlertKind.STRAY_RUN);
            assertThat(story.lastAlert().message()).endsWith("stopped. The deployment stands at rolling back.");
            assertThat(story.run().id()).isEqualTo("rollback-run");
        }

        @Test
        void while_only_a_person_can_tell_what_became_of_the_rollback() {
            Story story = failed();
            story.moves(story.rollback(Samples.ADA))
                    .started("rollback-run")
                    .observed(new StatusOutcome.Gone("404"), false);
            assertThat(story.status()).isEqualTo(DeploymentStatus.NEEDS_ATTENTION);
            story.moves(new DeploymentEvent.Woken(story.now())).moves(seen(story, attempt(2, RunStatus.IN_PROGRESS)));

            assertThat(story.status()).isEqualTo(DeploymentStatus.NEEDS_ATTENTION);
            assertThat(story.lastAlert().kind()).isEqualTo(AlertKind.STRAY_RUN);
        }

        @Test
        void where_somebody_cancelled_it() {
            Story partly = deploying();
            partly.moves(partly.cancellation(Samples.ADA)).concluded(RunConclusion.CANCELLED);
            partly.moves(seen(partly, attempt(2, RunStatus.IN_PROGRESS)));
            assertThat(partly.status()).isEqualTo(DeploymentStatus.FAILED);
            assertThat(partly.lastAlert().kind()).isEqualTo(AlertKind.STRAY_RUN);
            assertThat(partly.lastAlert().message()).contains("The deployment stands at failed: cancelled by Ada at");

            Story queued = Story.of(Rollout.FULL).started("deploy-run");
            queued.moves(queued.cancellation(Samples.ADA)).concluded(RunConclusion.CANCELLED);
            queued.moves(seen(queued, attempt(2, RunStatus.IN_PROGRESS)));
            assertThat(queued.status()).isEqualTo(DeploymentStatus.CANCELLED);
            assertThat(queued.lastAlert().kind()).isEqualTo(AlertKind.STRAY_RUN);
        }

        @ParameterizedTest
        @EnumSource(names = {"SUCCESS", "FAILURE"})
        void also_when_the_rollback_is_over(RunConclusion rollback) {
            Story story = failed();
            story.moves(story.rollback(Samples.ADA)).started("rollback-run").concluded(rollback);
            if (rollback == RunConclusion.SUCCESS) {
                story.verified(Samples.ask());
            }
            DeploymentStatus settled = story.status();
            assertThat(settled.settled()).isTrue();
            story.moves(seen(story, attempt(2, RunStatus.IN_PROGRESS)));

            assertThat(story.status()).isEqualTo(settled);
            assertThat(story.lastAlert().kind()).isEqualTo(AlertKind.STRAY_RUN);
        }

        @Test
        void but_not_if_it_is_watched_by_then() {
            Story story = failed();
            story.moves(seen(story, attempt(2, RunStatus.IN_PROGRESS)));
            assertThat(List.of(story.refuses(unwatched(story, 2)), story.refuses(unwatched(story, 3))))
                    .allMatch(reason -> reason.contains("not the current one"));
        }
    }
}
