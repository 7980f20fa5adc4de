package io.releaseconductor.redis;

import io.releaseconductor.spi.StateStore;
import io.releaseconductor.testkit.StateStoreSimulation;
import java.time.Clock;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import redis.clients.jedis.UnifiedJedis;

/** The simulation on one topology. Each of its many histories has a prefix of its own, and all share a client. */
abstract class RedisSimulation extends StateStoreSimulation {

    private @Nullable UnifiedJedis client;

    abstract RedisOptions options();

    @BeforeEach
    final void connect() {
        RedisOptions options = options();
        client = Clients.build(Objects.requireNonNull(options.target()), options);
    }

    @AfterEach
    final void disconnect() {
        Objects.requireNonNull(client).close();
    }

    @Override
    protected StateStore openStore(Clock clock) {
        return RedisStateStore.over(
                Objects.requireNonNull(client),
                options().withKeyPrefix(UUID.randomUUID().toString()));
    }
}
