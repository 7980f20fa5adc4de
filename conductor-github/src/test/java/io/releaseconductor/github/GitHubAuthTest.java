package io.releaseconductor.github;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.releaseconductor.config.ConfigurationException;
import io.releaseconductor.config.Problems;
import io.releaseconductor.config.Secret;
import io.releaseconductor.config.Variables;
import io.releaseconductor.testkit.ManualClock;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import mockwebserver3.MockResponse;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@DisplayName("Authentication at GitHub")
class GitHubAuthTest {

    private final ManualClock clock = new ManualClock();
    private final AppServer server = new AppServer(clock);
    private final OkHttpClient client =
            new OkHttpClient.Builder().callTimeout(Duration.ofSeconds(10)).build();

    @AfterEach
    void close() {
        server.close();
        client.dispatcher().executorService().shutdown();
        client.connectionPool().evictAll();
    }

    private AuthSite site() {
        return new AuthSite(client, server.url(), "acme", "app", "2022-11-28", false, clock);
    }

    private Credentials app() {
        return GitHubAuth.app(AppServer.CLIENT_ID, Keys.pkcs1()).open(site());
    }

    private Credentials installed() {
        return GitHubAuth.app(AppServer.CLIENT_ID, Keys.pkcs1(), AppServer.INSTALLATION)
                .open(site());
    }

    private static NoCredentialsException failure(Credentials credentials) {
        return catchThrowableOfType(NoCredentialsException.class, credentials::authorization);
    }

    @Nested
    @DisplayName("by token")
    class ByToken {

        @Test
        void sends_the_token_and_asks_nobody() throws NoCredentialsException {
            Credentials credentials =
                    GitHubAuth.token(new Secret(" ghp_abc \n")).open(site());
            assertThat(credentials.authorization()).isEqualTo("Bearer ghp_abc");
            assertThat(server.requests).isEmpty();
        }

        @Test
        void has_no_other_token_when_one_is_refused() {
            assertThat(GitHubAuth.token(new Secret("ghp_abc")).open(site()).refused("Bearer ghp_abc"))
                    .isFalse();
        }

        @Test
        void prints_no_token() {
            assertThat(GitHubAuth.token(new Secret("ghp_abc"))).asString().doesNotContain("ghp_abc");
        }

        @Test
        void refuses_what_is_no_token_without_quoting_it() {
            for (String bad : List.of("", "  ", "two words", "ghp_ümlaut", "ghp_a\nb")) {
                assertThatThrownBy(() -> GitHubAuth.token(new Secret(bad)))
                        .isInstanceOf(ConfigurationException.class)
                        .satisfies(e -> assertThat(((ConfigurationException) e).problems())
                                .singleElement()
                                .asString()
                                .startsWith("GitHub token: ")
                                .doesNotContain("words", "mlaut"));
            }
        }
    }

    @Nested
    @DisplayName("as an App")
    class AsAnApp {

        @Test
        void finds_the_installation_of_the_repository_once_and_asks_for_a_token_with_no_more_rights_than_needed()
                throws NoCredentialsException {
            Credentials credentials = app();
            assertThat(credentials.authorization()).isEqualTo("Bearer ghs_planted1");
            assertThat(credentials.authorization()).isEqualTo("Bearer ghs_planted1");
            clock.advance(Duration.ofMinutes(58));
            assertThat(credentials.authorization()).isEqualTo("Bearer ghs_planted2");
            assertThat(server.requests)
                    .containsExactly(
                            "GET /api/v3/repos/acme/app/installation",
                            "POST /api/v3/app/installations/4711/access_tokens",
                            "POST /api/v3/app/installations/4711/access_tokens");
            assertThat(server.bodies.get(1))
                    .isEqualTo(
                            "{\"repositories\":[\"app\"],\"permissions\":{\"actions\":\"write\",\"contents\":\"read\","
                                    + "\"checks\":\"read\",\"statuses\":\"read\"}}");
        }

        @Test
        void asks_for_no_more_than_the_installation_grants() throws NoCredentialsException {
            server.granting(Map.of("actions", "write", "contents", "write", "metadata", "read"));
            assertThat(app().authorization()).isEqualTo("Bearer ghs_planted1");
            assertThat(server.bodies.get(1)).contains("\"permissions\":{\"actions\":\"write\",\"contents\":\"read\"}");
        }

