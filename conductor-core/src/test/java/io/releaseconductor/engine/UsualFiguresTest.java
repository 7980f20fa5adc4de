package io.releaseconductor.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.releaseconductor.deployment.CheckLatency;
import io.releaseconductor.deployment.DeploymentStatus;
import io.releaseconductor.deployment.HistoryCourse;
import io.releaseconductor.deployment.HistoryEntry;
import io.releaseconductor.deployment.LatencyComparison;
import io.releaseconductor.deployment.UsualLatencies;
import io.releaseconductor.deployment.UsualLatency;
import io.releaseconductor.model.Actor;
import io.releaseconductor.model.DeployId;
import io.releaseconductor.model.Environment;
import io.releaseconductor.model.Strategy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What is usual in an environment")
class UsualFiguresTest {

    private static final Instant START = Instant.parse("2023-11-12T00:00:00Z");

    private static HistoryEntry entry(DeploymentStatus status, CheckLatency... latencies) {
        return new HistoryEntry(
                DeployId.of(Environment.STAGING, START),
                status,
                START,
                Strategy.FULL,
                null,
                "v1",
                null,
                Actor.POLICY,
                START,
                null,
                null,
                null,
                null,
                List.of(latencies),
                null,
                HistoryCourse.UNKNOWN);
    }

    private static CheckLatency took(String check, int millis) {
        return new CheckLatency(check, Duration.ofMillis(millis));
    }

    private static Stream<HistoryEntry> promoted(int times, CheckLatency... latencies) {
        return IntStream.range(0, times).mapToObj(i -> entry(DeploymentStatus.PROMOTED, latencies));
    }

    private static UsualLatencies usual(LatencyComparison comparison, Stream<HistoryEntry> newestFirst) {
        UsualFigures figures = new UsualFigures(comparison, List.of("api", "search"));
        newestFirst.forEach(entry -> figures.take(List.of(entry)));
        return figures.usual();
    }

    @Test
    @DisplayName("comes from the last twenty that stand at promoted, in the order of the checks")
    void of_the_last_twenty() {
        UsualLatencies usual = usual(
                LatencyComparison.WARN,
                Stream.of(
                                promoted(10, took("search", 300), took("api", 30), took("gone", 1)),
                                Stream.of(entry(DeploymentStatus.ROLLED_BACK, took("search", 9000))),
                                promoted(10, took("search", 300)),
                                promoted(30, took("search", 9000), took("api", 9000)))
                        .flatMap(entries -> entries));

        assertThat(usual.warns()).isTrue();
        assertThat(usual.checks()).extracting(UsualLatency::check).containsExactly("api", "search");
        assertThat(usual.checks()).extracting(UsualLatency::deployments).containsExactly(10, 20);
        assertThat(usual.of("search").orElseThrow().high()).isEqualTo(Duration.ofMillis(300));
    }

    @Test
    @DisplayName("is not known from four, from none, or where it is not asked for")
    void is_not_known() {
        assertThat(usual(LatencyComparison.WARN, promoted(4, took("api", 30)))).isEqualTo(UsualLatencies.NONE);
        assertThat(usual(LatencyComparison.WARN, promoted(20))).isEqualTo(UsualLatencies.NONE);
        assertThat(usual(LatencyComparison.OFF, promoted(20, took("api", 30)))).isEqualTo(UsualLatencies.NONE);
        assertThat(usual(LatencyComparison.SHOW, promoted(20, took("api", 30))).warns())
                .isFalse();
    }
}
