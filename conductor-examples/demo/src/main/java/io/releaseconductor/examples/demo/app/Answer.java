package io.releaseconductor.examples.demo.app;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What an endpoint answers.
 *
 * @param status the HTTP status
 * @param headers the headers
 * @param body the body
 * @param longer how much longer it is counted to have taken than it did
 */
record Answer(int status, Map<String, String> headers, String body, Duration longer) {

    private static final ObjectMapper JSON = new ObjectMapper();

    Answer {
        headers = Map.copyOf(headers);
    }

    static Answer of(int status, String contentType, String body) {
        return new Answer(status, Map.of("Content-Type", contentType + "; charset=utf-8"), body, Duration.ZERO);
    }

    static Answer text(int status, String body) {
        return of(status, "text/plain", body);
    }

    static Answer json(int status, Map<String, ?> body) {
        try {
            return of(status, "application/json", JSON.writeValueAsString(body));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("maps of texts and numbers can be written", e);
        }
    }

    static Answer methodNotAllowed(String allowed) {
        return text(405, "Method not allowed; allowed: " + allowed).with("Allow", allowed);
    }

    Answer with(String header, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new Answer(status, more, body, longer);
    }

    Answer countedAsLonger(Duration time) {
        return new Answer(status, headers, body, time);
    }

    void send(HttpExchange exchange) throws IOException {
        headers.forEach(exchange.getResponseHeaders()::set);
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        boolean headOnly = exchange.getRequestMethod().equals("HEAD");
        exchange.sendResponseHeaders(status, headOnly || bytes.length == 0 ? -1 : bytes.length);
        if (!headOnly) {
            exchange.getResponseBody().write(bytes);
        }
    }
}
