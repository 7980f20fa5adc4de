package io.releaseconductor.deployment;

import io.releaseconductor.check.CheckResult;
import io.releaseconductor.check.CheckStatus;
import io.releaseconductor.check.CompletedCheck;
import io.releaseconductor.check.Verification;
import io.releaseconductor.metric.Correlation;
import io.releaseconductor.metric.Counted;
import io.releaseconductor.metric.Counts;
import io.releaseconductor.metric.Evidence;
import io.releaseconductor.metric.FailedRounds;
import io.releaseconductor.metric.Look;
import io.releaseconductor.metric.MetricSpec;
import io.releaseconductor.metric.Outcome;
import io.releaseconductor.metric.SequentialJudge;
import io.releaseconductor.model.Bake;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Makes of a check's rounds what a single one cannot say: whether it fails more often than a check of something healthy may. Each check is
 * held against that limit by the {@link SequentialJudge}, so that it does not matter how often one looks.
 */
final class CheckRounds {

    /** Silence that lasted so long is no hiccup. */
    private static final Duration SILENCE = Duration.ofSeconds(10);

    private final Bake.Rounds bake;
    private final FailedRounds allowed;
    private final int judgedTogether;

    /** @param judgedTogether how many checks and metrics share the chance of failing something healthy */
    CheckRounds(Bake.Rounds bake, FailedRounds allowed, int judgedTogether) {
        this.bake = bake;
        this.allowed = allowed;
        this.judgedTogether = Math.max(1, judgedTogether);
    }

    private MetricSpec spec(String check) {
        return MetricSpec.againstLimit(check, allowed.share())
                .withBake(Duration.ZERO, bake.atMost(), bake.every())
                .oneOf(judgedTogether);
    }

    /** The evidence with one more round, which is counted up to a time on the grid. */
    List<CheckEvidence> counted(List<CheckEvidence> before, Verification round, Instant since, Instant upTo) {
        List<CheckEvidence> counted = new ArrayList<>();
        for (CheckEvidence known : before) {
            if (round.check(known.check()).isEmpty()) {
                counted.add(known);
            }
        }
        for (CompletedCheck check : round.results()) {
            MetricSpec spec = spec(check.id());
            Evidence known = evidence(before, check.id());
            Evidence evidence = known == null ? SequentialJudge.againstLimit(spec, since, Correlation.ASSUMED) : known;
            Look look = Look.alone(evidence.upTo(), upTo, counts(check));
            counted.add(new CheckEvidence(
                    check.id(),
                    SequentialJudge.count(spec, evidence, look) instanceof Counted.Continued continued
                            ? continued.evidence()
                            : evidence));
        }
        return counted;
    }

    /** What failed before as well says nothing of what was deployed. */
    private static Counts counts(CompletedCheck check) {
        return check.status() == CheckStatus.NO_DATA || check.alreadySo()
                ? Counts.NONE
                : new Counts(check.status() == CheckStatus.FAIL ? 1 : 0, 1);
    }

    private static @Nullable Evidence evidence(List<CheckEvidence> all, String check) {
        return all.stream()
                .filter(known -> known.check().equals(check))
                .map(CheckEvidence::evidence)
                .findFirst()
                .orElse(null);
    }

    /** Since when nothing has answered, round by round; null if something did. */
    static @Nullable Instant silentSince(@Nullable Instant before, Verification round) {
        if (!round.hasData()) {
            return before;
        }
        return !round.isSilent() ? null : before == null ? round.startedAt() : before;
    }

    /** The results of a round, in which a check counts as failed if all its rounds say so, or nothing has answered for a while. */
    Verification judged(Observation seen, Verification round) {
        Instant since = seen.silentSince();
        boolean dead = since != null && round.isSilent() && !round.startedAt().isBefore(since.plus(SILENCE));
        return new Verification(
                round.startedAt(),
                round.finishedAt(),
                round.results().stream()
                        .map(check -> dead ? check : judged(seen, check))
                        .toList());
    }

    private CompletedCheck judged(Observation seen, CompletedCheck check) {
        Evidence evidence = evidence(seen.checks(), check.id());
        if (evidence != null && SequentialJudge.outcome(spec(check.id()), evidence) == Outcome.FAIL) {
            return check.alreadySo() ? check : failed(check, evidence.canary());
        }
        return check.isNewFailure() ? doubted(check) : check;
    }

    private CompletedCheck failed(CompletedCheck check, Counts rounds) {
        CheckResult result = check.result();
        boolean failsNow = result.status() == CheckStatus.FAIL;
        String told = "failed in " + rounds.bad() + " of " + rounds.total() + " rounds (allowed: " + allowed + ")";
        String message = failsNow && !result.message().isBlank() ? result.message() + "; " + told : told;
        return with(check, CheckStatus.FAIL, message, failsNow && result.critical());
    }

    private static CompletedCheck doubted(CompletedCheck check) {
        String message = check.result().message();
        return with(check, CheckStatus.WARNING, (message.isBlank() ? "failed" : message) + ", looked at again", false);
    }

    private static CompletedCheck with(CompletedCheck check, CheckStatus status, String message, boolean critical) {
        CheckResult result = check.result();
        return new CompletedCheck(
                check.id(),
                check.name(),
                new CheckResult(
                        status,
                        message,
                        result.latency(),
                        critical,
                        result.findings(),
                        result.error(),
                        result.hint(),
                        result.link(),
                        status == CheckStatus.FAIL && result.unanswered(),
                        status == CheckStatus.FAIL ? result.kind() : null));
    }
}
