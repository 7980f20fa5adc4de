package io.releaseconductor.examples.bot;

import static org.assertj.core.api.Assertions.assertThat;

import io.releaseconductor.examples.fakeprometheus.FakePrometheus;
import io.releaseconductor.examples.fakeprometheus.Fault;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The doctor says of the metrics of an environment")
class MetricsExaminationTest {

    private static final Duration INTERVAL = Duration.ofSeconds(15);

    private static final Duration KEPT = Duration.ofMinutes(70);

    @TempDir
    Path folder;

    private DoctorWorld world;
    private final FakePrometheus prometheus = FakePrometheus.start();

    @BeforeEach
    void allInOrder() {
        world = new DoctorWorld(folder);
        world.environment.put("PROMETHEUS_URL", prometheus.url().toString());
        world.environment.put("SHIP_METRICS_STAGING", "errors");
        world.environment.put("SHIP_FORMAT", "2");
    }

    @AfterEach
    void close() {
        world.close();
        prometheus.close();
    }

    private void canaryBakes() {
        world.environment.put("SHIP_CANARY_WAVES", "10,100");
        world.environment.put("SHIP_CANARY_BAKE", "5m..30m");
    }

    private void allBakesAtOnce() {
        world.environment.put("SHIP_FULL_BAKE", "5m..30m");
    }

    /** For more than an hour until now, one request in twenty of which fails. */
    private void visited(int requestsInAMinute) {
        Instant now = Instant.now();
        long all = KEPT.dividedBy(INTERVAL);
        for (long scrape = 0; scrape <= all; scrape++) {
            long requests = scrape * requestsInAMinute * INTERVAL.toSeconds() / 60;
            long failed = requests / 20;
            prometheus.scrape(
                    Map.of("job", "shop", "instance", "app-1"),
                    now.minus(INTERVAL.multipliedBy(all - scrape)),
                    """
                    http_server_requests_seconds_count{method="GET",status="200",uri="/orders"} %d
                    http_server_requests_seconds_count{method="GET",status="503",uri="/orders"} %d
                    """.formatted(requests - failed, failed));
        }
    }

    private List<String> said() {
        return world.examine()
                .lines()
                .map(String::strip)
                .filter(line -> Stream.of("✓ errors", "! errors", "✗ errors", "· errors", "→ ")
                        .anyMatch(line::startsWith))
                .toList();
    }

    @Test
    @DisplayName("how much there is of them, and what a canary can be judged by with that")
    void canary() {
        canaryBakes();
        visited(600);

        assertThat(said())
                .first()
                .asString()
                .matches("✓ errors: 600 a minute, 5 % of them bad, correlation .*; a canary of 10 % can see 5 % → .* %"
                        + " within 30 min");
        assertThat(world.healthy()).isTrue();
    }

    @Test
    @DisplayName("that a canary gets too little of them")
    void little() {
        canaryBakes();
        visited(12);

        assertThat(said())
                .anySatisfy(line -> assertThat(line)
                        .startsWith("! errors: 12 a minute, 5 % of them bad, ")
                        .contains("; a canary of 10 % "));
        assertThat(world.healthy()).as("a doubt is no fault").isTrue();
    }

    @Test
    @DisplayName("that they are compared with times before where all is replaced at once")
    void at_once() {
        allBakesAtOnce();
        visited(600);

        assertThat(said())
                .first()
                .asString()
                .matches("✓ errors: 600 a minute, 5 % of them bad, correlation .*; all is replaced at once, so that is"
                        + " compared with the hour before, yesterday and last week");
    }

    @Test
    @DisplayName("that there is nothing to compare where nobody came")
    void nobody() {
        allBakesAtOnce();
        visited(0);

        assertThat(said())
                .anySatisfy(
                        line -> assertThat(line)
                                .startsWith(
                                        "! errors: nothing was counted lately, so what is replaced at once cannot be compared"));
    }

    @Test
    @DisplayName("that nothing is compared where nothing bakes")
    void nothing_bakes() {
        visited(600);

        assertThat(said())
                .contains("· errors: is counted, but no wave that reaches a part bakes, so nothing is compared");
    }

    @Test
    @DisplayName("that their source does not answer, and names it")
    void away() {
        allBakesAtOnce();
        visited(600);
        prometheus.failAlways(Fault.answer(503, "starting"));

        assertThat(said()).anySatisfy(line -> assertThat(line).startsWith("✗ errors: "));
        assertThat(world.healthy()).isFalse();
    }
}
