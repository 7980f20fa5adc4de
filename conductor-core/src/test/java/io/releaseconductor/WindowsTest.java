package io.releaseconductor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.releaseconductor.chat.CardRenderer;
import io.releaseconductor.chat.CardText;
import io.releaseconductor.config.ConfigurationException;
import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.deployment.DeploymentStatus;
import io.releaseconductor.deployment.DispatchIntent;
import io.releaseconductor.model.DeployId;
import io.releaseconductor.model.Environment;
import io.releaseconductor.window.DeploymentWindows;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** The clock begins at midnight of Sunday, 2023-11-12, in UTC. */
@DisplayName("A deployment window")
@DisplayNameGeneration(ReplaceUnderscores.class)
class WindowsTest {

    private final World world = new World();

    private Conductor open(String hours) {
        world.variables = Map.of("SHIP_WINDOWS_STAGING", hours, "SHIP_TIME_ZONE", "UTC");
        return world.byHand().build();
    }

    private void pass(Conductor conductor, Duration span) {
        Instant end = world.clock.instant().plus(span);
        while (world.clock.instant().isBefore(end)) {
            world.clock.tick(Duration.ofSeconds(10));
            conductor.runDue();
        }
    }

    @Test
    void refuses_what_it_would_keep_waiting_for_long_and_says_when_it_opens() {
        Conductor conductor = open("Mon-Fri 09:00-17:00");

        assertThat(conductor.ship(World.toStaging()))
                .isEqualTo(new ShipResult.NotAdmitted("staging is closed: open Mon-Fri 09:00-17:00, opens Mon"
                        + " 2023-11-13 09:00 UTC. Nothing was shipped."));
        World.shipped(conductor.ship(ShipRequest.to(Environment.PROD, World.ADA)));
    }

    @Test
    void that_opens_soon_is_waited_for() {
        Conductor conductor = open("Sun 00:40-02:00");
        DeployId id = World.shipped(conductor.ship(World.toStaging())).id();
        pass(conductor, Duration.ofMinutes(39));
        assertThat(world.workflows.dispatched).isEmpty();
        assertThat(CardText.render(CardRenderer.render(world.now(id))))
                .contains("🔒 Waiting: staging is closed: open Sun 00:40-02:00, opens Sun 2023-11-12 00:40 UTC");

        pass(conductor, Duration.ofMinutes(2));
        assertThat(world.workflows.dispatched).hasSize(1);
        assertThat(world.runUntil(conductor, id, DeploymentStatus.VERIFIED).alerts())
                .isEmpty();
    }

    @Test
    void that_closes_before_the_decision_keeps_the_gate_shut_but_not_the_way_back() {
        Conductor conductor = open("Sun 00:00-00:10");
        DeployId id = world.shipAndVerify(conductor).id();
        pass(conductor, Duration.ofMinutes(10));

        assertThat(World.refused(conductor.promote(id, World.ADA)))
                .isEqualTo("staging is closed: open Sun 00:00-00:10, opens Sun 2023-11-19 00:00 UTC.");
        pass(conductor, Duration.ofMinutes(90));
        assertThat(world.now(id).status()).isEqualTo(DeploymentStatus.VERIFIED);
        Instant asked = world.clock.instant();
        World.done(conductor.rollback(id, World.ADA));
        conductor.runDue();
        assertThat(world.workflows.dispatched).hasSize(2);
        assertThat(world.workflows.dispatched.get(1).intendedAt()).isEqualTo(asked);
    }

    @Test
    void ends_what_may_be_sent_when_it_closes() {
        Conductor conductor = open("Sun 00:00-00:10");
        world.clock.tick(Duration.ofSeconds(590));
        Deployment shipped = World.shipped(conductor.ship(World.toStaging()));
        conductor.runDue();

        assertThat(world.workflows.dispatched)
                .extracting(DispatchIntent::deployment, DispatchIntent::validUntil)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(shipped.id(), Instant.parse("2023-11-12T00:10:00Z")));
    }

    @Test
    void that_a_repeat_meets_closed_does_not_hide_what_was_shipped_before() {
        Conductor conductor = open("Sun 00:00-00:10");
        ShipRequest request = World.toStaging().withKey("asked-once");
        DeployId id = World.shipped(conductor.ship(request)).id();
        world.clock.tick(Duration.ofMinutes(11));

        assertThat(World.shipped(conductor.ship(request)).id()).isEqualTo(id);
    }

    @Test
    void is_given_in_code_or_by_variables_with_all_mistakes_told_at_once() {
        world.variables = Map.of(
                "SHIP_WINDOWS", "Mon-Fri 9-17", "SHIP_FREEZES_PROD", "2026-13-01", "SHIP_TIME_ZONE_STAGING", "Berlin");

        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> world.byHand().build())
                .satisfies(e -> assertThat(e.getMessage())
                        .contains("SHIP_WINDOWS")
                        .contains("SHIP_FREEZES_PROD")
                        .contains("SHIP_TIME_ZONE_STAGING")
                        .contains("SHIP_TIME_ZONE: not set"));
    }

    @Test
    void are_told_by_the_conductor() {
        Conductor conductor = open("Mon-Fri 09:00-17:00");

        assertThat(conductor.windows(Environment.STAGING)).hasToString("Mon-Fri 09:00-17:00, UTC");
        assertThat(conductor.windows(Environment.PROD)).isEqualTo(DeploymentWindows.ALWAYS_OPEN);
        assertThat(conductor.windows(new Environment("qa"))).isEqualTo(DeploymentWindows.ALWAYS_OPEN);
    }

    @Test
    void that_is_closed_is_listed_with_what_is_under_way() {
        Conductor conductor = open("Mon-Fri 09:00-17:00");

        assertThat(conductor.whyClosed(Environment.STAGING))
                .contains("staging is closed: open Mon-Fri 09:00-17:00, opens Mon 2023-11-13 09:00 UTC");
        assertThat(conductor.whyClosed(Environment.PROD)).isEmpty();
    }

    @Test
    void has_a_time_zone_that_is_right_though_nothing_goes_by_it_yet() {
        world.variables = Map.of("SHIP_TIME_ZONE_STAGING", "UTC");
        assertThat(world.byHand().build().warnings())
                .contains(
                        "SHIP_TIME_ZONE_STAGING is set in vain: SHIP_WINDOWS and SHIP_FREEZES are not, and nothing else"
                                + " goes by it");

        world.variables = Map.of("SHIP_TIME_ZONE", "Berlin");
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> world.byHand().build())
                .withMessageContaining("SHIP_TIME_ZONE");
    }
}
