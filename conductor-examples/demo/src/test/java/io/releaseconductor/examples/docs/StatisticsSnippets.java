package io.releaseconductor.examples.docs;

import io.releaseconductor.Conductor;
import io.releaseconductor.deployment.DeploymentStatus;
import io.releaseconductor.deployment.HistoryEntry;
import io.releaseconductor.deployment.HistoryFilter;
import io.releaseconductor.model.Environment;
import io.releaseconductor.stats.Figures;
import io.releaseconductor.stats.Period;
import io.releaseconductor.stats.Trust;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** What the page about history and figures shows. */
final class StatisticsSnippets {

    private StatisticsSnippets() {}

    static void find(Conductor conductor) {
        try (Stream<HistoryEntry> failed = conductor.history(HistoryFilter.ALL
                .in(Environment.PROD)
                .withStatuses(List.of(DeploymentStatus.FAILED, DeploymentStatus.ROLLED_BACK))
                .between(Instant.parse("2024-05-01T00:00:00Z"), null))) {
            failed.forEach(entry -> System.out.println(entry.id() + " " + entry.reason()));
        }
    }

    static void figures(Conductor conductor) {
        Period lately = Period.lastDays(30, Instant.now());
        Figures figures = conductor.figures(Environment.PROD, lately);
        figures.changeFailures().value().ifPresent(rate -> System.out.println("change failure rate: " + rate));
    }

    static void trust(Conductor conductor) {
        Trust trust = conductor.trust(Environment.PROD, Period.lastDays(30, Instant.now()));
        System.out.println(trust.agreement().part() + " of " + trust.agreement().of());
    }
}
