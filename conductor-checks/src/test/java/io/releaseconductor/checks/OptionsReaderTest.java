package io.releaseconductor.checks;

import static org.assertj.core.api.Assertions.assertThat;

import io.releaseconductor.check.Check;
import io.releaseconductor.config.Problems;
import io.releaseconductor.config.Secret;
import io.releaseconductor.config.Variables;
import io.releaseconductor.model.Environment;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("The variables of the checks")
class OptionsReaderTest {

    private final Map<String, String> values = new HashMap<>(
            Map.of("FRONTEND_BASE_URL", "https://valine.app", "VITE_API_BASE", "https://api.valine.app/v1/"));
    private final Problems problems = new Problems();

    private BuiltInCheckOptions read() {
        return read(Environment.STAGING);
    }

    private BuiltInCheckOptions read(Environment environment) {
        return new OptionsReader(Variables.of(values).in(environment, problems)).read();
    }

    private OptionsReaderTest set(String name, String value) {
        values.put(name, value);
        return this;
    }

    @Test
    void that_are_required_are_enough_and_the_rest_is_as_specified() {
        BuiltInCheckOptions options = read();

        assertThat(problems.messages()).isEmpty();
        assertThat(options)
                .isEqualTo(BuiltInCheckOptions.of(
                        URI.create("https://valine.app"), URI.create("https://api.valine.app/v1")));
        assertThat(options.frontend().endpoint()).isEqualTo(Endpoint.get(URI.create("https://valine.app/")));
        assertThat(options.frontend().maxLatency()).isEqualTo(Duration.ofMillis(500));
        assertThat(options.api().endpoint()).isEqualTo(Endpoint.get(URI.create("https://api.valine.app/v1/health")));
        assertThat(options.api().maxLatency()).isEqualTo(Duration.ofMillis(200));
        assertThat(options.auth().endpoint())
                .isEqualTo(Endpoint.post(URI.create("https://api.valine.app/v1/auth/login")));
        assertThat(options.search().endpoint())
                .isEqualTo(Endpoint.get(URI.create("https://api.valine.app/v1/api/search?q=test")));
        assertThat(options.search().slowAfter()).isEqualTo(Duration.ofMillis(500));
        assertThat(options.search().failAfter()).isEqualTo(Duration.ofSeconds(1));
        assertThat(options.media().endpoint())
                .isEqualTo(Endpoint.post(URI.create("https://api.valine.app/v1/api/media/presign")));
        assertThat(options.media().login()).isNull();
    }

    @Test
    void of_canaries_are_read_for_each_environment() {
        set("FRONTEND_BASE_URL_CANARY", "https://{target}.canary.valine.app/")
                .set("FRONTEND_BASE_URL_CANARY_PROD", "https://canary.valine.app")
                .set("VITE_API_BASE_CANARY_PROD", "https://api-canary.valine.app")
                .set("SHIP_CANARY_HEADER_PROD", "X-Canary: 1");

        assertThat(read().canary())
                .isEqualTo(CanaryOptions.of(URI.create("https://valine.app"), URI.create("https://api.valine.app/v1"))
                        .withFrontend("https://{target}.canary.valine.app"));
        assertThat(read(Environment.PROD).canary())
                .isEqualTo(CanaryOptions.of(URI.create("https://valine.app"), URI.create("https://api.valine.app/v1"))
                        .withFrontend("https://canary.valine.app")
                        .withApi("https://api-canary.valine.app")
                        .withHeader(RoutingHeader.of("X-Canary: 1")));
        assertThat(problems.messages()).isEmpty();
        assertThat(problems.warnings()).isEmpty();
        assertThat(problems.endpoints(Environment.PROD))
                .containsEntry("FRONTEND_BASE_URL_CANARY", "https://canary.valine.app");
    }

