package io.releaseconductor.deployment;

import io.releaseconductor.metric.Counts;
import io.releaseconductor.metric.Judgement;
import io.releaseconductor.metric.MetricSpec;
import io.releaseconductor.metric.Outcome;
import io.releaseconductor.metric.Power;
import io.releaseconductor.metric.RateEstimate;
import io.releaseconductor.metric.SequentialJudge;
import io.releaseconductor.metric.TimeBefore;
import io.releaseconductor.metric.Tolerance;
import io.releaseconductor.policy.RuleResult;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the metrics of a wave say, as rules of a verdict beside those of the checks. */
final class MetricVerdict {

    /** Nothing is counted. */
    static final MetricVerdict NONE = new MetricVerdict();

    private final List<RuleResult> criteria = new ArrayList<>();
    private final List<RuleResult> triggers = new ArrayList<>();
    private final Map<String, String> worseThanBefore = new LinkedHashMap<>();

    private MetricVerdict() {}

    static MetricVerdict of(MetricRounds rounds, Counting counting) {
        MetricVerdict verdict = new MetricVerdict();
        for (MetricEvidence metric : counting.metrics()) {
            verdict.add(rounds.spec(metric), metric, counting, rounds.isOver(metric, counting));
        }
        if (!counting.hasBegun()) {
            boolean before = rounds.against() == Comparison.BEFORE;
            rounds.comparisons().forEach(spec -> verdict.addUnknown(spec, before));
        }
        return verdict;
    }

    List<RuleResult> criteria() {
        return List.copyOf(criteria);
    }

    List<RuleResult> triggers() {
        return List.copyOf(triggers);
    }

    /** {@return the metrics that are worse than they were before, by name, with what was counted} */
    Map<String, String> worseThanBefore() {
        return Collections.unmodifiableMap(worseThanBefore);
    }

    /** Whether a metric is certainly worse by now than it was when somebody saw that its trigger had fired. */
    static boolean isWorse(String trigger, VerificationState seen, @Nullable VerificationState now) {
        MetricEvidence before = find(trigger, seen);
        MetricEvidence after = now == null ? null : find(trigger, now);
        return before != null && after != null && SequentialJudge.isWorse(before.evidence(), after.evidence());
    }

    private static @Nullable MetricEvidence find(String trigger, VerificationState state) {
        Counting counting = state.counting();
        return counting == null
                ? null
                : counting.metrics().stream()
                        .filter(metric -> trigger.equals(metric.trigger()))
                        .findFirst()
                        .orElse(null);
    }

    private void add(MetricSpec spec, MetricEvidence metric, Counting counting, boolean over) {
        Judgement judgement = SequentialJudge.judge(spec, metric.evidence());
        boolean fails = judgement.outcome() == Outcome.FAIL;
        String counted = counted(metric, judgement);
        RuleResult.Outcome fired = fails ? RuleResult.Outcome.FIRED : RuleResult.Outcome.QUIET;
        String trigger = metric.trigger();
        if (trigger != null) {
            boolean limit = metric.against() == Comparison.LIMIT;
            triggers.add(new RuleResult(
                    trigger, fired, counted, limit ? "at most " + spec.claim() : "no worse than stable"));
        }
        String asBefore = metric.asBefore();
        if (asBefore != null) {
            RuleResult.Outcome met = fails ? RuleResult.Outcome.NOT_MET : RuleResult.Outcome.MET;
            criteria.add(new RuleResult(asBefore, met, counted, "no worse than before"));
            if (fails) {
                worseThanBefore.put(metric.metric(), worse(metric, judgement) + "; " + counted);
            }
        }
        String criterion = metric.criterion();
        if (criterion != null) {
            boolean gaps = metric.gaps() * 5 > counting.looks();
            boolean harmless = judgement.outcome() == Outcome.PASS && !gaps;
            criteria.add(new RuleResult(
                    criterion,
                    harmless ? RuleResult.Outcome.MET : RuleResult.Outcome.NOT_MET,
                    counted + " · " + sureness(spec, metric, judgement, gaps, over),
                    below(spec, metric.against() == Comparison.BEFORE)));
        }
    }

    /** Before anything is counted of it, it lets no gate open. */
    private void addUnknown(MetricSpec spec, boolean before) {
        criteria.add(new RuleResult(
                MetricEvidence.harmless(spec.name()), RuleResult.Outcome.NOT_MET, "nothing yet", below(spec, before)));
    }

    private static String below(MetricSpec spec, boolean before) {
        Tolerance harmless = spec.harmless();
        return "below " + (harmless == null ? "" : harmless.beside(before ? "before" : "stable"));
    }

    private static String counted(MetricEvidence metric, Judgement judgement) {
        Counts canary = metric.evidence().canary();
        RateEstimate stable = judgement.stable();
        if (canary.isEmpty()) {
            return "nothing yet";
        }
        return of(canary)
                + switch (metric.against()) {
                    case LIMIT -> "";
                    case BEFORE -> ", " + before(metric.before());
                    case STABLE ->
                        stable == null
                                ? ", stable nothing yet"
                                : ", stable "
                                        + of(metric.evidence().strands().get(0).stable());
                };
    }

    /** Such as {@code the hour before 1.2 %, yesterday 0.9 %}. */
    private static String before(Map<TimeBefore, Counts> times) {
        String known = times.entrySet().stream()
                .map(time -> time.getKey().words() + " " + RateEstimate.words(time.getValue()))
                .collect(Collectors.joining(", "));
        return known.isEmpty() ? "nothing is known of before" : known;
    }

    private static String of(Counts counts) {
        return String.format(Locale.ROOT, "%,d of %,d", counts.bad(), counts.total());
    }

    private static String sureness(
            MetricSpec spec, MetricEvidence metric, Judgement judgement, boolean gaps, boolean over) {
        if (judgement.outcome() == Outcome.FAIL) {
            return worse(metric, judgement);
        }
        if (gaps) {
            return "not known for " + metric.gaps() + (metric.gaps() == 1 ? " look" : " looks");
        }
        long sure = Math.min(99, (long) Math.floor(100 * (1 - 1 / Math.max(1, judgement.harmless()))));
        Tolerance harmless = spec.harmless();
        String known = sure < 50 || harmless == null
                ? (over ? "cannot tell" : "cannot tell yet")
                : sure + " % sure it is not " + ratio(harmless) + " × worse";
        if (judgement.outcome() == Outcome.PASS) {
            return known;
        }
        long enough = Math.round(100 * (1 - spec.beta()));
        String needed = sure < 50 || sure >= enough ? "" : " (" + enough + " % needed)";
        return known + needed + more(spec, metric, over);
    }

    private static String worse(MetricEvidence metric, Judgement judgement) {
        RateEstimate stable = judgement.stable();
        boolean before = metric.against() == Comparison.BEFORE;
        return (before ? "worse than before" : "worse than stable")
                + (stable == null
                        ? ""
                        : ": " + judgement.canary().words() + " instead of " + (before ? "at most " : "")
                                + stable.words());
    }

    private static String ratio(Tolerance tolerance) {
        return BigDecimal.valueOf(tolerance.ratio()).stripTrailingZeros().toPlainString();
    }

    /** How much longer it takes to see what has to be found. */
    private static String more(MetricSpec spec, MetricEvidence metric, boolean over) {
        return Power.soFar(spec, metric.evidence())
                .map(prospect -> prospect.remaining(over))
                .filter(remaining -> !remaining.isEmpty())
                .map(remaining -> "; " + remaining)
                .orElse("");
    }
}
