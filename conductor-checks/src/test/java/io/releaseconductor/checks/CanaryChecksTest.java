package io.releaseconductor.checks;

import static org.assertj.core.api.Assertions.assertThat;

import io.releaseconductor.check.Check;
import io.releaseconductor.check.CheckContext;
import io.releaseconductor.check.CheckResult;
import io.releaseconductor.check.CheckStatus;
import io.releaseconductor.config.Secret;
import io.releaseconductor.model.DeployId;
import io.releaseconductor.model.Environment;
import io.releaseconductor.model.Phase;
import io.releaseconductor.model.Reach;
import io.releaseconductor.model.Strategy;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("While a wave is verified that does not reach everything, the checks")
class CanaryChecksTest {

    private static final String SECRET = "s3cr3t-route";
    private static final RoutingHeader HEADER = RoutingHeader.of("X-Canary: " + SECRET);
    private static final Reach TENTH = new Reach.Percentage(10);

    private final Site stable = Site.http();
    private final Site canary = Site.http();

    @BeforeEach
    void serve() {
        for (Site site : List.of(stable, canary)) {
            site.on("/", Site.html("<h1>Shop</h1><script src='/app.js'></script>"));
            site.on("/app.js", Site.script());
            site.onJson("/health", "{\"status\":\"ok\"}");
            site.onJson("/api/search", "{\"results\":[1]}");
        }
    }

    @AfterEach
    void close() {
        stable.close();
        canary.close();
    }

    private CanaryOptions apart() {
        return CanaryOptions.of(stable.base(), stable.base());
    }

    private CanaryOptions elsewhere() {
        return apart().withFrontend(canary.base().toString())
                .withApi(canary.base().toString());
    }

    private BuiltInCheckOptions frontend(CanaryOptions options) {
        return BuiltInCheckOptions.none()
                .withFrontend(Checks.frontend(stable.base()))
                .withCanary(options);
    }

    private BuiltInCheckOptions api(CanaryOptions options) {
        return BuiltInCheckOptions.none().withApi(Checks.api(stable.base())).withCanary(options);
    }

    private static CheckResult run(BuiltInCheckOptions options, Reach reach) {
        return run(options, Phase.DEPLOY, reach);
    }

    private static CheckResult run(BuiltInCheckOptions options, Phase phase, Reach reach) {
        Check check =
                BuiltInChecks.of(options, SharedClient.get(), Checks.CLOCK).get(0);
        CheckContext context = new CheckContext(
                DeployId.of(Environment.STAGING, Checks.NOW),
                Environment.STAGING,
                Strategy.CANARY,
                phase,
                1,
                reach,
                null,
                check.timeLimit());
        try {
            return check.run(context);
        } catch (Exception e) {
            throw new AssertionError("a check answers, it does not throw", e);
        }
    }

    private static List<String> headers(Site site) {
        return site.requests().stream().map(CanaryChecksTest::header).toList();
    }

    private static String header(RecordedRequest request) {
        return Objects.requireNonNullElse(request.getHeaders().get("X-Canary"), "none");
    }

    private String where() {
        return "127.0.0.1:" + canary.base().getPort();
    }

    @Nested
    @DisplayName("ask the canary's own address")
    class OwnAddress {

        @Test
        void and_say_so() {
            CheckResult result = run(frontend(elsewhere()), TENTH);

            assertThat(result.status()).isEqualTo(CheckStatus.PASS);
            assertThat(result.message()).isEqualTo("200 OK, canary at " + where());
            assertThat(result.link()).isEqualTo(URI.create(canary.base() + "/"));
            assertThat(canary.requests()).extracting(RecordedRequest::getTarget).containsExactly("/", "/app.js");
            assertThat(stable.requests()).isEmpty();
        }

        @Test
        void of_later_waves_as_well() {
            assertThat(run(api(elsewhere()), Phase.PROMOTE, new Reach.Percentage(99))
                            .message())
                    .isEqualTo("200 OK, canary at " + where());
        }

        @Test
        void and_the_environments_once_everything_is_reached() {
            assertThat(run(api(elsewhere()), Phase.PROMOTE, Reach.ALL).message())
                    .isEqualTo("200 OK");
            assertThat(canary.requests()).isEmpty();
        }

        @Test
        void and_the_environments_after_a_rollback() {
            assertThat(run(api(elsewhere()), Phase.ROLL_BACK, TENTH).message()).isEqualTo("200 OK");
            assertThat(canary.requests()).isEmpty();
        }

        @Test
        void and_keep_path_and_query_under_it() {
            canary.onJson("/v2/api/search", "{\"results\":[1]}");
            BuiltInCheckOptions options = BuiltInCheckOptions.none()
                    .withSearch(Checks.search(URI.create(stable.base() + "/v1")))
                    .withCanary(CanaryOptions.of(stable.base(), URI.create(stable.base() + "/v1"))
                            .withApi(canary.base() + "/v2/"));

            assertThat(run(options, TENTH).status()).isEqualTo(CheckStatus.PASS);
            assertThat(canary.requests())
                    .extracting(RecordedRequest::getTarget)
                    .containsExactly("/v2/api/search?q=test");
        }

