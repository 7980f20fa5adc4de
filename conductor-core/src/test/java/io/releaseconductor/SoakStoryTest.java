package io.releaseconductor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.releaseconductor.chat.CardRenderer;
import io.releaseconductor.chat.CardText;
import io.releaseconductor.check.CheckResult;
import io.releaseconductor.config.ConfigurationException;
import io.releaseconductor.deployment.Alert;
import io.releaseconductor.deployment.AlertKind;
import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.deployment.DeploymentStatus;
import io.releaseconductor.deployment.LinkedShip;
import io.releaseconductor.model.Environment;
import io.releaseconductor.model.Watch;
import io.releaseconductor.spi.Retention;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The linked environment follows")
class SoakStoryTest {

    private final World world = new World();
    private final EnvironmentSettings staging = EnvironmentSettings.of(Environment.STAGING)
            .withBaselineVersion("v1")
            .withWatch(Watch.DEFAULT)
            .withSoak(Duration.ofMinutes(30));
    private final EnvironmentSettings prod =
            EnvironmentSettings.of(Environment.PROD).withBaselineVersion("v1");
    private final Conductor conductor = world.byHandWith(staging, prod).build();

    private Deployment promoted(String version) {
        Deployment d = World.shipped(conductor.ship(World.toStaging().withVersion(version)));
        world.runUntil(conductor, d.id(), DeploymentStatus.VERIFIED);
        return World.done(conductor.promote(d.id(), World.ADA));
    }

    private Deployment after(Deployment d, Duration span) {
        for (long second = 0; second < span.toSeconds(); second++) {
            world.clock.tick(Duration.ofSeconds(1));
            conductor.runDue();
        }
        return world.now(d.id());
    }

    private static String card(Deployment d) {
        return CardText.render(CardRenderer.render(d));
    }

    @Test
    @DisplayName("only once what was promoted has stood for a while, and the card says when")
    void later() {
        Deployment d = promoted("v2");
        assertThat(card(d)).contains("Prod: ⏳ follows at 2023-11-12 00:", "(soak 30min)", "Prod follows at");
        d = after(d, Duration.ofMinutes(29));
        assertThat(d.linked().state()).isEqualTo(LinkedShip.State.WANTED);
        assertThat(world.store.holder(Environment.PROD)).isEmpty();

        d = after(d, Duration.ofMinutes(2));
        assertThat(d.linked().state()).isEqualTo(LinkedShip.State.SHIPPED);
        assertThat(world.now(d.linked().deployment()).request().initiatedBy()).isEqualTo(World.ADA);
    }

    @Test
    @DisplayName("not once something fires meanwhile, unless a person wants it")
    void not_what_fires() {
        Deployment d = promoted("v2");
        world.checks.put("api", context -> CheckResult.fail("503"));
        d = after(d, Duration.ofMinutes(40));

        assertThat(world.store.holder(Environment.PROD)).isEmpty();
        assertThat(card(d)).contains("Prod: ⛔ not shipped: api_down", "fired while it was watched", "[Ship Prod]");
        assertThat(world.alerts).extracting(Alert::kind).containsExactly(AlertKind.WATCH_FIRED);

        World.done(conductor.shipLinked(d.id(), World.BOB));
        d = after(d, Duration.ofSeconds(2));
        assertThat(d.linked().state()).isEqualTo(LinkedShip.State.SHIPPED);
    }

    @Test
    @DisplayName("not once it is rolled back")
    void not_what_is_rolled_back() {
        Deployment d = promoted("v2");
        after(d, Duration.ofMinutes(5));
        World.done(conductor.rollback(d.id(), World.BOB));
        d = after(d, Duration.ofMinutes(40));

        assertThat(world.store.holder(Environment.PROD)).isEmpty();
        assertThat(d.linked().reason()).isEqualTo("rolled back before it was shipped");
    }

    @Test
    @DisplayName("what was promoted last, and the older wish is dropped")
    void the_newer_one() {
        Deployment older = promoted("v2");
        after(older, Duration.ofMinutes(10));
        Deployment newer = promoted("v3");
        older = after(older, Duration.ofMinutes(45));

        assertThat(older.linked().state()).isEqualTo(LinkedShip.State.BLOCKED);
        assertThat(card(older)).contains("Prod: ⛔ not shipped: " + newer.id() + " was promoted since");
        LinkedShip followed = world.now(newer.id()).linked();
        assertThat(world.now(followed.deployment()).version()).isEqualTo("v3");
        assertThat(world.alerts).isEmpty();
    }

    @Test
    @DisplayName("after a restart and a clean-up as well")
    void clean_up_spares_it() {
        Retention brief = new Retention(Duration.ofMinutes(1), Duration.ofDays(7), Duration.ofDays(90), 1);
        EnvironmentSettings unwatched = staging.withWatch(Watch.OFF);
        Deployment d = promoted("v2");
        Conductor another = world.byHandWith(unwatched, prod).retention(brief).build();
        world.clock.tick(Duration.ofMinutes(29));
        world.store.purge(world.clock.instant(), brief);
        another.runDue();
        assertThat(world.now(d.id()).linked().state()).isEqualTo(LinkedShip.State.WANTED);

        world.clock.tick(Duration.ofMinutes(2));
        another.runDue();
        assertThat(world.now(d.id()).linked().state()).isEqualTo(LinkedShip.State.SHIPPED);
    }

    @Test
    @DisplayName("as the variables say, and what cannot be is refused or noted")
    void settings() {
        EnvironmentSettings silent = EnvironmentSettings.of(Environment.STAGING).withBaselineVersion("v1");
        world.variables = Map.of("SHIP_SOAK_STAGING", "45m");
        Conductor by = world.byHandWith(silent, prod).build();
        assertThat(World.shipped(by.ship(World.toStaging())).request().soak()).isEqualTo(Duration.ofMinutes(45));
        assertThat(by.warnings()).isEmpty();

        world.variables = Map.of("SHIP_SOAK_PROD", "45m", "SHIP_SOAK_STAGING", "1h");
        assertThat(world.byHandWith(staging, prod).build().warnings())
                .containsExactly(
                        "SHIP_SOAK_STAGING is set in vain: the soak of staging is given in code",
                        "SHIP_SOAK_PROD is set in vain: nothing is linked to prod");

        world.variables = Map.of("SHIP_SOAK", "25h");
        assertThat(problems(world.byHandWith(silent.withLinked(null))))
                .containsExactly("SHIP_SOAK: \"25h\" is not allowed; allowed: a span of time such as 90s, 5m or 1h30m,"
                        + " from 0s to 24h");

        world.variables = Map.of("SHIP_SOAK", "3h");
        Duration hour = Duration.ofHours(1);
        assertThat(problems(world.byHandWith(silent, prod).retention(new Retention(hour, hour, hour, 1))))
                .containsExactly("SHIP_SOAK is 3h, but what is settled and not yet told is kept for 1h; allowed: less"
                        + " than that");
    }

    private static List<String> problems(ConductorBuilder builder) {
        return catchThrowableOfType(ConfigurationException.class, builder::build)
                .problems();
    }
}
