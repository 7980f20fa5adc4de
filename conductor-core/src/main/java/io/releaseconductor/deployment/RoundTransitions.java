package io.releaseconductor.deployment;

import io.releaseconductor.check.CheckStatus;
import io.releaseconductor.check.CompletedCheck;
import io.releaseconductor.check.Verification;
import io.releaseconductor.model.Bake;
import io.releaseconductor.policy.Recommendation;
import io.releaseconductor.policy.RuleResult;
import io.releaseconductor.policy.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One round after the other of a wave that bakes, and one look at its metrics after the other. What is harm beyond chance rolls back at
 * once, also while a decision is awaited; what lets the gate open takes the least of the bake, and three rounds running in which the checks
 * met all criteria and would not have fired a trigger.
 */
final class RoundTransitions {

    /** How often at most the card is brought up to date with counts that change nothing. */
    private static final Duration TELL_EVERY = Duration.ofMinutes(1);

    private RoundTransitions() {}

    static LifecycleResult looked(
            Deployment d,
            Bake.Rounds bake,
            VerificationState state,
            Verification round,
            @Nullable RecentVerifications recent,
            Instant at) {
        Observation before = state.observation();
        if (before == null) {
            return Change.refused("This wave is not looked at in rounds.");
        }
        Verdict raw = VerificationTransitions.judged(d, round, List.of(), List.of());
        boolean met = round.hasData() && raw.fired().isEmpty() && raw.meetsAll();
        CheckRounds rounds = new CheckRounds(bake, d.request().failedRounds(), MetricRounds.judgedTogether(d));
        Observation seen = before.and(bake, rounds, round, met);
        return judged(d, bake, state, seen, rounds.judged(seen, round), recent, at);
    }

    /** The metrics are counted further. Before the first round of the checks there is nothing to judge them together with. */
    static LifecycleResult counted(
            Deployment d, Bake.Rounds bake, Counting counting, @Nullable RecentVerifications recent, Instant at) {
        VerificationState state = d.currentProgress().verification();
        Observation before = state == null ? null : state.observation();
        if (state == null || before == null) {
            return Change.refused("This wave is not looked at in rounds.");
        }
        Observation seen = before.with(counting);
        Verification checks = state.result();
        return checks == null
                ? Change.of(d, at).apply(b -> b.verification(state.with(seen))).moved()
                : judged(d, bake, state, seen, checks, recent, at);
    }

    private static LifecycleResult judged(
            Deployment d,
            Bake.Rounds bake,
            VerificationState state,
            Observation seen,
            Verification checks,
            @Nullable RecentVerifications recent,
            Instant at) {
        Counting counting = seen.counting();
        MetricVerdict metrics =
                counting == null ? MetricVerdict.NONE : MetricVerdict.of(MetricRounds.of(d, bake), counting);
        Verdict judged = VerificationTransitions.judged(d, checks, metrics.criteria(), metrics.triggers());
        boolean gateMayOpen = mayOpen(bake, state, seen, at);
        Verdict verdict = judged.recommendation() == Recommendation.PROMOTE && !gateMayOpen
                ? new Verdict(Recommendation.ASK, judged.criteria(), judged.triggers())
                : judged;
        boolean over = !at.isBefore(bake.endOfLeast(state.startedAt())) && seen.rounds() > 0;
        boolean decides = d.status() == DeploymentStatus.VERIFYING && over;
        VerificationState next = next(d, state, seen, checks, verdict, at, decides);
        Change change = ApprovalTransitions.voidedIfOther(d, Change.of(d, at), state.verdict(), verdict)
                .apply(b -> b.verification(next));
        ShadowTransitions.looked(d, change, checks, verdict, gateMayOpen, at);
        metrics.worseThanBefore().forEach((metric, worse) -> tellOnce(d, change, metric + ": ", worse));
        boolean rollsBack = verdict.recommendation() == Recommendation.ROLL_BACK && !d.isHeld();
        if (rollsBack || decides || d.status() == DeploymentStatus.VERIFIED) {
            RecentVerifications.told(d, change, next, recent);
        }
        if (rollsBack) {
            return VerificationTransitions.fired(d, change, next, at);
        }
        return decides ? VerificationTransitions.awaitDecision(change) : change.moved();
    }

    private static void tellOnce(Deployment d, Change change, String metric, String worse) {
        boolean told = d.alerts().stream()
                .anyMatch(alert -> alert.kind() == AlertKind.WORSE_THAN_BEFORE
                        && alert.message().startsWith(metric));
        if (!told) {
            change.alert(AlertKind.WORSE_THAN_BEFORE, metric + worse);
        }
    }

    /** The gate opens by itself only within the bake, after rounds that agree, of which not too many were missed. */
    private static boolean mayOpen(Bake.Rounds bake, VerificationState state, Observation seen, Instant at) {
        boolean inTime = !at.isBefore(bake.endOfLeast(state.startedAt()))
                && !at.isAfter(bake.endOfMost(state.startedAt()).plus(bake.every()));
        boolean agreed = seen.met() >= Bake.Rounds.AGREEING && !seen.hasWideGaps();
        return inTime && agreed;
    }

    /**
     * A quiet round changes no card: where checks and verdict come out as before, as fast as before, the results stay that are shown.
     * Counts change with every look. The first ones are shown at once, later ones now and then, and when somebody is asked for a decision.
     */
    private static VerificationState next(
            Deployment d,
            VerificationState state,
            Observation seen,
            Verification judged,
            Verdict verdict,
            Instant at,
            boolean decides) {
        Verification shown = state.result();
        Verdict told = state.verdict();
        boolean quiet = shown != null
                && told != null
                && standings(d, shown).equals(standings(d, judged))
                && outcomes(told).equals(outcomes(verdict))
                && told.recommendation() == verdict.recommendation();
        Counting counting = seen.counting();
        Instant toldAt = counting == null ? at : counting.toldAt();
        boolean countsAreOld = toldAt == null || !at.isBefore(toldAt.plus(TELL_EVERY));
        boolean tell = !quiet || countsAreOld || decides;
        int total = judged.results().size();
        return new VerificationState(
                state.startedAt(),
                total,
                total,
                quiet ? shown : judged,
                tell ? verdict : told,
                null,
                tell && counting != null && counting.hasCounted() ? seen.with(counting.told(at)) : seen);
    }

    /** How a check stands, as far as cards show it other than in figures. */
    record Standing(CheckStatus status, boolean alreadySo, boolean slow) {}

    static Map<String, Standing> standings(Deployment d, Verification verification) {
        return verification.results().stream()
                .collect(Collectors.toMap(
                        CompletedCheck::id,
                        check -> new Standing(
                                check.status(),
                                check.alreadySo(),
                                d.request().usual().isFarExceededBy(check)),
                        (one, other) -> other));
    }

    private static Map<String, RuleResult.Outcome> outcomes(Verdict verdict) {
        return Stream.concat(verdict.criteria().stream(), verdict.triggers().stream())
                .collect(Collectors.toMap(RuleResult::rule, RuleResult::outcome, (one, other) -> other));
    }
}
