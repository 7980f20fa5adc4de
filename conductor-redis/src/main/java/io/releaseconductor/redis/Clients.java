package io.releaseconductor.redis;

import io.releaseconductor.config.Secret;
import java.time.Duration;
import redis.clients.jedis.ConnectionPoolConfig;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.DefaultRedisCredentials;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.RedisClusterClient;
import redis.clients.jedis.RedisSentinelClient;
import redis.clients.jedis.SslOptions;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.exceptions.JedisException;

/** Builds clients, and has them forget connections that a restarted server left broken. */
final class Clients {

    private static final String NAME = "release-conductor";

    private static final int CLUSTER_ATTEMPTS = 5;

    private Clients() {}

    /**
     * Builds a client. One for a cluster or behind sentinels connects at once.
     *
     * @throws JedisException if it cannot
     */
    static UnifiedJedis build(RedisUrl url, RedisOptions options) {
        JedisClientConfig config = config(url, options);
        return switch (url.kind()) {
            case ALONE ->
                RedisClient.builder()
                        .hostAndPort(url.servers().iterator().next())
                        .clientConfig(config)
                        .poolConfig(pool(options))
                        .build();
            case CLUSTER ->
                RedisClusterClient.builder()
                        .nodes(url.servers())
                        .clientConfig(config)
                        .poolConfig(pool(options))
                        .maxAttempts(CLUSTER_ATTEMPTS)
                        .maxTotalRetriesDuration(options.callLimit().multipliedBy(2))
                        .build();
            case SENTINEL ->
                RedisSentinelClient.builder()
                        .masterName(url.master())
                        .sentinels(url.servers())
                        .sentinelClientConfig(sentinelConfig(url, options))
                        .clientConfig(config)
                        .poolConfig(pool(options))
                        .build();
        };
    }

    private static JedisClientConfig sentinelConfig(RedisUrl url, RedisOptions options) {
        DefaultJedisClientConfig.Builder config = DefaultJedisClientConfig.builder()
                // What listens to sentinels does not speak the newer protocol.
                .serverDefaultProtocol()
                .connectionTimeoutMillis(millis(options.connectLimit()))
                .socketTimeoutMillis(millis(options.callLimit()));
        if (url.tls()) {
            config.sslOptions(SslOptions.defaults());
        }
        return config.build();
    }

    private static JedisClientConfig config(RedisUrl url, RedisOptions options) {
        DefaultJedisClientConfig.Builder config = DefaultJedisClientConfig.builder()
                .connectionTimeoutMillis(millis(options.connectLimit()))
                .socketTimeoutMillis(millis(options.callLimit()))
                .database(url.database())
                .clientName(NAME);
        if (url.tls()) {
            // Checks the certificate and the name in it.
            config.sslOptions(SslOptions.defaults());
        }
        Secret password = url.password();
        if (password != null) {
            config.credentials(new DefaultRedisCredentials(url.user(), password.reveal()));
        }
        return config.build();
    }

    private static ConnectionPoolConfig pool(RedisOptions options) {
        ConnectionPoolConfig pool = new ConnectionPoolConfig();
        pool.setMaxTotal(options.poolSize());
        pool.setMaxIdle(options.poolSize());
        // By default a thread waits for ever.
        pool.setMaxWait(options.poolLimit());
        pool.setJmxEnabled(false);
        return pool;
    }

    /** Closes connections that nobody uses right now. After a restart each of them would fail once. */
    static void forgetIdle(UnifiedJedis client) {
        if (client instanceof RedisClient alone) {
            alone.getPool().clear();
        } else if (client instanceof RedisSentinelClient sentinel) {
            sentinel.getPrimaryNodesConnectionMap().values().forEach(pool -> pool.clear());
        } else if (client instanceof RedisClusterClient cluster) {
            cluster.getClusterNodes().values().forEach(pool -> pool.clear());
        }
    }

    private static int millis(Duration limit) {
        return Math.toIntExact(limit.toMillis());
    }
}
