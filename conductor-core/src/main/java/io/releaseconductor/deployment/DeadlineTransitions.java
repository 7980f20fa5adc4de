package io.releaseconductor.deployment;

import io.releaseconductor.check.CheckResult;
import io.releaseconductor.check.CompletedCheck;
import io.releaseconductor.check.Verification;
import io.releaseconductor.model.Phase;
import io.releaseconductor.model.Times;
import io.releaseconductor.policy.Recommendation;
import io.releaseconductor.policy.ReleasePolicy;
import io.releaseconductor.policy.Verdict;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What happens, visibly, when something takes too long. */
final class DeadlineTransitions {

    private DeadlineTransitions() {}

    static LifecycleResult passed(Deployment d, DeploymentEvent.DeadlinePassed event) {
        return switch (event.deadline()) {
            case ADMISSION -> RestraintTransitions.neverBegan(d, event);
            case DISPATCH -> dispatch(d, event);
            case LOCATE -> locate(d, event);
            case RUN, RUN_WAITING -> run(d, event);
            case CANCEL -> cancel(d, event);
            case SLOW -> slow(d, event);
            case VERIFICATION -> verification(d, event);
            case DECISION -> decision(d, event);
            case DECISION_DUE -> CallTransitions.due(d, event);
            case DECISION_EXPIRES -> CallTransitions.expires(d, event);
            case REMINDER -> reminder(d, event);
            case WATCH -> WatchTransitions.missed(d, event);
        };
    }

    /** The phase whose run is asked for or watched, unless a person was asked about it. */
    private static @Nullable PhaseProgress current(Deployment d) {
        return d.status() == DeploymentStatus.NEEDS_ATTENTION
                ? null
                : d.currentPhase().map(d::progress).orElse(null);
    }

    static LifecycleResult tooLate(DeploymentEvent.DeadlinePassed event) {
        return Change.refused("The deadline " + event.deadline() + " does not run any more.");
    }

    private static LifecycleResult dispatch(Deployment d, DeploymentEvent.DeadlinePassed event) {
        PhaseProgress progress = current(d);
        if (progress == null || !(progress.stage() instanceof Stage.Ready ready)) {
            return tooLate(event);
        }
        String problem = ready.problem() == null ? "" : ": " + ready.problem();
        return Endings.failed(
                Change.of(d, event.at()),
                new Failure(
                        progress.phase(),
                        Failure.Kind.NOT_STARTED,
                        "the workflow could not be dispatched within " + Times.format(event.limit()) + problem,
                        event.at()));
    }

    private static LifecycleResult locate(Deployment d, DeploymentEvent.DeadlinePassed event) {
        PhaseProgress progress = current(d);
        if (progress == null || !(progress.stage() instanceof Stage.Locating locating)) {
            return tooLate(event);
        }
        return Endings.needsAttention(
                d,
                Change.of(d, event.at()),
                progress.phase(),
                "no run was found for " + locating.intent().correlationKey() + " within " + Times.format(event.limit())
                        + " (" + locating.reason() + ")",
                locating.candidates(),
                event.at());
    }

    private static LifecycleResult run(Deployment d, DeploymentEvent.DeadlinePassed event) {
        PhaseProgress progress = current(d);
        if (progress == null || !(progress.stage() instanceof Stage.Running running) || running.cancelling() != null) {
            return tooLate(event);
        }
        String what = event.deadline() == Deadline.RUN_WAITING ? "it waited" : "it took";
        return Change.of(d, event.at())
                .progress(progress.at(
                        running.cancelling(what + " longer than " + Times.format(event.limit()), event.at())))
                .moved();
    }

    private static LifecycleResult cancel(Deployment d, DeploymentEvent.DeadlinePassed event) {
        PhaseProgress progress = current(d);
        if (progress == null || !(progress.stage() instanceof Stage.Running running) || running.cancelling() == null) {
            return tooLate(event);
        }
        return Endings.needsAttention(
                d,
                Change.of(d, event.at()),
                progress.phase(),
                "run " + running.run().id() + " was to be cancelled ("
                        + running.cancelling().reason() + "), and was not seen to end within "
                        + Times.format(event.limit()),
                List.of(),
                event.at());
    }

    private static LifecycleResult slow(Deployment d, DeploymentEvent.DeadlinePassed event) {
        boolean told = d.alerts().stream().anyMatch(a -> a.kind() == AlertKind.SLOW_DEPLOYMENT);
        if (told || d.worksFor(event.limit()) == null) {
            return tooLate(event);
        }
        return Change.of(d, event.at())
                .alert(AlertKind.SLOW_DEPLOYMENT, "Dispatch and runs take longer than " + Times.format(event.limit()))
                .moved();
    }

