package io.releaseconductor.chat;

import io.releaseconductor.deployment.Comparison;
import io.releaseconductor.deployment.Counting;
import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.deployment.MetricEvidence;
import io.releaseconductor.deployment.MetricReport;
import io.releaseconductor.deployment.VerificationState;
import io.releaseconductor.model.Times;
import io.releaseconductor.policy.RuleResult;
import io.releaseconductor.policy.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the metrics of a wave say, one line each, and what keeps them from being counted. */
final class CardMetrics {

    /** A source that is behind for so long is told of. */
    private static final Duration BEHIND = Duration.ofMinutes(1);

    private CardMetrics() {}

    static void add(CardBuilder card, Deployment d, VerificationState state) {
        Counting counting = state.counting();
        Verdict verdict = state.verdict();
        if (counting == null || verdict == null) {
            return;
        }
        counting.metrics().forEach(metric -> addLine(card, verdict, metric));
        addBehind(card, d, counting);
    }

    private static void addLine(CardBuilder card, Verdict verdict, MetricEvidence metric) {
        Optional<RuleResult> trigger = rule(verdict, metric.trigger());
        Optional<RuleResult> harmless = rule(verdict, metric.criterion());
        String limit = metric.against() == Comparison.LIMIT
                ? trigger.map(rule -> " (" + rule.limit() + ")").orElse("")
                : "";
        harmless.or(() -> trigger)
                .ifPresent(rule ->
                        card.line(sign(verdict, metric) + " " + metric.metric() + ": " + rule.measured() + limit));
    }

    /** Those alone for which a rollback is due. */
    static void addFired(CardBuilder card, @Nullable VerificationState state) {
        Verdict verdict = state == null ? null : state.verdict();
        if (verdict != null) {
            those(state, (all, metric) -> is(RuleResult.Outcome.FIRED, all, metric.trigger()))
                    .forEach(metric -> addLine(card, verdict, metric));
        }
    }

    private static String sign(Verdict verdict, MetricEvidence metric) {
        if (is(RuleResult.Outcome.FIRED, verdict, metric.trigger())) {
            return "❌";
        }
        if (is(RuleResult.Outcome.NOT_MET, verdict, metric.asBefore())) {
            return "⚠️";
        }
        return is(RuleResult.Outcome.NOT_MET, verdict, metric.criterion()) ? "➖" : "✅";
    }

    private static boolean is(RuleResult.Outcome outcome, Verdict verdict, @Nullable String rule) {
        return rule(verdict, rule).filter(r -> r.outcome() == outcome).isPresent();
    }

    /** Why nothing was counted for a while. */
    private static void addBehind(CardBuilder card, Deployment d, Counting counting) {
        Instant retryAt = counting.retryAt();
        Duration lag = d.request().metrics().lag();
        if (retryAt != null
                && counting.hasBegun()
                && retryAt.isAfter(counting.upTo().plus(lag).plus(BEHIND))) {
            card.line("⚠️ Metrics are counted up to " + Times.format(counting.upTo()) + ": " + counting.waitingFor());
        }
    }

    /** All of it, for the one who asks. */
    static void addDetails(CardBuilder card, Deployment d, VerificationState state) {
        Counting counting = state.counting();
        if (counting == null) {
            return;
        }
        card.paragraph().line("Metrics, counted up to " + Times.format(counting.upTo()) + ":");
        MetricReport.of(d, counting).forEach(card::line);
        if (counting.waitingFor() != null) {
            card.line("↳ Waiting", counting.waitingFor());
        }
    }

    /** The metrics for which a rollback is due, in a few words; null if there are none. */
    static @Nullable String fired(@Nullable VerificationState state) {
        String worse = named(state, " worse than stable", (verdict, metric) -> isFired(verdict, metric, false));
        String above = named(state, " above the limit", (verdict, metric) -> isFired(verdict, metric, true));
        return worse == null || above == null ? (worse == null ? above : worse) : worse + ", " + above;
    }

    private static boolean isFired(Verdict verdict, MetricEvidence metric, boolean limit) {
        return (metric.against() == Comparison.LIMIT) == limit
                && is(RuleResult.Outcome.FIRED, verdict, metric.trigger());
    }

    /** Those that are worse than before, likewise. */
    static @Nullable String worseThanBefore(@Nullable VerificationState state) {
        return named(
                state,
                " worse than before",
                (verdict, metric) -> is(RuleResult.Outcome.NOT_MET, verdict, metric.asBefore()));
    }

    /** Those of which is not known yet whether they are harmless, likewise. */
    static @Nullable String undecided(@Nullable VerificationState state) {
        return named(
                state, " undecided", (verdict, metric) -> is(RuleResult.Outcome.NOT_MET, verdict, metric.criterion()));
    }

    private static @Nullable String named(
            @Nullable VerificationState state, String how, BiPredicate<Verdict, MetricEvidence> which) {
        String names = those(state, which).map(MetricEvidence::metric).collect(Collectors.joining(", "));
        return names.isEmpty() ? null : names + how;
    }

    private static Stream<MetricEvidence> those(
            @Nullable VerificationState state, BiPredicate<Verdict, MetricEvidence> which) {
        Counting counting = state == null ? null : state.counting();
        Verdict verdict = state == null ? null : state.verdict();
        return counting == null || verdict == null
                ? Stream.empty()
                : counting.metrics().stream().filter(metric -> which.test(verdict, metric));
    }

    static boolean areCounted(@Nullable VerificationState state) {
        return state != null && state.counting() != null;
    }

    private static Optional<RuleResult> rule(Verdict verdict, @Nullable String name) {
        return Stream.concat(verdict.criteria().stream(), verdict.triggers().stream())
                .filter(rule -> rule.rule().equals(name))
                .findFirst();
    }
}
