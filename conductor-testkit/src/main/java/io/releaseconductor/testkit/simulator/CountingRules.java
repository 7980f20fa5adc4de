package io.releaseconductor.testkit.simulator;

import io.releaseconductor.deployment.BackTest;
import io.releaseconductor.deployment.Counting;
import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.deployment.HistoryEntry;
import io.releaseconductor.deployment.MetricEvidence;
import io.releaseconductor.deployment.MetricHistory;
import io.releaseconductor.deployment.MetricReplay;
import io.releaseconductor.deployment.Rollback;
import io.releaseconductor.deployment.VerificationState;
import io.releaseconductor.deployment.WaveProgress;
import io.releaseconductor.metric.BothSides;
import io.releaseconductor.metric.Counts;
import io.releaseconductor.metric.TimeBefore;
import io.releaseconductor.model.Bake;
import io.releaseconductor.model.Reach;
import io.releaseconductor.spi.MetricSource;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** That each look at the metrics is counted once and none is left out (rule 10), against what was really there to count; and that it can be told later. */
final class CountingRules {

    private final Traffic traffic;
    private final Consumer<String> violations;

    CountingRules(Traffic traffic, Consumer<String> violations) {
        this.traffic = traffic;
        this.violations = violations;
    }

    void written(String id, Deployment before, Deployment after, long now) {
        rolledBack(id, after);
        if (after.settled() && !before.settled()) {
            judgedAgain(id, after);
        }
        Counting counting = counting(after.currentProgress());
        if (counting == null
                || counting.equals(counting(before.currentProgress()))
                || !(after.currentWave().bake() instanceof Bake.Rounds bake)) {
            return;
        }
        VerificationState state = after.currentProgress().verification();
        Instant first = bake.firstRound(state == null ? counting.upTo() : state.startedAt());
        require(!counting.upTo().isBefore(first), id + "rule 10: metrics are counted during the warm-up");
        require(
                counting.looks() == 0 || Moments.of(counting.upTo()) <= now + World.SKEW,
                id + "rule 10: metrics are counted up to " + counting.upTo() + ", which is to come");
        long looks = Duration.between(first, counting.upTo()).dividedBy(bake.every());
        require(
                looks == counting.looks(),
                id + "rule 10: " + looks + " looks were due, and " + counting.looks() + " are counted");
        Counting earlier = before.wave() == after.wave() ? counting(before.currentProgress()) : null;
        if (earlier == null || !earlier.hasBegun()) {
            begun(id, after, counting);
        }
        if (earlier != null) {
            require(
                    counting.hasBegun() || !earlier.hasBegun(),
                    id + "rule 10: what was counted up to " + earlier.upTo() + " is lost");
            require(
                    !counting.upTo().isBefore(earlier.upTo()),
                    id + "rule 10: metrics were counted up to " + earlier.upTo() + ", and now up to "
                            + counting.upTo());
            for (MetricEvidence metric : counting.metrics()) {
                find(earlier.metrics(), metric).ifPresent(was -> counted(id, after, earlier, was, counting, metric));
            }
        }
    }

    /** What the history keeps is enough to ask for all that was counted again, and to come to the same. */
    private void judgedAgain(String id, Deployment after) {
        MetricHistory history = HistoryEntry.of(after).metrics();
        if (history == null) {
            return;
        }
        BackTest result = MetricReplay.of(
                history,
                (reach, metrics, spans) -> traffic.answer(new MetricSource.Question(
                        after.environment(),
                        metrics,
                        reach,
                        after.version(),
                        history.stableVersion(),
                        spans.from(),
                        spans.every(),
                        spans.count())));
        require(result instanceof BackTest.Equal, id + "rule 10: judged again, its metrics come to " + result);
    }

    /** What speaks against a version does not speak less because it reaches further. */
    private void begun(String id, Deployment after, Counting counting) {
        before(id, after, counting);
        List<WaveProgress> waves = after.waves();
        Counting earlier = waves.size() < 2 ? null : counting(waves.get(waves.size() - 2));
        if (earlier == null || !counting.hasBegun()) {
            return;
        }
        for (MetricEvidence metric : counting.metrics()) {
            find(earlier.metrics(), metric).ifPresent(was -> {
                require(
                        metric.evidence().peak() >= was.evidence().peak()
                                && metric.evidence()
                                        .canary()
                                        .equals(was.evidence().canary()),
                        id + "rule 10: what was counted of " + metric.metric() + " in the wave before is lost");
            });
        }
    }

