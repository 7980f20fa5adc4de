package io.releaseconductor.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.releaseconductor.check.CheckResult;
import io.releaseconductor.model.Rollout;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@DisplayName("How a deployment went")
class HistoryCourseTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    private static HistoryCourse of(Story story) {
        return HistoryEntry.of(story.deployment()).course();
    }

    private static Story fullDeployment() {
        return Story.of(Samples.request(Rollout.FULL));
    }

    @Nested
    @DisplayName("counts as work")
    class Work {

        @Test
        @DisplayName("dispatch and run of each wave, and nothing that is waited for before, between or after them")
        void each_wave() {
            Story story =
                    Story.of(Samples.request(Rollout.CANARY)).after(MINUTE).intended();
            story.after(Duration.ofSeconds(3)).dispatched(started("deploy-run"));
            assertThat(of(story).worked()).as("while it runs").isNull();

            story.after(Duration.ofSeconds(40)).concluded(RunConclusion.SUCCESS);
            assertThat(of(story).worked()).isEqualTo(Duration.ofSeconds(43));

            story.after(MINUTE).verified(Samples.ask()).after(MINUTE);
            story.moves(story.promotion(Samples.ADA)).after(MINUTE).started("promote-run");
            assertThat(of(story).worked()).as("so far").isEqualTo(Duration.ofSeconds(43));

            story.after(Duration.ofSeconds(17)).concluded(RunConclusion.SUCCESS).after(MINUTE);
            assertThat(of(story).worked()).isEqualTo(MINUTE);
        }

        @Test
        @DisplayName("attempts that were not sent, and the time between them")
        void attempts() {
            Story story = fullDeployment().intended();
            story.dispatched(
                    new DispatchOutcome.NotSent("rate limit", story.now().plusSeconds(20)));
            story.after(Duration.ofSeconds(20)).ranWell("deploy-run");
            assertThat(of(story).worked()).isEqualTo(Duration.ofSeconds(20));
        }

        @Test
        @DisplayName("no time in which a run waits for a reviewer")
        void a_reviewer() {
            Story story = fullDeployment().started("deploy-run").after(Duration.ofSeconds(5));
            story.seen(story.run().at(RunStatus.WAITING)).after(MINUTE);
            story.observed(
                            new StatusOutcome.Unavailable(
                                    "no answer", story.now().plus(MINUTE)),
                            false)
                    .after(MINUTE);
            story.atWork().after(Duration.ofSeconds(30)).concluded(RunConclusion.SUCCESS);
            assertThat(of(story).worked()).isEqualTo(Duration.ofSeconds(35));
        }

        @Test
        @DisplayName("what comes after a person was asked, and not what was before")
        void after_a_question() {
            Story story = fullDeployment().triedAgain().after(MINUTE);
            story.started("deploy-run").after(Duration.ofSeconds(30)).concluded(RunConclusion.SUCCESS);
            assertThat(of(story).worked()).isEqualTo(Duration.ofSeconds(30));
        }

        @Test
        @DisplayName("no rollback")
        void no_rollback() {
            Story story = Story.rollingBack(Samples.request(Rollout.FULL));
            Duration before = of(story).worked();
            story.started("rollback-run").after(MINUTE).concluded(RunConclusion.SUCCESS);
            assertThat(of(story).worked()).isNotNull().isEqualTo(before);
        }

        @Test
        @DisplayName("nothing that an older version did not record")
        void not_recorded() {
            Story story = Story.verified(Samples.request(Rollout.FULL));
            Deployment d = story.deployment();
            PhaseProgress run = d.deployPhase();
            Deployment older = d.toBuilder()
                    .progress(new PhaseProgress(run.attempt(), run.startedAt(), run.stage()))
                    .build();
            assertThat(HistoryEntry.of(older).course().worked()).isNull();
        }

        @Test
        @DisplayName("never less than nothing, nor more than is recorded, whatever the clocks say")
        void clocks() {
            Story story = fullDeployment().started("deploy-run").after(Duration.ofHours(-1));
            assertThat(of(story.concluded(RunConclusion.SUCCESS)).worked()).isEqualTo(Duration.ZERO);

            Story late = fullDeployment().started("deploy-run").after(Duration.ofDays(10_000));
            assertThat(of(late.concluded(RunConclusion.SUCCESS)).worked()).isEqualTo(HistoryCourse.LONGEST);
        }

        private DispatchOutcome started(String run) {
            return new DispatchOutcome.Started(WorkflowRun.queued(run, null));
        }
    }

    @Nested
    @DisplayName("says of its verification")
    class Verified {

        @Test
        @DisplayName("nothing before it is over, where no check found anything out, or without a policy")
        void nothing() {
            Story story = Story.verifying(Samples.request(Rollout.FULL));
            assertThat(of(story).verificationFailed()).isNull();

            story.moves(story.verification(
                    Samples.verification(story.now(), CheckResult.noData("no answer")), Samples.ask()));
            assertThat(of(story).verificationFailed()).isNull();

            Story without = Story.verifying(Samples.request(Rollout.FULL));
            without.becomes(without.deployment().toBuilder()
                    .request(Samples.request(Rollout.FULL))
                    .build());
            without.moves(new DeploymentEvent.Verified(without.key(), Samples.allPass(without.now()), without.now()));
            assertThat(of(without).verificationFailed()).isNull();
        }

        @Test
        @DisplayName("nothing while its first wave bakes, whatever the rounds found so far")
        void while_it_bakes() {
            Story story = Story.of(Samples.with(Samples.BAKED, Samples.request(Rollout.CANARY)))
                    .ranWell("run-1")
                    .after(Samples.ROUNDS.warmUp());
            story.moves(new DeploymentEvent.Verified(story.key(), Samples.allPass(story.now()), story.now()));
            assertThat(story.status()).isEqualTo(DeploymentStatus.VERIFYING);
            assertThat(story.deployment().verification().result()).isNotNull();
            assertThat(of(story).verificationFailed()).isNull();
        }

        @Test
        @DisplayName("that it did not fail where no trigger fired, whatever a check found")
        void not_failed() {
            Story story = Story.verifying(Samples.request(Rollout.FULL));
            story.moves(story.verification(Samples.passing(story.now(), 4, 5), Samples.ask()));
            assertThat(of(story).verificationFailed()).isFalse();
        }

        @Test
        @DisplayName("that it failed where a trigger fired, also once it is rolled back and that is verified")
        void failed() {
            Story story = Story.verifying(Samples.request(Rollout.FULL)).verified(Samples.rollBack("api_down"));
            assertThat(of(story).verificationFailed()).isTrue();

            story.ranWell("rollback-run").verified(Samples.ask());
            assertThat(story.status()).isEqualTo(DeploymentStatus.ROLLED_BACK);
            assertThat(of(story).verificationFailed()).isTrue();
        }

        @Test
        @DisplayName("that it failed where a trigger fired in an earlier wave that a person took further all the same")
        void in_an_earlier_wave() {
            Story story = Story.verifying(Samples.with(Samples.GRADUAL, Samples.request(Rollout.CANARY)));
            story.moves(new DeploymentEvent.Hold(Samples.ADA, story.now()));
            story.verified(Samples.rollBack("api_down"));
            story.moves(story.promotion(Samples.ADA)).ranWell("promote-run").verified(Samples.ask());
            assertThat(of(story).verificationFailed()).isTrue();
        }
    }

    @Nested
    @DisplayName("knows")
    class Times {

        @Test
        @DisplayName("when it was promoted, when and why a person rolled it back, and when that was done")
        void rolled_back() {
            Story story = Story.verified(Samples.request(Rollout.FULL));
            Instant promoted = story.now();
            story.moves(story.promotion(Samples.ADA)).after(MINUTE);
            Instant decided = story.now();
            story.moves(new DeploymentEvent.RollBack(Samples.GRACE, decided, "too slow", null));
            story.ranWell("rollback-run").after(MINUTE).verified(Samples.ask());

            HistoryCourse course = of(story);
            assertThat(course.promotedAt()).isEqualTo(promoted);
            assertThat(course.rollbackAt()).isEqualTo(decided);
            assertThat(course.rollbackReason()).isEqualTo("too slow");
            assertThat(course.rolledBackAt()).isEqualTo(story.now());
            assertThat(course.failedAt()).isNull();
        }

        @Test
        @DisplayName("when it failed, and that a run that never began had no effect")
        void failed() {
            Story story = fullDeployment().started("deploy-run").after(MINUTE);
            story.concluded(RunConclusion.SKIPPED);

            assertThat(of(story).failedAt()).isEqualTo(story.now());
            assertThat(of(story).mayHaveTakenEffect()).isFalse();
            assertThat(of(Story.verifying(Samples.request(Rollout.FULL))).mayHaveTakenEffect())
                    .isTrue();
        }

        @Test
        @DisplayName("when the commit was made that it shipped, where that was told")
        void committed() {
            Instant at = Samples.START.minus(Duration.ofDays(1));
            ChangeSummary summary =
                    new ChangeSummary("Fix login", "Ada", "0".repeat(40), at, null, null, List.of(), null);
            Story story = fullDeployment().intended();
            assertThat(of(story).committedAt()).isNull();

            story.moves(new DeploymentEvent.ChangeAnswered(new ChangeOutcome.Known(summary), story.now()));
            assertThat(of(story).committedAt()).isEqualTo(at);
        }
    }

    @Test
    @DisplayName("is not recorded with work of less than nothing, or of more than ten years")
    void limits() {
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        new HistoryCourse(null, null, Duration.ofMillis(-1), null, null, null, null, null, null, null))
                .withMessage("worked for PT-0.001S; allowed: 0 to PT87600H");
    }
}
