package io.releaseconductor.checks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.net.URI;
import java.time.Duration;
import okhttp3.Headers;
import okhttp3.HttpUrl;
import okio.ByteString;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A redirect")
class RedirectRulesTest {

    private static final WebRequest GET = WebRequest.page(Endpoint.get(URI.create("https://valine.app/a/b")));
    private static final WebRequest POST = WebRequest.json(Endpoint.post(URI.create("https://valine.app/login")), "{}");

    private static WebAnswer redirect(int status, String location) {
        return new WebAnswer(
                GET.url(), "", status, Headers.of("Location", location), ByteString.EMPTY, false, Duration.ZERO);
    }

    private static String refusal(WebRequest request, String location) {
        return catchThrowableOfType(TroubleException.class, () -> RedirectRules.next(request, redirect(308, location)))
                .trouble()
                .message();
    }

    @ParameterizedTest
    @CsvSource({
        "/c, https://valine.app/c",
        "c, https://valine.app/a/c",
        "https://valine.app:8443/c, https://valine.app:8443/c",
        "https://www.valine.app/, https://www.valine.app/",
        "//login.valine.app/, https://login.valine.app/"
    })
    void within_the_site_is_followed_when_reading(String location, String target) throws Exception {
        assertThat(RedirectRules.next(GET, redirect(302, location)).url()).hasToString(target);
    }

    @ParameterizedTest
    @CsvSource({
        "https://valine.com/, Redirected to another host",
        "https://evil-valine.app/, Redirected to another host",
        "https://192.0.2.1/, Redirected to another host",
        "http://valine.app/, Redirected to plain http",
        "javascript:alert(1), Redirect without a target"
    })
    void elsewhere_is_not_followed(String location, String message) {
        assertThat(refusal(GET, location)).isEqualTo(message);
    }

    @Test
    void carries_a_POST_to_the_same_host_only() throws Exception {
        assertThat(RedirectRules.next(POST, redirect(307, "/in")).body()).isEqualTo("{}");
        assertThat(refusal(POST, "https://www.valine.app/login")).isEqualTo("Redirected to another host");
    }

    @Test
    void leaves_the_cookies_with_the_host_that_they_are_for() throws Exception {
        WebRequest request = GET.withCookies("a=1");

        assertThat(RedirectRules.next(request, redirect(302, "/c")).cookies()).isEqualTo("a=1");
        assertThat(RedirectRules.next(request, redirect(302, "https://www.valine.app/"))
                        .cookies())
                .isNull();
    }

    @Test
    void of_a_presigned_URL_is_an_answer_like_any_other() throws Exception {
        WebRequest presigned = WebRequest.presigned(
                HttpUrl.get("https://bucket.example/k"), Endpoint.get(URI.create("https://valine.app/")));

        assertThat(RedirectRules.next(presigned, redirect(307, "/c"))).isNull();
    }

    @Test
    void from_http_to_https_is_followed() throws Exception {
        WebRequest request = WebRequest.page(Endpoint.get(URI.create("http://valine.app/")));

        assertThat(RedirectRules.next(request, redirect(301, "https://www.valine.app/"))
                        .url())
                .hasToString("https://www.valine.app/");
    }
}
