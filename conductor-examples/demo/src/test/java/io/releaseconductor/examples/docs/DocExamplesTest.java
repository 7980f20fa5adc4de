package io.releaseconductor.examples.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.releaseconductor.Conductor;
import io.releaseconductor.ShipRequest;
import io.releaseconductor.ShipResult;
import io.releaseconductor.check.CheckCatalog;
import io.releaseconductor.check.CheckResult;
import io.releaseconductor.check.CompletedCheck;
import io.releaseconductor.check.Verification;
import io.releaseconductor.config.Problems;
import io.releaseconductor.config.Variables;
import io.releaseconductor.deployment.Action;
import io.releaseconductor.deployment.AdmissionOutcome;
import io.releaseconductor.deployment.AdmissionRules;
import io.releaseconductor.deployment.Attempt;
import io.releaseconductor.deployment.DeployRequest;
import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.deployment.DeploymentEvent;
import io.releaseconductor.deployment.DeploymentStatus;
import io.releaseconductor.deployment.VerificationKey;
import io.releaseconductor.model.Actor;
import io.releaseconductor.model.DeployId;
import io.releaseconductor.model.Environment;
import io.releaseconductor.model.Phase;
import io.releaseconductor.model.Rollout;
import io.releaseconductor.model.Strategy;
import io.releaseconductor.spi.Admission;
import io.releaseconductor.spi.Authorizer;
import io.releaseconductor.spi.Authorizer.Answer;
import io.releaseconductor.spi.Authorizer.Question;
import io.releaseconductor.spi.ChatChannel;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@DisplayName("The examples of the documentation")
class DocExamplesTest {

    private static final Instant START = Instant.ofEpochSecond(1_699_747_200);

    private static final Actor ADA = Actor.person("1", "Ada", Set.of("release-managers"));
    private static final Actor BEN = Actor.person("2", "Ben", Set.of("release-managers"));
    private static final Actor CY = Actor.person("3", "Cy");

    private static Deployment shippedByAda() {
        DeployRequest request = DeployRequest.builder(Environment.PROD, Strategy.FULL, Rollout.FULL, ADA, START)
                .build();
        return Deployment.initiate(DeployId.of(Environment.PROD, START), request);
    }

    @Nested
    @DisplayName("four eyes")
    class FourEyesExample {

        private Answer ask(Actor actor, Action action, @Nullable Deployment deployment) {
            return new FourEyes("release-managers").ask(new Question(actor, action, Environment.PROD, deployment));
        }

        @Test
        @DisplayName("let a member ship, and another member promote")
        void twoMembers() {
            assertThat(ask(ADA, Action.SHIP, null)).isEqualTo(Answer.permit());
            assertThat(ask(BEN, Action.PROMOTE, shippedByAda())).isEqualTo(Answer.permit());
        }

        @Test
        @DisplayName("do not let anybody promote what they shipped, but roll it back")
        void oneMember() {
            assertThat(new FourEyes("release-managers").secondPerson(Environment.PROD))
                    .isEqualTo("Permitted: release-managers.");
            assertThat(ask(ADA, Action.ROLLBACK, shippedByAda())).isEqualTo(Answer.permit());
        }

        @Test
        @DisplayName("let everybody else look at the details only")
        void others() {
            assertThat(ask(CY, Action.DETAILS, shippedByAda())).isEqualTo(Answer.permit());
            assertThat(ask(CY, Action.SHIP, null)).isEqualTo(Answer.deny("Only release-managers may do that in prod."));
        }
    }

    @Test
    @DisplayName("windows in code are written as they are read")
    void windows() {
        Problems problems = new Problems();
        LockSnippets.officeHours(problems);
        assertThat(problems.messages()).isEmpty();
    }

    @Test
    @DisplayName("a rule of the pre-flight says no once there is nothing left, and does not guess")
    void errorBudget() {
        Admission.Question question = new Admission.Question(Environment.PROD, null, "1.4.2");
        assertThat(new ErrorBudget(() -> 12.4).ask(question)).isEqualTo(new AdmissionOutcome.Yes("12 % left"));
        assertThat(new ErrorBudget(() -> 0).ask(question)).isEqualTo(new AdmissionOutcome.No("0 % left"));
        assertThat(new ErrorBudget(() -> Double.NaN).ask(question))
                .isEqualTo(new AdmissionOutcome.Unknown("nobody counts the budget of prod"));
    }

    @Test
    @DisplayName("a pre-flight in code holds in prod, and refuses what is shipped there at once")
    void preflight() {
        try (Conductor conductor = PreflightSnippets.withPreflight(
                        Conductor.builder()
                                .variables(Variables.of(Map.of("SHIP_ROLLBACK_MIN_CHECKS_PASSING", "0")))
                                .workflows(new NoWorkflows())
                                .chat(ChatChannel.NONE)
                                .alerts((alert, deployment) -> {})
                                .authorizer(Authorizer.allowAll())
                                .checks(CheckCatalog.of()),
                        () -> 0)
                .build()) {
            assertThat(conductor.admission(Environment.PROD))
                    .isEqualTo(new AdmissionRules(List.of("error-budget"), Environment.STAGING));
            assertThat(conductor.admission(Environment.STAGING)).isEqualTo(AdmissionRules.NONE);
            assertThat(conductor.ship(ShipRequest.to(Environment.PROD, ADA).withVersion("1.4.2")))
                    .isInstanceOfSatisfying(
                            ShipResult.NotAdmitted.class,
                            no -> assertThat(no.reason()).contains("error-budget: 0 % left; order: "));
            assertThat(PreflightSnippets.shipAllTheSame(conductor, ADA)).isInstanceOf(ShipResult.Shipped.class);
        }
    }

    @Nested
    @DisplayName("metrics")
    class MetricsExample {

        private final ReleaseMetrics metrics = new ReleaseMetrics();
        private Deployment current = shippedByAda();

        private void go(DeploymentStatus status, int secondsLater, @Nullable DeploymentEvent event) {
            Deployment next = current.toBuilder()
                    .status(status)
                    .statusSince(START.plusSeconds(secondsLater))
                    .build();
            metrics.changed(current, event, next);
            current = next;
        }

        @Test
        @DisplayName("count what was shipped, verified, promoted and rolled back, and how long deploying took")
        void counts() {
            Verification verification = new Verification(
                    START,
                    START,
                    List.of(
                            new CompletedCheck("api", "Api", CheckResult.pass("200 OK")),
                            new CompletedCheck("search", "Search", CheckResult.warning("Slow response"))));
            DeploymentEvent verified = new DeploymentEvent.Verified(
                    new VerificationKey(Attempt.of(Phase.DEPLOY, 1), START), verification, START);

            metrics.changed(null, null, current);
            go(DeploymentStatus.DEPLOYING, 2, null);
            go(DeploymentStatus.VERIFYING, 90, null);
            go(DeploymentStatus.VERIFIED, 95, verified);
            go(DeploymentStatus.PROMOTED, 100, null);
            go(DeploymentStatus.ROLLING_BACK, 200, null);

            assertThat(metrics.shipped.sum()).isEqualTo(1);
            assertThat(metrics.deployed.sum()).isEqualTo(1);
            assertThat(metrics.deploySeconds.sum()).isEqualTo(90);
            assertThat(metrics.checksRun.sum()).isEqualTo(2);
            assertThat(metrics.checksPassed.sum()).isEqualTo(1);
            assertThat(metrics.promoted.sum()).isEqualTo(1);
            assertThat(metrics.rollbacks.sum()).isEqualTo(1);
        }
    }
}
