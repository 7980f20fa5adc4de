package io.releaseconductor.examples.bot;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.releaseconductor.examples.fakegithub.FakeGitHub;
import io.releaseconductor.examples.fakegithub.ServerKind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The fake GitHub with the commits of its repository in front of it, and headers that tell of the token. */
final class GitHubWithFiles implements AutoCloseable {

    private static final String COMMITS = "/repos/" + FakeGitHub.REPOSITORY + "/commits/";

    private final FakeGitHub fake = FakeGitHub.start(ServerKind.GITHUB_COM, Clock.systemUTC());
    private final HttpClient client = HttpClient.newHttpClient();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpServer server;
    private final Map<String, String> headers = new ConcurrentHashMap<>();

    GitHubWithFiles(String token) {
        fake.accept(token);
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    URI apiUrl() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    FakeGitHub fake() {
        return fake;
    }

    GitHubWithFiles file(String name, String text) {
        fake.write(name, text);
        return this;
    }

    GitHubWithFiles header(String name, String value) {
        headers.put(name, value);
        return this;
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            if (path.startsWith(COMMITS)) {
                boolean main = path.endsWith("/main") || path.endsWith("/HEAD");
                answer(exchange, main ? 200 : 422, main ? "{\"sha\":\"" + FakeGitHub.HEAD + "\"}" : "{}");
            } else {
                relay(exchange);
            }
        }
    }

    private void relay(HttpExchange exchange) throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                URI.create(fake.apiUrl() + exchange.getRequestURI().toString()));
        for (String name : new String[] {"Authorization", "Accept", "User-Agent", "X-GitHub-Api-Version"}) {
            String value = exchange.getRequestHeaders().getFirst(name);
            if (value != null) {
                request.header(name, value);
            }
        }
        try {
            HttpResponse<String> response = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
            answer(exchange, response.statusCode(), response.body());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void answer(HttpExchange exchange, int status, String text) throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        headers.forEach(exchange.getResponseHeaders()::set);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
        fake.close();
    }
}
