package io.releaseconductor.checks.browser;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A web server on this machine, with pages and scripts as a test puts them there. What is not there is answered with 404. */
final class Pages implements AutoCloseable {

    /** What a page says when it has done all that it does. */
    static final String LAST_WORD = "that is all";

    static final String SAY_IT = "console.debug('" + LAST_WORD + "')";

    private static final String SCRIPT = "text/javascript";

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Map<String, Answer> answers = new ConcurrentHashMap<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final CountDownLatch closed = new CountDownLatch(1);

    private Pages(HttpServer server) {
        this.server = server;
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    static Pages start() throws IOException {
        return new Pages(HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
    }

    URI at(String path) {
        return URI.create("http://127.0.0.1:" + port() + path);
    }

    /** The same server under a name of another site. */
    URI elsewhere(String path) {
        return URI.create("http://localhost:" + port() + path);
    }

    private int port() {
        return server.getAddress().getPort();
    }

    /** A page, whose favicon is not there. */
    Pages page(String path, String html) {
        return put(path, 200, "text/html; charset=utf-8", "<!doctype html><title>Shop</title>" + html);
    }

    Pages script(String path, String code) {
        return put(path, 200, SCRIPT, code);
    }

    Pages put(String path, int status, String type, String body, String... headers) {
        answers.put(path, new Answer(status, type, body, List.of(headers), false));
        return this;
    }

    /** Something that is never answered. */
    Pages silence(String path) {
        answers.put(path, new Answer(200, SCRIPT, "", List.of(), true));
        return this;
    }

    /** Something that happens before a request is answered. */
    Pages before(String path, Runnable action) {
        answers.computeIfPresent(path, (p, answer) -> {
            answer.before().add(action);
            return answer;
        });
        return this;
    }

    /** What was asked for, each with the header that leads to a canary, or with none. */
    List<String> requests() {
        return List.copyOf(requests);
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        String canary = exchange.getRequestHeaders().getFirst("X-Canary");
        String cookie = exchange.getRequestHeaders().getFirst("Cookie");
        String host = exchange.getRequestHeaders().getFirst("Host").replaceFirst(":.*", "");
        requests.add(host
                + path
                + (canary == null ? "" : " canary " + canary)
                + (cookie == null ? "" : " cookie " + cookie));
        Answer answer = answers.getOrDefault(path, new Answer(404, "text/plain", "nothing here", List.of(), false));
        try (exchange) {
            answer.before().forEach(Runnable::run);
            if (answer.silent()) {
                awaitClosed();
                return;
            }
            exchange.getResponseHeaders().set("Content-Type", answer.type());
            for (String header : answer.headers()) {
                exchange.getResponseHeaders().set(header.replaceFirst(":.*", ""), header.replaceFirst("^[^:]*: ", ""));
            }
            byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
            if (body.length > 0) {
                exchange.getResponseBody().write(body);
            }
        }
    }

    private void awaitClosed() {
        try {
            closed.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
        threads.shutdownNow();
    }

    private record Answer(
            int status, String type, String body, List<String> headers, boolean silent, List<Runnable> before) {

        Answer(int status, String type, String body, List<String> headers, boolean silent) {
            this(status, type, body, headers, silent, new CopyOnWriteArrayList<>());
        }
    }
}
