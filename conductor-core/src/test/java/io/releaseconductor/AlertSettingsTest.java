package io.releaseconductor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.releaseconductor.config.ConfigurationException;
import io.releaseconductor.model.Environment;
import io.releaseconductor.policy.AlertRules;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("When the team is alerted")
class AlertSettingsTest {

    private final World world = new World();

    private AlertRules rules(Environment environment) {
        return world.byHand().build().alertRules(environment).orElseThrow();
    }

    @Test
    @DisplayName("is as the spec has it where nobody says otherwise")
    void by_default() {
        assertThat(rules(Environment.PROD)).isEqualTo(AlertRules.DEFAULT);
        assertThat(world.byHand().build().alertRules(new Environment("other"))).isEmpty();
    }

    @Test
    @DisplayName("is said by variables, also for one environment")
    void by_variables() {
        world.variables = Map.of(
                "SHIP_ALERT_FAILURE_RATE", "25%",
                "SHIP_ALERT_LAST_PROD", "8",
                "SHIP_ALERT_LEAST_PROD", "3",
                "SHIP_DEADLINE_SLOW_MS", "1200000",
                "SHIP_DEADLINE_SLOW_MS_PROD", "300000");

        assertThat(rules(Environment.STAGING)).isEqualTo(new AlertRules(25, 20, 5, Duration.ofMinutes(20)));
        assertThat(rules(Environment.PROD)).isEqualTo(new AlertRules(25, 8, 3, Duration.ofMinutes(5)));
        assertThat(world.byHand().build().warnings()).isEmpty();
    }

    @Test
    @DisplayName("looks at fewer than five where fewer are looked at at all")
    void few() {
        world.variables = Map.of("SHIP_ALERT_LAST", "3");

        assertThat(rules(Environment.PROD)).isEqualTo(new AlertRules(20, 3, 3, Duration.ofMinutes(10)));
    }

    @Test
    @DisplayName("is refused where it cannot be, all at once")
    void refused() {
        world.variables = Map.of(
                "SHIP_ALERT_FAILURE_RATE_PROD", "0.2",
                "SHIP_ALERT_LAST_PROD", "6",
                "SHIP_ALERT_LEAST_PROD", "7",
                "SHIP_DEADLINE_SLOW_MS_PROD", "0");
        ConfigurationException refused = catchThrowableOfType(
                ConfigurationException.class, () -> world.byHand().build());

        assertThat(refused.problems())
                .containsExactly(
                        "SHIP_ALERT_FAILURE_RATE_PROD: \"0.2\" is not allowed; allowed: a whole percentage from 0% to 99%, such"
                                + " as 20%",
                        "SHIP_ALERT_LEAST_PROD: \"7\" is not allowed: it is more than are looked at, 6"
                                + " (SHIP_ALERT_LAST_PROD)",
                        "SHIP_DEADLINE_SLOW_MS_PROD: \"0\" is not allowed; allowed: milliseconds, a whole number from 1 to"
                                + " 315360000000");
    }

    @Test
    @DisplayName("is said in code, and then a variable for that environment is set in vain")
    void in_code() {
        AlertRules own = new AlertRules(50, 10, 2, Duration.ofMinutes(1));
        world.variables = Map.of("SHIP_ALERT_LAST", "10", "SHIP_ALERT_LEAST_STAGING", "4");
        Conductor conductor = world.byHandWith(EnvironmentSettings.of(Environment.STAGING)
                        .withLinked(null)
                        .withAlertRules(own))
                .build();

        assertThat(conductor.alertRules(Environment.STAGING)).contains(own);
        assertThat(conductor.warnings())
                .containsExactly(
                        "SHIP_ALERT_LEAST_STAGING is set in vain: when alerts are raised in staging is given in code");
    }
}
