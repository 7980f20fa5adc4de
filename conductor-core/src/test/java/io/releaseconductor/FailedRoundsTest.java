package io.releaseconductor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.releaseconductor.config.ConfigurationException;
import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.metric.FailedRounds;
import io.releaseconductor.model.Environment;
import io.releaseconductor.model.Strategy;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("How many rounds may fail")
class FailedRoundsTest {

    private static final String WHERE_BAKES =
            " is set in vain: checks are asked in rounds while a wave bakes, and none does;"
                    + " set SHIP_CANARY_BAKE or SHIP_FULL_BAKE, such as 5m..30m";

    private final World world = new World();

    private void with(String... variables) {
        Map<String, String> all = new HashMap<>(Map.of(
                "SHIP_CANARY_WAVES", "10,100",
                "SHIP_CANARY_BAKE", "5m..30m",
                "SHIP_FORMAT", "2"));
        for (int i = 0; i < variables.length; i += 2) {
            all.put(variables[i], variables[i + 1]);
        }
        world.variables = all;
    }

    private static EnvironmentSettings inCode() {
        return EnvironmentSettings.of(Environment.STAGING).withLinked(null).withFailedRounds(0.05);
    }

    private static Deployment shipped(Conductor conductor) {
        return World.shipped(conductor.ship(ShipRequest.to(Environment.STAGING, World.ADA)
                .withStrategy(Strategy.CANARY)
                .withVersion("v2")
                .withDestination(World.CHANNEL)));
    }

    private Deployment shipped() {
        return shipped(world.byHand().build());
    }

    @Test
    @DisplayName("is 1 % where nobody says otherwise")
    void by_default() {
        with();
        assertThat(shipped().request().failedRounds()).isEqualTo(FailedRounds.DEFAULT);
        assertThat(FailedRounds.DEFAULT).hasToString("1 %");
    }

    @Test
    @DisplayName("is said by a variable, also for one environment, and kept in the record")
    void by_variable() {
        with("SHIP_FAILED_ROUNDS", "2%", "SHIP_FAILED_ROUNDS_STAGING", "0.5%");
        Deployment shipped = shipped();

        assertThat(shipped.request().failedRounds()).isEqualTo(new FailedRounds(0.005));
        assertThat(shipped.request().failedRounds()).hasToString("0.5 %");
        assertThat(world.byHand().build().warnings()).isEmpty();
    }

    @Test
    @DisplayName("is said in code, and then a variable for that environment is set in vain")
    void in_code() {
        with("SHIP_FAILED_ROUNDS", "2%", "SHIP_FAILED_ROUNDS_STAGING", "0.5%");
        Conductor conductor = world.byHandWith(inCode()).build();

        assertThat(shipped(conductor).request().failedRounds()).isEqualTo(new FailedRounds(0.05));
        assertThat(conductor.warnings())
                .containsExactly(
                        "SHIP_FAILED_ROUNDS_STAGING is set in vain: how many rounds may fail in staging is given"
                                + " in code");
    }

    @ParameterizedTest
    @DisplayName("is refused where it is no percentage, nothing, or so much that nothing could be found")
    @ValueSource(strings = {"0%", "0.0005%", "10%", "100%", "-1%", "0.01", "1", "many"})
    void refused(String value) {
        with("SHIP_FAILED_ROUNDS_STAGING", value);
        ConfigurationException refused = catchThrowableOfType(
                ConfigurationException.class, () -> world.byHand().build());

        assertThat(refused.problems())
                .containsExactly("SHIP_FAILED_ROUNDS_STAGING: \"" + value
                        + "\" is not allowed; allowed: a percentage above 0 % and below 10 %, such as 1% or 0.5%");
    }

    @Test
    @DisplayName("is set in vain where no wave bakes")
    void in_vain() {
        world.variables = Map.of("SHIP_FAILED_ROUNDS", "2%");
        assertThat(world.byHand().build().warnings()).contains("SHIP_FAILED_ROUNDS" + WHERE_BAKES);

        world.variables = Map.of();
        assertThat(world.byHandWith(inCode()).build().warnings())
                .contains("the share of failed rounds in staging" + WHERE_BAKES);
    }

    @Test
    @DisplayName("is not set in vain for all where it holds in one environment, and is for one where it does not")
    void holds_elsewhere() {
        world.variables = Map.of(
                "SHIP_FAILED_ROUNDS", "2%",
                "SHIP_CANARY_WAVES_PROD", "10,100",
                "SHIP_CANARY_BAKE_PROD", "5m..30m",
                "SHIP_FORMAT", "2");
        assertThat(stagingAndProd().warnings()).isEmpty();

        world.variables = new HashMap<>(world.variables);
        world.variables.put("SHIP_FAILED_ROUNDS_STAGING", "3%");
        assertThat(stagingAndProd().warnings()).containsExactly("SHIP_FAILED_ROUNDS_STAGING" + WHERE_BAKES);
    }

    private Conductor stagingAndProd() {
        return world.byHandWith(EnvironmentSettings.of(Environment.STAGING), EnvironmentSettings.of(Environment.PROD))
                .build();
    }

    @ParameterizedTest
    @DisplayName("is a share above 0 and below 0.1")
    @ValueSource(doubles = {0, -0.01, 0.1, 1, Double.NaN})
    void range(double share) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EnvironmentSettings.of(Environment.STAGING).withFailedRounds(share))
                .withMessage(
                        "failed rounds: " + share + " is not allowed; allowed: above 0 and below 0.1, 0.01 for 1 %");
    }
}
