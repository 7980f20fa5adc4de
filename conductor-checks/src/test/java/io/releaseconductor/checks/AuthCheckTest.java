package io.releaseconductor.checks;

import static org.assertj.core.api.Assertions.assertThat;

import io.releaseconductor.check.CheckResult;
import io.releaseconductor.check.CheckStatus;
import io.releaseconductor.config.Secret;
import java.net.URI;
import java.util.stream.Stream;
import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The login check")
class AuthCheckTest {

    private static final String USER = "{\"user\":{\"id\":1}}";

    private final Site site = Site.http();

    @AfterEach
    void close() {
        site.close();
    }

    private AuthOptions options() {
        return AuthOptions.at(site.base()).withCredentials("robot@valine.app", new Secret("pa\"ss"));
    }

    private CheckResult check() {
        return Checks.run(options());
    }

    private static MockResponse login(String body, String... cookies) {
        MockResponse.Builder response = new MockResponse.Builder(Site.json(200, body));
        for (String cookie : cookies) {
            response.addHeader("Set-Cookie", cookie);
        }
        return response.build();
    }

    @Test
    void logs_in_and_passes_with_a_JWT_cookie_and_user_data() {
        site.on("/auth/login", login(USER, "theme=dark", "session=" + Tokens.fresh() + "; Path=/; HttpOnly"));

        CheckResult result = check();

        assertThat(result.status()).isEqualTo(CheckStatus.PASS);
        assertThat(result.message()).isEqualTo("Login successful");
        assertThat(result.latency()).isNull();
        RecordedRequest request = site.requests().get(0);
        assertThat(request.getMethod()).isEqualTo("POST");
        assertThat(request.getBody().utf8()).isEqualTo("{\"email\":\"robot@valine.app\",\"password\":\"pa\\\"ss\"}");
    }

    @Test
    void has_no_data_without_credentials_and_says_which_variables_to_set() {
        CheckResult result = Checks.run(AuthOptions.at(site.base()));

        assertThat(result.status()).isEqualTo(CheckStatus.NO_DATA);
        assertThat(result.hint()).contains("SHIP_LOGIN_USER", "SHIP_LOGIN_PASSWORD");
        assertThat(site.requests()).isEmpty();
    }

    @Test
    void sends_the_fields_that_it_is_told_to() {
        site.on("/signin", login(USER, "s=" + Tokens.fresh()));

        CheckResult result = Checks.run(options()
                .withEndpoint(new Endpoint("PUT", URI.create(site.base() + "/signin"), 200))
                .withFields("username", "secret"));

        assertThat(result.status()).isEqualTo(CheckStatus.PASS);
        assertThat(site.requests().get(0).getBody().utf8())
                .isEqualTo("{\"username\":\"robot@valine.app\",\"secret\":\"pa\\\"ss\"}");
    }

