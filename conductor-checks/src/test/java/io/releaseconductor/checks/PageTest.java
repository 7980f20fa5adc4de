package io.releaseconductor.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import okhttp3.Headers;
import okhttp3.HttpUrl;
import okio.ByteString;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("What a page loads")
class PageTest {

    static final HttpUrl PAGE = HttpUrl.get("https://valine.app/en/index.html");

    private static List<String> scripts(String html) {
        return page(html).resources().stream()
                .filter(r -> r.kind() != PageResource.Kind.STYLESHEET)
                .map(r -> r.url().toString())
                .toList();
    }

    static Page page(String html, String... headers) {
        return Page.of(
                new WebAnswer(PAGE, "", 200, Headers.of(headers), ByteString.encodeUtf8(html), false, Duration.ZERO));
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
                Arguments.of("<script src=a.js></script><base href='/v2/'>", "https://valine.app/en/a.js"),
                Arguments.of("<script language=JavaScript src=/a.js>", a),
                Arguments.of("<script type=module nomodule src=/a.js>", a),
                Arguments.of("<svg><title/></svg><script src=/a.js>", a),
                Arguments.of("<svg><foreignObject><script src=/a.js></script></foreignObject></svg>", a),
                Arguments.of("<select><script src=/a.js></script></select>", a),
                Arguments.of("<template><script src=/b.js></script></template><script src=/a.js>", a),
                Arguments.of("<script type=module>import '/a.js'</script>", a),
                Arguments.of("<script type=module>import{x as y}from'../a.js';y()</script>", a),
                Arguments.of("<script type=module>export * from \"/a.js\"</script>", a),
                Arguments.of(
                        "<script type=module>\n// import '/b.js'\n/* import '/c.js' */ import '/a.js'</script>", a),
                Arguments.of("<script>load(() => import('/a.js'))</script>", a),
                Arguments.of(
                        "<script type=importmap>{\"imports\":{\"a\":\"/a.js\"}}</script><script type=module>import 'a'",
                        a),
                Arguments.of(
                        "<script type=importmap>{\"imports\":{\"l/\":\"/\"}}</script><script type=module>import 'l/a.js'",
                        a),
                Arguments.of("<link rel=modulepreload href=/a.js><script type=module src=/a.js>", a),
                Arguments.of(
                        "<meta http-equiv=Content-Security-Policy content=upgrade-insecure-requests>"
                                + "<script src=http://valine.app/a.js>",
                        a),
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
                "<script nomodule src=/a.js>",
                "<script type='1a2b-text/javascript' src=/a.js>",
                "<script type='text/javascript; charset=utf-8' src=/a.js>",
                "<script type=speculationrules src=/a.js>",
                "<script language=vbscript src=/a.js>",
                "<svg><script src=/a.js></script></svg>",
                "<math><script src=/a.js></script></math>",
                "<head><noscript><div><script src=/a.js></script></div></noscript>",
                "<template><div><script src=/a.js></script></div></template>",
                "<script src='blob:https://valine.app/1'>",
                "<script type=module>import 'bare'</script>",
                "<script type=module>import x from '/x.json' with {type: 'json'}</script>",
                "<script type=module>const text = \"import '/a.js'\"</script>",
                "<script>import('/a' + name)</script>",
                "<link rel='alternate stylesheet' href=/a.css>",
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
    void comes_in_the_order_of_the_page_and_each_once() {
        assertThat(scripts("<script src=/b.js></script><link rel=modulepreload href=/c.js><script src=/a.js></script>"
                        + "<script src=/b.js></script>"))
                .containsExactly("https://valine.app/b.js", "https://valine.app/c.js", "https://valine.app/a.js");
    }

    @Test
    @Timeout(60)
    void bears_an_import_map_and_imports_by_the_ten_thousand() {
        StringBuilder html = new StringBuilder("<script type=importmap>{\"imports\":{");
        for (int i = 0; i < 15_000; i++) {
            html.append("\"k").append(i).append("/\":\"/b").append(i).append("/\",");
        }
        html.append("\"c\":\"/d\"}}</script><script type=module>");
        for (int i = 0; i < 15_000; i++) {
            html.append("import'k").append(i).append("/x.js';");
        }
        assertThat(scripts(html + "</script>")).hasSize(15_000).contains("https://valine.app/b7/x.js");
    }

    @Test
    void includes_stylesheets_but_not_alternative_ones() {
        assertThat(page("<link rel=stylesheet href=/a.css><link rel='stylesheet alternate' href=/b.css>")
                        .resources())
                .containsExactly(new PageResource(
                        PageResource.Kind.STYLESHEET,
                        HttpUrl.get("https://valine.app/a.css"),
                        PageResource.Access.UNREAD,
                        null));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0; url=/de/ | https://valine.app/de/",
                "0;URL='/de/' | https://valine.app/de/",
                "5, /de/ | https://valine.app/de/",
                "0.5; url=https://valine.de/ | https://valine.de/",
                "6; url=/de/ |",
                "300 |",
                "0 |",
                "0; url=javascript:x |",
                "0; url=/en/index.html |",
                "99999999999; url=/de/ |"
            })
    void may_be_another_page_at_once(String content, String target) {
        String meta = "<meta http-equiv=Refresh content=\"" + content + "\">";

        assertThat(page(meta).refresh().map(HttpUrl::toString)).isEqualTo(Optional.ofNullable(target));
        assertThat(page("<noscript>" + meta + "</noscript>").refresh()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "ISO-8859-1", "UTF-16LE", "windows-1252", "no-such-charset"})
    void is_read_in_the_character_set_that_the_server_says(String charset) {
        String known = charset.startsWith("no") ? "UTF-8" : charset;
        WebAnswer answer = new WebAnswer(
                PAGE,
                "",
                200,
                Headers.of("Content-Type", "text/html; charset=" + charset),
                ByteString.encodeString("<title>Köln</title>", Charset.forName(known)),
                false,
                Duration.ZERO);

        assertThat(Page.of(answer).title()).isEqualTo("Köln");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<!---->",
                "<!--",
                "<script ",
                "</x",
                "<a b='",
                "<script></scrip",
                "<a ",
                "--!>",
                "<a =",
                "&#1",
                "<b>",
                "<svg>",
                "<template>",
                "<script type=module>import ",
                "<script type=module>import a ",
                "<meta http-equiv=refresh content=0>"
            })
    @Timeout(60)
    void is_found_in_a_megabyte_of_repeated_markup_too(String piece) {
        String html = piece.repeat(1_000_000 / piece.length());

        assertThat(page("<script>" + html).resources()).isNotNull();
        assertThat(page(html).refresh()).isEmpty();
    }
}
