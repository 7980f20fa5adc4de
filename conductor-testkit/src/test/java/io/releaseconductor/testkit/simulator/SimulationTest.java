package io.releaseconductor.testkit.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("In the simulator, conductors keep the rules")
class SimulationTest {

    private final Simulation simulation = Simulation.inMemory();

    @Test
    void with_any_single_fault_at_any_call_of_any_flow() {
        Exploration all = simulation.crashPoints();
        System.out.println("crash points: " + all.report());
        assertThat(all.isSound()).as(all::report).isTrue();
        assertThat(all.histories()).isGreaterThan(4_000);
    }

    @Test
    void in_random_histories() {
        Exploration all = simulation.random(1, Long.getLong("simulation.histories", 10_000));
        System.out.println("random histories: " + all.report());
        assertThat(all.isSound()).as(all::report).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void along_every_flow_whose_end_is_reached(Flow flow) {
        History history =
                simulation.replay(flow.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-'));
        assertThat(history.isSound()).as(history::report).isTrue();
        assertThat(history.timeline()).contains(expected(flow));
    }

    private static String expected(Flow flow) {
        return switch (flow) {
            case PROMOTE, CANARY, AMBIGUOUS, AMBIGUOUS_WITHOUT_KEY -> "Deployment Promoted";
            case ROLLBACK, AUTO_ROLLBACK, LATE_ROLLBACK, DEPLOY_FAILS -> "Deployment Rolled Back";
            case CANCEL -> "Deployment Cancelled";
            case LINKED -> "ship-prod";
        };
    }

    @ParameterizedTest
    @ValueSource(strings = {"random/1", "random/7", "linked/40-after-crash", "canary/33-before-pause"})
    void and_the_same_name_gives_the_same_timeline_byte_for_byte(String name) {
        History once = simulation.replay(name);
        assertThat(simulation.replay(name)).isEqualTo(once);
        assertThat(once.timeline()).isNotBlank();
    }

    @Test
    void and_names_that_are_none_are_refused() {
        for (String name : List.of("promote/17", "nothing", "promote/x-after-crash")) {
            assertThatIllegalArgumentException().isThrownBy(() -> simulation.replay(name));
        }
    }
}
