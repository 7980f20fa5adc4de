package io.releaseconductor.examples.demo.app;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** What all instances of an application answer, each as the version that runs on it. */
final class Endpoints {

    private static final int DROPPED_ONE_IN = 5;

    private static final String NOWHERE = "NOT_FOUND";

    private final Bucket bucket;
    private final Map<String, Endpoint> frontend;
    private final Map<String, Endpoint> api;
    private final Map<String, AtomicInteger> requests = new ConcurrentHashMap<>();
    private final Map<String, AtomicInteger> logins = new ConcurrentHashMap<>();

    Endpoints(Login login, Clock clock, Supplier<URI> base) {
        Signer signer = new Signer();
        this.bucket = new Bucket(signer, clock);
        this.frontend = Map.of(
                "/", HomePage::page,
                "/app.js", (exchange, version) -> HomePage.script(version),
                "/version", (exchange, version) -> Answer.text(200, version.name()));
        LoginEndpoint loginEndpoint = new LoginEndpoint(login, signer, clock);
        this.api = Map.of(
                "/health",
                (exchange, version) -> health(version),
                "/auth/login",
                (exchange, version) -> loginEndpoint.answer(exchange, version.after(logins(version))),
                "/api/search",
                new SearchEndpoint(),
                SmallApplication.ORDERS,
                new OrdersEndpoint(),
                "/api/media/presign",
                (exchange, version) -> bucket.presign(exchange, base.get()));
    }

    /** What is answered, or empty where the version answers nothing. */
    Optional<Answer> answer(HttpExchange exchange, Version version) throws IOException {
        String path = exchange.getRequestURI().getPath();
        Endpoint page = frontend.get(path);
        Endpoint endpoint = api.get(path);
        if (page != null) {
            return Optional.of(page.answer(exchange, version));
        }
        if (endpoint == null) {
            return Optional.of(Answer.text(404, "Not found"));
        }
        return version.has(Fault.DEAD_API) || isDropped(version, path)
                ? Optional.empty()
                : Optional.of(endpoint.answer(exchange, version));
    }

    /** What is in the bucket, which is no part of an instance. */
    Answer answerFromBucket(HttpExchange exchange) {
        return bucket.answer(exchange);
    }

    /** Under which address a request is counted: whatever clients ask for, there are only a few. */
    String counted(String path) {
        return frontend.containsKey(path) || api.containsKey(path) ? path : NOWHERE;
    }

    /** How many asked a version to be logged in before. */
    private int logins(Version version) {
        return logins.computeIfAbsent(version.name(), key -> new AtomicInteger())
                .getAndIncrement();
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
