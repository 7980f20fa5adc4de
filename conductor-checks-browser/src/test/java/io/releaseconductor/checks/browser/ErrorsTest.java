package io.releaseconductor.checks.browser;

import static org.assertj.core.api.Assertions.assertThat;

import io.releaseconductor.check.CheckResult;
import io.releaseconductor.check.CheckStatus;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("In a real browser, a page fails that")
class ErrorsTest extends RealBrowserTest {

    private CheckResult look(String body) throws InterruptedException {
        pages.page("/", body);
        return looks.at(pages.at("/"));
    }

    private static String script(String code) {
        return "<script>" + code + "</script>";
    }

    /** Once the page has loaded, so that all that is ready by then has happened. */
    private static String thenDone() {
        return script("addEventListener('load', () => setTimeout(() => " + Pages.SAY_IT + "))");
    }

    @Test
    @DisplayName("throws at load: with the file and the line, and the browser that saw it")
    void throwsAtLoad() throws Exception {
        pages.script("/assets/app.js", "\n\n  null.mount()");

        CheckResult result = look("<script src='/assets/app.js?v=hunter2'></script>" + thenDone());

        assertThat(result.status()).as(Looks.all(result)).isEqualTo(CheckStatus.FAIL);
        assertThat(result.message()).isEqualTo("Uncaught error");
        assertThat(result.error())
                .isEqualTo("TypeError: Cannot read properties of null (reading 'mount') at /assets/app.js:3:8");
        assertThat(result.kind())
                .isEqualTo("Uncaught error: TypeError: Cannot read properties of null (reading 'mount')");
        assertThat(result.critical()).isFalse();
        assertThat(result.link()).isEqualTo(pages.at("/"));
        assertThat(result.findings().get(result.findings().size() - 1).measured())
                .contains("Chrome/");
        assertThat(result.toString()).doesNotContain("hunter2");
    }

    @Test
    @DisplayName("throws in a timer, in an event, in a frame, in a promise and in a loop, each of which is told once")
    void throwsLater() throws Exception {
        pages.page("/frame", script("undefinedInFrame()"));
        pages.script("/broken.js", "let a = ;");

        CheckResult result = look("<iframe src='/frame'></iframe><script src='/broken.js'></script>"
                + script("for (let i = 0; i < 3; i++) setTimeout(() => { throw new RangeError('in a timer') });"
                        + "addEventListener('load', () => { throw new Error('in an event') });"
                        + "Promise.reject(new Error('in a promise'));"
                        + "Promise.reject('a text');"
                        + "setTimeout(() => { throw {code: 1} })")
                + thenDone());

        assertThat(result.status()).as(Looks.all(result)).isEqualTo(CheckStatus.FAIL);
        assertThat(Looks.told(result).replaceAll(":\\d+:\\d+", ""))
                .contains("FAIL Uncaught error: RangeError: in a timer at / (3 times)")
                .contains("FAIL Uncaught error: Error: in an event at /")
                .contains("FAIL Uncaught error: Object at /")
                .contains("FAIL Uncaught error: ReferenceError: undefinedInFrame is not defined at /frame")
                .contains("FAIL Uncaught error: SyntaxError: Unexpected token ';' at /broken.js")
                .contains("FAIL Unhandled rejection: Error: in a promise at /")
                .contains("FAIL Unhandled rejection: a text at /");
    }

