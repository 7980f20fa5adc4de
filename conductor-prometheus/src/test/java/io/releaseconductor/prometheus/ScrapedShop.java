package io.releaseconductor.prometheus;

import io.releaseconductor.metric.BothSides;
import io.releaseconductor.metric.Counts;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;

/** Two instances of a shop over HTTP, which Prometheus scrapes, and the truth: what its scrapes have seen. */
final class ScrapedShop implements AutoCloseable {

    private static final String JOB = """
              - job_name: %s
                metrics_path: /%s
                static_configs:
                  - targets: ['127.0.0.1:%d']
                    labels: {application: shop, track: %s, instance: %s}
            """;

    private final MockWebServer server = new MockWebServer();
    private final Map<String, Life> lives = new TreeMap<>(Map.of("canary", new Life(), "stable", new Life()));

    /** A process: what it has counted, and what of it a scrape has seen. */
    private static final class Life {
        private long all;
        private long failed;
        private long slow;
        private long began = Instant.now().toEpochMilli();
        private long[] seen = new long[3];
        private Counts errors = Counts.NONE;
        private Counts late = Counts.NONE;
        private int scrapes;
    }

    ScrapedShop() throws IOException {
        server.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                return new MockResponse.Builder()
                        .setHeader("Content-Type", "text/plain; version=0.0.4; charset=utf-8")
                        .body(scraped(request.getTarget().substring(1)))
                        .build();
            }
        });
        server.start(InetAddress.getLoopbackAddress(), 0);
    }

    /** {@return where the instances are, for Prometheus's configuration} */
    String targets() {
        List<String> all = new ArrayList<>();
        lives.keySet().forEach(name -> all.add(JOB.formatted(name, name, server.getPort(), name, name + "-1")));
        return String.join("", all);
    }

    synchronized void serve(String name, long requests, long failed, long slow) {
        Life life = life(name);
        life.all += requests;
        life.failed += failed;
        life.slow += slow;
    }

    /** What no scrape has seen is lost. */
    synchronized void restart(String name) {
        Life life = life(name);
        life.all = 0;
        life.failed = 0;
        life.slow = 0;
        life.seen = new long[3];
        life.began = Instant.now().toEpochMilli();
    }

    private Life life(String name) {
        return Objects.requireNonNull(lives.get(name), name);
    }

    private synchronized String scraped(String name) {
        Life life = life(name);
        life.errors = life.errors.plus(new Counts(life.failed - life.seen[1], life.all - life.seen[0]));
        life.late = life.late.plus(new Counts(life.slow - life.seen[2], life.all - life.seen[0]));
        life.seen = new long[] {life.all, life.failed, life.slow};
        life.scrapes++;
        String count = "http_server_requests_seconds_count{uri=\"/cart\",status=\"200\"} " + (life.all - life.failed)
                + "\nhttp_server_requests_seconds_count{uri=\"/cart\",status=\"503\"} " + life.failed + "\n";
        String bucket = "http_server_requests_seconds_bucket{uri=\"/cart\",status=\"200\",le=\"0.5\"} "
                + (life.all - life.failed - life.slow)
                + "\nhttp_server_requests_seconds_bucket{uri=\"/cart\",status=\"503\",le=\"0.5\"} " + life.failed
                + "\n";
        return "# TYPE http_server_requests_seconds histogram\n" + bucket + count
                + "# TYPE process_start_time_seconds gauge\n" + "process_start_time_seconds " + life.began / 1000.0
                + "\n";
    }

    synchronized int scrapes() {
        return lives.values().stream().mapToInt(life -> life.scrapes).min().orElse(0);
    }

    synchronized BothSides truth(String metric) {
        boolean errors = metric.equals(Rule.ERRORS);
        Life canary = life("canary");
        Life stable = life("stable");
        return errors ? new BothSides(canary.errors, stable.errors) : new BothSides(canary.late, stable.late);
    }

    @Override
    public void close() {
        server.close();
    }
}