        @Test
        void asks_for_less_where_a_given_installation_does_not_grant_it_all_and_remembers()
                throws NoCredentialsException {
            server.granting(Map.of("actions", "write", "metadata", "read"));
            Credentials credentials = installed();
            assertThat(credentials.authorization()).isEqualTo("Bearer ghs_planted1");
            clock.advance(Duration.ofMinutes(58));
            assertThat(credentials.authorization()).isEqualTo("Bearer ghs_planted2");
            assertThat(server.requests)
                    .containsExactly(
                            "POST /api/v3/app/installations/4711/access_tokens",
                            "GET /api/v3/app/installations/4711",
                            "POST /api/v3/app/installations/4711/access_tokens",
                            "POST /api/v3/app/installations/4711/access_tokens");
            assertThat(server.bodies.get(3)).contains("\"permissions\":{\"actions\":\"write\"}");
        }

        @Test
        void asks_for_deployments_only_where_they_are_shown_and_the_installation_lets_them_be_written()
                throws NoCredentialsException {
            for (String level : List.of("write", "read")) {
                server.granting(Map.of("actions", "write", "deployments", level));
                AuthSite showing = new AuthSite(client, server.url(), "acme", "app", "2022-11-28", true, clock);
                GitHubAuth.app(AppServer.CLIENT_ID, Keys.pkcs1()).open(showing).authorization();
                assertThat(server.bodies.get(server.bodies.size() - 1))
                        .contains(
                                level.equals("write")
                                        ? "\"permissions\":{\"actions\":\"write\",\"deployments\":\"write\"}"
                                        : "\"permissions\":{\"actions\":\"write\"}");
            }
        }

        @Test
        void asks_for_less_once_a_permission_is_withdrawn() throws NoCredentialsException {
            Credentials credentials = app();
            credentials.authorization();
            server.granting(Map.of("actions", "write", "checks", "read"));
            clock.advance(Duration.ofMinutes(58));
            assertThat(credentials.authorization()).isEqualTo("Bearer ghs_planted2");
            assertThat(server.bodies.get(server.bodies.size() - 1))
                    .contains("\"permissions\":{\"actions\":\"write\",\"checks\":\"read\"}");
        }

        @Test
        void says_that_the_one_permission_without_which_nothing_works_is_missing() {
            server.granting(Map.of("actions", "read", "metadata", "read"));
            NoCredentialsException failure = failure(installed());
            assertThat(failure)
                    .hasMessageContainingAll(
                            "422", "The permissions requested are not granted", "Actions: read and write");
            assertThat(failure.lasting()).isTrue();
        }

        @Test
        void takes_a_given_installation_as_it_is() throws NoCredentialsException {
            assertThat(installed().authorization()).isEqualTo("Bearer ghs_planted1");
            assertThat(server.requests).containsExactly("POST /api/v3/app/installations/4711/access_tokens");
        }

        @Test
        void takes_both_forms_of_keys() throws NoCredentialsException {
            assertThat(GitHubAuth.app(AppServer.CLIENT_ID, Keys.pkcs8())
                            .open(site())
                            .authorization())
                    .isEqualTo("Bearer ghs_planted1");
        }

        @Test
        void renews_a_token_five_minutes_before_it_ends_and_not_earlier() throws NoCredentialsException {
            Credentials credentials = installed();
            credentials.authorization();
            clock.advance(Duration.ofMinutes(55).minusSeconds(1));
            credentials.authorization();
            assertThat(server.count("access_tokens")).isEqualTo(1);
            clock.advance(Duration.ofSeconds(1));
            assertThat(credentials.authorization()).isEqualTo("Bearer ghs_planted2");
        }

        @Test
        void goes_on_with_the_old_token_while_it_lasts_when_the_renewal_fails() throws NoCredentialsException {
            Credentials credentials = installed();
            credentials.authorization();
            clock.advance(Duration.ofMinutes(56));
            server.next(502, "<html>").next(502, "<html>");
            assertThat(credentials.authorization()).isEqualTo("Bearer ghs_planted1");
            assertThat(credentials.authorization()).as("tried again only later").isEqualTo("Bearer ghs_planted1");
            assertThat(server.count("access_tokens")).isEqualTo(2);
            clock.advance(Duration.ofSeconds(5));
            assertThat(credentials.authorization()).isEqualTo("Bearer ghs_planted1");
            assertThat(server.count("access_tokens")).isEqualTo(3);
            clock.advance(Duration.ofSeconds(10));
            assertThat(credentials.authorization()).isEqualTo("Bearer ghs_planted2");
        }

