package io.releaseconductor.plan;

import io.releaseconductor.deployment.Counting;
import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.metric.Spans;
import io.releaseconductor.metric.TimeBefore;
import io.releaseconductor.model.Bake;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The looks at the metrics of a wave that bakes, beside the rounds of its checks. Their spans lie on a grid of recorded times; the clock
 * only says which of them are over.
 */
final class MetricLooks {

    private MetricLooks() {}

    static void plan(Deployment d, Instant now, Agenda<Step.OfMetrics> agenda) {
        Counting counting = d.counting();
        if (counting == null || !(d.currentWave().bake() instanceof Bake.Rounds bake)) {
            return;
        }
        if (counting.hasBegun()) {
            count(d, counting, bake, now, agenda);
        } else {
            agenda.from(later(d.statusSince(), counting.retryAt()), () -> before(d, counting, bake));
        }
    }

    private static Step.OfMetrics before(Deployment d, Counting counting, Bake.Rounds bake) {
        Spans hour = Spans.before(
                d.deployPhase().startedAt().minus(d.request().metrics().lag()), bake);
        Map<TimeBefore, Spans> earlier =
                d.isComparedWithBefore() ? TimeBefore.earlier(counting.upTo(), bake) : Map.of();
        return new Step.MeasureMetrics(d.wave(), counting.upTo(), hour, earlier);
    }

    /** After an outage one look covers all that is over by then. */
    private static void count(
            Deployment d, Counting counting, Bake.Rounds bake, Instant now, Agenda<Step.OfMetrics> agenda) {
        Duration lag = d.request().metrics().lag();
        Instant first = counting.upTo().plus(bake.every()).plus(lag);
        agenda.from(later(first, counting.retryAt()), () -> {
            long over = Duration.between(counting.upTo().plus(lag), now).dividedBy(bake.every());
            return new Step.CountMetrics(
                    d.wave(), counting.upTo(), counting.upTo().plus(bake.every().multipliedBy(Math.max(1, over))));
        });
    }

    private static Instant later(Instant one, @Nullable Instant other) {
        return other != null && other.isAfter(one) ? Objects.requireNonNull(other) : one;
    }
}