    static Stream<Arguments> cookies() {
        return Stream.of(
                Arguments.of("session=abc", "No JWT among the cookies"),
                Arguments.of("session=eyJhbGciOi.b.c", "JWT is malformed"),
                Arguments.of("session=" + Tokens.jwt("{\"alg\":\"none\"}", "{}", ""), "JWT is not signed"),
                Arguments.of("session=" + Tokens.expiringIn(-1), "JWT already expired"),
                Arguments.of("session=" + Tokens.jwt("{\"nbf\":9999999999}"), "JWT not valid yet"),
                Arguments.of("session=" + Tokens.fresh() + "; Max-Age=0", "Login cookie already expired"),
                Arguments.of("session=; Path=/", "No login cookie"),
                Arguments.of("nonsense", "No login cookie"));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("cookies")
    void fails_for_a_cookie_that_is_not_what_it_should_be(String cookie, String message) {
        site.on("/auth/login", login(USER, cookie));

        CheckResult result = check();

        assertThat(result.status()).isEqualTo(CheckStatus.FAIL);
        assertThat(result.message()).isEqualTo(message);
        assertThat(result.hint()).isNotBlank();
        assertThat(result.critical()).isFalse();
    }

    @Test
    void accepts_a_quoted_cookie() {
        site.on("/auth/login", login(USER, "session=\"" + Tokens.fresh() + "\""));

        assertThat(check().status()).isEqualTo(CheckStatus.PASS);
    }

    @Test
    void takes_the_best_of_several_cookies() {
        site.on("/auth/login", login(USER, "a=" + Tokens.expiringIn(-1), "b=" + Tokens.fresh()));

        assertThat(check().status()).isEqualTo(CheckStatus.PASS);
        assertThat(Checks.run(options().withCookie("b")).status()).isEqualTo(CheckStatus.PASS);
        assertThat(Checks.run(options().withCookie("a")).message()).isEqualTo("JWT already expired");
        assertThat(Checks.run(options().withCookie("c")).message()).isEqualTo("No login cookie");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"user\":{\"name\":\"A\"}}",
                "{\"data\":{\"user\":{\"name\":\"A\"}}}",
                "{\"id\":1}",
                "{\"email\":\"a@b\"}",
                "{\"data\":{\"id\":\"1\"}}"
            })
    void finds_user_data_in_the_usual_places(String body) {
        site.on("/auth/login", login(body, "s=" + Tokens.fresh()));

        assertThat(check().status()).isEqualTo(CheckStatus.PASS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"user\":{}}", "{\"user\":null}", "{\"data\":{\"user\":[]}}", "{\"user\":false}"})
    void fails_if_nobody_is_where_the_user_should_be(String body) {
        site.on("/auth/login", login(body, "s=" + Tokens.fresh()));

        assertThat(check().status()).isEqualTo(CheckStatus.FAIL);
        assertThat(check().message()).isEqualTo("No user data");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "{\"user\":\"A\"}", "{\"token\":\"t\"}", "[]", "OK", "<html>Welcome</html>"})
    void has_no_data_where_it_recognises_no_user_and_says_what_to_set(String body) {
        MockResponse.Builder answer = new MockResponse.Builder(Site.answer(200, "text/plain", body));
        site.on(
                "/auth/login",
                answer.addHeader("Set-Cookie", "s=" + Tokens.fresh()).build());

        CheckResult result = check();

        assertThat(result.status()).isEqualTo(CheckStatus.NO_DATA);
        assertThat(result.message()).isEqualTo("No user data recognised");
        assertThat(result.hint()).contains("SHIP_LOGIN_DATA_FIELD", "SHIP_LOGIN_EXPECT=jwt");
    }

    @Test
    void looks_for_user_data_where_it_is_told_to() {
        site.on("/auth/login", login("{\"me\":{\"profile\":{\"a\":1}},\"user\":{\"id\":1}}", "s=" + Tokens.fresh()));

        assertThat(Checks.run(options().withDataField("me.profile")).status()).isEqualTo(CheckStatus.PASS);
        assertThat(Checks.run(options().withDataField("me.account")).message()).isEqualTo("No user data");
    }

    @Test
    void fails_with_refused_credentials_and_says_where_they_are_set() {
        site.on("/auth/login", Site.json(401, "{\"error\":\"no\"}"));

        CheckResult result = check();

        assertThat(result.message()).isEqualTo("401 Unauthorized");
        assertThat(result.hint()).contains("SHIP_LOGIN_USER");
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303})
    void does_not_turn_into_a_GET_when_redirected(int status) {
        site.on("/auth/login", Site.redirect(status, "/home"));

        CheckResult result = check();

        assertThat(result.status()).isEqualTo(CheckStatus.NO_DATA);
        assertThat(result.message()).isEqualTo(StatusNames.line(status));
        assertThat(result.hint()).contains("SHIP_LOGIN_STATUS=" + status);
        assertThat(site.requests()).hasSize(1);
    }

    @Test
    void follows_a_redirect_that_keeps_the_method_on_the_same_host() {
        site.on("/auth/login", Site.redirect(308, "/auth/login/"))
                .on("/auth/login/", login(USER, "s=" + Tokens.fresh()));

        assertThat(check().status()).isEqualTo(CheckStatus.PASS);
        assertThat(site.requests().get(1).getBody())
                .isEqualTo(site.requests().get(0).getBody());
    }

    @Test
    void never_carries_the_credentials_to_another_host() {
        try (Site other = Site.http()) {
            site.on(
                    "/auth/login",
                    Site.redirect(307, other.base().toString().replace("127.0.0.1", "localhost") + "/auth/login"));

            assertThat(check().message()).isEqualTo("Redirected to another host");
            assertThat(other.requests()).isEmpty();
        }
    }
}