        @Test
        void tells_the_failure_once_the_old_token_may_end_on_its_way() throws NoCredentialsException {
            Credentials credentials = installed();
            credentials.authorization();
            clock.advance(Duration.ofMinutes(59).plusSeconds(31));
            server.next(502, "<html>");
            NoCredentialsException failure = failure(credentials);
            assertThat(failure).hasMessage("GitHub gave the GitHub App Iv23liTest no token: 502");
            assertThat(failure.lasting()).isFalse();
            assertThat(failure.retryAt()).isEqualTo(clock.instant().plusSeconds(5));
        }

        @Test
        void waits_longer_after_each_failure_up_to_a_minute() {
            Credentials credentials = installed();
            List<Long> waits = IntStream.range(0, 6)
                    .mapToObj(i -> {
                        server.next(500, "");
                        Instant now = clock.instant();
                        Instant retryAt = failure(credentials).retryAt();
                        clock.set(retryAt);
                        return Duration.between(now, retryAt).toSeconds();
                    })
                    .toList();
            assertThat(waits).containsExactly(5L, 10L, 20L, 40L, 60L, 60L);
        }

        @Test
        void drops_a_refused_token_unless_a_newer_one_is_there_or_it_is_too_fresh_to_be_known_everywhere()
                throws NoCredentialsException {
            Credentials credentials = installed();
            String first = credentials.authorization();
            assertThat(credentials.refused(first)).as("fresh").isFalse();
            assertThat(credentials.authorization()).isEqualTo(first);

            clock.advance(Duration.ofMinutes(2));
            assertThat(credentials.refused(first)).isTrue();
            String second = credentials.authorization();
            assertThat(second).isNotEqualTo(first);
            assertThat(credentials.refused(first)).as("an old one").isTrue();
            assertThat(credentials.authorization()).isEqualTo(second);
        }

        @Test
        void finds_the_installation_anew_after_it_was_removed_and_made_again() throws NoCredentialsException {
            Credentials credentials = app();
            credentials.authorization();
            server.reinstall(4712);
            clock.advance(Duration.ofHours(2));
            assertThat(credentials.authorization()).isEqualTo("Bearer ghs_planted2");
            assertThat(server.requests)
                    .endsWith(
                            "POST /api/v3/app/installations/4711/access_tokens",
                            "GET /api/v3/repos/acme/app/installation",
                            "POST /api/v3/app/installations/4712/access_tokens");
        }

        @Test
        void asks_once_however_many_threads_need_the_first_token() throws Exception {
            CountDownLatch open = new CountDownLatch(1);
            server.hold(open);
            Credentials credentials = app();
            ExecutorService threads = Executors.newFixedThreadPool(16);
            try {
                List<Future<String>> headers = IntStream.range(0, 16)
                        .mapToObj(i -> threads.submit(credentials::authorization))
                        .toList();
                open.countDown();
                for (Future<String> header : headers) {
                    assertThat(header.get()).isEqualTo("Bearer ghs_planted1");
                }
                assertThat(server.count("access_tokens")).isEqualTo(1);
            } finally {
                threads.shutdownNow();
            }
        }

        @Test
        void fails_once_however_many_threads_wait_for_the_same_answer() throws Exception {
            CountDownLatch open = new CountDownLatch(1);
            server.hold(open);
            server.next(500, "{}");
            Credentials credentials = installed();
            ExecutorService threads = Executors.newFixedThreadPool(8);
            try {
                List<Future<NoCredentialsException>> failures = IntStream.range(0, 8)
                        .mapToObj(i -> threads.submit(() -> failure(credentials)))
                        .toList();
                open.countDown();
                for (Future<NoCredentialsException> failure : failures) {
                    assertThat(failure.get()).hasMessageContaining("500");
                }
                assertThat(server.count("access_tokens")).isEqualTo(1);
            } finally {
                threads.shutdownNow();
            }
        }

