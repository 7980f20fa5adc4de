package io.releaseconductor.redis;

import io.releaseconductor.spi.StateStore;
import io.releaseconductor.testkit.StateStoreContract;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;

/** The contract on one topology. Each test has a prefix of its own, so nothing has to be removed in between. */
abstract class RedisStoreContract extends StateStoreContract {

    private String prefix = "";

    abstract RedisOptions options();

    abstract RedisOptions unreachable();

    @Override
    protected StateStore openStore(Clock clock) {
        prefix = UUID.randomUUID().toString();
        return RedisStateStore.open(options().withKeyPrefix(prefix));
    }

    @Override
    protected StateStore anotherNode(StateStore store, Clock clock) {
        return RedisStateStore.open(options().withKeyPrefix(prefix));
    }

    @Override
    protected Optional<StateStore> openUnreachableStore(Clock clock) {
        return Optional.of(RedisStateStore.open(unreachable()));
    }

    @Override
    protected void closeStore(StateStore store) {
        ((RedisStateStore) store).close();
    }
}
