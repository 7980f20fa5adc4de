package io.releaseconductor.chat;

import static io.releaseconductor.chat.SampleDeployments.ADA;
import static io.releaseconductor.chat.SampleDeployments.GRACE;
import static io.releaseconductor.chat.SampleDeployments.after;
import static io.releaseconductor.chat.SampleDeployments.alarmed;
import static io.releaseconductor.chat.SampleDeployments.by;
import static io.releaseconductor.chat.SampleDeployments.calm;
import static io.releaseconductor.chat.SampleDeployments.canary;
import static io.releaseconductor.chat.SampleDeployments.candidate;
import static io.releaseconductor.chat.SampleDeployments.check;
import static io.releaseconductor.chat.SampleDeployments.concluded;
import static io.releaseconductor.chat.SampleDeployments.deployPhase;
import static io.releaseconductor.chat.SampleDeployments.deploying;
import static io.releaseconductor.chat.SampleDeployments.failed;
import static io.releaseconductor.chat.SampleDeployments.fiveOfFive;
import static io.releaseconductor.chat.SampleDeployments.fourOfFive;
import static io.releaseconductor.chat.SampleDeployments.initiated;
import static io.releaseconductor.chat.SampleDeployments.intent;
import static io.releaseconductor.chat.SampleDeployments.needsAttention;
import static io.releaseconductor.chat.SampleDeployments.promoted;
import static io.releaseconductor.chat.SampleDeployments.request;
import static io.releaseconductor.chat.SampleDeployments.rolledBack;
import static io.releaseconductor.chat.SampleDeployments.rollingBack;
import static io.releaseconductor.chat.SampleDeployments.run;
import static io.releaseconductor.chat.SampleDeployments.verification;
import static io.releaseconductor.chat.SampleDeployments.verified;
import static io.releaseconductor.chat.SampleDeployments.verifying;
import static io.releaseconductor.chat.SampleDeployments.watched;
import static io.releaseconductor.chat.SampleDeployments.withoutApi;
import static org.assertj.core.api.Assertions.assertThat;

import io.releaseconductor.check.CheckResult;
import io.releaseconductor.check.CompletedCheck;
import io.releaseconductor.check.Verification;
import io.releaseconductor.deployment.Alert;
import io.releaseconductor.deployment.AlertKind;
import io.releaseconductor.deployment.Attention;
import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.deployment.DeploymentStatus;
import io.releaseconductor.deployment.Failure;
import io.releaseconductor.deployment.PhaseProgress;
import io.releaseconductor.deployment.Rollback;
import io.releaseconductor.deployment.RollbackMethod;
import io.releaseconductor.deployment.RunCandidate;
import io.releaseconductor.deployment.RunConclusion;
import io.releaseconductor.deployment.RunStatus;
import io.releaseconductor.deployment.Stage;
import io.releaseconductor.deployment.VerificationState;
import io.releaseconductor.deployment.WorkflowRun;
import io.releaseconductor.model.Actor;
import io.releaseconductor.model.Phase;
import io.releaseconductor.model.Rollout;
import io.releaseconductor.model.Strategy;
import io.releaseconductor.policy.Recommendation;
import io.releaseconductor.policy.ReleasePolicy;
import io.releaseconductor.policy.Verdict;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("A deployment's card")
class CardRendererTest {

    private static List<String> labels(Deployment d) {
        return CardRenderer.render(d).buttons().stream().map(Button::label).toList();
    }

    private static List<String> lines(Deployment d) {
        return CardRenderer.render(d).lines();
    }

    private static Tone tone(Deployment d) {
        return CardRenderer.render(d).tone();
    }

    private static String status(Deployment d) {
        Card card = CardRenderer.render(d);
        return Stream.concat(card.lines().stream(), card.fields().stream().map(f -> f.name() + ": " + f.value()))
                .filter(line -> line.startsWith("Status: "))
                .findFirst()
                .orElseThrow();
    }

    @Nested
    @DisplayName("has the buttons")
    class HasTheButtons {

