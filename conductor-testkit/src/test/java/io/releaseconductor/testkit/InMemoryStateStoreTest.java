package io.releaseconductor.testkit;

import io.releaseconductor.memory.InMemoryStateStore;
import io.releaseconductor.spi.StateStore;
import java.time.Clock;
import org.junit.jupiter.api.DisplayName;

@DisplayName("The in-memory state store")
class InMemoryStateStoreTest extends StateStoreContract {

    @Override
    protected StateStore openStore(Clock clock) {
        return new InMemoryStateStore();
    }
}
