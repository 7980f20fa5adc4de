package io.releaseconductor.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.URI;
import java.util.List;
import java.util.Map;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

@DisplayName("On the way out")
class ProxiesTest {

    private static final Map<String, String> BOTH =
            Map.of("HTTPS_PROXY", "http://secure.example:3128", "http_proxy", "plain.example");

    private static String way(Proxies proxies, String url) {
        return proxies.select(URI.create(url)).get(0).toString();
    }

    @Test
    @DisplayName("the environment's proxies are taken by the scheme, in either spelling")
    void by_scheme() {
        Proxies proxies = new Proxies(BOTH, null);
        assertThat(way(proxies, "https://api.github.com/"))
                .contains("secure.example")
                .contains("3128");
        assertThat(way(proxies, "wss://gateway.discord.gg/")).contains("secure.example");
        assertThat(way(proxies, "http://app.example/"))
                .contains("plain.example")
                .contains("80");
        assertThat(way(new Proxies(Map.of(), null), "https://api.github.com/")).isEqualTo("DIRECT");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " "})
    @DisplayName("a blank proxy is none")
    void blank(String blank) {
        assertThat(said(() -> assertThat(way(new Proxies(Map.of("HTTPS_PROXY", blank), null), "https://a.example/"))
                        .isEqualTo("DIRECT")))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"socks5://ada:secret@a:1", "http://", "http://ada:secret@a b", "://"})
    @DisplayName("what is no HTTP proxy is not used, and said to be set in vain, without a word of what it is")
    void unfit(String unfit) {
        assertThat(said(() -> assertThat(way(new Proxies(Map.of("https_proxy", unfit), null), "https://a.example/"))
                        .isEqualTo("DIRECT")))
                .containsExactly("HTTPS_PROXY is set to what is no HTTP proxy, and is not used; allowed:"
                        + " http://[user:password@]host[:port]");
    }

    private static List<String> said(Runnable action) {
        Logger log = (Logger) LoggerFactory.getLogger(Proxies.class);
        ListAppender<ILoggingEvent> appender = new ListAppender<>();
        appender.start();
        log.addAppender(appender);
        try {
            action.run();
        } finally {
            log.detachAppender(appender);
        }
        return appender.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
    }

    @Test
    @DisplayName("those of the Java platform come first")
    void platform() {
        ProxySelector platform = ProxySelector.of(InetSocketAddress.createUnresolved("platform.example", 8080));
        assertThat(way(new Proxies(BOTH, platform), "https://api.github.com/")).contains("platform.example");
        assertThat(way(new Proxies(BOTH, ProxySelector.of(null)), "https://api.github.com/"))
                .contains("secure.example");
    }

    @ParameterizedTest
    @CsvSource({
        "*, any.example, true",
        "example.com, example.com, true",
        "example.com, api.EXAMPLE.com, true",
        "example.com, badexample.com, false",
        ".example.com, api.example.com, true",
        ".example.com, example.com, false",
        "*.example.com, api.example.com, true",
        "a.example;b.example, b.example, true",
        "a.example;b.example, c.example, false",
        "example.com:443, example.com, true",
        "example.com:8443, example.com, false",
        "10.0.0.0/8, 10.1.2.3, true",
        "10.0.0.0/8, 11.1.2.3, false",
        "10.1.2.3, 10.1.2.3, true",
        "fd00::/8, [fd12::1], true",
        "[fd12::1]:443, [fd12::1], true",
        "10.0.0.0/99, 10.1.2.3, false",
        "'', localhost, true",
        "'', 127.0.0.1, true",
        "'', [::1], true",
        "'', example.com, false"
    })
    @DisplayName("NO_PROXY and this machine are reached directly")
    void exceptions(String no, String host, boolean direct) {
        Proxies proxies = new Proxies(Map.of("HTTPS_PROXY", "p.example:1", "NO_PROXY", no.replace(';', ',')), null);
        assertThat(way(proxies, "https://" + host + "/").equals("DIRECT")).isEqualTo(direct);
    }

    @Test
    @DisplayName("a proxy that wants to know who asks is told once, and nobody else is")
    void credentials() throws IOException, InterruptedException {
        try (MockWebServer proxy = new MockWebServer()) {
            proxy.start();
            proxy.enqueue(new MockResponse.Builder().code(407).build());
            proxy.enqueue(new MockResponse.Builder().code(200).build());
            OkHttpClient client = client(Map.of("HTTP_PROXY", "http://ada:s%40crt@127.0.0.1:" + proxy.getPort()));
            try (Response response = client.newCall(
                            new Request.Builder().url("http://app.example/x").build())
                    .execute()) {
                assertThat(response.code()).isEqualTo(200);
            }
            RecordedRequest first = proxy.takeRequest();
            assertThat(first.getRequestLine()).startsWith("GET http://app.example/x ");
            assertThat(first.getHeaders().get("Proxy-Authorization")).isNull();
            assertThat(proxy.takeRequest().getHeaders().get("Proxy-Authorization"))
                    .isEqualTo("Basic YWRhOnNAY3J0");
        }
    }

    @Test
    @DisplayName("what is secure goes through a tunnel of the proxy")
    void tunnel() throws IOException, InterruptedException {
        try (MockWebServer proxy = new MockWebServer()) {
            proxy.start();
            proxy.enqueue(new MockResponse.Builder().code(403).inTunnel().build());
            OkHttpClient client = client(Map.of("HTTPS_PROXY", "http://127.0.0.1:" + proxy.getPort()));
            assertThatIOException()
                    .isThrownBy(() -> client.newCall(new Request.Builder()
                                    .url("https://api.example/")
                                    .build())
                            .execute())
                    .withMessageContaining("CONNECT: 403");
            assertThat(proxy.takeRequest().getRequestLine()).isEqualTo("CONNECT api.example:443 HTTP/1.1");
        }
    }

    @Test
    @DisplayName("credentials are printed nowhere")
    void prints_nothing() {
        Proxies proxies = new Proxies(Map.of("HTTPS_PROXY", "http://ada:secret@p.example:1"), null);
        assertThat(proxies.toString() + proxies.select(URI.create("https://a.example/")))
                .doesNotContain("secret");
        assertThat(proxies.select(URI.create("https://a.example/")))
                .hasSize(1)
                .allMatch(p -> p.type() == Proxy.Type.HTTP);
    }

    private static OkHttpClient client(Map<String, String> environment) {
        return HttpClients.create("test-http", 4, new Proxies(environment, null));
    }
}
