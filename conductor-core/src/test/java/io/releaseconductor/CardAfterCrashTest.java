package io.releaseconductor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.releaseconductor.chat.CardRenderer;
import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.deployment.DeploymentStatus;
import io.releaseconductor.deployment.LinkedShip;
import io.releaseconductor.model.Environment;
import io.releaseconductor.spi.StoreUnavailableException;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A card whose node died before it could note that it was shown")
class CardAfterCrashTest {

    private final World world = new World();
    private final StoreWithTroubles wayOfDying = new StoreWithTroubles(world.store);
    private final Conductor dying =
            world.byHand().store(wayOfDying).nodeId("dying").build();
    private final Conductor other = world.byHand().nodeId("other").build();

    @Test
    @DisplayName("is shown once more, also if the deployment stands again as it did before")
    void is_shown_once_more() {
        World.shipped(other.ship(ShipRequest.to(Environment.PROD, World.BOB)));
        Deployment promoted = world.shipAndVerify(other);
        World.done(other.promote(promoted.id(), World.ADA));
        other.runDue();
        assertThat(shows(promoted)).isEqualTo(is(promoted));
        wayOfDying.afterSave = saved -> {
            LinkedShip linked = saved.linked();
            wayOfDying.down = linked != null && linked.state() == LinkedShip.State.BLOCKED;
        };

        World.done(dying.shipLinked(promoted.id(), World.ADA));
        assertThatExceptionOfType(StoreUnavailableException.class).isThrownBy(dying::runDue);
        assertThat(shows(promoted)).as("seen while it was under way").isNotEqualTo(is(promoted));
        for (int minute = 0; minute < 5; minute++) {
            world.clock.tick(Duration.ofMinutes(1));
            other.runDue();
        }

        assertThat(world.now(promoted.id()).status()).isEqualTo(DeploymentStatus.PROMOTED);
        assertThat(shows(promoted)).isEqualTo(is(promoted));
    }

    private String shows(Deployment deployment) {
        String reference =
                Objects.requireNonNull(world.now(deployment.id()).card().reference());
        return Objects.requireNonNull(world.chat.messages.get(reference)).digest();
    }

    private String is(Deployment deployment) {
        return CardRenderer.render(world.now(deployment.id())).digest();
    }
}
