package io.releaseconductor.deployment;

import io.releaseconductor.check.CheckStatus;
import io.releaseconductor.check.CompletedCheck;
import io.releaseconductor.check.Verification;
import io.releaseconductor.model.Bake;
import io.releaseconductor.policy.Recommendation;
import io.releaseconductor.policy.RuleResult;
import io.releaseconductor.policy.Verdict;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One round after the other of a wave that bakes. What fires takes three rounds running and rolls back at once, also while a decision is
 * awaited; what lets the gate open takes the least of the bake, and three rounds running in which all criteria were met.
 */
final class RoundTransitions {

    private RoundTransitions() {}

    static LifecycleResult looked(
            Deployment d, Bake.Rounds bake, VerificationState state, Verification round, Instant at) {
        Observation before = state.observation();
        if (before == null) {
            return Change.refused("This wave is not looked at in rounds.");
        }
        Verdict raw = VerificationTransitions.judged(d, round);
        boolean met = round.hasData()
                && !raw.criteria().isEmpty()
                && raw.criteria().stream().allMatch(rule -> rule.outcome() == RuleResult.Outcome.MET);
        Observation seen = before.and(bake, round, met, round.startedAt());
        Verification judged = seen.judged(round);
        Verdict verdict = held(bake, state, seen, VerificationTransitions.judged(d, judged), at);
        VerificationState next = next(state, seen, judged, verdict);
        Change change = ApprovalTransitions.voidedIfOther(d, Change.of(d, at), state.verdict(), verdict)
                .apply(b -> b.verification(next));
        if (verdict.recommendation() == Recommendation.ROLL_BACK && !d.isHeld()) {
            return VerificationTransitions.fired(d, change, next, at);
        }
        boolean over = !at.isBefore(bake.endOfLeast(state.startedAt()));
        return d.status() == DeploymentStatus.VERIFYING && over
                ? VerificationTransitions.awaitDecision(change, judged)
                : change.moved();
    }

    /** The gate opens by itself only within the bake, after rounds that agree, of which not too many were missed. */
    private static Verdict held(
            Bake.Rounds bake, VerificationState state, Observation seen, Verdict verdict, Instant at) {
        boolean inTime = !at.isBefore(bake.endOfLeast(state.startedAt()))
                && !at.isAfter(bake.endOfMost(state.startedAt()).plus(bake.every()));
        boolean agreed = seen.met() >= Bake.Rounds.AGREEING && !seen.hasWideGaps();
        return verdict.recommendation() == Recommendation.PROMOTE && !(inTime && agreed)
                ? new Verdict(Recommendation.ASK, verdict.criteria(), verdict.triggers())
                : verdict;
    }

    /** A quiet round changes no card: where checks and verdict come out as before, the results stay that are shown. */
    private static VerificationState next(
            VerificationState state, Observation seen, Verification judged, Verdict verdict) {
        Verification shown = state.result();
        Verdict told = state.verdict();
        boolean quiet = shown != null
                && told != null
                && standings(shown).equals(standings(judged))
                && outcomes(told).equals(outcomes(verdict))
                && told.recommendation() == verdict.recommendation();
        int total = judged.results().size();
        return new VerificationState(
                state.startedAt(), total, total, quiet ? shown : judged, quiet ? told : verdict, null, seen);
    }

    private record Standing(CheckStatus status, boolean alreadySo) {}

    private static Map<String, Standing> standings(Verification verification) {
        return verification.results().stream()
                .collect(Collectors.toMap(
                        CompletedCheck::id,
                        check -> new Standing(check.status(), check.alreadySo()),
                        (one, other) -> other));
    }

    private static Map<String, RuleResult.Outcome> outcomes(Verdict verdict) {
        return Stream.concat(verdict.criteria().stream(), verdict.triggers().stream())
                .collect(Collectors.toMap(RuleResult::rule, RuleResult::outcome, (one, other) -> other));
    }
}
