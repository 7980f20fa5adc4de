package io.releaseconductor.deployment;

import io.releaseconductor.model.Actor;
import io.releaseconductor.model.Environment;
import io.releaseconductor.model.Phase;
import io.releaseconductor.model.Rollout;
import io.releaseconductor.model.RolloutPlan;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The moves that several events share: where a phase ends, and where the next one begins. */
final class Endings {

    /** What the alert of a rollback begins with, before the name of who decided it. */
    static final String TRIGGERED_BY = "Rollback triggered by ";

    /** What the reason of a rollback begins with that the policy decides since people did not. */
    static final String NOBODY_DECIDED = "nobody decided within ";

    private Endings() {}

    /**
     * The gate of the wave that began last opens: on to the next wave, or promoted. A cancel that came too late is over with it, and,
     * if a person opens it, so is a hold.
     */
    static LifecycleResult gateOpened(Deployment d, Decision decision, Change change, Instant at) {
        Decision before = d.promotion();
        Decision promotion = decision.by().isPolicy() && before != null ? before : decision;
        change.apply(b -> b.cancelWish(null));
        if (!decision.by().isPolicy()) {
            change.apply(b -> b.holds(List.of()).lifted(null));
        }
        return d.inLastWave() ? promoted(d, promotion, change, at) : begun(d.wave() + 1, decision, promotion, change);
    }

    /** A person opens all gates before the last wave at once: the waves between are skipped. */
    static LifecycleResult gatesOpened(Deployment d, Decision decision, Change change) {
        change.apply(b -> b.cancelWish(null).holds(List.of()).lifted(null));
        return begun(d.request().plan().waves().size(), decision, decision, change);
    }

    private static LifecycleResult begun(int wave, Decision decision, Decision promotion, Change change) {
        return change.status(DeploymentStatus.PROMOTING)
                .apply(b -> b.promotion(promotion).beginWave(wave, decision))
                .moved();
    }

    private static LifecycleResult promoted(Deployment d, Decision promotion, Change change, Instant at) {
        Environment linked = d.request().linked();
        change.status(DeploymentStatus.PROMOTED)
                .apply(b -> b.promotion(promotion).promotedAt(at).watch(WatchTransitions.begin(d, at)));
        if (linked != null) {
            change.apply(b -> b.linked(new LinkedShip(
                    linked,
                    promotion,
                    LinkedShip.State.WANTED,
                    null,
                    null,
                    at.plus(d.request().soak()))));
        }
        return change.moved();
    }

    static LifecycleResult failed(Change change, Failure failure) {
        return failed(change, failure, null);
    }

    /** It failed since somebody wanted it so. */
    static LifecycleResult failed(Change change, Failure failure, @Nullable Actor by) {
        boolean rollingBack = failure.phase() == Phase.ROLL_BACK;
        return change.status(DeploymentStatus.FAILED)
                .alert(
                        rollingBack ? AlertKind.ROLLBACK_FAILED : AlertKind.DEPLOYMENT_FAILED,
                        failure.phase().title() + " failed: " + failure.reason(),
                        by)
                .apply(b -> b.failure(failure).rollbackWish(null))
                .moved();
    }

    /** It goes on no more as a person wants it, and its run, if there is one, did not succeed. */
    static LifecycleResult cancelledBy(
            Deployment d, @Nullable WorkflowRun run, Decision decision, Change change, Instant at) {
        boolean neverBegan = run == null ? !mayHaveBegunBefore(d) : neverBegan(d, Phase.DEPLOY, run);
        if (neverBegan) {
            return cancelled(change);
        }
        String how = run != null && run.started() ? " when it was partly done" : ", but " + doubt(d);
        String reason = "cancelled by " + decision.describe() + how;
        return failed(change, new Failure(Phase.DEPLOY, Failure.Kind.CANCELLED, reason, at), decision.by());
    }

    /** Its next attempt is not begun any more, and nobody knows what became of an earlier one. */
    static LifecycleResult notTriedAgain(Deployment d, String why, Instant at) {
        String reason = why + "; " + doubt(d);
        return failed(Change.of(d, at), new Failure(Phase.DEPLOY, Failure.Kind.NOT_STARTED, reason, at));
    }

    /** Whether something may have taken effect before the current attempt of the deploy phase, so that it must not end as cancelled. */
    static boolean mayHaveBegunBefore(Deployment d) {
        return !d.waves().get(0).isUntouched();
    }

    private static String doubt(Deployment d) {
        boolean triedAgain = mayHaveBegunBefore(d) && d.deployPhase().attempt().number() > 1;
        return (triedAgain ? "an earlier attempt" : "it") + " may have taken effect";
    }

    /** Only for what certainly changed nothing, or where a person says so. */
    static LifecycleResult cancelled(Change change) {
        return change.status(DeploymentStatus.CANCELLED)
                .apply(b -> b.rollbackWish(null))
                .moved();
    }

