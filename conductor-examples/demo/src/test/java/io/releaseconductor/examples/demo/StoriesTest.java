package io.releaseconductor.examples.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import io.releaseconductor.Conductor;
import io.releaseconductor.EnvironmentSettings;
import io.releaseconductor.ShipRequest;
import io.releaseconductor.ShipResult;
import io.releaseconductor.check.CheckCatalog;
import io.releaseconductor.check.CheckResult;
import io.releaseconductor.check.CheckStatus;
import io.releaseconductor.config.Variables;
import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.deployment.DeploymentStatus;
import io.releaseconductor.examples.demo.app.LocalServer;
import io.releaseconductor.memory.InMemoryStateStore;
import io.releaseconductor.model.Actor;
import io.releaseconductor.model.Environment;
import io.releaseconductor.model.Phase;
import io.releaseconductor.model.Strategy;
import io.releaseconductor.policy.RuleResult;
import io.releaseconductor.spi.Authorizer;
import io.releaseconductor.testkit.FakeChat;
import io.releaseconductor.testkit.FakeWorkflows;
import io.releaseconductor.testkit.ManualClock;
import io.releaseconductor.testkit.RecordingAlerts;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The built-in checks, a conductor that rolls back by itself, and an application over HTTP. */
@DisplayName("Through the whole conductor")
@Timeout(300)
class StoriesTest {

    private static final String JSON = "application/json";
    private static final String HTML = "text/html; charset=utf-8";

    private final ManualClock clock = new ManualClock();
    private final FakeWorkflows workflows = new FakeWorkflows(clock).completeByThemselves();
    private final InMemoryStateStore store = new InMemoryStateStore();
    private final Map<String, Page> healthy = new ConcurrentHashMap<>();
    private final Map<String, Page> shipped = new ConcurrentHashMap<>();
    private final Map<String, String> variables = new HashMap<>(Map.of(
            "SHIP_CHECKS", "frontend,api,auth,search",
            "SHIP_LOGIN_USER", "ada@example.com",
            "SHIP_LOGIN_PASSWORD", "pass",
            "SHIP_FRONTEND_MAX_LATENCY_MS", "9000",
            "SHIP_API_MAX_LATENCY_MS", "9000",
            "SHIP_SEARCH_SLOW_MS", "9000",
            "SHIP_SEARCH_MAX_MS", "9500",
            "SHIP_VERIFICATION_TIMEOUT_MS", "60000",
            "SHIP_SETTLE_MS", "0"));
    private Strategy strategy = Strategy.FULL;
    private LocalServer server;

    private record Page(int status, Map<String, String> headers, String body) {

        static Page of(String type, String body) {
            return new Page(200, Map.of("Content-Type", type, "Cache-Control", "max-age=60"), body);
        }

        Page with(int other) {
            return new Page(other, headers, body);
        }

        Page with(String header, String value) {
            Map<String, String> more = new HashMap<>(headers);
            more.put(header, value);
            return new Page(status, more, body);
        }
    }

