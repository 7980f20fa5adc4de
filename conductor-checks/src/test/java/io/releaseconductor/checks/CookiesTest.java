package io.releaseconductor.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.Stream;
import okhttp3.Headers;
import okhttp3.HttpUrl;
import okio.ByteString;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("The cookies of an answer")
class CookiesTest {

    private static Cookies from(String url, String... cookies) {
        Headers.Builder headers = new Headers.Builder();
        for (String cookie : cookies) {
            headers.addUnsafeNonAscii("Set-Cookie", cookie);
        }
        return Cookies.of(answer(url, headers.build()), Checks.NOW);
    }

    private static WebAnswer answer(String url, Headers headers) {
        return new WebAnswer(HttpUrl.get(url), "POST " + url, 200, headers, ByteString.EMPTY, false, Duration.ZERO);
    }

    static Stream<Arguments> rules() {
        return Stream.of(
                Arguments.of("a=1", null),
                Arguments.of("a=1; Domain=api.valine.app", null),
                Arguments.of("a=1; Domain=.valine.app", null),
                Arguments.of("a=1; Domain=", null),
                Arguments.of("a=1; Domain=www.valine.app", CookieRefusal.DOMAIN),
                Arguments.of("a=1; Domain=app", CookieRefusal.PUBLIC_SUFFIX),
                Arguments.of("a=1; Domain=co.uk", CookieRefusal.PUBLIC_SUFFIX),
                Arguments.of("a=1; Domain=another.example", null),
                Arguments.of("__Secure-a=1", CookieRefusal.PREFIX),
                Arguments.of("__secure-a=1; Path=/", CookieRefusal.PREFIX),
                Arguments.of("__Secure-a=1; Secure; Domain=valine.app", null),
                Arguments.of("__Host-a=1; Secure; Path=/", null),
                Arguments.of("__Host-a=1; Secure; Path=/app", CookieRefusal.PREFIX),
                Arguments.of("__Host-a=1; Secure", CookieRefusal.PREFIX),
                Arguments.of("__Host-a=1; Secure; Path=/; Domain=api.valine.app", CookieRefusal.PREFIX),
                Arguments.of("a=1; SameSite=None", CookieRefusal.SAME_SITE),
                Arguments.of("a=1; SameSite=None; SameSite=Lax", null),
                Arguments.of("a=1; SameSite=None; Secure", null),
                Arguments.of("a=1; Partitioned", CookieRefusal.PARTITIONED),
                Arguments.of("a=" + "x".repeat(4095), null),
                Arguments.of("a=" + "x".repeat(4096), CookieRefusal.TOO_LARGE),
                Arguments.of("a=" + "ü".repeat(2048), CookieRefusal.TOO_LARGE),
                Arguments.of("a=1\u0001", CookieRefusal.CONTROL_CHARACTER),
                Arguments.of("a=1; Max-Age=0", CookieRefusal.ENDED),
                Arguments.of("a=1; Max-Age=-5", CookieRefusal.ENDED),
                Arguments.of("a=1; Max-Age=soon", null),
                Arguments.of("a=1; Max-Age=99999999999999999999", null),
                Arguments.of("a=1; Expires=Sun, 01 Mar 2026 11:59:59 GMT", CookieRefusal.ENDED),
                Arguments.of("a=1; Expires=Sun, 01-Mar-26 12:00:01 GMT", null),
                Arguments.of("a=1; Expires=0", null),
                Arguments.of("a=1; Expires=Thu, 01 Jan 1970 00:00:00 GMT; Max-Age=60", null));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("rules")
    void are_kept_or_dropped_as_by_a_browser(String cookie, @Nullable CookieRefusal refusal) {
        Cookies cookies = from("https://api.valine.app/auth/login", cookie);

        assertThat(cookies.kept()).hasSize(refusal == null ? 1 : 0);
        assertThat(cookies.refused().values()).hasSize(refusal == null ? 0 : 1);
        if (refusal != null) {
            assertThat(cookies.refused().values()).containsExactly(refusal);
        }
    }

    @Test
    void that_delete_nothing_are_neither_kept_nor_dropped() {
        Cookies cookies = from("https://valine.app/", "a=; Max-Age=0", "nonsense", "=x", "; Path=/");

        assertThat(cookies.kept()).isEmpty();
        assertThat(cookies.refused()).isEmpty();
        assertThat(cookies.header()).isNull();
    }

    @Test
    void replace_each_other_by_name_domain_and_path() {
        Cookies cookies = from("https://valine.app/", "a=1; Path=/", "a=2; Path=/", "a=3; Path=/b", "b=\"4\"");

        assertThat(cookies.header()).isEqualTo("a=2; a=3; b=\"4\"");
        assertThat(cookies).hasToString("Cookies[kept=[a=***, a=***, b=***], refused=[]]");
    }

    @Test
    void are_taken_back_by_a_later_deletion_only() {
        assertThat(from("https://valine.app/", "a=1", "a=; Max-Age=0").kept()).isEmpty();
        assertThat(from("https://valine.app/", "a=1", "a=; Max-Age=0").takenBack())
                .isTrue();
        assertThat(from("https://valine.app/", "a=; Max-Age=0", "a=1").header()).isEqualTo("a=1");
    }

    @Test
    void live_by_the_clock_of_the_answer() {
        Headers headers = new Headers.Builder()
                .add("Date", "Sun, 01 Mar 2026 10:00:00 GMT")
                .add("Set-Cookie", "a=1; Expires=Sun, 01 Mar 2026 11:00:00 GMT")
                .build();

        assertThat(Cookies.of(answer("https://valine.app/", headers), Checks.NOW)
                        .kept())
                .hasSize(1);
    }

    @Test
    void at_an_address_without_a_name_may_be_for_any_site() {
        Cookies cookies = from("http://127.0.0.1:8080/", "a=1; Domain=valine.app");

        assertThat(cookies.kept())
                .singleElement()
                .satisfies(c -> assertThat(CookieRefusal.isForAnotherSite(c, HttpUrl.get("http://127.0.0.1:8080/")))
                        .isTrue());
    }

    @Test
    void in_chunks_are_joined_in_the_order_of_their_numbers() {
        Cookies cookies = from(
                "https://valine.app/", "s.1=b", "s.0=a", "s.10=x", "c=chunks-2", "cC1=p", "cC2=q", "t_3=no", "u-0=1");

        assertThat(CookieChunks.joined(cookies.kept()))
                .extracting(c -> c.name() + "=" + c.value())
                .contains("s=ab", "c=pq", "u=1")
                .doesNotContain("t=no");
    }
}
