package io.releaseconductor.checks.browser;

import static org.assertj.core.api.Assertions.assertThat;

import io.releaseconductor.check.CheckResult;
import io.releaseconductor.check.CheckStatus;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("In a real browser, a page passes that")
class CleanPagesTest extends RealBrowserTest {

    private void requirePass(CheckResult result) {
        assertThat(result.status()).as(Looks.all(result)).isEqualTo(CheckStatus.PASS);
        assertThat(result.message()).matches("No JavaScript errors, seen with \\w+ \\d+");
        assertThat(Looks.told(result)).isEmpty();
    }

    @Test
    @DisplayName("has no script at all, and no favicon; it is watched for as long as that is set")
    void plain() throws Exception {
        pages.page("/", "<h1>Hello</h1>");

        CheckResult result =
                looks.with(Looks.options(pages.at("/")).withTimes(java.time.Duration.ofMillis(1), Looks.AMPLE));

        requirePass(result);
        assertThat(pages.requests()).contains("127.0.0.1/");
    }

    @Test
    @DisplayName("is an application of modules that asks for what is not there, aborts, catches, and asks people")
    void application() throws Exception {
        pages.put("/index.css", 404, "text/plain", "");
        pages.silence("/slow");
        pages.script("/old.js", "window.old = 1\n//# sourceMappingURL=old.js.map");
        pages.script("/main.js", """
                import {render} from './view.js';
                render();
                const abort = new AbortController();
                const slow = fetch('/slow', {signal: abort.signal}).catch(e => e.name);
                abort.abort();
                const late = Promise.reject(new Error('caught later'));
                await Promise.allSettled([slow, fetch('/api/none'), import('./lazy.js')]);
                await new Promise(done => setTimeout(done));
                late.catch(() => {});
                try { JSON.parse('{'); } catch (e) { console.warn('not understood', e.message); }
                alert('Welcome'); confirm('Sure?');
                history.pushState({}, '', '/cart');
                new Image().src = '/none.png';
                """ + Pages.SAY_IT);
        pages.script("/view.js", "export function render() { document.body.append('shop') }");
        pages.script("/lazy.js", "export default 1");

        pages.page(
                "/",
                "<link rel=stylesheet href='/index.css'><link rel=preload as=script href='/never-used.js'>"
                        + "<link rel=modulepreload href='/view.js'><script src='/old.js'></script>"
                        + "<script>document.write('<p>old'); new XMLHttpRequest().open('GET', '/', true);"
                        + "const sync = new XMLHttpRequest(); sync.open('GET', '/lazy.js', false); sync.send();</script>"
                        + "<img src='/none.jpg'><script type=module src='/main.js'></script>");

        requirePass(looks.at(pages.at("/")));
    }

    @Test
    @DisplayName(
            "has frames of its own site and of another, a worker, and a service worker that answers for the network")
    void framesAndWorkers() throws Exception {
        pages.page("/own-frame", "<script>parent.postMessage('own', '*')</script>");
        pages.page("/frame", "<script>console.log(1); parent.postMessage('other', '*')</script>");
        pages.script("/worker.js", "postMessage('worked')");
        pages.script(
                "/service.js",
                "oninstall = () => skipWaiting(); onactivate = e => e.waitUntil(clients.claim());"
                        + "onfetch = e => e.respondWith(new Response('from the worker'))");
        pages.page(
                "/",
                "<script>const said = new Set(); onmessage = e => said.add(e.data);</script><iframe src='/own-frame'></iframe>"
                        + "<iframe src='" + pages.elsewhere("/frame") + "'></iframe>"
                        + "<script type=module>await new Promise(done => new Worker('/worker.js').onmessage = done);"
                        + "const claimed = new Promise(done => navigator.serviceWorker.oncontrollerchange = done);"
                        + "await navigator.serviceWorker.register('/service.js'); await claimed;"
                        + "const text = await (await fetch('/anything')).text();"
                        + "if (text != 'from the worker') throw new Error(text);"
                        + "while (said.size < 2) await new Promise(done => setTimeout(done, 1));"
                        + Pages.SAY_IT + "</script>");

        requirePass(looks.at(pages.at("/")));
    }

    @Test
    @DisplayName("sends the browser on to where the application is")
    void sentOn() throws Exception {
        pages.put("/", 302, "text/plain", "", "Location: /start");
        pages.page("/start", "<script>location.replace('/app')</script>");
        pages.page("/app", "<script>addEventListener('load', () => setTimeout(() => " + Pages.SAY_IT + "))</script>");

        requirePass(looks.at(pages.at("/")));
    }

    @Test
    @DisplayName("has a policy that only reports, and an abort that nobody handles is told and decides nothing")
    void decidesNothing() throws Exception {
        pages.put(
                "/",
                200,
                "text/html",
                "<!doctype html><script>const abort = new AbortController(); fetch('/', {signal: abort.signal}); abort.abort();"
                        + "addEventListener('load', () => setTimeout(() => " + Pages.SAY_IT + "))</script>",
                "Content-Security-Policy-Report-Only: script-src 'none'");

        CheckResult result = looks.at(pages.at("/"));

        assertThat(result.status()).as(Looks.all(result)).isEqualTo(CheckStatus.PASS);
        assertThat(Looks.told(result)).startsWith("NO_DATA Aborted and not handled: AbortError: ");
    }
}
