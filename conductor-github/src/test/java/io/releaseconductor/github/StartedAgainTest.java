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
import io.releaseconductor.deployment.Alert;
import io.releaseconductor.deployment.AlertKind;
import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.deployment.DeploymentStatus;
import io.releaseconductor.examples.fakegithub.FakeGitHub;
import io.releaseconductor.examples.fakegithub.FakeRun;
import io.releaseconductor.examples.fakegithub.FakeWorkflow;
import io.releaseconductor.examples.fakegithub.Received;
import io.releaseconductor.examples.fakegithub.ServerKind;
import io.releaseconductor.memory.InMemoryStateStore;
import io.releaseconductor.model.Actor;
import io.releaseconductor.model.DeployId;
import io.releaseconductor.model.Environment;
import io.releaseconductor.model.Phase;
import io.releaseconductor.policy.ReleasePolicy;
import io.releaseconductor.policy.RollbackTriggers;
import io.releaseconductor.spi.Authorizer;
import io.releaseconductor.spi.ChatChannel;
import io.releaseconductor.testkit.ManualClock;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A run that failed and that a person runs again at GitHub")
class StartedAgainTest {

    private final ManualClock clock = new ManualClock();
    private final FakeGitHub fake = FakeGitHub.start(ServerKind.GITHUB_COM, clock);
    private final Conductor conductor;
    private final GitHubWebhook webhook;

    StartedAgainTest() {
        fake.accept(Planted.TOKEN);
        fake.add(FakeWorkflow.asInSpec("backend-deploy.yml", "Deploy").showing("correlation_key"));
        GitHubOptions options = GitHubHarness.options(fake)
                .wokenByWebhook()
                .withWorkflow(
                        Environment.PROD,
                        Phase.DEPLOY,
                        WorkflowFile.of("backend-deploy.yml").echoingKey());
        ReleasePolicy byHand = ReleasePolicy.DEFAULT
                .withAutoRollback(false)
                .withTriggers(RollbackTriggers.DEFAULT.withMinChecksPassing(0));
        conductor = Conductor.builder()
                .variables(Variables.of(Map.of()))
                .environment(EnvironmentSettings.of(Environment.STAGING)
                        .withPolicy(byHand)
                        .withLinked(null))
                .environment(EnvironmentSettings.of(Environment.PROD).withPolicy(byHand))
                .workflows(GitHubHarness.adapter(options, clock))
                .chat(ChatChannel.NONE)
                .alerts((alert, deployment) -> {})
                .authorizer(Authorizer.allowAll())
                .checks(CheckCatalog.of(new Check[0]))
                .store(new InMemoryStateStore())
                .clock(clock)
                .build();
        webhook = GitHubWebhook.of(conductor, new Secret(WebhookWorld.SECRET));
    }

    @AfterEach
    void close() {
        conductor.close();
        fake.close();
    }

    private DeployId ship(String environment) {
        clock.advance(Duration.ofSeconds(1));
        ShipResult result = conductor.ship(ShipRequest.to(new Environment(environment), Actor.person("1", "Ada")));
        conductor.runDue();
        return ((ShipResult.Shipped) result).deployment().id();
    }

    private FakeRun last() {
        List<FakeRun> runs = fake.runs();
        return runs.get(runs.size() - 1);
    }

    private Deployment now(DeployId id) {
        return conductor.find(id).orElseThrow();
    }

    /** GitHub says how the run stands, and the node goes on. */
    private String deliver(FakeRun run, int attempt, String action) {
        clock.advance(Duration.ofSeconds(10));
        byte[] body = ("{\"action\":\"" + action + "\",\"workflow_run\":{\"id\":" + run.id() + ",\"display_title\":\""
                        + run.title() + "\",\"event\":\"workflow_dispatch\",\"run_attempt\":" + attempt + "}}")
                .getBytes(StandardCharsets.UTF_8);
        return deliver("workflow_run", body);
    }

    private String deliver(String event, byte[] body) {
        Map<String, String> headers = WebhookWorld.headers(event, body);
        String reason = webhook.receive(name -> WebhookWorld.lookUp(headers, name), body)
                .reason();
        conductor.runDue();
        return reason;
    }

    private void fails(FakeRun run, int attempt) {
        run.set("in_progress", null, clock.instant());
        deliver(run, attempt, "in_progress");
        run.set("completed", "failure", clock.instant());
        deliver(run, attempt, "completed");
    }

    private DeployId shipAndFail(String environment) {
        DeployId id = ship(environment);
        fails(last(), 1);
        assertThat(now(id).status()).isEqualTo(DeploymentStatus.FAILED);
        return id;
    }

    private void runAgain(FakeRun run) {
        clock.advance(Duration.ofMinutes(2));
        run.rerun(clock.instant());
        run.set("in_progress", null, clock.instant());
    }

    @Nested
    @DisplayName("where webhooks come in")
    class Woken {

