package io.releaseconductor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.releaseconductor.chat.CardRenderer;
import io.releaseconductor.config.ConfigurationException;
import io.releaseconductor.deployment.Action;
import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.deployment.DeploymentStatus;
import io.releaseconductor.deployment.EnvironmentProfile;
import io.releaseconductor.deployment.TeamLink;
import io.releaseconductor.model.Environment;
import io.releaseconductor.plan.Deadlines;
import io.releaseconductor.spi.Authorizer;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What people are told of an environment")
class EnvironmentProfileTest {

    private final World world = new World();

    private EnvironmentProfile shipped(Environment environment) {
        return World.shipped(world.byHand().build().ship(ShipRequest.to(environment, World.ADA)))
                .request()
                .profile();
    }

    private void set(String... namesAndValues) {
        Map<String, String> more = new LinkedHashMap<>(world.variables);
        for (int i = 0; i < namesAndValues.length; i += 2) {
            more.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        world.variables = more;
    }

    @Test
    @DisplayName("is that it is production where it is called so, unless it is said otherwise")
    void production() {
        assertThat(shipped(Environment.PROD).production()).isTrue();
        assertThat(shipped(Environment.STAGING).production()).isFalse();
    }

    @Test
    @DisplayName("is that it is production where a variable says so, and where it is given in code")
    void production_by_choice() {
        set("SHIP_PRODUCTION_STAGING", "true", "SHIP_PRODUCTION_PROD", "false");
        assertThat(shipped(Environment.PROD).production()).isFalse();
        assertThat(shipped(Environment.STAGING).production()).isTrue();

        world.variables = Map.of();
        Environment shop = new Environment("shop");
        Conductor conductor = world.byHandWith(EnvironmentSettings.of(shop).withProduction(true))
                .build();
        assertThat(World.shipped(conductor.ship(ShipRequest.to(shop, World.ADA)))
                        .request()
                        .profile()
                        .production())
                .isTrue();
    }

    @Test
    @DisplayName("is what was configured when it was shipped to, whatever a node is configured to by now")
    void frozen() {
        Deployment d = World.shipped(world.byHand()
                .deadlines(Deadlines.DEFAULT.toBuilder()
                        .decision(Duration.ofHours(4))
                        .build())
                .build()
                .ship(World.toStaging()));
        Conductor other = world.byHand().build();
        Deployment waiting = world.runUntil(other, d.id(), DeploymentStatus.VERIFIED);

        assertThat(waiting.decideBy()).isEqualTo(waiting.statusSince().plus(Duration.ofHours(4)));
        assertThat(CardRenderer.render(waiting).headline()).contains("decide by");
        world.clock.tick(Duration.ofHours(4).minusSeconds(1));
        other.runDue();
        assertThat(world.now(d.id()).status()).isEqualTo(DeploymentStatus.VERIFIED);
        world.clock.tick(Duration.ofSeconds(30));
        other.runDue();
        assertThat(world.now(d.id()).status()).isEqualTo(DeploymentStatus.EXPIRED);
    }

    @Test
    @DisplayName("has the team's own links, with commas in them")
    void links() {
        set("SHIP_LINKS", "Logs=https://logs.example/?v={version}&f=a,b, Board = http://board.example/{env}");
        assertThat(shipped(Environment.STAGING).links())
                .containsExactly(
                        new TeamLink("Logs", "https://logs.example/?v={version}&f=a,b"),
                        new TeamLink("Board", "http://board.example/{env}"));
    }

    @Test
    @DisplayName("is refused with all that is wrong with the links")
    void wrong_links() {
        set("SHIP_LINKS_PROD", "Logs=ftp://logs.example, nothing");
        assertThatThrownBy(() -> world.byHand().build())
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(
                        "SHIP_LINKS_PROD: link Logs: target \"ftp://logs.example, nothing\" is not allowed");
        set("SHIP_LINKS_PROD", "nothing");
        assertThatThrownBy(() -> world.byHand().build())
                .hasMessageContaining("SHIP_LINKS_PROD: \"nothing\" is not allowed; allowed: Label=https://…");
    }

    @Test
    @DisplayName("names who may decide, and that it takes somebody else where it does")
    void deciders() {
        Authorizer authorizer = new Authorizer() {
            @Override
            public Answer ask(Question question) {
                return Answer.permit();
            }

            @Override
            public String permitted(Environment environment, Action action) {
                return action == Action.PROMOTE ? "release managers" : "everyone on call";
            }
        };
        Conductor conductor = world.byHand()
                .authorizer(authorizer)
                .fourEyes(Environment.STAGING)
                .build();
        EnvironmentProfile profile =
                World.shipped(conductor.ship(World.toStaging())).request().profile();

        assertThat(profile.promoters()).isEqualTo("release managers, but not whoever shipped it");
        assertThat(profile.rollbackers()).isEqualTo("everyone on call");
    }
}