    static LifecycleResult needsAttention(
            Deployment d, Change change, Phase phase, String reason, List<RunCandidate> candidates, Instant at) {
        List<RunCandidate> choices = new ArrayList<>(candidates);
        PhaseProgress progress = d.progress(phase);
        if (progress != null && progress.stage() instanceof Stage.Running running) {
            choices.add(new RunCandidate(
                    running.run().id(), running.run().url(), "the run that was watched", running.since()));
        }
        long before = d.alerts().stream()
                .filter(a -> a.kind() == AlertKind.NEEDS_ATTENTION)
                .count();
        int number = (int) Math.min(before + 1, Attention.MAX_NUMBER);
        return change.status(DeploymentStatus.NEEDS_ATTENTION)
                .alert(AlertKind.NEEDS_ATTENTION, phase.title() + " needs attention: " + reason)
                .apply(b -> b.attention(new Attention(phase, reason, at, choices, 0, number)))
                .moved();
    }

    /**
     * The policy's {@linkplain #rollbackOf rollback} of the deployment; null too where it is left to a person, since risky paths changed and
     * the earlier version would be deployed again.
     */
    static @Nullable Rollback policyRollbackOf(Deployment d, String reason, Instant at) {
        return isLeftToAPerson(d) ? null : rollbackOf(d, new Decision(Actor.POLICY, at), reason, null);
    }

    /**
     * Whether the policy would roll it back by itself for what fires once it is promoted, as far as that is known: where it was shipped so and
     * nothing keeps the policy from it.
     */
    static boolean rollsBackWhileWatched(Deployment d) {
        DeployRequest request = d.request();
        boolean redeploys = methodAfterLastWave(request) == RollbackMethod.REDEPLOY;
        return request.watch().rollsBack()
                && request.policy() != null
                && request.policy().autoRollback()
                && !request.withoutRollback()
                && !(redeploys && (d.previousVersion() == null || d.touchesRiskyPaths()));
    }

    /** Whether a rollback is possible and the policy keeps from it. */
    static boolean isLeftToAPerson(Deployment d) {
        return d.touchesRiskyPaths()
                && rollbackMethod(d) == RollbackMethod.REDEPLOY
                && d.previousVersion() != null
                && !d.request().withoutRollback();
    }

    /** What a rollback of the deployment would be, as far as it has come, or null if nothing could do it or there is nothing to return to. */
    static @Nullable Rollback rollbackOf(
            Deployment d, Decision decision, @Nullable String reason, @Nullable EarlierVersion newer) {
        if (d.request().withoutRollback()) {
            return null;
        }
        Deployment known = newer == null ? d : knowing(d, newer);
        return asKnownNow(known, new Rollback(decision, reason, rollbackMethod(d), null));
    }

    /** A rollback to a version that somebody chose; null if nothing could do it. */
    static @Nullable Rollback rollbackTo(Deployment d, String version, Decision decision, @Nullable String reason) {
        return d.request().withoutRollback()
                ? null
                : new Rollback(decision, reason, RollbackMethod.REDEPLOY, version, true);
    }

    /** Why a rollback as things stand cannot return to a version that somebody chose; null if it can. */
    static @Nullable String refusalToChoose(Deployment d, String version) {
        if (version.equals(d.version())) {
            return version + " is what is to be rolled back: choose another version.";
        }
        return switch (rollbackMethod(d)) {
            case REDEPLOY -> null;
            case REMOVE_CANARY ->
                "Not to a version of your choice: only the canary instances are removed, and the stable version stays."
                        + " Roll back without a version.";
            case SWITCH_BACK, NO_SWITCH ->
                "Not to a version of your choice: the traffic goes back to what served before."
                        + " Roll back without a version.";
        };
    }

    /** The same deployment with newer knowledge of what a rollback of it returns to. */
    static Deployment knowing(Deployment d, EarlierVersion earlier) {
        return d.toBuilder().request(d.request().withEarlier(earlier)).build();
    }

    /** What is left of a wish, now that more may be known of the version that is rolled back; null if there is nothing to return to. */
    static @Nullable Rollback asPossible(Deployment d, Rollback wish) {
        return wish.version() == null || !wish.version().equals(d.version()) ? wish : asKnownNow(d, wish);
    }

    /** The same rollback, to what there is to return to by now; null if there is nothing. What was chosen stays. */
    static @Nullable Rollback asKnownNow(Deployment d, Rollback rollback) {
        if (rollback.chosen() && !Objects.equals(rollback.version(), d.version())) {
            return rollback;
        }
        String version = returnsTo(d, rollback.method());
        return rollback.method() == RollbackMethod.REDEPLOY && version == null
                ? null
                : new Rollback(rollback.decision(), rollback.reason(), rollback.method(), version);
    }

    /** Never the version that is rolled back. What stays or is switched back to is what ran before, and no older one. */
    private static @Nullable String returnsTo(Deployment d, RollbackMethod method) {
        String before = d.request().previousVersion();
        if (method == RollbackMethod.REDEPLOY) {
            return d.previousVersion();
        }
        return before != null && before.equals(d.version()) ? null : before;
    }