    private static LifecycleResult verification(Deployment d, DeploymentEvent.DeadlinePassed event) {
        VerificationKey verifying = d.status() == DeploymentStatus.VERIFIED ? null : d.verifying();
        VerificationState state = verifying == null ? null : d.verification(verifying.phase());
        if (verifying == null || state == null) {
            return tooLate(event);
        }
        Phase phase = verifying.phase();
        String reason = "the checks could not be run within " + Times.format(event.limit());
        if (phase == Phase.ROLL_BACK) {
            return Endings.failed(
                    Change.of(d, event.at()), new Failure(phase, Failure.Kind.NOT_VERIFIED, reason, event.at()));
        }
        if (verifying.isRound() && state.result() != null && state.observation() != null) {
            return interrupted(d, state, event, reason);
        }
        CompletedCheck none = new CompletedCheck("verification", "Verification", CheckResult.noData(reason));
        VerificationState given = new VerificationState(
                state.startedAt(),
                0,
                state.total(),
                new Verification(state.startedAt(), event.at(), List.of(none)),
                Verdict.NONE,
                null,
                state.observation());
        return Change.of(d, event.at())
                .status(DeploymentStatus.VERIFIED)
                .alert(AlertKind.NOT_VERIFIED, "Not verified: " + reason)
                .apply(b -> b.verification(given))
                .moved();
    }

    /** Rounds were counted, but none any more: what they came to stands, and a person decides. */
    private static LifecycleResult interrupted(
            Deployment d, VerificationState state, DeploymentEvent.DeadlinePassed event, String reason) {
        Verdict verdict = Objects.requireNonNull(state.verdict(), "verdict");
        VerificationState given = new VerificationState(
                state.startedAt(),
                state.done(),
                state.total(),
                state.result(),
                new Verdict(Recommendation.ASK, verdict.criteria(), verdict.triggers()),
                null,
                state.observation());
        return Change.of(d, event.at())
                .status(DeploymentStatus.VERIFIED)
                .alert(AlertKind.NOT_VERIFIED, "Not verified to the end: " + reason)
                .apply(b -> b.verification(given))
                .moved();
    }

    private static LifecycleResult decision(Deployment d, DeploymentEvent.DeadlinePassed event) {
        if (d.status() != DeploymentStatus.VERIFIED) {
            return tooLate(event);
        }
        Change change = Change.of(d, event.at());
        Rollback rollback = rollbackOfHalfARollout(d, event);
        if (rollback != null) {
            return Endings.rollBack(d, change, rollback, event.at());
        }
        String reach = d.request().plan().isShapedByDefault()
                ? ""
                : "; left at " + d.currentWave().reach().words();
        return change.status(DeploymentStatus.EXPIRED)
                .alert(
                        AlertKind.EXPIRED,
                        "Expired: nobody decided within " + Times.format(event.limit()) + reach + leftToAPerson(d))
                .moved();
    }

    /** Where a rollout that is half done would have gone back by itself. */
    private static String leftToAPerson(Deployment d) {
        return mayGoBack(d) && Endings.isLeftToAPerson(d) ? "; its rollback is " + Endings.whyLeftToAPerson(d) : "";
    }

    /**
     * A rollout that nobody takes further is not left half done by the policy: before its last wave it goes back. The plans that
     * everybody knows expire instead.
     */
    static @Nullable Rollback rollbackOfHalfARollout(Deployment d, DeploymentEvent.DeadlinePassed event) {
        return mayGoBack(d)
                ? Endings.policyRollbackOf(d, Endings.NOBODY_DECIDED + Times.format(event.limit()), event.at())
                : null;
    }

    private static boolean mayGoBack(Deployment d) {
        ReleasePolicy policy = d.request().policy();
        return policy != null
                && policy.autoRollback()
                && !d.isHeld()
                && !d.request().plan().isShapedByDefault()
                && !d.inLastWave();
    }

    private static LifecycleResult reminder(Deployment d, DeploymentEvent.DeadlinePassed event) {
        Attention attention = d.attention();
        if (attention == null) {
            return tooLate(event);
        }
        return Change.of(d, event.at())
                .remind(
                        AlertKind.ATTENTION_REMINDER,
                        "Still needs attention since " + Times.format(attention.since()) + ": " + attention.reason())
                .apply(b -> b.attention(attention.reminded()))
                .moved();
    }
}
