package io.releaseconductor.examples.demo.metrics;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What one process counts, from 0 on, under the names that Micrometer uses where histograms are switched on. Thread-safe.
 */
public final class ProcessMetrics {

    /** What the text is, as a header says it. */
    public static final String CONTENT_TYPE = "text/plain; version=0.0.4";

    private static final String REQUESTS = "http_server_requests_seconds";
    private static final String START = "process_start_time_seconds";

    private final Instant startedAt;
    private final SortedMap<RequestKind, Histogram> requests = new TreeMap<>();

    /**
     * Those of a process that begins.
     *
     * @param startedAt when it began
     */
    public ProcessMetrics(Instant startedAt) {
        this.startedAt = Objects.requireNonNull(startedAt, "startedAt");
    }

    /** {@return when the process began} */
    public Instant startedAt() {
        return startedAt;
    }

    /**
     * Counts a request that was answered.
     *
     * @param uri which address it was for, as the application knows it: one of a few
     * @param method its method, whatever the client wrote
     * @param status the status of the answer
     * @param took how long that took
     */
    public void answered(String uri, String method, int status, Duration took) {
        add(RequestKind.answered(uri, method, status), took);
    }

    /**
     * Counts a request that was hung up on.
     *
     * @param uri which address it was for, as the application knows it: one of a few
     * @param method its method, whatever the client wrote
     * @param took how long that took
     */
    public void unanswered(String uri, String method, Duration took) {
        add(RequestKind.unanswered(uri, method), took);
    }

    private synchronized void add(RequestKind kind, Duration took) {
        requests.computeIfAbsent(kind, none -> new Histogram()).add(took);
    }

    /** {@return all of it at this moment, in Prometheus' text format} */
    public synchronized String text() {
        PrometheusText text = new PrometheusText();
        text.metric(REQUESTS, "histogram", "How long requests took, and how many there were.");
        requests.forEach((kind, histogram) -> histogram.write(text, REQUESTS, kind.labels()));
        text.metric(START, "gauge", "When the process began, in seconds since 1970.");
        text.sample(
                START, Map.of(), BigDecimal.valueOf(startedAt.toEpochMilli(), 3).toPlainString());
        return text.toString();
    }
}
