package io.releaseconductor.checks;

import static org.assertj.core.api.Assertions.assertThat;

import io.releaseconductor.check.CheckResult;
import io.releaseconductor.check.CheckStatus;
import io.releaseconductor.check.Finding;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import mockwebserver3.MockResponse;
import mockwebserver3.SocketEffect;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The frontend check")
class FrontendCheckTest {

    private final Site site = Site.http();

    @AfterEach
    void close() {
        site.close();
    }

    private CheckResult check() {
        return Checks.run(Checks.frontend(site.base()));
    }

    @Test
    void passes_with_200_OK_and_its_latency() {
        site.on("/", Site.html("<h1>Hello</h1>"));

        CheckResult result = check();

        assertThat(result.status()).isEqualTo(CheckStatus.PASS);
        assertThat(result.message()).isEqualTo("200 OK");
        assertThat(result.latency()).isNotNull().isPositive();
        assertThat(result.link()).isEqualTo(URI.create(site.base() + "/"));
        assertThat(result.error()).isNull();
        assertThat(result.hint()).isNull();
    }

    @Test
    void says_who_is_asking() {
        site.on("/", Site.html("<h1>Hello</h1>"));

        check();

        assertThat(site.requests().get(0).getHeaders().get("User-Agent")).isEqualTo("release-conductor");
    }

    @Nested
    @DisplayName("the page")
    class ThePage {

        @Test
        void that_takes_longer_than_its_budget_twice_is_a_slow_response() {
            site.on(
                    "/",
                    new MockResponse.Builder(Site.html("<h1>Hello</h1>"))
                            .headersDelay(60, TimeUnit.MILLISECONDS)
                            .build());

            CheckResult result = Checks.run(FrontendOptions.at(site.base()).withMaxLatency(Duration.ofMillis(40)));

            assertThat(result.status()).isEqualTo(CheckStatus.WARNING);
            assertThat(result.message()).isEqualTo("Slow response");
            assertThat(result.latency()).isGreaterThanOrEqualTo(Duration.ofMillis(60));
            assertThat(Checks.finding(result, "Response time").expected()).isEqualTo("at most 40ms");
            assertThat(site.requestsTo("/")).hasSize(2);
        }

        @Test
        void that_is_slow_only_the_first_time_passes() {
            AtomicInteger asked = new AtomicInteger();
            site.on(
                    "/",
                    request -> asked.incrementAndGet() == 1
                            ? new MockResponse.Builder(Site.html("<h1>Hello</h1>"))
                                    .headersDelay(4, TimeUnit.SECONDS)
                                    .build()
                            : Site.html("<h1>Hello</h1>"));

            CheckResult result = Checks.run(BuiltInCheckOptions.none()
                    .withFrontend(FrontendOptions.at(site.base()).withMaxLatency(Duration.ofMillis(3900)))
                    .withLimits(
                            HttpLimits.defaults().withTimeLimit(Checks.AMPLE).withReadTimeout(Checks.AMPLE)));

            assertThat(result.status()).isEqualTo(CheckStatus.PASS);
            assertThat(result.latency()).isLessThan(Duration.ofMillis(3900));
        }

        @Test
        void without_any_cache_header_is_a_warning() {
            site.on("/", Site.answer(200, "text/html", "<h1>Hello</h1>"));

            CheckResult result = check();

            assertThat(result.status()).isEqualTo(CheckStatus.WARNING);
            assertThat(result.message()).isEqualTo("No cache headers");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "Cache-Control: no-cache",
                    "ETag: \"1\"",
                    "Last-Modified: Sun, 01 Mar 2026 12:00:00 GMT",
                    "Expires: Sun, 01 Mar 2026 13:00:00 GMT"
                })
        void with_one_cache_header_is_fine(String header) {
            site.on(
                    "/",
                    new MockResponse.Builder(Site.answer(200, "text/html", "<h1>Hello</h1>"))
                            .addHeader(header)
                            .build());

            assertThat(check().status()).isEqualTo(CheckStatus.PASS);
        }

