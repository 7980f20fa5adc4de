package io.releaseconductor;

import static org.assertj.core.api.Assertions.assertThat;

import io.releaseconductor.deployment.Alert;
import io.releaseconductor.deployment.AlertKind;
import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.deployment.DeploymentStatus;
import io.releaseconductor.deployment.DispatchOutcome;
import io.releaseconductor.deployment.RunConclusion;
import io.releaseconductor.deployment.RunStatus;
import io.releaseconductor.deployment.WorkflowRun;
import io.releaseconductor.model.DeployId;
import io.releaseconductor.model.Environment;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Past the conductor, at the CI service. */
@DisplayName("A failed run that a person starts again")
class StartedAgainTest {

    private final World world = new World();
    private final Map<String, RunConclusion> ends = new HashMap<>();
    private final Map<String, Integer> attempts = new HashMap<>();
    private final Conductor conductor;

    StartedAgainTest() {
        world.workflows.onLook = run -> new WorkflowRun(
                run.id(),
                null,
                RunStatus.COMPLETED,
                ends.getOrDefault(run.id(), RunConclusion.SUCCESS),
                attempts.getOrDefault(run.id(), 1),
                true,
                run.version(),
                null);
        conductor = world.builder().build();
    }

    private Deployment ship(String version) {
        world.clock.tick(Duration.ofSeconds(1));
        return World.shipped(conductor.ship(World.toStaging().withVersion(version)));
    }

    /** Ships a version whose run, of this id, fails. */
    private DeployId shipAndFail(String version, String runId) {
        ends.put(runId, RunConclusion.FAILURE);
        DeployId id = ship(version).id();
        Deployment failed = world.runUntil(conductor, id, DeploymentStatus.FAILED);
        assertThat(failed.deployPhase().run().orElseThrow().id()).isEqualTo(runId);
        world.clock.tick(Duration.ofMinutes(2));
        return id;
    }

    private void startAgain(String runId, RunConclusion end) {
        attempts.merge(runId, 2, (before, two) -> before + 1);
        ends.put(runId, end);
    }

    private void told(DeployId id, String reason) {
        Alert alert = world.now(id).alerts().stream()
                .filter(a -> a.kind() == AlertKind.STRAY_RUN)
                .findFirst()
                .orElseThrow();
        assertThat(alert.message()).endsWith(reason);
        assertThat(world.alerts).extracting(Alert::id).contains(alert.id());
    }

    private void pass(Duration time) {
        for (Duration gone = Duration.ZERO; gone.compareTo(time) < 0; gone = gone.plusSeconds(10)) {
            world.clock.tick(Duration.ofSeconds(10));
            conductor.runDue();
        }
    }

    @Test
    @DisplayName("is noticed within five minutes, takes the place again, and is verified and promoted like any other")
    void goes_on() {
        DeployId id = shipAndFail("v2", "1");
        startAgain("1", RunConclusion.SUCCESS);
        pass(Duration.ofMinutes(3));

        assertThat(world.now(id).status()).isEqualTo(DeploymentStatus.VERIFIED);
        assertThat(world.store.holder(Environment.STAGING)).map(Deployment::id).contains(id);
        assertThat(conductor.ship(World.toStaging())).isNotInstanceOf(ShipResult.Shipped.class);
        assertThat(World.done(conductor.promote(id, World.ADA)).version()).isEqualTo("v2");
        assertThat(world.workflows.dispatched).hasSize(1);
    }

    @Test
    @DisplayName("is noticed at once where something outside says so, hours later too")
    void woken() {
        DeployId id = shipAndFail("v2", "1");
        pass(Duration.ofHours(3));
        startAgain("1", RunConclusion.SUCCESS);
        pass(Duration.ofMinutes(10));
        assertThat(world.now(id).status()).isEqualTo(DeploymentStatus.FAILED);
        assertThat(world.now(id).dueAt()).isNull();

        conductor.wake(id);
        conductor.runDue();
        assertThat(world.now(id).status()).isEqualTo(DeploymentStatus.VERIFIED);
    }

