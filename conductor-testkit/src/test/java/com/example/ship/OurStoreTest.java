package com.example.ship;

import io.releaseconductor.memory.InMemoryStateStore;
import io.releaseconductor.spi.StateStore;
import io.releaseconductor.testkit.StateStoreContract;
import java.time.Clock;
import org.junit.jupiter.api.DisplayName;

@DisplayName("Our store")
class OurStoreTest extends StateStoreContract {

    @Override
    protected StateStore openStore(Clock clock) {
        return new InMemoryStateStore();
    }

    @Override
    protected void closeStore(StateStore store) {
        // Remove what the test wrote, and close connections.
    }
}