    @BeforeEach
    void start() throws IOException {
        healthy.put("/", Page.of(HTML, "<!doctype html><title>Shop</title><h1>Shop</h1>"));
        healthy.put("/health", Page.of(JSON, "{\"status\":\"UP\"}"));
        healthy.put(
                "/auth/login",
                Page.of(JSON, "{\"user\":{\"id\":\"1\",\"email\":\"ada@example.com\"}}")
                        .with("Set-Cookie", "session=" + jwt() + "; Path=/; HttpOnly"));
        healthy.put("/api/search", Page.of(JSON, "{\"results\":[{\"title\":\"A test\"}]}"));
        shipped.putAll(healthy);
        server = LocalServer.start("stories", this::answer);
        variables.put("FRONTEND_BASE_URL", server.base().toString());
        variables.put("VITE_API_BASE", server.base().toString());
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private static String jwt() {
        return encoded("{\"alg\":\"HS256\"}") + "." + encoded("{\"sub\":\"1\"}") + "." + encoded("signature");
    }

    private static String encoded(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Before anything ran, and once a rollback ran, the earlier version answers; beside a canary, whoever does not ask for that. A path without a page hangs up. */
    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            boolean earlier = strategy == Strategy.CANARY
                    ? !exchange.getRequestHeaders().containsKey("X-Canary")
                    : workflows.runs().size() != 1;
            Page page =
                    (earlier ? healthy : shipped).get(exchange.getRequestURI().getPath());
            if (page == null) {
                return;
            }
            byte[] bytes = page.body().getBytes(StandardCharsets.UTF_8);
            page.headers().forEach(exchange.getResponseHeaders()::set);
            exchange.sendResponseHeaders(page.status(), bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    private Deployment ship() {
        Conductor conductor = Conductor.builder()
                .variables(Variables.of(variables))
                .environment(EnvironmentSettings.of(Environment.STAGING)
                        .withLinked(null)
                        .withBaselineVersion("v1"))
                .workflows(workflows)
                .chat(new FakeChat(clock))
                .alerts(new RecordingAlerts())
                .authorizer(Authorizer.allowAll())
                .checks(CheckCatalog.discover())
                .store(store)
                .clock(clock)
                .build();
        try (conductor) {
            ShipResult result = conductor.ship(ShipRequest.to(Environment.STAGING, Actor.person("1", "Ada"))
                    .withStrategy(strategy)
                    .withVersion("v2"));
            Deployment d = ((ShipResult.Shipped) result).deployment();
            while (!List.of(
                            DeploymentStatus.VERIFIED,
                            DeploymentStatus.ROLLED_BACK,
                            DeploymentStatus.FAILED,
                            DeploymentStatus.NEEDS_ATTENTION)
                    .contains(d.status())) {
                conductor.runDue();
                clock.advance(Duration.ofSeconds(1));
                d = store.find(d.id()).orElseThrow();
            }
            return d;
        }
    }

    private static CheckResult result(Deployment d, String check) {
        return d.verification(Phase.DEPLOY).result().result(check).orElseThrow();
    }

    private static List<String> fired(Deployment d) {
        return d.verification(Phase.DEPLOY).verdict().fired().stream()
                .map(RuleResult::rule)
                .toList();
    }

    private void staysUp(String check, CheckStatus status) {
        Deployment d = ship();
        assertThat(fired(d)).isEmpty();
        assertThat(d.status()).isEqualTo(DeploymentStatus.VERIFIED);
        assertThat(result(d, check).status()).isEqualTo(status);
        assertThat(workflows.runs()).hasSize(1);
    }

    private void goesBack(String check, String trigger) {
        Deployment d = ship();
        assertThat(fired(d)).contains(trigger);
        assertThat(d.status()).isEqualTo(DeploymentStatus.ROLLED_BACK);
        assertThat(result(d, check).message()).endsWith("failed 3 of 3");
        assertThat(workflows.runs()).hasSize(2);
    }

    @Nested
    @DisplayName("a healthy application stays, although")
    class Healthy {

        @Test
        @DisplayName("its health is a word and no JSON")
        void plain_text_health() {
            shipped.put("/health", Page.of("text/plain", "OK"));
            staysUp("api", CheckStatus.PASS);
        }

        @Test
        @DisplayName("its login gives a token that nobody can look into")
        void unknown_token() {
            shipped.put(
                    "/auth/login",
                    healthy.get("/auth/login")
                            .with(
                                    "Set-Cookie",
                                    "session=v4.local." + encoded("sealed ".repeat(16)) + "; Path=/; HttpOnly"));
            Deployment d = ship();
            assertThat(fired(d)).isEmpty();
            assertThat(d.status()).isEqualTo(DeploymentStatus.VERIFIED);
            assertThat(result(d, "auth").status()).isEqualTo(CheckStatus.NO_DATA);
        }

        @Test
        @DisplayName("the tracker on its homepage is down")
        void tracker_down() {
            shipped.put(
                    "/",
                    Page.of(
                            HTML,
                            "<!doctype html><title>Shop</title><script src=\"http://tracker.invalid/t.js\"></script>"
                                    + "<h1>Shop</h1>"));
            staysUp("frontend", CheckStatus.WARNING);
        }

        @Test
        @DisplayName("an optional part of it is down")
        void optional_part() {
            variables.put("SHIP_API_PARTS", "db");
            shipped.put(
                    "/health",
                    Page.of(
                            JSON,
                            "{\"status\":\"UP\",\"components\":{\"db\":{\"status\":\"UP\"},"
                                    + "\"mail\":{\"status\":\"DOWN\"}}}"));
            staysUp("api", CheckStatus.WARNING);
        }
    }

    @Nested
    @DisplayName("an ill application goes back to the version before, because")
    class Ill {

        @Test
        @DisplayName("its health says down")
        void down() {
            shipped.put("/health", Page.of(JSON, "{\"status\":\"DOWN\"}"));
            goesBack("api", "api_down");
        }

        @Test
        @DisplayName("its homepage is an error")
        void error_page() {
            shipped.put("/", Page.of(HTML, "<h1>Something went wrong</h1>").with(500));
            goesBack("frontend", "frontend_down");
        }

        @Test
        @DisplayName("its login fails")
        void login_fails() {
            shipped.put(
                    "/auth/login", Page.of(JSON, "{\"error\":\"no database\"}").with(500));
            goesBack("auth", "auth_broken");
        }

        @Test
        @DisplayName("its API hangs up")
        void api_hangs_up() {
            shipped.remove("/health");
            goesBack("api", "critical_errors");
        }
    }

    @Nested
    @DisplayName("a canary behind the address of the version before")
    class OfCanaries {

        @BeforeEach
        void ship_a_canary_that_is_ill() {
            strategy = Strategy.CANARY;
            shipped.put("/health", Page.of(JSON, "{\"status\":\"DOWN\"}"));
        }

        @Test
        @DisplayName("is looked at with the routing header, and goes back to what answers without it")
        void routed() {
            variables.put("SHIP_CANARY_HEADER", "X-Canary: hush");
            Deployment d = ship();
            assertThat(fired(d)).contains("api_down");
            assertThat(result(d, "api").message()).isEqualTo("Health says down, canary, failed 3 of 3");
            assertThat(result(d, "frontend").message()).isEqualTo("200 OK, canary");
            assertThat(d.status()).isEqualTo(DeploymentStatus.ROLLED_BACK);
            assertThat(d.toString()).doesNotContain("hush");
        }

        @Test
        @DisplayName("is not seen without it")
        void unseen() {
            staysUp("api", CheckStatus.PASS);
        }
    }
}
