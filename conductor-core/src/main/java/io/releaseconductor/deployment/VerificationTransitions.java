package io.releaseconductor.deployment;

import io.releaseconductor.check.CheckStatus;
import io.releaseconductor.check.Verification;
import io.releaseconductor.model.Actor;
import io.releaseconductor.model.Gate;
import io.releaseconductor.model.Phase;
import io.releaseconductor.policy.Recommendation;
import io.releaseconductor.policy.ReleasePolicy;
import io.releaseconductor.policy.RuleResult;
import io.releaseconductor.policy.Verdict;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
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
        Verdict verdict = judged(d, event);
        Change change = Change.of(d, event.at()).apply(b -> set(b, event.phase(), done(state, event, verdict)));
        return event.phase() == Phase.ROLL_BACK
                ? rollbackVerified(change, event, verdict)
                : waveVerified(d, change, event.result(), verdict, event.at());
    }

    /** By the policy that it was shipped under; where that is not recorded, a person decides. */
    private static Verdict judged(Deployment d, DeploymentEvent.Verified event) {
        ReleasePolicy policy = d.request().policy();
        if (policy == null) {
            return Verdict.NONE;
        }
        boolean open = event.phase() != Phase.ROLL_BACK && d.currentWave().gate() instanceof Gate.Open;
        Verdict verdict = (open ? policy.withAutoPromote(true) : policy).judge(event.result());
        boolean accepted = event.phase() != Phase.ROLL_BACK
                && Accepted.without(d, event.result(), verdict).isEmpty();
        return accepted && verdict.recommendation() == Recommendation.ROLL_BACK
                ? new Verdict(Recommendation.ASK, verdict.criteria(), verdict.triggers())
                : verdict;
    }

    private static VerificationState done(VerificationState state, DeploymentEvent.Verified event, Verdict verdict) {
        int total = event.result().results().size();
        return new VerificationState(state.startedAt(), total, total, event.result(), verdict);
    }

    private static LifecycleResult rollbackVerified(Change change, DeploymentEvent.Verified event, Verdict verdict) {
        String fired = names(verdict.fired());
        if (!fired.isEmpty()) {
            return Endings.failed(
                    change,
                    new Failure(
                            Phase.ROLL_BACK,
                            Failure.Kind.NOT_VERIFIED,
                            "after the rollback this still fires: " + fired,
                            event.at()));
        }
        int total = event.result().results().size();
        if (total > 0 && !event.result().hasData()) {
            change.alert(
                    AlertKind.NOT_VERIFIED,
                    "Rolled back, not verified: "
                            + (total == 1 ? "the only check" : "each of the " + total + " checks")
                            + " had no data; look whether all is well");
        }
        return change.status(DeploymentStatus.ROLLED_BACK)
                .apply(b -> b.rolledBackAt(event.at()))
                .moved();
    }

    private static LifecycleResult waveVerified(
            Deployment d, Change change, Verification result, Verdict verdict, Instant at) {
        int failures = result.count(CheckStatus.FAIL);
        int total = result.results().size();
        if (failures * 5 > total) {
            change.alert(
                    AlertKind.VERIFICATION_FAILURES, "Verification: " + failures + " of " + total + " checks failed");
        }
        if (verdict.recommendation() != Recommendation.ROLL_BACK || d.hold() != null) {
            return change.status(DeploymentStatus.VERIFIED).moved();
        }
        String fired = names(Accepted.without(d, result, verdict));
        Rollback rollback = Endings.rollbackOf(d, new Decision(Actor.POLICY, at), fired, null);
        if (rollback != null) {
            return Endings.rollBack(d, change, rollback, at);
        }
        return Endings.rollbackImpossible(d, change, fired)
                .status(DeploymentStatus.VERIFIED)
                .moved();
    }

    private static String names(List<RuleResult> rules) {
        return rules.stream().map(RuleResult::rule).collect(Collectors.joining(", "));
    }
}
