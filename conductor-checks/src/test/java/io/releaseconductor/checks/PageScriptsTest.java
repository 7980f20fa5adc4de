package io.releaseconductor.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import okhttp3.HttpUrl;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The scripts of a page")
class PageScriptsTest {

    private static final HttpUrl PAGE = HttpUrl.get("https://valine.app/en/index.html");

    private static List<String> scripts(String html) {
        return PageScripts.of(html, PAGE).stream().map(HttpUrl::toString).toList();
    }

    static Stream<Arguments> pages() {
        String a = "https://valine.app/a.js";
        return Stream.of(
                Arguments.of("<script src=\"/a.js\"></script>", a),
                Arguments.of("<script src='/a.js'></script>", a),
                Arguments.of("<script src=/a.js></script>", a),
                Arguments.of("<SCRIPT DEFER SRC = \"/a.js\" ></SCRIPT>", a),
                Arguments.of("<script\n\tdata-x='>' src=\"/a.js\"\n/>", a),
                Arguments.of("<script src=\" /a.js \">", a),
                Arguments.of("<script src='../a.js'>", a),
                Arguments.of("<script src='//valine.app/a.js'>", a),
                Arguments.of("<script src='/a.js#x'></script><script src=/a.js></script>", a),
                Arguments.of("<script src=/a.js src=/b.js>", a),
                Arguments.of("<script src='/a.js?x=1&amp;y=&#50;&#x33;&z=4'>", a + "?x=1&y=23&z=4"),
                Arguments.of("<script type=module src=/a.js>", a),
                Arguments.of("<script type='TEXT/JavaScript' src=/a.js>", a),
                Arguments.of("<script type='' src=/a.js>", a),
                Arguments.of("<link rel=modulepreload href=/a.js>", a),
                Arguments.of("<LINK HREF=/a.js REL='x ModulePreload'>", a),
                Arguments.of(
                        "<base href='https://cdn.valine.app/v2/'><script src=a.js>", "https://cdn.valine.app/v2/a.js"),
                Arguments.of(
                        "<base target=x><base href=/v2/><base href=/v3/><script src=a.js>",
                        "https://valine.app/v2/a.js"),
                Arguments.of("<script src=a.js></script><base href='/v2/'>", "https://valine.app/v2/a.js"),
                Arguments.of("<!-- a --><script src=/a.js>", a),
                Arguments.of("<!--><script src=/a.js>", a),
                Arguments.of("<!-- x --!><script src=/a.js>", a),
                Arguments.of("<!doctype html><?php x ?></ ><script src=/a.js>", a),
                Arguments.of("<script>var x = '<script src=/b.js>';</script ><script src=/a.js>", a),
                Arguments.of("<script></scriptx></script><script src=/a.js>", a),
                Arguments.of("1 < 2 <> <3 <script src=/a.js>", a),
                Arguments.of("<p title='it''s'><script src=/a.js>", a),
                Arguments.of("<style></script></STYLE><script src=/a.js>", a));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("pages")
    void are_found_as_a_browser_finds_them(String html, String script) {
        assertThat(scripts(html)).containsExactly(script);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<script>alert(1)</script>",
                "<script src>",
                "<script src=''>",
                "<script src='data:text/javascript,1'>",
                "<script type='application/json' src=/a.json>",
                "<script type='importmap' src=/a.json>",
                "<script type='text/template' src=/a>",
                "<!-- <script src=/a.js></script> -->",
                "<!-- <script src=/a.js></script>",
                "<!doctype html '<script src=/a.js>",
                "<style><script src=/a.js></script></style>",
                "<noscript><script src=/a.js></script></noscript>",
                "<textarea><script src=/a.js></script>",
                "<plaintext><script src=/a.js></script>",
                "<link rel=preload href=/a.js>",
                "<link rel=modulepreload>",
                "<scripty src=/a.js>",
                "<script src='/a.js",
                "<script src=/a.js",
                "<p title='<script src=/a.js>'>",
                "<"
            })
    void are_not_found_where_a_browser_would_not_load_any(String html) {
        assertThat(scripts(html)).isEmpty();
    }

    @Test
    void come_in_the_order_of_the_page() {
        assertThat(scripts("<script src=/b.js></script><link rel=modulepreload href=/c.js><script src=/a.js>"))
                .containsExactly("https://valine.app/b.js", "https://valine.app/c.js", "https://valine.app/a.js");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"<!---->", "<!--", "<script ", "</x", "<a b='", "<script></scrip", "<a ", "--!>", "<a =", "&#1"})
    @Timeout(20)
    void of_a_megabyte_of_repeated_markup_are_found_in_one_pass(String piece) {
        String html = piece.repeat(1_000_000 / piece.length());

        assertThat(PageScripts.of("<script>" + html, PAGE)).isNotNull();
        assertThat(PageScripts.of(html, PAGE)).isNotNull();
    }
}
