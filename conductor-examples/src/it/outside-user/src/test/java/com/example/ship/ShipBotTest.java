package com.example.ship;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import com.sun.net.httpserver.HttpServer;
import io.releaseconductor.ActionResult;
import io.releaseconductor.Conductor;
import io.releaseconductor.ShipRequest;
import io.releaseconductor.ShipResult;
import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.deployment.DeploymentStatus;
import io.releaseconductor.model.Actor;
import io.releaseconductor.model.DeployId;
import io.releaseconductor.model.Environment;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ShipBotTest {

    private static final Actor ADA = Actor.person("42", "Ada");

    private final Map<Predicate<Deployment>, CompletableFuture<Deployment>> awaited = new ConcurrentHashMap<>();
    private HttpServer application;

    @BeforeEach
    void serve() throws IOException {
        String now = DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'")
                .withZone(ZoneOffset.UTC)
                .format(Instant.now());
        application = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        String base = "http://127.0.0.1:" + application.getAddress().getPort();
        String cookie =
                "session=" + part("{\"alg\":\"HS256\"}") + "." + part("{\"sub\":\"42\"}") + "." + part("signature");
        answer("/", "text/html", "<!doctype html><title>Home</title>", "Cache-Control", "max-age=60");
        answer("/health", "application/json", "{\"status\":\"ok\",\"database\":\"connected\",\"redis\":\"connected\"}");
        answer("/auth/login", "application/json", "{\"user\":{\"id\":42}}", "Set-Cookie", cookie);
        answer("/api/search", "application/json", "{\"results\":[1]}");
        answer(
                "/api/media/presign",
                "application/json",
                "{\"url\":\"" + base + "/bucket/file?X-Amz-Algorithm=AWS4-HMAC-SHA256"
                        + "&X-Amz-Credential=k&X-Amz-Date=" + now + "&X-Amz-Expires=60&X-Amz-SignedHeaders=host"
                        + "&X-Amz-Signature=00\"}");
        answer("/bucket/", "text/plain", "");
        application.setExecutor(Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task);
            thread.setDaemon(true);
            return thread;
        }));
        application.start();
    }

    @AfterEach
    void stop() {
        application.stop(0);
    }

    @Test
    void shipsVerifiesWithACheckOfItsOwnAndPromotesOnToProduction() throws Exception {
        String base = "http://127.0.0.1:" + application.getAddress().getPort();
        Map<String, String> variables = Map.of(
                "FRONTEND_BASE_URL",
                base,
                "VITE_API_BASE",
                base,
                "SHIP_SHARED_ENDPOINTS",
                "true",
                "SHIP_LOGIN_USER",
                "test",
                "SHIP_LOGIN_PASSWORD",
                "test",
                // a machine that builds is no place to measure latencies
                "SHIP_FRONTEND_MAX_LATENCY_MS",
                "8000",
                "SHIP_API_MAX_LATENCY_MS",
                "8000",
                "SHIP_SEARCH_SLOW_MS",
                "8000",
                "SHIP_SEARCH_MAX_MS",
                "9000");
        try (Conductor conductor = ShipBot.conductor(variables, (before, event, after) -> seen(after))) {
            CompletableFuture<Deployment> verified = await(d -> d.status() == DeploymentStatus.VERIFIED);
            CompletableFuture<Deployment> production =
                    await(d -> d.environment().equals(Environment.PROD) && d.status() == DeploymentStatus.VERIFIED);

            ShipResult shipped = conductor.ship(
                    ShipRequest.to(Environment.STAGING, ADA).withVersion("v2").withDestination("console"));
            DeployId id = assertInstanceOf(ShipResult.Shipped.class, shipped)
                    .deployment()
                    .id();
            Deployment decided = verified.get(60, TimeUnit.SECONDS);
            assertEquals(
                    "6/6 checks passed",
                    decided.verification().result().headline(),
                    () -> decided.verification().result().toString());

            assertInstanceOf(ActionResult.Done.class, conductor.promote(id, ADA));
            assertEquals(id, production.get(60, TimeUnit.SECONDS).request().parent());
            assertNotNull(conductor.find(id).orElseThrow().promotedAt());
        }
    }

    private CompletableFuture<Deployment> await(Predicate<Deployment> condition) {
        return awaited.computeIfAbsent(condition, c -> new CompletableFuture<>());
    }

    private void seen(Deployment deployment) {
        awaited.forEach((condition, future) -> {
            if (condition.test(deployment)) {
                future.complete(deployment);
            }
        });
    }

    private void answer(String path, String type, String body, String... header) {
        application.createContext(path, exchange -> {
            exchange.getRequestBody().readAllBytes();
            exchange.getResponseHeaders().add("Content-Type", type);
            if (header.length == 2) {
                exchange.getResponseHeaders().add(header[0], header[1]);
            }
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
    }

    private static String part(String json) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }
}