        @Test
        void lets_nobody_wait_for_a_renewal_while_the_old_token_works() throws Exception {
            Credentials credentials = installed();
            credentials.authorization();
            clock.advance(Duration.ofMinutes(56));
            CountDownLatch open = new CountDownLatch(1);
            server.hold(open);
            ExecutorService threads = Executors.newFixedThreadPool(4);
            try {
                List<Future<String>> headers = IntStream.range(0, 4)
                        .mapToObj(i -> threads.submit(credentials::authorization))
                        .toList();
                org.awaitility.Awaitility.await()
                        .untilAsserted(() -> assertThat(headers.stream().filter(Future::isDone))
                                .hasSize(3));
                open.countDown();
                List<String> seen = headers.stream().map(GitHubAuthTest::get).toList();
                assertThat(seen).containsOnly("Bearer ghs_planted1", "Bearer ghs_planted2");
                assertThat(server.count("access_tokens")).isEqualTo(2);
            } finally {
                threads.shutdownNow();
            }
        }

        @Test
        void can_be_interrupted_while_it_waits_for_another_threads_answer() throws Exception {
            CountDownLatch open = new CountDownLatch(1);
            server.hold(open);
            Credentials credentials = installed();
            ExecutorService threads = Executors.newFixedThreadPool(2);
            try {
                Future<String> first = threads.submit(credentials::authorization);
                Future<Boolean> second = threads.submit(() -> {
                    Thread.currentThread().interrupt();
                    NoCredentialsException failure = failure(credentials);
                    return failure.getMessage().contains("interrupted") && Thread.interrupted();
                });
                assertThat(second.get()).isTrue();
                open.countDown();
                assertThat(first.get()).isEqualTo("Bearer ghs_planted1");
            } finally {
                threads.shutdownNow();
            }
        }
    }

