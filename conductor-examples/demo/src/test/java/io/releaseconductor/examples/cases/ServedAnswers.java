package io.releaseconductor.examples.cases;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import io.releaseconductor.examples.demo.app.LocalServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * Serves the blocks {@code --- METHOD /path status} of a case on loopback: in each stand headers, an empty line and the body. Those
 * of another origin, {@code other:/path}, have a port of their own. What is not told is 404.
 */
final class ServedAnswers implements AutoCloseable {

    private static final String OTHER = "other:";

    private final CaseFile told;
    private final LocalServer own;
    private final LocalServer other;
    private final Blanks blanks;

    ServedAnswers(CaseFile told, Instant now) {
        this.told = told;
        try {
            this.own = LocalServer.start("own", exchange -> answer("", exchange));
            this.other = LocalServer.start("other", exchange -> answer(OTHER, exchange));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        this.blanks = new Blanks(
                now, Map.of("base", own.base().toString(), "other", other.base().toString()));
    }

    String base() {
        return own.base().toString();
    }

    String filled(String text) {
        return blanks.filled(text);
    }

    private void answer(String prefix, HttpExchange exchange) throws IOException {
        try (exchange) {
            exchange.getRequestBody().readAllBytes();
            String asked = exchange.getRequestMethod() + " " + prefix
                    + exchange.getRequestURI().getRawPath();
            String query = exchange.getRequestURI().getRawQuery();
            Optional<CaseFile.Block> found = block(asked + "?" + query).or(() -> block(asked));
            if (found.isEmpty()) {
                exchange.sendResponseHeaders(404, -1);
                return;
            }
            send(found.get(), exchange);
        }
    }

    private Optional<CaseFile.Block> block(String asked) {
        return told.blocks().stream()
                .filter(block -> block.title().startsWith(asked + " "))
                .findFirst();
    }

    private void send(CaseFile.Block block, HttpExchange exchange) throws IOException {
        String text = blanks.filled(block.text());
        int end = text.startsWith("\n") ? 0 : text.indexOf("\n\n");
        for (String line : (end < 0 ? text : text.substring(0, end)).split("\n", -1)) {
            int colon = line.indexOf(':');
            if (colon > 0) {
                exchange.getResponseHeaders()
                        .add(
                                line.substring(0, colon).strip(),
                                line.substring(colon + 1).strip());
            }
        }
        String body = end < 0 ? "" : text.substring(end == 0 ? 1 : end + 2);
        byte[] bytes = (body.endsWith("\n") ? body.substring(0, body.length() - 1) : body).getBytes(UTF_8);
        int status = Integer.parseInt(block.title().substring(block.title().lastIndexOf(' ') + 1));
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    @Override
    public void close() {
        own.close();
        other.close();
    }
}