        @ParameterizedTest
        @DisplayName("that its status offers")
        @EnumSource(DeploymentStatus.class)
        void ofTheStatus(DeploymentStatus status) {
            List<String> expected = switch (status) {
                case INITIATED, DEPLOYING -> List.of("Cancel");
                case VERIFYING -> List.of("Rollback to 1.4.1");
                case VERIFIED -> List.of("Promote and ship Prod", "Rollback to 1.4.1", "Details");
                case PROMOTING, PROMOTED, FAILED, EXPIRED -> List.of("Rollback to 1.4.1", "Details");
                case ROLLING_BACK, ROLLED_BACK -> List.of("Details");
                case CANCELLED -> List.of();
                case NEEDS_ATTENTION -> List.of("Try Again", "Give Up", "Nothing Started");
            };
            Deployment d = initiated().toBuilder()
                    .status(status)
                    .attention(
                            status == DeploymentStatus.NEEDS_ATTENTION
                                    ? new Attention(Phase.DEPLOY, "?", after(1), List.of(), 0)
                                    : null)
                    .build();

            assertThat(labels(d)).isEqualTo(expected);
        }

        @Test
        @DisplayName("that carry the action and the deployment")
        void ids() {
            assertThat(CardRenderer.render(SampleDeployments.verified()).buttons())
                    .containsExactly(
                            new Button(
                                    ButtonId.of(Question.PROMOTE, initiated().id()),
                                    "Promote and ship Prod",
                                    Button.Style.PRIMARY),
                            new Button(
                                    ButtonId.of(Question.ROLLBACK, initiated().id()),
                                    "Rollback to 1.4.1",
                                    Button.Style.DANGER),
                            new Button(ButtonId.of(Question.DETAILS, initiated().id()), "Details", Button.Style.PLAIN));
        }

        @ParameterizedTest
        @CsvSource({
            "INITIATED, true, false",
            "DEPLOYING, true, true",
            "DEPLOYING, false, false",
            "VERIFYING, true, true",
            "VERIFIED, true, false",
            "PROMOTING, true, false",
            "PROMOTED, true, false",
            "FAILED, true, false"
        })
        @DisplayName("to hold it while the policy may still decide")
        void hold(DeploymentStatus status, boolean automatic, boolean offered) {
            ReleasePolicy policy = ReleasePolicy.DEFAULT.withAutoRollback(automatic);
            Deployment d = initiated().toBuilder()
                    .status(status)
                    .request(initiated().request().toBuilder()
                            .frozen(policy, List.of("frontend"))
                            .build())
                    .build();

            assertThat(labels(d).contains("Hold")).isEqualTo(offered);
            assertThat(labels(d.toBuilder().holds(List.of(by(GRACE, 60))).build()))
                    .doesNotContain("Hold");
            assertThat(labels(d.toBuilder().cancelWish(by(GRACE, 60)).build())).doesNotContain("Hold");
        }

        @Test
        @DisplayName("without a cancel once that, or a rollback, is asked for")
        void withoutCancel() {
            Rollback wish = new Rollback(by(GRACE, 60), null, RollbackMethod.REDEPLOY, "1.4.1");

            assertThat(labels(deploying().toBuilder().cancelWish(by(GRACE, 60)).build()))
                    .isEmpty();
            assertThat(labels(deploying().toBuilder().rollbackWish(wish).build()))
                    .isEmpty();
        }

        @Test
        @DisplayName("without a rollback once it is asked for")
        void withoutRollback() {
            Rollback wish = new Rollback(by(GRACE, 320), null, RollbackMethod.REDEPLOY, "1.4.1");

            assertThat(labels(SampleDeployments.promoting().toBuilder()
                            .rollbackWish(wish)
                            .build()))
                    .containsExactly("Details");
        }

        @Test
        @DisplayName("for production alone only while that is blocked")
        void forProduction() {
            assertThat(labels(ApprovedCards.deployments().get("promoted-linked-blocked")))
                    .containsExactly("Ship Prod", "Rollback to 1.4.1", "Details");
            assertThat(labels(ApprovedCards.deployments().get("promoted-linked-wanted")))
                    .containsExactly("Rollback to 1.4.1", "Details");
            assertThat(labels(ApprovedCards.deployments().get("promoted")))
                    .containsExactly("Rollback to 1.4.1", "Details");
        }