    @Test
    @DisplayName("throws in a module, a worker, a shared worker or a service worker")
    void throwsElsewhere() throws Exception {
        pages.script("/main.js", "import '/part.js'");
        pages.script("/part.js", "\nstart()");
        pages.script(
                "/worker.js",
                "setTimeout(() => { throw new Error('in a worker') }); setTimeout(() => postMessage(1), 1)");
        pages.script(
                "/shared.js", "onconnect = e => { e.ports[0].postMessage(1); throw new Error('in a shared one') }");
        pages.script("/service.js", "oninstall = () => { throw new Error('in a service worker') }");

        CheckResult result = look("<script type=module src='/main.js'></script>"
                + script("const worker = new Promise(done => new Worker('/worker.js').onmessage = done);"
                        + "const shared = new Promise(done => new SharedWorker('/shared.js').port.onmessage = done);"
                        + "const service = navigator.serviceWorker.register('/service.js').then(r => new Promise(done =>"
                        + " { const w = r.installing; if (!w || w.state != 'installing') done(); else w.onstatechange = done }));"
                        + "const loaded = new Promise(done => addEventListener('load', done));Promise.all([worker, shared, service, loaded]).then(() => setTimeout(() => "
                        + Pages.SAY_IT + "))"));

        assertThat(result.status()).as(Looks.all(result)).isEqualTo(CheckStatus.FAIL);
        assertThat(Looks.told(result))
                .contains("FAIL Uncaught error: ReferenceError: start is not defined at /part.js:2:1")
                .contains("FAIL Uncaught error: Error: in a worker at /worker.js:1:26")
                .contains("FAIL Uncaught error: Error: in a shared one at /shared.js:1:")
                .contains("FAIL Uncaught error: Error: in a service worker at /service.js:1:")
                .doesNotContain("times");
    }

    @Test
    @DisplayName("lacks a script: not there, of another type, changed on the way, a module or a worker's")
    void lacksScripts() throws Exception {
        pages.put("/page-instead.js", 200, "text/html", "<p>", "X-Content-Type-Options: nosniff");
        pages.put("/page-as-module.js", 200, "text/html", "<p>");
        pages.script("/changed.js", "1");

        CheckResult result = look("<script src='/gone.js?token=hunter2'></script>"
                + "<script src='/page-instead.js'></script>"
                + "<script type=module src='/page-as-module.js'></script>"
                + "<script src='/changed.js' integrity='sha256-AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA='></script>"
                + "<link rel=preload as=script href='/early-and-gone.js'><script src='/early-and-gone.js'></script>"
                + "<link rel=modulepreload href='/preloaded-and-gone.js'>"
                + "<script type=module src='/preloaded-and-gone.js'></script>"
                + script("const loaded = new Promise(done => addEventListener('load', done));"
                        + "import('/lazy-and-gone.js').catch(() => {}).then(() => {"
                        + "const worker = new Worker('/worker-and-gone.js');"
                        + "worker.onerror = () => loaded.then(() => setTimeout(() => " + Pages.SAY_IT + ")) })"));

        assertThat(result.status()).as(Looks.all(result)).isEqualTo(CheckStatus.FAIL);
        assertThat(Looks.told(result))
                .contains("FAIL Script not loaded: answered with 404 at /gone.js\n")
                .contains("FAIL Script not loaded: answered with 404 at /early-and-gone.js")
                .contains("FAIL Script not loaded: answered with 404 at /lazy-and-gone.js")
                .contains("FAIL Script not loaded: answered with 404 at /preloaded-and-gone.js")
                .contains("FAIL Script not loaded: answered with 404 at /worker-and-gone.js")
                .containsPattern("FAIL Script not loaded: .*MIME type.* at /page-instead.js")
                .containsPattern("FAIL Script not loaded: .*MIME type.* at /page-as-module.js")
                .containsPattern("FAIL Script not loaded: .*digest.* at /changed.js");
        assertThat(result.kind()).contains("answered with 404 127.0.0.1/gone.js");
        assertThat(result.toString()).doesNotContain("hunter2");
    }