        @Test
        void of_ten_megabytes_is_read_in_part_and_said_to_be_large() {
            site.on("/", Site.html("<h1>Hello</h1>" + "x".repeat(10 * 1024 * 1024)));

            CheckResult result = check();

            assertThat(result.status()).isEqualTo(CheckStatus.WARNING);
            assertThat(result.message()).isEqualTo("Very large page");
            assertThat(Checks.finding(result, "Page size").measured()).isEqualTo("more than 1 MB");
        }

        @Test
        void that_is_no_page_is_no_data() {
            site.onJson("/", "{}");

            CheckResult result = check();

            assertThat(result.status()).isEqualTo(CheckStatus.NO_DATA);
            assertThat(result.message()).isEqualTo("Not a web page");
            assertThat(result.error()).contains("application/json");
        }

        @ParameterizedTest
        @ValueSource(strings = {"text/plain", "application/octet-stream", "application/json"})
        void that_is_sent_as_something_else_is_a_failure(String type) {
            site.on("/", Site.answer(200, type, "<!doctype html><h1>Hello</h1>"));

            assertThat(check().status()).isEqualTo(CheckStatus.FAIL);
            assertThat(check().message()).isEqualTo("Page is not sent as a page");
        }

        @Test
        void in_an_encoding_that_was_not_asked_for_is_no_data() {
            site.on(
                    "/",
                    new MockResponse.Builder(Site.html("\u0001\u0002"))
                            .setHeader("Content-Encoding", "br")
                            .build());

            assertThat(check().status()).isEqualTo(CheckStatus.NO_DATA);
            assertThat(check().message()).isEqualTo("Page is packed");
        }

        @ParameterizedTest
        @ValueSource(ints = {401, 429})
        void that_we_may_not_see_is_no_data(int status) {
            site.on("/", Site.status(status));

            assertThat(check().status()).isEqualTo(CheckStatus.NO_DATA);
        }

        @Test
        void of_another_good_status_is_judged_all_the_same() {
            site.on("/", Site.answer(203, "text/html", "<script src=/gone.js></script>"));

            CheckResult result = check();

            assertThat(result.message()).isEqualTo("Script is missing");
            assertThat(result.findings().get(0).status()).isEqualTo(CheckStatus.WARNING);
        }

        @Test
        void has_to_say_what_it_is_required_to() {
            site.on("/", Site.html("<title>Fern  and\nmoss</title><h1>Shade &amp; rain</h1>"));
            FrontendOptions options = Checks.frontend(site.base());

            assertThat(Checks.run(options.withTitle("Fern and moss").withText("Shade & rain"))
                            .status())
                    .isEqualTo(CheckStatus.PASS);
            assertThat(Checks.run(options.withTitle("Heath")).message()).isEqualTo("Required title is not in the page");
            assertThat(Checks.run(options.withText("Sun")).message()).isEqualTo("Required text is not in the page");
        }

        @Test
        void tells_who_answered_where_a_header_does() {
            site.on(
                    "/",
                    Site.html("<h1>Fern</h1>")
                            .newBuilder()
                            .addHeader("X-Colour", "blue")
                            .build());
            FrontendOptions options = Checks.frontend(site.base());

            assertThat(Checks.run(options).findings()).extracting(Finding::name).doesNotContain("Answered by");
            assertThat(Checks.run(options.withAnsweredBy("X-Colour")).findings())
                    .contains(Finding.answeredBy("blue"));
            CheckResult silent = Checks.run(options.withAnsweredBy("X-Version"));
            assertThat(silent.status()).isEqualTo(CheckStatus.PASS);
            assertThat(silent.findings())
                    .contains(new Finding("Answered by", CheckStatus.NO_DATA, "not told", "in X-Version"));
        }

        @Test
        void that_is_too_large_to_find_what_is_required_is_a_warning() {
            site.on("/", Site.html("<h1>Fern</h1>" + "x".repeat(2 * 1024 * 1024) + "Heath"));

            CheckResult result = Checks.run(Checks.frontend(site.base()).withText("Heath"));

            assertThat(result.status()).isEqualTo(CheckStatus.WARNING);
        }