        @Test
        @DisplayName("to adopt up to nine runs, numbered as they are frozen")
        void adopt() {
            List<RunCandidate> many =
                    IntStream.range(0, 12).mapToObj(i -> candidate("9" + i, i)).toList();
            Card card = CardRenderer.render(needsAttention(Phase.DEPLOY, many).build());

            assertThat(card.buttons()).hasSize(9 + 3);
            assertThat(card.buttons().get(8))
                    .isEqualTo(new Button(
                            new ButtonId(Question.ADOPT, 9, initiated().id()), "Adopt #98", Button.Style.PRIMARY));
            assertThat(card.lines())
                    .contains("#98: Client Deploy to staging, created 2023-11-12 00:00:08 UTC", "and 3 more");
            assertThat(card.links()).hasSize(9);
        }

        @Test
        @DisplayName("of a label that fits, however long a run's id is")
        void longLabels() {
            Deployment d = needsAttention(Phase.DEPLOY, List.of(candidate("7".repeat(200), 1)))
                    .build();

            assertThat(labels(d).get(0)).hasSize(80).startsWith("Adopt #777").endsWith("…");
        }

        @Test
        @DisplayName("to say that nothing was started only while no run of the deploy phase is known")
        void nothingStarted() {
            Deployment known = deploying().toBuilder()
                    .status(DeploymentStatus.NEEDS_ATTENTION)
                    .attention(
                            new Attention(Phase.DEPLOY, "run 123 is gone", after(60), List.of(candidate("123", 4)), 0))
                    .build();

            assertThat(labels(known)).containsExactly("Adopt #123", "Try Again", "Give Up");
            assertThat(lines(known)).noneMatch(line -> line.startsWith("Nothing Started"));
            assertThat(labels(ApprovedCards.deployments().get("needs-attention-rollback")))
                    .containsExactly("Adopt #125", "Try Again", "Give Up");
        }
    }

    @Nested
    @DisplayName("says of the run")
    class OfTheRun {

        private Deployment deployingAt(Stage stage) {
            return deployPhase(initiated(), DeploymentStatus.DEPLOYING, stage);
        }

        @Test
        @DisplayName("that it is running, even if the CI service's word for that is not known")
        void running() {
            assertThat(status(deployingAt(watched(run("1").at(RunStatus.UNKNOWN)))))
                    .isEqualTo("Status: ⏳ Running deployment workflow...");
        }

        @ParameterizedTest
        @DisplayName("how it ended")
        @EnumSource(RunConclusion.class)
        void ended(RunConclusion conclusion) {
            String expected = switch (conclusion) {
                case SUCCESS -> "succeeded";
                case FAILURE -> "failed";
                case CANCELLED -> "was cancelled";
                case TIMED_OUT -> "took too long and was ended";
                case REJECTED -> "was rejected by a reviewer";
                case SKIPPED -> "skipped its work";
                case REFUSED -> "was not allowed to begin";
                case UNKNOWN -> "ended in an unknown way";
            };

            assertThat(status(deployingAt(concluded(run("1"), conclusion, 60))))
                    .isEqualTo("Status: ⏳ The deployment workflow " + expected);
        }

        @Test
        @DisplayName("that it was started again, unless the CI service says so itself")
        void again() {
            WorkflowRun again = new WorkflowRun("1", null, RunStatus.IN_PROGRESS, null, 2, true, null, null);

            assertThat(lines(deployingAt(watched(again)))).contains("Run: started again, attempt 2");
            assertThat(lines(deployingAt(watched(again.withDetail("step 3"))))).contains("Run: step 3");
        }

        @Test
        @DisplayName("why the last look at it failed")
        void problem() {
            Stage stage = new Stage.Running(
                    run("1").at(RunStatus.IN_PROGRESS), after(5), after(9), after(30), "rate limited", null);

            assertThat(lines(deployingAt(stage))).contains("The run could not be looked at: rate limited");
        }