    @Test
    @DisplayName("and fails again fails the deployment again, and the team is told again")
    void fails_again() {
        DeployId id = shipAndFail("v2", "1");
        startAgain("1", RunConclusion.TIMED_OUT);
        pass(Duration.ofMinutes(3));

        assertThat(world.now(id).status()).isEqualTo(DeploymentStatus.FAILED);
        assertThat(world.alerts)
                .extracting(Alert::message)
                .containsExactly("Deploy failed: run 1 failed", "Deploy failed: run 1 timed out");
        assertThat(world.store.holder(Environment.STAGING)).isEmpty();

        startAgain("1", RunConclusion.SUCCESS);
        pass(Duration.ofMinutes(5));
        assertThat(world.now(id).status()).isEqualTo(DeploymentStatus.VERIFIED);
    }

    @Test
    @DisplayName("while another deployment holds the place is not watched, and the team is told once")
    void place_taken() {
        DeployId id = shipAndFail("v2", "1");
        Deployment other = ship("v3");
        startAgain("1", RunConclusion.SUCCESS);
        pass(Duration.ofMinutes(10));

        assertThat(world.now(id).status()).isEqualTo(DeploymentStatus.FAILED);
        assertThat(world.now(other.id()).status()).isEqualTo(DeploymentStatus.VERIFIED);
        told(id, "to be stopped. " + other.id() + " was shipped since.");
        conductor.wake(id);
        conductor.runDue();
        assertThat(world.now(id).alerts()).hasSize(2);
    }

    @Test
    @DisplayName("while an earlier one is being rolled back is not watched either")
    void place_taken_by_an_earlier_one() {
        Deployment earlier = ship("v2");
        world.runUntil(conductor, earlier.id(), DeploymentStatus.VERIFIED);
        World.done(conductor.promote(earlier.id(), World.ADA));
        DeployId id = shipAndFail("v3", "2");
        World.done(conductor.rollback(earlier.id(), World.ADA));
        startAgain("2", RunConclusion.SUCCESS);
        conductor.wake(id);
        // the place is held for as long as nobody works on the rollback
        world.workflows.onDispatch = intent ->
                new DispatchOutcome.NotSent("away", world.clock.instant().plusSeconds(60));
        conductor.runDue();

        told(id, "Environment staging is taken by " + earlier.id() + " (rolling back), shipped by Ada.");
        assertThat(world.now(id).status()).isEqualTo(DeploymentStatus.FAILED);
    }

    @Test
    @DisplayName("after another one was shipped is not watched, also if that one has failed as well")
    void shipped_since() {
        DeployId id = shipAndFail("v2", "1");
        DeployId later = shipAndFail("v3", "2");
        startAgain("1", RunConclusion.SUCCESS);
        pass(Duration.ofMinutes(5));

        told(id, later + " was shipped since.");
        startAgain("2", RunConclusion.SUCCESS);
        pass(Duration.ofMinutes(5));
        assertThat(world.now(later).status()).as("the last one goes on").isEqualTo(DeploymentStatus.VERIFIED);
    }

    @Test
    @DisplayName("is rolled back to what runs by then, and not to what was rolled back meanwhile")
    void earlier_version() {
        Deployment earlier = ship("v2");
        world.runUntil(conductor, earlier.id(), DeploymentStatus.VERIFIED);
        World.done(conductor.promote(earlier.id(), World.ADA));
        DeployId id = shipAndFail("v3", "2");
        assertThat(world.now(id).previousVersion()).isEqualTo("v2");
        World.done(conductor.rollback(earlier.id(), World.ADA));
        world.runUntil(conductor, earlier.id(), DeploymentStatus.ROLLED_BACK);

        startAgain("2", RunConclusion.SUCCESS);
        world.runUntil(conductor, id, DeploymentStatus.VERIFIED);
        assertThat(world.now(id).previousVersion()).isEqualTo("v1");
    }
}
