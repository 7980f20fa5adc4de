package io.releaseconductor.engine;

import io.releaseconductor.deployment.CheckLatency;
import io.releaseconductor.deployment.DeploymentStatus;
import io.releaseconductor.deployment.HistoryEntry;
import io.releaseconductor.deployment.LatencyComparison;
import io.releaseconductor.deployment.UsualLatencies;
import io.releaseconductor.deployment.UsualLatency;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Gathers from an environment's history what each of its checks took in the last deployments that stand at promoted. It reads along with
 * whoever reads that history, and asks for no more of it.
 */
final class UsualFigures {

    private final LatencyComparison comparison;
    private final Map<String, List<Duration>> seen = new LinkedHashMap<>();
    private int deployments;

    UsualFigures(LatencyComparison comparison, List<String> checks) {
        this.comparison = comparison;
        if (comparison != LatencyComparison.OFF) {
            checks.forEach(check -> seen.put(check, new ArrayList<>()));
        }
    }

    /** Takes the next entries, newest first. */
    void take(List<HistoryEntry> entries) {
        for (HistoryEntry entry : entries) {
            if (deployments < UsualLatency.MOST && entry.status() == DeploymentStatus.PROMOTED) {
                deployments++;
                entry.latencies().forEach(this::take);
            }
        }
    }

    private void take(CheckLatency figure) {
        List<Duration> figures = seen.get(figure.check());
        if (figures != null) {
            figures.add(figure.latency());
        }
    }

    UsualLatencies usual() {
        List<UsualLatency> known = seen.entrySet().stream()
                .flatMap(each -> UsualLatency.of(each.getKey(), each.getValue()).stream())
                .limit(UsualLatencies.MOST_CHECKS)
                .toList();
        return new UsualLatencies(known, comparison == LatencyComparison.WARN);
    }
}
