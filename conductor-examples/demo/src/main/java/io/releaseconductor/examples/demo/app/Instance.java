package io.releaseconductor.examples.demo.app;

import com.sun.net.httpserver.HttpExchange;
import io.releaseconductor.examples.demo.metrics.ProcessMetrics;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * One of the instances of an application: a server of its own. At each request it behaves as the version that is installed on it. Once
 * that is another one than before, it has been restarted, and counts from 0 again.
 */
final class Instance implements AutoCloseable {

    private static final String METRICS = "/metrics";

    private static final Duration START = Duration.ofSeconds(5);

    private final int number;
    private final Installation installation;
    private final Endpoints endpoints;
    private final Clock clock;
    private final LocalServer server;
    private Running running;

    Instance(String environment, int number, Installation installation, Endpoints endpoints, Clock clock)
            throws IOException {
        this.number = number;
        this.installation = installation;
        this.endpoints = endpoints;
        this.clock = clock;
        this.running = Running.begin(installation.on(number), clock.instant());
        this.server = LocalServer.start("app-" + environment + "-" + number, this::handle);
    }

    /** A process that runs a version, from its beginning to that of the next one. */
    private record Running(Version version, ProcessMetrics metrics) {

        static Running begin(Version version, Instant now) {
            return new Running(version, new ProcessMetrics(now));
        }

        Running as(Version installed, Instant now) {
            return installed.name().equals(version.name()) ? new Running(installed, metrics) : begin(installed, now);
        }

        Version behaviour(Instant now) {
            return version.aged(Duration.between(metrics.startedAt(), now));
        }
    }

    URI base() {
        return server.base();
    }

    /** Where what it counts can be read. */
    URI metrics() {
        return base().resolve(METRICS);
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            // The next request is another instance's turn.
            exchange.getResponseHeaders().set("Connection", "close");
            Optional<Answer> answer = answer(exchange);
            if (answer.isPresent()) {
                answer.get().send(exchange);
            }
            // What answers nothing hangs up by closing the exchange.
        }
    }

    private Optional<Answer> answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        if (path.startsWith(Bucket.PATH)) {
            return Optional.of(endpoints.answerFromBucket(exchange));
        }
        Instant now = clock.instant();
        Running process = running(now);
        Version version = process.behaviour(now);
        if (version.has(Fault.SLOW_START)
                && now.isBefore(installation.since(number).plus(START))) {
            return Optional.empty();
        }
        return path.equals(METRICS)
                ? Optional.of(Answer.of(
                        200, ProcessMetrics.CONTENT_TYPE, process.metrics().text()))
                : counted(exchange, version, process.metrics());
    }

    private synchronized Running running(Instant now) {
        running = running.as(installation.on(number), now);
        return running;
    }

    /** It is counted before it is sent, so that whoever has the answer finds it counted. */
    private Optional<Answer> counted(HttpExchange exchange, Version version, ProcessMetrics metrics)
            throws IOException {
        long begun = System.nanoTime();
        Optional<Answer> answer = endpoints.answer(exchange, version);
        Duration took = Duration.ofNanos(System.nanoTime() - begun);
        String uri = endpoints.counted(exchange.getRequestURI().getPath());
        String method = exchange.getRequestMethod();
        answer.ifPresentOrElse(
                given -> metrics.answered(uri, method, given.status(), took.plus(given.longer())),
                () -> metrics.unanswered(uri, method, took));
        return answer;
    }

    @Override
    public void close() {
        server.close();
    }
}
