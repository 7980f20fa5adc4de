package io.releaseconductor.checks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import javax.net.ssl.SSLSocketFactory;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;

/** A small web application on loopback, by path. What it does not know is 404. */
final class Site implements AutoCloseable {

    private final MockWebServer server = new MockWebServer();
    private final Map<String, Function<RecordedRequest, MockResponse>> routes = new ConcurrentHashMap<>();
    private final List<RecordedRequest> requests = new CopyOnWriteArrayList<>();

    private Site() {}

    static Site http() {
        return started(new Site());
    }

    static Site https(SSLSocketFactory sockets) {
        Site site = new Site();
        site.server.useHttps(sockets);
        return started(site);
    }

    private static Site started(Site site) {
        site.server.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                site.requests.add(request);
                return site.routes
                        .getOrDefault(
                                request.getUrl().encodedPath(),
                                r -> new MockResponse.Builder().code(404).build())
                        .apply(request);
            }
        });
        try {
            site.server.start(InetAddress.getLoopbackAddress(), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return site;
    }

    Site on(String path, MockResponse response) {
        return on(path, request -> response);
    }

    Site on(String path, Function<RecordedRequest, MockResponse> route) {
        routes.put(path, route);
        return this;
    }

    Site onJson(String path, String json) {
        return on(path, json(200, json));
    }

    URI base() {
        return URI.create("http" + (isSecure() ? "s" : "") + "://" + host() + ":" + server.getPort());
    }

    private boolean isSecure() {
        return server.url("/").isHttps();
    }

    /** As an address: what the name localhost leads to differs between machines. */
    static String host() {
        return "127.0.0.1";
    }

    List<RecordedRequest> requests() {
        return requests;
    }

    List<RecordedRequest> requestsTo(String path) {
        return requests.stream()
                .filter(r -> r.getUrl().encodedPath().equals(path))
                .toList();
    }

    static MockResponse json(int status, String json) {
        return answer(status, "application/json; charset=utf-8", json);
    }

    static MockResponse html(String html) {
        return new MockResponse.Builder()
                .setHeader("Content-Type", "text/html; charset=utf-8")
                .setHeader("Cache-Control", "no-cache")
                .body(html)
                .build();
    }

    static MockResponse script() {
        return answer(200, "text/javascript", "export {}");
    }

    static MockResponse answer(int status, String type, String body) {
        return new MockResponse.Builder()
                .code(status)
                .setHeader("Content-Type", type)
                .body(body)
                .build();
    }

    static MockResponse status(int status) {
        return new MockResponse.Builder().code(status).build();
    }

    static MockResponse redirect(int status, String location) {
        return new MockResponse.Builder()
                .code(status)
                .setHeader("Location", location)
                .build();
    }

    @Override
    public void close() {
        server.close();
    }
}
