package io.releaseconductor.checks;

import static org.assertj.core.api.Assertions.assertThat;

import io.releaseconductor.check.Check;
import io.releaseconductor.check.CheckResult;
import io.releaseconductor.check.CheckStatus;
import io.releaseconductor.config.Secret;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import mockwebserver3.MockResponse;
import mockwebserver3.SocketEffect;
import okhttp3.Call;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@DisplayName("The checks' HTTP client")
class WebClientTest {

    private final Site site = Site.http();

    @AfterEach
    void close() {
        site.close();
    }

    private static List<InetAddress> addresses(String... addresses) throws UnknownHostException {
        List<InetAddress> all = new ArrayList<>();
        for (String address : addresses) {
            all.addAll(List.of(InetAddress.getAllByName(address)));
        }
        return all;
    }

    @Test
    void takes_407_for_an_answer_although_it_uses_no_proxy() {
        site.on("/health", Site.status(407));

        CheckResult result = Checks.run(BuiltInCheckOptions.none().withApi(Checks.api(site.base())));

        assertThat(result.status()).isEqualTo(CheckStatus.NO_DATA);
        assertThat(result.message()).isEqualTo("407 Proxy Authentication Required");
        assertThat(result.hint()).contains("proxy");
    }

    @Test
    void takes_204_for_an_answer_although_it_announces_a_body() {
        site.on(
                "/health",
                new MockResponse.Builder()
                        .code(204)
                        .setHeader("Content-Length", "2")
                        .build());

        CheckResult result = Checks.run(BuiltInCheckOptions.none().withApi(Checks.api(site.base())));

        assertThat(result.status()).isEqualTo(CheckStatus.PASS);
        assertThat(result.message()).isEqualTo("204 No Content");
    }

    @Test
    void takes_nothing_for_nothing_although_it_is_said_to_be_packed() {
        site.on(
                "/health",
                new MockResponse.Builder().setHeader("Content-Encoding", "gzip").build());

        CheckResult result = Checks.run(BuiltInCheckOptions.none().withApi(Checks.api(site.base())));

        assertThat(result.status()).isEqualTo(CheckStatus.PASS);
    }

    @Test
    void tells_an_answer_that_cannot_be_unpacked_from_one_that_broke_off() {
        site.on(
                "/health",
                new MockResponse.Builder()
                        .setHeader("Content-Encoding", "gzip")
                        .body("{\"status\":\"ok\"}")
                        .build());

        CheckResult result = Checks.run(BuiltInCheckOptions.none().withApi(Checks.api(site.base())));

        assertThat(result.message()).isEqualTo("Answer cannot be unpacked");
        assertThat(result.unanswered()).isFalse();
    }

    @Test
    @Timeout(30)
    void stops_at_once_when_its_thread_is_interrupted() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        site.on("/health", request -> {
            asked.countDown();
            return new MockResponse.Builder()
                    .onResponseStart(SocketEffect.Stall.INSTANCE)
                    .build();
        });
        Check check = BuiltInChecks.of(BuiltInCheckOptions.none()
                        .withApi(Checks.api(site.base()))
                        .withLimits(HttpLimits.defaults()
                                .withTimeLimit(Duration.ofMinutes(10))
                                .withReadTimeout(Duration.ofMinutes(10))))
                .get(0);
        AtomicReference<Object> outcome = new AtomicReference<>();
        Thread thread = new Thread(() -> {
            try {
                outcome.set(check.run(Checks.context(Duration.ofMinutes(10))));
            } catch (Exception e) {
                outcome.set(e);
            }
        });
        thread.start();
        asked.await();

        thread.interrupt();
        thread.join();

