package io.releaseconductor.checks.browser;

import com.fasterxml.jackson.databind.JsonNode;
import io.releaseconductor.config.Masking;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/** Follows a page while it loads, and what it and its frames and workers get wrong. Thread-safe. */
final class PageWatch {

    /** How the browser names a script that it does not run: by its address in quotes. */
    private static final Pattern NAMED = Pattern.compile("'(https?://[^']{1,2000})'");

    private final Owner owner;
    private final @Nullable String lastWord;
    private final Troubles troubles = new Troubles();
    private final ScriptRequests scripts;
    private final Thrown thrown;
    private String session = "";
    private String frame = "";
    private String loader = "";
    private @Nullable HttpUrl page;
    private int status;
    private boolean loaded;
    private @Nullable Deadline settled;
    private boolean crashed;
    private boolean browserGone;
    private boolean lastWordSaid;

    /**
     * A watch.
     *
     * @param owner whose code it is
     * @param lastWord what the page says as a debug message when nothing more will come; null if it does not
     */
    PageWatch(Owner owner, @Nullable String lastWord) {
        this.owner = owner;
        this.lastWord = lastWord;
        scripts = new ScriptRequests(owner);
        thrown = new Thrown(owner);
    }

    /** Which session and frame are the page's own. */
    synchronized void follow(String pageSession, String pageFrame) {
        session = pageSession;
        frame = pageFrame;
    }

    synchronized void browserGone() {
        browserGone = true;
        notifyAll();
    }

    synchronized boolean isBrowserGone() {
        return browserGone;
    }

    synchronized void happened(Event event) {
        JsonNode params = event.params();
        switch (event.method()) {
            case "Runtime.exceptionThrown" -> threw(event);
            case "Runtime.exceptionRevoked" -> troubles.revoke(exception(event, params));
            case "Runtime.consoleAPICalled" -> logged(params);
            case "Log.entryAdded" -> told(params.path("entry"));
            case "Audits.issueAdded" ->
                forbidden(params.path("issue").path("details").path("contentSecurityPolicyIssueDetails"));
            case "Network.requestWillBeSent" -> scripts.asked(event);
            case "Network.responseReceived" -> {
                answered(params);
                scripts.answered(event).ifPresent(troubles::add);
            }
            case "Network.loadingFailed" -> scripts.failed(event).ifPresent(troubles::add);
            case "Page.frameNavigated" -> navigated(event, params.path("frame"));
            case "Page.lifecycleEvent" -> lived(event);
            case "Inspector.targetCrashed" -> crashed |= event.session().equals(session);
            default -> {
                // nothing that a page gets wrong
            }
        }
        notifyAll();
    }

    private void threw(Event event) {
        JsonNode details = event.params().path("exceptionDetails");
        if (!details.path("url").asText().startsWith("chrome")) {
            troubles.add(thrown.exception(details), exception(event, details));
        }
    }

    private static String exception(Event event, JsonNode holder) {
        return event.session() + "/" + holder.path("exceptionId").asText();
    }

    private void logged(JsonNode params) {
        String type = params.path("type").asText();
        if (type.equals("error")) {
            troubles.add(thrown.logged(params));
        }
        lastWordSaid |= lastWord != null
                && type.equals("debug")
                && params.path("args").path(0).path("value").asText().equals(lastWord);
    }

    /** A script that came, and is not run: it has the wrong type, or is not what it should be. */
    private void told(JsonNode entry) {
        String source = entry.path("source").asText();
        if (!entry.path("level").asText().equals("error")
                || !(source.equals("security") || source.equals("javascript"))) {
            return;
        }
        String text = entry.path("text").asText();
        Matcher named = NAMED.matcher(text);
        String url = named.find() ? named.group(1) : entry.path("url").asText();
        scripts.refused(url, Words.clean(text)).ifPresent(troubles::add);
    }

    private void forbidden(JsonNode violation) {
        String directive = violation.path("violatedDirective").asText();
        if (violation.path("isReportOnly").asBoolean()
                || !(directive.startsWith("script-src") || directive.equals("worker-src"))) {
            return;
        }
        JsonNode at = violation.path("sourceCodeLocation");
        Place place = Place.of(
                at.path("url").asText(),
                at.path("lineNumber").asInt(-1),
                at.path("columnNumber").asInt(-1));
        Optional<Trouble> found =
                switch (violation.path("contentSecurityPolicyViolationType").asText()) {
                    case "kURLViolation" ->
                        scripts.blocked(violation.path("blockedURL").asText());
                    case "kInlineViolation" ->
                        Optional.of(new Trouble(
                                Trouble.Kind.SCRIPT,
                                "written in the page, and blocked by the Content-Security-Policy",
                                place,
                                owner.isOwn(place.url())));
                    // whoever evaluates code is told by an exception, and may do without
                    default -> Optional.empty();
                };
        found.ifPresent(troubles::add);
    }

    private void answered(JsonNode params) {
        if (params.path("type").asText().equals("Document")
                && params.path("frameId").asText().equals(frame)) {
            status = params.path("response").path("status").asInt();
        }
    }

    private void navigated(Event event, JsonNode navigated) {
        if (event.session().equals(session) && navigated.path("id").asText().equals(frame)) {
            loader = navigated.path("loaderId").asText();
            page = HttpUrl.parse(navigated.path("url").asText());
            loaded = false;
        }
    }

    private void lived(Event event) {
        JsonNode params = event.params();
        if (page != null
                && params.path("name").asText().equals("load")
                && params.path("frameId").asText().equals(frame)
                && params.path("loaderId").asText().equals(loader)) {
            loaded = true;
            settled = null;
        }
    }

    /** Waits until the page has loaded and a while longer, unless it is over sooner. */
    synchronized Seen.End await(Deadline deadline, Duration settle) throws InterruptedException {
        while (!crashed && !browserGone && !lastWordSaid && !deadline.hasPassed()) {
            if (loaded && settled == null) {
                settled = Deadline.in(settle);
            }
            Deadline next = loaded && settled != null ? settled.orSooner(deadline) : deadline;
            if (loaded && settled != null && settled.hasPassed()) {
                return Seen.End.WATCHED;
            }
            wait(Math.max(1, next.millis()));
        }
        if (crashed) {
            return Seen.End.CRASHED;
        }
        return loaded && lastWordSaid ? Seen.End.WATCHED : Seen.End.STILL_LOADING;
    }

    synchronized boolean hasLostAhead() {
        return scripts.hasLostAhead();
    }

    /** Which scripts the page has in the end. */
    synchronized void uses(Set<String> addresses) {
        scripts.used(addresses).forEach(troubles::add);
    }

    synchronized Seen seen(HttpUrl asked, Seen.End end, boolean complete, String browser, Masking masking) {
        List<Troubles.Counted> masked = troubles.all().stream()
                .map(each -> new Troubles.Counted(each.trouble().masked(masking), each.count()))
                .toList();
        return new Seen(page == null ? asked : page, status, end, masked, complete, browser);
    }
}
