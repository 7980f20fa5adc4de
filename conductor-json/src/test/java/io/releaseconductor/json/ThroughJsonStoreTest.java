package io.releaseconductor.json;

import io.releaseconductor.spi.StateStore;
import io.releaseconductor.testkit.StateStoreContract;
import java.time.Clock;
import org.junit.jupiter.api.DisplayName;

@DisplayName("A state store that keeps text")
class ThroughJsonStoreTest extends StateStoreContract {

    @Override
    protected StateStore openStore(Clock clock) {
        return new ThroughJsonStore();
    }
}
