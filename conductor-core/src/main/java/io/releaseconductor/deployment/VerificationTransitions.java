package io.releaseconductor.deployment;

import io.releaseconductor.check.Verification;
import io.releaseconductor.model.Bake;
import io.releaseconductor.model.Gate;
import io.releaseconductor.model.Phase;
import io.releaseconductor.policy.Recommendation;
import io.releaseconductor.policy.ReleasePolicy;
import io.releaseconductor.policy.RuleResult;
import io.releaseconductor.policy.Verdict;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The checks of what was deployed, and of what was rolled back. */
final class VerificationTransitions {

    private VerificationTransitions() {}

    /** The verification that an event is about, or null if it is not the one that runs now. */
    private static @Nullable VerificationState running(Deployment d, DeploymentEvent.OfVerification event) {
        return event.verification().equals(d.verifying()) ? d.verification(event.phase()) : null;
    }

    static LifecycleResult progressed(Deployment d, DeploymentEvent.ChecksProgressed event) {
        VerificationState state = running(d, event);
        if (state == null) {
            return Change.refused("That verification is over.");
        }
        if (event.verification().isRound()) {
            return Change.refused("What a round finds is told once it is over.");
        }
        VerificationState next =
                new VerificationState(state.startedAt(), event.done(), event.total(), null, null, event.settling());
        if (next.equals(state)) {
            return Change.refused("That is known.");
        }
        return Change.of(d, event.at()).apply(b -> set(b, event.phase(), next)).moved();
    }

    private static void set(DeploymentBuilder builder, Phase phase, VerificationState state) {
        if (phase == Phase.ROLL_BACK) {
            builder.rollbackVerification(state);
        } else {
            builder.verification(state);
        }
    }

    static LifecycleResult verified(Deployment d, DeploymentEvent.Verified event) {
        VerificationState state = running(d, event);
        if (state == null) {
            return Change.refused("That verification is over: it got its decision already.");
        }
        Verification result = BaselineTransitions.marked(d, event.phase(), event.result(), event.at());
        if (event.phase() != Phase.ROLL_BACK && d.currentWave().bake() instanceof Bake.Rounds bake) {
            return RoundTransitions.looked(d, bake, state, result, event.recent(), event.at());
        }
        boolean rolledBack = event.phase() == Phase.ROLL_BACK;
        Verdict verdict = rolledBack ? ofRollback(d, result) : judged(d, result, List.of(), List.of());
        VerificationState done = done(state, result, verdict);
        Change change = Change.of(d, event.at()).apply(b -> set(b, event.phase(), done));
        if (rolledBack) {
            return rollbackVerified(d, change, result, verdict, event.at());
        }
        ShadowTransitions.looked(d, change, result, verdict, true, event.at());
        RecentVerifications.told(d, change, done, event.recent());
        return verdict.recommendation() == Recommendation.ROLL_BACK && !d.isHeld()
                ? fired(d, change, done, event.at())
                : awaitDecision(change);
    }

    private static Verdict ofRollback(Deployment d, Verification result) {
        ReleasePolicy policy = d.request().policy();
        return policy == null ? Verdict.NONE : policy.judge(result);
    }

    /**
     * What is made of the results of a wave, by the policy that it was shipped under; where that is not recorded, and where a person has
     * accepted all that fires, a person decides.
     */
    static Verdict judged(
            Deployment d, Verification result, List<RuleResult> otherCriteria, List<RuleResult> otherTriggers) {
        ReleasePolicy policy = d.request().policy();
        if (policy == null) {
            return Verdict.NONE;
        }
        boolean open = d.currentWave().gate() instanceof Gate.Open;
        Verdict verdict = (open ? policy.withAutoPromote(true) : policy).judge(result, otherCriteria, otherTriggers);
        boolean accepted = Accepted.without(d, result, verdict).isEmpty();
        return accepted && verdict.recommendation() == Recommendation.ROLL_BACK
                ? new Verdict(Recommendation.ASK, verdict.criteria(), verdict.triggers())
                : verdict;
    }

    private static VerificationState done(VerificationState state, Verification result, Verdict verdict) {
        int total = result.results().size();
        return new VerificationState(state.startedAt(), total, total, result, verdict);
    }

    private static LifecycleResult rollbackVerified(
            Deployment d, Change change, Verification result, Verdict verdict, Instant at) {
        String fired = RuleResult.names(verdict.fired());
        String still = result.answeredBy().filter(d::wasToGo).orElse(null);
        if (!fired.isEmpty() || still != null) {
            String why = fired.isEmpty() ? still + " still answers" : "this still fires: " + fired;
            return Endings.failed(
                    change, new Failure(Phase.ROLL_BACK, Failure.Kind.NOT_VERIFIED, "after the rollback " + why, at));
        }
        int total = result.results().size();
        if (total > 0 && !result.hasData()) {
            change.alert(
                    AlertKind.NOT_VERIFIED,
                    "Rolled back, not verified: "
                            + (total == 1 ? "the only check" : "each of the " + total + " checks")
                            + " had no data; look whether all is well");
        }
        return change.status(DeploymentStatus.ROLLED_BACK)
                .apply(b -> b.rolledBackAt(at))
                .moved();
    }

    /** The looks at a wave are there, or as many as it takes: a person, or the policy, decides. */
    static LifecycleResult awaitDecision(Change change) {
        return change.status(DeploymentStatus.VERIFIED).moved();
    }

    /** The policy rolls back for what nobody has accepted, or says once that it cannot. */
    static LifecycleResult fired(Deployment d, Change change, VerificationState state, Instant at) {
        Verification result = Objects.requireNonNull(state.result(), "result");
        String fired =
                RuleResult.names(Accepted.without(d, result, Objects.requireNonNull(state.verdict(), "verdict")));
        Rollback rollback = Endings.policyRollbackOf(d, fired, at);
        if (rollback != null) {
            return Endings.rollBack(d, change, rollback, at);
        }
        boolean told = d.alerts().stream().anyMatch(alert -> alert.kind() == AlertKind.ROLLBACK_IMPOSSIBLE);
        if (d.status() == DeploymentStatus.VERIFYING || !told) {
            Endings.rollbackImpossible(d, change, fired);
        }
        return change.status(DeploymentStatus.VERIFIED).moved();
    }
}
