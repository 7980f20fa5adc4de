package io.releaseconductor.deployment;

import io.releaseconductor.metric.MetricPlan;
import io.releaseconductor.metric.SequentialJudge;
import io.releaseconductor.model.Bake;
import io.releaseconductor.model.Reach;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What the history keeps of the metrics of one wave.
 *
 * @param number which wave of the plan, from 1
 * @param reach how far it reached
 * @param bake how it was looked at
 * @param compared what its metrics were compared with, beside limits; null if with nothing
 * @param from when its first look began
 * @param log what its looks rest on; null where that was not kept
 * @param metrics what came of each metric, at least one
 */
public record CountedWave(
        int number,
        Reach reach,
        Bake.Rounds bake,
        @Nullable Comparison compared,
        Instant from,
        @Nullable LookLog log,
        List<CountedMetric> metrics) {

    /**
     * Validates and copies.
     *
     * @throws IllegalArgumentException if the number is below 1, or there is no metric
     */
    public CountedWave {
        Objects.requireNonNull(reach, "reach");
        Objects.requireNonNull(bake, "bake");
        Objects.requireNonNull(from, "from");
        metrics = List.copyOf(metrics);
        if (number < 1 || metrics.isEmpty()) {
            throw new IllegalArgumentException("wave " + number + " with " + metrics.size()
                    + " metrics is not allowed; allowed: 1 or more, with 1 or more");
        }
    }

    static CountedWave of(int number, Reach reach, Bake.Rounds bake, Counting counting, MetricRounds rounds) {
        Instant from = counting.upTo().minus(bake.every().multipliedBy(counting.looks()));
        return new CountedWave(
                number, reach, bake, rounds.against(), from, counting.log(), metrics(rounds, counting.metrics()));
    }

    /** What came of metrics, to be compared later. */
    static List<CountedMetric> metrics(MetricRounds rounds, List<MetricEvidence> metrics) {
        return metrics.stream()
                .map(metric -> new CountedMetric(
                        metric.rule(),
                        SequentialJudge.outcome(rounds.spec(metric), metric.evidence()),
                        metric.gaps(),
                        metric.evidence().digest()))
                .toList();
    }

    MetricRounds rounds(MetricPlan plan, int judgedTogether) {
        return MetricRounds.of(plan, bake, compared, judgedTogether);
    }
}