    /** What a rollback does as things stand. */
    static RollbackMethod rollbackMethod(Deployment d) {
        if (!lastWaveBegun(d)) {
            return methodBeforeLastWave(d.request().plan());
        }
        return methodAfterLastWave(d.request());
    }

    /** What there is to do once the last wave may have begun. */
    private static RollbackMethod methodAfterLastWave(DeployRequest request) {
        return request.rollout() == Rollout.BLUE_GREEN ? RollbackMethod.SWITCH_BACK : RollbackMethod.REDEPLOY;
    }

    /** What there is to do while it is certain that the last wave changed nothing. */
    private static RollbackMethod methodBeforeLastWave(RolloutPlan plan) {
        return switch (plan.kind()) {
            case BLUE_GREEN -> plan.isIdleFirst() ? RollbackMethod.NO_SWITCH : RollbackMethod.SWITCH_BACK;
            case CANARY -> plan.isByTarget() ? RollbackMethod.REDEPLOY : RollbackMethod.REMOVE_CANARY;
            case FULL -> RollbackMethod.REDEPLOY;
        };
    }

    static Change rollbackImpossible(Deployment d, Change change, String why) {
        return change.alert(
                AlertKind.ROLLBACK_IMPOSSIBLE,
                "Rollback wanted (" + why + "), "
                        + (isLeftToAPerson(d) ? whyLeftToAPerson(d) : "not possible: " + whyNoRollback(d)));
    }

    /** Why the policy {@linkplain #isLeftToAPerson keeps from a rollback}, in words that go on a sentence. */
    static String whyLeftToAPerson(Deployment d) {
        return "left to a person: it touches " + touched(d) + " (risky), not safe to roll back by version alone";
    }

    private static String touched(Deployment d) {
        ChangeSummary.Risk risk = d.risk();
        return risk == null ? "paths" : risk.words(1);
    }

    /** Why there is {@linkplain #rollbackOf no rollback} of the deployment, in words that go on a sentence. */
    static String whyNoRollback(Deployment d) {
        return d.request().withoutRollback()
                ? "there is no workflow that rolls " + d.environment().title() + " back"
                : "no earlier version is known to return to";
    }

    /** Once the last wave may have begun there is more to revert than the canary instances. */
    private static boolean lastWaveBegun(Deployment d) {
        if (!d.inLastWave()) {
            return false;
        }
        WaveProgress wave = d.currentProgress();
        PhaseProgress run = wave.phase();
        Failure failure = d.failure();
        boolean notStarted = failure != null
                && failure.phase() == Phase.PROMOTE
                && failure.kind() == Failure.Kind.NOT_STARTED
                && isFirstTry(wave);
        boolean notSent = run.attempt().number() == 1 && run.stage() instanceof Stage.Ready;
        return !notSent
                && !notStarted
                && !(run.stage() instanceof Stage.Concluded concluded && neverBegan(d, Phase.PROMOTE, concluded.run()));
    }

    /**
     * Whether it is certain that the run of a phase, which is at its end, changed nothing: not if a person was asked about the phase,
     * since an earlier attempt may then have done anything.
     */
    static boolean neverBegan(Deployment d, Phase phase, WorkflowRun run) {
        return !run.mayHaveBegun()
                && switch (phase) {
                    case DEPLOY -> !mayHaveBegunBefore(d);
                    case PROMOTE -> isFirstTry(d.currentProgress());
                    case ROLL_BACK -> false;
                };
    }

    private static boolean isFirstTry(WaveProgress wave) {
        return wave.phase().attempt().number() == 1 && wave.isUntouched();
    }

    /** What a rollback comes down to once it is certain that the last wave changed nothing. */
    static Rollback withoutLastWave(Deployment d, Rollback wish) {
        RollbackMethod method = methodBeforeLastWave(d.request().plan());
        return !isFirstTry(d.currentProgress()) || method == wish.method() || wish.chosen()
                ? wish
                : new Rollback(wish.decision(), wish.reason(), method, returnsTo(d, method));
    }

    static LifecycleResult rollBack(Deployment d, Change change, Rollback rollback, Instant at) {
        PhaseProgress earlier = d.rollbackPhase();
        if (rollback.method().hasRun()) {
            change.progress(
                    earlier == null
                            ? PhaseProgress.begin(Phase.ROLL_BACK, at)
                            : earlier.nextAttempt(at, new Stage.Ready(at, null)));
        }
        String why = rollback.reason() == null ? "" : ": " + rollback.reason();
        return change.status(DeploymentStatus.ROLLING_BACK)
                .alert(
                        AlertKind.ROLLBACK_TRIGGERED,
                        TRIGGERED_BY + rollback.decision().by().name() + why,
                        rollback.decision().by())
                .apply(b -> b.rollback(rollback)
                        .rollbackWish(null)
                        .rolledBackAt(null)
                        .rollbackVerification(rollback.method().hasRun() ? null : VerificationState.begin(at)))
                .moved();
    }
}
