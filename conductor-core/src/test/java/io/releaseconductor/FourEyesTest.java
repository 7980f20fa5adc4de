package io.releaseconductor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.releaseconductor.chat.ButtonId;
import io.releaseconductor.chat.Question;
import io.releaseconductor.check.CheckResult;
import io.releaseconductor.config.ConfigurationException;
import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.deployment.DeploymentStatus;
import io.releaseconductor.model.Actor;
import io.releaseconductor.model.DeployId;
import io.releaseconductor.model.Environment;
import io.releaseconductor.spi.Authorizer;
import io.releaseconductor.spi.Retention;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Where four eyes are asked for,")
class FourEyesTest {

    private static final Actor ADA = World.ADA.withChat("discord");
    private static final Actor BOB = World.BOB.withChat("discord");

    private final World world = new World();

    private static Authorizer askingFor(String who) {
        return new Authorizer() {
            @Override
            public Answer ask(Authorizer.Question question) {
                return Answer.permit();
            }

            @Override
            public @Nullable String secondPerson(Environment environment) {
                return environment.equals(Environment.PROD) ? who : null;
            }
        };
    }

    private DeployId verified(Conductor conductor, Environment environment, Actor actor) {
        DeployId id = World.shipped(
                        conductor.ship(ShipRequest.to(environment, actor).withVersion("v2")))
                .id();
        return world.runUntil(conductor, id, DeploymentStatus.VERIFIED).id();
    }

    private static String denied(ActionResult result) {
        assertThat(result).isInstanceOf(ActionResult.Denied.class);
        return ((ActionResult.Denied) result).reason();
    }

    @Test
    @DisplayName("whoever shipped cannot promote, neither by name nor by button, and is told who can")
    void whoever_shipped_cannot_promote() {
        Conductor conductor =
                world.byHand().authorizer(askingFor("Permitted: role 7.")).build();
        DeployId id = verified(conductor, Environment.PROD, ADA);
        String reason = "You shipped " + id + ", and Prod needs a second person to promote it. Ask somebody else."
                + " Permitted: role 7.";

        assertThat(conductor.fourEyes()).containsExactly(Environment.PROD);
        assertThat(denied(conductor.promote(id, ADA))).isEqualTo(reason);
        assertThat(denied(conductor.press(ButtonId.of(Question.PROMOTE, id), ADA)))
                .isEqualTo(reason);
        assertThat(denied(conductor.promoteFully(id, ADA))).isEqualTo(reason);
        assertThat(world.now(id).status()).isEqualTo(DeploymentStatus.VERIFIED);
        assertThat(World.done(conductor.promote(id, BOB)).status()).isEqualTo(DeploymentStatus.PROMOTED);
    }

    @Test
    @DisplayName("whoever shipped can roll back, and promote elsewhere")
    void nothing_else_needs_a_second_person() {
        Conductor conductor = world.byHand().authorizer(askingFor("")).build();

        World.done(conductor.promote(verified(conductor, Environment.STAGING, ADA), ADA));
        conductor.runDue();
        Deployment prod = conductor.holder(Environment.PROD).orElseThrow();
        world.runUntil(conductor, prod.id(), DeploymentStatus.VERIFIED);

        assertThat(denied(conductor.promote(prod.id(), ADA))).endsWith("Ask somebody else.");
        World.done(conductor.rollback(prod.id(), ADA));
    }

    @Test
    @DisplayName("the builder can be the one who asks")
    void the_builder_asks() {
        Conductor conductor = world.byHand().fourEyes(Environment.STAGING).build();
        DeployId id = verified(conductor, Environment.STAGING, ADA);

        assertThat(conductor.fourEyes()).containsExactly(Environment.STAGING);
        assertThat(denied(conductor.promote(id, ADA)))
                .isEqualTo(
                        "You shipped " + id + ", and Staging needs a second person to promote it. Ask somebody else.");
        World.done(conductor.promote(id, BOB));
    }

    @Test
    @DisplayName("an environment that is not there is refused")
    void an_unknown_environment() {
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(
                        () -> world.byHand().fourEyes(new Environment("moon")).build())
                .withMessageContaining(
                        "four eyes are asked for in moon, which is not given; add it or do not ask for them");
    }

    @Test
    @DisplayName("an account in another chat is no second person, and is told what to do")
    void another_chat() {
        Conductor conductor = world.byHand().fourEyes(Environment.PROD).build();
        DeployId id = verified(conductor, Environment.PROD, ADA);

        assertThat(denied(conductor.promote(id, World.BOB.withChat("slack"))))
                .isEqualTo("Ada shipped " + id + " through discord, and Prod needs a second person to promote it."
                        + " You cannot be told from them, since you come through slack."
                        + " Promote it through discord, or ask somebody there.");
        assertThat(denied(conductor.promote(id, World.BOB)))
                .contains("since you come through none that is known. Promote it through discord");
        assertThat(denied(conductor.promote(id, ADA.withChat("slack")))).startsWith("Ada shipped ");
        assertThat(denied(conductor.promote(id, World.ADA))).startsWith("You shipped ");
        World.done(conductor.promote(id, BOB));
    }

