package io.releaseconductor.examples.demo.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.releaseconductor.config.Secret;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The small application")
class SmallApplicationTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Instant NOW = Instant.parse("2023-11-12T00:00:00Z");

    private final HttpClient client = HttpClient.newHttpClient();
    private final TestClock clock = new TestClock();

    @TempDir
    private Path directory;

    private Installation installation;
    private SmallApplication application;

    @BeforeEach
    void start() throws IOException {
        installation = new Installation(directory);
        installation.install(Version.good("v1"));
        application = SmallApplication.start(
                "staging", installation, new Login("ada@example.com", new Secret("right")), clock, 0, 0);
    }

    @AfterEach
    void stop() {
        application.close();
    }

    @Nested
    @DisplayName("when its version is good")
    class Good {

        @Test
        @DisplayName("serves a homepage with cache headers that names a script, and the script")
        void homepage() throws Exception {
            HttpResponse<String> page = get("/");

            assertThat(page.statusCode()).isEqualTo(200);
            assertThat(page.headers().firstValue("Content-Type")).hasValue("text/html; charset=utf-8");
            assertThat(page.headers().firstValue("Cache-Control")).hasValue("public, max-age=60");
            assertThat(page.body()).contains("<script src=\"/app.js\" defer>").contains(">v1<");
            HttpResponse<String> script = get("/app.js");
            assertThat(script.statusCode()).isEqualTo(200);
            assertThat(script.headers().firstValue("Content-Type")).hasValue("text/javascript; charset=utf-8");
        }

        @Test
        @DisplayName("says which version it serves")
        void version() throws Exception {
            assertThat(get("/version").body()).isEqualTo("v1");
        }

        @Test
        @DisplayName("reports its health in parts")
        void health() throws Exception {
            HttpResponse<String> response = get("/health");

            assertThat(response.statusCode()).isEqualTo(200);
            JsonNode health = JSON.readTree(response.body());
            assertThat(health.path("status").asText()).isEqualTo("ok");
            assertThat(health.at("/database/status").asText()).isEqualTo("connected");
            assertThat(health.at("/redis/status").asText()).isEqualTo("available");
        }

        @Test
        @DisplayName("logs in with the right password: a token that is well-formed and unexpired, and the user")
        void login() throws Exception {
            HttpResponse<String> response =
                    post("/auth/login", "{\"email\":\"ada@example.com\",\"password\":\"right\"}");

            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(JSON.readTree(response.body()).at("/user/email").asText())
                    .isEqualTo("ada@example.com");
            String cookie = response.headers().firstValue("Set-Cookie").orElseThrow();
            assertThat(cookie).startsWith("session=").contains("; HttpOnly");
            String[] token =
                    cookie.substring("session=".length(), cookie.indexOf(';')).split("\\.");
            assertThat(token).hasSize(3).allSatisfy(part -> assertThat(part).isNotEmpty());
            assertThat(decoded(token[0]).path("alg").asText()).isEqualTo("HS256");
            assertThat(Instant.ofEpochSecond(decoded(token[1]).path("exp").asLong()))
                    .isEqualTo(NOW.plus(Duration.ofMinutes(15)));
        }

        @Test
        @DisplayName("turns away a wrong password, no password and what is no JSON")
        void wrongPassword() throws Exception {
            for (String body :
                    new String[] {"{\"email\":\"ada@example.com\",\"password\":\"wrong\"}", "{}", "", "ada:right"}) {
                HttpResponse<String> response = post("/auth/login", body);
                assertThat(response.statusCode()).as(body).isEqualTo(401);
                assertThat(response.headers().firstValue("Set-Cookie")).as(body).isEmpty();
            }
            assertThat(get("/auth/login").statusCode()).isEqualTo(405);
        }

        @Test
        @DisplayName("finds what is searched for")
        void search() throws Exception {
            JsonNode found = JSON.readTree(get("/api/search?q=test").body());

            assertThat(found.path("total").asInt()).isEqualTo(3);
            assertThat(found.path("results")).hasSize(3);
            assertThat(JSON.readTree(get("/api/search?q=with%20grace").body())
                            .path("total")
                            .asInt())
                    .isEqualTo(1);
            assertThat(JSON.readTree(get("/api/search?q=nothing-like-it").body())
                            .path("results"))
                    .isEmpty();
            assertThat(get("/api/search").statusCode()).isEqualTo(400);
        }

        @Test
        @DisplayName("presigns an address that answers until it expires, and no other")
        void presign() throws Exception {
            HttpResponse<String> response = post("/api/media/presign", "{}");

            assertThat(response.statusCode()).isEqualTo(200);
            String url = JSON.readTree(response.body()).path("url").asText();
            assertThat(url)
                    .startsWith(application.base() + "/media-bucket/")
                    .contains("X-Amz-Algorithm=AWS4-HMAC-SHA256")
                    .contains("X-Amz-Credential=")
                    .contains("X-Amz-Date=20231112T000000Z")
                    .contains("X-Amz-Expires=900")
                    .contains("X-Amz-SignedHeaders=host")
                    .contains("X-Amz-Signature=");
            assertThat(status(url)).isEqualTo(200);
            assertThat(status(url.replace("/uploads/", "/others/"))).isEqualTo(403);
            assertThat(status(url.substring(0, url.indexOf('?')))).isEqualTo(403);
            clock.now = NOW.plus(Duration.ofMinutes(15));
            assertThat(status(url)).isEqualTo(403);
        }

        @Test
        @DisplayName("knows no other pages")
        void notFound() throws Exception {
            assertThat(get("/admin").statusCode()).isEqualTo(404);
        }
    }

    @Nested
    @DisplayName("when its version has a fault")
    class Faulty {

        @Test
        @DisplayName("searches slowly, but not for as long as a second")
        void slowSearch() throws Exception {
            assertThat(SearchEndpoint.SLOW).isBetween(Duration.ofMillis(600), Duration.ofMillis(850));
            installation.install(new Version("v2", Set.of(Fault.SLOW_SEARCH)));

            long start = System.nanoTime();
            assertThat(get("/api/search?q=test").statusCode()).isEqualTo(200);

            assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(SearchEndpoint.SLOW);
        }

        @Test
        @DisplayName("hangs up on callers of a dead API, and still serves the homepage")
        void deadApi() throws Exception {
            installation.install(new Version("v2", Set.of(Fault.DEAD_API)));

            for (String path : new String[] {"/health", "/api/search?q=test", "/auth/login", "/api/media/presign"}) {
                assertThatThrownBy(() -> get(path)).as(path).isInstanceOf(IOException.class);
            }
            assertThat(get("/").statusCode()).isEqualTo(200);
        }

        @Test
        @DisplayName("turns the right password away")
        void brokenLogin() throws Exception {
            installation.install(new Version("v2", Set.of(Fault.BROKEN_LOGIN)));

            assertThat(post("/auth/login", "{\"email\":\"ada@example.com\",\"password\":\"right\"}")
                            .statusCode())
                    .isEqualTo(401);
        }

        @Test
        @DisplayName("shows an error page")
        void brokenFrontend() throws Exception {
            installation.install(new Version("v2", Set.of(Fault.BROKEN_FRONTEND)));

            assertThat(get("/").statusCode()).isEqualTo(500);
            assertThat(get("/health").statusCode()).isEqualTo(200);
        }
    }

    @Test
    @DisplayName("answers by its instances in turn, as many of them with the canary as have it")
    void canary() throws Exception {
        installation.installCanary(Version.good("v2"), 1);
        assertThat(tenAnswers()).containsExactlyInAnyOrder("v2", "v1", "v1", "v1", "v1", "v1", "v1", "v1", "v1", "v1");

        installation.installCanary(Version.good("v2"), 5);
        assertThat(tenAnswers()).containsExactlyInAnyOrder("v2", "v2", "v2", "v2", "v2", "v1", "v1", "v1", "v1", "v1");

        installation.removeCanary();
        assertThat(tenAnswers()).containsOnly("v1");
    }

    @Test
    @DisplayName("has an address of the canary's own, which leads to all instances while there is none")
    void canaryAddress() throws Exception {
        assertThat(canaryAnswers()).containsOnly("v1");

        for (int instances : new int[] {1, 5, 9}) {
            installation.installCanary(Version.good("v2"), instances);
            assertThat(canaryAnswers()).as("" + instances).containsOnly("v2");
        }
    }

    private List<String> tenAnswers() throws Exception {
        return tenAnswers(application.base());
    }

    private List<String> canaryAnswers() throws Exception {
        return tenAnswers(application.canaryBase());
    }

    private List<String> tenAnswers(URI base) throws Exception {
        List<String> answers = new ArrayList<>();
        for (int i = 0; i < Installation.INSTANCES; i++) {
            HttpRequest request =
                    HttpRequest.newBuilder(URI.create(base + "/version")).build();
            answers.add(client.send(request, BodyHandlers.ofString()).body());
        }
        return answers;
    }

    private HttpResponse<String> get(String path) throws Exception {
        return client.send(HttpRequest.newBuilder(at(path)).build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> post(String path, String body) throws Exception {
        return client.send(
                HttpRequest.newBuilder(at(path))
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
    }

    private int status(String url) throws Exception {
        return client.send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.discarding())
                .statusCode();
    }

    private URI at(String path) {
        return URI.create(application.base() + path);
    }

    private static JsonNode decoded(String part) throws IOException {
        return JSON.readTree(new String(Base64.getUrlDecoder().decode(part), StandardCharsets.UTF_8));
    }

    private static final class TestClock extends Clock {
        private volatile Instant now = NOW;

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }
}