        @ParameterizedTest(name = "{0}")
        @ValueSource(strings = {"staging", "prod"})
        @DisplayName("is watched again at once, and verified, whether its title shows its key or not")
        void is_watched_again(String environment) {
            DeployId id = shipAndFail(environment);
            runAgain(last());
            assertThat(deliver(last(), 2, "in_progress")).isEqualTo("looking at " + id);
            assertThat(now(id).status()).isEqualTo(DeploymentStatus.DEPLOYING);
            assertThat(now(id).deployPhase().run().orElseThrow().runAttempt()).isEqualTo(2);
            assertThat(now(id).deployPhase().run().orElseThrow().detail())
                    .isEqualTo("started again at GitHub, attempt 2");

            last().set("completed", "success", clock.instant());
            deliver(last(), 2, "completed");
            assertThat(now(id).status()).isEqualTo(DeploymentStatus.VERIFIED);
        }

        @ParameterizedTest(name = "{0}")
        @ValueSource(strings = {"staging", "prod"})
        @DisplayName("is watched again hours later, also if only its end is told")
        void much_later(String environment) {
            DeployId id = shipAndFail(environment);
            clock.advance(Duration.ofHours(6));
            conductor.runDue();
            runAgain(last());
            last().set("completed", "success", clock.instant());
            deliver(last(), 2, "completed");

            assertThat(now(id).status()).isEqualTo(DeploymentStatus.VERIFIED);
        }

        @Test
        @DisplayName("is watched again when it waits for a reviewer at once")
        void waits_for_a_reviewer() {
            DeployId id = shipAndFail("staging");
            runAgain(last());
            last().waitFor(List.of("alice"), clock.instant());
            byte[] body = ("{\"action\":\"waiting\",\"workflow_job\":{\"id\":5,\"run_attempt\":2,\"run_id\":"
                            + last().id() + "}}")
                    .getBytes(StandardCharsets.UTF_8);

            assertThat(deliver("workflow_job", body)).isEqualTo("looking at " + id);
            assertThat(now(id).status()).isEqualTo(DeploymentStatus.DEPLOYING);
            assertThat(now(id).deployPhase().run().orElseThrow().detail()).startsWith("waiting for the environment");
        }

        @Test
        @DisplayName("and fails again fails the deployment again, and can be run again once more")
        void fails_again() {
            DeployId id = shipAndFail("staging");
            runAgain(last());
            fails(last(), 2);
            assertThat(now(id).status()).isEqualTo(DeploymentStatus.FAILED);
            assertThat(now(id).alerts())
                    .extracting(Alert::kind)
                    .containsExactly(AlertKind.DEPLOYMENT_FAILED, AlertKind.DEPLOYMENT_FAILED);

            runAgain(last());
            deliver(last(), 3, "in_progress");
            assertThat(now(id).status()).isEqualTo(DeploymentStatus.DEPLOYING);
        }

        @Test
        @DisplayName("is not watched where another one was shipped since, which the team is told once")
        void shipped_since() {
            DeployId id = shipAndFail("prod");
            FakeRun run = last();
            DeployId other = ship("prod");
            runAgain(run);
            deliver(run, 2, "in_progress");
            run.set("completed", "success", clock.instant());
            deliver(run, 2, "completed");

            assertThat(now(id).status()).isEqualTo(DeploymentStatus.FAILED);
            assertThat(now(other).status()).isEqualTo(DeploymentStatus.DEPLOYING);
            assertThat(now(id).alerts())
                    .filteredOn(alert -> alert.kind() == AlertKind.STRAY_RUN)
                    .singleElement()
                    .satisfies(alert -> assertThat(alert.message())
                            .isEqualTo("Deploy: run " + run.id() + " was started again (attempt 2) and is not watched:"
                                    + " look whether it has to be stopped. " + other + " was shipped since."));
        }

        @Test
        @DisplayName("wakes nobody by what is told of its first attempt, and nobody whose run had succeeded")
        void wakes_nobody() {
            DeployId id = shipAndFail("staging");
            long revision = now(id).revision();
            assertThat(deliver(last(), 1, "completed")).isEqualTo("ignored: no unsettled deployment has this run");
            assertThat(now(id).revision()).isEqualTo(revision);

            DeployId well = ship("prod");
            last().set("completed", "success", clock.instant());
            deliver(last(), 1, "completed");
            conductor.promote(well, Actor.person("1", "Ada"));
            assertThat(deliver(last(), 2, "in_progress")).isEqualTo("ignored: no unsettled deployment has this run");
        }
    }

    @Test
    @DisplayName("costs twelve looks of which GitHub counts none, if nobody does so")
    void costs() {
        DeployId id = shipAndFail("staging");
        fake.forget();
        for (int minute = 0; minute < 180; minute++) {
            clock.advance(Duration.ofMinutes(1));
            conductor.runDue();
        }

        assertThat(now(id).dueAt()).isNull();
        assertThat(fake.received().stream().map(Received::path).filter(path -> path.endsWith(last().id())))
                .hasSize(12);
        assertThat(fake.received()).hasSize(24).noneMatch(Received::counted);
    }
}
