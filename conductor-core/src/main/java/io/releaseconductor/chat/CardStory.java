package io.releaseconductor.chat;

import io.releaseconductor.deployment.Agreement;
import io.releaseconductor.deployment.AlertKind;
import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.deployment.DeploymentStatus;
import io.releaseconductor.deployment.Failure;
import io.releaseconductor.deployment.LinkedShip;
import io.releaseconductor.deployment.Rollback;
import io.releaseconductor.deployment.Shadow;
import io.releaseconductor.deployment.Stage;
import io.releaseconductor.deployment.VerificationState;
import io.releaseconductor.deployment.WorkflowRun;
import io.releaseconductor.model.Phase;
import io.releaseconductor.model.Times;
import io.releaseconductor.policy.Recommendation;
import org.jspecify.annotations.Nullable;

/** What happened to a deployment on the way to where it stands, and still matters. */
final class CardStory {

    private CardStory() {}

    static void add(CardBuilder card, Deployment d) {
        Rollback rollback = d.rollback();
        card.line("Rollback because", rollback == null ? null : rollback.reason());
        CardRollback.add(card, d);
        Failure failure = d.failure();
        if (failure != null && d.status() != DeploymentStatus.FAILED) {
            card.line("Before", CardRun.failure(failure, CardRun.run(d, failure.phase())) + ": " + failure.reason());
        }
        addUnwatched(card, d);
        addCancelWish(card, d);
        addRollbackWish(card, d.rollbackWish());
        CardHold.addEffect(card, d);
        addUnfinished(card, d);
        CardWatch.add(card, d);
        addShadow(card, d);
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
        WorkflowRun deployRun = CardRun.run(d, Phase.DEPLOY);
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
            card.line("The verification was not finished", CardChecks.progress(first));
        }
        VerificationState afterwards = d.rollbackVerification();
        if (afterwards != null && afterwards.isRunning() && d.status() != DeploymentStatus.ROLLING_BACK) {
            card.line("The verification of the rollback was not finished", CardChecks.progress(afterwards));
        }
    }

    /** What the policy would have done, unless it does, or did, decide by itself. */
    private static void addShadow(CardBuilder card, Deployment d) {
        Agreement agreement = Agreement.of(d);
        Shadow shadow = agreement == null ? null : agreement.untaken();
        boolean earlier = shadow != null && !d.settled() && shadow.wave() < d.wave();
        if (shadow != null && !earlier && !decidesItself(d)) {
            card.line("🌗 Shadow", ShadowText.of(agreement));
        }
    }

    private static boolean decidesItself(Deployment d) {
        VerificationState state = d.currentProgress().verification();
        return !d.settled()
                && state != null
                && state.verdict() != null
                && state.verdict().recommendation() != Recommendation.ASK;
    }

    private static String follows(Deployment d, LinkedShip linked) {
        return d.soaking() == null
                ? "⏳ to be shipped"
                : "⏳ follows at " + Times.format(linked.notBefore()) + " (soak "
                        + Times.format(d.request().soak()) + ")";
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
                                ? follows(d, linked)
                                : "⏳ looking whether it was shipped");
            case SHIPPED -> card.line(environment, "🚀 shipped as " + linked.deployment());
            case BLOCKED -> card.line(environment, "⛔ not shipped: " + linked.reason());
        }
    }
}
