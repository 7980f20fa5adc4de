package io.releaseconductor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.releaseconductor.chat.CardRenderer;
import io.releaseconductor.chat.CardText;
import io.releaseconductor.check.CheckResult;
import io.releaseconductor.config.ConfigurationException;
import io.releaseconductor.deployment.Alert;
import io.releaseconductor.deployment.AlertKind;
import io.releaseconductor.deployment.ChangeOutcome;
import io.releaseconductor.deployment.ChangeSummary;
import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.deployment.DeploymentStatus;
import io.releaseconductor.deployment.RiskyPaths;
import io.releaseconductor.model.Environment;
import io.releaseconductor.spi.ChangeLog;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The risky paths of an environment")
class RiskyPathsSettingsTest {

    private static final List<String> CHANGED = List.of("README.md", "db/migration/V7__orders.sql");

    private final World world = new World();
    private final List<ChangeLog.Question> asked = new CopyOnWriteArrayList<>();
    private EnvironmentSettings staging = EnvironmentSettings.of(Environment.STAGING)
            .withBaselineVersion("v1")
            .withLinked(null);

    private Conductor conductor() {
        return world.byHandWith(staging)
                .changeLog(question -> {
                    asked.add(question);
                    return new ChangeOutcome.Known(new ChangeSummary(
                            "Add orders",
                            "Ada",
                            null,
                            null,
                            null,
                            List.of(),
                            ChangeSummary.Risk.of(question.risky(), CHANGED, true)));
                })
                .build();
    }

    @Test
    @DisplayName(
            "are frozen when it is shipped and asked for, the card names those that changed, and a person rolls back")
    void by_variable() {
        world.variables = Map.of("SHIP_RISKY_PATHS", "**", "SHIP_RISKY_PATHS_STAGING", "db/migration/**, **/*.sql");
        world.onceDeployed("api", CheckResult.fail("Connection refused"));
        Conductor conductor = conductor();
        Deployment d = world.shipAndVerify(conductor);

        RiskyPaths risky = new RiskyPaths(List.of("db/migration/**", "**/*.sql"));
        assertThat(d.request().riskyPaths()).isEqualTo(risky);
        assertThat(asked).extracting(ChangeLog.Question::risky).containsExactly(risky);
        assertThat(CardText.render(CardRenderer.render(d)))
                .contains(
                        "⚠️ Touches db/migration/V7__orders.sql (risky): not safe to roll back by version alone",
                        "Status: ⚠️ Rollback wanted, not done by itself: risky paths changed; waiting for a decision",
                        "[Rollback to v1 (risky)]");
        assertThat(world.alerts).extracting(Alert::kind).contains(AlertKind.ROLLBACK_IMPOSSIBLE);

        World.done(conductor.rollback(d.id(), World.BOB));
        world.checks.clear();
        assertThat(world.runUntil(conductor, d.id(), DeploymentStatus.ROLLED_BACK)
                        .rollback()
                        .version())
                .isEqualTo("v1");
    }

    @Test
    @DisplayName("are none unless somebody marks some, and it is rolled back as ever")
    void none() {
        world.onceDeployed("api", CheckResult.fail("Connection refused"));
        Conductor conductor = conductor();
        Deployment shipped = World.shipped(conductor.ship(World.toStaging()));

        assertThat(shipped.request().riskyPaths()).isEqualTo(RiskyPaths.NONE);
        Deployment d = world.runUntil(conductor, shipped.id(), DeploymentStatus.ROLLING_BACK);
        assertThat(d.rollback().decision().by().isPolicy()).isTrue();
        assertThat(CardText.render(CardRenderer.render(d))).doesNotContain("risky");
    }

    @Test
    @DisplayName("are those that the code gives, and what a variable says of that environment alone is noted")
    void in_code() {
        world.variables = Map.of("SHIP_RISKY_PATHS", "a", "SHIP_RISKY_PATHS_STAGING", "b");
        staging = staging.withRiskyPaths("db/**");
        Conductor conductor = conductor();

        assertThat(World.shipped(conductor.ship(World.toStaging())).request().riskyPaths())
                .isEqualTo(new RiskyPaths(List.of("db/**")));
        assertThat(conductor.warnings())
                .contains("SHIP_RISKY_PATHS_STAGING is set in vain: the risky paths of staging are given in code");
        assertThat(staging.withRiskyPaths().riskyPaths()).isEqualTo(RiskyPaths.NONE);
    }

    @Test
    @DisplayName("are set in vain where no change log can tell what changed")
    void without_a_change_log() {
        world.variables = Map.of("SHIP_RISKY_PATHS", "db/**");
        Conductor conductor = world.byHandWith(staging).build();

        assertThat(conductor.warnings())
                .contains("SHIP_RISKY_PATHS is set in vain: there is no change log that could tell which paths changed;"
                        + " give the builder changeLog(...)");
        assertThat(World.shipped(conductor.ship(World.toStaging())).request().riskyPaths())
                .isEqualTo(RiskyPaths.NONE);
    }

    @Test
    @DisplayName("are noted where they hold for the root of the repository alone, and look as if they held everywhere")
    void of_the_root() {
        world.variables = Map.of("SHIP_RISKY_PATHS", "*.sql,pom.xml");

        assertThat(conductor().warnings())
                .containsExactly("SHIP_RISKY_PATHS: *.sql stands for files in the root of the repository only; **/*.sql"
                        + " stands for those in any folder");
    }

    @Test
    @DisplayName("are refused where they are none, in the words of whoever set them")
    void refused() {
        world.variables = Map.of("SHIP_RISKY_PATHS_STAGING", "/db/**,,ok/*");

        assertThatThrownBy(this::conductor)
                .isInstanceOfSatisfying(
                        ConfigurationException.class,
                        e -> assertThat(e.problems())
                                .containsExactly(
                                        "SHIP_RISKY_PATHS_STAGING: \"/db/**\", \"\" is not allowed; allowed: paths from"
                                                + " the root of the repository, in which * stands for anything within a name, ** for"
                                                + " any number of folders and ? for one character, such as db/migration/** or"
                                                + " **/*.sql; at most 20 of them, of at most 200 characters, several with commas"
                                                + " between them"));
    }
}