    @Test
    void of_canaries_that_cannot_work_are_told_without_what_may_be_secret() {
        set("FRONTEND_BASE_URL_CANARY_STAGING", "canary.valine.app")
                .set("VITE_API_BASE_CANARY", "https://user:hush@{target}.valine.app")
                .set("SHIP_CANARY_HEADER_STAGING", "Host: hush");

        assertThat(read().canary()).isNull();
        assertThat(problems.messages())
                .containsExactly(
                        "SHIP_CANARY_HEADER_STAGING cannot work as a routing header: requests have a Host of their own;"
                                + " allowed: NAME: VALUE, such as X-Canary: 1, with printable ASCII characters, at most"
                                + " 4096 in the value",
                        "FRONTEND_BASE_URL_CANARY_STAGING: \"canary.valine.app\" is not allowed; allowed: an http or"
                                + " https URL with a host, and without user, query and fragment, such as"
                                + " https://app.example.com; it may hold {target}",
                        "VITE_API_BASE_CANARY: \"https://***@{target}.valine.app\" is not allowed; allowed: an http or"
                                + " https URL with a host, and without user, query and fragment, such as"
                                + " https://app.example.com; it may hold {target}");
    }

    @Test
    void of_canaries_that_are_where_the_environment_is_are_doubtful() {
        set("FRONTEND_BASE_URL_CANARY", "https://VALINE.app:443/");

        read();

        assertThat(problems.messages()).isEmpty();
        assertThat(problems.warnings())
                .containsExactly("FRONTEND_BASE_URL_CANARY is the address of FRONTEND_BASE_URL, https://valine.app; set"
                        + " it to that of the canary alone, or take it away");
    }

    @Test
    void of_a_canary_whose_check_is_not_selected_are_not_read() {
        set("VITE_API_BASE_CANARY", "nonsense").set("SHIP_CHECKS", "frontend");

        assertThat(read().canary()).isNull();
        assertThat(problems.messages()).isEmpty();
    }

    @Test
    void that_are_missing_are_all_told() {
        values.clear();

        read();

        assertThat(problems.messages())
                .hasSize(2)
                .anySatisfy(m -> assertThat(m).startsWith("FRONTEND_BASE_URL is not set"))
                .anySatisfy(m -> assertThat(m).startsWith("VITE_API_BASE is not set"));
    }

    @Test
    void of_an_environment_come_first() {
        set("FRONTEND_BASE_URL_PROD", "https://www.valine.app").set("SHIP_API_PATH_PROD", "/status");

        assertThat(read(Environment.PROD).frontend().endpoint().url()).hasToString("https://www.valine.app/");
        assertThat(read(Environment.PROD).api().endpoint().url()).hasToString("https://api.valine.app/v1/status");
        assertThat(read(Environment.STAGING).frontend().endpoint().url()).hasToString("https://valine.app/");
    }

