package io.releaseconductor.examples.bot;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.releaseconductor.health.CallbackHealth;
import io.releaseconductor.health.Health;
import io.releaseconductor.health.PartHealth;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What the bot says over HTTP of how it is")
class HealthPagesTest {

    private static final Instant NOW = Instant.parse("2026-11-30T04:00:00Z");
    private static final String SECRET = "secretOfRedis";
    private static final PartHealth DISCORD = PartHealth.well("Discord gateway");

    private final AtomicReference<@Nullable Health> health = new AtomicReference<>();
    private final HealthPages pages = new HealthPages(health::get, new Redaction(Map.of("REDIS_PASSWORD", SECRET)));
    private final HttpListener listener = HttpListener.open(
            new HttpPart.Listener("SHIP_HTTP_PORT", 0, InetAddress.getLoopbackAddress()),
            Map.of(HealthPages.LIVE, pages::live, HealthPages.READY, pages::ready, "/broken", request -> {
                throw new IllegalStateException("broken");
            }));

    @AfterEach
    void close() {
        listener.close();
    }

    private HttpResponse<String> send(String method, String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + listener.port() + path))
                .method(method, HttpRequest.BodyPublishers.noBody())
                .build();
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    }

    private static Health of(Health.Work work, @Nullable String storeProblem, PartHealth... parts) {
        return new Health(
                NOW,
                work,
                work == Health.Work.STALLED ? "the last 3 rounds failed" : null,
                NOW,
                Duration.ofMillis(12),
                2,
                storeProblem,
                0,
                List.of(new CallbackHealth("chat", 1, 0, 0, 0, 0)),
                List.of(parts));
    }

    private String told(@Nullable Health now) throws IOException, InterruptedException {
        health.set(now);
        HttpResponse<String> live = send("GET", "/live");
        HttpResponse<String> ready = send("GET", "/ready");
        assertThat(live.body()).isEqualTo(ready.body());
        assertThat(ready.headers().firstValue("Content-Type")).contains("application/json");
        JsonNode json = new ObjectMapper().readTree(ready.body());
        return json.path("status").asText() + ", live " + live.statusCode() + ", ready " + ready.statusCode();
    }

    @Test
    @DisplayName("is ready while it does its work, and live unless another start would help")
    void statuses() throws Exception {
        PartHealth impaired = PartHealth.impaired("Redis", "it may forget");
        PartHealth down = PartHealth.down("Discord gateway", "closed for good");
        assertThat(told(null)).isEqualTo("starting, live 200, ready 503");
        assertThat(told(of(Health.Work.RUNNING, null, DISCORD))).isEqualTo("well, live 200, ready 200");
        assertThat(told(of(Health.Work.RUNNING, null, impaired))).isEqualTo("impaired, live 200, ready 200");
        assertThat(told(of(Health.Work.RUNNING, "refused", DISCORD))).isEqualTo("down, live 200, ready 503");
        assertThat(told(of(Health.Work.RUNNING, null, down))).isEqualTo("down, live 200, ready 503");
        assertThat(told(of(Health.Work.STALLED, "refused", DISCORD))).isEqualTo("down, live 200, ready 503");
        assertThat(told(of(Health.Work.STALLED, null, DISCORD))).isEqualTo("down, live 503, ready 503");
        assertThat(told(of(Health.Work.CLOSED, null, DISCORD))).isEqualTo("down, live 503, ready 503");
    }

    @Test
    @DisplayName("tells what is wrong, part by part, and no secret")
    void details() throws Exception {
        health.set(of(Health.Work.RUNNING, "wrong password " + SECRET, PartHealth.impaired("Redis", SECRET + " away")));
        assertThat(send("GET", "/ready").body())
                .isEqualTo(
                        "{\"status\":\"down\",\"work\":\"running\",\"lastRound\":\"2026-11-30T04:00:00Z\",\"lagMs\":12,"
                                + "\"turns\":2,\"outcomesInHand\":0,\"problems\":["
                                + "\"The state store cannot be reached: wrong password ***\",\"Redis: *** away\"],"
                                + "\"parts\":[{\"name\":\"Redis\",\"state\":\"impaired\",\"detail\":\"*** away\"}],"
                                + "\"callbacks\":[{\"name\":\"chat\",\"threw\":1,\"overdue\":0,\"stuck\":0,\"lost\":0,\"waiting\":0}]}");
    }

    @Test
    @DisplayName("is at these paths alone, to be read and not written, and a page that breaks breaks no other")
    void others() throws Exception {
        assertThat(send("HEAD", "/ready").statusCode()).isEqualTo(503);
        assertThat(send("HEAD", "/ready").body()).isEmpty();
        assertThat(send("POST", "/live").statusCode()).isEqualTo(405);
        for (String path : List.of("/", "/live/", "/lively", "/github/webhook", "/metrics")) {
            assertThat(send("GET", path).statusCode()).as(path).isEqualTo(404);
        }
        assertThat(send("GET", "/broken").statusCode()).isEqualTo(500);
        assertThat(send("GET", "/live").statusCode()).isEqualTo(200);
    }

    @Test
    @DisplayName("survives what is no request for a page")
    void nonsense() throws Exception {
        for (String line :
                List.of("OPTIONS * HTTP/1.1", "GET mailto:x HTTP/1.1", "GET //live HTTP/1.1", "nonsense", "")) {
            try (SlowClients clients = new SlowClients()) {
                clients.connect(listener.port(), 1, line + "\r\nHost: x\r\n\r\n");
                assertThat(send("GET", "/live").statusCode()).as(line).isEqualTo(200);
            }
        }
    }
}
