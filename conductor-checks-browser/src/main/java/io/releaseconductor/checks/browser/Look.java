package io.releaseconductor.checks.browser;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.releaseconductor.config.Masking;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One look at one page, with a browser of its own. */
final class Look {

    private static final Logger LOG = LoggerFactory.getLogger(Look.class);

    private static final Duration FOR_LAST_WORDS = Duration.ofSeconds(1);

    /** What has code of its own, by the protocol's names; the browser's own windows are left out. */
    private static final List<String> TARGETS =
            List.of("page", "iframe", "worker", "service_worker", "shared_worker", "worklet");

    private final Visit visit;
    private final Duration settle;
    private final PageWatch watch;
    private final Deadline deadline;

    /** Each target once: a service worker is told of by its page and by the browser. */
    private final Map<String, String> sessions = new HashMap<>();

    /** Set before the first event comes. */
    private @Nullable DevTools tools;

    Look(Visit visit, Owner owner, Duration settle, Deadline deadline, @Nullable String lastWord) {
        this.visit = visit;
        this.settle = settle;
        this.deadline = deadline;
        watch = new PageWatch(owner, lastWord);
    }

    /**
     * Looks.
     *
     * @param browser which has just been started
     * @throws NoLookException if nothing could be seen
     */
    Seen with(BrowserProcess browser) throws NoLookException, InterruptedException {
        DevTools talk = new DevTools(browser, this::happened, watch::browserGone);
        tools = talk;
        talk.listen();
        String version = talk.ask(DevTools.BROWSER, "Browser.getVersion", DevTools.params(), deadline)
                .path("product")
                .asText("unknown");
        LOG.debug("looking with {}", version);
        prepare(talk);
        String page = open(talk);
        go(talk, page);
        Seen.End end = watch.await(deadline, settle);
        if (watch.isBrowserGone()) {
            throw browser.whyGone();
        }
        if (end != Seen.End.CRASHED) {
            hearOut(talk);
            askForScripts(talk, page);
        }
        boolean complete = !browser.pipe().hasPassedOver();
        return watch.seen(visit.page(), end, complete, version, masking());
    }

    private Masking masking() {
        Header header = visit.header();
        return Masking.of(header == null ? List.of() : List.of(header.value()));
    }

    private void prepare(DevTools talk) throws NoLookException, InterruptedException {
        ObjectNode attach = attaching();
        ArrayNode filter = attach.putArray("filter");
        TARGETS.forEach(type -> filter.addObject().put("type", type));
        filter.addObject().put("exclude", true);
        talk.ask(DevTools.BROWSER, "Target.setAutoAttach", attach, deadline);
        talk.ask(
                DevTools.BROWSER,
                "Browser.setDownloadBehavior",
                DevTools.params().put("behavior", "deny"),
                deadline);
        Header header = visit.header();
        if (header != null && header.isCookie()) {
            setCookies(talk, header);
        } else if (header != null) {
            ObjectNode fetch = DevTools.params();
            fetch.putArray("patterns").addObject().put("urlPattern", visit.origin() + "/*");
            talk.ask(DevTools.BROWSER, "Fetch.enable", fetch, deadline);
        }
    }

    private void setCookies(DevTools talk, Header header) throws NoLookException, InterruptedException {
        ObjectNode params = DevTools.params();
        ArrayNode cookies = params.putArray("cookies");
        for (List<String> cookie : header.cookies()) {
            cookies.addObject()
                    .put("url", visit.origin() + "/")
                    .put("name", cookie.get(0))
                    .put("value", cookie.get(1));
        }
        talk.ask(DevTools.BROWSER, "Storage.setCookies", params, deadline);
    }

    private static ObjectNode attaching() {
        return DevTools.params()
                .put("autoAttach", true)
                .put("waitForDebuggerOnStart", true)
                .put("flatten", true);
    }

    /** An empty page, of which everything is told. */
    private String open(DevTools talk) throws NoLookException, InterruptedException {
        JsonNode created = talk.ask(
                DevTools.BROWSER, "Target.createTarget", DevTools.params().put("url", "about:blank"), deadline);
        String session = awaitSession(created.path("targetId").asText());
        JsonNode frames = talk.ask(session, "Page.getFrameTree", DevTools.params(), deadline);
        watch.follow(session, frames.path("frameTree").path("frame").path("id").asText());
        return session;
    }

    private synchronized String awaitSession(String target) throws NoLookException, InterruptedException {
        while (true) {
            String session = sessions.get(target);
            if (session != null) {
                return session;
            }
            if (deadline.hasPassed()) {
                throw new NoLookException(
                        "Browser opens no page",
                        "Give it longer with SHIP_BROWSER_TIMEOUT_MS, or the machine more to run it with.",
                        null);
            }
            wait(Math.max(1, deadline.millis()));
        }
    }

