package io.releaseconductor.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.releaseconductor.model.Bake;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What is compared with itself")
class CalibrationTest {

    private static final Instant UNTIL = Instant.parse("2026-11-30T08:00:00Z");
    private static final Duration WEEK = Duration.ofDays(7);

    /** Half an hour, in looks of 10 s. */
    private static final Bake.Rounds BAKE = new Bake.Rounds(
            Duration.ofMinutes(1), Duration.ofMinutes(5), Duration.ofMinutes(30), Duration.ofSeconds(10));

    private int questions;

    private static FalseAlarms alarms(Recount.Source source, Duration over) {
        return new Calibration(BAKE, 1)
                .of(source, List.of("errors"), UNTIL, over)
                .get(0);
    }

    /** So many requests a second, of which some fail, each so many times over; the rate goes up and down within a day. */
    private Recount.Source traffic(int perSecond, double rate, int cluster) {
        return (metrics, spans) -> {
            questions++;
            List<BothSides> counted = new ArrayList<>();
            for (int i = 0; i < spans.count(); i++) {
                Instant from = spans.part(i, 1).from();
                counted.add(new BothSides(span(from, spans.every(), perSecond, rate, cluster), Counts.NONE));
            }
            Map<String, MetricAnswer> answers = new HashMap<>();
            metrics.forEach(metric -> answers.put(metric, new MetricAnswer.Known(counted)));
            return answers;
        };
    }

    private static Counts span(Instant from, Duration every, int perSecond, double rate, int cluster) {
        Random random = new Random(from.getEpochSecond() * 7919);
        double now = rate * (1 + 0.5 * Math.sin(from.getEpochSecond() * 2 * Math.PI / 86_400));
        long total = perSecond * every.toSeconds();
        long bad = 0;
        for (long request = 0; request < total; request++) {
            bad += random.nextDouble() < now / cluster ? cluster : 0;
        }
        return new Counts(Math.min(bad, total), total);
    }

    @Test
    @DisplayName("is hardly ever found worse, and mostly passes, where errors come by chance")
    void by_chance() {
        FalseAlarms found = alarms(traffic(20, 0.03, 1), WEEK);

        assertThat(found.bakes()).isEqualTo(336);
        assertThat(found.share()).isLessThanOrEqualTo(found.promised());
        assertThat(found.isTooMany()).isFalse();
        assertThat(found.passed()).isGreaterThan(200);
        assertThat(found.unknown()).isZero();
        assertThat(found.looks()).isEqualTo(336 * 90);
        // one for each hour, and the hour before
        assertThat(questions).isEqualTo(169);
    }

    @Test
    @DisplayName("is hardly ever found worse where errors come in clusters, and passes less often")
    void in_clusters() {
        FalseAlarms found = alarms(traffic(4, 0.03, 5), WEEK.multipliedBy(3));

        assertThat(found.bakes()).isEqualTo(3 * 336);
        assertThat(found.share()).isLessThanOrEqualTo(found.promised());
        assertThat(found.passed()).isLessThan(200);
    }

    @Test
    @DisplayName("is found worse too often where each half hour after a calm hour is wild, which is told")
    void wild() {
        Recount.Source calm = traffic(20, 0.01, 1);
        Recount.Source wild = traffic(20, 0.05, 50);
        FalseAlarms found = alarms(
                (metrics, spans) -> {
                    List<BothSides> counted = new ArrayList<>();
                    for (int i = 0; i < spans.count(); i++) {
                        Spans one = spans.part(i, 1);
                        boolean isWild = Math.floorMod(
                                        Duration.between(one.from(), UNTIL)
                                                .minusNanos(1)
                                                .toMinutes(),
                                        90)
                                < 30;
                        counted.addAll(((MetricAnswer.Known) (isWild ? wild : calm)
                                        .count(metrics, one)
                                        .get("errors"))
                                .spans());
                    }
                    return Map.of("errors", new MetricAnswer.Known(counted));
                },
                WEEK);
        assertThat(found.isTooMany()).isTrue();
    }

    @Test
    @DisplayName("is told of in a sentence")
    void sentence() {
        FalseAlarms alarms = new FalseAlarms("errors", Duration.ofMinutes(30), 336, 12, 300, 336 * 90, 0, 0.01);
        assertThat(alarms.isTooMany()).isTrue();
        assertThat(alarms.undecided()).isEqualTo(24);
        assertThat(alarms.sentence())
                .isEqualTo(
                        "errors: 12 false alarms in 336 bakes of 30 min: 3.6 % (1.9 to 6.2 %); promised: at most 1 %");
        FalseAlarms few = new FalseAlarms("errors", Duration.ofMinutes(30), 336, 2, 300, 336 * 90, 0, 0.005);
        assertThat(few.isTooMany()).isFalse();
        assertThat(few.sentence())
                .isEqualTo("errors: 2 false alarms in 336 bakes of 30 min: 0.6 % (0.072 to 2.1 %); promised: at most"
                        + " 0.5 %");
    }

    @Test
    @DisplayName("is looked at as far as the source knows, and what is missing within is counted as unknown")
    void unknown() {
        Instant kept = UNTIL.minus(Duration.ofHours(24));
        Instant lost = UNTIL.minus(Duration.ofHours(3));
        Recount.Source all = traffic(5, 0.03, 1);
        FalseAlarms found = alarms(
                (metrics, spans) -> spans.from().isBefore(kept)
                                || (spans.from().isBefore(lost) && spans.to().isAfter(lost.minusSeconds(60)))
                        ? Map.of("errors", new MetricAnswer.Missing("no samples were kept"))
                        : all.count(metrics, spans),
                WEEK);

        assertThat(found.bakes()).isEqualTo(48);
        assertThat(found.unknown()).isEqualTo(3);
        assertThat(found.looks()).isEqualTo(48 * 90);
        assertThat(alarms((metrics, spans) -> Map.of(), WEEK).sentence())
                .isEqualTo("errors: nothing is known of that time, so nothing was compared");
    }

    @Test
    @DisplayName("has a rate between the ends of an exact interval")
    void interval() {
        assertThat(Proportion.of(0, 10).low()).isZero();
        assertThat(Proportion.of(0, 10).high()).isCloseTo(0.30850, within(1e-5));
        assertThat(Proportion.of(1, 20).low()).isCloseTo(0.00127, within(1e-5));
        assertThat(Proportion.of(1, 20).high()).isCloseTo(0.24873, within(1e-5));
        assertThat(Proportion.of(10, 10).low()).isCloseTo(0.69150, within(1e-5));
        assertThat(Proportion.of(10, 10).high()).isEqualTo(1);
        assertThat(Proportion.of(336, 2000).low()).isBetween(0.15, 0.168);
    }
}
