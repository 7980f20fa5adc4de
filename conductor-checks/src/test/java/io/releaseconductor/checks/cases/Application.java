package io.releaseconductor.checks.cases;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;

/** Serves the answers of a case on loopback, those of another origin on a port of their own. What it does not know is 404. */
final class Application implements AutoCloseable {

    private static final String OTHER = "other:";

    private final MockWebServer own = new MockWebServer();
    private final MockWebServer other = new MockWebServer();
    private final List<String> bodies = new CopyOnWriteArrayList<>();
    private final FieldCase told;
    private final Blanks blanks;

    Application(FieldCase told, Instant now) {
        this.told = told;
        serve(own, "");
        serve(other, OTHER);
        this.blanks = new Blanks(now, Map.of("base", base(), "other", address(other)));
    }

    String base() {
        return address(own);
    }

    String filled(String text) {
        return blanks.filled(text);
    }

    /** The bodies of all requests to the application itself, in order. */
    List<String> bodies() {
        return bodies;
    }

    private void serve(MockWebServer server, String prefix) {
        server.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                bodies.add(request.getBody() == null ? "" : request.getBody().utf8());
                return answer(prefix, request)
                        .map(Application.this::response)
                        .orElseGet(() -> new MockResponse.Builder().code(404).build());
            }
        });
        try {
            server.start(InetAddress.getLoopbackAddress(), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The answer with the same query if there is one, else that without. */
    private Optional<FieldCase.Answer> answer(String prefix, RecordedRequest request) {
        String path = prefix + request.getUrl().encodedPath();
        String query = request.getUrl().encodedQuery();
        String method = request.getMethod();
        return find(method, path + "?" + query).or(() -> find(method, path));
    }

    private Optional<FieldCase.Answer> find(String method, String path) {
        return told.answers().stream()
                .filter(a -> a.method().equals(method) && a.path().equals(path))
                .findFirst();
    }

    private MockResponse response(FieldCase.Answer answer) {
        MockResponse.Builder response = new MockResponse.Builder().code(answer.status());
        String text = blanks.filled(answer.text());
        int end = text.startsWith("\n") ? 0 : text.indexOf("\n\n");
        String head = end < 0 ? text : text.substring(0, end);
        for (String line : head.split("\n", -1)) {
            int colon = line.indexOf(':');
            if (colon > 0) {
                response.addHeader(
                        line.substring(0, colon).strip(),
                        line.substring(colon + 1).strip());
            }
        }
        String body = end < 0 ? "" : text.substring(Math.min(text.length(), end + (end == 0 ? 1 : 2)));
        if (answer.status() != 204 && answer.status() != 304) {
            response.body(body.endsWith("\n") ? body.substring(0, body.length() - 1) : body);
        }
        return response.build();
    }

    private static String address(MockWebServer server) {
        // as an address: what the name localhost leads to differs between machines
        return "http://127.0.0.1:" + server.getPort();
    }

    @Override
    public void close() {
        own.close();
        other.close();
    }
}
