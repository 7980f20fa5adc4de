package io.releaseconductor.examples.fakeprometheus;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLSocketFactory;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/**
 * A stand-in for Prometheus, on this machine: keeps samples that it is given, and answers queries for the samples of a range, which are
 * all that it understands; whatever else is asked it refuses in Prometheus's words. Thread-safe.
 */
public final class FakePrometheus implements AutoCloseable {

    private static final Pattern RANGE =
            Pattern.compile("([a-zA-Z_:][a-zA-Z0-9_:]*)?(?:\\{(.*)\\})?\\[([0-9]+)(ms|s|m|h)\\]");

    private final Map<Map<String, String>, NavigableMap<Long, Double>> series = new LinkedHashMap<>();
    private final Deque<Fault> faults = new ArrayDeque<>();
    private final List<Received> received = new ArrayList<>();
    private final MockWebServer server;
    private final boolean secure;
    private @Nullable Instant hiddenAfter;
    private @Nullable String authorization;
    private @Nullable Fault standing;
    private boolean leftOpen;

    private FakePrometheus(@Nullable SSLSocketFactory sockets, boolean asksForCertificate) {
        server = new MockWebServer();
        secure = sockets != null;
        server.setServerSocketFactory(new PromptSockets());
        if (sockets != null) {
            server.useHttps(sockets);
            if (asksForCertificate) {
                server.requireClientAuth();
            }
        }
        server.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                return answer(request);
            }
        });
        try {
            server.start(InetAddress.getLoopbackAddress(), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@return one that runs on a free port} */
    public static FakePrometheus start() {
        return new FakePrometheus(null, false);
    }

    /**
     * Starts one that is spoken to over TLS.
     *
     * @param sockets its own side of TLS
     * @param asksForCertificate whether it lets in only who has a certificate
     * @return the running server
     */
    public static FakePrometheus startSecure(SSLSocketFactory sockets, boolean asksForCertificate) {
        return new FakePrometheus(sockets, asksForCertificate);
    }

    /** {@return where it is} */
    public URI url() {
        return URI.create((secure ? "https" : "http") + "://localhost:" + server.getPort());
    }

    /**
     * Keeps a sample.
     *
     * @param labels the labels of its series, {@code __name__} included
     * @param at when it was scraped
     * @param value what was there
     */
    public synchronized void add(Map<String, String> labels, Instant at, double value) {
        series.computeIfAbsent(Map.copyOf(labels), l -> new TreeMap<>()).put(at.toEpochMilli(), value);
    }

    /**
     * Keeps what an application said when it was scraped, and that it was up.
     *
     * @param target the labels of the target, such as {@code job} and {@code instance}
     * @param at when it was scraped
     * @param text what it said, in Prometheus's text format
     * @throws IllegalArgumentException if it is not in that format
     */
    public synchronized void scrape(Map<String, String> target, Instant at, String text) {
        Exposition.read(text).forEach((labels, value) -> {
            Map<String, String> all = new TreeMap<>(labels);
            all.putAll(target);
            add(all, at, value);
        });
        addUp(target, at, 1);
    }

    /**
     * Keeps that an application did not answer when it was scraped.
     *
     * @param target the labels of the target
     * @param at when that was
     */
    public synchronized void scrapeInVain(Map<String, String> target, Instant at) {
        addUp(target, at, 0);
    }

    /**
     * Forgets older samples, as one does that keeps them for so long.
     *
     * @param time when the oldest sample was scraped that is kept
     */
    public synchronized void forgetBefore(Instant time) {
        series.values()
                .forEach(samples -> samples.headMap(time.toEpochMilli(), false).clear());
        series.values().removeIf(NavigableMap::isEmpty);
    }

    private void addUp(Map<String, String> target, Instant at, double value) {
        Map<String, String> up = new TreeMap<>(target);
        up.put("__name__", "up");
        add(up, at, value);
    }

    /**
     * Lags behind: later samples are there, and cannot be asked for yet.
     *
     * @param time the last one that can; null for all
     */
    public synchronized void hideAfter(@Nullable Instant time) {
        hiddenAfter = time;
    }

    /** Leaves out a sample at the very beginning of a range, as Prometheus does from version 3 on. */
    public synchronized void leaveOutBeginnings() {
        leftOpen = true;
    }

    /**
     * Answers only who says this.
     *
     * @param header the header {@code Authorization}
     */
    public synchronized void requireAuthorization(String header) {
        authorization = header;
    }

    /**
     * Spoils the next answers, one each.
     *
     * @param next what goes wrong
     */
    public synchronized void failNext(Fault... next) {
        faults.addAll(List.of(next));
    }

    /**
     * Spoils all answers from now on.
     *
     * @param fault what goes wrong; null for nothing any more
     */
    public synchronized void failAlways(@Nullable Fault fault) {
        standing = fault;
    }

    /** {@return what it was asked so far, in order} */
    public synchronized List<Received> received() {
        return List.copyOf(received);
    }

    @Override
    public void close() {
        server.close();
    }

    private synchronized MockResponse answer(RecordedRequest request) {
        HttpUrl form = HttpUrl.parse("http://localhost/?"
                + (request.getBody() == null ? "" : request.getBody().utf8()));
        String query = form == null ? null : form.queryParameter("query");
        String time = form == null ? null : form.queryParameter("time");
        String who = request.getHeaders().get("Authorization");
        if (!request.getTarget().equals("/api/v1/query")) {
            return json(404, "404 page not found")
                    .setHeader("Content-Type", "text/plain")
                    .build();
        }
        if (!request.getMethod().equals("POST") || query == null || time == null) {
            return json(405, "").build();
        }
        received.add(new Received(query, Instant.ofEpochMilli(millis(time)), who));
        if (authorization != null && !authorization.equals(who)) {
            return json(401, "Unauthorized")
                    .setHeader("Content-Type", "text/plain")
                    .build();
        }
        MockResponse good = answer(query, millis(time));
        Fault fault = faults.isEmpty() ? standing : faults.poll();
        return fault == null ? good : fault.spoil(good);
    }

    private static long millis(String seconds) {
        return new BigDecimal(seconds).movePointRight(3).longValue();
    }

    private MockResponse answer(String query, long time) {
        Matcher range = RANGE.matcher(query);
        try {
            if (!range.matches()) {
                throw new IllegalArgumentException("not a range of samples: " + query);
            }
            List<Matchers> conditions = new ArrayList<>(Matchers.read(Objects.requireNonNullElse(range.group(2), "")));
            if (range.group(1) != null) {
                conditions.add(new Matchers("__name__", "=", range.group(1)));
            }
            return json(200, matrix(conditions, time - span(range), time)).build();
        } catch (IllegalArgumentException e) {
            ObjectNode refused = JsonNodeFactory.instance.objectNode();
            refused.put("status", "error").put("errorType", "bad_data");
            refused.put("error", "invalid parameter \"query\": " + e.getMessage());
            return json(400, refused.toString()).build();
        }
    }

    private static long span(Matcher range) {
        long number = Long.parseLong(range.group(3));
        Map<String, Long> units = Map.of("ms", 1L, "s", 1_000L, "m", 60_000L, "h", 3_600_000L);
        return number * units.getOrDefault(range.group(4), 1L);
    }

    private String matrix(List<Matchers> conditions, long from, long to) {
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        answer.put("status", "success");
        ObjectNode data = answer.putObject("data").put("resultType", "matrix");
        ArrayNode result = data.putArray("result");
        long last = hiddenAfter == null ? to : Math.min(to, hiddenAfter.toEpochMilli());
        series.forEach((labels, samples) -> {
            if (last < from || !conditions.stream().allMatch(condition -> condition.match(labels))) {
                return;
            }
            NavigableMap<Long, Double> asked = samples.subMap(from, !leftOpen, last, true);
            if (!asked.isEmpty()) {
                ObjectNode one = result.addObject();
                ObjectNode metric = one.putObject("metric");
                labels.forEach(metric::put);
                ArrayNode values = one.putArray("values");
                asked.forEach((at, value) ->
                        values.addArray().add(BigDecimal.valueOf(at, 3)).add(text(value)));
            }
        });
        return answer.toString();
    }

    private static String text(double value) {
        if (Double.isInfinite(value)) {
            return value > 0 ? "+Inf" : "-Inf";
        }
        return Double.isNaN(value)
                ? "NaN"
                : new BigDecimal(value).stripTrailingZeros().toPlainString();
    }

    static MockResponse.Builder json(int status, String body) {
        return new MockResponse.Builder()
                .code(status)
                .setHeader("Content-Type", "application/json")
                .body(body);
    }
}
