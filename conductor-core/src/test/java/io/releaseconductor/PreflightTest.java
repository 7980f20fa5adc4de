package io.releaseconductor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.releaseconductor.chat.CardRenderer;
import io.releaseconductor.chat.CardText;
import io.releaseconductor.config.ConfigurationException;
import io.releaseconductor.config.Variables;
import io.releaseconductor.deployment.Action;
import io.releaseconductor.deployment.AdmissionOutcome;
import io.releaseconductor.deployment.AdmissionRules;
import io.releaseconductor.deployment.Alert;
import io.releaseconductor.deployment.AlertKind;
import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.deployment.DeploymentStatus;
import io.releaseconductor.deployment.DispatchIntent;
import io.releaseconductor.model.Actor;
import io.releaseconductor.model.DeployId;
import io.releaseconductor.model.Environment;
import io.releaseconductor.spi.Admission;
import io.releaseconductor.spi.Authorizer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayName("The pre-flight of an environment")
@DisplayNameGeneration(ReplaceUnderscores.class)
class PreflightTest {

    private static final Actor GRACE = Actor.person("2", "Grace");

    private final World world = new World();
    private final Told ci = new Told("ci");

    /** A rule that says what it is told to say. */
    private static final class Told implements Admission {

        private final String name;
        private final List<Question> asked = new ArrayList<>();
        private AdmissionOutcome outcome = new AdmissionOutcome.Yes("14 of 14 green at 1a2b3c4");

        Told(String name) {
            this.name = name;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public AdmissionOutcome ask(Question question) {
            asked.add(question);
            if (outcome instanceof AdmissionOutcome.Unknown unknown
                    && unknown.detail().equals("throws")) {
                throw new IllegalStateException("out of order");
            }
            return outcome;
        }
    }

    private Conductor conductor() {
        world.variables = Map.of("SHIP_ADMISSION_STAGING", "ci", "SHIP_AFTER_PROD", "staging");
        return world.byHand().admission(ci).build();
    }

    private String card(DeployId id) {
        return CardText.render(CardRenderer.render(world.now(id)));
    }

    private void pass(Conductor conductor, Duration span) {
        for (long second = 0; second < span.toSeconds(); second++) {
            conductor.runDue();
            world.clock.tick(Duration.ofSeconds(1));
        }
    }

    private static ShipRequest toProd(String version) {
        return ShipRequest.to(Environment.PROD, World.ADA).withVersion(version).withDestination("releases");
    }

    @Test
    void lets_what_every_rule_admits_begin_at_once_and_shows_each_with_its_result() {
        Conductor conductor = conductor();
        DeployId id = World.shipped(conductor.ship(World.toStaging())).id();
        conductor.runDue();

        assertThat(world.workflows.dispatched).hasSize(1);
        assertThat(ci.asked)
                .as("it is asked once: when it is shipped")
                .containsExactly(new Admission.Question(Environment.STAGING, null, "v2"));
        assertThat(card(id)).contains("✅ ci: 14 of 14 green at 1a2b3c4", "✅ place free, no lock, window open");
    }

    @Test
    void refuses_at_once_what_a_rule_refuses_for_certain() {
        Conductor conductor = conductor();
        ci.outcome = new AdmissionOutcome.No("2 of 14 failed at 1a2b3c4: lint, e2e");

        assertThat(conductor.ship(World.toStaging()))
                .isEqualTo(
                        new ShipResult.NotAdmitted("The pre-flight says no: ci: 2 of 14 failed at 1a2b3c4: lint, e2e."
                                + " Nothing was shipped. Whoever may override it adds override:\"why\"."));
        assertThat(conductor.holder(Environment.STAGING)).isEmpty();
    }

    @Test
    void waits_for_what_is_not_decided_and_goes_on_by_itself() {
        Conductor conductor = conductor();
        ci.outcome = new AdmissionOutcome.NotYet("3 of 14 still running at 1a2b3c4");
        DeployId id = World.shipped(conductor.ship(World.toStaging())).id();
        pass(conductor, Duration.ofMinutes(20));

        assertThat(world.workflows.dispatched).isEmpty();
        assertThat(card(id)).contains("⏳ Waiting: ci\n", "⏳ ci: 3 of 14 still running at 1a2b3c4");
        assertThat(world.alerts).isEmpty();
        ci.outcome = new AdmissionOutcome.Yes("14 of 14 green at 1a2b3c4");
        pass(conductor, Duration.ofSeconds(31));
        assertThat(world.workflows.dispatched).hasSize(1);
        assertThat(world.runUntil(conductor, id, DeploymentStatus.VERIFIED).alerts())
                .as("it was not slow: it waited")
                .isEmpty();
    }

