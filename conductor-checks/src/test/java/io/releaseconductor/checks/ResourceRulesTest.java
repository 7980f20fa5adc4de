package io.releaseconductor.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import okhttp3.Headers;
import okhttp3.HttpUrl;
import okio.ByteString;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("What a page loads is used by a browser")
class ResourceRulesTest {

    private static final HttpUrl PAGE = HttpUrl.get("https://valine.app/");
    private static final String CDN = "https://cdn.example/a.js";
    private static final String OWN = "https://valine.app/a.js";

    private static @Nullable String trouble(
            PageResource.Kind kind, boolean cors, String url, String body, String... headers) {
        HttpUrl at = HttpUrl.get(url);
        WebAnswer answer =
                new WebAnswer(at, "a.js", 200, Headers.of(headers), ByteString.encodeUtf8(body), false, Duration.ZERO);
        Trouble trouble = ResourceRules.judge(new PageResource(kind, at, access(cors), null), answer, PAGE, false);
        return trouble == null ? null : trouble.message();
    }

    private static @Nullable String script(String type, String body, String... more) {
        String[] headers = new String[more.length + 2];
        headers[0] = "Content-Type";
        headers[1] = type;
        System.arraycopy(more, 0, headers, 2, more.length);
        return trouble(PageResource.Kind.CLASSIC_SCRIPT, false, OWN, body, headers);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/javascript",
                "text/plain",
                "binary/octet-stream",
                "application/json",
                "text/html",
                "nonsense"
            })
    void whatever_a_classic_script_is_called(String type) {
        assertThat(script(type, "window.fern = 1;")).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"image/svg+xml", "audio/mpeg", "video/mp4", "text/csv"})
    void unless_it_is_called_what_no_script_is(String type) {
        assertThat(script(type, "window.fern = 1;")).isEqualTo("Script is not JavaScript");
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "application/json", "text/html", "nonsense"})
    void unless_guessing_is_forbidden(String type) {
        assertThat(script(type, "window.fern = 1;", "X-Content-Type-Options", "nosniff"))
                .isEqualTo("Script is not JavaScript");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<!doctype html><p>",
                " \n<html>",
                "\uFEFF<!DOCTYPE html>",
                "<!-- v1 --> <!-- v2 -->\n<div>",
                "<?xml version='1.0'?>",
                "{\"message\": \"Not Found\"}"
            })
    void unless_it_is_markup_or_an_object(String body) {
        assertThat(script("text/plain", body)).isEqualTo("Script is not JavaScript");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<!-- hidden from old browsers\nwindow.fern = 1;\n//-->",
                "{}",
                "{ let a = 1; }",
                "1 < 2",
                "<"
            })
    void if_it_only_looks_a_little_like_that(String body) {
        assertThat(script("text/plain", body)).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"<!---->", "<!-- -a-a -->", "<!--", "-", " ", "<!-- - "})
    void told_from_markup_without_end_in_one_pass(String piece) {
        assertThat(script("text/plain", piece.repeat(200_000))).isNull();
    }

    @ParameterizedTest
    @CsvSource({"*, ", "https://valine.app, ", "https://VALINE.app, ", "https://other.app, no", "null, no"})
    void from_another_origin_if_that_allows_it(String allowed, String no) {
        String message = trouble(
                PageResource.Kind.MODULE,
                true,
                CDN,
                "export {};",
                "Content-Type",
                "text/javascript",
                "Access-Control-Allow-Origin",
                allowed);

        assertThat(message).isEqualTo(no == null ? null : "Script is not allowed to the page");
    }

    @Test
    void from_another_origin_without_being_allowed_if_it_is_a_plain_classic_script() {
        assertThat(trouble(PageResource.Kind.CLASSIC_SCRIPT, false, CDN, "1", "Content-Type", "text/javascript"))
                .isNull();
        assertThat(trouble(PageResource.Kind.CLASSIC_SCRIPT, true, CDN, "1", "Content-Type", "text/javascript"))
                .isEqualTo("Script is not allowed to the page");
    }

    @Test
    void as_a_stylesheet_if_it_is_called_one() {
        assertThat(trouble(PageResource.Kind.STYLESHEET, false, OWN, "a{}", "Content-Type", "text/css; charset=utf-8"))
                .isNull();
        assertThat(trouble(PageResource.Kind.STYLESHEET, false, OWN, "a{}", "Content-Type", "text/html"))
                .isEqualTo("Stylesheet is not CSS");
    }

    @Test
    void with_integrity_from_another_origin_only_with_crossorigin() {
        HttpUrl at = HttpUrl.get(CDN);
        ByteString body = ByteString.encodeUtf8("1");
        String integrity = "sha256-" + body.sha256().base64();
        WebAnswer answer = new WebAnswer(
                at,
                "a.js",
                200,
                Headers.of("Content-Type", "text/javascript", "Access-Control-Allow-Origin", "*"),
                body,
                false,
                Duration.ZERO);

        assertThat(ResourceRules.judge(
                        new PageResource(PageResource.Kind.CLASSIC_SCRIPT, at, access(true), integrity),
                        answer,
                        PAGE,
                        false))
                .isNull();
        assertThat(ResourceRules.judge(
                                new PageResource(PageResource.Kind.CLASSIC_SCRIPT, at, access(false), integrity),
                                answer,
                                PAGE,
                                false)
                        .message())
                .isEqualTo("Script was changed");
    }

    private static PageResource.Access access(boolean cors) {
        return cors ? PageResource.Access.ANYBODY : PageResource.Access.UNREAD;
    }
}
