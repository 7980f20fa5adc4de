package io.releaseconductor.http.alerts;

import io.releaseconductor.config.Secret;
import io.releaseconductor.spi.AlertSink;
import io.releaseconductor.testkit.AlertHarness;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;

/** A receiver that takes nothing whose signature is wrong, and what sends to it. */
final class WebhookHarness implements AlertHarness {

    static final String KEY = "whsec_"
            + Base64.getEncoder().encodeToString("a key of twenty-five bytes".getBytes(StandardCharsets.UTF_8));

    static final String OLDER_KEY = "whsec_"
            + Base64.getEncoder().encodeToString("an older one with as many bytes".getBytes(StandardCharsets.UTF_8));

    private final MockWebServer server = new MockWebServer();
    private final List<String> arrived = new CopyOnWriteArrayList<>();
    final List<RecordedRequest> requests = new CopyOnWriteArrayList<>();
    private final Clock clock;
    private volatile boolean down;
    volatile int status = 204;
    volatile Map<String, String> headers = Map.of();

    WebhookHarness(Clock clock) throws IOException {
        this.clock = clock;
        server.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                return answer(request);
            }
        });
        server.start();
    }

    private MockResponse answer(RecordedRequest request) {
        if (down) {
            return new MockResponse.Builder()
                    .onRequestStart(SocketEffect.ShutdownConnection.INSTANCE)
                    .code(500)
                    .build();
        }
        requests.add(request);
        if (!isSigned(request, KEY)) {
            return new MockResponse.Builder().code(401).build();
        }
        if (status / 100 == 2) {
            arrived.add(request.getBody().utf8());
        }
        MockResponse.Builder response = new MockResponse.Builder().code(status);
        headers.forEach(response::setHeader);
        return response.build();
    }

    /** As a receiver verifies it: over the raw body, and by any of the signatures. */
    static boolean isSigned(RecordedRequest request, String key) {
        String id = request.getHeaders().get("webhook-id");
        String timestamp = request.getHeaders().get("webhook-timestamp");
        String signatures = request.getHeaders().get("webhook-signature");
        return List.of(signatures.split(" "))
                .contains(SigningKey.of(new Secret(key))
                        .sign(id, Long.parseLong(timestamp), request.getBody().toByteArray()));
    }

    WebhookOptions options() {
        return WebhookOptions.of(
                server.url("/hooks/T0KEN-IN-THE-PATH?secret=in-the-query").uri(), new Secret(KEY));
    }

    WebhookAlerts webhook() {
        return WebhookAlerts.of(options(), clock);
    }

    URI elsewhere() {
        return server.url("/elsewhere").uri();
    }

    @Override
    public AlertSink sink() {
        return webhook();
    }

    @Override
    public List<String> arrived() {
        return arrived;
    }

    @Override
    public void goDown() {
        down = true;
    }

    @Override
    public void comeUp() {
        down = false;
    }

    @Override
    public Set<String> secrets() {
        return Set.of(KEY, KEY.substring(6), "T0KEN-IN-THE-PATH", "in-the-query");
    }

    @Override
    public void close() {
        server.close();
    }
}
