package io.releaseconductor.deployment;

import io.releaseconductor.model.Actor;
import io.releaseconductor.model.Bake;
import io.releaseconductor.model.Phase;
import io.releaseconductor.policy.ReleasePolicy;
import io.releaseconductor.policy.RollbackTriggers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** From the known run to its conclusion: the end that all phases share. */
final class RunTransitions {

    /** How long after a look whoever wants another one has to wait. */
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(2);

    /** A cancelled run that goes on for longer than this is asked to stop by force. */
    private static final Duration CANCEL_PACE = Duration.ofMinutes(1);

    private RunTransitions() {}

    static LifecycleResult observed(Deployment d, DeploymentEvent.Observed event) {
        PhaseProgress current = PhaseTransitions.current(d, event);
        if (current == null) {
            return RunAgainTransitions.observed(d, event);
        }
        if (!(current.stage() instanceof Stage.Running running)
                || !running.run().id().equals(event.runId())) {
            return Change.refused("Run " + event.runId() + " is not being watched.");
        }
        PhaseProgress progress = current.withoutWait(running, event.at());
        StatusOutcome outcome = event.outcome();
        if (outcome instanceof StatusOutcome.Seen seen) {
            return seen(d, progress, running, seen, event);
        }
        if (d.status() == DeploymentStatus.NEEDS_ATTENTION) {
            return Change.refused("A person was asked already.");
        }
        Change change = Change.of(d, event.at());
        if (outcome instanceof StatusOutcome.Gone gone) {
            return Endings.needsAttention(
                    d,
                    change,
                    progress.phase(),
                    "run " + event.runId() + " is gone: " + gone.reason(),
                    List.of(),
                    event.at());
        }
        if (outcome instanceof StatusOutcome.Unavailable unavailable) {
            return change.progress(progress.at(nothingSeen(
                            running, event.at(), paced(unavailable.retryAt(), event.at()), unavailable.reason())))
                    .moved();
        }
        throw Lifecycle.notKnown("outcome", outcome);
    }

    private static Stage.Running nothingSeen(
            Stage.Running running, Instant at, @Nullable Instant lookAgainAt, String problem) {
        return new Stage.Running(running.run(), running.since(), at, lookAgainAt, problem, running.cancelling());
    }

    /** When a service wants to be asked again, but never at once: it may have said so with another clock. */
    static @Nullable Instant paced(@Nullable Instant wanted, Instant at) {
        Instant soonest = at.plus(Backoff.after(1));
        return wanted == null ? null : Backoff.again(wanted, soonest, at);
    }

    private static LifecycleResult seen(
            Deployment d,
            PhaseProgress progress,
            Stage.Running running,
            StatusOutcome.Seen seen,
            DeploymentEvent.Observed event) {
        WorkflowRun before = running.run();
        WorkflowRun run = merge(before, seen.run());
        boolean asked = d.status() == DeploymentStatus.NEEDS_ATTENTION;
        if (!run.id().equals(before.id()) || run.runAttempt() < before.runAttempt()) {
            String problem = "what was shown is not run " + before.id() + " as it stands";
            return asked
                    ? Change.refused("A person was asked already.")
                    : Change.of(d, event.at())
                            .progress(progress.at(nothingSeen(running, event.at(), null, problem)))
                            .moved();
        }
        if (asked) {
            // the question is answered: watch the run again, and let the next look conclude it
            return PhaseTransitions.runKnown(d, progress, run, null, event.at());
        }
        // the same look may tell the version and the end: what a rollback returns to depends on the version
        EarlierVersion earlier = event.earlier();
        Deployment known = d.toBuilder()
                .version(PhaseTransitions.versionKnown(d, progress.phase(), run))
                .request(earlier == null ? d.request() : d.request().withEarlier(earlier))
                .build();
        Change change = Change.of(known, event.at());
        if (run.isCompleted()) {
            change.progress(progress.at(RunAgainTransitions.concluded(progress.phase(), run, event.at())));
            return concluded(known, progress.phase(), run, running, change, event.at());
        }
        boolean waitIsOver = before.status() == RunStatus.WAITING && run.status() != RunStatus.WAITING;
        boolean deadlineAnew = waitIsOver || run.runAttempt() > before.runAttempt();
        boolean waitBegins = before.status() != RunStatus.WAITING && run.status() == RunStatus.WAITING;
        if (waitBegins && progress.phase() == Phase.ROLL_BACK) {
            change.alert(
                    AlertKind.ROLLBACK_HELD,
                    "The rollback does not begin: run " + run.id() + " is held back"
                            + (run.detail() == null ? "" : ", " + run.detail()));
        }
        return change.progress(progress.at(new Stage.Running(
                        run,
                        deadlineAnew ? event.at() : running.since(),
                        event.at(),
                        paced(seen.lookAgainAt(), event.at()),
                        null,
                        running.cancelling())))
                .moved();
    }

