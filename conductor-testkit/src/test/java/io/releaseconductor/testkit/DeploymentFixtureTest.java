package io.releaseconductor.testkit;

import static io.releaseconductor.testkit.ConductorAssertions.assertThat;
import static io.releaseconductor.testkit.Deployments.aDeployment;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.releaseconductor.chat.CardRenderer;
import io.releaseconductor.deployment.AlertKind;
import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.deployment.DeploymentStatus;
import io.releaseconductor.deployment.Failure;
import io.releaseconductor.deployment.RollbackMethod;
import io.releaseconductor.deployment.Stage;
import io.releaseconductor.model.Actor;
import io.releaseconductor.model.DeployId;
import io.releaseconductor.model.Environment;
import io.releaseconductor.model.Phase;
import io.releaseconductor.model.Strategy;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.assertj.core.api.ThrowableAssertAlternative;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("Deployments for tests")
class DeploymentFixtureTest {

    @ParameterizedTest(name = "stand at {0} with what belongs to it")
    @EnumSource
    void stand_where_they_should(DeploymentStatus status) {
        Deployment d = aDeployment().at(status);

        assertThat(d).hasStatus(status).hasVersion("v2").hasNoPendingAlerts();
        assertThat(d.statusSince()).isAfterOrEqualTo(d.request().initiatedAt());
        assertThat(d.dueAt() == null).as("never due").isEqualTo(status.settled());
        assertThat(d.revision() == 1).as("never written").isEqualTo(status == DeploymentStatus.INITIATED);
        if (status != DeploymentStatus.INITIATED) {
            assertThat(d.card().shown()).isEqualTo(CardRenderer.render(d).digest());
        }
    }

    @Test
    @DisplayName("have the runs, results and decisions of the way that they have come")
    void have_come_a_way() {
        Deployment promoted = aDeployment().canary().promoted();
        assertThat(promoted).wasPromotedBy(Deployments.GRACE).hasLastRun("2001").isNeverDue();
        assertThat(promoted.verification(Phase.DEPLOY).result().headline()).isEqualTo("5/5 checks passed");
        assertThat(aDeployment().promoted().progress(Phase.PROMOTE)).isNull();

        Deployment rolledBack = aDeployment().decidedBy(Actor.POLICY).rolledBack();
        assertThat(rolledBack).wasRolledBackBy(Actor.POLICY).raisedAlert(AlertKind.ROLLBACK_TRIGGERED);
        assertThat(rolledBack.rollback().reason()).isEqualTo("api_down");
        assertThat(rolledBack.verification().verdict().fired()).hasSize(1);
        assertThat(rolledBack.rollbackVerification().verdict().fired()).isEmpty();

        assertThat(aDeployment().failed()).failedFor(Failure.Kind.RUN).isSettled();
        assertThat(aDeployment().sending().deployPhase().stage()).isInstanceOf(Stage.Sending.class);
        assertThat(aDeployment().locating()).isUnsettled().isDueAt(ManualClock.START.plusSeconds(62));
    }

    @Test
    @DisplayName("are as they were described")
    void are_as_described() {
        DeployId parent = new DeployId("ship-staging-5");
        Deployment d = aDeployment()
                .to(Environment.PROD)
                .canary()
                .ref(null)
                .version(null)
                .previousVersion("v0")
                .by(Deployments.GRACE)
                .at(ManualClock.START.plusSeconds(9))
                .destination(null)
                .linkedTo(Environment.STAGING)
                .shippedAfter(parent)
                .rollingBack();

        assertThat(d).hasVersion("0a1b2c3");
        assertThat(d.id()).isEqualTo(new DeployId("ship-prod-1699747209"));
        assertThat(d.request().parent()).isEqualTo(parent);
        assertThat(d.request().initiatedBy()).isEqualTo(Deployments.GRACE);
        assertThat(d.rollback().version()).isEqualTo("v0");
        assertThat(d.rollback().method()).isEqualTo(RollbackMethod.REMOVE_CANARY);
        assertThat(d.card().reference()).isNull();
        assertThat(aDeployment().blueGreen().rollingBack().rollback().method()).isEqualTo(RollbackMethod.SWITCH_BACK);
        assertThat(aDeployment().linkedTo(Environment.PROD).promoted().linked().deployment())
                .isEqualTo(new DeployId("ship-prod-1699747500"));
        assertThat(aDeployment().withId(parent).initiated().id()).isEqualTo(parent);
    }

    @Test
    @DisplayName("leave their description as it was")
    void leave_the_description() {
        DeploymentFixture fixture = aDeployment();
        assertThat(fixture.promoting().request().strategy()).isEqualTo(Strategy.CANARY);

        assertThat(fixture.initiated().request().strategy()).isEqualTo(Strategy.FULL);
        assertThat(fixture.verified()).isNotNull().isEqualTo(fixture.verified());
    }

    @Nested
    @DisplayName("and what tests say about them")
    class Assertions {

        @Test
        @DisplayName("fails with the id and with how it really is")
        void says_how_it_is() {
            Deployment failed = aDeployment().failed();

            assertFails(() -> assertThat(failed).hasStatus(DeploymentStatus.PROMOTED))
                    .withMessageContainingAll(
                            "ship-staging-1699747200", "promoted", "failed", "The workflow run failed.");
            assertFails(() -> assertThat(failed).isUnsettled()).withMessageContaining("failed");
            assertFails(() -> assertThat(aDeployment().verifying()).isSettled()).withMessageContaining("verifying");
            assertFails(() -> assertThat(failed).wasPromotedBy(Deployments.ADA)).withMessageContaining("failed");
            assertFails(() -> assertThat(aDeployment().promoted()).wasPromotedBy(Deployments.ADA))
                    .withMessageContainingAll("Ada", "Grace");
            assertFails(() -> assertThat(aDeployment().rolledBack()).wasRolledBackBy(Deployments.ADA))
                    .withMessageContainingAll("Ada", "Grace");
            assertFails(() -> assertThat(failed).failedFor(Failure.Kind.GIVEN_UP))
                    .withMessageContainingAll("GIVEN_UP", "RUN");
            assertFails(() -> assertThat(failed).hasVersion("v3")).withMessageContainingAll("v3", "v2");
            assertFails(() -> assertThat(failed).hasRevision(99)).withMessageContaining("99");
            assertFails(() -> assertThat(failed).hasLastRun("7")).withMessageContainingAll("7", "1001");
            assertFails(() -> assertThat(failed).isDueAt(ManualClock.START)).withMessageContaining("null");
            assertFails(() -> assertThat(aDeployment().initiated()).isNeverDue())
                    .withMessageContaining("due");
            assertFails(() -> assertThat(failed).raisedAlert(AlertKind.EXPIRED))
                    .withMessageContainingAll("EXPIRED", "DEPLOYMENT_FAILED");
            assertFails(() -> assertThat((Deployment) null).isSettled());
        }

        private ThrowableAssertAlternative<AssertionError> assertFails(ThrowingCallable says) {
            return assertThatExceptionOfType(AssertionError.class).isThrownBy(says);
        }
    }
}