    @Test
    void set_everything() {
        set("SHIP_CHECK_TIMEOUT_MS", "9000").set("SHIP_CHECK_CONNECT_TIMEOUT_MS", "1000");
        set("SHIP_CHECK_READ_TIMEOUT_MS", "2000").set("SHIP_CHECK_MAX_BODY_BYTES", "5000");
        set("SHIP_FRONTEND_PATH", "/en/?a=b").set("SHIP_FRONTEND_STATUS", "203");
        set("SHIP_FRONTEND_MAX_LATENCY_MS", "10").set("SHIP_FRONTEND_MAX_SCRIPTS", "3");
        set("SHIP_FRONTEND_OWN_SCRIPTS_ONLY", "true");
        set("SHIP_FRONTEND_TEXT", "Fern and moss")
                .set("SHIP_FRONTEND_TITLE", "Fern")
                .set("SHIP_FRONTEND_ANSWERED_BY", "X-Colour");
        set("SHIP_API_METHOD", "POST").set("SHIP_API_MAX_LATENCY_MS", "20").set("SHIP_API_PARTS", "database, redis");
        set("SHIP_LOGIN_USER", "u").set("SHIP_LOGIN_PASSWORD", "p").set("SHIP_LOGIN_USER_FIELD", "name");
        set("SHIP_LOGIN_PASSWORD_FIELD", "pw").set("SHIP_LOGIN_COOKIE", "sid").set("SHIP_LOGIN_DATA_FIELD", "me.data");
        set("SHIP_LOGIN_FORMAT", "form").set("SHIP_LOGIN_BODY", "{\"grant\":\"x\"}");
        set("SHIP_LOGIN_ORIGIN", "https://valine.app").set("SHIP_LOGIN_EXPECT", "session, user");
        set("SHIP_LOGIN_CSRF_PATH", "/csrf").set("SHIP_LOGIN_CSRF_NAME", "t");
        set("SHIP_LOGIN_CSRF_FIELD", "_t").set("SHIP_LOGIN_CSRF_HEADER", "X-T");
        set("SHIP_LOGIN_PATH", "https://login.valine.app/in")
                .set("SHIP_LOGIN_METHOD", "PUT")
                .set("SHIP_LOGIN_STATUS", "201");
        set("SHIP_SEARCH_METHOD", "POST").set("SHIP_SEARCH_BODY", "{\"q\":1}").set("SHIP_SEARCH_PATH", "/search");
        set("SHIP_SEARCH_SLOW_MS", "30").set("SHIP_SEARCH_MAX_MS", "40").set("SHIP_SEARCH_RESULTS_FIELD", "found");
        set("SHIP_MEDIA_PATH", "/sign")
                .set("SHIP_MEDIA_BODY", "{}")
                .set("SHIP_MEDIA_URL_FIELD", "put")
                .set("SHIP_MEDIA_PROBE_PUT", "false")
                .set("SHIP_MEDIA_LOGIN", "true");

        BuiltInCheckOptions options = read();

        assertThat(problems.messages()).isEmpty();
        AuthOptions auth = new AuthOptions(
                new Endpoint("PUT", URI.create("https://login.valine.app/in"), 201),
                "u",
                new Secret("p"),
                new LoginForm(
                        LoginForm.Format.FORM, "name", "pw", "{\"grant\":\"x\"}", URI.create("https://valine.app")),
                new LoginExpectation(LoginExpectation.Session.ANY, true, "sid", null, null, "me.data"),
                new CsrfOptions(URI.create("https://api.valine.app/v1/csrf"), "t", "_t", "X-T"));
        assertThat(options)
                .isEqualTo(new BuiltInCheckOptions(
                        new FrontendOptions(
                                new Endpoint("GET", URI.create("https://valine.app/en/?a=b"), 203),
                                Duration.ofMillis(10),
                                3,
                                true,
                                "Fern and moss",
                                "Fern",
                                "X-Colour"),
                        new ApiOptions(
                                Endpoint.post(URI.create("https://api.valine.app/v1/health")),
                                Duration.ofMillis(20),
                                List.of("database", "redis"),
                                HealthExpectation.HEALTH),
                        auth,
                        new SearchOptions(
                                Endpoint.post(URI.create("https://api.valine.app/v1/search")),
                                "{\"q\":1}",
                                Duration.ofMillis(30),
                                Duration.ofMillis(40),
                                "found"),
                        new MediaOptions(
                                Endpoint.post(URI.create("https://api.valine.app/v1/sign")), "{}", "put", auth, false),
                        new HttpLimits(Duration.ofSeconds(9), Duration.ofSeconds(1), Duration.ofSeconds(2), 5000),
                        null));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SHIP_CHECKS | frontend,homepage | homepage",
                "SHIP_FRONTEND_PATH | en | en",
                "SHIP_FRONTEND_PATH | /a b | /a b",
                "SHIP_FRONTEND_PATH | ftp://host/ | ftp://host/",
                "SHIP_FRONTEND_METHOD | POST | POST",
                "SHIP_FRONTEND_MAX_LATENCY_MS | 0 | 0",
                "SHIP_FRONTEND_MAX_SCRIPTS | 101 | 101",
                "SHIP_FRONTEND_STATUS | 99 | 99",
                "SHIP_API_METHOD | get | get",
                "SHIP_API_PARTS | data/base | data/base",
                "SHIP_API_EXPECT | body | body",
                "SHIP_LOGIN_METHOD | GET | GET",
                "SHIP_LOGIN_USER_FIELD | a b | a b",
                "SHIP_SEARCH_MAX_MS | 100 | 100",
                "SHIP_SEARCH_RESULTS_FIELD | a..b | a..b",
                "SHIP_SEARCH_RESULTS_FIELD | items[one] | items[one]",
                "SHIP_SEARCH_STATUS | 204 | 204",
                "SHIP_MEDIA_STATUS | 302 | 302",
                "SHIP_MEDIA_URL_FIELD | [0 | [0",
                "SHIP_MEDIA_LOGIN | yes | yes",
                "SHIP_CHECK_TIMEOUT_MS | 10s | 10s"
            })
    void that_are_malformed_are_named_with_value_and_what_is_allowed(String name, String value, String shown) {
        set(name, value);

        read();

        assertThat(problems.messages())
                .singleElement()
                .satisfies(message ->
                        assertThat(message).startsWith(name + ":").contains("\"" + shown + "\"", "allowed: "));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SHIP_SEARCH_BODY | {\"token\":\"s3cret\"} | SHIP_SEARCH_BODY is set although the method is GET",
                "SHIP_MEDIA_BODY | {\"token\":\"s3cret\" | SHIP_MEDIA_BODY is not valid JSON",
                "SHIP_LOGIN_PASSWORD | s3cret | SHIP_LOGIN_USER is not set although SHIP_LOGIN_PASSWORD is",
                "SHIP_LOGIN_USER | s3cret | SHIP_LOGIN_PASSWORD is not set although SHIP_LOGIN_USER is",
                "SHIP_SEARCH_PATH | search?key=s3cret | SHIP_SEARCH_PATH: \"search…\" is not allowed",
                "SHIP_LOGIN_PATH | https://u:s3cret@host/ | SHIP_LOGIN_PATH: \"***@host/\" is not allowed"
            })
    void that_may_hold_secrets_are_told_without_their_value(String name, String value, String told) {
        set(name, value);

        read();

        assertThat(problems.messages())
                .singleElement()
                .satisfies(message -> assertThat(message)
                        .startsWith(told)
                        .contains("allowed: ")
                        .doesNotContain("s3cret"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SHIP_LOGIN_STATUS | 401 | SHIP_LOGIN_STATUS: \"401\"",
                "SHIP_LOGIN_STATUS | 307 | SHIP_LOGIN_STATUS: \"307\"",
                "SHIP_LOGIN_FORMAT | xml | SHIP_LOGIN_FORMAT: \"xml\"",
                "SHIP_LOGIN_PASSWORD_FIELD | email | SHIP_LOGIN_PASSWORD_FIELD: \"email\"",
                "SHIP_LOGIN_PASSWORD_FIELD | email.password | SHIP_LOGIN_PASSWORD_FIELD: \"email.password\"",
                "SHIP_LOGIN_BODY | [] | SHIP_LOGIN_BODY cannot work",
                "SHIP_LOGIN_BODY | {\"email\" | SHIP_LOGIN_BODY cannot work",
                "SHIP_LOGIN_COOKIE | a=b | SHIP_LOGIN_COOKIE: \"a=b\"",
                "SHIP_LOGIN_TOKEN_HEADER | a b | SHIP_LOGIN_TOKEN_HEADER: \"a b\"",
                "SHIP_LOGIN_TOKEN_FIELD | a..b | SHIP_LOGIN_TOKEN_FIELD: \"a..b\"",
                "SHIP_LOGIN_EXPECT | cookie | SHIP_LOGIN_EXPECT: \"cookie\"",
                "SHIP_LOGIN_EXPECT | jwt session | SHIP_LOGIN_EXPECT: \"jwt session\"",
                "SHIP_LOGIN_EXPECT | status,user | SHIP_LOGIN_EXPECT: \"status,user\"",
                "SHIP_LOGIN_CSRF_NAME | t | SHIP_LOGIN_CSRF_NAME: \"t\"",
                "SHIP_LOGIN_CSRF_FIELD | t | SHIP_LOGIN_CSRF_FIELD: \"t\"",
                "SHIP_LOGIN_CSRF_HEADER | t | SHIP_LOGIN_CSRF_HEADER: \"t\"",
                "SHIP_LOGIN_CSRF_PATH | csrf | SHIP_LOGIN_CSRF_PATH: \"csrf\"",
                "SHIP_LOGIN_ORIGIN | valine.app | SHIP_LOGIN_ORIGIN: \"valine.app\""
            })
    void of_a_login_that_cannot_work_are_refused(String name, String value, String told) {
        set(name, value);

        read();

        assertThat(problems.messages())
                .singleElement()
                .satisfies(message -> assertThat(message).startsWith(told).contains("; allowed: "));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SHIP_LOGIN_COOKIE=a SHIP_LOGIN_TOKEN_FIELD=b | SHIP_LOGIN_COOKIE: \"a\"",
                "SHIP_LOGIN_COOKIE=a SHIP_LOGIN_TOKEN_HEADER=b | SHIP_LOGIN_COOKIE: \"a\"",
                "SHIP_LOGIN_TOKEN_FIELD=a SHIP_LOGIN_TOKEN_HEADER=b | SHIP_LOGIN_TOKEN_FIELD: \"a\"",
                "SHIP_LOGIN_EXPECT=status SHIP_LOGIN_COOKIE=a | SHIP_LOGIN_COOKIE: \"a\"",
                "SHIP_LOGIN_EXPECT=user SHIP_LOGIN_TOKEN_FIELD=a | SHIP_LOGIN_TOKEN_FIELD: \"a\"",
                "SHIP_LOGIN_EXPECT=jwt SHIP_LOGIN_DATA_FIELD=a | SHIP_LOGIN_DATA_FIELD: \"a\"",
                "SHIP_LOGIN_STATUS=204 SHIP_LOGIN_DATA_FIELD=a | SHIP_LOGIN_DATA_FIELD: \"a\"",
                "SHIP_LOGIN_STATUS=302 SHIP_LOGIN_TOKEN_FIELD=a | SHIP_LOGIN_TOKEN_FIELD: \"a\"",
                "SHIP_LOGIN_STATUS=204 SHIP_LOGIN_EXPECT=jwt,user | SHIP_LOGIN_EXPECT: \"jwt,user\"",
                "SHIP_LOGIN_USER_FIELD=a.b SHIP_LOGIN_BODY={\"a\":1} | SHIP_LOGIN_BODY cannot work",
                "SHIP_LOGIN_CSRF_PATH=/c SHIP_LOGIN_CSRF_FIELD=email | SHIP_LOGIN_CSRF_FIELD: \"email\"",
                "SHIP_LOGIN_CSRF_PATH=/c SHIP_LOGIN_CSRF_HEADER=a:b | SHIP_LOGIN_CSRF_HEADER: \"a:b\""
            })
    void of_a_login_that_do_not_fit_together_are_refused(String settings, String told) {
        for (String setting : settings.split(" ", -1)) {
            String[] parts = setting.split("=", 2);
            set(parts[0], parts[1]);
        }

        read();

        assertThat(problems.messages())
                .singleElement()
                .satisfies(message -> assertThat(message).startsWith(told).contains("; allowed: "));
    }

    @Test
    void of_a_login_are_refused_all_at_once_and_without_what_is_sent_along() {
        set("SHIP_LOGIN_STATUS", "500").set("SHIP_LOGIN_USER_FIELD", "a b").set("SHIP_LOGIN_BODY", "{\"s3cret\"");

        read();

        assertThat(problems.messages())
                .hasSize(3)
                .allSatisfy(message -> assertThat(message).doesNotContain("s3cret"));
    }

    @Nested
    @DisplayName("with a selection")
    class Selection {

        @Test
        void run_what_is_selected_in_the_usual_order() {
            set("SHIP_CHECKS", "search, frontend");

            List<Check> checks = BuiltInChecks.of(read());

            assertThat(checks).extracting(Check::id).containsExactly("frontend", "search");
        }

        @Test
        void require_only_what_is_used() {
            values.clear();
            set("FRONTEND_BASE_URL", "https://valine.app").set("SHIP_CHECKS", "frontend");
            assertThat(BuiltInChecks.of(read())).hasSize(1);

            values.clear();
            set("VITE_API_BASE", "https://api.valine.app").set("SHIP_CHECKS", "api media");
            assertThat(BuiltInChecks.of(read())).hasSize(2);

            assertThat(problems.messages()).isEmpty();
        }

        @Test
        void log_in_for_media_even_if_the_login_is_not_checked() {
            set("SHIP_CHECKS", "media").set("SHIP_MEDIA_LOGIN", "true");
            set("SHIP_LOGIN_USER", "u").set("SHIP_LOGIN_PASSWORD", "p");

            BuiltInCheckOptions options = read();

            assertThat(options.auth()).isNull();
            assertThat(options.media().login().user()).isEqualTo("u");
        }
    }
}
