package io.releaseconductor.examples.demo.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.releaseconductor.config.Secret;
import io.releaseconductor.examples.demo.metrics.PrometheusReader;
import io.releaseconductor.examples.demo.metrics.PrometheusReader.Series;
import io.releaseconductor.examples.demo.traffic.Visit;
import io.releaseconductor.examples.demo.traffic.Visitor;
import io.releaseconductor.testkit.ManualClock;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("What the small application's instances count")
class CountedTrafficTest {

    private static final String REQUESTS = "http_server_requests_seconds_count";
    private static final String WITHIN = "http_server_requests_seconds_bucket";
    private static final String ORDERS = "/api/orders";
    private static final String CANARY = "canary";
    private static final String STABLE = "stable";

    private final HttpClient client = HttpClient.newHttpClient();
    private final ManualClock clock = new ManualClock();

    @TempDir
    private Path directory;

    private Installation installation;
    private SmallApplication application;
    private Visitor visitor;

    @BeforeEach
    void start() throws IOException {
        installation = new Installation(directory);
        installation.install(Version.good("v1"));
        application = SmallApplication.start(
                "prod", installation, new Login("ada@example.com", new Secret("right")), clock, 0, 0);
        visitor = new Visitor(application.base(), 1);
    }

    @AfterEach
    void stop() {
        application.close();
    }

    @Test
    @DisplayName("is what their visitors got, to the request, over a restart and where the API hangs up")
    void toTheRequest() throws Exception {
        Map<String, Double> got = visits(400);
        Map<String, Double> before = counted(STABLE);
        assertThat(before).isEqualTo(got).containsKeys("/ 200", ORDERS + " 200", ORDERS + " 503");

        installation.installCanary(new Version("v2", Set.of(Fault.DEAD_API)), 5);
        got = visits(200);

        assertThat(counted(CANARY)).hasSize(2).containsKey(ORDERS + " UNKNOWN");
        assertThat(sum(counted(CANARY)) + sum(counted(STABLE)) - sum(before) / 2)
                .as("half of the instances count from 0 again, the others go on")
                .isEqualTo(sum(got));
        assertThat(sum(counted(CANARY))).isEqualTo(sum(got) / 2);
        assertThat(counted(CANARY).get(ORDERS + " UNKNOWN")).isEqualTo(got.get(ORDERS + " UNKNOWN"));
    }

    @Test
    @DisplayName("adds up to what their visitors got, whatever is put on them in between")
    void anyOrder() throws Exception {
        installation.install(Version.good("v0"));
        Random random = new Random(3);
        Map<String, Double> got = new HashMap<>();
        Map<String, Double> seen = new HashMap<>();
        for (int deployed = 1; deployed <= 12; deployed++) {
            visits(random.nextInt(30)).forEach((kind, many) -> got.merge(kind, many, Double::sum));
            Map<URI, Double> before = starts();
            Map<URI, Map<String, Double>> counted = countedByInstance();
            clock.advance(Duration.ofSeconds(1));
            deploy(random.nextInt(4), Version.good("v" + deployed), 1 + random.nextInt(Installation.INSTANCES));
            starts().forEach((instance, start) -> {
                if (!start.equals(before.get(instance))) {
                    counted.get(instance).forEach((kind, many) -> seen.merge(kind, many, Double::sum));
                }
            });
        }
        countedByInstance().values().forEach(each -> each.forEach((kind, many) -> seen.merge(kind, many, Double::sum)));

        assertThat(seen).isEqualTo(got).isNotEmpty();
    }

    private void deploy(int how, Version version, int instances) {
        switch (how) {
            case 0 -> installation.install(version);
            case 1 -> installation.removeCanary();
            case 2 -> installation.switchBack();
            default -> installation.installCanary(version, instances);
        }
    }

    @Test
    @DisplayName("begins at 0 with each version that is put on them, and at no other time")
    void restarts() throws Exception {
        double first = startOf(1);
        visits(20);
        clock.advance(Duration.ofMinutes(1));
        installation.installCanary(Version.good("v2"), 1);

        assertThat(startOf(1)).isEqualTo(first + 60);
        assertThat(startOf(2)).isEqualTo(first);
        assertThat(counted(CANARY)).isEmpty();
        visits(20);
        clock.advance(Duration.ofMinutes(1));
        installation.installCanary(Version.good("v2"), 2);
        assertThat(startOf(1)).as("what runs already is left alone").isEqualTo(first + 60);
        assertThat(startOf(2)).isEqualTo(first + 120);
        assertThat(sum(counted(CANARY))).isEqualTo(2);

        installation.removeCanary();
        assertThat(startOf(1)).isEqualTo(first + 120);
    }

