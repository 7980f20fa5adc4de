package io.releaseconductor;

import static io.releaseconductor.World.BOB;
import static io.releaseconductor.World.done;
import static io.releaseconductor.World.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.releaseconductor.chat.Button;
import io.releaseconductor.chat.CardRenderer;
import io.releaseconductor.check.CheckResult;
import io.releaseconductor.config.ConfigurationException;
import io.releaseconductor.deployment.Alert;
import io.releaseconductor.deployment.AlertKind;
import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.deployment.DeploymentStatus;
import io.releaseconductor.model.Environment;
import io.releaseconductor.model.Phase;
import io.releaseconductor.policy.ReleasePolicy;
import io.releaseconductor.policy.RuleResult;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Where no workflow rolls back")
class WithoutRollbackTest {

    private final World world = new World();

    @BeforeEach
    void none() {
        world.workflows.absent = (environment, phase) -> phase == Phase.ROLL_BACK;
    }

    @Test
    @DisplayName("automatic rollback is off, and said to be")
    void off_by_itself() {
        Conductor conductor = world.byHand().build();

        assertThat(conductor.policy(Environment.STAGING).orElseThrow().autoRollback())
                .isFalse();
        assertThat(conductor.warnings())
                .contains(
                        "environment prod has no workflow for the rollback of a full or canary rollout, so that nothing is"
                                + " rolled back automatically there; configure one, or set SHIP_AUTO_ROLLBACK_PROD=false to say"
                                + " that this is meant");
    }

    @Test
    @DisplayName("nothing is said to whoever has switched it off")
    void switched_off() {
        world.variables = Map.of("SHIP_AUTO_ROLLBACK", "false");
        assertThat(world.byHand().build().warnings()).isEmpty();
    }

    @Test
    @DisplayName("a wish for automatic rollback is refused, in the words of whoever has it")
    void wanted() {
        world.variables = Map.of("SHIP_AUTO_ROLLBACK_PROD", "true");
        assertThatThrownBy(() -> world.byHand().build())
                .isInstanceOfSatisfying(
                        ConfigurationException.class,
                        e -> assertThat(e.problems())
                                .containsExactly(
                                        "environment prod rolls back by policy, but has no workflow for the rollback of a full or"
                                                + " canary rollout; configure one, or set SHIP_AUTO_ROLLBACK_PROD=false"));
        world.variables = Map.of();
        assertThatThrownBy(() -> world.byHand()
                        .environment(
                                EnvironmentSettings.of(new Environment("qa")).withPolicy(ReleasePolicy.DEFAULT))
                        .build())
                .hasMessageContaining("configure one, or give it a policy withAutoRollback(false)");
    }

    @Test
    @DisplayName("a failing release waits for a person, the card says why, and has no button that would not answer")
    void the_card() {
        world.checks.put("api", context -> CheckResult.fail("Connection refused"));
        Conductor conductor = world.byHand().build();
        Deployment verified = world.shipAndVerify(conductor);

        assertThat(CardRenderer.render(verified).lines())
                .contains("⚠️ Rollback is off: there is no workflow that rolls Staging back");
        assertThat(CardRenderer.render(verified).buttons())
                .extracting(Button::label)
                .containsExactly("Promote and ship Prod", "Details");
        assertThat(refused(conductor.rollback(verified.id(), BOB)))
                .isEqualTo("Not possible: there is no workflow that rolls Staging back.");
        assertThat(done(conductor.promote(verified.id(), BOB)).status()).isEqualTo(DeploymentStatus.PROMOTED);
    }

    @Test
    @DisplayName("is judged by the policy that it was shipped under, whatever the node that verifies it has since")
    void by_policy() {
        Conductor without = world.byHand().build();
        Deployment shipped = World.shipped(without.ship(World.toStaging()));
        world.workflows.absent = (environment, phase) -> false;
        world.onceDeployed("api", CheckResult.fail("Connection refused"));
        Deployment verified = world.runUntil(world.byHand().build(), shipped.id(), DeploymentStatus.VERIFIED);

        assertThat(verified.alerts()).extracting(Alert::kind).doesNotContain(AlertKind.ROLLBACK_TRIGGERED);
        assertThat(verified.verification().verdict().fired())
                .extracting(RuleResult::rule)
                .contains("api_down");
    }
}
