package io.releaseconductor;

import static org.assertj.core.api.Assertions.assertThat;

import io.releaseconductor.chat.Button;
import io.releaseconductor.chat.ButtonId;
import io.releaseconductor.chat.CardRenderer;
import io.releaseconductor.chat.Question;
import io.releaseconductor.deployment.Action;
import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.deployment.DeploymentStatus;
import io.releaseconductor.deployment.DispatchIntent;
import io.releaseconductor.model.Actor;
import io.releaseconductor.model.Environment;
import io.releaseconductor.model.Reach;
import io.releaseconductor.model.Strategy;
import io.releaseconductor.spi.Authorizer;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Promoting a rollout fully")
class PromoteFullyTest {

    private static final Actor CY = Actor.person("3", "Cy");

    private final World world = new World();

    @BeforeEach
    void inThreeWaves() {
        world.variables = Map.of("SHIP_CANARY_WAVES", "5,25,100", "SHIP_FORMAT", "2");
    }

    private Deployment atFirstGate(Conductor conductor) {
        ShipRequest canary = ShipRequest.to(Environment.STAGING, World.ADA)
                .withStrategy(Strategy.CANARY)
                .withDestination(World.CHANNEL)
                .withVersion("v2");
        return world.runUntil(conductor, World.shipped(conductor.ship(canary)).id(), DeploymentStatus.VERIFIED);
    }

    private Conductor permitting(Authorizer authorizer) {
        return world.byHand().authorizer(authorizer).build();
    }

    private static Authorizer.Answer permit(boolean permitted) {
        return permitted ? Authorizer.Answer.permit() : Authorizer.Answer.deny("Not you.");
    }

    @Test
    @DisplayName("dispatches the last wave under its own key, none between, and shows what was skipped")
    void skips() {
        Conductor conductor = world.byHand().build();
        Deployment first = atFirstGate(conductor);
        ButtonId button = CardRenderer.render(first).buttons().get(1).id();
        assertThat(button).hasToString("ship_fully_" + first.id());
        World.done(conductor.press(button, World.BOB));
        Deployment promoted = world.runUntil(conductor, first.id(), DeploymentStatus.PROMOTED);

        assertThat(world.workflows.dispatched)
                .filteredOn(intent -> intent.deployment().equals(first.id()))
                .extracting(DispatchIntent::correlationKey)
                .containsExactly(first.id() + "/deploy/1", first.id() + "/promote-3/1");
        DispatchIntent last = world.workflows.dispatched.get(1);
        assertThat(last.reach()).isEqualTo(Reach.ALL);
        assertThat(last.lastWave()).isTrue();
        assertThat(promoted.waves().get(1).verification().result()).isNotNull();
        assertThat(promoted.promotion().by()).isEqualTo(World.BOB);
        assertThat(CardRenderer.render(promoted).toString())
                .contains("Promoted fully to 100 % by", "Bob", "Skipped", "25 %");
        assertThat(CardRenderer.details(promoted).toString()).contains("Skipped");
    }

    @Test
    @DisplayName("is offered where it says something that promoting does not")
    void offered() {
        Conductor conductor = world.byHand().build();
        Deployment first = atFirstGate(conductor);
        assertThat(CardRenderer.render(first).buttons())
                .extracting(Button::label)
                .containsExactly("Promote to 25 %", "Promote fully to 100 %", "Rollback to v1", "Details");

        World.done(conductor.promote(first.id(), World.BOB));
        Deployment second = world.runUntil(conductor, first.id(), DeploymentStatus.VERIFIED);
        assertThat(CardRenderer.render(second).buttons())
                .extracting(Button::label)
                .containsExactly("Promote to 100 %", "Rollback to v1", "Details");
        assertThat(World.refused(conductor.promoteFully(second.id(), World.BOB)))
                .isEqualTo("100 % comes next anyway: use Promote.");
        assertThat(World.refused(conductor.promoteFully(second.id(), 1, World.BOB)))
                .startsWith("That gate is open since Bob");
    }

    @Test
    @DisplayName("takes its own permission, and that to promote besides")
    void permissions() {
        for (Set<Action> permitted : List.of(Set.of(Action.PROMOTE), Set.of(Action.FULLY))) {
            Conductor conductor = permitting(
                    question -> permit(question.action() == Action.SHIP || permitted.contains(question.action())));
            Deployment d = world.store.holder(Environment.STAGING).orElseGet(() -> atFirstGate(conductor));

            assertThat(conductor.promoteFully(d.id(), World.BOB))
                    .as("permitted: %s", permitted)
                    .isEqualTo(new ActionResult.Denied("Not you."));
        }
    }

    @Test
    @DisplayName("rests on the groups of both permissions")
    void groups() {
        world.variables = Map.of(
                "SHIP_CANARY_WAVES",
                "5,25,100",
                "SHIP_APPROVALS",
                "2",
                "SHIP_APPROVAL_GROUPS",
                "qa",
                "SHIP_FORMAT",
                "2");
        Conductor conductor = permitting(question -> {
            boolean tester = question.actor().equals(CY) && question.action() == Action.PROMOTE;
            return tester ? Authorizer.Answer.permit(Set.of("qa")) : Authorizer.Answer.permit();
        });
        Deployment d = atFirstGate(conductor);
        World.done(conductor.press(ButtonId.atGate(Question.FULLY, 1, d.id()), World.BOB));
        assertThat(CardRenderer.render(world.now(d.id())).toString())
                .contains("Fully", "1 of 2: Bob; still needed: somebody of qa");
        World.done(conductor.promoteFully(d.id(), CY));

        assertThat(world.now(d.id()).wave()).isEqualTo(3);
        assertThat(CardRenderer.render(world.now(d.id())).toString()).contains("Bob, Cy");
    }
}
