package io.releaseconductor.testkit;

import io.releaseconductor.deployment.Alert;
import io.releaseconductor.deployment.AlertKind;
import io.releaseconductor.deployment.Decision;
import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.deployment.DeploymentStatus;
import io.releaseconductor.deployment.Failure;
import io.releaseconductor.deployment.PhaseProgress;
import io.releaseconductor.deployment.Rollback;
import io.releaseconductor.deployment.WorkflowRun;
import io.releaseconductor.model.Actor;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.assertj.core.api.AbstractAssert;
import org.jspecify.annotations.Nullable;

/** What tests say about a deployment. */
public final class DeploymentAssert extends AbstractAssert<DeploymentAssert, Deployment> {

    DeploymentAssert(@Nullable Deployment actual) {
        super(actual, DeploymentAssert.class);
    }

    /**
     * Verifies where it stands.
     *
     * @param expected the status
     * @return this assertion
     */
    public DeploymentAssert hasStatus(DeploymentStatus expected) {
        Deployment d = present();
        if (d.status() != expected) {
            throw failure("Expected %s to be %s, but it is %s", d.id(), expected.words(), told(d));
        }
        return this;
    }

    /** {@return this assertion, after verifying that it is settled} */
    public DeploymentAssert isSettled() {
        Deployment d = present();
        if (!d.settled()) {
            throw failure("Expected %s to be settled, but it is %s", d.id(), told(d));
        }
        return this;
    }

    /** {@return this assertion, after verifying that it is not settled} */
    public DeploymentAssert isUnsettled() {
        Deployment d = present();
        if (d.settled()) {
            throw failure("Expected %s not to be settled, but it is %s", d.id(), told(d));
        }
        return this;
    }

    /**
     * Verifies that it is promoted and whose decision that was.
     *
     * @param expected who
     * @return this assertion
     */
    public DeploymentAssert wasPromotedBy(Actor expected) {
        hasStatus(DeploymentStatus.PROMOTED);
        Decision promotion = present().promotion();
        return decidedBy("promoted", expected, promotion);
    }

    /**
     * Verifies that it is rolled back and whose decision that was.
     *
     * @param expected who
     * @return this assertion
     */
    public DeploymentAssert wasRolledBackBy(Actor expected) {
        hasStatus(DeploymentStatus.ROLLED_BACK);
        Rollback rollback = present().rollback();
        return decidedBy("rolled back", expected, rollback == null ? null : rollback.decision());
    }

    /**
     * Verifies that it failed, and in which way.
     *
     * @param expected what failed
     * @return this assertion
     */
    public DeploymentAssert failedFor(Failure.Kind expected) {
        Deployment d = hasStatus(DeploymentStatus.FAILED).present();
        Failure failure = d.failure();
        if (failure == null || failure.kind() != expected) {
            throw failure("Expected %s to have failed for %s, but the failure is %s", d.id(), expected, failure);
        }
        return this;
    }

    /**
     * Verifies which version it deploys.
     *
     * @param expected the version, or null for one that is not known
     * @return this assertion
     */
    public DeploymentAssert hasVersion(@Nullable String expected) {
        Deployment d = present();
        if (!Objects.equals(d.version(), expected)) {
            throw failure("Expected %s to be of version %s, but it is of %s", d.id(), expected, d.version());
        }
        return this;
    }

    /**
     * Verifies how often it was written.
     *
     * @param expected the revision
     * @return this assertion
     */
    public DeploymentAssert hasRevision(long expected) {
        Deployment d = present();
        if (d.revision() != expected) {
            throw failure("Expected %s to be at revision %s, but it is at %s", d.id(), expected, d.revision());
        }
        return this;
    }

    /**
     * Verifies which run was seen last.
     *
     * @param expectedId the CI service's id of the run
     * @return this assertion
     */
    public DeploymentAssert hasLastRun(String expectedId) {
        Deployment d = present();
        String seen = d.lastRun().map(WorkflowRun::id).orElse("none");
        if (!seen.equals(expectedId)) {
            throw failure("Expected the last run of %s to be %s, but it is %s", d.id(), expectedId, seen);
        }
        return this;
    }

    /**
     * Verifies when it is looked at next.
     *
     * @param expected when
     * @return this assertion
     */
    public DeploymentAssert isDueAt(Instant expected) {
        Deployment d = present();
        if (!expected.equals(d.dueAt())) {
            throw failure("Expected %s to be due at %s, but it is due at %s", d.id(), expected, d.dueAt());
        }
        return this;
    }

    /** {@return this assertion, after verifying that it is never looked at again by itself} */
    public DeploymentAssert isNeverDue() {
        Deployment d = present();
        if (d.dueAt() != null) {
            throw failure("Expected %s never to be due again, but it is due at %s", d.id(), d.dueAt());
        }
        return this;
    }

    /**
     * Verifies that an alert was raised, sent or not.
     *
     * @param expected of which kind
     * @return this assertion
     */
    public DeploymentAssert raisedAlert(AlertKind expected) {
        Deployment d = present();
        if (d.alerts().stream().noneMatch(alert -> alert.kind() == expected)) {
            throw failure("Expected %s to have raised the alert %s, but its alerts are %s", d.id(), expected, kinds(d));
        }
        return this;
    }

    /** {@return this assertion, after verifying that no alert waits to be sent} */
    public DeploymentAssert hasNoPendingAlerts() {
        Deployment d = present();
        List<Alert> pending = d.alerts().stream().filter(Alert::isPending).toList();
        if (!pending.isEmpty()) {
            throw failure("Expected no alert of %s to wait to be sent, but these do: %s", d.id(), pending);
        }
        return this;
    }

    private DeploymentAssert decidedBy(String what, Actor expected, @Nullable Decision decision) {
        if (decision == null || !decision.by().equals(expected)) {
            throw failure(
                    "Expected %s to have been %s by %s, but it was by %s",
                    present().id(), what, expected, decision == null ? "nobody" : decision.describe());
        }
        return this;
    }

    private Deployment present() {
        isNotNull();
        return Objects.requireNonNull(actual, "actual");
    }

    private static String told(Deployment d) {
        StringBuilder told = new StringBuilder(d.status().words());
        told.append(" since ").append(d.statusSince());
        if (d.failure() != null) {
            told.append(" (").append(d.failure().reason()).append(')');
        }
        if (d.attention() != null) {
            told.append(" (").append(d.attention().reason()).append(')');
        }
        d.currentPhase()
                .map(d::progress)
                .map(PhaseProgress::stage)
                .ifPresent(stage -> told.append(", ").append(stage));
        return told.toString();
    }

    private static List<AlertKind> kinds(Deployment d) {
        return d.alerts().stream().map(Alert::kind).toList();
    }
}
