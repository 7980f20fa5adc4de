package io.releaseconductor.plan;

import io.releaseconductor.deployment.Counting;
import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.metric.TimeBefore;
import io.releaseconductor.model.Bake;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The looks at the metrics of a wave that bakes, beside the rounds of its checks. Their spans lie on a grid of recorded times; the clock
 * only says which of them are over.
 */
final class MetricLooks {

    private static final Duration BEFORE = TimeBefore.THE_HOUR.ago();

    /** With fewer looks nobody knows how much errors come in clusters. */
    private static final int FEWEST_BEFORE = 30;

    private static final int MOST_BEFORE = 360;

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
        int spans = (int) Math.max(FEWEST_BEFORE, Math.min(MOST_BEFORE, BEFORE.dividedBy(bake.every())));
        Instant until = d.deployPhase().startedAt().minus(d.request().metrics().lag());
        Instant from = until.minus(bake.every().multipliedBy(spans));
        return new Step.MeasureMetrics(
                d.wave(), counting.upTo(), new Step.Stretch(from, bake.every(), spans), earlier(d, counting, bake));
    }

    /** As long as the bake, an hour at most, at the same time of the day. */
    private static Map<TimeBefore, Step.Stretch> earlier(Deployment d, Counting counting, Bake.Rounds bake) {
        Duration length = bake.atMost().compareTo(BEFORE) < 0 ? bake.atMost() : BEFORE;
        return d.isComparedWithBefore()
                ? Stream.of(TimeBefore.YESTERDAY, TimeBefore.LAST_WEEK)
                        .collect(Collectors.toMap(
                                Function.identity(),
                                time -> new Step.Stretch(counting.upTo().minus(time.ago()), length, 1)))
                : Map.of();
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
