package io.releaseconductor.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.releaseconductor.model.Environment;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A reader of variables")
class VariableReaderTest {

    private static final String URL_ALLOWED = "an http or https URL with a host, and without user, query and fragment,"
            + " such as https://app.example.com";

    private final Problems problems = new Problems();

    private VariableReader reading(String name, String value) {
        return Variables.of(Map.of(name, value)).in(Environment.PROD, problems);
    }

    private VariableReader readingNothing() {
        return Variables.of(Map.of()).in(Environment.PROD, problems);
    }

    @Nested
    @DisplayName("looks for its environment first")
    class Lookup {

        @Test
        void the_variable_with_the_suffix_wins() {
            Variables variables = Variables.of(Map.of("REGION", "all", "REGION_PROD", "eu"));

            assertThat(variables.in(Environment.PROD, problems).text("REGION")).contains("eu");
            assertThat(variables.in(Environment.STAGING, problems).text("REGION"))
                    .contains("all");
        }

        @Test
        void the_suffix_of_an_environment_with_hyphens_has_underscores() {
            Variables variables = Variables.of(Map.of("REGION_EU_WEST", "eu"));

            assertThat(variables.in(new Environment("eu-west"), problems).text("REGION"))
                    .contains("eu");
        }

        @Test
        void a_blank_variable_counts_as_not_set() {
            Variables variables = Variables.of(Map.of("REGION", "all", "REGION_PROD", "  "));

            assertThat(variables.in(Environment.PROD, problems).text("REGION")).contains("all");
        }

        @Test
        void white_space_around_a_value_is_dropped() {
            assertThat(reading("REGION", " eu\n").text("REGION")).contains("eu");
        }

        @Test
        void a_name_that_ends_as_an_environment_does_is_that_environments() {
            Environment canary = new Environment("canary");
            Variables variables =
                    Variables.of(Map.of("REGION", "all", "REGION_CANARY", "eu", "REGION_CANARY_PROD", "us"));
            variables.declare(List.of(Environment.PROD, Environment.STAGING, canary));
            List.of(Environment.PROD, Environment.STAGING, canary)
                    .forEach(each -> variables.in(each, problems).text("REGION"));

            assertThat(variables.in(canary, problems).text("REGION")).contains("eu");
            assertThat(variables.in(canary, problems).text("REGION_CANARY")).isEmpty();
            assertThat(variables.in(Environment.STAGING, problems).text("REGION_CANARY"))
                    .isEmpty();
            assertThat(variables.in(Environment.PROD, problems).text("REGION_CANARY"))
                    .contains("us");
        }

        @Test
        void a_name_that_ends_as_no_environment_does_is_read_as_it_is() {
            Variables variables = Variables.of(Map.of("REGION", "all", "REGION_CANARY", "eu"));
            variables.declare(List.of(Environment.PROD, Environment.STAGING));
            VariableReader reader = variables.in(Environment.PROD, problems);

            assertThat(reader.text("REGION")).contains("all");
            assertThat(reader.text("REGION_CANARY")).contains("eu");
        }

        @Test
        void without_an_environment_only_the_plain_name_is_read() {
            VariableReader reader =
                    Variables.of(Map.of("REGION_PROD", "eu", "TOKEN", "t")).reader(problems);

            assertThat(reader.text("REGION")).isEmpty();
            assertThat(reader.text("TOKEN")).contains("t");
            assertThatIllegalStateException().isThrownBy(reader::environment);
        }

        @Test
        void it_knows_its_environment_and_its_problems() {
            assertThat(readingNothing().environment()).isEqualTo(Environment.PROD);
            assertThat(readingNothing().problems()).isSameAs(problems);
        }
    }

    @Nested
    @DisplayName("of what has to be there")
    class Required {

        @Test
        void names_what_is_missing_and_goes_on() {
            VariableReader reader = readingNothing();

            assertThat(reader.requiredUrl("FRONTEND_BASE_URL").isAbsolute()).isTrue();
            assertThat(reader.requiredText("GITHUB_REPOSITORY")).isNotBlank();
            assertThat(reader.requiredSecret("GITHUB_TOKEN").reveal()).isEmpty();

            assertThat(problems.messages())
                    .containsExactly(
                            "FRONTEND_BASE_URL is not set; it is required (or FRONTEND_BASE_URL_PROD for prod only)",
                            "GITHUB_REPOSITORY is not set; it is required (or GITHUB_REPOSITORY_PROD for prod only)",
                            "GITHUB_TOKEN is not set; it is required (or GITHUB_TOKEN_PROD for prod only)");
        }