        assertThat(outcome.get()).isInstanceOf(InterruptedException.class);
        assertThat(SharedClient.get().dispatcher().runningCalls()).allMatch(Call::isCanceled);
    }

    @Test
    void keeps_to_the_time_limit_it_is_given_even_below_its_own() throws Exception {
        site.on(
                "/health",
                new MockResponse.Builder()
                        .onResponseStart(SocketEffect.Stall.INSTANCE)
                        .build());
        Check check = BuiltInChecks.of(BuiltInCheckOptions.none().withApi(Checks.api(site.base())))
                .get(0);

        CheckResult result = check.run(Checks.context(Duration.ofSeconds(2)));

        assertThat(result.message()).isEqualTo("No answer in time");
    }

    @Test
    void sends_a_POST_once_and_never_again_when_the_connection_breaks() throws Exception {
        // A kept connection is what tempts a client to repeat, so the first answer leaves one.
        site.on(
                "/auth/login",
                request -> site.requests().size() == 1
                        ? Site.json(200, "{}")
                        : new MockResponse.Builder()
                                .onResponseStart(new SocketEffect.CloseSocket())
                                .build());
        AuthOptions options = AuthOptions.at(site.base()).withCredentials("u", new Secret("p"));
        Check check =
                BuiltInChecks.of(BuiltInCheckOptions.none().withAuth(options)).get(0);

        check.run(Checks.context(Checks.AMPLE));
        CheckResult result = check.run(Checks.context(Checks.AMPLE));

        assertThat(result.message()).isEqualTo("Connection closed without an answer");
        assertThat(site.requests()).hasSize(2);
    }

    @Test
    void is_not_fooled_by_a_kept_connection_that_the_server_closed() {
        site.on(
                "/",
                new MockResponse.Builder(Site.html("<script src=/a.js></script><script src=/b.js></script>"))
                        .onResponseEnd(new SocketEffect.CloseSocket())
                        .build());
        site.on(
                "/a.js",
                new MockResponse.Builder(Site.script())
                        .onResponseEnd(new SocketEffect.CloseSocket())
                        .build());
        site.on("/b.js", Site.script());

        assertThat(Checks.run(Checks.frontend(site.base())).status()).isEqualTo(CheckStatus.PASS);
    }

    @Test
    void tries_the_other_addresses_of_a_host() {
        site.onJson("/health", "{\"status\":\"ok\"}");
        site.on("/auth/login", Site.json(200, "{}"));
        OkHttpClient client = SharedClient.get()
                .newBuilder()
                .dns(host -> addresses("127.0.0.2", "127.0.0.1"))
                .build();
        URI base = URI.create("http://valine.test:" + site.base().getPort());

        CheckResult read = Checks.run(BuiltInCheckOptions.none().withApi(Checks.api(base)), client);
        CheckResult written = Checks.run(
                BuiltInCheckOptions.none().withAuth(AuthOptions.at(base).withCredentials("u", new Secret("p"))),
                client);

        assertThat(read.status()).isEqualTo(CheckStatus.PASS);
        assertThat(written.message()).isEqualTo("No login cookie");
        assertThat(site.requestsTo("/auth/login")).hasSize(1);
    }

    @Test
    void does_not_count_looking_up_and_connecting_into_the_latency() {
        site.onJson("/health", "{\"status\":\"ok\"}");
        OkHttpClient client = SharedClient.get()
                .newBuilder()
                .dns(host -> {
                    slowly(Duration.ofSeconds(4));
                    return addresses("127.0.0.1");
                })
                .build();
        URI base = URI.create("http://valine.test:" + site.base().getPort());

        CheckResult result = Checks.run(BuiltInCheckOptions.none().withApi(Checks.api(base)), client);

        assertThat(result.latency()).isLessThan(Duration.ofSeconds(4));
    }

    /** A name server that takes its time: real time has to pass, since that is what is measured. */
    private static void slowly(Duration time) {
        long end = System.nanoTime() + time.toNanos();
        while (System.nanoTime() < end && !Thread.currentThread().isInterrupted()) {
            LockSupport.parkNanos(end - System.nanoTime());
        }
    }

    @Test
    void comes_back_with_the_cookie_that_a_page_sends_visitors_in_a_circle_for() {
        site.on(
                "/",
                request -> "seen=1".equals(request.getHeaders().get("Cookie"))
                        ? Site.html("<h1>Hello</h1>")
                        : new MockResponse.Builder(Site.redirect(302, "/"))
                                .addHeader("Set-Cookie", "seen=1; Path=/")
                                .build());

        assertThat(Checks.run(Checks.frontend(site.base())).status()).isEqualTo(CheckStatus.PASS);
    }

    @Test
    void calls_a_circle_one_when_the_cookie_does_not_end_it() {
        site.on(
                "/",
                new MockResponse.Builder(Site.redirect(302, "/"))
                        .addHeader("Set-Cookie", "seen=1; Path=/")
                        .build());

        assertThat(Checks.run(Checks.frontend(site.base())).message()).isEqualTo("Redirect loop");
    }

    @Test
    void asks_slow_questions_again_but_keeps_the_first_answer_when_the_second_is_worse() {
        site.on(
                "/health",
                request -> site.requests().size() == 1
                        ? new MockResponse.Builder(Site.json(200, "{\"status\":\"ok\"}"))
                                .headersDelay(50, TimeUnit.MILLISECONDS)
                                .build()
                        : Site.status(500));

        CheckResult result = Checks.run(ApiOptions.at(site.base()).withMaxLatency(Duration.ofMillis(20)));

        assertThat(result.status()).isEqualTo(CheckStatus.WARNING);
        assertThat(result.message()).isEqualTo("Slow response");
        assertThat(site.requests()).hasSize(2);
    }

    @Test
    void does_not_repeat_a_slow_POST() {
        site.on(
                "/find",
                new MockResponse.Builder(Site.json(200, "[1]"))
                        .headersDelay(50, TimeUnit.MILLISECONDS)
                        .build());

        Checks.run(SearchOptions.at(site.base())
                .withEndpoint(Endpoint.post(URI.create(site.base() + "/find")))
                .withBudgets(Duration.ofMillis(20), Checks.AMPLE));

        assertThat(site.requests()).hasSize(1);
    }

    @Test
    void keeps_no_thread_that_keeps_the_JVM_from_ending() {
        // While the client waits for its answer, its threads are there for certain.
        AtomicReference<List<Thread>> waiting = new AtomicReference<>(List.of());
        site.on("/health", request -> {
            waiting.set(Thread.getAllStackTraces().keySet().stream()
                    .filter(t -> t.getName().startsWith("conductor-check")
                            || t.getName().startsWith("OkHttp"))
                    .toList());
            return Site.json(200, "{}");
        });

        Checks.run(Checks.api(site.base()));

        assertThat(waiting.get()).isNotEmpty().allMatch(Thread::isDaemon);
    }
}
