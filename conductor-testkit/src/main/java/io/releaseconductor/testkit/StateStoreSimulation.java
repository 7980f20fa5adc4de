package io.releaseconductor.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.releaseconductor.spi.StateStore;
import io.releaseconductor.testkit.simulator.Exploration;
import io.releaseconductor.testkit.simulator.Flow;
import io.releaseconductor.testkit.simulator.Simulation;
import java.time.Clock;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * Runs simulated histories of real conductors on a store: nodes that die, freeze past their lease and wake up again, lost answers,
 * and people who click at once. A store's test extends it and says how the store is opened:
 *
 * <pre>{@code
 * class MyStoreSimulationTest extends StateStoreSimulation {
 *     @Override
 *     protected StateStore openStore(Clock clock) {
 *         return new MyStore(clock);
 *     }
 * }
 * }</pre>
 *
 * <p>Each history gets a store of its own, opened, used by one thread after another and never by two at once, and closed. At a
 * millisecond per call of the store all of it takes some tens of seconds. Time is virtual: a store must go by the times that it is
 * given and by the clock, never by its own. The engine logs each fault that it meets; silence
 * {@code io.releaseconductor.engine} in the logging of the tests.
 */
@DisplayName("On this state store, conductors keep the rules")
public abstract class StateStoreSimulation {

    private final Simulation simulation = Simulation.over(new Simulation.Stores() {
        @Override
        public StateStore open(Clock clock) throws Exception {
            return openStore(clock);
        }

        @Override
        public void close(StateStore store) throws Exception {
            closeStore(store);
        }
    });

    /** For subclasses. */
    protected StateStoreSimulation() {}

    /**
     * Opens the store, with nothing in it. Called before each history.
     *
     * @param clock virtual time, for a store that asks for a clock
     * @return the empty store
     * @throws Exception if it cannot be opened; the test then fails
     */
    protected abstract StateStore openStore(Clock clock) throws Exception;

    /**
     * Closes the store and removes what is in it. Called after each history.
     *
     * @param store what {@link #openStore} gave
     * @throws Exception if it cannot be closed; the test then fails
     */
    protected void closeStore(StateStore store) throws Exception {}

    @Test
    @DisplayName("along every canonical flow")
    final void along_every_flow() {
        for (Flow flow : Flow.values()) {
            assertSound(simulation.flow(flow));
        }
    }

    @Test
    @DisplayName("when a node dies or an answer of the store is lost, at any call")
    final void at_every_call() {
        assertSound(simulation.storeFaults(Flow.LINKED));
    }

    @Test
    @DisplayName("in random histories")
    final void in_random_histories() {
        assertSound(simulation.random(1, 40));
    }

    private static void assertSound(Exploration exploration) {
        assertThat(exploration.isSound()).as(exploration::report).isTrue();
    }
}
