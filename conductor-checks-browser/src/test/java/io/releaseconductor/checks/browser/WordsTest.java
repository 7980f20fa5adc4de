package io.releaseconductor.checks.browser;

import static org.assertj.core.api.Assertions.assertThat;

import okhttp3.HttpUrl;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("What a page says")
class WordsTest {

    @ParameterizedTest(name = "{0} as {1}")
    @DisplayName("is shown without what may be secret:")
    @CsvSource(delimiter = '|', textBlock = """
                    GET https://shop.example/a?token=1&b=2 failed | GET https://shop.example/a failed
                    at 'https://shop.example/app.js?v=12:3:4' | at 'https://shop.example/app.js'
                    https://user:pass@shop.example/a#b | https://shop.example/a
                    wss://shop.example/socket?ticket=abc closed | wss://shop.example/socket closed
                    Authorization: Bearer abcdefgh.ijklmnop | Authorization: *** ***
                    sent Bearer abcdefgh.ijklmnop | sent Bearer ***
                    {"password":"hunter2","user":"ann"} | {"password":"***","user":"ann"}
                    apiKey=hunter2; next | apiKey=***; next
                    eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.abc | ***
                    id 0123456789abcdef0123456789abcdef0123456789 | id ***
                    """)
    void secrets(String said, String shown) {
        assertThat(Words.clean(said)).isEqualTo(shown);
    }

    @ParameterizedTest
    @DisplayName("is shown as it is where nothing may be")
    @ValueSource(
            strings = {
                "TypeError: Cannot read properties of undefined (reading 'map')",
                "Failed to fetch dynamically imported module: https://shop.example/assets/Cart-3f2a9c1b.js",
                "Minified React error #418; visit https://react.dev/errors/418 for the full message",
                "node_modules/some-long-package-name/and-another-one/dist/esm/index.production.min.js",
                "AVeryLongNameOfAComponentThatSomebodyThoughtWasAGoodIdea is not defined"
            })
    void plain(String said) {
        assertThat(Words.clean(said)).isEqualTo(said);
    }

    @Test
    @DisplayName("is one line of whole characters, however long and however made")
    void oneLine() {
        assertThat(Words.clean("a\n\u001b[31mb\u202ec")).isEqualTo("a [31mbc");
        assertThat(Words.clean("x ".repeat(1_000_000)).length()).isLessThanOrEqualTo(5_000);
        assertThat(Words.clean("https://a?" + "b".repeat(1_000_000))).isEqualTo("https://a");
    }

    @Test
    @DisplayName(
            "is told with its place: the file, line and column, the host only where it is another, and never a query")
    void places() {
        HttpUrl page = HttpUrl.get("https://shop.example/");

        assertThat(Place.of("https://shop.example/app.js?token=1", 2, 5).words(page))
                .isEqualTo("/app.js:3:6");
        assertThat(Place.of("https://cdn.example:8443/app.js", -1, -1).words(page))
                .isEqualTo("cdn.example:8443/app.js");
        assertThat(Place.of("blob:https://shop.example/1-2", 0, 0).words(page)).isEqualTo("/1-2:1:1");
        assertThat(Place.of("data:text/javascript,1", 0, 0).words(page)).isEmpty();
        assertThat(Place.UNKNOWN.words(page)).isEmpty();
    }

    @ParameterizedTest(name = "{0}: {1}")
    @DisplayName("is the release's own by the address of its code")
    @CsvSource({
        "https://www.shop.example.com/a.js,true",
        "https://static.example.com/a.js,true",
        "https://assets.cdn.example.net/a.js,true",
        "https://cdn.example.net/a.js,true",
        "https://other.example.net/a.js,false",
        "https://notcdn.example.net/a.js,false",
        "https://ads.example.org/a.js,false",
        "blob:https://www.shop.example.com/1,true",
        "'',true",
        "<anonymous>,true"
    })
    void owner(String url, boolean own) {
        Owner owner = new Owner(HttpUrl.get("https://www.shop.example.com/"), java.util.List.of("cdn.example.net"));

        assertThat(owner.isOwn(url)).isEqualTo(own);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @DisplayName("is ignored where a pattern is found in it")
    @CsvSource({
        "ResizeObserver loop,true",
        "resizeobserver loop,false",
        "ResizeObserver*notifications,true",
        "notifications*ResizeObserver,false",
        "*/vendor.js*,true",
        "Uncaught error: ResizeObserver,true",
        "Console error,false"
    })
    void allowed(String pattern, boolean ignored) {
        Trouble trouble = new Trouble(
                Trouble.Kind.ERROR,
                "ResizeObserver loop completed with undelivered notifications.",
                Place.of("https://shop.example/vendor.js", 0, 0),
                true);

        assertThat(new Allowed(java.util.List.of(pattern)).allows(trouble, HttpUrl.get("https://shop.example/")))
                .isEqualTo(ignored);
    }
}
