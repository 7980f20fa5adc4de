package io.releaseconductor;

import static org.assertj.core.api.Assertions.assertThat;

import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.deployment.DeploymentStatus;
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
}
