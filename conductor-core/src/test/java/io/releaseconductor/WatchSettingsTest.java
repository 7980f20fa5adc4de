package io.releaseconductor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.releaseconductor.config.ConfigurationException;
import io.releaseconductor.config.Variables;
import io.releaseconductor.engine.ThreadsAtOnce;
import io.releaseconductor.model.Environment;
import io.releaseconductor.model.Watch;
import io.releaseconductor.spi.Authorizer;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("How what was promoted is watched")
class WatchSettingsTest {

    private final World world = new World();
    private EnvironmentSettings staging =
            EnvironmentSettings.of(Environment.STAGING).withLinked(null).withBaselineVersion("v1");

    /** As users of the library have it: nothing is said but by them. */
    private Conductor conductor() {
        return Conductor.builder()
                .environment(staging)
                .variables(Variables.of(world.variables))
                .workflows(world.workflows)
                .chat(world.chat)
                .alerts((alert, deployment) -> world.alerts.add(alert))
                .authorizer(Authorizer.allowAll())
                .checks(world.catalog())
                .store(world.store)
                .clock(world.clock)
                .executor(new ThreadsAtOnce())
                .build();
    }

    private Watch shipped() {
        return World.shipped(conductor().ship(World.toStaging())).request().watch();
    }

    private void refused(String problem) {
        assertThat(catchThrowableOfType(ConfigurationException.class, this::conductor)
                        .problems())
                .containsExactly(problem);
    }

    @Test
    @DisplayName("is for 15 minutes, every minute, with alerts only, where nobody says otherwise")
    void by_default() {
        assertThat(shipped()).isEqualTo(Watch.DEFAULT);
        assertThat(Watch.DEFAULT).isEqualTo(new Watch(Duration.ofMinutes(15), Duration.ofMinutes(1), false));
    }

    @Test
    @DisplayName("is said by variables, also for one environment")
    void by_variable() {
        world.variables = Map.of("SHIP_WATCH", "1h", "SHIP_WATCH_STAGING", "30m", "SHIP_WATCH_EVERY", "20s");
        assertThat(shipped()).isEqualTo(new Watch(Duration.ofMinutes(30), Duration.ofSeconds(20), false));
        assertThat(conductor().warnings()).isEmpty();
    }

    @Test
    @DisplayName("is not at all where it is off")
    void off() {
        world.variables = Map.of("SHIP_WATCH", "off");
        assertThat(shipped()).isEqualTo(Watch.OFF);
    }

    @Test
    @DisplayName("is set in vain where it is off")
    void in_vain() {
        world.variables = Map.of("SHIP_WATCH_STAGING", "off", "SHIP_WATCH_EVERY", "20s");
        assertThat(conductor().warnings()).contains("SHIP_WATCH_EVERY is set in vain: SHIP_WATCH_STAGING is off");
    }

    @Test
    @DisplayName("is at least once, at the end, where it is short and nobody says how often")
    void short_one() {
        world.variables = Map.of("SHIP_WATCH", "30s");
        assertThat(shipped()).isEqualTo(new Watch(Duration.ofSeconds(30), Duration.ofSeconds(30), false));
    }

    @ParameterizedTest
    @DisplayName("is refused where it is no span of time, too short or too long")
    @ValueSource(strings = {"0s", "9s", "15", "25h", "never", "OFF", "15min"})
    void refused_length(String value) {
        world.variables = Map.of("SHIP_WATCH_STAGING", value);
        refused("SHIP_WATCH_STAGING: \"" + value
                + "\" is not allowed; allowed: a span of time such as 90s, 5m or 1h30m, from 10s to 24h, or off");
    }

    @Test
    @DisplayName("is refused where the looks are further apart than it is long")
    void refused_pace() {
        world.variables = Map.of("SHIP_WATCH_EVERY", "20m");
        refused("SHIP_WATCH_EVERY: \"20m\" is not allowed: it is longer than the watch, 15m (SHIP_WATCH)");
    }

    @Test
    @DisplayName("rolls back by itself where that is on")
    void rolls_back() {
        world.variables = Map.of("SHIP_WATCH_ROLLS_BACK_STAGING", "on");
        assertThat(shipped()).isEqualTo(Watch.DEFAULT.rollingBack());
    }

    @Test
    @DisplayName("cannot roll back where nothing is looked at, or the policy may not")
    void rolls_back_in_vain() {
        world.variables = Map.of("SHIP_WATCH_ROLLS_BACK", "on", "SHIP_WATCH", "off");
        refused("SHIP_WATCH_ROLLS_BACK is on, but SHIP_WATCH is off; watch for a while, or take it out");
        world.variables = Map.of("SHIP_WATCH_ROLLS_BACK", "on", "SHIP_AUTO_ROLLBACK", "false");
        refused("SHIP_WATCH_ROLLS_BACK is to roll back by itself, but the policy of staging does not; let it"
                + " (SHIP_AUTO_ROLLBACK), or let the watch only alert");
    }

    @Test
    @DisplayName("is said in code, and then a variable for that environment is set in vain")
    void in_code() {
        world.variables = Map.of("SHIP_WATCH", "1h", "SHIP_WATCH_STAGING", "30m");
        staging = staging.withWatch(Watch.OFF);
        assertThat(shipped()).isEqualTo(Watch.OFF);
        assertThat(conductor().warnings())
                .containsExactly("SHIP_WATCH_STAGING is set in vain: the watch of staging is given in code");
    }

    @Test
    @DisplayName("takes spans that go together, and names all that do not")
    void spans() {
        assertThatThrownBy(() -> new Watch(Duration.ofDays(2), Duration.ofSeconds(1), false))
                .hasMessage("watch: length PT48H is not allowed; allowed: 0 to PT24H; a look every PT1S is not allowed;"
                        + " allowed: PT10S to PT24H");
        assertThatThrownBy(() -> new Watch(Duration.ofMinutes(1), Duration.ofMinutes(2), false))
                .hasMessage("watch: a look every PT2M does not fit into PT1M");
        assertThatThrownBy(Watch.OFF::rollingBack).hasMessage("watch: rolls back by itself, but nothing is looked at");
    }
}
