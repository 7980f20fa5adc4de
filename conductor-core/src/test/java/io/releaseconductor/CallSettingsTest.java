package io.releaseconductor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.releaseconductor.alert.ChatAlerts;
import io.releaseconductor.config.ConfigurationException;
import io.releaseconductor.deployment.DeploymentStatus;
import io.releaseconductor.model.Called;
import io.releaseconductor.model.Environment;
import java.util.Collections;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Whom the chat calls")
class CallSettingsTest {

    private static Called calledIn(EnvironmentSettings settings, Map<String, String> variables) {
        World world = new World();
        world.variables = variables;
        Conductor conductor = world.byHandWith(
                        settings.withLinked(null),
                        EnvironmentSettings.of(
                                        settings.environment().equals(Environment.PROD)
                                                ? Environment.STAGING
                                                : Environment.PROD)
                                .withLinked(null))
                .build();
        ShipRequest request = ShipRequest.to(settings.environment(), World.ADA).withDestination(World.CHANNEL);
        return World.shipped(conductor.ship(request)).request().called();
    }

    private static Called called(String variable) {
        return calledIn(EnvironmentSettings.of(Environment.STAGING), Map.of("SHIP_CALL", variable));
    }

    @Test
    void is_nobody_unless_somebody_says_so() {
        assertThat(calledIn(EnvironmentSettings.of(Environment.STAGING), Map.of()))
                .isEqualTo(Called.NOBODY);
        assertThat(called(" nobody ")).isEqualTo(Called.NOBODY);
    }

    @Test
    void is_frozen_when_it_is_shipped() {
        assertThat(called("role:123456, initiator"))
                .isEqualTo(Called.groups("123456").andInitiator());
        assertThat(called("initiator")).isEqualTo(Called.INITIATOR);
        assertThat(called("role:b,role:a,role:b")).isEqualTo(Called.groups("a", "b"));
    }

    @Test
    void may_differ_between_environments_and_is_what_the_code_says_where_it_says_anything() {
        Map<String, String> variables = Map.of("SHIP_CALL", "initiator", "SHIP_CALL_PROD", "role:7");
        assertThat(calledIn(EnvironmentSettings.of(Environment.STAGING), variables))
                .isEqualTo(Called.INITIATOR);
        assertThat(calledIn(EnvironmentSettings.of(Environment.PROD), variables))
                .isEqualTo(Called.groups("7"));
        EnvironmentSettings own = EnvironmentSettings.of(Environment.PROD).withCalled(Called.NOBODY);
        assertThat(calledIn(own, variables)).isEqualTo(Called.NOBODY);
        World world = new World();
        world.variables = variables;
        assertThat(world.byHandWith(own).build().warnings())
                .contains("SHIP_CALL_PROD is set in vain: whom to call in prod is given in code");
    }

    @Test
    void is_refused_by_name_where_it_cannot_be_understood() {
        String allowed = "; allowed: role:ID for a group or role of the chat, up to 10 of them, and initiator for"
                + " whoever shipped it, with commas between; or nobody";
        assertThatThrownBy(() -> called("role:, ada,initiator"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("SHIP_CALL: \"role:\", \"ada\" is not allowed" + allowed);
        String many = String.join(
                ",", IntStream.range(0, 11).mapToObj(i -> "role:" + i).toList());
        assertThatThrownBy(() -> called(many)).hasMessageContaining("SHIP_CALL: 11 roles is not allowed" + allowed);
        assertThatThrownBy(() -> Called.groups(" ")).hasMessageContaining("group \" \" is not allowed");
        assertThatThrownBy(() -> new Called(
                        IntStream.range(0, 11).mapToObj(String::valueOf).toList(), false))
                .hasMessage("called: 11 groups are not allowed; allowed: up to 10");
        assertThatThrownBy(() -> new Called(Collections.singletonList("x".repeat(101)), false))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    @DisplayName("is called in chat, once, when a decision is due, with the way to the card")
    void is_called_in_chat() {
        World world = new World();
        world.variables = Map.of("SHIP_CALL", "role:123456, initiator");
        Conductor conductor = world.byHand().alerts(new ChatAlerts(world.chat)).build();
        world.runUntil(
                conductor, World.shipped(conductor.ship(World.toStaging())).id(), DeploymentStatus.VERIFIED);
        conductor.runDue();
        conductor.runDue();
        assertThat(world.chat.titles)
                .filteredOn(title -> title.startsWith("🔔"))
                .singleElement()
                .asString()
                .startsWith("🔔 A decision is due by ");
        assertThat(world.chat.messages.values())
                .filteredOn(card -> !card.mentions().isEmpty())
                .hasSize(1);
    }
}