        @Test
        @DisplayName("nothing that changes with each look at it")
        void stable() {
            WorkflowRun run = run("1").at(RunStatus.IN_PROGRESS);
            Stage before = new Stage.Running(run, after(5), after(9), after(30), null, null);
            Stage later = new Stage.Running(run, after(5), after(30), after(60), null, null);
            Stage first = new Stage.Locating(
                    intent(initiated(), Phase.DEPLOY), after(5), after(5), true, "not known yet", List.of());
            Stage second = new Stage.Locating(
                    intent(initiated(), Phase.DEPLOY),
                    after(5),
                    after(9),
                    true,
                    "not known yet",
                    List.of(candidate("2", 1)));

            assertThat(CardRenderer.render(deployingAt(before))).isEqualTo(CardRenderer.render(deployingAt(later)));
            assertThat(CardRenderer.render(deployingAt(first))).isEqualTo(CardRenderer.render(deployingAt(second)));
        }

        @Test
        @DisplayName("where to look at it, if there is a page: the run of the phase that the card is about")
        void links() {
            Stage rollbackRun = watched(run("125"));
            Stage noPage = watched(WorkflowRun.queued("7", null));

            assertThat(CardRenderer.render(rollingBack(rollbackRun).build()).links())
                    .containsExactly(
                            new Card.Link("View Run", URI.create("https://github.com/acme/shop/actions/runs/125")));
            assertThat(CardRenderer.render(rollingBack(new Stage.Ready(after(230), null))
                                    .build())
                            .links())
                    .isEmpty();
            assertThat(CardRenderer.render(deployingAt(noPage)).links()).isEmpty();
        }
    }

    @Nested
    @DisplayName("says of the policy")
    class OfThePolicy {

        @Test
        @DisplayName("nothing but that a decision is awaited, where it leaves that to people")
        void asks() {
            assertThat(status(SampleDeployments.verified())).isEqualTo("Status: ⏳ Waiting for a decision");
        }

        @Test
        @DisplayName("that it wants to promote, and who holds it")
        void promotes() {
            Verdict verdict = calm(Recommendation.PROMOTE);

            assertThat(status(verified(initiated(), fiveOfFive(), verdict).build()))
                    .isEqualTo("Status: ⏳ Promotion wanted by policy");
            assertThat(status(verified(initiated(), fiveOfFive(), verdict)
                            .holds(List.of(by(GRACE, 1)))
                            .build()))
                    .isEqualTo("Status: ⚠️ Promotion wanted, held by Grace; waiting for a decision");
        }

        @Test
        @DisplayName("that it wants to roll back, but not that it cannot where that needs no earlier version")
        void rollsBack() {
            Verdict verdict = alarmed(Recommendation.ROLL_BACK);

            assertThat(status(verified(canary(), withoutApi(), verdict).build()))
                    .isEqualTo("Status: ⏳ Rollback wanted by policy");
        }

        @Test
        @DisplayName("that it cannot roll back once that was found out, whatever was known at the start")
        void impossible() {
            Alert alert = new Alert("a", AlertKind.ROLLBACK_IMPOSSIBLE, "no", after(230), null, 0, null);

            assertThat(status(verified(initiated(), withoutApi(), alarmed(Recommendation.ROLL_BACK))
                            .alerts(List.of(alert))
                            .build()))
                    .isEqualTo("Status: ⚠️ Rollback wanted, not possible: no earlier version is known;"
                            + " waiting for a decision");
        }
    }

    @Nested
    @DisplayName("says of wishes")
    class OfWishes {

        @ParameterizedTest
        @DisplayName("that a cancel came too late, ever after")
        @EnumSource(
                value = DeploymentStatus.class,
                names = {"VERIFYING", "VERIFIED", "PROMOTED", "EXPIRED", "ROLLED_BACK"})
        void tooLate(DeploymentStatus status) {
            Deployment d = verifying().toBuilder()
                    .status(status)
                    .cancelWish(by(GRACE, 190))
                    .build();

            assertThat(lines(d)).contains("The cancel came too late: the run had succeeded.");
        }

        @Test
        @DisplayName("nothing about too late while the run is being stopped, and none where nobody asked")
        void notTooLate() {
            assertThat(lines(ApprovedCards.deployments().get("deploying-cancelling")))
                    .noneMatch(line -> line.contains("too late"));
            assertThat(lines(verifying())).noneMatch(line -> line.contains("cancel"));
        }

        @Test
        @DisplayName("why the policy wants to roll back once the run is at its end")
        void rollbackReason() {
            Rollback wish = new Rollback(by(Actor.POLICY, 60), "workflow_failed", RollbackMethod.REDEPLOY, "1.4.1");

            assertThat(lines(deploying().toBuilder().rollbackWish(wish).build()))
                    .contains("The rollback starts once the run is at its end.", "Rollback because: workflow_failed");
        }
    }

