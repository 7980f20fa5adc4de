package io.releaseconductor.github;

import static org.assertj.core.api.Assertions.assertThat;

import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.model.DeployId;
import io.releaseconductor.model.Environment;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever comes in over HTTP. */
@Label("Webhook deliveries")
class GitHubWebhookPropertiesTest {

    private final WebhookWorld world = new WebhookWorld();
    private final Deployment staging = world.ship(Environment.STAGING);

    @Provide
    Arbitrary<Map<String, String>> headers() {
        Arbitrary<String> name =
                Arbitraries.of("x-github-event", "x-github-delivery", "x-hub-signature-256", "content-type", "other");
        Arbitrary<String> value = Arbitraries.oneOf(
                Arbitraries.strings().ofMaxLength(80),
                Arbitraries.of(
                        "workflow_run",
                        "workflow_job",
                        "ping",
                        "application/json",
                        "application/x-www-form-urlencoded",
                        "sha256="));
        return Arbitraries.maps(name, value);
    }

    /** JSON of nearly the right shape, with anything where something is expected. */
    @Provide
    Arbitrary<String> payload() {
        Arbitrary<String> value = Arbitraries.oneOf(
                Arbitraries.of(
                        "null", "1", "-1e400", "true", "[]", "{}", "\"workflow_dispatch\"", "99999999999999999999"),
                Arbitraries.of(staging.id() + "/deploy/1", staging.id() + "/rollback/999999999999", "ship--1/deploy/1")
                        .map(key -> "\"" + key + "\""),
                Arbitraries.strings().alpha().ofMaxLength(20).map(text -> "\"" + text + "\""));
        return Combinators.combine(value, value, value, value)
                .as((id, title, event, name) -> "{\"action\":" + name + ",\"workflow_run\":{\"id\":" + id
                        + ",\"display_title\":" + title + ",\"event\":" + event + ",\"name\":" + name
                        + "},\"workflow_job\":{\"run_id\":" + id + "}}");
    }

    @Property(tries = 500)
    @Label("without a good signature are refused, whatever bytes and headers they have")
    void anyBytesAndHeaders(@ForAll("headers") Map<String, String> headers, @ForAll byte[] body) {
        assertThat(world.deliver(headers, body).status()).isEqualTo(401);
    }

    @Property(tries = 500)
    @Label("that are signed are answered, whatever bytes and headers they have")
    void anySignedBytes(@ForAll("headers") Map<String, String> headers, @ForAll byte[] body) {
        headers.put("x-hub-signature-256", WebhookWorld.sign(WebhookWorld.SECRET, body));
        headers.putIfAbsent("x-github-event", "workflow_run");
        assertThat(world.deliver(headers, body).status()).isIn(200, 400);
    }

    @Property(tries = 500)
    @Label("change nothing of a deployment but when its run is looked at next")
    void anyPayload(@ForAll("payload") String payload) {
        Deployment before = world.now(staging.id());
        byte[] body = payload.getBytes(StandardCharsets.UTF_8);
        assertThat(world.deliver("workflow_run", body).status()).isEqualTo(200);
        assertThat(world.deliver("deployment_review", body).status()).isEqualTo(200);
        Deployment after = world.now(staging.id());
        assertThat(after.status()).isEqualTo(before.status());
        assertThat(after.deployPhase().run()).isEqualTo(before.deployPhase().run());
    }

    @Property(tries = 500)
    @Label("find a key wherever it stands in a title as a whole word, and nowhere else")
    void keys(@ForAll("around") String before, @ForAll("around") String after) {
        DeployId id = staging.id();
        assertThat(CorrelationKeys.deployments(before + " " + id + "/deploy/12 " + after))
                .contains(id);
        assertThat(CorrelationKeys.deployments(before + "x" + id + "/deploy/12 " + after))
                .doesNotContain(id);
        assertThat(CorrelationKeys.deployments(before + " " + id + "/deploy/12x" + after))
                .doesNotContain(id);
        assertThat(CorrelationKeys.deployments(before + " " + id + "/deploy " + after))
                .doesNotContain(id);
    }

    @Provide
    Arbitrary<String> around() {
        return Arbitraries.strings().ofMaxLength(300);
    }
}