        @Test
        void tells_once_what_several_environments_miss() {
            Variables nothing = Variables.of(Map.of());
            for (int i = 0; i < 2; i++) {
                nothing.in(Environment.STAGING, problems).requiredUrl("VITE_API_BASE");
                nothing.in(Environment.PROD, problems).requiredUrl("VITE_API_BASE");
            }

            assertThat(problems.messages())
                    .containsExactly("VITE_API_BASE is not set; it is required"
                            + " (or VITE_API_BASE_STAGING for staging only, VITE_API_BASE_PROD for prod only)");
        }

        @Test
        void without_an_environment_suggests_no_suffix() {
            Variables.of(Map.of()).reader(problems).requiredSecret("GITHUB_TOKEN");

            assertThat(problems.messages()).containsExactly("GITHUB_TOKEN is not set; it is required");
        }

        @Test
        void hands_out_what_is_there() {
            VariableReader reader = Variables.of(
                            Map.of("URL", "https://app.example.com", "TEXT", "some", "SECRET", "s3cret"))
                    .in(Environment.PROD, problems);

            assertThat(reader.requiredUrl("URL")).isEqualTo(URI.create("https://app.example.com"));
            assertThat(reader.requiredText("TEXT")).isEqualTo("some");
            assertThat(reader.requiredSecret("SECRET").reveal()).isEqualTo("s3cret");
            assertThat(problems.messages()).isEmpty();
        }
    }

    @Nested
    @DisplayName("of URLs")
    class Urls {

        @ParameterizedTest
        @CsvSource({
            "https://app.example.com, https://app.example.com",
            "https://app.example.com/, https://app.example.com",
            "https://app.example.com/base///, https://app.example.com/base",
            "HTTP://localhost:8080/a@b, HTTP://localhost:8080/a@b",
            "http://127.0.0.1:1, http://127.0.0.1:1",
            "http://[::1]:65535, http://[::1]:65535",
        })
        void takes_http_and_https_and_drops_slashes_at_the_end(String given, String expected) {
            assertThat(reading("URL", given).url("URL")).contains(URI.create(expected));
            assertThat(problems.messages()).isEmpty();
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "app.example.com",
                    "//app.example.com",
                    "ftp://app.example.com",
                    "mailto:someone",
                    "https:///path",
                    "https://",
                    "https://app example.com",
                    "https://app.example.com:0",
                    "https://app.example.com:65536",
                })
        void refuses_what_is_no_base_url_and_names_it(String given) {
            URI fallback = URI.create("https://fallback.example.com");

            assertThat(reading("URL", given).url("URL", fallback)).isEqualTo(fallback);
            assertThat(problems.messages())
                    .containsExactly("URL: \"" + given + "\" is not allowed; allowed: " + URL_ALLOWED);
        }