    @Test
    @DisplayName("what was shipped when chats were not recorded is not promoted by somebody who has one")
    void an_older_record() {
        Conductor conductor = world.byHand().fourEyes(Environment.PROD).build();
        DeployId id = verified(conductor, Environment.PROD, World.ADA);

        assertThat(denied(conductor.promote(id, BOB)))
                .isEqualTo("Ada shipped " + id + ", and Prod needs a second person to promote it. You cannot be told"
                        + " from them, since it was not recorded through which chat they came. Ship Prod anew.");
        World.done(conductor.promote(id, World.BOB));
    }

    /** Whose policy ships to production, where it finds what it leaves to a person. */
    private Conductor autoPromoting() {
        world.variables = Map.of("SHIP_AUTO_PROMOTE", "true");
        for (String id : List.of("frontend", "api")) {
            world.checks.put(
                    id,
                    context -> context.environment().equals(Environment.PROD)
                            ? CheckResult.warning("Slow response")
                            : CheckResult.pass("OK").withLatency(Duration.ofMillis(45)));
        }
        return world.byHand().authorizer(askingFor("")).build();
    }

    private DeployId shippedByThePolicy(Conductor conductor) {
        DeployId staging = World.shipped(
                        conductor.ship(ShipRequest.to(Environment.STAGING, ADA).withVersion("v2")))
                .id();
        world.runUntil(conductor, staging, DeploymentStatus.PROMOTED);
        conductor.runDue();
        DeployId prod = conductor.holder(Environment.PROD).orElseThrow().id();
        Deployment verified = world.runUntil(conductor, prod, DeploymentStatus.VERIFIED);
        assertThat(verified.request().initiatedBy()).isEqualTo(Actor.POLICY);
        return prod;
    }

    @Test
    @DisplayName("whoever shipped what the policy promoted cannot promote what the policy shipped then")
    void over_the_policy() {
        Conductor conductor = autoPromoting();
        DeployId prod = shippedByThePolicy(conductor);

        assertThat(denied(conductor.promote(prod, ADA))).startsWith("You shipped " + prod);
        World.done(conductor.promote(prod, BOB));
    }

    @Test
    @DisplayName("the history tells who shipped what is not kept any more")
    void over_the_policy_and_the_history() {
        Conductor conductor = autoPromoting();
        DeployId prod = shippedByThePolicy(conductor);
        world.store.purge(world.clock.instant().plus(Duration.ofDays(2)), Retention.DEFAULT);

        assertThat(conductor.find(prod)).isPresent();
        assertThat(conductor.find(world.now(prod).request().parent())).isEmpty();
        assertThat(denied(conductor.promote(prod, ADA))).startsWith("You shipped " + prod);
    }

    @Test
    @DisplayName("nobody can be told from the one who shipped where that is not known any more")
    void nobody_knows_any_more() {
        Conductor conductor = autoPromoting();
        DeployId prod = shippedByThePolicy(conductor);
        DeployId later = World.shipped(
                        conductor.ship(ShipRequest.to(Environment.STAGING, BOB).withVersion("v3")))
                .id();
        world.runUntil(conductor, later, DeploymentStatus.PROMOTED);
        world.store.purge(
                world.clock.instant().plus(Duration.ofDays(2)),
                new Retention(Duration.ofDays(1), Duration.ofDays(1), Duration.ofDays(1), 1));

        assertThat(denied(conductor.promote(prod, BOB)))
                .isEqualTo("It cannot be told any more who shipped what " + prod + " was promoted from, so that nobody"
                        + " can be told from the one who shipped it. Ship Prod anew.");
    }

    @Test
    @DisplayName("the policy promotes by itself if it may")
    void the_policy_is_not_held_to_it() {
        world.variables = Map.of("SHIP_AUTO_PROMOTE_PROD", "true");
        Conductor conductor = world.byHand().authorizer(askingFor("")).build();
        DeployId id = World.shipped(
                        conductor.ship(ShipRequest.to(Environment.PROD, ADA).withVersion("v2")))
                .id();

        assertThat(world.runUntil(conductor, id, DeploymentStatus.PROMOTED).promotion())
                .satisfies(promotion -> assertThat(promotion.by()).isEqualTo(Actor.POLICY));
    }
}
