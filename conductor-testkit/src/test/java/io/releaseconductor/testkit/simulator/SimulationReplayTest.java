package io.releaseconductor.testkit.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Replays the history that {@code -Dsimulation.history} names, and prints its timeline. */
@DisplayName("The history named by -Dsimulation.history")
class SimulationReplayTest {

    @Test
    void is_sound() {
        String name = System.getProperty("simulation.history");
        History history = Simulation.inMemory().replay(name == null ? "promote" : name);
        if (name != null) {
            System.out.println(history.report());
        }
        assertThat(history.isSound()).as(history::report).isTrue();
    }
}
