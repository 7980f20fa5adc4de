package io.releaseconductor.checks.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.releaseconductor.check.CheckResult;
import io.releaseconductor.check.CheckStatus;
import io.releaseconductor.model.Reach;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("However a look with a real browser ends, nothing is left of it:")
class EndingsTest extends RealBrowserTest {

    private void requireNoData(CheckResult result, String message) {
        assertThat(result.status()).as(Looks.all(result)).isEqualTo(CheckStatus.NO_DATA);
        assertThat(result.message()).isEqualTo(message);
        assertThat(result.hint()).isNotBlank();
    }

    @Test
    @DisplayName("a page that loads for ever is judged by what it said so far, and warns if that was nothing")
    void loadsForEver() throws Exception {
        pages.silence("/never.png");
        pages.page("/", "<img src='/never.png'><script>setTimeout(() => " + Pages.SAY_IT + ")</script>");
        pages.page(
                "/wrong",
                "<img src='/never.png'><script>setTimeout(() => " + Pages.SAY_IT + ", 1); noSuchThing()</script>");

        CheckResult quiet = looks.at(pages.at("/"));
        CheckResult wrong = looks.at(pages.at("/wrong"));

        assertThat(quiet.status()).as(Looks.all(quiet)).isEqualTo(CheckStatus.WARNING);
        assertThat(quiet.message()).isEqualTo("Page had not loaded in time");
        assertThat(wrong.status()).as(Looks.all(wrong)).isEqualTo(CheckStatus.FAIL);
    }

    @Test
    @DisplayName("a page that computes for ever ends with the time limit")
    void computesForEver() throws Exception {
        pages.page("/", "<script>for (;;);</script>");

        CheckResult result = looks.with(Looks.options(pages.at("/")), Looks.context(Duration.ofSeconds(8), Reach.ALL));

        assertThat(result.status()).as(Looks.all(result)).isNotIn(CheckStatus.PASS, CheckStatus.FAIL);
    }

    @Test
    @DisplayName("where no page answers, or an error page does, or one of another site, there is no data")
    void noPage() throws Exception {
        int closed;
        try (ServerSocket socket = new ServerSocket(0)) {
            closed = socket.getLocalPort();
        }
        pages.put("/", 503, "text/html", "<script>broken()</script>");
        pages.put("/login", 302, "text/plain", "", "Location: " + pages.elsewhere("/sign-in"));
        pages.page("/sign-in", "<script>setTimeout(() => " + Pages.SAY_IT + ", 1); broken()</script>");
        pages.put("/file", 200, "application/octet-stream", "data");

        CheckResult refused = looks.at(URI.create("http://127.0.0.1:" + closed + "/"));
        CheckResult failing = looks.with(Looks.options(pages.at("/")).withTimes(Duration.ZERO, Looks.AMPLE));
        CheckResult away = looks.at(pages.at("/login"));
        CheckResult file = looks.at(pages.at("/file"));

        requireNoData(refused, "Page does not load");
        assertThat(refused.error()).isEqualTo("net::ERR_CONNECTION_REFUSED");
        requireNoData(failing, "No page to look at");
        assertThat(failing.error()).isEqualTo("answered with 503");
        requireNoData(away, "Page leads to another site");
        requireNoData(file, "Not a web page");
    }

    @Test
    @DisplayName("an error page that is expected is looked at as any other")
    void expectedStatus() throws Exception {
        pages.put("/", 404, "text/html", "<p>Not found<script>broken(); </script>");

        CheckResult result =
                looks.with(Looks.options(pages.at("/")).withStatus(404).withTimes(Duration.ZERO, Looks.AMPLE));

        assertThat(result.status()).as(Looks.all(result)).isEqualTo(CheckStatus.FAIL);
    }

    @Test
    @DisplayName("the page's process dies, or the whole browser")
    void crashes() throws Exception {
        assumeTrue(Files.isDirectory(Path.of("/proc/self")), "processes cannot be told apart here");
        pages.page("/page", "<script>fetch('/kill-page')</script>");
        pages.put("/kill-page", 200, "text/plain", "");
        pages.before("/kill-page", () -> kill("--type=renderer"));
        pages.page("/browser", "<script>fetch('/kill-browser')</script>");
        pages.put("/kill-browser", 200, "text/plain", "");
        pages.before("/kill-browser", () -> kill("--no-startup-window"));

        CheckResult page = looks.at(pages.at("/page"));
        CheckResult browser = looks.at(pages.at("/browser"));

        requireNoData(page, "Page crashed");
        requireNoData(browser, "Browser ended by itself");
        assertThat(browser.error()).startsWith("exit status 137");
    }

    private void kill(String kind) {
        looks.processes().stream()
                .filter(process -> Looks.commandLine(process).contains(kind))
                .forEach(ProcessHandle::destroyForcibly);
    }

    @Test
    @DisplayName("it is interrupted while it watches")
    void interrupted() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        pages.silence("/never.png");
        pages.before("/never.png", asked::countDown);
        pages.page("/", "<img src='/never.png'>");
        FutureTask<CheckResult> look =
                new FutureTask<>(() -> new BrowserCheck(Looks.options(pages.at("/")), folder, null)
                        .run(Looks.context(Looks.AMPLE, Reach.ALL)));
        Thread thread = new Thread(look);
        thread.start();
        asked.await();

        thread.interrupt();
        thread.join();

        assertThat(look).isDone();
        assertThatThrownBy(look::get).hasCauseInstanceOf(InterruptedException.class);
        looks.requireNothingLeft();
    }

    @Test
    @DisplayName("as root and by default there is no data, and the way out is told")
    void rootByDefault() throws Exception {
        assumeTrue(Looks.isRoot(), "the tests do not run as root");

        CheckResult result = looks.with(Looks.options(pages.at("/")).withNoSandbox(false));

        requireNoData(result, "Browser does not run as root");
        assertThat(result.hint()).contains("SHIP_BROWSER_NO_SANDBOX=true");
        assertThat(pages.requests()).isEmpty();
    }

    @Test
    @DisplayName("two at the same time do not meet")
    void twoAtOnce() throws Exception {
        pages.page(
                "/good",
                "<script>localStorage.x = 1; addEventListener('load', () => setTimeout(() => " + Pages.SAY_IT
                        + "))</script>");
        pages.page(
                "/bad",
                "<script>setTimeout(() => " + Pages.SAY_IT + ", 1); if (!localStorage.x) undefinedThing()</script>");
        FutureTask<CheckResult> good = new FutureTask<>(() -> run("/good"));
        new Thread(good).start();

        CheckResult bad = run("/bad");

        assertThat(bad.status()).as(Looks.all(bad)).isEqualTo(CheckStatus.FAIL);
        assertThat(good.get().status()).as(Looks.all(good.get())).isEqualTo(CheckStatus.PASS);
        looks.requireNothingLeft();
    }

    private CheckResult run(String path) throws InterruptedException {
        return new BrowserCheck(Looks.options(pages.at(path)), folder, Pages.LAST_WORD)
                .run(Looks.context(Looks.AMPLE, Reach.ALL));
    }
}
