package io.releaseconductor.chat;

import io.releaseconductor.deployment.AdmissionState;
import io.releaseconductor.deployment.AlertKind;
import io.releaseconductor.deployment.Attention;
import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.deployment.Failure;
import io.releaseconductor.deployment.PhaseProgress;
import io.releaseconductor.deployment.Restraint;
import io.releaseconductor.deployment.VerificationState;
import io.releaseconductor.deployment.WorkflowRun;
import io.releaseconductor.model.Gate;
import io.releaseconductor.model.Rollout;
import io.releaseconductor.policy.Recommendation;
import io.releaseconductor.policy.ReleasePolicy;
import io.releaseconductor.policy.RuleResult;
import io.releaseconductor.policy.Verdict;
import org.jspecify.annotations.Nullable;

/** Where a deployment stands, and why: the first lines of its card. */
final class CardStatus {

    private CardStatus() {}

    static void add(CardBuilder card, Deployment d) {
        switch (d.status()) {
            case INITIATED, DEPLOYING -> addDeploying(card, d);
            case VERIFYING -> addVerifying(card, d);
            case VERIFIED -> addVerified(card, d);
            case PROMOTING -> addPromoting(card, d);
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
    }

    private static void addDeploying(CardBuilder card, Deployment d) {
        Restraint restraint = d.restrainedBy();
        AdmissionState admission = d.awaitedAdmission();
        if (restraint != null) {
            card.status(waitingFor(restraint));
        } else if (admission != null) {
            card.status(CardAdmission.waiting(admission));
        } else if (d.pendingBaseline() == null) {
            CardRun.add(card, d.deployPhase());
        } else {
            card.status("🔎 Looking at what is there now");
        }
        CardAdmission.add(card, d);
        CardBaseline.add(card, d.baseline());
    }

    private static void addPromoting(CardBuilder card, Deployment d) {
        Restraint restraint = d.restrainedBy();
        if (restraint != null) {
            card.status(waitingFor(restraint));
        } else {
            CardRun.add(card, d.currentProgress().phase());
        }
    }

    private static String waitingFor(Restraint restraint) {
        return "🔒 Waiting: " + restraint.why();
    }

    private static void addPhase(CardBuilder card, @Nullable PhaseProgress progress, String before) {
        if (progress == null) {
            card.status(before);
        } else {
            CardRun.add(card, progress);
        }
    }

    private static void addVerifying(CardBuilder card, Deployment d) {
        VerificationState state = d.verification();
        if (CardWaves.addBake(card, d, state, opensByItself(d))) {
            CardWaves.addVoided(card, d);
            return;
        }
        card.status("🔎 Verifying: " + (state == null ? "starting the checks" : CardChecks.progress(state)));
        CardChecks.addSettling(card, state);
    }

    private static void addRollingBack(CardBuilder card, Deployment d) {
        VerificationState state = d.rollbackVerification();
        if (state == null) {
            addPhase(card, d.rollbackPhase(), "⏪ About to roll back");
        } else {
            card.status("🔎 Verifying the rollback: "
                    + (state.isRunning() ? CardChecks.progress(state) : "all checks done"));
            CardChecks.addSettling(card, state);
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
        WorkflowRun run = CardRun.run(d, failure.phase());
        card.status("❌ " + CardRun.failure(failure, run)).line("Why", failure.reason());
        String detail = run == null ? null : run.detail();
        if (detail != null && !failure.reason().contains(detail)) {
            card.line("Run", detail);
        }
    }

    private static void addCancelled(CardBuilder card, Deployment d) {
        card.status("🚫 Cancelled before anything took effect");
        d.alerts().stream()
                .filter(alert -> alert.kind() == AlertKind.LINKED_BLOCKED || alert.kind() == AlertKind.NOT_ADMITTED)
                .forEach(alert -> card.line("Why", alert.message()));
    }

    private static void addAttention(CardBuilder card, Deployment d) {
        Attention attention = d.attention();
        if (attention != null) {
            card.status("❓ Only a person can tell what happened to the " + CardRun.workflow(attention.phase()))
                    .line("Why", attention.reason());
        }
    }

    private static void addVerified(CardBuilder card, Deployment d) {
        VerificationState state = d.verification();
        Verdict verdict = state == null ? null : state.verdict();
        if (state != null && verdict != null) {
            for (RuleResult trigger : verdict.fired()) {
                card.line("🚨 " + trigger.describe());
            }
            CardWaves.addVoided(card, d);
            CardWaves.addWaiting(card, d, state, opensByItself(d));
        }
    }

    private static boolean opensByItself(Deployment d) {
        ReleasePolicy policy = d.request().policy();
        boolean wanted = policy != null && policy.autoPromote();
        return !(d.currentWave().gate() instanceof Gate.Approvals gate) || (gate.isOfOne() && wanted);
    }

    /** What is waited for where the results are there; said among the fields, so that the results stand alone, as in the spec's example. */
    static String waiting(Deployment d) {
        Restraint restraint = d.restrainedBy();
        if (restraint != null) {
            return waitingFor(restraint);
        }
        VerificationState state = d.verification();
        Verdict verdict = state == null ? null : state.verdict();
        return switch (verdict == null ? Recommendation.ASK : verdict.recommendation()) {
            case ASK -> "⏳ Waiting for a decision";
            case PROMOTE -> wanted("Promotion", CardHold.obstacle(d));
            case ROLL_BACK -> wanted("Rollback", rollbackObstacle(d));
        };
    }

    private static String wanted(String what, @Nullable String obstacle) {
        return obstacle == null
                ? "⏳ " + what + " wanted by policy"
                : "⚠️ " + what + " wanted, " + obstacle + "; waiting for a decision";
    }

    private static @Nullable String rollbackObstacle(Deployment d) {
        String impossible = whyNoRollback(d);
        if (impossible == null && d.leavesRollbackToAPerson()) {
            return "not done by itself: risky paths changed";
        }
        return impossible == null ? CardHold.obstacle(d) : impossible;
    }

    /** Why it cannot be rolled back, as far as that is known, such as {@code not possible: no workflow does it}; or null. */
    static @Nullable String whyNoRollback(Deployment d) {
        if (d.request().withoutRollback()) {
            return "not possible: no workflow does it";
        }
        return nothingToReturnTo(d) ? "not possible: no earlier version is known" : null;
    }

    /** Whether nothing is known that keeps it from being rolled back. */
    static boolean mayRollBack(Deployment d) {
        return whyNoRollback(d) == null;
    }

    /** Whether the policy would roll it back where it wants that. */
    static boolean mayRollBackByItself(Deployment d) {
        return mayRollBack(d) && !d.leavesRollbackToAPerson();
    }

    private static boolean nothingToReturnTo(Deployment d) {
        boolean found = !d.leavesRollbackToAPerson()
                && d.alerts().stream().anyMatch(a -> a.kind() == AlertKind.ROLLBACK_IMPOSSIBLE);
        return found || (d.request().rollout() == Rollout.FULL && d.previousVersion() == null);
    }
}
