package io.releaseconductor.examples.demo;

import io.releaseconductor.examples.demo.app.ScrapeTarget;
import io.releaseconductor.examples.demo.app.SmallApplication;
import io.releaseconductor.examples.fakeprometheus.FakePrometheus;
import io.releaseconductor.model.Environment;
import io.releaseconductor.prometheus.PrometheusMetrics;
import io.releaseconductor.prometheus.PrometheusOptions;
import io.releaseconductor.spi.MetricSource;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A stand-in for the Prometheus of the applications on this machine, and the source of metrics that asks it. It keeps what their visitors
 * ask for, and leaves out what checks ask for too: a canary that only its checks have seen has no visitors.
 */
final class LocalPrometheus implements AutoCloseable {

    /** How many scrapes there are in a second. */
    static final int SCRAPES = 1;

    private static final Duration INTERVAL = Duration.ofSeconds(1).dividedBy(SCRAPES);

    /** A canary is compared with the time before it; what is older is not asked about. */
    private static final Duration KEPT = Duration.ofMinutes(30);

    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    private final FakePrometheus prometheus = FakePrometheus.start();
    private final List<SmallApplication> applications;
    private final Clock clock;

    /** Of some applications, whose environments are those of the metrics. */
    LocalPrometheus(List<SmallApplication> applications, Clock clock) {
        this.applications = List.copyOf(applications);
        this.clock = clock;
    }

    /** Tells what it has scraped, on the canary and on the other instances. */
    MetricSource source() {
        PrometheusOptions all = PrometheusOptions.of(prometheus.url())
                .withSides("track=\"canary\"", null)
                .withTimes(INTERVAL, Duration.ZERO);
        Map<Environment, PrometheusOptions> options = new LinkedHashMap<>();
        for (SmallApplication application : applications) {
            String selector = "environment=\"" + application.environment() + "\"";
            options.put(new Environment(application.environment()), all.withSelector(selector));
        }
        return PrometheusMetrics.of(options, clock);
    }

    /** Asks each instance once what it has counted. */
    void scrape() {
        prometheus.forgetBefore(clock.instant().minus(KEPT));
        for (SmallApplication application : applications) {
            application.targets().forEach(this::scrape);
        }
    }

    private void scrape(ScrapeTarget target) {
        HttpRequest request =
                HttpRequest.newBuilder(target.address()).timeout(PATIENCE).build();
        Instant at = clock.instant();
        try {
            HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
            prometheus.scrape(target.labels(), at, ofVisitors(answer.body()));
        } catch (IOException e) {
            prometheus.scrapeInVain(target.labels(), at);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static String ofVisitors(String text) {
        return text.lines()
                .filter(line -> !line.contains("uri=") || line.contains("uri=\"" + SmallApplication.ORDERS + "\""))
                .collect(Collectors.joining("\n"));
    }

    @Override
    public void close() {
        prometheus.close();
    }
}
