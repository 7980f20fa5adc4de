package io.releaseconductor.checks;

import com.fasterxml.jackson.databind.JsonNode;
import io.releaseconductor.check.CheckContext;
import io.releaseconductor.check.CheckResult;
import io.releaseconductor.check.Finding;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import okhttp3.HttpUrl;

/** Does the page load, with the scripts that it needs? What the scripts do is another question, left to a browser. */
final class FrontendCheck extends WebCheck {

    static final String ID = "frontend";

    private static final String VARIABLES = "SHIP_FRONTEND";
    private static final String PAGE = "Page loads";
    private static final int MAX_REFRESHES = 3;
    private static final int LONGEST_NAME = 100;
    private static final List<String> CACHE_HEADERS = List.of("Cache-Control", "ETag", "Last-Modified", "Expires");

    /** Statuses that say that we may not see the page, which is not that nobody can. */
    private static final Set<Integer> NOT_FOR_US = Set.of(401, 407, 429);

    private static final Pattern TAG = Pattern.compile("<[A-Za-z!]");
    private static final Pattern HTML = Pattern.compile("<(?:\\w+:)?html\\b", Pattern.CASE_INSENSITIVE);

    private static final Set<String> CHALLENGES = Set.of("challenge", "captcha");

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
            judge(report, answer, request, deadline);
        } catch (TroubleException e) {
            report.fail(e.trouble(), PAGE);
        }
        return report.result(pass, true);
    }

    private void judge(Report report, WebAnswer first, WebRequest request, Deadline deadline)
            throws TroubleException, InterruptedException {
        judgeStatus(report, first);
        requirePage(first);
        WebAnswer answer = first;
        Page page = Page.of(first);
        WebRequest from = request;
        Optional<HttpUrl> refresh = page.refresh();
        for (int i = 0; i < MAX_REFRESHES && refresh.isPresent(); i++) {
            from = web.led(from.redirectedTo(answer.url()), refresh.get());
            answer = web.send(from, deadline);
            judgeStatus(report, answer);
            requirePage(answer);
            page = Page.of(answer);
            refresh = page.refresh();
        }
        int expected = options.endpoint().status();
        if (answer.status() == expected) {
            report.good(PAGE, answer.statusLine(), StatusNames.line(expected));
        }
        tellWhoAnswers(report, answer);
        judgeContent(report, page, answer);
        new PageLoader(web, options, deadline).load(report, page, answer.url());
        Budgets.judge(report, first, options.maxLatency());
        judgeCacheHeaders(report, answer);
        judgeSize(report, answer);
    }

    /** Told and not judged: what should answer is known to whoever reads it. */
    private void tellWhoAnswers(Report report, WebAnswer answer) {
        String header = options.answeredBy();
        if (header == null) {
            return;
        }
        String told = answer.headers().get(header);
        String name = told == null ? "" : told.strip();
        if (name.isEmpty() || name.length() > LONGEST_NAME) {
            report.note(Finding.ANSWERED_BY, name.isEmpty() ? "not told" : "too long a name", "in " + header);
        } else {
            report.good(Finding.ANSWERED_BY, name, null);
        }
    }

    private void judgeStatus(Report report, WebAnswer answer) throws TroubleException {
        if (isChallenge(answer)) {
            throw Trouble.unclear(
                            "Page asks to prove a browser",
                            "Bot protection in front of the application answers in its place. Let the conductor past it, or set"
                                    + " the base URL to an address behind it.",
                            answer.label() + ": " + answer.statusLine() + " with a challenge")
                    .asException();
        }
        int expected = options.endpoint().status();
        int status = answer.status();
        if (status == expected) {
            return;
        }
        Trouble trouble = StatusTroubles.of(answer, expected, VARIABLES);
        if (NOT_FOR_US.contains(status)) {
            throw Trouble.unclear(trouble.message(), trouble.hint(), String.valueOf(trouble.error()))
                    .asException();
        }
        if (status < 200 || status > 299) {
            throw trouble.asException();
        }
        report.warn(trouble, PAGE, answer.statusLine(), StatusNames.line(expected));
    }

    /** Such as {@code cf-mitigated: challenge} or {@code x-amzn-waf-action: captcha}. */
    private static boolean isChallenge(WebAnswer answer) {
        return answer.headers().toMultimap().values().stream()
                .flatMap(List::stream)
                .anyMatch(CHALLENGES::contains);
    }

    private static void requirePage(WebAnswer answer) throws TroubleException {
        String encoding = answer.headers().get("Content-Encoding");
        // a name that is no encoding's is passed over, as browsers do, where the page can be read
        if (encoding != null
                && !encoding.isBlank()
                && !encoding.equalsIgnoreCase("identity")
                && !ResourceRules.isMarkup(answer)) {
            throw Trouble.unclear(
                            "Page is packed",
                            "The page comes in a content encoding that was not asked for. Let the server heed Accept-Encoding.",
                            answer.label() + ": a content encoding other than gzip")
                    .asException();
        }
        if (answer.isBlank()) {
            throw Trouble.of(
                            "Empty page",
                            "The server answers without a page. Check that the build put its files where the server looks"
                                    + " for them.",
                            answer.label() + ": no body")
                    .asException();
        }
        String type = answer.mediaType();
        boolean markup = ResourceRules.isMarkup(answer);
        if (type == null ? markup : type.equals("text/html") ? hasTags(answer) : isPageInXml(answer, type)) {
            return;
        }
        String hint =
                "The base URL does not lead to a page. Check FRONTEND_BASE_URL and SHIP_FRONTEND_PATH, and that the page is"
                        + " sent as text/html.";
        String error = answer.label() + ": "
                + (type == null ? "something else" : type.equals("text/html") ? "data or bare text" : type)
                + " where an HTML page was expected";
        // A page under another name is shown as source text or downloaded; anything else may be meant as it is.
        throw (markup && !isFeedOrList(answer)
                        ? Trouble.of("Page is not sent as a page", hint, error)
                        : Trouble.unclear("Not a web page", hint, error))
                .asException();
    }

    /** Whatever is called a page: data, or words without any element, are shown as they are written. */
    private static boolean hasTags(WebAnswer answer) {
        return TAG.matcher(answer.text()).find()
                && !Json.tryParse(answer.text())
                        .filter(JsonNode::isContainerNode)
                        .isPresent();
    }

    private static boolean isPageInXml(WebAnswer answer, String type) {
        return type.endsWith("xml") && ResourceRules.isMarkup(answer) && !isFeedOrList(answer);
    }

    /** XML of another kind than pages: a feed, or the list of what is in a bucket. */
    private static boolean isFeedOrList(WebAnswer answer) {
        String text = answer.text();
        return text.stripLeading().startsWith("<?xml") && !HTML.matcher(text).find();
    }

    private void judgeContent(Report report, Page page, WebAnswer answer) {
        String text = options.text();
        String title = options.title();
        if (text != null) {
            judgeWanted(report, "Required text", text, page.contains(text), answer);
        }
        if (title != null) {
            judgeWanted(
                    report, "Required title", title, Page.spaced(page.title()).contains(Page.spaced(title)), answer);
        }
        if (text == null && title == null && ServerPages.isOfAnError(page)) {
            report.warn(
                    Trouble.of(
                            "Looks like an error",
                            "There is no script in the page, and it speaks of an error. Open it in a browser, and check the"
                                    + " application's logs. If the page is as it should be, say so with SHIP_FRONTEND_TEXT or"
                                    + " SHIP_FRONTEND_TITLE.",
                            answer.label() + ": a page without scripts that speaks of an error"),
                    "Application's page",
                    "one that speaks of an error",
                    null);
        } else if (text == null && title == null && ServerPages.isOne(page)) {
            report.warn(
                    Trouble.of(
                            "Looks like a web server's own page",
                            "There is no script in it, and it speaks of a server. Check that the build put its files where the"
                                    + " server looks for them. If this is the application, say so with SHIP_FRONTEND_TEXT or"
                                    + " SHIP_FRONTEND_TITLE.",
                            answer.label() + ": a page without scripts that speaks of a server"),
                    "Application's page",
                    "a web server's own",
                    null);
        }
    }

    private static void judgeWanted(Report report, String name, String wanted, boolean found, WebAnswer answer) {
        if (found) {
            report.good(name, "present", wanted);
            return;
        }
        Trouble trouble = Trouble.of(
                name + " is not in the page",
                "Another page is served than the application's. Check that the build put its files where the server looks for"
                        + " them, or change SHIP_FRONTEND_TEXT or SHIP_FRONTEND_TITLE if the page has changed.",
                answer.label() + ": not what SHIP_FRONTEND_TEXT or SHIP_FRONTEND_TITLE says");
        if (answer.cut()) {
            report.warn(trouble, name, "not in the part that was read", wanted);
        } else {
            report.fail(trouble, name, "missing", wanted);
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
}
