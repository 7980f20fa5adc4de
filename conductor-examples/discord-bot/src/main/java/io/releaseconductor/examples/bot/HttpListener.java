package io.releaseconductor.examples.bot;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.releaseconductor.config.ConfigurationException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The bot's one HTTP port, with a page at each of a few paths. TLS is the business of what stands in front of it.
 *
 * <p>Each connection has a thread while a request is read and answered, so that one slow client holds up nobody else; how many there may be,
 * and how long each may take, is limited. What comes beyond that is turned away until others have ended.
 */
final class HttpListener implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(HttpListener.class);

    /** Read by the JDK's server when the first one is made; seconds. What the command line says wins. */
    private static final Map<String, String> LIMITS = Map.of(
            "jdk.httpserver.maxConnections", "128",
            "sun.net.httpserver.maxIdleConnections", "32",
            "sun.net.httpserver.idleInterval", "10",
            "sun.net.httpserver.maxReqTime", "10",
            "sun.net.httpserver.maxRspTime", "30",
            "sun.net.httpserver.maxReqHeaders", "100");

    static {
        LIMITS.forEach((name, value) -> {
            if (System.getProperty(name) == null) {
                System.setProperty(name, value);
            }
        });
    }

    private final HttpServer server;
    private final ExecutorService threads;

    private HttpListener(HttpServer server, ExecutorService threads) {
        this.server = server;
        this.threads = threads;
    }

    /**
     * Opens the port.
     *
     * @param where the port
     * @param pages what is at which path; nothing is at any other
     * @return the listener, to be closed
     * @throws ConfigurationException if the port cannot be opened
     */
    static HttpListener open(HttpPart.Listener where, Map<String, WebPage> pages) {
        HttpServer server;
        try {
            server = HttpServer.create(where.address(), 0);
        } catch (IOException e) {
            ConfigurationException refused =
                    new ConfigurationException(List.of(where.variable() + ": " + where.words() + " cannot be opened: "
                            + e.getMessage() + "; see what else listens there, or choose another port"));
            refused.initCause(e);
            throw refused;
        }
        ExecutorService threads = Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, "http");
            thread.setDaemon(true);
            return thread;
        });
        server.setExecutor(threads);
        Map<String, WebPage> known = Map.copyOf(pages);
        server.createContext("/", exchange -> {
            try (exchange) {
                String path = exchange.getRequestURI().getPath();
                send(exchange, answer(exchange, path == null ? null : known.get(path)));
            }
        });
        server.start();
        return new HttpListener(server, threads);
    }

    int port() {
        return server.getAddress().getPort();
    }

    private static WebAnswer answer(HttpExchange exchange, @Nullable WebPage page) throws IOException {
        if (page == null) {
            return WebAnswer.text(404, "there is nothing here");
        }
        try {
            return page.answer(exchange);
        } catch (RuntimeException e) {
            LOG.error("{} could not be answered", exchange.getRequestURI().getPath(), e);
            return WebAnswer.text(500, "the bot could not answer; its log says why");
        }
    }

    private static void send(HttpExchange exchange, WebAnswer answer) throws IOException {
        byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
        boolean head = exchange.getRequestMethod().equals("HEAD");
        exchange.getResponseHeaders().set("Content-Type", answer.type());
        exchange.getResponseHeaders().set("Cache-Control", "no-store");
        exchange.sendResponseHeaders(answer.status(), head ? -1 : body.length);
        if (!head) {
            exchange.getResponseBody().write(body);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdown();
    }
}