        @Test
        void and_name_the_variable_where_something_is_wrong_there() {
            canary.on("/health", Site.status(500));

            CheckResult result = run(api(elsewhere()), TENTH);

            assertThat(result.status()).isEqualTo(CheckStatus.FAIL);
            assertThat(result.message()).isEqualTo("500 Internal Server Error, canary at " + where());
            assertThat(result.hint()).endsWith("This is the canary's address, from VITE_API_BASE_CANARY.");
        }

        @Test
        void but_what_is_elsewhere_by_its_settings_stays_there() {
            BuiltInCheckOptions options = BuiltInCheckOptions.none()
                    .withApi(ApiOptions.at(stable.base())
                            .withEndpoint(Endpoint.get(URI.create(stable.base() + "/health"))))
                    .withCanary(CanaryOptions.of(stable.base(), URI.create("https://api.valine.app"))
                            .withApi(canary.base().toString())
                            .withHeader(HEADER));

            assertThat(run(options, TENTH).message()).doesNotContain("canary");
            assertThat(headers(stable)).containsExactly("none");
            assertThat(canary.requests()).isEmpty();
        }

        @Test
        void and_log_in_there_with_a_token_that_it_handed_out() {
            canary.on("/auth/login", Site.json(200, "{\"user\":{\"id\":1}}"));
            canary.onJson("/csrf", "{\"csrfToken\":\"abc\"}");
            AuthOptions login = AuthOptions.at(stable.base())
                    .withCredentials("ada", new Secret("pw"))
                    .withCsrf(new CsrfOptions(URI.create(stable.base() + "/csrf"), null, null, null));
            BuiltInCheckOptions options = BuiltInCheckOptions.none()
                    .withMedia(MediaOptions.at(stable.base()).withLogin(login))
                    .withCanary(elsewhere().withHeader(HEADER));

            run(options, TENTH);

            assertThat(canary.requests())
                    .extracting(RecordedRequest::getTarget)
                    .containsExactly("/csrf", "/auth/login", "/api/media/presign");
            assertThat(headers(canary)).containsOnly(SECRET);
            assertThat(stable.requests()).isEmpty();
        }

        @Test
        void and_say_nothing_of_it_where_nothing_was_asked() {
            BuiltInCheckOptions options = BuiltInCheckOptions.none()
                    .withAuth(AuthOptions.at(stable.base()))
                    .withCanary(elsewhere());

            assertThat(run(options, TENTH).message()).isEqualTo("No login credentials");
        }

        @ParameterizedTest
        @ValueSource(strings = {"/", "/health"})
        void and_have_no_data_where_it_leads_back_to_the_environments(String path) {
            canary.on(path, Site.redirect(302, stable.base() + path));

            CheckResult result = run(path.equals("/") ? frontend(elsewhere()) : api(elsewhere()), TENTH);

            assertThat(result.status()).isEqualTo(CheckStatus.NO_DATA);
            assertThat(result.message()).isEqualTo("Redirected away, canary at " + where());
            assertThat(stable.requests()).isEmpty();
        }

        @Test
        void and_have_no_data_where_its_page_sends_visitors_back_to_the_environments() {
            canary.on("/", Site.html("<meta http-equiv='refresh' content='0; url=" + stable.base() + "/'>"));

            CheckResult result = run(frontend(elsewhere()), TENTH);

            assertThat(result.status()).isEqualTo(CheckStatus.NO_DATA);
            assertThat(result.message()).startsWith("Redirected away");
            assertThat(stable.requests()).isEmpty();
        }
    }

    @Nested
    @DisplayName("take the name of the wave's target for the address")
    class Targets {

        private CanaryOptions byTarget() {
            return apart().withApi(canary.base() + "/{target}");
        }

        @Test
        void where_it_has_a_place_for_it() {
            canary.onJson("/eu-west/health", "{\"status\":\"ok\"}");

            assertThat(run(api(byTarget()), new Reach.Target("eu-west")).status())
                    .isEqualTo(CheckStatus.PASS);
            assertThat(canary.requests()).extracting(RecordedRequest::getTarget).containsExactly("/eu-west/health");
        }

        @Test
        void and_ask_the_environments_where_the_wave_has_no_target() {
            assertThat(run(api(byTarget()), TENTH).message()).isEqualTo("200 OK");
            assertThat(canary.requests()).isEmpty();
        }

        @Test
        void and_have_no_data_where_that_makes_no_address() {
            CanaryOptions options = apart().withApi("http://127.0.0.1:{target}");

            CheckResult result = run(api(options), new Reach.Target("eu-west"));

            assertThat(result.status()).isEqualTo(CheckStatus.NO_DATA);
            assertThat(result.message()).isEqualTo("No address for eu-west");
            assertThat(stable.requests()).isEmpty();
        }

        @Test
        void and_take_an_address_without_a_place_for_it_as_it_is() {
            assertThat(run(api(elsewhere()), new Reach.Target("idle")).message())
                    .isEqualTo("200 OK, canary at " + where());
        }
    }

