package io.releaseconductor.testkit;

import io.releaseconductor.spi.StateStore;
import java.time.Clock;

class PlainStateStoreSimulationTest extends StateStoreSimulation {

    @Override
    protected StateStore openStore(Clock clock) {
        return new PlainStateStore(clock);
    }
}
