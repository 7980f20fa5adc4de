package io.releaseconductor.json;

import io.releaseconductor.deployment.CountedMetric;
import io.releaseconductor.deployment.CountedWave;
import io.releaseconductor.deployment.MetricHistory;

/** What the history keeps of the metrics of a deployment. */
final class MetricHistoryWire {

    private MetricHistoryWire() {}

    static void write(JsonOut out, MetricHistory history) {
        CountingWire.writePlan(out, history.plan());
        out.number("judged_together", history.judgedTogether())
                .text("stable_version", history.stableVersion())
                .time("deployed_at", history.deployedAt())
                .list("counted_waves", history.waves(), MetricHistoryWire::write);
    }

    private static void write(JsonOut out, CountedWave wave) {
        out.number("wave", wave.number());
        PlanWire.write(out, wave.reach());
        PlanWire.write(out, wave.bake());
        out.word("compared", wave.compared(), WireNames.COMPARED).time("from", wave.from());
        CountingWire.writeLog(out, wave.log());
        out.list("counted_metrics", wave.metrics(), MetricHistoryWire::write);
    }

    private static void write(JsonOut out, CountedMetric metric) {
        out.text("rule", metric.rule())
                .word("outcome", metric.outcome(), WireNames.OUTCOME)
                .numberUnlessZero("gaps", metric.gaps())
                .number("digest", metric.digest());
    }

    static MetricHistory read(JsonIn in) {
        return new MetricHistory(
                CountingWire.readPlan(in),
                in.count("judged_together", 1),
                in.textOrNull("stable_version"),
                in.time("deployed_at"),
                in.list("counted_waves", MetricHistoryWire::readWave));
    }

    private static CountedWave readWave(JsonIn in) {
        return new CountedWave(
                in.count("wave", 1),
                PlanWire.readReach(in),
                PlanWire.readRounds(in),
                in.wordOrNull("compared", WireNames.COMPARED),
                in.time("from"),
                CountingWire.readLog(in),
                in.list("counted_metrics", MetricHistoryWire::readMetric));
    }

    private static CountedMetric readMetric(JsonIn in) {
        return new CountedMetric(
                in.text("rule"),
                in.word("outcome", WireNames.OUTCOME),
                in.countOrZero("gaps", Integer.MAX_VALUE),
                in.number("digest", 0, CountedMetric.HIGHEST_DIGEST));
    }
}
