package io.releaseconductor.github;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.releaseconductor.Conductor;
import io.releaseconductor.EnvironmentSettings;
import io.releaseconductor.ShipRequest;
import io.releaseconductor.ShipResult;
import io.releaseconductor.chat.CardRenderer;
import io.releaseconductor.chat.CardText;
import io.releaseconductor.check.Check;
import io.releaseconductor.check.CheckCatalog;
import io.releaseconductor.config.Variables;
import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.deployment.DeploymentStatus;
import io.releaseconductor.examples.fakegithub.Call;
import io.releaseconductor.examples.fakegithub.FakeGitHub;
import io.releaseconductor.examples.fakegithub.FakeWorkflow;
import io.releaseconductor.examples.fakegithub.Received;
import io.releaseconductor.examples.fakegithub.RunScript;
import io.releaseconductor.memory.InMemoryStateStore;
import io.releaseconductor.model.Actor;
import io.releaseconductor.model.DeployId;
import io.releaseconductor.model.Environment;
import io.releaseconductor.model.Phase;
import io.releaseconductor.model.Strategy;
import io.releaseconductor.policy.ReleasePolicy;
import io.releaseconductor.policy.RollbackTriggers;
import io.releaseconductor.spi.Authorizer;
import io.releaseconductor.spi.ChatChannel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A branch that is shipped by GitHub")
class ShippedRefTest {

    private static final String LATER = "abcdef0000abcdef0000abcdef0000abcdef0001";
    private static final Actor ADA = Actor.person("1", "Ada");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Bench bench = new Bench();
    private Conductor conductor;

    @BeforeEach
    void open() {
        bench.fake.script(RunScript.success(Duration.ofSeconds(2), Duration.ofSeconds(20)));
        bench.fake.addCommit(LATER, FakeGitHub.HEAD, "Ada Lovelace", "Not shipped");
        conductor = conductor();
    }

    private Conductor conductor() {
        return Conductor.builder()
                .variables(Variables.of(Map.of()))
                .environment(settings(Environment.STAGING))
                .environment(settings(Environment.PROD))
                .workflows(bench.workflows)
                .changeLog(bench.workflows.changeLog())
                .refs(bench.workflows.refs())
                .chat(ChatChannel.NONE)
                .alerts((alert, deployment) -> {})
                .authorizer(Authorizer.allowAll())
                .checks(CheckCatalog.of(new Check[0]))
                .store(new InMemoryStateStore())
                .clock(bench.clock)
                .build();
    }

    private static EnvironmentSettings settings(Environment environment) {
        return EnvironmentSettings.of(environment)
                .withPolicy(ReleasePolicy.DEFAULT
                        .withAutoRollback(false)
                        .withTriggers(RollbackTriggers.DEFAULT.withMinChecksPassing(0)));
    }

    @AfterEach
    void close() {
        conductor.close();
        bench.close();
    }

    private DeployId ship(ShipRequest request) {
        ShipResult result = conductor.ship(request);
        assertThat(result).isInstanceOf(ShipResult.Shipped.class);
        return ((ShipResult.Shipped) result).deployment().id();
    }

    private Deployment until(DeployId id, DeploymentStatus status) {
        for (int second = 0; second < 600; second++) {
            conductor.runDue();
            Deployment d = conductor.find(id).orElseThrow();
            if (d.status() == status) {
                return d;
            }
            bench.clock.advance(Duration.ofSeconds(1));
        }
        throw new AssertionError(conductor.find(id).toString());
    }

    private List<JsonNode> dispatched() {
        return bench.fake.received().stream()
                .filter(received -> received.call() == Call.DISPATCH)
                .map(Received::body)
                .map(ShippedRefTest::json)
                .toList();
    }

    private static JsonNode json(String body) {
        try {
            return JSON.readTree(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    @DisplayName(
            "is one commit in both waves, in the linked environment and on the cards, though it moves before the first dispatch")
    void one_commit() {
        DeployId id = ship(ShipRequest.to(Environment.STAGING, ADA)
                .withStrategy(Strategy.CANARY)
                .withRef("main"));
        bench.fake.addRef("main", LATER);
        Deployment verified = until(id, DeploymentStatus.VERIFIED);
        conductor.promote(id, ADA);
        until(id, DeploymentStatus.PROMOTED);
        conductor.runDue();
        Deployment linked = conductor.holder(Environment.PROD).orElseThrow();
        until(linked.id(), DeploymentStatus.VERIFIED);

        assertThat(dispatched())
                .hasSize(3)
                .allSatisfy(sent ->
                        assertThat(sent.at("/inputs/version").textValue()).isEqualTo(FakeGitHub.HEAD))
                .allSatisfy(sent -> assertThat(sent.at("/ref").textValue()).isEqualTo("main"));
        assertThat(CardText.render(CardRenderer.render(verified)))
                .contains("Ref: main at " + FakeGitHub.HEAD.substring(0, 7), "Version: " + FakeGitHub.HEAD, "Say hello")
                .doesNotContain("Not shipped");
        assertThat(bench.fake.count(Call.COMMIT))
                .as("one to resolve it, one to tell it")
                .isLessThanOrEqualTo(3);
    }

    @Test
    @DisplayName("is the default branch where none is named")
    void default_branch() {
        DeployId id = ship(ShipRequest.to(Environment.STAGING, ADA));
        bench.fake.addRef("main", LATER);
        Deployment verified = until(id, DeploymentStatus.VERIFIED);

        assertThat(dispatched())
                .singleElement()
                .satisfies(sent ->
                        assertThat(sent.at("/inputs/version").textValue()).isEqualTo(FakeGitHub.HEAD));
        assertThat(CardText.render(CardRenderer.render(verified))).contains("Ref: main at 5f1c2ab");
    }

    @Test
    @DisplayName(
            "is shipped as it stands when its run begins where the token may not read contents, and the card says so")
    void forbidden() {
        bench.fake.forbid(Call.COMMIT);
        DeployId id = ship(ShipRequest.to(Environment.STAGING, ADA).withRef("main"));
        assertThat(CardText.render(CardRenderer.render(conductor.find(id).orElseThrow())))
                .contains("Ref: main, at the commit that its run finds there");
        bench.fake.addRef("main", LATER);
        Deployment verified = until(id, DeploymentStatus.VERIFIED);

        assertThat(verified.version()).isEqualTo(LATER);
        assertThat(dispatched())
                .singleElement()
                .satisfies(sent ->
                        assertThat(sent.at("/inputs/version").isMissingNode()).isTrue());
        assertThat(CardText.render(CardRenderer.details(verified)))
                .contains("HTTP 403: Resource not accessible by personal access token");
    }

    @Test
    @DisplayName("is not looked up where its workflow takes no version")
    void takes_no_version() {
        bench.fake.add(FakeWorkflow.asInSpec("client-deploy.yml", "Deploy").showing("correlation_key"));
        bench.reconfigure(options -> options.withWorkflow(
                        Environment.STAGING,
                        Phase.DEPLOY,
                        WorkflowFile.of("client-deploy.yml").echoingKey())
                .withWorkflow(
                        Environment.STAGING,
                        Phase.PROMOTE,
                        WorkflowFile.of("client-deploy.yml").echoingKey()));
        conductor.close();
        conductor = conductor();
        DeployId id = ship(ShipRequest.to(Environment.STAGING, ADA).withRef("main"));

        assertThat(bench.fake.count(Call.COMMIT)).isZero();
        assertThat(conductor.find(id).orElseThrow().request().resolved()).isNull();
    }
}
