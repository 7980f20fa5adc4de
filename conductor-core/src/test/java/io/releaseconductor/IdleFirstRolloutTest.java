package io.releaseconductor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.releaseconductor.config.ConfigurationException;
import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.deployment.DeploymentStatus;
import io.releaseconductor.deployment.DispatchIntent;
import io.releaseconductor.deployment.RollbackMethod;
import io.releaseconductor.model.DeployId;
import io.releaseconductor.model.Environment;
import io.releaseconductor.model.Reach;
import io.releaseconductor.model.RolloutPlan;
import io.releaseconductor.model.Strategy;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("An environment whose versions go to the idle instances first")
class IdleFirstRolloutTest {

    private final World world = new World();

    @BeforeEach
    void idleFirst() {
        world.variables = Map.of("SHIP_IDLE_FIRST", "true", "SHIP_FORMAT", "2");
    }

    private Conductor conductor() {
        return world.byHandWith(EnvironmentSettings.of(Environment.STAGING)
                        .withLinked(null)
                        .asBlueGreen())
                .build();
    }

    private Deployment idle(Conductor conductor) {
        return world.shipAndVerify(conductor);
    }

    @Test
    @DisplayName("says so by a variable, for either strategy")
    void by_variable() {
        Deployment d = idle(conductor());
        assertThat(d.request().plan()).isEqualTo(RolloutPlan.IDLE_FIRST);
        assertThat(world.workflows.dispatched).extracting(DispatchIntent::reach).containsExactly(Reach.IDLE);
        assertThat(world.workflows.dispatched.get(0).lastWave()).isFalse();
    }

    @Test
    @DisplayName("dispatches no switch for a rollback before one, and is rolled back once what serves is verified")
    void no_switch() {
        Conductor conductor = conductor();
        DeployId id = idle(conductor).id();
        World.done(conductor.rollback(id, World.BOB));
        Deployment back = world.runUntil(conductor, id, DeploymentStatus.ROLLED_BACK);

        assertThat(world.workflows.dispatched).hasSize(1);
        assertThat(back.rollbackVerification().result().hasData()).isTrue();
        assertThat(back.rollback().method()).isEqualTo(RollbackMethod.NO_SWITCH);
    }

    @Test
    @DisplayName("switches with the second wave, and back for a rollback from then on")
    void switched() {
        Conductor conductor = conductor();
        DeployId id = idle(conductor).id();
        World.done(conductor.promote(id, World.BOB));
        world.runUntil(conductor, id, DeploymentStatus.PROMOTED);
        assertThat(world.workflows.dispatched.get(1).reach()).isEqualTo(Reach.ALL);
        assertThat(world.workflows.dispatched.get(1).lastWave()).isTrue();

        World.done(conductor.rollback(id, World.BOB));
        world.runUntil(conductor, id, DeploymentStatus.ROLLED_BACK);
        assertThat(world.workflows.dispatched.get(2).method()).isEqualTo(RollbackMethod.SWITCH_BACK);
    }

    @Test
    @DisplayName("has to roll out blue-green")
    void not_elsewhere() {
        world.variables = Map.of("SHIP_IDLE_FIRST_STAGING", "true", "SHIP_FORMAT", "2");
        assertThatThrownBy(() -> world.byHand().build())
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("SHIP_IDLE_FIRST_STAGING is set, but staging does not roll out blue-green");
        EnvironmentSettings own = EnvironmentSettings.of(Environment.STAGING)
                .withLinked(null)
                .asBlueGreen()
                .withPlan(Strategy.CANARY, RolloutPlan.CANARY);
        assertThat(world.byHandWith(own).build().warnings()).isEmpty();
    }
}
