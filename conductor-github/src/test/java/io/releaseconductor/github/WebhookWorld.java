package io.releaseconductor.github;

import static org.assertj.core.api.Assertions.assertThat;

import io.releaseconductor.Conductor;
import io.releaseconductor.EnvironmentSettings;
import io.releaseconductor.ShipRequest;
import io.releaseconductor.ShipResult;
import io.releaseconductor.check.Check;
import io.releaseconductor.check.CheckCatalog;
import io.releaseconductor.config.Secret;
import io.releaseconductor.config.Variables;
import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.deployment.Stage;
import io.releaseconductor.memory.InMemoryStateStore;
import io.releaseconductor.model.Actor;
import io.releaseconductor.model.DeployId;
import io.releaseconductor.model.Environment;
import io.releaseconductor.model.Phase;
import io.releaseconductor.policy.ReleasePolicy;
import io.releaseconductor.policy.RollbackTriggers;
import io.releaseconductor.spi.Authorizer;
import io.releaseconductor.spi.ChatChannel;
import io.releaseconductor.spi.StateStore;
import io.releaseconductor.testkit.FakeWorkflows;
import io.releaseconductor.testkit.ManualClock;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** A conductor with a deployment whose run is watched, and deliveries as GitHub makes them. */
final class WebhookWorld {

    static final String SECRET = "It's a Secret to Everybody";

    final ManualClock clock = new ManualClock();
    final FakeWorkflows workflows = new FakeWorkflows(clock);
    final Conductor conductor;
    final GitHubWebhook webhook;

    WebhookWorld() {
        this(new InMemoryStateStore());
    }

    WebhookWorld(StateStore store) {
        ReleasePolicy byHand = ReleasePolicy.DEFAULT
                .withAutoRollback(false)
                .withTriggers(RollbackTriggers.DEFAULT.withMinChecksPassing(0));
        conductor = Conductor.builder()
                .variables(Variables.of(Map.of()))
                .environment(EnvironmentSettings.of(Environment.STAGING).withPolicy(byHand))
                .environment(EnvironmentSettings.of(Environment.PROD).withPolicy(byHand))
                .workflows(workflows)
                .chat(ChatChannel.NONE)
                .alerts((alert, deployment) -> {})
                .authorizer(Authorizer.allowAll())
                .checks(CheckCatalog.of(new Check[0]))
                .store(store)
                .clock(clock)
                .build();
        webhook = GitHubWebhook.of(conductor, new Secret(SECRET));
    }

    Deployment ship(Environment environment) {
        ShipResult result = conductor.ship(ShipRequest.to(environment, Actor.person("1", "Ada")));
        assertThat(result).isInstanceOf(ShipResult.Shipped.class);
        conductor.runDue();
        return now(((ShipResult.Shipped) result).deployment().id());
    }

    Deployment now(DeployId id) {
        return conductor.find(id).orElseThrow();
    }

    String runId(Deployment d) {
        return workflows.run(d.id(), Phase.DEPLOY).orElseThrow().id();
    }

    /** Whether the run is to be looked at now, and not only at the planner's pace. */
    boolean isWoken(DeployId id) {
        return now(id).deployPhase().stage() instanceof Stage.Running running
                && clock.instant().equals(running.lookAgainAt());
    }

    void tick() {
        clock.advance(Duration.ofMillis(10));
    }

    static byte[] run(String id, String title, String event) {
        return run(id, "completed", title, event);
    }

    static byte[] run(String id, String action, String title, String event) {
        return ("{\"action\":\"" + action + "\",\"workflow_run\":{\"id\":" + id
                        + ",\"name\":\"Client Deploy\",\"display_title\":\""
                        + title + "\",\"event\":\"" + event + "\",\"status\":\"completed\",\"conclusion\":\"failure\"},"
                        + "\"repository\":{\"full_name\":\"acme/app\"}}")
                .getBytes(StandardCharsets.UTF_8);
    }

    static byte[] job(String runId, String action) {
        return ("{\"action\":\"" + action + "\",\"workflow_job\":{\"id\":5,\"run_id\":" + runId + "}}")
                .getBytes(StandardCharsets.UTF_8);
    }

    static Map<String, String> headers(String event, byte[] body) {
        Map<String, String> headers = new HashMap<>();
        headers.put("x-github-event", event);
        headers.put("x-github-delivery", UUID.randomUUID().toString());
        headers.put("x-hub-signature-256", sign(SECRET, body));
        headers.put("content-type", "application/json");
        return headers;
    }

    GitHubWebhook.Answer deliver(String event, byte[] body) {
        return deliver(headers(event, body), body);
    }

    GitHubWebhook.Answer deliver(Map<String, String> headers, byte[] body) {
        return webhook.receive(name -> lookUp(headers, name), body);
    }

    static @Nullable String lookUp(Map<String, String> headers, String name) {
        return headers.get(name.toLowerCase(Locale.ROOT));
    }

    static String sign(String secret, byte[] body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return "sha256=" + HexFormat.of().formatHex(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
