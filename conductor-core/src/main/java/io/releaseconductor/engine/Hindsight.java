package io.releaseconductor.engine;

import io.releaseconductor.deployment.BackTest;
import io.releaseconductor.deployment.HistoryEntry;
import io.releaseconductor.deployment.MetricHistory;
import io.releaseconductor.deployment.MetricReplay;
import io.releaseconductor.metric.MetricAnswer;
import io.releaseconductor.spi.MetricSource;
import java.util.Map;

/** Asks the source of metrics about the past, on the thread of whoever wants to know. Thread-safe. */
public final class Hindsight {

    private final Threads threads;
    private final MetricCalls calls;

    /**
     * Asks nothing yet.
     *
     * @param parts the source is one of them
     */
    public Hindsight(EngineParts parts) {
        this.threads = parts.threads();
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

    private Map<String, MetricAnswer> ask(MetricSource.Question question) {
        return calls.ask(question, this::words);
    }

    private String words(Throwable e) {
        Survivors.unlessItIsTheEnd(threads, e);
        return "the source of metrics threw " + e.getClass().getSimpleName();
    }
}