    /** What was known of a run once stays known. */
    static WorkflowRun merge(WorkflowRun before, WorkflowRun now) {
        return new WorkflowRun(
                now.id(),
                now.url() != null ? now.url() : before.url(),
                now.status(),
                now.conclusion(),
                now.runAttempt(),
                before.started() || now.started(),
                now.version() != null ? now.version() : before.version(),
                now.detail());
    }

    private static LifecycleResult concluded(
            Deployment d, Phase phase, WorkflowRun run, Stage.Running running, Change change, Instant at) {
        Rollback rollbackWish = d.rollbackWish();
        if (rollbackWish != null && phase != Phase.ROLL_BACK) {
            if (Endings.neverBegan(d, phase, run)) {
                return phase == Phase.DEPLOY
                        ? Endings.cancelled(change)
                        : Endings.rollBack(d, change, Endings.withoutLastWave(d, rollbackWish), at);
            }
            Rollback possible = Endings.asPossible(d, rollbackWish);
            if (possible != null) {
                return Endings.rollBack(d, change, possible, at);
            }
            String wished = "requested by " + rollbackWish.decision().by().name();
            Endings.rollbackImpossible(d, change, wished).apply(b -> b.rollbackWish(null));
        }
        if (run.succeeded()) {
            return succeeded(d, phase, change, at);
        }
        Decision cancelWish = d.cancelWish();
        if (phase == Phase.DEPLOY && cancelWish != null) {
            return Endings.cancelledBy(d, run, cancelWish, change, at);
        }
        boolean neverBegan = Endings.neverBegan(d, phase, run);
        String reason = describe(run, running) + (neverBegan ? nothingOf(phase) : "");
        Failure failure = new Failure(phase, Failure.Kind.RUN, reason, at);
        if (neverBegan || !firesTrigger(d, phase)) {
            return Endings.failed(change, failure);
        }
        ShadowTransitions.runFailed(d, change, RollbackTriggers.WORKFLOW_FAILED, at);
        if (!policyRollsBack(d)) {
            return Endings.failed(change, failure);
        }
        Rollback rollback = Endings.policyRollbackOf(d, RollbackTriggers.WORKFLOW_FAILED, at);
        if (rollback == null) {
            return Endings.failed(Endings.rollbackImpossible(d, change, RollbackTriggers.WORKFLOW_FAILED), failure);
        }
        change.alert(AlertKind.DEPLOYMENT_FAILED, phase.title() + " failed: " + failure.reason())
                .apply(b -> b.failure(failure));
        return Endings.rollBack(d, change, rollback, at);
    }

    /** Whether a failed run, of any wave, is a trigger of the policy that it was shipped under. */
    private static boolean firesTrigger(Deployment d, Phase phase) {
        ReleasePolicy policy = d.request().policy();
        return policy != null && policy.triggers().workflowFailed() && phase != Phase.ROLL_BACK;
    }

    /** Whether the policy answers to a trigger by itself: unless a person holds it. */
    private static boolean policyRollsBack(Deployment d) {
        ReleasePolicy policy = d.request().policy();
        return policy != null && policy.autoRollback() && !d.isHeld();
    }

    private static String nothingOf(Phase phase) {
        return phase == Phase.PROMOTE
                ? "; it never began, and the canary runs on as it was verified: roll back to remove it"
                : "; it never began, and nothing was deployed";
    }

