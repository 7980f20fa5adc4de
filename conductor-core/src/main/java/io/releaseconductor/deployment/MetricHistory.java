package io.releaseconductor.deployment;

import io.releaseconductor.metric.MetricPlan;
import io.releaseconductor.model.Bake;
import io.releaseconductor.model.Wave;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What the history keeps of the metrics of a deployment: all that it takes to ask for them again and to come to the same judgement.
 *
 * @param plan which metrics judged it
 * @param judgedTogether how many checks and metrics shared the chance of failing something healthy; 1 or more
 * @param stableVersion what the stable side ran, or null if that was not known
 * @param deployedAt when its deploy phase began
 * @param waves the waves that were counted, in order
 */
public record MetricHistory(
        MetricPlan plan,
        int judgedTogether,
        @Nullable String stableVersion,
        Instant deployedAt,
        List<CountedWave> waves) {

    /**
     * Validates and copies.
     *
     * @throws IllegalArgumentException if there is no metric or no wave, or nothing that judged
     */
    public MetricHistory {
        Objects.requireNonNull(deployedAt, "deployedAt");
        waves = List.copyOf(waves);
        if (plan.isEmpty() || waves.isEmpty() || judgedTogether < 1) {
            throw new IllegalArgumentException("metrics of " + plan.names() + " in " + waves.size()
                    + " waves, judged by " + judgedTogether + ", are not allowed; allowed: 1 or more each");
        }
    }

    /** What a deployment came to so far; null if nothing is counted. */
    static @Nullable MetricHistory of(Deployment d) {
        MetricPlan plan = d.request().metrics();
        if (plan.isEmpty()) {
            return null;
        }
        int together = MetricRounds.judgedTogether(d);
        List<CountedWave> counted = new ArrayList<>();
        for (WaveProgress progress : d.waves()) {
            Wave wave = d.request().plan().wave(progress.number());
            VerificationState state = progress.verification();
            Counting counting = state == null ? null : state.counting();
            if (counting != null && counting.hasBegun() && wave.bake() instanceof Bake.Rounds bake) {
                Comparison compared = MetricRounds.compared(d.request().plan(), wave);
                MetricRounds rounds = MetricRounds.of(plan, bake, compared, together);
                counted.add(CountedWave.of(progress.number(), wave.reach(), bake, counting, rounds));
            }
        }
        return counted.isEmpty()
                ? null
                : new MetricHistory(
                        plan, together, d.previousVersion(), d.deployPhase().startedAt(), counted);
    }
}
