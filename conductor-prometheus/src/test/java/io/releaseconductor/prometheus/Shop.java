package io.releaseconductor.prometheus;

import io.releaseconductor.examples.fakeprometheus.FakePrometheus;
import io.releaseconductor.metric.BothSides;
import io.releaseconductor.metric.MetricAnswer;
import io.releaseconductor.model.Environment;
import io.releaseconductor.model.Reach;
import io.releaseconductor.spi.MetricSource.Question;
import io.releaseconductor.testkit.ManualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A shop with a canary, whose requests Prometheus counts, and the adapter that asks it. */
final class Shop implements AutoCloseable {

    static final Instant START = Instant.parse("2026-03-01T12:00:00Z");

    final ManualClock clock = new ManualClock();
    final FakePrometheus prometheus = FakePrometheus.start();
    PrometheusOptions options = PrometheusOptions.of(prometheus.url())
            .withSelector("job=\"shop\"")
            .withSides("track=\"canary\"", null)
            .withCallTimeout(Duration.ofSeconds(2));
    private PrometheusMetrics metrics = PrometheusMetrics.of(Map.of(Environment.PROD, options), clock);

    void use(PrometheusOptions changed) {
        options = changed;
        metrics = PrometheusMetrics.of(Map.of(Environment.PROD, changed), clock);
    }

    PrometheusMetrics metrics() {
        return metrics;
    }

    static Map<String, String> target(String instance) {
        return instance.startsWith("canary")
                ? Map.of("job", "shop", "instance", instance, "track", "canary")
                : Map.of("job", "shop", "instance", instance);
    }

    /** A scrape of an instance that counted so many requests, of which so many failed. */
    void scrape(String instance, long second, long requests, long failed) {
        prometheus.scrape(target(instance), at(second), counted(requests, failed));
    }

    static String counted(long requests, long failed) {
        return "http_server_requests_seconds_count{uri=\"/cart\",status=\"200\"} " + (requests - failed) + "\n"
                + "http_server_requests_seconds_count{uri=\"/cart\",status=\"503\"} " + failed + "\n";
    }

    void add(String instance, String name, long second, long value, String... labels) {
        addAnything(instance, name, second, (double) value, labels);
    }

    /** A sample that need not be a count. */
    void addAnything(String instance, String name, long second, double value, String... labels) {
        Map<String, String> all = new TreeMap<>(target(instance));
        all.put("__name__", name);
        for (int i = 0; i < labels.length; i += 2) {
            all.put(labels[i], labels[i + 1]);
        }
        prometheus.add(all, at(second), value);
    }

    static Instant at(long second) {
        return START.plusSeconds(second);
    }

    Question question(long from, long every, int spans, String... names) {
        return new Question(
                Environment.PROD,
                List.of(names),
                new Reach.Percentage(10),
                "1.4.2",
                "1.4.1",
                at(from),
                Duration.ofSeconds(every),
                spans);
    }

    MetricAnswer answer(Question question) {
        clock.set(question.to().plus(metrics.lag()));
        return metrics.count(question).get(question.metrics().get(0));
    }

    List<BothSides> known(Question question) {
        MetricAnswer answer = answer(question);
        if (answer instanceof MetricAnswer.Known known) {
            return known.spans();
        }
        throw new AssertionError(answer.toString());
    }

    String unknown(Question question) {
        return reason(answer(question));
    }

    static String reason(MetricAnswer answer) {
        if (answer instanceof MetricAnswer.NotYet notYet) {
            return "not yet: " + notYet.reason();
        }
        if (answer instanceof MetricAnswer.Missing missing) {
            return "missing: " + missing.reason();
        }
        throw new AssertionError(answer.toString());
    }

    @Override
    public void close() {
        prometheus.close();
    }
}
