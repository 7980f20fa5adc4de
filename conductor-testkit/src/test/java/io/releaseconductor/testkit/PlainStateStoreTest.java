package io.releaseconductor.testkit;

import io.releaseconductor.spi.StateStore;
import java.time.Clock;
import org.junit.jupiter.api.DisplayName;

@DisplayName("The plain state store, without a flaw")
class PlainStateStoreTest extends StateStoreContract {

    @Override
    protected StateStore openStore(Clock clock) {
        return new PlainStateStore(clock);
    }
}
