package io.releaseconductor.redis;

import io.releaseconductor.spi.StateStore;
import io.releaseconductor.testkit.StateStoreSimulation;
import java.time.Clock;
import java.util.UUID;

/** The simulation on one topology. Each history has a prefix of its own. */
abstract class RedisSimulation extends StateStoreSimulation {

    abstract RedisOptions options();

    @Override
    protected StateStore openStore(Clock clock) {
        return RedisStateStore.open(options().withKeyPrefix(UUID.randomUUID().toString()));
    }

    @Override
    protected void closeStore(StateStore store) {
        ((RedisStateStore) store).close();
    }
}
