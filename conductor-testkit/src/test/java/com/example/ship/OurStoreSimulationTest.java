package com.example.ship;

import io.releaseconductor.memory.InMemoryStateStore;
import io.releaseconductor.spi.StateStore;
import io.releaseconductor.testkit.StateStoreSimulation;
import java.time.Clock;
import org.junit.jupiter.api.DisplayName;

@DisplayName("On our store, conductors keep the rules")
class OurStoreSimulationTest extends StateStoreSimulation {

    @Override
    protected StateStore openStore(Clock clock) {
        return new InMemoryStateStore();
    }
}