    @Test
    void waits_where_a_rule_cannot_tell_whatever_becomes_of_it() {
        Conductor conductor = conductor();
        ci.outcome = new AdmissionOutcome.Unknown("throws");
        DeployId id = World.shipped(conductor.ship(World.toStaging())).id();
        pass(conductor, Duration.ofMinutes(1));

        assertThat(card(id)).contains("⏳ Waiting: ci\n", "❔ ci: ", "threw IllegalStateException");
        assertThat(world.runUntil(conductor, id, DeploymentStatus.CANCELLED).alerts())
                .extracting(Alert::kind)
                .containsExactly(AlertKind.NOT_ADMITTED);
        assertThat(world.workflows.dispatched).isEmpty();
    }

    @Test
    void that_holds_back_what_was_stored_waits_for_a_no_as_well_since_it_can_be_mended() {
        Conductor conductor = conductor();
        ci.outcome = new AdmissionOutcome.NotYet("running");
        DeployId id = World.shipped(conductor.ship(World.toStaging())).id();
        ci.outcome = new AdmissionOutcome.No("1 of 14 failed: e2e");
        pass(conductor, Duration.ofMinutes(2));

        assertThat(card(id)).contains("❌ ci: 1 of 14 failed: e2e", "mend what it found, or override it");
        ci.outcome = new AdmissionOutcome.Yes("14 of 14 green");
        world.runUntil(conductor, id, DeploymentStatus.VERIFIED);
    }

    @Test
    void is_overridden_while_it_is_shipped_or_later_by_whoever_may_and_the_team_is_told() {
        world.variables = Map.of("SHIP_ADMISSION_STAGING", "ci");
        Conductor conductor = world.byHand()
                .admission(ci)
                .authorizer(asked ->
                        asked.action() == Action.OVERRIDE && !asked.actor().isSameAs(GRACE)
                                ? Authorizer.Answer.deny("Only Grace may override.")
                                : Authorizer.Answer.permit())
                .build();
        ci.outcome = new AdmissionOutcome.No("red");
        ShipRequest wanted = World.toStaging().withOverride("hotfix");

        assertThat(conductor.ship(wanted)).isEqualTo(new ShipResult.Denied("Only Grace may override."));
        ShipRequest hers =
                ShipRequest.to(Environment.STAGING, GRACE).withVersion("v2").withOverride("hotfix");
        DeployId id = World.shipped(conductor.ship(hers)).id();
        conductor.runDue();
        assertThat(world.workflows.dispatched).hasSize(1);
        assertThat(world.alerts)
                .extracting(Alert::message)
                .containsExactly("Pre-flight overridden by Grace (hotfix): ci: red");
        assertThat(card(id)).contains("🔓 ci: red (overridden)", "Pre-flight overridden by Grace at");
        Deployment verified = world.runUntil(conductor, id, DeploymentStatus.VERIFIED);
        assertThat(CardText.render(CardRenderer.render(verified))).contains("🔓 Pre-flight overridden by Grace at");
        World.done(conductor.promote(id, World.ADA));

        ci.outcome = new AdmissionOutcome.NotYet("running");
        DeployId later = World.shipped(conductor.ship(World.toStaging().withVersion("v3")))
                .id();
        assertThat(conductor.override(later, World.ADA, "hotfix"))
                .isEqualTo(new ActionResult.Denied("Only Grace may override."));
        assertThat(World.refused(conductor.override(later, GRACE, "  "))).startsWith("Say why: the team is told.");
        World.done(conductor.override(later, GRACE, "CI hangs,\nit is known"));
        conductor.runDue();
        assertThat(world.workflows.dispatched)
                .extracting(DispatchIntent::deployment)
                .contains(later);
        assertThat(world.alerts)
                .extracting(Alert::message)
                .endsWith("Pre-flight overridden by Grace (CI hangs, it is known): ci: running");
    }

    @Test
    void admits_only_what_another_environment_has_promoted_where_an_order_is_enforced() {
        Conductor conductor = conductor();
        assertThat(conductor.ship(toProd("v2")))
                .isEqualTo(
                        new ShipResult.NotAdmitted("The pre-flight says no: order: staging has not promoted v2, or gave"
                                + " it up since. Nothing was shipped. Whoever may override it adds override:\"why\"."));
        assertThat(conductor.ship(ShipRequest.to(Environment.PROD, World.ADA)))
                .isInstanceOfSatisfying(
                        ShipResult.NotAdmitted.class,
                        no -> assertThat(no.reason())
                                .contains("order: nobody knows before the run which version this is"));

        DeployId staging = world.shipAndVerify(conductor).id();
        World.done(conductor.promote(staging, World.ADA));
        DeployId linked = world.runUntil(
                        conductor,
                        staging,
                        d -> d.linked() != null && d.linked().deployment() != null)
                .linked()
                .deployment();
        world.runUntil(conductor, linked, DeploymentStatus.VERIFIED);
        assertThat(CardText.render(CardRenderer.details(world.now(linked))))
                .contains("✅ order: staging has promoted v2");
        World.done(conductor.promote(linked, World.ADA));
        assertThat(conductor.ship(toProd("v1"))).isInstanceOf(ShipResult.NotAdmitted.class);
        World.shipped(conductor.ship(toProd("v2")));
    }

