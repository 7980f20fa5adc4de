package io.releaseconductor.checks;

import static org.assertj.core.api.Assertions.assertThat;

import io.releaseconductor.check.CheckResult;
import io.releaseconductor.check.CheckStatus;
import io.releaseconductor.config.Secret;
import java.net.URI;
import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A login")
class LoginTest {

    private static final String USER = "{\"user\":{\"id\":1}}";

    private final Site site = Site.http();

    @AfterEach
    void close() {
        site.close();
    }

    private AuthOptions options() {
        return AuthOptions.at(site.base()).withCredentials("robot@valine.app", new Secret("pa&ss"));
    }

    private AuthOptions guarded(@Nullable String name, @Nullable String field, @Nullable String header) {
        return options().withCsrf(new CsrfOptions(URI.create(site.base() + "/csrf"), name, field, header));
    }

    private static MockResponse with(MockResponse answer, String... headers) {
        MockResponse.Builder response = new MockResponse.Builder(answer);
        for (int i = 0; i < headers.length; i += 2) {
            response.addHeader(headers[i], headers[i + 1]);
        }
        return response.build();
    }

    private void answersWell() {
        site.on("/auth/login", with(Site.json(200, USER), "Set-Cookie", "s=" + Tokens.fresh()));
    }

    private RecordedRequest sent() {
        return site.requestsTo("/auth/login").get(0);
    }

    @Test
    void as_a_form_is_sent_as_browsers_send_one() {
        answersWell();

        CheckResult result = Checks.run(options()
                .withForm(new LoginForm(
                        LoginForm.Format.FORM,
                        "user.email",
                        "user.password",
                        "{\"remember\":true,\"scopes\":[\"a\",\"b c\"],\"none\":null}",
                        URI.create("https://valine.app/login"))));

        assertThat(result.status()).isEqualTo(CheckStatus.PASS);
        assertThat(sent().getHeaders().get("Content-Type")).isEqualTo("application/x-www-form-urlencoded");
        assertThat(sent().getHeaders().get("Origin")).isEqualTo("https://valine.app");
        assertThat(sent().getHeaders().get("Referer")).isEqualTo("https://valine.app/");
        assertThat(sent().getBody().utf8())
                .isEqualTo("remember=true&scopes%5B%5D=a&scopes%5B%5D=b+c&user%5Bemail%5D=robot%40valine.app"
                        + "&user%5Bpassword%5D=pa%26ss");
    }

    @Test
    void without_a_guard_says_nothing_of_where_it_comes_from() {
        answersWell();

        Checks.run(options());

        assertThat(sent().getHeaders().get("Origin")).isNull();
        assertThat(sent().getHeaders().get("Content-Type")).isEqualTo("application/json");
    }

    @Nested
    @DisplayName("with a token against forged requests")
    class Guarded {

        @Test
        void sends_the_one_of_a_cookie_decoded_and_all_cookies() {
            answersWell();
            site.on(
                    "/csrf",
                    with(Site.status(204), "Set-Cookie", "XSRF-TOKEN=a%3Db; Path=/", "Set-Cookie", "sid=1; Path=/"));

            assertThat(Checks.run(guarded(null, null, null)).status()).isEqualTo(CheckStatus.PASS);

            assertThat(sent().getHeaders().get("X-XSRF-TOKEN")).isEqualTo("a=b");
            assertThat(sent().getHeaders().get("X-CSRFToken")).isEqualTo("a=b");
            assertThat(sent().getHeaders().get("X-CSRF-Token")).isEqualTo("a=b");
            assertThat(sent().getHeaders().get("Cookie")).isEqualTo("XSRF-TOKEN=a%3Db; sid=1");
            assertThat(sent().getHeaders().get("Origin")).isEqualTo(site.base().toString());
            assertThat(sent().getBody().utf8()).doesNotContain("a=b");
        }

        @Test
        void sends_the_one_of_a_form_under_its_name() {
            answersWell();
            site.on("/csrf", Site.html("<form><input type=hidden name=csrfmiddlewaretoken value='a&quot;b'></form>"));

            Checks.run(guarded(null, null, null));

            assertThat(sent().getBody().utf8()).contains("\"csrfmiddlewaretoken\":\"a\\\"b\"");
        }

        @Test
        void sends_the_one_of_a_meta_tag_and_not_what_tells_of_it() {
            answersWell();
            site.on(
                    "/csrf",
                    Site.html("<meta name=csrf-param content=authenticity_token><meta name=csrf-token content=t1>"));

            Checks.run(guarded(null, null, null));

            assertThat(sent().getHeaders().get("X-CSRF-Token")).isEqualTo("t1");
        }

