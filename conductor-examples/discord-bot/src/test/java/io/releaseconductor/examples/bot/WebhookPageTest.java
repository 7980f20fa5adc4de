package io.releaseconductor.examples.bot;

import static org.assertj.core.api.Assertions.assertThat;

import io.releaseconductor.Conductor;
import io.releaseconductor.check.CheckCatalog;
import io.releaseconductor.config.Secret;
import io.releaseconductor.config.Variables;
import io.releaseconductor.github.GitHubAuth;
import io.releaseconductor.github.GitHubOptions;
import io.releaseconductor.github.GitHubWebhook;
import io.releaseconductor.github.GitHubWorkflows;
import io.releaseconductor.spi.Authorizer;
import io.releaseconductor.spi.ChatChannel;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.util.HexFormat;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The page for GitHub's deliveries")
class WebhookPageTest {

    private static final String SECRET = "It's a Secret to Everybody";

    private final Conductor conductor = Conductor.builder()
            .variables(Variables.of(Map.of(
                    "FRONTEND_BASE_URL",
                    "http://127.0.0.1:1",
                    "VITE_API_BASE",
                    "http://127.0.0.1:1",
                    "SHIP_SHARED_ENDPOINTS",
                    "true")))
            .workflows(GitHubWorkflows.of(
                    GitHubOptions.of("acme", "app"), GitHubAuth.token(new Secret("x")), Clock.systemUTC()))
            .chat(ChatChannel.NONE)
            .alerts((alert, deployment) -> {})
            .authorizer(Authorizer.allowAll())
            .checks(CheckCatalog.discover())
            .build();
    private final GitHubWebhook webhook = GitHubWebhook.of(conductor, new Secret(SECRET));
    private final HttpListener server = HttpListener.open(
            new HttpPart.Listener("SHIP_HTTP_PORT", 0, InetAddress.getLoopbackAddress()),
            Map.of(WebhookPage.PATH, new WebhookPage(() -> webhook), "/starting", new WebhookPage(() -> null)));

    @AfterEach
    void close() {
        server.close();
        conductor.close();
    }

    private HttpResponse<String> send(String method, String path, String signature, byte[] body)
            throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
                .method(method, HttpRequest.BodyPublishers.ofByteArray(body))
                .header("X-GitHub-Event", "ping")
                .header("X-Hub-Signature-256", signature)
                .build();
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    }

    private static String signature(byte[] body) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        return "sha256=" + HexFormat.of().formatHex(mac.doFinal(body));
    }

    @Test
    @DisplayName("takes what is signed, at its path")
    void signed() throws Exception {
        byte[] body = "{}".getBytes(StandardCharsets.UTF_8);
        HttpResponse<String> response = send("POST", WebhookPage.PATH, signature(body), body);
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEqualTo("pong");
    }

    @Test
    @DisplayName("refuses what is not signed, is too large, is no delivery, or goes elsewhere")
    void refused() throws Exception {
        byte[] body = "{}".getBytes(StandardCharsets.UTF_8);
        byte[] large = new byte[GitHubWebhook.MAX_BODY_BYTES + 1];
        assertThat(send("POST", WebhookPage.PATH, "sha256=00", body).statusCode())
                .isEqualTo(401);
        assertThat(send("POST", WebhookPage.PATH, signature(large), large).statusCode())
                .isEqualTo(413);
        assertThat(send("GET", WebhookPage.PATH, signature(body), body).statusCode())
                .isEqualTo(405);
        assertThat(send("POST", "/", signature(body), body).statusCode()).isEqualTo(404);
    }

    @Test
    @DisplayName("asks to wait while the bot is starting")
    void starting() throws Exception {
        byte[] body = "{}".getBytes(StandardCharsets.UTF_8);
        assertThat(send("POST", "/starting", signature(body), body).statusCode())
                .isEqualTo(503);
    }
}