    @Nested
    @DisplayName("says of failures")
    class OfFailures {

        private Deployment failedBy(Failure.Kind kind, RunConclusion conclusion, String detail) {
            return failed(
                            new Failure(Phase.DEPLOY, kind, "because", after(60)),
                            concluded(run("1").withDetail(detail), conclusion, 60))
                    .build();
        }

        @Test
        @DisplayName("what failed and why")
        void kinds() {
            assertThat(status(failedBy(Failure.Kind.RUN, RunConclusion.TIMED_OUT, null)))
                    .isEqualTo("Status: ❌ The deployment workflow took too long and was ended");
            assertThat(status(failedBy(Failure.Kind.CANCELLED, RunConclusion.CANCELLED, null)))
                    .isEqualTo("Status: ❌ The deployment workflow was cancelled when part of it had run");
            Failure triedAgain = new Failure(Phase.DEPLOY, Failure.Kind.CANCELLED, "because", after(60));
            assertThat(status(
                            failed(triedAgain, new Stage.Ready(after(60), null)).build()))
                    .isEqualTo("Status: ❌ The deployment workflow was cancelled when part of it may have run");
            assertThat(status(failedBy(Failure.Kind.GIVEN_UP, RunConclusion.UNKNOWN, null)))
                    .isEqualTo("Status: ❌ Given up: what happened to the deployment workflow is not known");
            assertThat(lines(failedBy(Failure.Kind.RUN, RunConclusion.FAILURE, null)))
                    .contains("Why: because");
        }

        @Test
        @DisplayName("what the run tells, unless the reason does already")
        void detail() {
            assertThat(lines(failedBy(Failure.Kind.RUN, RunConclusion.FAILURE, "step 3")))
                    .contains("Run: step 3");
            assertThat(lines(failedBy(Failure.Kind.RUN, RunConclusion.FAILURE, "cause")))
                    .doesNotContain("Run: cause");
        }

        @Test
        @DisplayName("that its run was started again and is not watched")
        void startedAgain() {
            Deployment failed = failedBy(Failure.Kind.RUN, RunConclusion.FAILURE, null);
            Alert before = new Alert("1", AlertKind.STRAY_RUN, "run 0 was started too late", after(50), null, 0, null);
            Alert since = new Alert("2", AlertKind.STRAY_RUN, "run 1 was started again", after(90), null, 0, null);
            Deployment d = failed.toBuilder().alerts(List.of(before, since)).build();

            assertThat(lines(d))
                    .containsExactly(
                            "Status: ❌ The deployment workflow failed", "Why: because", "⚠️ run 1 was started again");
        }

        @Test
        @DisplayName("what failed before, once it is rolled back")
        void before() {
            Deployment d = failedBy(Failure.Kind.RUN, RunConclusion.FAILURE, null).toBuilder()
                    .status(DeploymentStatus.ROLLING_BACK)
                    .rollback(new Rollback(by(ADA, 70), null, RollbackMethod.REDEPLOY, "1.4.1"))
                    .rollbackPhase(PhaseProgress.begin(Phase.ROLL_BACK, after(70)))
                    .build();

            assertThat(lines(d))
                    .containsExactly(
                            "Status: ⏳ Waiting to start the rollback workflow",
                            "Before: The deployment workflow failed: because");
        }

        @Test
        @DisplayName("that the checks were not finished, where they were cut short")
        void unfinished() {
            Deployment d = verifying().toBuilder()
                    .status(DeploymentStatus.FAILED)
                    .failure(new Failure(Phase.ROLL_BACK, Failure.Kind.NOT_VERIFIED, "too slow", after(500)))
                    .rollbackVerification(new VerificationState(after(400), 0, 0, null, null))
                    .build();

            assertThat(lines(d))
                    .contains(
                            "The verification was not finished: 3 of 5 checks done",
                            "The verification of the rollback was not finished: starting the checks");
        }
    }

    @Nested
    @DisplayName("has a tone:")
    class HasATone {

        private Tone of(Verification verification) {
            return tone(verified(initiated(), verification, calm()).build());
        }

