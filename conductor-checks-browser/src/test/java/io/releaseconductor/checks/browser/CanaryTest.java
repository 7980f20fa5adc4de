package io.releaseconductor.checks.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.releaseconductor.check.CheckContext;
import io.releaseconductor.check.CheckResult;
import io.releaseconductor.check.CheckStatus;
import io.releaseconductor.config.Secret;
import io.releaseconductor.model.Reach;
import java.net.URI;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("While a wave is verified that does not reach everything, the canary is looked at")
class CanaryTest {

    private static final URI BASE = URI.create("https://shop.example.com/app");
    private static final BrowserOptions OPTIONS =
            BrowserOptions.at(URI.create("https://shop.example.com/app/start?a=1"));
    private static final Reach TENTH = new Reach.Percentage(10);
    private static final Reach TARGET = new Reach.Target("eu-west");

    private static Visit visit(@Nullable String address, @Nullable String header, Reach reach) {
        BrowserCanary canary = new BrowserCanary(BASE, address, header == null ? null : new Secret(header));
        return new Route(OPTIONS.withCanary(canary)).visit(context(reach));
    }

    private static CheckContext context(Reach reach) {
        return Looks.context(Looks.AMPLE, reach);
    }

    @Test
    @DisplayName("at its own address, below which the page is the same")
    void ownAddress() {
        Visit visit = visit("https://canary.example.com/next", null, TENTH);

        assertThat(visit.page()).hasToString("https://canary.example.com/next/start?a=1");
        assertThat(visit.words()).isEqualTo("canary at canary.example.com");
    }

    @Test
    @DisplayName("with the name of the wave's target in address and header, where it has one")
    void target() {
        Visit there = visit("https://{target}.example.com", "X-Cell: {target}", TARGET);
        Visit none = visit("https://{target}.example.com", "X-Cell: {target}", TENTH);

        assertThat(there.page()).hasToString("https://eu-west.example.com/start?a=1");
        assertThat(there.header()).isEqualTo(new Header("X-Cell", new Secret("eu-west")));
        assertThat(none).isEqualTo(new Visit(okhttp3.HttpUrl.get(OPTIONS.page().toString()), null, null));
    }

    @Test
    @DisplayName("but a page that is elsewhere is looked at as ever, without the header")
    void elsewhere() {
        BrowserCanary canary = new BrowserCanary(
                URI.create("https://other.example.com"), "https://canary.example.com", new Secret("X-Canary: 1"));

        Visit visit = new Route(OPTIONS.withCanary(canary)).visit(context(TENTH));

        assertThat(visit.header()).isNull();
        assertThat(visit.words()).isNull();
    }

    @Test
    @DisplayName("but not where it sends the browser on to another address, which need not be the canary's")
    void sentOn() {
        Visit canary = visit("https://canary.example.com", null, TENTH);
        Visit whole = visit("https://canary.example.com", null, Reach.ALL);

        assertThat(canary.isLostAt(okhttp3.HttpUrl.get("https://canary.example.com/login")))
                .isFalse();
        assertThat(canary.isLostAt(okhttp3.HttpUrl.get("https://shop.example.com/app")))
                .isTrue();
        assertThat(whole.isLostAt(okhttp3.HttpUrl.get("https://login.example.com/")))
                .isFalse();
    }

    @Test
    @DisplayName("and not any more once everything is reached")
    void everything() {
        assertThat(visit("https://canary.example.com", "X-Canary: 1", Reach.ALL).words())
                .isNull();
    }

    @Test
    @DisplayName("with a header that is written as one, or the options say so without its value")
    void malformedHeader() {
        assertThatThrownBy(() -> new BrowserCanary(BASE, null, new Secret("hunter2")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("NAME: VALUE")
                .hasMessageNotContaining("hunter2");
        assertThat(new BrowserCanary(BASE, null, new Secret("X: hunter2")).toString())
                .doesNotContain("hunter2");
    }

    @Nested
    @DisplayName("and a real browser")
    class RealBrowser {

        @TempDir
        Path folder;

        @Test
        @DisplayName("sends the header with all that it asks of the canary, workers included, and to nobody else")
        void header() throws Exception {
            Looks.requireBrowser();
            try (Pages pages = Pages.start()) {
                pages.script(
                        "/app.js",
                        "console.error('canary is hunter2'); fetch('/api').then(() => fetch('" + pages.elsewhere("/far")
                                + "', {mode: 'no-cors'})).then(() => new Worker('/worker.js').onmessage = () => "
                                + Pages.SAY_IT + ")");
                pages.script("/worker.js", "fetch('/from-worker').then(() => postMessage(1))");
                pages.put("/", 302, "text/plain", "", "Location: /start");
                pages.page("/start", "<script src='/app.js'></script>");
                BrowserOptions options = Looks.options(pages.at("/"))
                        .withCanary(new BrowserCanary(pages.at(""), null, new Secret("X-Canary: hunter2")));

                CheckResult result = new Looks(folder).with(options, context(TENTH));

                assertThat(result.status()).as(Looks.all(result)).isEqualTo(CheckStatus.WARNING);
                assertThat(result.message()).isEqualTo("Console error, canary");
                assertThat(result.toString()).doesNotContain("hunter2");
                assertThat(pages.requests())
                        .contains(
                                "127.0.0.1/ canary hunter2",
                                "127.0.0.1/start canary hunter2",
                                "127.0.0.1/app.js canary hunter2",
                                "127.0.0.1/api canary hunter2",
                                "127.0.0.1/worker.js canary hunter2",
                                "127.0.0.1/from-worker canary hunter2",
                                "localhost/far");
            }
        }

        @Test
        @DisplayName("sets a cookie as one")
        void cookie() throws Exception {
            Looks.requireBrowser();
            try (Pages pages = Pages.start()) {
                pages.page(
                        "/",
                        "<script>if (!document.cookie.includes('canary=yes')) throw new Error(document.cookie)</script>"
                                + "<script type=module>await fetch('" + pages.elsewhere("/far")
                                + "', {mode: 'no-cors'}); " + Pages.SAY_IT
                                + "</script>");
                BrowserOptions options = Looks.options(pages.at("/"))
                        .withCanary(new BrowserCanary(pages.at(""), null, new Secret("Cookie: canary=yes; b=2")));

                CheckResult result = new Looks(folder).with(options, context(TENTH));

                assertThat(result.status()).as(Looks.all(result)).isEqualTo(CheckStatus.PASS);
                assertThat(pages.requests()).contains("127.0.0.1/ cookie canary=yes; b=2", "localhost/far");
            }
        }
    }
}