    private static String get(Future<String> future) {
        try {
            return future.get();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    @Nested
    @DisplayName("as an App with clocks that differ")
    class Clocks {

        @Test
        void needs_no_second_request_while_they_differ_by_less_than_a_minute() throws NoCredentialsException {
            for (int seconds : List.of(-59, -1, 1, 59, 500)) {
                server.ahead(Duration.ofSeconds(seconds));
                installed().authorization();
            }
            assertThat(server.requests).hasSize(5);
        }

        @Test
        void takes_githubs_time_when_github_refuses_ours_and_keeps_to_it() throws NoCredentialsException {
            for (Duration ahead : List.of(Duration.ofHours(-3), Duration.ofMinutes(-2), Duration.ofDays(1))) {
                server.ahead(ahead);
                server.requests.clear();
                Credentials credentials = installed();
                assertThat(credentials.authorization()).startsWith("Bearer ghs_planted");
                assertThat(server.requests).hasSize(2);
                clock.advance(Duration.ofMinutes(56));
                credentials.authorization();
                assertThat(server.requests).as("renewed with one request").hasSize(3);
            }
        }

        @Test
        void lets_a_token_last_as_long_as_github_says_whatever_our_clock_shows() throws NoCredentialsException {
            server.ahead(Duration.ofMinutes(-50));
            Credentials credentials = installed();
            credentials.authorization();
            int before = server.count("access_tokens");
            clock.advance(Duration.ofMinutes(54));
            credentials.authorization();
            assertThat(server.count("access_tokens")).isEqualTo(before);
        }

        @Test
        void does_without_githubs_time_where_it_is_not_told() throws NoCredentialsException {
            server.withoutTime();
            assertThat(installed().authorization()).isEqualTo("Bearer ghs_planted1");
            server.ahead(Duration.ofHours(1));
            assertThat(failure(installed()).lasting()).isTrue();
        }

        @Test
        void renews_short_lived_tokens_in_their_last_quarter() throws NoCredentialsException {
            server.lifetime(Duration.ofMinutes(4));
            Credentials credentials = installed();
            credentials.authorization();
            clock.advance(Duration.ofMinutes(3).minusSeconds(1));
            assertThat(credentials.authorization()).isEqualTo("Bearer ghs_planted1");
            clock.advance(Duration.ofSeconds(1));
            assertThat(credentials.authorization()).isEqualTo("Bearer ghs_planted2");
        }
    }

    @Nested
    @DisplayName("as an App that GitHub refuses")
    class Refusals {

        @Test
        void says_what_to_check_for_each_answer() {
            record Case(int status, String body, boolean lasting, List<String> words) {}
            for (Case each : List.of(
                    new Case(
                            401,
                            "{\"message\":\"Bad\"}",
                            true,
                            List.of("401 Bad", "client id", "private key", "clock")),
                    new Case(
                            403,
                            "{\"message\":\"This installation has been suspended\"}",
                            true,
                            List.of("403", "suspended")),
                    new Case(404, "{\"message\":\"Not Found\"}", true, List.of("404", "installation id")),
                    new Case(
                            422,
                            "{\"message\":\"There is at least one repository that does not exist or is not accessible\"}",
                            true,
                            List.of("422", "acme/app", "Actions: read and write")),
                    new Case(301, "{\"message\":\"Moved\"}", true, List.of("301", "renamed")),
                    new Case(500, "{\"message\":\"Server Error\"}", false, List.of("500")),
                    new Case(503, "<html>" + AppServer.PLANTED, false, List.of("503")),
                    new Case(418, "", false, List.of("418")),
                    new Case(201, "{\"token\":\"ghs_planted\"}", false, List.of("cannot be read")),
                    new Case(
                            201,
                            "{\"token\":\"ghs planted\",\"expires_at\":\"2099-01-01T00:00:00Z\"}",
                            false,
                            List.of("cannot be read")),
                    new Case(201, "{\"expires_at\":\"2099-01-01T00:00:00Z\"}", false, List.of("cannot be read")),
                    new Case(201, "{\"token\":\"ghs_planted\",\"expires", false, List.of("cannot be read")),
                    new Case(201, "[]", false, List.of("cannot be read")))) {
                server.next(each.status(), each.body());
                NoCredentialsException failure = failure(installed());
                assertThat(failure)
                        .as("%s", each)
                        .hasMessageContainingAll(each.words().toArray(new String[0]));
                assertThat(failure.lasting()).as("%s", each).isEqualTo(each.lasting());
                assertThat(failure.retryAt()).isAfter(clock.instant());
                assertSecret(failure);
            }
        }

        @Test
        void says_that_the_app_is_not_installed_where_no_installation_is_found() {
            server.next(404, "{\"message\":\"Not Found\"}");
            NoCredentialsException failure = failure(app());
            assertThat(failure).hasMessageContainingAll("not installed on acme/app", "install the App there");
            assertThat(failure.lasting()).isTrue();
            server.next(200, "{\"id\":\"x\"}");
            assertThat(failure(app())).hasMessageContaining("cannot be read");
        }

        @Test
        void waits_as_long_as_a_rate_limit_asks_for() {
            server.next(new MockResponse.Builder()
                    .code(429)
                    .addHeader("retry-after", "90")
                    .build());
            assertThat(failure(installed()).retryAt()).isEqualTo(clock.instant().plusSeconds(90));

            server.next(new MockResponse.Builder()
                    .code(403)
                    .addHeader("x-ratelimit-remaining", "0")
                    .addHeader(
                            "x-ratelimit-reset", String.valueOf(clock.instant().getEpochSecond() + 1234))
                    .build());
            assertThat(failure(installed()).retryAt()).isEqualTo(clock.instant().plusSeconds(1234));

            server.next(403, "{\"message\":\"You have exceeded a secondary rate limit.\"}");
            NoCredentialsException failure = failure(installed());
            assertThat(failure.retryAt()).isEqualTo(clock.instant().plusSeconds(60));
            assertThat(failure.lasting()).isFalse();

            server.next(new MockResponse.Builder()
                    .code(429)
                    .addHeader("retry-after", "soon")
                    .build());
            assertThat(failure(installed()).retryAt()).isEqualTo(clock.instant().plusSeconds(60));
        }

        @Test
        void takes_a_broken_connection_for_a_passing_trouble() {
            Credentials credentials = installed();
            server.close();
            NoCredentialsException failure = failure(credentials);
            assertThat(failure).hasMessageContaining("could not be asked for a token");
            assertThat(failure.lasting()).isFalse();
            assertSecret(failure);
        }

        private void assertSecret(NoCredentialsException failure) {
            StringWriter text = new StringWriter();
            failure.printStackTrace(new PrintWriter(text));
            assertThat(text.toString()).doesNotContain(AppServer.PLANTED);
            for (String authorization : server.authorizations) {
                assertThat(text.toString()).doesNotContain(authorization.substring("Bearer ".length()));
            }
        }
    }

    @Nested
    @DisplayName("from variables")
    class FromVariables {

        private final Problems problems = new Problems();

        private GitHubAuth read(String... namesAndValues) {
            Map<String, String> variables = new HashMap<>();
            for (int i = 0; i < namesAndValues.length; i += 2) {
                variables.put(namesAndValues[i], namesAndValues[i + 1]);
            }
            return GitHubAuth.fromVariables(Variables.of(variables), problems);
        }

        @Test
        void is_a_token_or_an_app() throws NoCredentialsException {
            assertThat(read("GITHUB_TOKEN", "ghp_abc").open(site()).authorization())
                    .isEqualTo("Bearer ghp_abc");
            String key = Keys.pkcs1().reveal().replace("\n", "\\n");
            GitHubAuth app = read(
                    "GITHUB_APP_CLIENT_ID",
                    AppServer.CLIENT_ID,
                    "GITHUB_APP_PRIVATE_KEY",
                    key,
                    "GITHUB_APP_INSTALLATION_ID",
                    "4711");
            assertThat(app.open(site()).authorization()).isEqualTo("Bearer ghs_planted1");
            assertThat(read("GITHUB_APP_CLIENT_ID", AppServer.CLIENT_ID, "GITHUB_APP_PRIVATE_KEY", key))
                    .hasToString("GitHub App Iv23liTest");
            assertThat(problems.messages()).isEmpty();
        }

        @Test
        void has_to_be_one_or_the_other() {
            read();
            assertThat(problems.messages())
                    .containsExactly("GITHUB_TOKEN is not set; it is required (or GITHUB_APP_CLIENT_ID and"
                            + " GITHUB_APP_PRIVATE_KEY for a GitHub App)");
        }

        @Test
        void is_told_all_that_is_wrong_at_once_and_nothing_secret() {
            read("GITHUB_TOKEN", "ghp_abc", "GITHUB_APP_INSTALLATION_ID", "ghp_pasted");
            assertThat(problems.messages())
                    .hasSize(2)
                    .anyMatch(p -> p.startsWith("GITHUB_TOKEN and GITHUB_APP_… are both set"))
                    .anyMatch(p -> p.startsWith("GITHUB_APP_INSTALLATION_ID is no number"))
                    .noneMatch(p -> p.contains("ghp_"));
        }

        @Test
        void is_told_what_an_app_lacks() {
            read("GITHUB_APP_INSTALLATION_ID", "4711");
            assertThat(problems.messages())
                    .hasSize(2)
                    .anyMatch(p -> p.startsWith("GITHUB_APP_CLIENT_ID is not set"))
                    .anyMatch(p -> p.startsWith("GITHUB_APP_PRIVATE_KEY is not set"));
        }

        @Test
        void is_told_of_a_token_or_key_that_cannot_be_one() {
            read("GITHUB_TOKEN", "two words");
            read("GITHUB_APP_CLIENT_ID", "Iv1", "GITHUB_APP_PRIVATE_KEY", "/etc/key.pem");
            assertThat(problems.messages())
                    .hasSize(2)
                    .anyMatch(p -> p.startsWith("GitHub token: "))
                    .anyMatch(p -> p.startsWith("GitHub App: the private key is not in PEM"));
        }
    }

    @Test
    void prints_no_key_and_no_token() throws NoCredentialsException {
        GitHubAuth auth = GitHubAuth.app(AppServer.CLIENT_ID, Keys.pkcs1(), 4711);
        Credentials credentials = auth.open(site());
        credentials.authorization();
        Stream.of(auth, credentials)
                .forEach(each -> assertThat(each.toString()).doesNotContain(AppServer.PLANTED, "BEGIN", "MII"));
        assertThat(auth).hasToString("GitHub App Iv23liTest, installation 4711");
    }

    @Test
    void names_all_that_is_wrong_with_an_app_at_once() {
        assertThatThrownBy(() -> GitHubAuth.app(" ", new Secret(""), 0))
                .isInstanceOfSatisfying(
                        ConfigurationException.class,
                        e -> assertThat(e.problems())
                                .hasSize(3)
                                .allMatch(problem ->
                                        problem.startsWith("GitHub App: ") && problem.contains("allowed: ")));
    }
}
