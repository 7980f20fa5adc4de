package io.releaseconductor.examples.demo.app;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;

/** One of the instances of an application: a server of its own. At each request it behaves as the version that is installed on it. */
final class Instance implements AutoCloseable {

    private static final Duration START = Duration.ofSeconds(5);

    private final int number;
    private final Installation installation;
    private final Endpoints endpoints;
    private final Clock clock;
    private final LocalServer server;

    Instance(String environment, int number, Installation installation, Endpoints endpoints, Clock clock)
            throws IOException {
        this.number = number;
        this.installation = installation;
        this.endpoints = endpoints;
        this.clock = clock;
        this.server = LocalServer.start("app-" + environment + "-" + number, this::handle);
    }

    URI base() {
        return server.base();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            // The next request is another instance's turn.
            exchange.getResponseHeaders().set("Connection", "close");
            if (exchange.getRequestURI().getPath().startsWith(Bucket.PATH)) {
                endpoints.answerFromBucket(exchange);
                return;
            }
            Version version = installation.on(number);
            boolean starting = version.has(Fault.SLOW_START)
                    && clock.instant().isBefore(installation.since(number).plus(START));
            if (!starting) {
                endpoints.answer(exchange, version);
            }
            // What answers nothing hangs up by closing the exchange.
        }
    }

    @Override
    public void close() {
        server.close();
    }
}
