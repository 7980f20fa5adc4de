package io.releaseconductor;

import static org.assertj.core.api.Assertions.assertThat;

import io.releaseconductor.check.CheckResult;
import io.releaseconductor.deployment.Alert;
import io.releaseconductor.deployment.AlertKind;
import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.deployment.DeploymentStatus;
import io.releaseconductor.model.Environment;
import io.releaseconductor.policy.AlertRules;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("That too many verifications of an environment fail")
class FailureRateStoryTest {

    private static final AlertRules RULES = new AlertRules(20, 4, 3, Duration.ofMinutes(10));

    private final World world = new World();
    private final StoreWithTroubles store = new StoreWithTroubles(world.store);
    private int shipped;

    private Conductor node() {
        return world.byHandWith(of(Environment.STAGING), of(Environment.PROD))
                .store(store)
                .build();
    }

    private static EnvironmentSettings of(Environment environment) {
        return EnvironmentSettings.of(environment)
                .withLinked(null)
                .withBaselineVersion("v1")
                .withAlertRules(RULES);
    }

    private Deployment ship(Conductor conductor, Environment environment, boolean fails) {
        world.onceDeployed("api", fails ? CheckResult.fail("Connection refused") : CheckResult.pass("200 OK"));
        world.clock.tick(Duration.ofSeconds(5));
        Deployment d = World.shipped(conductor.ship(ShipRequest.to(environment, World.ADA)
                .withDestination(World.CHANNEL)
                .withVersion("v" + (2 + shipped++))));
        Deployment decided = world.runUntil(
                conductor,
                d.id(),
                each -> each.status() == DeploymentStatus.VERIFIED || each.status() == DeploymentStatus.ROLLING_BACK);
        world.checks.clear();
        if (!fails) {
            return World.done(conductor.promote(d.id(), World.ADA));
        }
        return world.runUntil(conductor, decided.id(), DeploymentStatus.ROLLED_BACK);
    }

    private List<String> told() {
        return world.alerts.stream()
                .filter(alert -> alert.kind() == AlertKind.VERIFICATION_FAILURES)
                .map(Alert::message)
                .toList();
    }

    @Test
    @DisplayName(
            "is told once there are enough of them, whichever node verified them, and of each environment by itself")
    void over_nodes() {
        ship(node(), Environment.STAGING, true);
        ship(node(), Environment.PROD, true);
        ship(node(), Environment.STAGING, false);
        ship(node(), Environment.PROD, true);
        assertThat(told()).isEmpty();

        ship(node(), Environment.STAGING, false);
        assertThat(told())
                .containsExactly(
                        "Verification failure rate of staging: 1 of the last 3 failed (33.3 %, alerted above 20 %)");

        ship(node(), Environment.STAGING, false);
        assertThat(told()).as("it is known").hasSize(1);
        ship(node(), Environment.STAGING, false);
        ship(node(), Environment.STAGING, true);
        assertThat(told()).hasSize(2);
        assertThat(told().get(1)).contains("1 of the last 4 failed (25 %, alerted above 20 %)");
    }

    @Test
    @DisplayName("counts no deployment that was never verified")
    void not_verified() {
        Conductor conductor = node();
        ship(conductor, Environment.STAGING, true);
        Deployment cancelled = World.shipped(conductor.ship(World.toStaging()));
        World.done(conductor.cancel(cancelled.id(), World.ADA));
        world.runUntil(conductor, cancelled.id(), DeploymentStatus.CANCELLED);
        ship(conductor, Environment.STAGING, true);
        assertThat(told()).isEmpty();

        ship(conductor, Environment.STAGING, true);
        assertThat(told()).singleElement().asString().contains("3 of the last 3 failed");
    }

    @Test
    @DisplayName("is not told where history cannot be read, and the verification comes to its end all the same")
    void history_away() {
        Conductor conductor = node();
        ship(conductor, Environment.STAGING, true);
        ship(conductor, Environment.STAGING, true);
        store.afterSave = saved -> store.historyIsDown = saved.status() == DeploymentStatus.VERIFYING;

        assertThat(ship(conductor, Environment.STAGING, true).status()).isEqualTo(DeploymentStatus.ROLLED_BACK);
        assertThat(told()).isEmpty();

        store.afterSave = saved -> {};
        ship(conductor, Environment.STAGING, true);
        assertThat(told()).singleElement().asString().contains("4 of the last 4 failed (100 %");
    }
}