    @Test
    @DisplayName("has a script that its own policy forbids, and not one that the policy only reports")
    void policy() throws Exception {
        pages.script("/app.js", "1");
        pages.put(
                "/",
                200,
                "text/html",
                "<script src='/app.js'></script><script>inline()</script><script nonce=a>try { eval('1') } catch (e) {};"
                        + Pages.SAY_IT.replace("console", "addEventListener('load', () => setTimeout(() => console")
                        + "))</script>",
                "Content-Security-Policy: script-src 'nonce-a'");

        CheckResult result = looks.at(pages.at("/"));

        assertThat(result.status()).as(Looks.all(result)).isEqualTo(CheckStatus.FAIL);
        assertThat(Looks.told(result))
                .isEqualTo(
                        "FAIL Script not loaded: blocked by the Content-Security-Policy at /app.js\n"
                                + "FAIL Script not loaded: written in the page, and blocked by the Content-Security-Policy at /:1:40");
    }

    @Test
    @DisplayName("lets its own code fail in what another site serves; what fails there alone is a warning")
    void otherSites() throws Exception {
        pages.script("/library.js", "function render(f) { throw new Error('inside the library') }");
        pages.script("/advert.js", "console.error('no advert'); noAdvert()");

        CheckResult fails = look(
                "<script src='" + pages.elsewhere("/library.js") + "'></script>" + script("render()") + thenDone());
        CheckResult warns = look("<script src='" + pages.elsewhere("/advert.js") + "'></script><script src='"
                + pages.elsewhere("/tracker-and-gone.js") + "'></script>" + thenDone());
        CheckResult own = looks.at(pages.elsewhere("/"));

        assertThat(fails.status()).as(Looks.all(fails)).isEqualTo(CheckStatus.FAIL);
        assertThat(fails.error()).contains("inside the library at localhost:");
        assertThat(warns.status()).as(Looks.all(warns)).isEqualTo(CheckStatus.WARNING);
        assertThat(Looks.told(warns).replaceAll("localhost:\\d+", "other").lines())
                .containsExactlyInAnyOrder(
                        "WARNING Uncaught error of another site: ReferenceError: noAdvert is not defined at other/advert.js:1:29",
                        "WARNING Script not loaded of another site: answered with 404 at other/tracker-and-gone.js",
                        "NO_DATA Console error of another site: no advert at other/advert.js:1:9");
        assertThat(own.status()).as(Looks.all(own)).isEqualTo(CheckStatus.FAIL);
    }

    @Test
    @DisplayName("but what it logs as an error only warns, without the secrets in it")
    void logs() throws Exception {
        CheckResult result = look(script("console.error('cannot load %s', 'cart', {id: 1}, new TypeError('because'));"
                        + "console.error('see https://shop.example/a?token=hunter2');"
                        + "console.error('token=hunter2, Bearer abcdefgh12345678');"
                        + "console.warn('only a warning'); console.log('nothing')")
                + thenDone());

        assertThat(result.status()).as(Looks.all(result)).isEqualTo(CheckStatus.WARNING);
        assertThat(result.message()).isEqualTo("Console error and 2 more");
        assertThat(Looks.told(result))
                .contains("WARNING Console error: cannot load %s cart Object TypeError: because at /:1:")
                .contains("WARNING Console error: see https://shop.example/a at /")
                .contains("WARNING Console error: token=***, Bearer *** at /");
        assertThat(result.toString()).doesNotContain("hunter2").doesNotContain("12345678");
    }

    @Test
    @DisplayName("unless what it got wrong is allowed: then it is counted and ignored")
    void allowed() throws Exception {
        pages.page(
                "/",
                script("setTimeout(() => { throw new Error('known trouble 17') });"
                                + "setTimeout(() => { throw new Error('known trouble 18') }); console.error('noise')")
                        + thenDone());

        CheckResult result =
                looks.with(Looks.options(pages.at("/")).withAllowed(List.of("known*1", "Console error: noise")));

        assertThat(result.status()).as(Looks.all(result)).isEqualTo(CheckStatus.PASS);
        assertThat(Looks.told(result)).isEqualTo("NO_DATA Ignored: 3 by SHIP_BROWSER_ALLOW");
    }
}
