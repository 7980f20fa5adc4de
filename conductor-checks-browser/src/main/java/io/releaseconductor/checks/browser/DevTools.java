package io.releaseconductor.checks.browser;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Speaks Chromium's DevTools protocol with one browser. Thread-safe. */
final class DevTools {

    /** The session of the browser itself. */
    static final String BROWSER = "";

    private static final Logger LOG = LoggerFactory.getLogger(DevTools.class);

    private static final int LONGEST_TEXT = 16 << 20;

    private static final ObjectMapper JSON = new ObjectMapper(JsonMapper.builder()
            .build()
            .getFactory()
            .setStreamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(LONGEST_TEXT)
                    .build()));

    private final BrowserProcess browser;
    private final Consumer<Event> listener;
    private final Runnable whenGone;
    private final AtomicInteger lastId = new AtomicInteger();
    private final Map<Integer, CompletableFuture<JsonNode>> waiting = new ConcurrentHashMap<>();
    private final AtomicReference<@Nullable IOException> whyGone = new AtomicReference<>();

    /**
     * A talk that has not begun.
     *
     * @param browser whom with
     * @param listener is told what happens, one after the other; it may {@link #tell}, and must not wait
     * @param whenGone is run once the browser is gone
     */
    DevTools(BrowserProcess browser, Consumer<Event> listener, Runnable whenGone) {
        this.browser = browser;
        this.listener = listener;
        this.whenGone = whenGone;
    }

    /** Begins to listen. */
    void listen() {
        Thread reader = new Thread(this::read, "browser-events");
        reader.setDaemon(true);
        reader.start();
    }

    static ObjectNode params() {
        return JSON.createObjectNode();
    }

    /** Says something of which no answer is wanted: what has no such command does without. */
    void tell(String session, String method, ObjectNode params) {
        try {
            write(lastId.incrementAndGet(), session, method, params);
        } catch (IOException e) {
            LOG.debug("{} cannot be said: {}", method, e.getMessage());
        }
    }

    /**
     * Asks and waits.
     *
     * @return the answer's result
     * @throws NoLookException if the browser is gone, refuses, or does not answer in time
     */
    JsonNode ask(String session, String method, ObjectNode params, Deadline deadline)
            throws NoLookException, InterruptedException {
        try {
            return send(session, method, params).get(deadline.millis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new NoLookException(
                    "Browser does not answer",
                    "Give it longer with SHIP_BROWSER_TIMEOUT_MS, or the machine more to run it with.",
                    "No answer to " + method + " in time");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RefusedException refused) {
                throw new NoLookException(
                        "Browser refuses",
                        "Its version may be too old or too new: take a current one.",
                        method + ": " + Words.clean(String.valueOf(refused.getMessage())));
            }
            if (e.getCause() instanceof JsonProcessingException) {
                throw new NoLookException(
                        "No browser answers",
                        "Set SHIP_BROWSER_PATH to the executable of Chromium or Chrome, or take it away to have one looked for.",
                        "What was started does not speak the protocol of browsers");
            }
            throw browser.whyGone();
        }
    }

    /** Says something. The answer's result comes later, after all that happened before it. */
    CompletableFuture<JsonNode> send(String session, String method, ObjectNode params) {
        int id = lastId.incrementAndGet();
        CompletableFuture<JsonNode> answer = new CompletableFuture<>();
        waiting.put(id, answer);
        try {
            write(id, session, method, params);
        } catch (IOException e) {
            answer.completeExceptionally(e);
        }
        IOException gone = whyGone.get();
        if (gone != null) {
            answer.completeExceptionally(gone);
        }
        return answer;
    }

    private void write(int id, String session, String method, ObjectNode params) throws IOException {
        ObjectNode message = JSON.createObjectNode().put("id", id).put("method", method);
        message.set("params", params);
        if (!session.equals(BROWSER)) {
            message.put("sessionId", session);
        }
        try {
            browser.pipe().write(JSON.writeValueAsBytes(message));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        }
    }

    private void read() {
        try {
            while (true) {
                JsonNode message = JSON.readTree(browser.pipe().read());
                if (message.has("id")) {
                    answer(message);
                } else {
                    listener.accept(new Event(
                            message.path("method").asText(),
                            message.path("params"),
                            message.path("sessionId").asText(BROWSER)));
                }
            }
        } catch (IOException e) {
            whyGone.set(e);
            waiting.values().forEach(answer -> answer.completeExceptionally(e));
            whenGone.run();
        }
    }

    private void answer(JsonNode message) {
        CompletableFuture<JsonNode> answer = waiting.remove(message.path("id").asInt());
        if (answer == null) {
            return;
        }
        if (message.has("error")) {
            answer.completeExceptionally(
                    new RefusedException(message.path("error").path("message").asText()));
        } else {
            answer.complete(message.path("result"));
        }
    }

    /** The browser answered that it does not do what it was asked for. */
    private static final class RefusedException extends Exception {

        private static final long serialVersionUID = 1L;

        RefusedException(String message) {
            super(message);
        }
    }
}