    private void go(DevTools talk, String session) throws NoLookException, InterruptedException {
        JsonNode went = talk.ask(
                session,
                "Page.navigate",
                DevTools.params().put("url", visit.page().toString()),
                deadline);
        String error = went.path("errorText").asText();
        if (!error.isEmpty() || went.path("isDownload").asBoolean()) {
            throw new NoLookException(
                    error.startsWith("net::ERR_") && !error.equals("net::ERR_ABORTED")
                            ? "Page does not load"
                            : "Not a web page",
                    "There is no page to look at; whether there should be one, the frontend check says.",
                    Words.clean(error.isEmpty() ? "a download" : error));
        }
    }

    /** Once each has answered, all that it said before has arrived. */
    private void hearOut(DevTools talk) throws InterruptedException {
        List<String> all;
        synchronized (this) {
            all = List.copyOf(sessions.values());
        }
        CompletableFuture<?>[] answers = all.stream()
                .map(session -> talk.send(
                                session, "Runtime.evaluate", DevTools.params().put("expression", "0"))
                        .exceptionally(failed -> DevTools.params()))
                .toArray(CompletableFuture<?>[]::new);
        try {
            CompletableFuture.allOf(answers)
                    .get(Deadline.in(FOR_LAST_WORDS).orSooner(deadline).millis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            LOG.debug("a page or worker that is busy has not answered");
        }
    }

    private void askForScripts(DevTools talk, String page) throws InterruptedException {
        if (!watch.hasLostAhead()) {
            return;
        }
        try {
            JsonNode scripts = talk.ask(
                    page,
                    "Runtime.evaluate",
                    DevTools.params()
                            .put("expression", "Array.from(document.scripts, script => script.src)")
                            .put("returnByValue", true),
                    Deadline.in(FOR_LAST_WORDS).orSooner(deadline));
            Set<String> addresses = new HashSet<>();
            scripts.path("result").path("value").forEach(src -> addresses.add(src.asText()));
            watch.uses(addresses);
        } catch (NoLookException e) {
            LOG.debug("the page is busy and does not tell its scripts");
        }
    }

    private void happened(Event event) {
        DevTools talk = tools;
        if (talk == null) {
            return;
        }
        switch (event.method()) {
            case "Target.attachedToTarget" -> attached(talk, event.params());
            case "Target.detachedFromTarget" ->
                detached(event.params().path("sessionId").asText());
            case "Fetch.requestPaused" -> paused(talk, event);
            case "Page.javascriptDialogOpening" -> dismiss(talk, event);
            default -> {
                if (isFollowed(event.session())) {
                    watch.happened(event);
                }
            }
        }
    }

    private synchronized boolean isFollowed(String session) {
        return sessions.containsValue(session);
    }

    private void attached(DevTools talk, JsonNode params) {
        String session = params.path("sessionId").asText();
        JsonNode target = params.path("targetInfo");
        boolean first;
        synchronized (this) {
            first = sessions.putIfAbsent(target.path("targetId").asText(), session) == null;
        }
        if (first) {
            for (String domain : List.of("Runtime", "Log", "Network", "Audits", "Inspector")) {
                talk.tell(session, domain + ".enable", DevTools.params());
            }
            String type = target.path("type").asText();
            if (type.equals("page") || type.equals("iframe")) {
                talk.tell(session, "Page.enable", DevTools.params());
                talk.tell(
                        session,
                        "Page.setLifecycleEventsEnabled",
                        DevTools.params().put("enabled", true));
            }
            talk.tell(session, "Target.setAutoAttach", attaching());
        }
        talk.tell(session, "Runtime.runIfWaitingForDebugger", DevTools.params());
        synchronized (this) {
            notifyAll();
        }
    }

    private synchronized void detached(String session) {
        sessions.values().remove(session);
    }

    /** Adds the header, where the page has not one of this name for a reason of its own. */
    private void paused(DevTools talk, Event event) {
        ObjectNode params = DevTools.params()
                .put("requestId", event.params().path("requestId").asText());
        Header header = visit.header();
        JsonNode present = event.params().path("request").path("headers");
        if (header != null) {
            ArrayNode headers = params.putArray("headers");
            boolean has = false;
            for (Map.Entry<String, JsonNode> each : present.properties()) {
                headers.addObject()
                        .put("name", each.getKey())
                        .put("value", each.getValue().asText());
                has |= each.getKey().equalsIgnoreCase(header.name());
            }
            if (!has) {
                headers.addObject()
                        .put("name", header.name())
                        .put("value", header.value().reveal());
            }
        }
        talk.tell(event.session(), "Fetch.continueRequest", params);
    }

    /** A question that nobody would answer, for which the page waits. */
    private static void dismiss(DevTools talk, Event event) {
        String type = event.params().path("type").asText();
        talk.tell(
                event.session(),
                "Page.handleJavaScriptDialog",
                DevTools.params().put("accept", type.equals("alert") || type.equals("beforeunload")));
    }
}