    private void counted(
            String id,
            Deployment after,
            Counting earlier,
            MetricEvidence was,
            Counting counting,
            MetricEvidence metric) {
        String name = id + "rule 10: " + metric.metric() + ": ";
        int looks = counting.looks() - earlier.looks();
        int gaps = metric.gaps() - was.gaps();
        BothSides truth = traffic.counted(
                Moments.of(earlier.upTo()),
                Moments.of(counting.upTo()),
                after.currentWave().reach());
        Counts canary = was.evidence().canary();
        Counts stable = was.evidence().strands().get(0).stable();
        if (gaps == 0) {
            canary = canary.plus(truth.canary());
            stable = switch (metric.against()) {
                case STABLE -> stable.plus(truth.stable());
                case LIMIT -> stable;
                case BEFORE -> stable.plus(partOfTheHour(metric, after, earlier.looks(), counting.looks()));
            };
        }
        require(
                metric.evidence().canary().equals(canary),
                name + canary + " of the canary were there to count, and "
                        + metric.evidence().canary() + " are counted");
        require(
                metric.evidence().strands().get(0).stable().equals(stable),
                name + stable + " of the stable side were there to count, and "
                        + metric.evidence().strands().get(0).stable() + " are counted");
        require(gaps == 0 || gaps == looks, name + gaps + " gaps in " + looks + " looks");
        require(
                metric.evidence().upTo().equals(counting.upTo()),
                name + "is counted up to " + metric.evidence().upTo() + ", and the others up to " + counting.upTo());
    }

    /** What belongs to some looks, so that those of the whole bake get all of it. */
    private static Counts partOfTheHour(MetricEvidence metric, Deployment after, int from, int to) {
        Counts hour = metric.before().getOrDefault(TimeBefore.THE_HOUR, Counts.NONE);
        Counts until = firstPart(hour, after, to);
        Counts already = firstPart(hour, after, from);
        return new Counts(until.bad() - already.bad(), until.total() - already.total());
    }

    private static Counts firstPart(Counts hour, Deployment after, int looks) {
        long all = after.currentWave().bake() instanceof Bake.Rounds bake
                ? bake.atMost().dividedBy(bake.every())
                : looks;
        long counted = Math.min(looks, all);
        long bad = hour.bad() * counted / all;
        return new Counts(bad, bad + (hour.total() - hour.bad()) * counted / all);
    }

    /** What is known of the times before is what was there then. */
    private void before(String id, Deployment after, Counting counting) {
        for (MetricEvidence metric : counting.metrics()) {
            metric.before().forEach((time, counts) -> {
                Bake.Rounds bake = (Bake.Rounds) after.currentWave().bake();
                Instant hourEnds = after.deployPhase().startedAt().minus(SimulatedPorts.METRICS_LAG);
                Instant from = time == TimeBefore.THE_HOUR
                        ? hourEnds.minus(time.ago())
                        : counting.upTo().minus(time.ago());
                Instant to = time == TimeBefore.THE_HOUR ? hourEnds : from.plus(bake.atMost());
                Counts truth = traffic.counted(Moments.of(from), Moments.of(to), Reach.ALL)
                        .canary();
                require(
                        counts.equals(truth),
                        id + "rule 10: " + metric.metric() + ": " + truth + " were there " + time.words() + ", and "
                                + counts + " are in the record");
            });
        }
    }

    /** Today may differ from yesterday without anybody's fault. */
    private void rolledBack(String id, Deployment after) {
        Rollback rollback = after.rollback();
        require(
                rollback == null
                        || !after.isComparedWithBefore()
                        || !rollback.decision().by().isPolicy()
                        || !String.valueOf(rollback.reason()).contains("_worse"),
                id + "rule 10: rolled back by the policy for being worse than before");
    }

    private static Optional<MetricEvidence> find(List<MetricEvidence> metrics, MetricEvidence like) {
        return metrics.stream()
                .filter(m -> m.metric().equals(like.metric()) && m.against() == like.against())
                .findFirst();
    }

    private static @Nullable Counting counting(WaveProgress wave) {
        VerificationState state = wave.verification();
        return state == null ? null : state.counting();
    }

    private void require(boolean holds, String rule) {
        if (!holds) {
            violations.accept(rule);
        }
    }
}
