package io.releaseconductor.checks;

import static org.assertj.core.api.Assertions.assertThat;

import io.releaseconductor.check.CheckResult;
import io.releaseconductor.check.CheckStatus;
import io.releaseconductor.config.Secret;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javax.net.SocketFactory;
import javax.net.ssl.SSLSocketFactory;
import mockwebserver3.MockResponse;
import mockwebserver3.SocketEffect;
import okhttp3.Dns;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What can go wrong, each cause provoked for real. */
@DisplayName("A failure")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FailureMessagesTest {

    /** These only end a hang: whatever comes, comes before. */
    private static final HttpLimits PATIENT = HttpLimits.defaults()
            .withTimeLimit(Duration.ofMinutes(1))
            .withConnectTimeout(Duration.ofSeconds(30))
            .withReadTimeout(Duration.ofSeconds(30));

    /** For silence, which is certain to last longer. */
    private static final HttpLimits SHORT = PATIENT.withReadTimeout(Duration.ofSeconds(1));

    /** The same where an answer begins before: on a busy machine the beginning takes a while to come. */
    private static final HttpLimits MIDST = PATIENT.withReadTimeout(Duration.ofSeconds(3));

    /** Kept, since a socket that nobody refers to any more may be closed at any time. */
    private static final List<Socket> HELD = new CopyOnWriteArrayList<>();

    private final Site site = Site.http();
    private final Map<String, CheckResult> network = new LinkedHashMap<>();
    private final Map<String, CheckResult> answers = new LinkedHashMap<>();

    @BeforeAll
    void provoke() {
        provokeNetwork(network);
        provokeAnswers(answers);
    }

    @AfterAll
    void close() {
        site.close();
    }

    private static CheckResult health(URI base, HttpLimits limits, OkHttpClient client) {
        return Checks.run(BuiltInCheckOptions.none().withApi(Checks.api(base)).withLimits(limits), client);
    }

    private static CheckResult health(URI base) {
        return health(base, PATIENT, SharedClient.get());
    }

    private CheckResult answered(MockResponse response) {
        return answered(response, PATIENT);
    }

    private CheckResult answered(MockResponse response, HttpLimits limits) {
        site.on("/health", response);
        return health(site.base(), limits, SharedClient.get());
    }

    private static MockResponse.Builder ok() {
        return new MockResponse.Builder(Site.json(200, "{\"status\":\"ok\",\"padding\":\"" + "x".repeat(1000) + "\"}"));
    }

    private static CheckResult secured(SSLSocketFactory sockets) {
        try (Site secure = Site.https(sockets)) {
            secure.onJson("/health", "{\"status\":\"ok\"}");
            return health(secure.base(), PATIENT, Certificates.trusting());
        }
    }

    /** A server that does with each connection as it is told. */
    private static CheckResult against(String scheme, Consumer<Socket> server) {
        return against(scheme, PATIENT, server);
    }

    private static CheckResult against(String scheme, HttpLimits limits, Consumer<Socket> server) {
        try (ServerSocket listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            Thread thread = new Thread(() -> serve(listening, server));
            thread.setDaemon(true);
            thread.start();
            return health(
                    URI.create(scheme + "://" + Site.host() + ":" + listening.getLocalPort()),
                    limits,
                    SharedClient.get());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static void serve(ServerSocket listening, Consumer<Socket> server) {
        try {
            while (true) {
                Socket socket = listening.accept();
                HELD.add(socket);
                Thread thread = new Thread(() -> server.accept(socket));
                thread.setDaemon(true);
                thread.start();
            }
        } catch (IOException e) {
            // Closed: the test is over.
        }
    }

    private static void hangUp(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // Closed either way.
        }
    }

    private static void say(Socket socket, String text) {
        try {
            InputStream in = socket.getInputStream();
            int read = in.read(new byte[4096]);
            assertThat(read).isPositive();
            socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
            socket.close();
        } catch (IOException e) {
            // The check hung up.
        }
    }

    private static OkHttpClient resolving(Dns dns) {
        return SharedClient.get().newBuilder().dns(dns).build();
    }

    private void provokeNetwork(Map<String, CheckResult> causes) {
        causes.put("refused port", health(URI.create("http://127.0.0.1:1")));
        causes.put("name that does not exist", health(URI.create("http://nonexistent.invalid")));
        CountDownLatch over = new CountDownLatch(1);
        causes.put(
                "name lookup that hangs",
                health(
                        URI.create("http://valine.test"),
                        SHORT.withTimeLimit(Duration.ofMillis(300)),
                        resolving(host -> {
                            awaitQuietly(over);
                            throw new UnknownHostException(host);
                        })));
        over.countDown();
        causes.put("no way to the host", health(URI.create("http://valine.test"), PATIENT, resolving(host -> {
            // A multicast address: nothing can be connected to it.
            return List.of(InetAddress.getAllByName("224.0.0.1"));
        })));
        causes.put(
                "no answer to connecting",
                health(
                        URI.create("http://valine.test"),
                        PATIENT.withConnectTimeout(Duration.ofSeconds(1)),
                        SharedClient.get()
                                .newBuilder()
                                .dns(host -> List.of(InetAddress.getLoopbackAddress()))
                                .socketFactory(new UnansweredSockets())
                                .build()));
        causes.put("silence before the handshake", against("https", SHORT, socket -> {}));
        causes.put("hanging up before the handshake", against("https", FailureMessagesTest::hangUp));
        causes.put("no HTTP at all", against("http", socket -> say(socket, "SSH-2.0-OpenSSH_9.2 s3cret\r\n")));
        causes.put("self-signed certificate", secured(Certificates.selfSigned()));
        causes.put("certificate for another host", secured(Certificates.forAnotherHost()));
        causes.put("expired certificate", secured(Certificates.expired()));
        causes.put("certificate of the future", secured(Certificates.notYetValid()));
        causes.put(
                "plain http at an https port",
                against("https", socket -> say(socket, "HTTP/1.1 400 Bad Request\r\n\r\n")));
        causes.put(
                "connection closed",
                answered(ok().onResponseStart(new SocketEffect.CloseSocket()).build()));
        causes.put(
                "silence",
                answered(ok().onResponseStart(SocketEffect.Stall.INSTANCE).build(), SHORT));
        causes.put(
                "silence in the midst",
                answered(ok().onResponseBody(SocketEffect.Stall.INSTANCE).build(), MIDST));
        causes.put(
                "hanging up in the midst",
                answered(ok().onResponseBody(new SocketEffect.CloseSocket()).build()));
        causes.put(
                "packed by name only",
                answered(ok().addHeader("Content-Encoding", "gzip").build()));
        site.on("/health", ok().throttleBody(1, 20, TimeUnit.MILLISECONDS).build());
        causes.put(
                "drip by drip", health(site.base(), PATIENT.withTimeLimit(Duration.ofSeconds(3)), SharedClient.get()));
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void provokeAnswers(Map<String, CheckResult> causes) {
        causes.put("redirect loop", answered(Site.redirect(302, "/health")));
        site.on("/n", r -> Site.redirect(302, "/n?" + site.requests().size()));
        causes.put("redirects without end", answered(Site.redirect(302, "/n")));
        causes.put("redirect elsewhere", answered(Site.redirect(302, "http://login.example/")));
        causes.put("redirect to nowhere", answered(Site.redirect(302, "mailto:us")));
        try (Site secure = Site.https(Certificates.valid())) {
            secure.on("/health", Site.redirect(301, "http://127.0.0.1/health"));
            causes.put("redirect to http", health(secure.base(), PATIENT, Certificates.trusting()));
        }
        causes.put("ten megabytes", answered(Site.json(200, "[\"" + "x".repeat(10 * 1024 * 1024) + "\"]")));
        causes.put("a page", answered(Site.html("<!doctype html><h1>Log in</h1>")));
        causes.put("an image", answered(Site.answer(200, "image/png", "png")));
        causes.put("half of a value", answered(Site.json(200, "{\"status\":")));
        for (int status : new int[] {304, 400, 401, 403, 404, 405, 418, 429, 500, 502, 503, 504, 520}) {
            causes.put("status " + status, answered(Site.status(status)));
        }
    }

    @Test
    void of_each_kind_has_a_message_of_its_own_and_a_hint() {
        Map<String, CheckResult> causes = new LinkedHashMap<>(network);
        causes.putAll(answers);

        Set<String> messages = new HashSet<>();
        causes.forEach((cause, result) -> {
            assertThat(result.status()).as(cause).isIn(CheckStatus.FAIL, CheckStatus.NO_DATA);
            assertThat(messages.add(result.message()))
                    .as("%s has a message of its own, not: %s", cause, result.message())
                    .isTrue();
            assertThat(result.message()).as(cause).hasSizeBetween(4, 60).doesNotContain("\n", "Exception");
            assertThat(result.hint()).as(cause).isNotBlank().doesNotContain("null");
            assertThat(result.error())
                    .as(cause)
                    .startsWith("GET http")
                    .contains("/health: ")
                    .doesNotContain("s3cret");
        });
    }

    @Test
    void of_the_network_says_which() {
        Map<String, String> messages = new LinkedHashMap<>();
        network.forEach((cause, result) -> messages.put(cause, result.message()));

        assertThat(messages)
                .containsExactly(
                        Map.entry("refused port", "Connection refused"),
                        Map.entry("name that does not exist", "Host name not found"),
                        Map.entry("name lookup that hangs", "Looking up the host timed out"),
                        Map.entry("no way to the host", "Host not reachable"),
                        Map.entry("no answer to connecting", "Connecting timed out"),
                        Map.entry("silence before the handshake", "TLS handshake timed out"),
                        Map.entry("hanging up before the handshake", "TLS handshake broken off"),
                        Map.entry("no HTTP at all", "Not an HTTP answer"),
                        Map.entry("self-signed certificate", "Certificate not trusted"),
                        Map.entry("certificate for another host", "Certificate is for another host"),
                        Map.entry("expired certificate", "Certificate expired"),
                        Map.entry("certificate of the future", "Certificate not yet valid"),
                        Map.entry("plain http at an https port", "TLS handshake failed"),
                        Map.entry("connection closed", "Connection closed without an answer"),
                        Map.entry("silence", "No answer in time"),
                        Map.entry("silence in the midst", "Answer stalled"),
                        Map.entry("hanging up in the midst", "Answer broken off"),
                        Map.entry("packed by name only", "Answer cannot be unpacked"),
                        Map.entry("drip by drip", "Answer not finished in time"));
    }

    @Test
    void of_the_network_is_an_emergency_and_a_wrong_answer_is_none() {
        assertThat(network)
                .allSatisfy((cause, result) -> assertThat(result.critical()).isTrue());
        assertThat(answered(Site.html("<h1>Log in</h1>")).critical()).isFalse();
        assertThat(answered(Site.status(404)).critical()).isFalse();
        assertThat(answered(Site.status(502)).critical()).isTrue();
    }

    @Test
    void that_looks_like_a_restart_says_that_nothing_answered() {
        Map<String, CheckResult> causes = new LinkedHashMap<>(network);
        causes.putAll(answers);

        assertThat(causes.entrySet().stream()
                        .filter(e -> e.getValue().unanswered())
                        .map(Map.Entry::getKey))
                .containsExactly(
                        "refused port",
                        "no way to the host",
                        "no answer to connecting",
                        "silence before the handshake",
                        "hanging up before the handshake",
                        "connection closed",
                        "silence",
                        "silence in the midst",
                        "hanging up in the midst",
                        "status 502",
                        "status 503",
                        "status 504",
                        "status 520");
    }

    @Test
    void of_the_answer_says_which() {
        Map<String, String> messages = new LinkedHashMap<>();
        answers.forEach((cause, result) -> messages.put(cause, result.message()));

        assertThat(messages)
                .containsEntry("redirect loop", "Redirect loop")
                .containsEntry("redirects without end", "Too many redirects")
                .containsEntry("redirect elsewhere", "Redirected to another host")
                .containsEntry("redirect to nowhere", "Redirect without a target")
                .containsEntry("redirect to http", "Redirected to plain http")
                .containsEntry("ten megabytes", "Answer too large")
                .containsEntry("a page", "HTML instead of JSON")
                .containsEntry("an image", "Health answer not understood")
                .containsEntry("half of a value", "Invalid JSON")
                .containsEntry("status 429", "429 Too Many Requests")
                .containsEntry("status 520", "520 Unknown Error");
    }

    @Test
    void with_a_status_has_a_hint_that_fits_it() {
        assertThat(List.of(400, 401, 403, 404, 405, 418, 429, 500, 502, 503, 504, 520))
                .extracting(status -> answered(Site.status(status)).hint())
                .doesNotHaveDuplicates();
    }

    @Test
    void of_a_valid_certificate_is_none() {
        assertThat(secured(Certificates.valid()).status()).isEqualTo(CheckStatus.PASS);
    }

    @Test
    void of_what_an_application_does_has_a_message_of_its_own_as_well() {
        Map<String, CheckResult> causes = new LinkedHashMap<>();
        provokeFrontend(causes);
        provokeApi(causes);
        provokeAuth(causes);
        provokeSearch(causes);
        provokeMedia(causes);
        causes.put("slow", slow(60, 1000));
        causes.put("too slow", slow(20, 40));

        Set<String> messages = new HashSet<>();
        Stream.of(network, answers).flatMap(m -> m.values().stream()).forEach(r -> messages.add(r.message()));
        causes.forEach((cause, result) -> {
            assertThat(result.status()).as(cause).isNotEqualTo(CheckStatus.PASS);
            assertThat(messages.add(result.message()))
                    .as("%s has a message of its own, not: %s", cause, result.message())
                    .isTrue();
            assertThat(result.hint()).as(cause).isNotBlank();
        });
    }

    private CheckResult slow(int slowAfter, int failAfter) {
        site.on(
                "/api/search",
                new MockResponse.Builder(Site.json(200, "[1]"))
                        .headersDelay(100, TimeUnit.MILLISECONDS)
                        .build());
        return Checks.run(
                SearchOptions.at(site.base()).withBudgets(Duration.ofMillis(slowAfter), Duration.ofMillis(failAfter)));
    }

    private void provokeFrontend(Map<String, CheckResult> causes) {
        site.on("/", Site.answer(200, "text/html", ""));
        causes.put("empty page", page());
        site.onJson("/", "{}");
        causes.put("JSON for a page", page());
        site.on("/", Site.answer(200, "text/html", "<p>"));
        causes.put("no cache headers", page());
        site.on("/", Site.html("<p>" + "x".repeat(2_000_000)));
        causes.put("large page", page());
        site.on("/", Site.html("<script src=/gone.js>"));
        causes.put("missing script", page());
        site.on("/", Site.html("<script type=module src=/health>")).onJson("/health", "{}");
        causes.put("JSON for a script", page());
        site.on("/", Site.html("<script src='http://127.0.0.1:1/a.js'>"));
        causes.put("unreachable script", page());
        try (Site secure = Site.https(Certificates.valid())) {
            secure.on("/", Site.html("<script src='http://127.0.0.1/a.js'>"));
            causes.put(
                    "script over http",
                    Checks.run(
                            BuiltInCheckOptions.none().withFrontend(Checks.frontend(secure.base())),
                            Certificates.trusting()));
        }
    }

    private CheckResult page() {
        return Checks.run(Checks.frontend(site.base()));
    }

    private void provokeApi(Map<String, CheckResult> causes) {
        for (String health : List.of(
                "{\"db\":\"down\"}",
                "{\"db\":\"degraded\"}",
                "{\"redis\":\"down\"}",
                "{\"status\":\"error\"}",
                "{\"status\":\"degraded\"}",
                "{\"status\":\"starting\"}",
                "{\"status\":\"wibble\"}",
                "{\"warnings\":[1]}")) {
            site.onJson("/health", health);
            causes.put("health " + health, Checks.run(Checks.api(site.base())));
        }
        site.onJson("/health", "{\"cache\":\"up\"}");
        causes.put("unreported", Checks.run(Checks.api(site.base()).withRequiredParts(List.of("redis"))));
    }

    private void provokeAuth(Map<String, CheckResult> causes) {
        AuthOptions auth = AuthOptions.at(site.base());
        causes.put("no credentials", Checks.run(auth));
        for (String cookie : List.of(
                "",
                "s=1",
                "s=eyJhbGciOi.b.c",
                "s=v4.local.sealed-by-somebody",
                "s=" + Tokens.jwt("{\"alg\":\"HS256\"}", "{}", ""),
                "s=" + Tokens.expiringIn(-1),
                "s=" + Tokens.jwt("{\"nbf\":9999999999}"),
                "s=" + Tokens.fresh())) {
            site.on(
                    "/auth/login",
                    new MockResponse.Builder(Site.json(200, "{}"))
                            .addHeader("Set-Cookie", cookie)
                            .build());
            causes.put("cookie " + cookie, Checks.run(auth.withCredentials("u", new Secret("p"))));
        }
    }

    private void provokeSearch(Map<String, CheckResult> causes) {
        for (String results : List.of("[]", "{}")) {
            site.onJson("/api/search", results);
            causes.put("results " + results, Checks.run(Checks.search(site.base())));
        }
    }

    private void provokeMedia(Map<String, CheckResult> causes) {
        MediaOptions media = MediaOptions.at(site.base());
        causes.put("no credentials to presign", Checks.run(media.withLogin(AuthOptions.at(site.base()))));
        String signed = "?AWSAccessKeyId=A&Signature=s&Expires=";
        for (String url : List.of(
                "/relative",
                "http://127.0.0.1/unsigned",
                "http://127.0.0.1/expired" + signed + "1",
                "http://127.0.0.1:1/refused" + signed + "4102444800")) {
            site.onJson("/api/media/presign", "{\"url\":\"" + url + "\"}");
            causes.put(url, Checks.run(media));
        }
        site.onJson("/api/media/presign", "{}");
        causes.put("no URL", Checks.run(media));
        site.onJson("/api/media/presign", "{\"url\":\"" + site.base() + "/key" + signed + "4102444800\"}");
        for (int status : new int[] {301, 400, 500}) {
            site.on("/key", Site.status(status));
            causes.put("storage " + status, Checks.run(media));
        }
        for (String code : List.of("NoSuchBucket", "InvalidAccessKeyId")) {
            site.on("/key", Site.answer(404, "application/xml", "<Code>" + code + "</Code>"));
            causes.put("storage " + code, Checks.run(media));
        }
    }

    /** Sockets that nobody answers. */
    private static final class UnansweredSockets extends SocketFactory {

        @Override
        public Socket createSocket() {
            return new Socket() {
                @Override
                public void connect(SocketAddress endpoint, int timeout) throws IOException {
                    throw new SocketTimeoutException("connect timed out");
                }
            };
        }

        @Override
        public Socket createSocket(String host, int port) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Socket createSocket(String host, int port, InetAddress localHost, int localPort) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Socket createSocket(InetAddress host, int port) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Socket createSocket(InetAddress address, int port, InetAddress localAddress, int localPort) {
            throw new UnsupportedOperationException();
        }
    }
}
