package io.releaseconductor.chat;

import io.releaseconductor.deployment.AlertKind;
import io.releaseconductor.deployment.Attention;
import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.deployment.DeploymentStatus;
import io.releaseconductor.deployment.Failure;
import io.releaseconductor.deployment.LinkedShip;
import io.releaseconductor.deployment.Phase;
import io.releaseconductor.deployment.PhaseProgress;
import io.releaseconductor.deployment.Rollback;
import io.releaseconductor.deployment.Stage;
import io.releaseconductor.deployment.VerificationState;
import io.releaseconductor.deployment.WorkflowRun;
import org.jspecify.annotations.Nullable;

/** Where a deployment stands and why, in lines. */
final class StatusLines {

    private StatusLines() {}

    static void add(CardBuilder card, Deployment d) {
        switch (d.status()) {
            case INITIATED, DEPLOYING -> RunLines.add(card, d.deployPhase());
            case VERIFYING -> addVerifying(card, d);
            case VERIFIED -> PolicyLines.add(card, d);
            case PROMOTING -> addPhase(card, d.promotePhase(), "⏳ About to promote");
            case PROMOTED -> card.status("✅ Promoted");
            case ROLLING_BACK -> addRollingBack(card, d);
            case ROLLED_BACK ->
                card.status(
                        d.rolledBackUnverified() ? "↩️ Rolled back, not verified: " + unverified(d) : "↩️ Rolled back");
            case FAILED -> addFailed(card, d);
            case CANCELLED -> addCancelled(card, d);
            case EXPIRED -> card.status("⌛ Nobody decided in time");
            case NEEDS_ATTENTION -> addAttention(card, d);
        }
        addStory(card, d);
    }

    private static void addPhase(CardBuilder card, @Nullable PhaseProgress progress, String before) {
        if (progress == null) {
            card.status(before);
        } else {
            RunLines.add(card, progress);
        }
    }

    private static void addVerifying(CardBuilder card, Deployment d) {
        VerificationState state = d.verification();
        card.status("🔎 Verifying: " + (state == null ? "starting the checks" : VerificationLines.progress(state)));
        VerificationLines.addSettling(card, state);
    }

    private static void addRollingBack(CardBuilder card, Deployment d) {
        VerificationState state = d.rollbackVerification();
        if (state == null) {
            addPhase(card, d.rollbackPhase(), "⏪ About to roll back");
        } else {
            card.status("🔎 Verifying the rollback: "
                    + (state.isRunning() ? VerificationLines.progress(state) : "all checks done"));
            VerificationLines.addSettling(card, state);
        }
    }

    private static String unverified(Deployment d) {
        VerificationState state = d.rollbackVerification();
        boolean some = state != null
                && state.result() != null
                && !state.result().results().isEmpty();
        return some ? "no check had data; look whether all is well" : "no checks are configured";
    }

    private static void addFailed(CardBuilder card, Deployment d) {
        Failure failure = d.failure();
        if (failure == null) {
            card.status("❌ Failed");
            return;
        }
        WorkflowRun run = run(d, failure.phase());
        card.status("❌ " + PhaseWords.failure(failure, run)).line("Why", failure.reason());
        String detail = run == null ? null : run.detail();
        if (detail != null && !failure.reason().contains(detail)) {
            card.line("Run", detail);
        }
    }

    private static void addCancelled(CardBuilder card, Deployment d) {
        card.status("🚫 Cancelled before anything took effect");
        d.alerts().stream()
                .filter(alert -> alert.kind() == AlertKind.LINKED_BLOCKED)
                .forEach(alert -> card.line("Why", alert.message()));
    }

    private static void addAttention(CardBuilder card, Deployment d) {
        Attention attention = d.attention();
        if (attention != null) {
            card.status("❓ Only a person can tell what happened to the " + PhaseWords.workflow(attention.phase()))
                    .line("Why", attention.reason());
        }
    }

    /** What happened on the way here and still matters. */
    private static void addStory(CardBuilder card, Deployment d) {
        Rollback rollback = d.rollback();
        card.line("Rollback because", rollback == null ? null : rollback.reason());
        Failure failure = d.failure();
        if (failure != null && d.status() != DeploymentStatus.FAILED) {
            card.line("Before", PhaseWords.failure(failure, run(d, failure.phase())) + ": " + failure.reason());
        }
        addUnwatched(card, d);
        addCancelWish(card, d);
        addRollbackWish(card, d.rollbackWish());
        addUnfinished(card, d);
        addLinked(card, d);
    }

    /** A run that goes on past the card. */
    private static void addUnwatched(CardBuilder card, Deployment d) {
        if (d.deployPhase().stage() instanceof Stage.Concluded concluded) {
            d.alerts().stream()
                    .filter(alert -> alert.kind() == AlertKind.STRAY_RUN)
                    .filter(alert -> !alert.raisedAt().isBefore(concluded.at()))
                    .forEach(alert -> card.line("⚠️ " + alert.message()));
        }
    }

    private static void addCancelWish(CardBuilder card, Deployment d) {
        boolean deploying = d.status() == DeploymentStatus.INITIATED || d.status() == DeploymentStatus.DEPLOYING;
        WorkflowRun deployRun = run(d, Phase.DEPLOY);
        if (d.cancelWish() == null) {
            return;
        }
        if (deployRun != null && deployRun.succeeded()) {
            card.line("The cancel came too late: the run had succeeded.");
        } else if (deploying && deployRun == null) {
            card.line("The run is cancelled as soon as it is known.");
        }
    }

    private static void addRollbackWish(CardBuilder card, @Nullable Rollback wish) {
        if (wish != null) {
            card.line("The rollback starts once the run is at its end.").line("Rollback because", wish.reason());
        }
    }

    private static void addUnfinished(CardBuilder card, Deployment d) {
        VerificationState first = d.verification();
        if (first != null && first.isRunning() && d.status() != DeploymentStatus.VERIFYING) {
            card.line("The verification was not finished", VerificationLines.progress(first));
        }
        VerificationState afterwards = d.rollbackVerification();
        if (afterwards != null && afterwards.isRunning() && d.status() != DeploymentStatus.ROLLING_BACK) {
            card.line("The verification of the rollback was not finished", VerificationLines.progress(afterwards));
        }
    }

    private static void addLinked(CardBuilder card, Deployment d) {
        LinkedShip linked = d.linked();
        if (linked == null) {
            return;
        }
        String environment = linked.environment().title();
        switch (linked.state()) {
            case WANTED ->
                card.line(
                        environment,
                        d.status() == DeploymentStatus.PROMOTED
                                ? "⏳ to be shipped"
                                : "⏳ looking whether it was shipped");
            case SHIPPED -> card.line(environment, "🚀 shipped as " + linked.deployment());
            case BLOCKED -> card.line(environment, "⛔ not shipped: " + linked.reason());
        }
    }

    private static @Nullable WorkflowRun run(Deployment d, Phase phase) {
        PhaseProgress progress = d.progress(phase);
        return progress == null ? null : progress.run().orElse(null);
    }
}
