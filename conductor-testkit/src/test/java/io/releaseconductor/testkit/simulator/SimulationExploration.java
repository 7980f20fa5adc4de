package io.releaseconductor.testkit.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What takes hours: runs in the profile {@code simulation} only. */
@DisplayName("In the simulator, explored for hours, conductors keep the rules")
class SimulationExploration {

    /** Takes every so manieth pair. */
    private static final int EVERY = Integer.getInteger("simulation.pairs.every", 1);

    private static final long HISTORIES = Long.getLong("simulation.histories", 1_000_000);

    @ParameterizedTest
    @EnumSource
    void with_any_two_faults_at_any_two_calls(Flow flow) {
        Exploration pairs = Simulation.inMemory().pairs(EVERY, flow);
        System.out.println("pairs of faults, " + flow + ": " + pairs.report());
        assertThat(pairs.isSound()).as(pairs::report).isTrue();
    }

    @Test
    void in_a_million_random_histories() {
        Exploration all = Simulation.inMemory().random(1, HISTORIES);
        System.out.println("random histories: " + all.report());
        assertThat(all.isSound()).as(all::report).isTrue();
    }
}