        @Test
        void sends_the_one_of_a_header() {
            answersWell();
            site.on("/csrf", with(Site.status(200), "X-CSRF-Token", "t2"));

            Checks.run(guarded(null, null, null));

            assertThat(sent().getHeaders().get("X-CSRF-Token")).isEqualTo("t2");
        }

        @Test
        void sends_what_it_is_told_as_it_is_told() {
            answersWell();
            site.onJson("/csrf", "{\"data\":{\"nonce\":\"n1\",\"csrf\":\"c1\"}}");

            Checks.run(guarded("nonce", "_nonce", "X-Nonce"));

            assertThat(sent().getHeaders().get("X-Nonce")).isEqualTo("n1");
            assertThat(sent().getHeaders().get("X-CSRF-Token")).isNull();
            assertThat(sent().getBody().utf8()).endsWith("\"_nonce\":\"n1\"}");
        }

        @Test
        void has_no_data_without_the_token_and_logs_nobody_in() {
            site.on("/csrf", with(Site.status(404), "Set-Cookie", "sid=s3cret; Path=/"));

            CheckResult result = Checks.run(guarded(null, null, null));

            assertThat(result.status()).isEqualTo(CheckStatus.NO_DATA);
            assertThat(result.message()).isEqualTo("No CSRF token found");
            assertThat(result.hint()).contains("SHIP_LOGIN_CSRF_NAME");
            assertThat(Checks.everythingShown(result)).contains("sid").doesNotContain("s3cret");
            assertThat(site.requestsTo("/auth/login")).isEmpty();
        }

        @Test
        void cannot_be_sent_if_it_does_not_fit_a_header() {
            site.onJson("/csrf", "{\"csrf\":\"a\\nb\"}");

            assertThat(Checks.run(guarded(null, null, null)).message()).isEqualTo("No CSRF token found");
        }

        @Test
        void fails_if_what_hands_it_out_fails() {
            site.on("/csrf", Site.status(503));

            assertThat(Checks.run(guarded(null, null, null)).status()).isEqualTo(CheckStatus.FAIL);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/auth/login", "/auth/login/", "/auth/login?again", "/home?error=1", "/csrf"})
    void that_leads_back_is_refused(String location) {
        site.on("/csrf", Site.html("<input name=_token value=t>"));
        site.on("/auth/login", with(Site.redirect(302, location), "Set-Cookie", "s=" + Tokens.fresh()));
        LoginForm form = new LoginForm(LoginForm.Format.FORM, "email", "password", null, null);

        CheckResult result = Checks.run(guarded(null, null, null).withForm(form));

        assertThat(result.status()).isEqualTo(CheckStatus.FAIL);
        assertThat(result.message()).isEqualTo("Login leads back to the login");
    }

    @Test
    void by_its_status_alone_looks_at_nothing_else() {
        site.on("/auth/login", Site.json(200, "{\"a\":1}"));
        LoginExpectation status = new LoginExpectation(LoginExpectation.Session.NONE, false, null, null, null, null);

        assertThat(Checks.run(options().withExpected(status)).status()).isEqualTo(CheckStatus.PASS);

        site.on("/auth/login", Site.json(202, "{\"a\":1}"));
        assertThat(Checks.run(options().withExpected(status)).status()).isEqualTo(CheckStatus.NO_DATA);
    }

    @Test
    void for_presigning_passes_on_the_token_that_it_was_given() {
        site.on("/auth/login", Site.json(200, "{\"access\":\"Bearer t-1\",\"user\":{\"id\":1}}"));
        LoginExpectation token = new LoginExpectation(LoginExpectation.Session.ANY, true, null, "access", null, null);

        Checks.run(MediaOptions.at(site.base()).withLogin(options().withExpected(token)));

        assertThat(site.requestsTo("/api/media/presign").get(0).getHeaders().get("Authorization"))
                .isEqualTo("Bearer t-1");
    }

    @Test
    void sends_cookies_back_as_they_came_whatever_is_in_them() {
        site.on(
                "/csrf",
                r -> new MockResponse.Builder()
                        .addHeaderLenient("Set-Cookie", "n=ü; Path=/")
                        .addHeader("Set-Cookie", "csrftoken=t; Path=/")
                        .build());
        answersWell();

        assertThat(Checks.run(guarded(null, null, null)).status()).isEqualTo(CheckStatus.PASS);
        assertThat(sent().getHeaders().get("Cookie")).isEqualTo("n=ü; csrftoken=t");
    }
}
