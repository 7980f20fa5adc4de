package io.releaseconductor.benchmarks;

import io.releaseconductor.redis.RedisOptions;
import io.releaseconductor.redis.RedisStateStore;
import io.releaseconductor.redis.server.RedisProcess;
import java.time.Duration;
import redis.clients.jedis.ConnectionPoolConfig;
import redis.clients.jedis.RedisClient;

/** A server that keeps nothing on disk, and a store and a client that share their connections to it. */
final class Redis implements AutoCloseable {

    /** What the store's keys begin with. */
    static final String PREFIX = "b";

    private static final int CONNECTIONS = 16;

    private final RedisProcess server = RedisProcess.start();
    private final RedisClient client;
    private final RedisStateStore store;

    Redis() {
        ConnectionPoolConfig pool = new ConnectionPoolConfig();
        pool.setMaxTotal(CONNECTIONS);
        pool.setMaxIdle(CONNECTIONS);
        pool.setMaxWait(Duration.ofSeconds(5));
        pool.setJmxEnabled(false);
        client = RedisClient.builder()
                .hostAndPort(server.address())
                .poolConfig(pool)
                .build();
        store = RedisStateStore.over(client, RedisOptions.forClient().withKeyPrefix(PREFIX));
    }

    RedisClient client() {
        return client;
    }

    RedisStateStore store() {
        return store;
    }

    @Override
    public void close() {
        client.close();
        server.close();
    }
}
