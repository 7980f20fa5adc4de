package io.releaseconductor.testkit;

import io.releaseconductor.memory.InMemoryStateStore;
import io.releaseconductor.spi.StateStore;
import java.time.Clock;

class InMemoryStateStoreSimulationTest extends StateStoreSimulation {

    @Override
    protected StateStore openStore(Clock clock) {
        return new InMemoryStateStore();
    }
}
