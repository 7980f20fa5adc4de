package io.releaseconductor.engine;

import io.releaseconductor.deployment.BackTest;
import io.releaseconductor.deployment.HistoryEntry;
import io.releaseconductor.deployment.MetricHistory;
import io.releaseconductor.deployment.MetricReplay;
import io.releaseconductor.metric.Calibration;
import io.releaseconductor.metric.FalseAlarms;
import io.releaseconductor.metric.MetricAnswer;
import io.releaseconductor.metric.MetricPlan;
import io.releaseconductor.model.Bake;
import io.releaseconductor.model.Environment;
import io.releaseconductor.model.Reach;
import io.releaseconductor.model.Strategy;
import io.releaseconductor.model.Wave;
import io.releaseconductor.spi.MetricSource;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Asks the source of metrics about the past, on the thread of whoever wants to know. Thread-safe. */
public final class Hindsight {

    private final EngineParts parts;
    private final MetricCalls calls;

    /**
     * Asks nothing yet.
     *
     * @param parts the source is one of them
     */
    public Hindsight(EngineParts parts) {
        this.parts = parts;
        this.calls = new MetricCalls(parts.metrics(), parts.clock(), (d, e) -> words(e));
    }

    /**
     * Counts a deployment again.
     *
     * @param entry the deployment
     * @return what comes of it
     */
    public BackTest backTest(HistoryEntry entry) {
        MetricHistory history = entry.metrics();
        return history == null
                ? new BackTest.NotReplayed("no metric judged it, or a version shipped it that kept nothing of them")
                : MetricReplay.of(
                        history,
                        (reach, metrics, spans) -> ask(MetricCalls.question(
                                entry.environment(), metrics, reach, entry.version(), history.stableVersion(), spans)));
    }

    /**
     * Compares the instances of an environment with themselves, as in the first wave of a canary that bakes.
     *
     * @param environment which
     * @param over how far back to go
     * @return how often each metric was alarmed; empty where no wave with a canary and a stable side bakes, or no metric judges
     */
    public List<FalseAlarms> calibrate(Environment environment, Duration over) {
        ResolvedSettings settings = parts.environments().get(environment);
        Bake.Rounds bake = settings == null ? null : firstBake(settings);
        if (settings == null || bake == null || settings.metrics().isEmpty()) {
            return List.of();
        }
        MetricPlan plan = settings.metrics();
        int together = settings.checks().size() + plan.judged();
        Instant until =
                parts.clock().instant().minus(plan.lag()).minusSeconds(1).truncatedTo(ChronoUnit.SECONDS);
        return new Calibration(bake, together)
                .of(
                        (metrics, spans) ->
                                ask(MetricCalls.question(environment, metrics, Reach.ALL, null, null, spans)),
                        plan.names(),
                        until,
                        over);
    }

    private static Bake.@Nullable Rounds firstBake(ResolvedSettings settings) {
        for (Strategy strategy : Strategy.values()) {
            for (Wave wave : settings.plan(strategy).waves()) {
                if (wave.bake() instanceof Bake.Rounds bake && wave.hasTwoSides()) {
                    return bake;
                }
            }
        }
        return null;
    }

    private Map<String, MetricAnswer> ask(MetricSource.Question question) {
        return calls.ask(question, this::words);
    }

    private String words(Throwable e) {
        Survivors.unlessItIsTheEnd(parts.threads(), e);
        return "the source of metrics threw " + e.getClass().getSimpleName();
    }
}
