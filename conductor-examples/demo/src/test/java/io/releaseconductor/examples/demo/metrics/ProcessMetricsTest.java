package io.releaseconductor.examples.demo.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What a process counts")
class ProcessMetricsTest {

    private final ProcessMetrics metrics = new ProcessMetrics(Instant.parse("2023-11-12T00:00:00.250Z"));

    @Test
    @DisplayName("is written to the letter as Prometheus reads it, under Micrometer's names")
    void text() {
        metrics.answered("/", "GET", 200, Duration.ofMillis(50));
        metrics.answered("/", "GET", 200, Duration.ofMillis(51));
        metrics.answered("/", "GET", 200, Duration.ofMillis(1500));

        assertThat(metrics.text()).isEqualTo("""
                # HELP http_server_requests_seconds How long requests took, and how many there were.
                # TYPE http_server_requests_seconds histogram
                http_server_requests_seconds_bucket{method="GET",outcome="SUCCESS",status="200",uri="/",le="0.05"} 1
                http_server_requests_seconds_bucket{method="GET",outcome="SUCCESS",status="200",uri="/",le="0.1"} 2
                http_server_requests_seconds_bucket{method="GET",outcome="SUCCESS",status="200",uri="/",le="0.25"} 2
                http_server_requests_seconds_bucket{method="GET",outcome="SUCCESS",status="200",uri="/",le="0.5"} 2
                http_server_requests_seconds_bucket{method="GET",outcome="SUCCESS",status="200",uri="/",le="1.0"} 2
                http_server_requests_seconds_bucket{method="GET",outcome="SUCCESS",status="200",uri="/",le="+Inf"} 3
                http_server_requests_seconds_count{method="GET",outcome="SUCCESS",status="200",uri="/"} 3
                http_server_requests_seconds_sum{method="GET",outcome="SUCCESS",status="200",uri="/"} 1.601
                # HELP process_start_time_seconds When the process began, in seconds since 1970.
                # TYPE process_start_time_seconds gauge
                process_start_time_seconds 1699747200.250
                """);
        assertThat(PrometheusReader.read(metrics.text())).hasSize(9);
    }

    @Test
    @DisplayName("is counted by address, method and status, and by the outcome that the status is")
    void kinds() {
        metrics.answered("/", "GET", 101, Duration.ZERO);
        metrics.answered("/", "POST", 204, Duration.ZERO);
        metrics.answered("/", "POST", 302, Duration.ZERO);
        metrics.answered("/api/orders", "POST", 405, Duration.ZERO);
        metrics.answered("/api/orders", "GET", 503, Duration.ZERO);
        metrics.answered("/api/orders", "GET", 503, Duration.ZERO);
        metrics.unanswered("/api/orders", "GET", Duration.ZERO);

        assertThat(counts())
                .isEqualTo(Map.of(
                        "/ GET 101 INFORMATIONAL", 1.0,
                        "/ POST 204 SUCCESS", 1.0,
                        "/ POST 302 REDIRECTION", 1.0,
                        "/api/orders POST 405 CLIENT_ERROR", 1.0,
                        "/api/orders GET 503 SERVER_ERROR", 2.0,
                        "/api/orders GET UNKNOWN UNKNOWN", 1.0));
    }

    @Test
    @DisplayName("has no more series than there are methods, whatever clients write, and is escaped whatever it is")
    void anyClient() {
        metrics.answered("a\\b\"c\nd", "BREW", 200, Duration.ZERO);
        metrics.answered("a\\b\"c\nd", "x\"} 1\n", 200, Duration.ZERO);

        assertThat(counts()).isEqualTo(Map.of("a\\b\"c\nd UNKNOWN 200 SUCCESS", 2.0));
    }

    @Test
    @DisplayName("is nothing at the beginning but when that was")
    void nothing() {
        assertThat(PrometheusReader.read(metrics.text()))
                .isEqualTo(
                        Map.of(new PrometheusReader.Series("process_start_time_seconds", Map.of()), 1_699_747_200.25));
    }

    private Map<String, Double> counts() {
        return PrometheusReader.read(metrics.text()).entrySet().stream()
                .filter(sample -> sample.getKey().name().equals("http_server_requests_seconds_count"))
                .collect(Collectors.toMap(sample -> kind(sample.getKey().labels()), Map.Entry::getValue));
    }

    private static String kind(Map<String, String> labels) {
        return labels.get("uri") + " " + labels.get("method") + " " + labels.get("status") + " "
                + labels.get("outcome");
    }
}