        @ParameterizedTest
        @CsvSource({
            "https://user:pa55@app.example.com/x, https://***@app.example.com/x",
            "https://us@er:pa55@app.example.com, https://***@app.example.com",
            "https://user:pa55?pa55@app.example.com, https://***@app.example.com",
            "user:pa55@app.example.com, ***@app.example.com",
            "https://app.example.com?token=pa55, https://app.example.com?***",
            "https://app.example.com/#pa55, https://app.example.com/#***",
        })
        void refuses_and_never_prints_users_passwords_queries_and_fragments(String given, String shown) {
            URI placeholder = reading("URL", given).requiredUrl("URL");

            assertThat(placeholder.getHost()).endsWith(".invalid");
            assertThat(problems.messages())
                    .containsExactly("URL: \"" + shown + "\" is not allowed; allowed: " + URL_ALLOWED);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "https://canary.example.com",
                    "https://{target}.example.com",
                    "http://example.com:{target}",
                    "https://example.com/at/{target}",
                    "https://{target}"
                })
        void of_parts_may_hold_a_placeholder_and_are_told_as_written(String given) {
            assertThat(reading("PART", given + "/").endpointOfParts("PART", "{target}"))
                    .contains(given);
            assertThat(problems.endpoints(Environment.PROD)).containsExactly(Map.entry("PART", given));
            assertThat(problems.messages()).isEmpty();
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "canary.example.com",
                    "https://{percentage}.example.com",
                    "https://{target.example.com",
                    "{target}",
                    "{target}://example.com"
                })
        void of_parts_are_refused_where_no_name_makes_a_base_url_of_them(String given) {
            assertThat(reading("PART", given).endpointOfParts("PART", "{target}"))
                    .isEmpty();
            assertThat(problems.messages())
                    .containsExactly("PART: \"" + given + "\" is not allowed; allowed: " + URL_ALLOWED
                            + "; it may hold {target}");
            assertThat(problems.endpoints(Environment.PROD)).isEmpty();
        }

        @Test
        void of_parts_need_not_be_set() {
            assertThat(readingNothing().endpointOfParts("PART", "{target}")).isEmpty();
            assertThat(problems.messages()).isEmpty();
        }

        @Test
        void are_optional_or_have_a_default() {
            URI fallback = URI.create("https://fallback.example.com");

            assertThat(readingNothing().url("URL")).isEmpty();
            assertThat(readingNothing().url("URL", fallback)).isEqualTo(fallback);
            assertThat(problems.messages()).isEmpty();
        }

        @Test
        void an_address_keeps_its_query_as_it_stands() {
            String given = "https://api.pagerduty.com/incidents?statuses[]=triggered&limit=100";

            assertThat(reading("URL", given).address("URL")).contains(URI.create(given));
            assertThat(readingNothing().address("URL")).isEmpty();
            assertThat(problems.messages()).isEmpty();
        }

        @ParameterizedTest
        @CsvSource({
            "https://ops:sesame@status.example.com/?token=sesame,https://***@status.example.com/?***",
            "ftp://status.example.com/?token=sesame,ftp://status.example.com/?***",
            "https://status.example.com/?token=sesame#open,https://status.example.com/?***",
            "status.example.com,status.example.com"
        })
        void an_address_that_cannot_be_asked_is_refused_without_its_secrets(String given, String shown) {
            assertThat(reading("URL", given).address("URL")).isEmpty();
            assertThat(problems.messages())
                    .containsExactly("URL: \"" + shown
                            + "\" is not allowed; allowed: an http or https URL with a host, and without user and fragment, such as"
                            + " https://status.example.com/open?part=api");
        }

        @Test
        void names_the_variable_that_was_read() {
            reading("URL_PROD", "nonsense").requiredUrl("URL");
            reading("URL", "nonsense").requiredUrl("URL");

            assertThat(problems.messages())
                    .satisfiesExactly(
                            m -> assertThat(m).startsWith("URL_PROD: \"nonsense\""),
                            m -> assertThat(m).startsWith("URL: \"nonsense\""));
        }
    }

    @Nested
    @DisplayName("of texts and secrets")
    class Texts {

        @Test
        void have_defaults_or_are_empty() {
            assertThat(readingNothing().text("TEXT")).isEmpty();
            assertThat(readingNothing().text("TEXT", "other")).isEqualTo("other");
            assertThat(reading("TEXT", "some").text("TEXT", "other")).isEqualTo("some");
            assertThat(readingNothing().secret("SECRET")).isEmpty();
        }

        @Test
        void secrets_are_printed_by_nothing() {
            Variables variables = Variables.of(Map.of("SECRET", "pa55"));
            VariableReader reader = variables.in(Environment.PROD, problems);

            assertThat(reader.secret("SECRET").orElseThrow().reveal()).isEqualTo("pa55");
            assertThat(List.of(
                            reader.secret("SECRET").toString(),
                            reader.requiredSecret("SECRET").toString(),
                            variables.toString()))
                    .noneMatch(s -> s.contains("pa55"));
        }

        @Test
        void a_choice_takes_exactly_the_allowed_words() {
            List<String> methods = List.of("GET", "POST");

            assertThat(reading("METHOD", "POST").oneOf("METHOD", "GET", methods))
                    .isEqualTo("POST");
            assertThat(readingNothing().oneOf("METHOD", "GET", methods)).isEqualTo("GET");
            assertThat(problems.messages()).isEmpty();
            assertThat(reading("METHOD", "post").oneOf("METHOD", "GET", methods))
                    .isEqualTo("GET");
            assertThat(problems.messages()).containsExactly("METHOD: \"post\" is not allowed; allowed: GET, POST");
        }
    }

    @Nested
    @DisplayName("of switches, numbers and times")
    class Typed {

        @ParameterizedTest
        @CsvSource({"true, true", "false, false"})
        void takes_switches_that_are_exactly_true_or_false(String given, boolean expected) {
            assertThat(reading("SHIP_AUTO_PROMOTE", given).flag("SHIP_AUTO_PROMOTE", !expected))
                    .isEqualTo(expected);
            assertThat(problems.messages()).isEmpty();
        }

        @ParameterizedTest
        @ValueSource(strings = {"TRUE", "yes", "1", "on", "falsch"})
        void refuses_other_switches_and_keeps_the_default(String given) {
            assertThat(reading("SHIP_AUTO_PROMOTE", given).flag("SHIP_AUTO_PROMOTE", true))
                    .isTrue();
            assertThat(reading("SHIP_AUTO_PROMOTE", given).flag("SHIP_AUTO_PROMOTE", false))
                    .isFalse();
            assertThat(problems.messages())
                    .containsExactly("SHIP_AUTO_PROMOTE: \"" + given + "\" is not allowed; allowed: true, false");
        }

        @Test
        void a_switch_that_is_not_set_keeps_the_default() {
            assertThat(readingNothing().flag("SHIP_AUTO_PROMOTE", true)).isTrue();
            assertThat(readingNothing().flag("SHIP_AUTO_PROMOTE", false)).isFalse();
        }

        @ParameterizedTest
        @ValueSource(ints = {-3, 0, 7})
        void takes_whole_numbers_within_the_limits(int given) {
            assertThat(reading("COUNT", Integer.toString(given)).integer("COUNT", 1, -3, 7))
                    .isEqualTo(given);
            assertThat(problems.messages()).isEmpty();
        }

        @ParameterizedTest
        @ValueSource(strings = {"-4", "8", "1.5", "+5", "five", "٣", "99999999999999999999"})
        void refuses_other_numbers(String given) {
            assertThat(reading("COUNT", given).integer("COUNT", 1, -3, 7)).isEqualTo(1);
            assertThat(problems.messages())
                    .containsExactly("COUNT: \"" + given + "\" is not allowed; allowed: a whole number from -3 to 7");
        }

        @Test
        void takes_times_in_milliseconds() {
            Duration fallback = Duration.ofSeconds(30);
            Duration min = Duration.ofMillis(100);
            Duration max = Duration.ofMinutes(10);

            assertThat(readingNothing().millis("LIMIT", fallback, min, max)).isEqualTo(fallback);
            assertThat(reading("LIMIT", "100").millis("LIMIT", fallback, min, max))
                    .isEqualTo(min);
            assertThat(reading("LIMIT", "600000").millis("LIMIT", fallback, min, max))
                    .isEqualTo(max);
            assertThat(problems.messages()).isEmpty();

            assertThat(reading("LIMIT", "99").millis("LIMIT", fallback, min, max))
                    .isEqualTo(fallback);
            assertThat(reading("LIMIT_PROD", "30s").millis("LIMIT", fallback, min, max))
                    .isEqualTo(fallback);
            assertThat(problems.messages())
                    .containsExactly(
                            "LIMIT: \"99\" is not allowed; allowed: milliseconds, a whole number from 100 to 600000",
                            "LIMIT_PROD: \"30s\" is not allowed;"
                                    + " allowed: milliseconds, a whole number from 100 to 600000");
        }

        @Test
        void long_values_are_cut_and_kept_on_one_line() {
            reading("COUNT", "a\nb" + "c".repeat(500)).integer("COUNT", 1, 0, 9);

            assertThat(problems.messages())
                    .singleElement()
                    .satisfies(m -> assertThat(m)
                            .startsWith("COUNT: \"a bccc")
                            .contains("…\"")
                            .hasSizeLessThan(200));
        }
    }

    @Nested
    @DisplayName("tells all problems at once")
    class AllAtOnce {

        @Test
        void in_the_order_in_which_they_were_found() {
            VariableReader reader =
                    Variables.of(Map.of("FLAG", "yes", "COUNT", "many")).in(Environment.PROD, problems);
            reader.flag("FLAG", false);
            reader.requiredUrl("URL");
            reader.integer("COUNT", 1, 0, 5);
            reader.flag("FLAG", false);

            assertThatExceptionOfType(ConfigurationException.class)
                    .isThrownBy(problems::throwIfAny)
                    .satisfies(e -> assertThat(e.problems())
                            .containsExactly(
                                    "FLAG: \"yes\" is not allowed; allowed: true, false",
                                    "URL is not set; it is required (or URL_PROD for prod only)",
                                    "COUNT: \"many\" is not allowed; allowed: a whole number from 0 to 5"))
                    .withMessageStartingWith("The configuration has 3 problems:\n  - FLAG: ");
        }

        @Test
        void and_none_if_there_are_none() {
            problems.throwIfAny();

            assertThat(problems.messages()).isEmpty();
        }
    }
}