    private static String describe(WorkflowRun run, Stage.Running running) {
        RunConclusion conclusion = run.conclusion();
        String how = conclusion == null
                ? "ended"
                : switch (conclusion) {
                    case CANCELLED -> "was cancelled";
                    case TIMED_OUT -> "timed out";
                    case REJECTED -> "was rejected by a reviewer";
                    case SKIPPED -> "skipped its work";
                    case REFUSED -> "was not allowed to begin";
                    case UNKNOWN -> "ended in a way that is not known";
                    case FAILURE, SUCCESS -> "failed";
                };
        Stage.Cancelling cancelling = running.cancelling();
        String why = cancelling == null ? "" : " (" + cancelling.reason() + ")";
        String detail = run.detail() == null ? "" : ": " + run.detail();
        return "run " + run.id() + " " + how + why + detail;
    }

    private static LifecycleResult succeeded(Deployment d, Phase phase, Change change, Instant at) {
        if (phase == Phase.ROLL_BACK) {
            return change.apply(b -> b.rollbackVerification(VerificationState.begin(at)))
                    .moved();
        }
        if (d.currentWave().bake() instanceof Bake.None) {
            return Endings.gateOpened(d, new Decision(Actor.POLICY, at), change, at);
        }
        return change.status(DeploymentStatus.VERIFYING)
                .apply(b -> b.verification(VerificationState.begin(d, at)))
                .moved();
    }

    static LifecycleResult cancelAnswered(Deployment d, DeploymentEvent.CancelAnswered event) {
        PhaseProgress progress = PhaseTransitions.current(d, event);
        if (progress == null) {
            return PhaseTransitions.notCurrent(event);
        }
        if (!(progress.stage() instanceof Stage.Running running)
                || running.cancelling() == null
                || !running.run().id().equals(event.runId())) {
            return Change.refused("Run " + event.runId() + " is not being cancelled.");
        }
        Stage.Cancelling before = running.cancelling();
        CancelOutcome outcome = event.outcome();
        boolean taken = !(outcome instanceof CancelOutcome.Unavailable);
        Instant soonest = event.at().plus(taken ? CANCEL_PACE : Backoff.after(1));
        Instant notBefore = outcome instanceof CancelOutcome.Unavailable unavailable
                ? Backoff.again(unavailable.retryAt(), soonest, event.at())
                : soonest;
        Stage.Cancelling cancelling =
                new Stage.Cancelling(before.reason(), before.since(), notBefore, before.asked() + (taken ? 1 : 0));
        return Change.of(d, event.at())
                .progress(progress.at(new Stage.Running(
                        running.run(),
                        running.since(),
                        running.seenAt(),
                        outcome instanceof CancelOutcome.TooLate ? event.at() : running.lookAgainAt(),
                        running.problem(),
                        cancelling)))
                .moved();
    }

    /**
     * Somebody says that the run changed. Who says so says it often, so what was looked at just now is looked at a little later,
     * and once for all who said so meanwhile.
     */
    static LifecycleResult woken(Deployment d, DeploymentEvent.Woken event) {
        PhaseProgress progress = d.status() == DeploymentStatus.NEEDS_ATTENTION
                ? null
                : d.currentPhase().map(d::progress).orElse(null);
        if (progress != null && progress.stage() instanceof Stage.Running running) {
            boolean everLookedAt = !running.seenAt().equals(running.since());
            Instant soonest = everLookedAt ? running.seenAt().plus(BETWEEN_LOOKS) : event.at();
            Instant lookAt = event.at().isAfter(soonest) ? event.at() : soonest;
            Instant planned = running.lookAgainAt();
            return planned != null && !planned.isAfter(lookAt)
                    ? Change.refused("It is looked at soon.")
                    : Change.of(d, event.at())
                            .progress(progress.at(running.lookAgain(lookAt)))
                            .moved();
        }
        if (progress != null && progress.stage() instanceof Stage.Locating locating) {
            return locating.notBefore().isAfter(event.at().plus(BETWEEN_LOOKS))
                    ? Change.of(d, event.at())
                            .progress(progress.at(locating.again(
                                    event.at().plus(BETWEEN_LOOKS), locating.reason(), locating.candidates())))
                            .moved()
                    : Change.refused("It is looked for soon.");
        }
        return RunAgainTransitions.woken(d, event);
    }
}
