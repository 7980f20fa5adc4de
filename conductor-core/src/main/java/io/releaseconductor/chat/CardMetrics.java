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
        for (MetricEvidence metric : counting.metrics()) {
            Optional<RuleResult> trigger = rule(verdict, metric.trigger());
            Optional<RuleResult> harmless = rule(verdict, metric.criterion());
            String limit = metric.against() == Comparison.LIMIT
                    ? trigger.map(rule -> " (" + rule.limit() + ")").orElse("")
                    : "";
            harmless.or(() -> trigger)
                    .ifPresent(rule ->
                            card.line(sign(verdict, metric) + " " + metric.metric() + ": " + rule.measured() + limit));
        }
        addBehind(card, d, counting);
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
        Counting counting = state == null ? null : state.counting();
        Verdict verdict = state == null ? null : state.verdict();
        if (counting == null || verdict == null) {
            return null;
        }
        return counting.metrics().stream()
                .filter(metric ->
                        verdict.fired().stream().anyMatch(rule -> rule.rule().equals(metric.trigger())))
                .map(metric -> metric.metric()
                        + (metric.against() == Comparison.LIMIT ? " above the limit" : " worse than stable"))
                .reduce((one, other) -> one + ", " + other)
                .orElse(null);
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
