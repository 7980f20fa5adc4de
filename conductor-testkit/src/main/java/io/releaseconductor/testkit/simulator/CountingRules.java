package io.releaseconductor.testkit.simulator;

import io.releaseconductor.deployment.Counting;
import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.deployment.MetricEvidence;
import io.releaseconductor.deployment.VerificationState;
import io.releaseconductor.deployment.WaveProgress;
import io.releaseconductor.metric.BothSides;
import io.releaseconductor.metric.Counts;
import io.releaseconductor.model.Bake;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** That each look at the metrics is counted once and none is left out (rule 10), against what was really there to count. */
final class CountingRules {

    private final Traffic traffic;
    private final Consumer<String> violations;

    CountingRules(Traffic traffic, Consumer<String> violations) {
        this.traffic = traffic;
        this.violations = violations;
    }

    void written(String id, Deployment before, Deployment after, long now) {
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

    /** What speaks against a version does not speak less because it reaches further. */
    private void begun(String id, Deployment after, Counting counting) {
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
            stable = metric.againstLimit() ? stable : stable.plus(truth.stable());
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

    private static Optional<MetricEvidence> find(List<MetricEvidence> metrics, MetricEvidence like) {
        return metrics.stream()
                .filter(m -> m.metric().equals(like.metric()) && m.againstLimit() == like.againstLimit())
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
