package io.releaseconductor.examples.demo.app;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The application in one environment: a homepage and an API on loopback. At each request it behaves as the version that
 * its {@link Installation} says, so that a workflow changes it by changing files.
 */
public final class SmallApplication implements AutoCloseable {

    private static final Duration START = Duration.ofSeconds(5);

    private static final int DROPPED_ONE_IN = 5;

    private final String environment;
    private final Installation installation;
    private final Bucket bucket;
    private final Map<String, Endpoint> frontend;
    private final Map<String, Endpoint> api;
    private final Map<String, AtomicInteger> requests = new ConcurrentHashMap<>();
    private final Clock clock;
    private final LocalServer server;

    private SmallApplication(String environment, Installation installation, Login login, Clock clock, int port)
            throws IOException {
        Signer signer = new Signer();
        this.environment = environment;
        this.installation = installation;
        this.clock = clock;
        this.bucket = new Bucket(signer, clock);
        this.frontend = Map.of(
                "/", HomePage::page,
                "/app.js", (exchange, version) -> HomePage.script(version),
                "/version", (exchange, version) -> Answer.text(200, version.name()));
        this.api = Map.of(
                "/health",
                (exchange, version) -> health(version),
                "/auth/login",
                new LoginEndpoint(login, signer, clock),
                "/api/search",
                new SearchEndpoint(),
                "/api/media/presign",
                (exchange, version) -> bucket.presign(exchange, base()));
        this.server = LocalServer.start("app-" + environment, port, this::handle);
    }

    /**
     * Starts the application.
     *
     * @param environment the name of its environment
     * @param installation what it serves
     * @param login who can log in
     * @param clock by which its tokens are valid
     * @param port where it is reached, if that is free; else, or for 0, on any port
     * @return the application, answering
     * @throws IOException if it cannot be started
     */
    public static SmallApplication start(
            String environment, Installation installation, Login login, Clock clock, int port) throws IOException {
        Objects.requireNonNull(environment, "environment");
        Objects.requireNonNull(installation, "installation");
        Objects.requireNonNull(login, "login");
        Objects.requireNonNull(clock, "clock");
        return new SmallApplication(environment, installation, login, clock, port);
    }

    /** {@return where it is reached, without a slash at the end} */
    public URI base() {
        return server.base();
    }

    /** {@return the name of its environment} */
    public String environment() {
        return environment;
    }

    /** {@return what it serves} */
    public Installation installation() {
        return installation;
    }

    @Override
    public void close() {
        server.close();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            if (path.startsWith(Bucket.PATH)) {
                bucket.answer(exchange).send(exchange);
                return;
            }
            Version version = installation.served();
            if (version.has(Fault.SLOW_START)
                    && clock.instant().isBefore(installation.servedSince().plus(START))) {
                return;
            }
            Endpoint page = frontend.get(path);
            Endpoint endpoint = api.get(path);
            if (page != null) {
                page.answer(exchange, version).send(exchange);
            } else if (endpoint == null) {
                Answer.text(404, "Not found").send(exchange);
            } else if (!version.has(Fault.DEAD_API) && !isDropped(version, path)) {
                endpoint.answer(exchange, version).send(exchange);
            }
            // What answers nothing hangs up by closing the exchange.
        }
    }

    /** The first request to each endpoint, and every fifth one after it. */
    private boolean isDropped(Version version, String path) {
        return version.has(Fault.FLAKY)
                && requests.computeIfAbsent(version.name() + path, key -> new AtomicInteger())
                                        .getAndIncrement()
                                % DROPPED_ONE_IN
                        == 0;
    }

    private static Answer health(Version version) {
        return Answer.json(
                200,
                Map.of(
                        "status",
                        "ok",
                        "version",
                        version.name(),
                        "database",
                        Map.of("status", "connected"),
                        "redis",
                        Map.of("status", "available")));
    }
}