    @Test
    @DisplayName("is told with who is a canary now, and where")
    void targets() throws Exception {
        installation.installCanary(Version.good("v2"), 3);

        List<ScrapeTarget> targets = application.targets();
        assertThat(targets)
                .extracting(target -> target.labels().get("track"))
                .containsExactly(CANARY, CANARY, CANARY, STABLE, STABLE, STABLE, STABLE, STABLE, STABLE, STABLE);
        assertThat(targets)
                .allSatisfy(target -> assertThat(target.labels())
                        .containsEntry("environment", "prod")
                        .containsEntry(
                                "instance", "127.0.0.1:" + target.address().getPort()));
        HttpResponse<String> page = page(targets.get(0));
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().firstValue("Content-Type")).hasValue("text/plain; version=0.0.4; charset=utf-8");
    }

    @Test
    @DisplayName("is asked for what is not there under one address, so that nobody can make more series")
    void notFound() throws Exception {
        for (String path : new String[] {"/admin", "/x\"y", "/%0A"}) {
            client.send(
                    HttpRequest.newBuilder(application.base().resolve(path.replace("\"", "%22")))
                            .build(),
                    BodyHandlers.discarding());
        }
        assertThat(counted(STABLE)).isEqualTo(Map.of("NOT_FOUND 404", 3.0));
    }

    @Test
    @DisplayName("has slow orders in it with slow-p99, though nobody waited for them")
    void slow() throws Exception {
        installation.install(new Version("v2", Set.of(Fault.SLOW_P99)));
        visits(300);

        double all = 0;
        double fast = 0;
        for (ScrapeTarget target : application.targets()) {
            Map<Series, Double> scraped = scraped(target);
            all += orders(scraped, "+Inf");
            fast += orders(scraped, "0.5");
        }
        assertThat((all - fast) / all).isBetween(0.02, 0.08);
    }

    private static double orders(Map<Series, Double> scraped, String bound) {
        return scraped.entrySet().stream()
                .filter(sample -> sample.getKey().name().equals(WITHIN))
                .filter(sample -> sample.getKey().labels().get("uri").equals(ORDERS))
                .filter(sample -> sample.getKey().labels().get("le").equals(bound))
                .mapToDouble(Map.Entry::getValue)
                .sum();
    }

    @Test
    @DisplayName("has a quarter of failed orders from the third minute on with late-errors")
    void late() throws Exception {
        installation.install(new Version("v2", Set.of(Fault.LATE_ERRORS)));
        visits(20);
        clock.advance(Duration.ofMillis(119_999));
        assertThat(failed(visits(300))).isLessThan(0.1);
        clock.advance(Duration.ofMillis(1));
        assertThat(failed(visits(300))).isBetween(0.2, 0.3);
    }

    private static double failed(Map<String, Double> got) {
        double failed = got.getOrDefault(ORDERS + " 503", 0.0);
        return failed / (failed + got.get(ORDERS + " 200"));
    }

    @Test
    @DisplayName("is the same for the same visitor of another application")
    void seeded() throws Exception {
        Map<String, Double> got = visits(200);
        stop();
        start();

        assertThat(visits(200)).isEqualTo(got);
    }

    private static double sum(Map<String, Double> counts) {
        return counts.values().stream().mapToDouble(Double::doubleValue).sum();
    }

    private Map<String, Double> visits(int many) {
        Map<String, Double> got = new HashMap<>();
        for (int i = 0; i < many; i++) {
            Visit visit = visitor.visit();
            String status = visit.status().isPresent() ? "" + visit.status().getAsInt() : "UNKNOWN";
            got.merge(visit.path() + " " + status, 1.0, Double::sum);
        }
        return got;
    }

    private Map<String, Double> counted(String track) throws Exception {
        Map<String, Double> counted = new HashMap<>();
        Map<URI, Map<String, Double>> all = countedByInstance();
        for (ScrapeTarget target : application.targets()) {
            if (target.labels().get("track").equals(track)) {
                all.get(target.address()).forEach((kind, many) -> counted.merge(kind, many, Double::sum));
            }
        }
        return counted;
    }

    private Map<URI, Map<String, Double>> countedByInstance() throws Exception {
        Map<URI, Map<String, Double>> all = new HashMap<>();
        for (ScrapeTarget target : application.targets()) {
            Map<String, Double> counted = new HashMap<>();
            scraped(target).forEach((series, value) -> {
                if (series.name().equals(REQUESTS)) {
                    counted.put(
                            series.labels().get("uri") + " " + series.labels().get("status"), value);
                }
            });
            all.put(target.address(), counted);
        }
        return all;
    }

    private Map<URI, Double> starts() throws Exception {
        Map<URI, Double> starts = new HashMap<>();
        for (ScrapeTarget target : application.targets()) {
            starts.put(target.address(), scraped(target).get(new Series("process_start_time_seconds", Map.of())));
        }
        return starts;
    }

    private double startOf(int instance) throws Exception {
        return starts().get(application.targets().get(instance - 1).address());
    }

    private Map<Series, Double> scraped(ScrapeTarget target) throws Exception {
        return PrometheusReader.read(page(target).body());
    }

    private HttpResponse<String> page(ScrapeTarget target) throws Exception {
        return client.send(HttpRequest.newBuilder(target.address()).build(), BodyHandlers.ofString());
    }
}
