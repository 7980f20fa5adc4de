package io.releaseconductor.json;

import io.releaseconductor.deployment.CheckEvidence;
import io.releaseconductor.deployment.Comparison;
import io.releaseconductor.deployment.Counting;
import io.releaseconductor.deployment.LookLog;
import io.releaseconductor.deployment.MetricEvidence;
import io.releaseconductor.metric.Counts;
import io.releaseconductor.metric.FailedRounds;
import io.releaseconductor.metric.MetricPlan;
import io.releaseconductor.metric.MetricRule;
import io.releaseconductor.metric.TimeBefore;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is counted of a deployment, and how far it is. Left out where nothing is. */
final class CountingWire {

    private CountingWire() {}

    static void writePlan(JsonOut out, MetricPlan plan) {
        out.list("rules", plan.rules(), CountingWire::writeRule)
                .number("lag_ms", plan.lag().toMillis());
    }

    private static void writeRule(JsonOut out, MetricRule rule) {
        out.text("metric", rule.name());
        Double limit = rule.limit();
        if (limit != null) {
            out.decimal("limit", limit);
        }
    }

    static MetricPlan readPlan(JsonIn in) {
        List<MetricRule> rules = in.list("rules", CountingWire::readRule);
        if (rules.isEmpty()) {
            throw in.corrupt("rules", "is missing or empty; allowed: one for each metric");
        }
        Duration lag = Duration.ofMillis(in.number("lag_ms", 0, MetricPlan.LONGEST_LAG.toMillis()));
        if (rules.stream().map(MetricRule::name).distinct().count() < rules.size() || rules.size() > MetricRule.MOST) {
            throw in.corrupt("rules", "has a metric twice, or too many; allowed: " + MetricRule.MOST + ", each once");
        }
        return new MetricPlan(rules, lag);
    }

    static void writeFailedRounds(JsonOut out, String name, FailedRounds allowed) {
        if (!allowed.equals(FailedRounds.DEFAULT)) {
            out.decimal(name, allowed.share());
        }
    }

    static FailedRounds readFailedRounds(JsonIn in, String name) {
        if (!in.has(name)) {
            return FailedRounds.DEFAULT;
        }
        double share = in.decimal(name, 0, 0.1);
        try {
            return new FailedRounds(share);
        } catch (IllegalArgumentException e) {
            throw in.corrupt(name, "is " + share + "; allowed: above 0 and below 0.1");
        }
    }

    static MetricPlan planOrNone(@Nullable MetricPlan plan) {
        return plan == null ? MetricPlan.NONE : plan;
    }

    private static MetricRule readRule(JsonIn in) {
        Double limit = in.has("limit") ? in.decimal("limit", 0, 1) : null;
        try {
            return new MetricRule(in.text("metric"), limit);
        } catch (IllegalArgumentException e) {
            throw in.corrupt("metric", "is no name of a metric, or its limit is not between 0 and 1");
        }
    }

    static void writeCheck(JsonOut out, CheckEvidence check) {
        out.text("check", check.check()).object("evidence", check.evidence(), EvidenceWire::write);
    }

    static CheckEvidence readCheck(JsonIn in) {
        return new CheckEvidence(in.text("check"), in.object("evidence", EvidenceWire::read));
    }

    static void write(JsonOut out, Counting counting) {
        out.time("up_to", counting.upTo())
                .number("looks", counting.looks())
                .list("metric_evidence", counting.metrics(), CountingWire::writeMetric)
                .time("retry_at", counting.retryAt())
                .text("waiting_for", counting.waitingFor())
                .time("told_at", counting.toldAt());
        writeLog(out, counting.log());
    }

    static void writeLog(JsonOut out, @Nullable LookLog log) {
        out.text("log", log == null ? null : log.text());
    }

    static Counting read(JsonIn in) {
        int looks = in.count("looks", 0);
        LookLog log = readLog(in);
        return new Counting(
                in.time("up_to"),
                looks,
                in.list("metric_evidence", CountingWire::readMetric),
                in.timeOrNull("retry_at"),
                in.textOrNull("waiting_for"),
                in.timeOrNull("told_at"),
                log != null && log.fits(looks) ? log : null);
    }

    /** A node of a version that knows of no log leaves it behind as it was. */
    static @Nullable LookLog readLog(JsonIn in) {
        String log = in.textOrNull("log");
        try {
            return log == null ? null : LookLog.parse(log);
        } catch (IllegalArgumentException e) {
            throw in.corrupt("log", "has not the form of one; allowed: digests, four characters each");
        }
    }

    private static void writeMetric(JsonOut out, MetricEvidence metric) {
        out.text("metric", metric.metric())
                .flagIfSet("against_limit", metric.against() == Comparison.LIMIT)
                .flagIfSet("against_before", metric.against() == Comparison.BEFORE);
        metric.before().forEach((time, counts) -> EvidenceWire.write(out, name(time), counts));
        out.numberUnlessZero("gaps", metric.gaps()).object("evidence", metric.evidence(), EvidenceWire::write);
    }

    private static String name(TimeBefore time) {
        return time.name().toLowerCase(Locale.ROOT);
    }

    private static MetricEvidence readMetric(JsonIn in) {
        Comparison against = in.flagOrFalse("against_limit")
                ? Comparison.LIMIT
                : in.flagOrFalse("against_before") ? Comparison.BEFORE : Comparison.STABLE;
        Map<TimeBefore, Counts> before = new EnumMap<>(TimeBefore.class);
        for (TimeBefore time : TimeBefore.values()) {
            Counts counts = against == Comparison.BEFORE ? EvidenceWire.counts(in, name(time)) : Counts.NONE;
            // of a time at which there was nothing nothing is recorded
            if (!counts.isEmpty()) {
                before.put(time, counts);
            }
        }
        return new MetricEvidence(
                in.text("metric"),
                against,
                before,
                in.countOrZero("gaps", Integer.MAX_VALUE),
                in.object("evidence", EvidenceWire::read));
    }
}