    @Nested
    @DisplayName("send the routing header")
    class Header {

        private BuiltInCheckOptions routed() {
            return frontend(apart().withHeader(HEADER));
        }

        @Test
        void with_each_request_and_say_that_the_canary_was_asked() {
            CheckResult result = run(routed(), TENTH);

            assertThat(result.message()).isEqualTo("200 OK, canary");
            assertThat(headers(stable)).containsExactly(SECRET, SECRET);
        }

        @Test
        void to_the_canarys_own_address_as_well() {
            run(api(elsewhere().withHeader(HEADER)), TENTH);

            assertThat(headers(canary)).containsExactly(SECRET);
        }

        @Test
        void with_the_name_of_the_waves_target_or_not_at_all() {
            BuiltInCheckOptions options = api(apart().withHeader(RoutingHeader.of("X-Canary: to {target}")));

            assertThat(run(options, new Reach.Target("eu-west")).message()).isEqualTo("200 OK, canary");
            assertThat(run(options, TENTH).message()).isEqualTo("200 OK");
            assertThat(headers(stable)).containsExactly("to eu-west", "none");
        }

        @Test
        void to_nobody_once_everything_is_reached_or_after_a_rollback() {
            assertThat(run(routed(), Reach.ALL).message()).isEqualTo("200 OK");
            assertThat(run(routed(), Phase.ROLL_BACK, TENTH).message()).isEqualTo("200 OK");

            assertThat(headers(stable)).containsOnly("none");
        }

        @Test
        void to_no_other_origin_that_a_page_names_a_script_at() {
            stable.on("/", Site.html("<script src='" + canary.base() + "/app.js'></script>"));

            run(routed(), TENTH);

            assertThat(headers(stable)).containsExactly(SECRET);
            assertThat(headers(canary)).containsExactly("none");
        }

        @Test
        void to_no_other_origin_that_a_script_is_redirected_to() {
            stable.on("/app.js", Site.redirect(302, canary.base() + "/app.js"));

            run(routed(), TENTH);

            assertThat(headers(stable)).containsExactly(SECRET, SECRET);
            assertThat(headers(canary)).containsExactly("none");
        }

        @Test
        void to_no_other_origin_that_the_page_is_redirected_to_which_is_not_asked_at_all() {
            stable.on("/", Site.redirect(302, canary.base() + "/"));

            CheckResult result = run(routed(), TENTH);

            assertThat(result.status()).isEqualTo(CheckStatus.NO_DATA);
            assertThat(result.message()).isEqualTo("Redirected away, canary");
            assertThat(canary.requests()).isEmpty();
        }

        @Test
        void to_no_storage() {
            String signed = "/k?X-Amz-Signature=abcdef&X-Amz-Credential=a&X-Amz-Date=20260301T115900Z"
                    + "&X-Amz-Expires=900&X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-SignedHeaders=host";
            stable.onJson("/api/media/presign", "{\"url\":\"" + canary.base() + signed + "\"}");
            canary.on("/k", Site.status(200));
            BuiltInCheckOptions options = BuiltInCheckOptions.none()
                    .withMedia(MediaOptions.at(stable.base()))
                    .withCanary(apart().withHeader(HEADER));

            run(options, TENTH);

            assertThat(headers(stable)).containsExactly(SECRET);
            assertThat(headers(canary)).isNotEmpty().containsOnly("none");
        }

        @Test
        void along_within_the_same_origin() {
            stable.on("/health", Site.redirect(307, "/healthz"));
            stable.onJson("/healthz", "{\"status\":\"ok\"}");

            assertThat(run(api(apart().withHeader(HEADER)), TENTH).status()).isEqualTo(CheckStatus.PASS);
            assertThat(headers(stable)).containsExactly(SECRET, SECRET);
        }

        @Test
        void as_a_cookie_beside_those_that_the_application_sets() {
            stable.on(
                    "/health",
                    request -> request.getHeaders().get("Cookie").contains("seen=1")
                            ? Site.json(200, "{\"status\":\"ok\"}")
                            : Site.redirect(302, "/health")
                                    .newBuilder()
                                    .setHeader("Set-Cookie", "seen=1")
                                    .build());
            BuiltInCheckOptions options = api(apart().withHeader(RoutingHeader.of("cookie: canary=always")));

            assertThat(run(options, TENTH).status()).isEqualTo(CheckStatus.PASS);
            assertThat(stable.requests())
                    .extracting(request -> request.getHeaders().get("Cookie"))
                    .containsExactly("canary=always", "seen=1; canary=always");
        }

        @ParameterizedTest
        @ValueSource(ints = {200, 204, 301, 401, 404, 500, 503})
        void and_show_its_value_nowhere(int status) {
            stable.on("/health", request -> Site.answer(status, "text/plain", header(request)));
            BuiltInCheckOptions options = api(apart().withHeader(HEADER));

            assertThat(Checks.everythingShown(run(options, TENTH))).doesNotContain(SECRET);
            assertThat(options.toString()).doesNotContain(SECRET);
        }
    }
}
