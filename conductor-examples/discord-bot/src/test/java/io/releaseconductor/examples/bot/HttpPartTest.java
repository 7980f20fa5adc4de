package io.releaseconductor.examples.bot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.releaseconductor.config.ConfigurationException;
import io.releaseconductor.config.Variables;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Where the bot listens")
class HttpPartTest {

    private static Part<HttpPart> read(Map<String, String> variables) {
        return Part.read(problems -> HttpPart.read(Variables.of(variables), problems));
    }

    private static String words(Map<String, String> variables) {
        Part<HttpPart> part = read(variables);
        assertThat(part.problems()).isEmpty();
        HttpPart.Listener listener = part.value().listener();
        return listener == null ? "nowhere" : listener.words();
    }

    @Test
    @DisplayName("is nowhere unless somebody asks for it, for health, for deliveries or for both")
    void where() {
        assertThat(words(Map.of())).isEqualTo("nowhere");
        assertThat(words(Map.of("SHIP_HTTP_PORT", "9000"))).isEqualTo("port 9000");
        assertThat(words(Map.of("GITHUB_WEBHOOK_SECRET", "s"))).isEqualTo("port 8080");
        assertThat(words(Map.of("GITHUB_WEBHOOK_SECRET", "s", "SHIP_HTTP_PORT", "9000")))
                .isEqualTo("port 9000");
        assertThat(words(Map.of("GITHUB_WEBHOOK_SECRET", "s", "SHIP_WEBHOOK_PORT", "9001")))
                .isEqualTo("port 9001");
        assertThat(words(Map.of("GITHUB_WEBHOOK_SECRET", "s", "SHIP_WEBHOOK_PORT", "9001", "SHIP_HTTP_PORT", "9001")))
                .isEqualTo("port 9001");
    }

    @Test
    @DisplayName("is at the address that is named")
    void bind() {
        assertThat(words(Map.of("SHIP_HTTP_PORT", "9000", "SHIP_HTTP_BIND", "127.0.0.1")))
                .isEqualTo("port 9000 of 127.0.0.1");
        assertThat(words(Map.of("SHIP_HTTP_PORT", "9000", "SHIP_HTTP_BIND", "::1")))
                .startsWith("port 9000 of ");
        assertThat(words(Map.of("GITHUB_WEBHOOK_SECRET", "s", "SHIP_HTTP_BIND", "localhost")))
                .isEqualTo("port 8080 of 127.0.0.1");
    }

    @Test
    @DisplayName("is one port more for metrics, unless they are read where all else is")
    void metrics() {
        HttpPart alone = read(Map.of("SHIP_HTTP_METRICS_PORT", "9464", "SHIP_HTTP_BIND", "127.0.0.1"))
                .value();
        assertThat(alone.listener()).isNull();
        assertThat(alone.listeners()).extracting(HttpPart.Listener::words).containsExactly("port 9464 of 127.0.0.1");
        HttpPart two = read(Map.of("SHIP_HTTP_METRICS_PORT", "9464", "SHIP_HTTP_PORT", "8080"))
                .value();
        assertThat(two.listeners()).extracting(HttpPart.Listener::words).containsExactly("port 8080", "port 9464");
        HttpPart shared = read(Map.of("SHIP_HTTP_METRICS_PORT", "8080", "GITHUB_WEBHOOK_SECRET", "s"))
                .value();
        assertThat(shared.sharesItsPort()).isTrue();
        assertThat(shared.listeners()).hasSize(1);
        assertThat(read(Map.of("SHIP_HTTP_METRICS_PORT", "0")).problems())
                .singleElement()
                .asString()
                .contains("SHIP_HTTP_METRICS_PORT");
    }

    @ParameterizedTest
    @DisplayName("is an address, not a name to be looked up")
    @ValueSource(strings = {"example.com", "127.0.0.1:80", "300.1.1.1", "eth0", "1.2.3"})
    void noAddress(String text) {
        assertThat(read(Map.of("SHIP_HTTP_PORT", "9000", "SHIP_HTTP_BIND", text))
                        .problems())
                .singleElement()
                .asString()
                .startsWith("SHIP_HTTP_BIND: \"" + text + "\" is not allowed; allowed: an IP address");
    }

    @Test
    @DisplayName("is refused where it contradicts itself")
    void contradictions() {
        assertThat(read(Map.of("SHIP_WEBHOOK_PORT", "9000")).problems())
                .singleElement()
                .asString()
                .startsWith("GITHUB_WEBHOOK_SECRET is not set, but SHIP_WEBHOOK_PORT is")
                .contains("SHIP_HTTP_PORT");
        assertThat(read(Map.of("GITHUB_WEBHOOK_SECRET", "s", "SHIP_WEBHOOK_PORT", "9001", "SHIP_HTTP_PORT", "9000"))
                        .problems())
                .containsExactly(
                        "SHIP_HTTP_PORT is 9000 and SHIP_WEBHOOK_PORT is 9001, and the bot listens on one port;"
                                + " unset SHIP_WEBHOOK_PORT");
        assertThat(read(Map.of("SHIP_HTTP_BIND", "127.0.0.1")).problems())
                .containsExactly("SHIP_HTTP_BIND is set, and the bot listens nowhere; set SHIP_HTTP_PORT as well, or"
                        + " unset it");
        assertThat(read(Map.of("SHIP_HTTP_PORT", "0")).problems()).hasSize(1);
    }

    @Test
    @DisplayName("is named where it cannot be opened")
    void taken() throws Exception {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            HttpPart.Listener where =
                    new HttpPart.Listener("SHIP_HTTP_PORT", other.getLocalPort(), InetAddress.getLoopbackAddress());
            assertThatThrownBy(() -> HttpListener.open(where, Map.of()).close())
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining(
                            "SHIP_HTTP_PORT: port " + other.getLocalPort() + " of 127.0.0.1 cannot be opened");
        }
    }

    @Test
    @DisplayName("is named port by port where several cannot be opened")
    void bothTaken(@TempDir Path folder) throws Exception {
        try (DoctorWorld world = new DoctorWorld(folder);
                ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                ServerSocket third = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            world.environment.put("SHIP_HTTP_PORT", Integer.toString(other.getLocalPort()));
            world.environment.put("SHIP_HTTP_METRICS_PORT", Integer.toString(third.getLocalPort()));
            world.environment.put("SHIP_HTTP_BIND", "127.0.0.1");
            BotSettings settings = BotSettings.read(world.environment);
            assertThatThrownBy(() -> Bot.start(settings, new Redaction(world.environment))
                            .close())
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining(
                            "SHIP_HTTP_PORT: port " + other.getLocalPort() + " of 127.0.0.1 cannot be opened")
                    .hasMessageContaining(
                            "SHIP_HTTP_METRICS_PORT: port " + third.getLocalPort() + " of 127.0.0.1 cannot be opened");
        }
    }
}
