package io.releaseconductor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.releaseconductor.deployment.AlertKind;
import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.deployment.DeploymentStatus;
import io.releaseconductor.deployment.LinkedShip;
import io.releaseconductor.model.DeployId;
import io.releaseconductor.model.Environment;
import io.releaseconductor.spi.StoreUnavailableException;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What is said of production, and done there, when staging is rolled back while nobody knows whether it was shipped on. */
@DisplayName("A rollback of what is being shipped on")
class LinkedRollbackTest {

    private final World world = new World();
    private final StoreWithTroubles wayOfOne = new StoreWithTroubles(world.store);
    private final Conductor one = world.builder().store(wayOfOne).nodeId("one").build();
    private final Conductor other = world.builder().nodeId("other").build();

    private Deployment promoted() {
        Deployment verified = world.shipAndVerify(one);
        World.done(one.promote(verified.id(), World.ADA));
        return verified;
    }

    private LinkedShip linked(DeployId id) {
        return Objects.requireNonNull(world.now(id).linked());
    }

    private void productionIsWithdrawn(DeployId staging) {
        assertThat(linked(staging).state()).isEqualTo(LinkedShip.State.SHIPPED);
        Deployment production =
                world.runUntil(other, Objects.requireNonNull(linked(staging).deployment()), DeploymentStatus.CANCELLED);
        assertThat(production.alerts()).extracting(alert -> alert.kind()).containsExactly(AlertKind.LINKED_BLOCKED);
        assertThat(world.workflows.dispatched)
                .as("nothing reaches production")
                .noneMatch(intent -> intent.environment().equals(Environment.PROD));
    }

    @Test
    @DisplayName("says nothing of a creation whose answer was lost before it is found out, and stops what it created")
    void the_answer_was_lost() {
        DeployId staging = promoted().id();
        wayOfOne.downOnceAnAnswerIsLost = true;
        wayOfOne.beforeCreate = () -> wayOfOne.lostAnswers.set(1);
        assertThatThrownBy(one::runDue).isInstanceOf(StoreUnavailableException.class);
        assertThat(world.store.holder(Environment.PROD)).isPresent();

        Deployment rollingBack = World.done(other.rollback(staging, World.ADA));
        assertThat(Objects.requireNonNull(rollingBack.linked()).state()).isEqualTo(LinkedShip.State.WANTED);

        world.runUntil(other, staging, DeploymentStatus.ROLLED_BACK);
        productionIsWithdrawn(staging);
    }

    @Test
    @DisplayName("is told the truth by a creation that takes effect only after it was settled")
    void the_creation_came_late() {
        DeployId staging = promoted().id();
        wayOfOne.beforeCreate = () -> {
            wayOfOne.beforeCreate = () -> {};
            World.done(other.rollback(staging, World.ADA));
            world.runUntil(other, staging, DeploymentStatus.ROLLED_BACK);
            assertThat(linked(staging).state()).isEqualTo(LinkedShip.State.BLOCKED);
            assertThat(linked(staging).reason()).isEqualTo("rolled back before it was shipped");
        };
        one.runDue();

        productionIsWithdrawn(staging);
    }

    @Test
    @DisplayName(
            "is told of a creation that takes effect when it was given up, and is over before anything of it is started")
    void the_creation_came_when_nobody_counted_with_it() {
        DeployId staging = promoted().id();
        wayOfOne.downOnceAnAnswerIsLost = true;
        wayOfOne.beforeCreate = () -> {
            wayOfOne.beforeCreate = () -> {};
            world.clock.tick(Duration.ofSeconds(1));
            Deployment inTheWay = world.runUntil(
                    other,
                    World.shipped(other.ship(ShipRequest.to(Environment.PROD, World.ADA)))
                            .id(),
                    DeploymentStatus.VERIFIED);
            world.clock.tick(Duration.ofMinutes(10));
            other.runDue();
            assertThat(linked(staging).state()).isEqualTo(LinkedShip.State.BLOCKED);
            World.done(other.promote(inTheWay.id(), World.ADA));
            wayOfOne.lostAnswers.set(1);
        };
        assertThatThrownBy(one::runDue).isInstanceOf(StoreUnavailableException.class);
        DeployId late = world.store.holder(Environment.PROD).orElseThrow().id();

        world.runUntil(other, late, DeploymentStatus.FAILED);
        assertThat(linked(staging).deployment()).isEqualTo(late);
        assertThat(linked(staging).state()).isEqualTo(LinkedShip.State.SHIPPED);
    }

    @Test
    @DisplayName("before anything was created leaves production alone")
    void nothing_was_created() {
        DeployId staging = promoted().id();
        World.done(other.rollback(staging, World.ADA));
        world.runUntil(other, staging, DeploymentStatus.ROLLED_BACK);

        assertThat(linked(staging).state()).isEqualTo(LinkedShip.State.BLOCKED);
        assertThat(world.store.holder(Environment.PROD)).isEmpty();
    }

    @Test
    @DisplayName("does not stop production once that has begun")
    void production_has_begun() {
        DeployId staging = promoted().id();
        one.runDue();
        DeployId production = Objects.requireNonNull(linked(staging).deployment());
        World.done(other.rollback(staging, World.ADA));

        world.runUntil(other, production, DeploymentStatus.VERIFIED);
    }
}
