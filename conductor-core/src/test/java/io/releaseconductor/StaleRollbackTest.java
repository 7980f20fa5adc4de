package io.releaseconductor;

import static org.assertj.core.api.Assertions.assertThat;

import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.deployment.DeploymentStatus;
import io.releaseconductor.deployment.DispatchIntent;
import io.releaseconductor.model.Environment;
import io.releaseconductor.spi.Authorizer;
import java.util.Objects;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A rollback that a node has in hand while it stands still")
class StaleRollbackTest {

    private final World world = new World();
    private final StoreWithTroubles wayOfSlow = new StoreWithTroubles(world.store);
    private final Conductor slow =
            world.builder().store(wayOfSlow).nodeId("slow").build();
    private final Conductor other = world.builder().nodeId("other").build();

    /** Without a baseline version, as {@link #bySwitching} is. */
    private final Conductor byDeploying = conductor(EnvironmentSettings.of(Environment.STAGING));

    private final Conductor bySwitching =
            conductor(EnvironmentSettings.of(Environment.STAGING).asBlueGreen());

    @Test
    @DisplayName("returns to what stands when it is saved, not to what stood when its node last looked")
    void returns_to_what_stands() {
        Deployment second = world.shipAndVerify(other);
        World.done(other.promote(second.id(), World.ADA));
        Deployment third = World.shipped(other.ship(World.toStaging().withVersion("v3")));
        world.runUntil(other, third.id(), DeploymentStatus.VERIFIED);
        wayOfSlow.beforeSave = next -> {
            wayOfSlow.beforeSave = none -> {};
            world.runUntil(other, third.id(), DeploymentStatus.EXPIRED);
            World.done(other.rollback(second.id(), World.BOB));
            world.runUntil(other, second.id(), DeploymentStatus.ROLLED_BACK);
        };

        Deployment rollingBack = World.done(slow.rollback(third.id(), World.ADA));

        assertThat(Objects.requireNonNull(rollingBack.rollback()).version()).isEqualTo("v1");
    }

    @Test
    @DisplayName("returns to what stands once it holds the place, though its own deployment was settled throughout")
    void returns_to_what_stands_once_it_holds_the_place() {
        Deployment second = promoted("v2");
        Deployment third = expired("v3");
        whileItIsSaved(() -> rolledBack(second));

        World.done(slow.rollback(third.id(), World.ADA));
        Deployment rolledBack = world.runUntil(other, third.id(), DeploymentStatus.ROLLED_BACK);

        assertThat(lastDispatched().version()).isEqualTo("v1");
        assertThat(Objects.requireNonNull(rolledBack.rollback()).version()).isEqualTo("v1");
        assertThat(rolledBack.previousVersion()).isEqualTo("v1");
    }

    @Test
    @DisplayName("sends nothing where nothing is left to return to, and says so")
    void sends_nothing_where_nothing_is_left() {
        Deployment first = promotedBySwitching();
        Deployment second = expiredByDeploying();
        whileItIsSaved(() -> switchedBack(first));

        World.done(byDeploying.rollback(second.id(), World.ADA));
        Deployment failed = world.runUntil(byDeploying, second.id(), DeploymentStatus.FAILED);

        assertThat(lastDispatched().deployment()).isEqualTo(first.id());
        assertThat(Objects.requireNonNull(failed.failure()).reason())
                .isEqualTo("what it was to return to, v2, was rolled back itself, and no earlier version is known");
    }

    @Test
    @DisplayName("is refused at once where it is known by then that nothing is left")
    void is_refused_where_nothing_is_left() {
        Deployment first = promotedBySwitching();
        Deployment second = expiredByDeploying();
        switchedBack(first);

        assertThat(World.refused(byDeploying.rollback(second.id(), World.ADA)))
                .isEqualTo("Not possible: no earlier version is known to return to.");
        assertThat(world.now(second.id()).status()).isEqualTo(DeploymentStatus.EXPIRED);
    }

    private Deployment promotedBySwitching() {
        Deployment first = World.shipped(bySwitching.ship(World.toStaging()));
        world.runUntil(bySwitching, first.id(), DeploymentStatus.VERIFIED);
        return World.done(bySwitching.promote(first.id(), World.ADA));
    }

    private Deployment expiredByDeploying() {
        Deployment second = World.shipped(byDeploying.ship(World.toStaging().withVersion("v3")));
        return world.runUntil(byDeploying, second.id(), DeploymentStatus.EXPIRED);
    }

    private void switchedBack(Deployment first) {
        World.done(bySwitching.rollback(first.id(), World.BOB));
        world.runUntil(bySwitching, first.id(), DeploymentStatus.ROLLED_BACK);
    }

    private Conductor conductor(EnvironmentSettings staging) {
        return Conductor.builder()
                .environment(staging.withLinked(null))
                .workflows(world.workflows)
                .chat(world.chat)
                .alerts((alert, deployment) -> world.alerts.add(alert))
                .authorizer(Authorizer.allowAll())
                .checks(world.catalog())
                .store(wayOfSlow)
                .clock(world.clock)
                .build();
    }

    @Test
    @DisplayName("returns to what is recorded where the store has forgotten its history")
    void returns_to_what_is_recorded_where_history_is_forgotten() {
        promoted("v2");
        Deployment third = expired("v3");
        wayOfSlow.historyIsLost = true;

        World.done(slow.rollback(third.id(), World.ADA));
        world.runUntil(slow, third.id(), DeploymentStatus.ROLLED_BACK);

        assertThat(lastDispatched().version()).isEqualTo("v2");
    }

    private Deployment promoted(String version) {
        Deployment deployment = World.shipped(other.ship(World.toStaging().withVersion(version)));
        world.runUntil(other, deployment.id(), DeploymentStatus.VERIFIED);
        return World.done(other.promote(deployment.id(), World.ADA));
    }

    private Deployment expired(String version) {
        Deployment deployment = World.shipped(other.ship(World.toStaging().withVersion(version)));
        return world.runUntil(other, deployment.id(), DeploymentStatus.EXPIRED);
    }

    private void rolledBack(Deployment deployment) {
        World.done(other.rollback(deployment.id(), World.BOB));
        world.runUntil(other, deployment.id(), DeploymentStatus.ROLLED_BACK);
    }

    /** What happens while a node's next save is on its way. */
    private void whileItIsSaved(Runnable happens) {
        wayOfSlow.beforeSave = next -> {
            wayOfSlow.beforeSave = none -> {};
            happens.run();
        };
    }

    private DispatchIntent lastDispatched() {
        return world.workflows.dispatched.get(world.workflows.dispatched.size() - 1);
    }
}
