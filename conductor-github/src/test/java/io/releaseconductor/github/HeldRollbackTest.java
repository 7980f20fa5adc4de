package io.releaseconductor.github;

import static org.assertj.core.api.Assertions.assertThat;

import io.releaseconductor.Conductor;
import io.releaseconductor.EnvironmentSettings;
import io.releaseconductor.ShipRequest;
import io.releaseconductor.ShipResult;
import io.releaseconductor.check.Check;
import io.releaseconductor.check.CheckCatalog;
import io.releaseconductor.config.Variables;
import io.releaseconductor.deployment.Alert;
import io.releaseconductor.deployment.AlertKind;
import io.releaseconductor.deployment.DeploymentStatus;
import io.releaseconductor.examples.fakegithub.FakeGitHub;
import io.releaseconductor.examples.fakegithub.FakeRun;
import io.releaseconductor.examples.fakegithub.FakeWorkflow;
import io.releaseconductor.examples.fakegithub.ServerKind;
import io.releaseconductor.memory.InMemoryStateStore;
import io.releaseconductor.model.Actor;
import io.releaseconductor.model.DeployId;
import io.releaseconductor.model.Environment;
import io.releaseconductor.policy.ReleasePolicy;
import io.releaseconductor.policy.RollbackTriggers;
import io.releaseconductor.spi.Authorizer;
import io.releaseconductor.spi.ChatChannel;
import io.releaseconductor.testkit.ManualClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A rollback that shares a concurrency group with deployments")
class HeldRollbackTest {

    private static final Actor ADA = Actor.person("1", "Ada");

    private final ManualClock clock = new ManualClock();
    private final FakeGitHub fake = FakeGitHub.start(ServerKind.GITHUB_COM, clock);
    private final GitHubsDescription.Watch watch = GitHubsDescription.watch(fake, ServerKind.GITHUB_COM);
    private final List<Alert> alerts = new ArrayList<>();
    private final Conductor conductor;

    HeldRollbackTest() {
        fake.accept(Planted.TOKEN);
        fake.add(FakeWorkflow.asInSpec("client-deploy.yml", "Deploy").oneAtATime("environment"));
        fake.add(FakeWorkflow.asInSpec("rollback.yml", "Rollback")
                .with("action")
                .with("version")
                .with("valid_until")
                .showing("correlation_key")
                .oneAtATime("environment"));
        ReleasePolicy byHand = ReleasePolicy.DEFAULT
                .withAutoRollback(false)
                .withTriggers(RollbackTriggers.DEFAULT.withMinChecksPassing(0));
        conductor = Conductor.builder()
                .variables(Variables.of(Map.of()))
                .environment(EnvironmentSettings.of(Environment.STAGING)
                        .withPolicy(byHand)
                        .withBaselineVersion("v1")
                        .withLinked(null))
                .workflows(GitHubHarness.adapter(GitHubHarness.options(fake), clock))
                .chat(ChatChannel.NONE)
                .alerts((alert, deployment) -> alerts.add(alert))
                .authorizer(Authorizer.allowAll())
                .checks(CheckCatalog.of(new Check[0]))
                .store(new InMemoryStateStore())
                .clock(clock)
                .build();
    }

    @AfterEach
    void close() {
        conductor.close();
        fake.close();
        watch.verify();
    }

    private void pass(Duration time) {
        clock.advance(time);
        conductor.runDue();
    }

    private DeploymentStatus status(DeployId id) {
        return conductor.find(id).orElseThrow().status();
    }

    private FakeRun last() {
        List<FakeRun> runs = fake.runs();
        return runs.get(runs.size() - 1);
    }

    @Test
    @DisplayName("waits behind one that somebody started by hand: the team is alerted at once, and once")
    void alerts() {
        clock.advance(Duration.ofSeconds(1));
        DeployId id = ((ShipResult.Shipped) conductor.ship(ShipRequest.to(Environment.STAGING, ADA)))
                .deployment()
                .id();
        conductor.runDue();
        last().set("completed", "success", clock.instant());
        pass(Duration.ofMinutes(1));
        assertThat(status(id)).isEqualTo(DeploymentStatus.VERIFIED);

        FakeRun byHand = fake.startRun("client-deploy.yml", "by hand", Map.of("environment", "staging"), "somebody");
        byHand.set("in_progress", null, clock.instant());
        conductor.rollback(id, ADA);
        pass(Duration.ofSeconds(1));
        for (int i = 0; i < 3; i++) {
            pass(Duration.ofMinutes(1));
        }
        assertThat(alerts)
                .filteredOn(alert -> alert.kind() == AlertKind.ROLLBACK_HELD)
                .extracting(Alert::message)
                .containsExactly("The rollback does not begin: run " + last().id()
                        + " is held back, waiting for another run of its concurrency group to end:"
                        + " https://github.example/acme/app/actions/runs/" + last().id());

        byHand.set("completed", "success", clock.instant());
        pass(Duration.ofMinutes(1));
        last().set("completed", "success", clock.instant());
        pass(Duration.ofMinutes(1));
        pass(Duration.ofMinutes(1));
        assertThat(status(id)).isEqualTo(DeploymentStatus.ROLLED_BACK);
    }
}
