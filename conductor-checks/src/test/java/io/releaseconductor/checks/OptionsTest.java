package io.releaseconductor.checks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.releaseconductor.config.Secret;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The options of the checks")
class OptionsTest {

    private static final URI BASE = URI.create("https://valine.app");

    private static void refused(ThrowingCallable call, String... parts) {
        assertThatIllegalArgumentException()
                .isThrownBy(call)
                .satisfies(e -> assertThat(e.getMessage()).contains(parts).contains("allowed: "));
    }

    @Test
    void refuse_what_is_not_allowed_naming_field_and_value() {
        refused(() -> new Endpoint("DELETE", BASE, 200), "endpoint: method", "'DELETE'");
        refused(() -> new Endpoint("GET", BASE, 600), "endpoint: status", "600");
        refused(() -> Endpoint.get(URI.create("mailto:us")), "endpoint: url");
        refused(() -> FrontendOptions.at(BASE).withMaxScripts(-1), "frontend: max scripts", "-1");
        refused(() -> FrontendOptions.at(BASE).withMaxLatency(Duration.ZERO), "frontend: max latency", "PT0S");
        refused(() -> ApiOptions.at(BASE).withMaxLatency(Duration.ofHours(2)), "api: max latency", "PT2H");
        refused(() -> ApiOptions.at(BASE).withRequiredParts(List.of("")), "api: required part", "''");
        refused(() -> AuthOptions.at(BASE).withEndpoint(Endpoint.get(BASE)), "auth: method", "'GET'");
        refused(() -> AuthOptions.at(BASE).withFields("a b", "c"), "auth: user field", "'a b'");
        refused(() -> AuthOptions.at(BASE).withDataField("."), "auth: data field", "'.'");
        refused(
                () -> SearchOptions.at(BASE).withBudgets(Duration.ofSeconds(2), Duration.ofSeconds(1)),
                "search: fail after",
                "PT1S",
                "PT2S");
        refused(() -> SearchOptions.at(BASE).withBody("{}"), "search: body", "GET");
        refused(
                () -> MediaOptions.at(BASE).withRequest(Endpoint.post(BASE), "{s3cret"),
                "media: body is not valid JSON");
        refused(() -> SearchOptions.at(BASE).withEndpoint(new Endpoint("GET", BASE, 204)), "search: status", "204");
        refused(() -> MediaOptions.at(BASE).withRequest(new Endpoint("POST", BASE, 302), null), "media: status", "302");
        refused(() -> MediaOptions.at(BASE).withUrlField("items[x].url"), "media: url field", "items[x].url");
        refused(() -> HttpLimits.defaults().withMaxBodyBytes(0), "limits: body size", "0");
        refused(() -> HttpLimits.defaults().withReadTimeout(Duration.ofSeconds(-1)), "limits: read timeout");
        refused(() -> HttpLimits.defaults().withConnectTimeout(Duration.ZERO), "limits: connect timeout");
    }

    @Test
    void of_a_login_tell_all_that_cannot_work() {
        LoginForm form = new LoginForm(LoginForm.Format.JSON, "a b", "a", "s3cret", null);
        LoginExpectation expected = new LoginExpectation(LoginExpectation.Session.JWT, true, "c", "t", null, null);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new AuthOptions(Endpoint.post(BASE), null, null, form, expected, null))
                .satisfies(e -> assertThat(e.getMessage().lines())
                        .hasSize(3)
                        .allSatisfy(
                                line -> assertThat(line).startsWith("auth: ").contains("; allowed: "))
                        .noneSatisfy(line -> assertThat(line).contains("s3cret")));
        assertThat(form.toString()).doesNotContain("s3cret");
    }

    @Test
    void refuse_a_password_in_a_URL_without_repeating_it() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Endpoint.get(URI.create("https://u:s3cret@valine.app/")))
                .satisfies(
                        e -> assertThat(e.getMessage()).contains("valine.app").doesNotContain("s3cret"));
    }

    @Test
    void print_no_secrets() {
        AuthOptions auth = AuthOptions.at(BASE).withCredentials("robot", new Secret("s3cret"));

        assertThat(auth).hasToString("AuthOptions[POST https://valine.app/auth/login -> 200, credentials=set]");
        assertThat(Endpoint.get(URI.create("https://valine.app/find?key=s3cret")))
                .hasToString("GET https://valine.app/find -> 200");
    }

    @Test
    void take_a_base_URL_with_or_without_a_path_and_a_slash() {
        assertThat(Endpoint.under(URI.create("https://valine.app"), "/health"))
                .hasToString("https://valine.app/health");
        assertThat(Endpoint.under(URI.create("https://valine.app/"), "/health"))
                .hasToString("https://valine.app/health");
        assertThat(Endpoint.under(URI.create("https://valine.app/v1"), "/health"))
                .hasToString("https://valine.app/v1/health");
    }
}
