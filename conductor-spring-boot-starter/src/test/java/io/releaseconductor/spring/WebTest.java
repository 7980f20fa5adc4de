package io.releaseconductor.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.releaseconductor.Conductor;
import io.releaseconductor.ShipRequest;
import io.releaseconductor.ShipResult;
import io.releaseconductor.model.Actor;
import io.releaseconductor.model.DeployId;
import io.releaseconductor.model.Environment;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

@DisplayName("A web application")
class WebTest {

    private static final String SECRET = "a-secret-of-the-webhook";

    private final HttpClient client = HttpClient.newHttpClient();
    private @Nullable ConfigurableApplicationContext context;

    @AfterEach
    void close() {
        if (context != null) {
            context.close();
        }
    }

    private Conductor start(String... more) {
        List<String> arguments = new ArrayList<>(List.of(
                "--server.port=0",
                "--SHIP_CHECKS=frontend",
                "--FRONTEND_BASE_URL=http://localhost:1",
                "--SHIP_SHARED_ENDPOINTS=true",
                "--spring.main.banner-mode=off"));
        arguments.addAll(List.of(more));
        context = SpringApplication.run(Shop.class, arguments.toArray(String[]::new));
        return context.getBean(Conductor.class);
    }

    private HttpRequest.Builder at(String path) {
        String port =
                String.valueOf(context == null ? null : context.getEnvironment().getProperty("local.server.port"));
        return HttpRequest.newBuilder(URI.create("http://localhost:" + port + path));
    }

    private HttpResponse<String> get(String path) throws Exception {
        return client.send(at(path).build(), BodyHandlers.ofString());
    }

    private JsonNode json(String path) throws Exception {
        HttpResponse<String> answer = get(path);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JsonMapper.builder().build().readTree(answer.body());
    }

    private static DeployId ship(Conductor conductor) {
        ShipResult result = conductor.ship(
                ShipRequest.to(Environment.STAGING, Actor.person("1", "Ada")).withVersion("v2"));
        return ((ShipResult.Shipped) result).deployment().id();
    }

    @Test
    @DisplayName("exposes no deployment unless it says so")
    void not_exposed() throws Exception {
        start();

        assertThat(get("/actuator/releaseconductor").statusCode()).isEqualTo(404);
    }

    @Test
    @DisplayName("tells what is under way and what was, whole or by environment and status, and changes nothing")
    void endpoint() throws Exception {
        Conductor conductor = start("--management.endpoints.web.exposure.include=releaseconductor");
        assertThat(json("/actuator/releaseconductor").path("under_way")).isEmpty();

        DeployId id = ship(conductor);

        JsonNode all = json("/actuator/releaseconductor");
        assertThat(all.path("under_way")).hasSize(1);
        assertThat(all.path("under_way").path(0).path("deploy_id").asText()).isEqualTo(id.value());
        assertThat(all.path("under_way").path(0).path("initiated_by_name").asText())
                .isEqualTo("Ada");
        assertThat(all.path("under_way").path(0).has("phases")).isFalse();
        assertThat(all.path("history")).hasSize(1);
        JsonNode one = json("/actuator/releaseconductor/" + id);
        assertThat(one.path("version").asText()).isEqualTo("v2");
        assertThat(one.has("phases")).isTrue();
        assertThat(json("/actuator/releaseconductor?environment=prod").path("history"))
                .isEmpty();
        assertThat(json("/actuator/releaseconductor?status=promoted").path("under_way"))
                .isEmpty();
        assertThat(get("/actuator/releaseconductor/ship-staging-1").statusCode())
                .isEqualTo(404);
        assertThat(get("/actuator/releaseconductor/..%2F").statusCode()).isBetween(400, 404);
        for (String wrong : List.of("environment=qa", "status=fine", "limit=0", "limit=201", "limit=many")) {
            assertThat(get("/actuator/releaseconductor?" + wrong).statusCode())
                    .as(wrong)
                    .isEqualTo(400);
        }
        HttpResponse<String> posted = client.send(
                at("/actuator/releaseconductor").POST(BodyPublishers.noBody()).build(), BodyHandlers.ofString());
        assertThat(posted.statusCode()).isEqualTo(405);
        assertThat(conductor.find(id)).isPresent();
    }

    @Test
    @DisplayName("has the conductor's meters among its own, unless it says otherwise")
    void metrics() throws Exception {
        Conductor conductor = start("--management.endpoints.web.exposure.include=metrics");
        ship(conductor);

        await().untilAsserted(() -> assertThat(json("/actuator/metrics/release.conductor.deployments.begun")
                        .path("measurements")
                        .path(0)
                        .path("value")
                        .asDouble())
                .isEqualTo(1));
        assertThat(json("/actuator/metrics").path("names").toString()).contains("release.conductor.node.working");
    }

    @Test
    @DisplayName("has none of them where they are switched off")
    void no_metrics() throws Exception {
        start("--management.endpoints.web.exposure.include=metrics", "--release-conductor.metrics=false");

        assertThat(json("/actuator/metrics").path("names").toString()).doesNotContain("release.conductor");
    }

    @Test
    @DisplayName("takes GitHub's deliveries where it knows what they are signed with, and no others")
    void webhook() throws Exception {
        start("--release-conductor.github.webhook-secret=" + SECRET);
        String path = "/release-conductor/github";

        assertThat(deliver(path, "{\"zen\":\"ö\"}", SECRET).statusCode()).isEqualTo(200);
        assertThat(deliver(path, "{\"zen\":\"ö\"}", SECRET).body()).isEqualTo("pong");
        assertThat(deliver(path, "{}", "another").statusCode()).isEqualTo(401);
        assertThat(deliver(path, "no JSON", SECRET).statusCode()).isEqualTo(400);
        assertThat(deliver(path, "x".repeat(1024 * 1024 + 1), SECRET).statusCode())
                .isEqualTo(413);
        assertThat(get(path).statusCode()).isBetween(404, 405);
    }

    @Test
    @DisplayName("takes GitHub's deliveries at the path that it names")
    void webhook_path() throws Exception {
        start(
                "--release-conductor.github.webhook-secret=" + SECRET,
                "--release-conductor.github.webhook-path=/hooks/github");

        assertThat(deliver("/hooks/github", "{}", SECRET).statusCode()).isEqualTo(200);
        assertThat(deliver("/release-conductor/github", "{}", SECRET).statusCode())
                .isEqualTo(404);
    }

    @Test
    @DisplayName("takes none where it does not know what they are signed with")
    void no_webhook() throws Exception {
        start();

        assertThat(deliver("/release-conductor/github", "{}", SECRET).statusCode())
                .isEqualTo(404);
    }

    private HttpResponse<String> deliver(String path, String body, String secret) throws Exception {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        HttpRequest request = at(path).header("Content-Type", "application/json")
                .header("X-GitHub-Event", "ping")
                .header("X-Hub-Signature-256", "sha256=" + HexFormat.of().formatHex(mac.doFinal(bytes)))
                .POST(BodyPublishers.ofByteArray(bytes))
                .build();
        return client.send(request, BodyHandlers.ofString());
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @Import(ShopApplication.class)
    static class Shop {}
}