    @Test
    void keeps_what_the_other_environment_gave_up_between_the_command_and_the_run() {
        world.variables = Map.of("SHIP_ADMISSION_PROD", "ci", "SHIP_AFTER_PROD", "staging");
        Conductor conductor = world.byHandWith(
                        EnvironmentSettings.of(Environment.STAGING)
                                .withLinked(null)
                                .withBaselineVersion("v1"),
                        EnvironmentSettings.of(Environment.PROD).withBaselineVersion("v1"))
                .admission(ci)
                .build();
        DeployId staging = world.shipAndVerify(conductor).id();
        World.done(conductor.promote(staging, World.ADA));
        ci.outcome = new AdmissionOutcome.NotYet("running");
        DeployId prod = World.shipped(conductor.ship(toProd("v2"))).id();
        world.clock.tick(Duration.ofSeconds(6));
        World.done(conductor.rollback(staging, World.ADA));
        world.runUntil(conductor, staging, DeploymentStatus.ROLLED_BACK);
        ci.outcome = new AdmissionOutcome.Yes("green");
        pass(conductor, Duration.ofMinutes(2));

        assertThat(card(prod)).contains("✅ ci: green", "❌ order: staging has not promoted v2, or gave it up since");
        assertThat(world.runUntil(conductor, prod, DeploymentStatus.CANCELLED)
                        .deployPhase()
                        .run())
                .isEmpty();
    }

    @Test
    void asks_nobody_for_a_repeat_or_where_the_place_is_taken() {
        Conductor conductor = conductor();
        ShipRequest once = World.toStaging().withKey("click-1");
        Deployment first = World.shipped(conductor.ship(once));
        ci.outcome = new AdmissionOutcome.No("red by now");

        assertThat(World.shipped(conductor.ship(once)).id()).isEqualTo(first.id());
        assertThat(conductor.ship(World.toStaging())).isInstanceOf(ShipResult.Taken.class);
        assertThat(ci.asked).hasSize(1);
    }

    @Test
    void is_read_from_the_variables_whose_mistakes_are_told_all_at_once() {
        world.variables =
                Map.of("SHIP_ADMISSION", "ci,incidents", "SHIP_AFTER_PROD", "prod", "SHIP_AFTER_STAGING", "preview");

        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> world.byHand()
                        .admission(ci)
                        .admission(new Told("Order"))
                        .admission(new Told("order"))
                        .build())
                .satisfies(e -> assertThat(e.problems())
                        .anyMatch(
                                p -> p.startsWith("SHIP_ADMISSION: \"ci,incidents\" is not allowed; allowed: ci, none"))
                        .anyMatch(p -> p.startsWith("SHIP_AFTER_PROD: \"prod\" is not allowed; allowed: staging, none"))
                        .anyMatch(p ->
                                p.startsWith("SHIP_AFTER_STAGING: \"preview\" is not allowed; allowed: prod, none"))
                        .anyMatch(p -> p.contains("the name \"Order\" of"))
                        .anyMatch(p -> p.contains("the name \"order\" of")));
    }

    @Test
    void is_taken_back_for_one_environment_by_none_and_never_meant_for_the_first_one_of_an_order() {
        world.variables = Map.of("SHIP_ADMISSION", "ci", "SHIP_ADMISSION_STAGING", "none", "SHIP_AFTER", "staging");
        Conductor conductor = world.byHand().admission(ci).build();

        assertThat(conductor.admission(Environment.STAGING)).isEqualTo(AdmissionRules.NONE);
        assertThat(conductor.admission(Environment.PROD))
                .isEqualTo(new AdmissionRules(List.of("ci"), Environment.STAGING));
    }

    @Test
    void has_no_circles() {
        world.variables = Map.of("SHIP_AFTER_PROD", "staging", "SHIP_AFTER_STAGING", "prod");

        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> world.byHand().build())
                .satisfies(e -> assertThat(e.problems())
                        .containsExactly(
                                "environment staging is shipped to after prod, and that, over others, after staging;"
                                        + " allowed: an order with a beginning"));
    }

    @Test
    void is_given_in_code_as_well_where_the_variables_are_then_in_vain() {
        Conductor conductor = world.byHandWith(
                        EnvironmentSettings.of(Environment.STAGING),
                        EnvironmentSettings.of(Environment.PROD)
                                .withAdmission("ci")
                                .withAfter(Environment.STAGING))
                .variables(Variables.of(Map.of("SHIP_ADMISSION_PROD", "none")))
                .admission(ci)
                .build();

        assertThat(conductor.admission(Environment.PROD))
                .isEqualTo(new AdmissionRules(List.of("ci"), Environment.STAGING));
        assertThat(conductor.warnings())
                .contains("SHIP_ADMISSION_PROD is set in vain: the pre-flight of prod is given in code");
    }
}
