package io.releaseconductor.examples.bot;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.releaseconductor.config.ConfigurationException;
import io.releaseconductor.github.GitHubWebhook;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes GitHub's deliveries over HTTP. TLS is the business of what stands in front of it. */
final class WebhookServer implements AutoCloseable {

    static final String PATH = "/github/webhook";

    private static final Logger LOG = LoggerFactory.getLogger(WebhookServer.class);
    private static final int THREADS = 4;

    private final HttpServer server;
    private final ExecutorService threads;

    private WebhookServer(HttpServer server, ExecutorService threads) {
        this.server = server;
        this.threads = threads;
    }

    /**
     * Opens the port.
     *
     * @param port the port, or 0 for any that is free
     * @param webhook what the deliveries go to
     * @return the server, to be closed
     * @throws ConfigurationException if the port cannot be opened
     */
    static WebhookServer start(int port, GitHubWebhook webhook) {
        HttpServer server;
        try {
            server = HttpServer.create(new InetSocketAddress(port), 0);
        } catch (IOException e) {
            throw new ConfigurationException(List.of("SHIP_WEBHOOK_PORT: " + port + " cannot be opened: "
                    + e.getMessage() + "; see what else listens there, or choose another port"));
        }
        ExecutorService threads = Executors.newFixedThreadPool(THREADS, task -> {
            Thread thread = new Thread(task, "webhook");
            thread.setDaemon(true);
            return thread;
        });
        server.setExecutor(threads);
        server.createContext(PATH, exchange -> receive(exchange, webhook));
        server.start();
        return new WebhookServer(server, threads);
    }

    int port() {
        return server.getAddress().getPort();
    }

    private static void receive(HttpExchange exchange, GitHubWebhook webhook) throws IOException {
        try (exchange) {
            if (!exchange.getRequestMethod().equals("POST")) {
                answer(
                        exchange,
                        new GitHubWebhook.Answer(405, "this is for GitHub's deliveries, which are sent with POST"));
                return;
            }
            byte[] body = exchange.getRequestBody().readNBytes(GitHubWebhook.MAX_BODY_BYTES + 1);
            GitHubWebhook.Answer answer = webhook.receive(exchange.getRequestHeaders()::getFirst, body);
            if (answer.status() >= 400) {
                LOG.warn("A delivery was answered with {}: {}", answer.status(), answer.reason());
            }
            answer(exchange, answer);
        }
    }

    private static void answer(HttpExchange exchange, GitHubWebhook.Answer answer) throws IOException {
        byte[] text = answer.reason().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "text/plain; charset=utf-8");
        exchange.sendResponseHeaders(answer.status(), text.length);
        exchange.getResponseBody().write(text);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdown();
    }
}
