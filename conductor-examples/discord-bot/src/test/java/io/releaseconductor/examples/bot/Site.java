package io.releaseconductor.examples.bot;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A web server of fixed answers: path to status and body. */
final class Site implements AutoCloseable {

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Map<String, Answer> answers = new ConcurrentHashMap<>();

    private record Answer(int status, String type, String body, Map<String, String> headers) {}

    private Site(HttpServer server) {
        this.server = server;
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    static Site start() {
        try {
            return new Site(HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The application as the built-in checks like it. */
    static Site application() {
        Site site = start();
        site.page("/", "<!doctype html><html><body>Shop</body></html>");
        site.json("/health", 200, "{\"status\":\"ok\",\"database\":\"ok\",\"redis\":\"ok\"}");
        site.json("/api/search", 200, "{\"results\":[{\"id\":1}]}");
        site.json(
                "/api/media/presign",
                200,
                "{\"url\":\"" + site.url()
                        + "/bucket/a.png?X-Amz-Credential=key&X-Amz-Signature=0123456789abcdef&X-Amz-Expires=900\"}");
        site.page("/bucket/a.png", "stored");
        return site;
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    void page(String path, String html) {
        answers.put(path, new Answer(200, "text/html; charset=utf-8", html, Map.of("Cache-Control", "no-cache")));
    }

    Site json(String path, int status, String body) {
        answers.put(path, new Answer(status, "application/json", body, Map.of()));
        return this;
    }

    Site json(String path, int status, String body, Map<String, String> headers) {
        answers.put(path, new Answer(status, "application/json", body, headers));
        return this;
    }

    void remove(String path) {
        answers.remove(path);
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            exchange.getRequestBody().readAllBytes();
            Answer answer = answers.getOrDefault(
                    exchange.getRequestURI().getPath(),
                    new Answer(404, "application/json", "{\"message\":\"Not Found\"}", Map.of()));
            byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", answer.type());
            answer.headers().forEach(exchange.getResponseHeaders()::set);
            exchange.sendResponseHeaders(answer.status(), body.length);
            exchange.getResponseBody().write(body);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
