package io.releaseconductor.http.alerts;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.releaseconductor.chat.AlertAdvice;
import io.releaseconductor.deployment.Alert;
import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.deployment.WorkflowRun;
import io.releaseconductor.lock.LockNotice;
import io.releaseconductor.model.Environment;
import io.releaseconductor.spi.NodeAlert;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What is posted: a type, when it happened, and what it is about. */
final class WebhookBody {

    /** A message longer than that says no more, and bodies are to stay small. */
    private static final int LONGEST_MESSAGE = 4_000;

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final ObjectNode root = JsonNodeFactory.instance.objectNode();

    private final ObjectNode data = JsonNodeFactory.instance.objectNode();

    private WebhookBody(String type, Instant at, String id) {
        root.put("type", type).put("timestamp", at.toString()).set("data", data);
        data.put("id", id);
    }

    static WebhookBody of(Alert alert, Deployment d) {
        WebhookBody body = new WebhookBody("alert." + alert.kind().wireName(), alert.raisedAt(), alert.id());
        URI run = d.lastRun().map(WorkflowRun::url).orElse(null);
        return body.put("kind", alert.kind().wireName())
                .put("message", alert.message())
                .put("what_to_do", AlertAdvice.of(alert, d))
                .put("environment", d.environment().name())
                .put("deploy_id", d.id().value())
                .put("status", d.status().wireName())
                .put("version", d.version())
                .put("initiated_by", d.request().initiatedBy().name())
                .put("run_url", run == null ? null : run.toString());
    }

    static WebhookBody of(NodeAlert alert) {
        return new WebhookBody("node." + alert.kind().wireName(), alert.raisedAt(), alert.id())
                .put("kind", alert.kind().wireName())
                .put("message", alert.message())
                .put("node", alert.node());
    }

    static WebhookBody of(LockNotice notice, Instant now) {
        String kind = notice.kind().name().toLowerCase(Locale.ROOT);
        Environment environment = notice.lock().environment();
        return new WebhookBody("lock." + kind, now, notice.id())
                .put("kind", kind)
                .put("message", notice.message())
                .put("environment", environment == null ? null : environment.name());
    }

    private WebhookBody put(String name, @Nullable String value) {
        if (value != null) {
            data.put(name, value.length() > LONGEST_MESSAGE ? value.substring(0, LONGEST_MESSAGE) : value);
        }
        return this;
    }

    /** Half a character, which JSON could not hold, becomes a question mark. */
    byte[] bytes() {
        try {
            return MAPPER.writeValueAsString(root).getBytes(StandardCharsets.UTF_8);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Texts and nothing else are always written", e);
        }
    }
}