        @Test
        @DisplayName("of the results")
        void ofResults() {
            assertThat(of(fiveOfFive())).isEqualTo(Tone.GOOD);
            assertThat(of(fourOfFive())).isEqualTo(Tone.WARNING);
            assertThat(of(verification(check("x", "X", CheckResult.noData("none")))))
                    .isEqualTo(Tone.WARNING);
            assertThat(of(withoutApi())).isEqualTo(Tone.BAD);
            assertThat(of(verification())).isEqualTo(Tone.NEUTRAL);
        }

        @Test
        @DisplayName("of how it ended")
        void ofEnds() {
            assertThat(tone(promoted().build())).isEqualTo(Tone.GOOD);
            assertThat(tone(ApprovedCards.deployments().get("promoted-linked-blocked")))
                    .isEqualTo(Tone.WARNING);
            assertThat(tone(ApprovedCards.deployments().get("failed"))).isEqualTo(Tone.BAD);
            assertThat(tone(rolledBack().build())).isEqualTo(Tone.WARNING);
            assertThat(tone(deploying())).isEqualTo(Tone.NEUTRAL);
        }
    }

    @Test
    @DisplayName("shows a latency of any length")
    void endlessLatency() {
        CompletedCheck endless = check("x", "X", CheckResult.pass("").withLatency(Duration.ofSeconds(Long.MAX_VALUE)));

        assertThat(lines(verified(initiated(), verification(endless), calm()).build()))
                .containsExactly("✅ X (9223372036854775807ms)");
    }

    @Test
    @DisplayName("has the times of decisions besides their text")
    void times() {
        assertThat(CardRenderer.render(promoted().build()).fields())
                .contains(
                        new Card.Field("Initiated by", "Ada at 2023-11-12 00:00:00 UTC", after(0)),
                        new Card.Field("Promoted by", "Grace at 2023-11-12 00:05:00 UTC", after(300)));
    }

    @Test
    @DisplayName("shows the version that only the run told")
    void versionOfTheRun() {
        Deployment d = initiated(request(Strategy.FULL, Rollout.FULL, null, null, null));

        assertThat(CardRenderer.render(d).fields()).extracting(Card.Field::name).doesNotContain("Version", "Ref");
        assertThat(CardRenderer.render(d.toBuilder().version("4f2a9c1").build()).fields())
                .contains(new Card.Field("Version", "4f2a9c1", null));
    }

    @Test
    @DisplayName("has details without buttons, in every status")
    void detailsWithoutButtons() {
        assertThat(ApprovedCards.deployments().values())
                .allSatisfy(d -> assertThat(CardRenderer.details(d).buttons()).isEmpty());
    }

    @Test
    @DisplayName("has details of runs that are not known, are under way, or were tried again")
    void detailsOfRuns() {
        WorkflowRun again = new WorkflowRun("8", null, RunStatus.UNKNOWN, null, 2, true, null, "step 3");
        Deployment d = rollingBack(watched(again)).build();

        assertThat(CardRenderer.details(d).lines())
                .contains(
                        "Rollback: begun 2023-11-12 00:03:50 UTC, attempt 1, run #8 (try 2) is in an unknown state",
                        "↳ Run: step 3");
        assertThat(CardRenderer.details(initiated()).lines())
                .containsSubsequence("Runs:", "Deploy: begun 2023-11-12 00:00:00 UTC, attempt 1, no run known");
        assertThat(CardRenderer.details(deploying()).lines())
                .contains("Deploy: begun 2023-11-12 00:00:00 UTC, attempt 1, run #123 is in progress");
    }

    @Test
    @DisplayName("has the team's own links, in the details as well, and none that needs what is not known yet")
    void teamLinks() {
        Deployment ill = ApprovedCards.deployments().get("production-ill");

        assertThat(CardRenderer.render(ill).links())
                .extracting(Card.Link::label)
                .contains("Logs", "Dashboard");
        assertThat(CardRenderer.details(ill).links())
                .extracting(Card.Link::label)
                .contains("Logs", "Dashboard");
        assertThat(CardRenderer.render(ill.toBuilder().version(null).build()).links())
                .extracting(Card.Link::label)
                .contains("Dashboard")
                .doesNotContain("Logs");
    }
}