        @Test
        void of_another_status_is_a_failure_and_an_emergency_from_500_on() {
            site.on("/", Site.status(404));
            assertThat(check().message()).isEqualTo("404 Not Found");
            assertThat(check().critical()).isFalse();

            site.on("/", Site.status(500));
            assertThat(check().message()).isEqualTo("500 Internal Server Error");
            assertThat(check().critical()).isTrue();
        }
    }

    @Nested
    @DisplayName("the page's scripts")
    class Scripts {

        @Test
        void that_load_are_counted() {
            site.on("/", Site.html("""
                    <SCRIPT SRC='/a.js'></SCRIPT><script type=module src=b.js></script>
                    <link rel="modulepreload" href="/c.js?x=1&amp;y=2">"""));
            site.on("/a.js", Site.script()).on("/b.js", Site.script()).on("/c.js", Site.script());

            CheckResult result = check();

            assertThat(result.status()).isEqualTo(CheckStatus.PASS);
            assertThat(Checks.finding(result, "Scripts load").measured()).isEqualTo("3 loaded");
            assertThat(site.requestsTo("/c.js").get(0).getUrl().encodedQuery()).isEqualTo("x=1&y=2");
        }

        @Test
        void that_are_missing_break_the_page() {
            site.on("/", Site.html("<script src=/gone.js></script>"));

            CheckResult result = check();

            assertThat(result.status()).isEqualTo(CheckStatus.FAIL);
            assertThat(result.message()).isEqualTo("Script is missing");
            assertThat(result.error()).contains("/gone.js: 404 Not Found");
            assertThat(result.critical()).isFalse();
        }

        @Test
        void that_are_the_fallback_page_instead_break_the_page() {
            site.on("/", Site.html("<script src=/app.js></script>")).on("/app.js", Site.html("<h1>Hello</h1>"));

            CheckResult result = check();

            assertThat(result.message()).isEqualTo("Script is not JavaScript");
            assertThat(result.hint()).contains("fallback page");
        }

        @Test
        void that_cannot_be_fetched_break_the_page_and_say_why() {
            site.on("/", Site.html("<script src=/app.js></script>"));
            site.on(
                    "/app.js",
                    new MockResponse.Builder()
                            .onResponseStart(new SocketEffect.CloseSocket())
                            .build());

            CheckResult result = check();

            assertThat(result.status()).isEqualTo(CheckStatus.FAIL);
            assertThat(result.message()).isEqualTo("Script does not load");
            assertThat(result.hint()).startsWith("Connection closed without an answer.");
        }

        @Test
        void of_another_site_that_cannot_be_fetched_only_warn() {
            site.on("/", Site.html("<script src='http://127.0.0.1:1/app.js'></script>"));

            CheckResult result = check();

            assertThat(result.status()).isEqualTo(CheckStatus.WARNING);
            assertThat(result.hint()).startsWith("Connection refused.");
        }

        @Test
        void at_addresses_of_the_cloud_are_not_asked_for() {
            site.on("/", Site.html("<script src='http://169.254.169.254/latest/user-data'></script>"));

            CheckResult result = check();

            assertThat(result.status()).isEqualTo(CheckStatus.WARNING);
            assertThat(result.hint()).startsWith("Address is not asked.");
        }

        @Test
        void from_elsewhere_are_told_the_origin_of_the_page_if_it_has_to_be_allowed() {
            try (Site cdn = Site.http()) {
                String a = cdn.base() + "/a.js";
                site.on(
                        "/",
                        Site.html("<script type=module src='" + a + "'></script><script src='" + a + "'></script>"));
                cdn.on(
                        "/a.js",
                        new MockResponse.Builder(Site.script())
                                .setHeader(
                                        "Access-Control-Allow-Origin",
                                        site.base().toString())
                                .build());

                assertThat(check().status()).isEqualTo(CheckStatus.PASS);
                assertThat(cdn.requests())
                        .extracting(r -> r.getHeaders().get("Origin"))
                        .containsExactly(site.base().toString(), null);
            }
        }

        @Test
        void from_another_host_can_be_left_alone() {
            site.on(
                            "/",
                            Site.html(
                                    "<script src='http://localhost:1/analytics.js'></script><script src=/a.js></script>"))
                    .on("/a.js", Site.script());

            CheckResult result = Checks.run(Checks.frontend(site.base()).withOwnScriptsOnly());

            assertThat(result.status()).isEqualTo(CheckStatus.PASS);
        }

        @Test
        void beyond_the_limit_are_not_loaded_and_that_is_said() {
            String scripts = IntStream.range(0, 25)
                    .mapToObj(i -> "<script src=/" + i + ".js></script>")
                    .collect(Collectors.joining());
            site.on("/", Site.html(scripts));
            IntStream.range(0, 25).forEach(i -> site.on("/" + i + ".js", Site.script()));

            CheckResult result = check();

            assertThat(result.status()).isEqualTo(CheckStatus.PASS);
            assertThat(Checks.finding(result, "Further scripts").measured())
                    .isEqualTo("the page names 25 scripts, only the first 20 were loaded");
            assertThat(site.requests()).hasSize(21);
        }

        @Test
        void may_be_redirected_to_another_host() {
            try (Site cdn = Site.http()) {
                cdn.on("/v2.js", Site.script());
                String elsewhere = cdn.base().toString().replace("127.0.0.1", "localhost") + "/v2.js";
                site.on("/", Site.html("<script src=/v.js></script>")).on("/v.js", Site.redirect(302, elsewhere));

                assertThat(check().status()).isEqualTo(CheckStatus.PASS);
            }
        }

        @Test
        void that_take_the_whole_time_are_told_as_such() {
            site.on("/", Site.html("<script src=/a.js></script><script src=/b.js></script>"));
            site.on(
                    "/a.js",
                    new MockResponse.Builder(Site.script())
                            .onResponseStart(SocketEffect.Stall.INSTANCE)
                            .build());

            CheckResult result = Checks.run(BuiltInCheckOptions.none()
                    .withFrontend(Checks.frontend(site.base()))
                    .withLimits(HttpLimits.defaults().withTimeLimit(Duration.ofSeconds(3))));

            // Our own time ran out, which says nothing of the page.
            assertThat(result.status()).isEqualTo(CheckStatus.WARNING);
            assertThat(result.message()).isEqualTo("Script does not load");
            assertThat(result.hint()).startsWith("No answer in time.");
            assertThat(result.findings().get(2).measured()).isEqualTo("Script does not load");
            assertThat(site.requestsTo("/b.js")).isEmpty();
        }
    }

    @Nested
    @DisplayName("redirects")
    class RedirectsFollowed {

        @Test
        void are_followed_and_scripts_are_looked_for_from_there() {
            site.on("/", Site.redirect(301, "/en/"));
            site.on("/en/", Site.html("<script src=app.js></script>"));
            site.on("/en/app.js", Site.script());

            assertThat(check().status()).isEqualTo(CheckStatus.PASS);
            assertThat(site.requestsTo("/en/app.js")).hasSize(1);
        }

        @Test
        void of_five_hops_are_followed_and_of_six_are_too_many() {
            IntStream.range(0, 6).forEach(i -> site.on(i == 0 ? "/" : "/" + i, Site.redirect(302, "/" + (i + 1))));
            site.on("/5", Site.html("<h1>Hello</h1>"));
            assertThat(check().status()).isEqualTo(CheckStatus.PASS);

            site.on("/5", Site.redirect(302, "/6"));
            assertThat(check().message()).isEqualTo("Too many redirects");
        }

        @Test
        void to_another_host_are_not_followed() {
            try (Site other = Site.http()) {
                other.on("/", Site.html("<h1>Log in</h1>"));
                site.on(
                        "/",
                        Site.redirect(
                                302, other.base().toString().replace("127.0.0.1", "localhost") + "/?token=s3cret"));

                CheckResult result = check();

                assertThat(result.status()).isEqualTo(CheckStatus.NO_DATA);
                assertThat(result.message()).isEqualTo("Redirected to another host");
                assertThat(result.error()).contains("http://localhost").doesNotContain("s3cret");
                assertThat(other.requests()).isEmpty();
            }
        }
    }
}
