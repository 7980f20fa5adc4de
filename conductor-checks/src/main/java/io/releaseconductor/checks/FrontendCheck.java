package io.releaseconductor.checks;

import io.releaseconductor.check.CheckContext;
import io.releaseconductor.check.CheckResult;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import okhttp3.HttpUrl;

/** Does the page load, with the scripts that it needs? What the scripts do is another question, left to a browser. */
final class FrontendCheck extends WebCheck {

    static final String ID = "frontend";

    private static final String VARIABLES = "SHIP_FRONTEND";
    private static final String PAGE = "Page loads";
    private static final String SCRIPTS = "Scripts load";
    private static final List<String> CACHE_HEADERS = List.of("Cache-Control", "ETag", "Last-Modified");

    private final FrontendOptions options;

    FrontendCheck(FrontendOptions options, WebClient web, Duration timeLimit) {
        super(ID, web, timeLimit);
        this.options = options;
    }

    @Override
    public CheckResult run(CheckContext context) throws InterruptedException {
        Report report = new Report();
        report.link(Links.to(options.endpoint()));
        String pass = StatusNames.line(options.endpoint().status());
        Deadline deadline = Deadline.before(context.timeLimit());
        try {
            WebRequest request = WebRequest.page(options.endpoint());
            WebAnswer answer = web.sendTwiceIfSlow(request, options.maxLatency(), deadline);
            report.latency(answer.latency());
            judge(report, answer, deadline);
        } catch (TroubleException e) {
            report.fail(e.trouble(), PAGE);
        }
        return report.result(pass, true);
    }

    private void judge(Report report, WebAnswer answer, Deadline deadline)
            throws TroubleException, InterruptedException {
        int expected = options.endpoint().status();
        if (answer.status() != expected) {
            throw StatusTroubles.of(answer, expected, VARIABLES).asException();
        }
        requirePage(answer);
        report.good(PAGE, answer.statusLine(), StatusNames.line(expected));
        judgeScripts(report, answer, deadline);
        Budgets.judge(report, answer, options.maxLatency());
        judgeCacheHeaders(report, answer);
        judgeSize(report, answer);
    }

    private static void requirePage(WebAnswer answer) throws TroubleException {
        if (answer.isBlank()) {
            throw Trouble.of(
                            "Empty page",
                            "The server answers without a page. Check that the build put its files where the server looks"
                                    + " for them.",
                            answer.label() + ": no body")
                    .asException();
        }
        if (!answer.looksLikeHtml()) {
            String type = answer.mediaType();
            throw Trouble.of(
                            "Not a web page",
                            "The base URL does not lead to a page. Check FRONTEND_BASE_URL and SHIP_FRONTEND_PATH, and that"
                                    + " the page is sent as text/html.",
                            answer.label() + ": " + (type == null ? "something else" : type)
                                    + " where an HTML page was expected")
                    .asException();
        }
    }

    private static void judgeCacheHeaders(Report report, WebAnswer answer) {
        String name = "Cache headers present";
        List<String> present = CACHE_HEADERS.stream()
                .filter(header -> answer.headers().get(header) != null)
                .toList();
        String expected = "one of " + String.join(", ", CACHE_HEADERS);
        if (!present.isEmpty()) {
            report.good(name, String.join(", ", present), expected);
            return;
        }
        report.warn(
                Trouble.of(
                        "No cache headers",
                        "Without them browsers and CDNs guess how long to keep the page, and may show the old version."
                                + " Send Cache-Control, such as no-cache, with the page.",
                        answer.label() + ": none of " + String.join(", ", CACHE_HEADERS)),
                name,
                "none",
                expected);
    }

    private static void judgeSize(Report report, WebAnswer answer) {
        if (answer.cut()) {
            String size = Sizes.text(answer.body().size());
            report.warn(
                    Trouble.of(
                            "Very large page",
                            "Only the first " + size + " of the page were looked at. Check what was built into it that"
                                    + " belongs into files of its own.",
                            answer.label() + ": more than " + size),
                    "Page size",
                    "more than " + size,
                    "at most " + size);
        }
    }

    private void judgeScripts(Report report, WebAnswer page, Deadline deadline) throws InterruptedException {
        if (options.maxScripts() == 0) {
            return;
        }
        List<HttpUrl> named = wanted(PageScripts.of(page.text(), page.url()), page.url());
        List<HttpUrl> loaded = named.subList(0, Math.min(named.size(), options.maxScripts()));
        int broken = 0;
        for (HttpUrl url : loaded) {
            try {
                load(page, url, deadline);
            } catch (TroubleException e) {
                broken++;
                report.fail(e.trouble(), "Script " + WebRequest.shown(url));
            }
        }
        if (broken == 0) {
            report.good(SCRIPTS, loaded.size() + " loaded", loaded.size() + " loaded");
        }
        if (named.size() > loaded.size()) {
            report.note(
                    "Further scripts",
                    "the page names " + named.size() + " scripts, only the first " + loaded.size() + " were loaded",
                    null);
        }
    }

    private List<HttpUrl> wanted(List<HttpUrl> named, HttpUrl page) {
        Stream<HttpUrl> scripts = named.stream();
        return options.ownScriptsOnly()
                ? scripts.filter(url -> url.host().equals(page.host())).toList()
                : scripts.toList();
    }

    private void load(WebAnswer page, HttpUrl url, Deadline deadline) throws TroubleException, InterruptedException {
        WebRequest request = WebRequest.script(url, options.endpoint());
        if (page.url().isHttps() && !url.isHttps()) {
            throw Trouble.of(
                            "Script over plain http",
                            "Browsers block plain http scripts on an https page. Name the script with https.",
                            request.label() + ": named by an https page")
                    .asException();
        }
        WebAnswer answer = send(request, deadline);
        if (answer.status() != 200) {
            throw Trouble.of(
                            "Script is missing",
                            "The page names a script that is not served, so it is broken for visitors. Check that the assets"
                                    + " of this version were uploaded, and that caches serve no older page.",
                            answer.label() + ": " + answer.statusLine())
                    .asException();
        }
        if (!PageScripts.isJavaScript(answer.mediaType())) {
            String type = answer.mediaType();
            throw Trouble.of(
                            "Script is not JavaScript",
                            answer.looksLikeHtml()
                                    ? "The server answers with its fallback page in the script's place. Check that the assets"
                                            + " of this version were uploaded."
                                    : "Browsers refuse scripts of another type. Send them as text/javascript.",
                            answer.label() + ": " + (type == null ? "no content type" : type))
                    .asException();
        }
    }

    private WebAnswer send(WebRequest request, Deadline deadline) throws TroubleException, InterruptedException {
        try {
            return web.send(request, deadline);
        } catch (TroubleException e) {
            // The page itself was served, so this is no outage.
            Trouble cause = e.trouble();
            throw Trouble.of(
                            "Script does not load",
                            cause.message() + ". " + cause.hint(),
                            String.valueOf(cause.error()))
                    .asException();
        }
    }
}
