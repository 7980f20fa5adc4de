package io.releaseconductor.redis.server;

/** One of each for all tests of a run, started when first asked for; they end with the JVM. */
public final class Servers {

    private Servers() {}

    /** {@return a server of its own; tests share it and keep to key prefixes of their own} */
    public static RedisProcess alone() {
        return Alone.SERVER;
    }

    /** {@return a cluster of three masters} */
    public static RedisCluster cluster() {
        return Cluster.SERVERS;
    }

    /** {@return a master and a replica behind sentinels} */
    public static RedisSentinels sentinels() {
        return Sentinels.SERVERS;
    }

    private static final class Alone {
        static final RedisProcess SERVER = RedisProcess.start();
    }

    private static final class Cluster {
        static final RedisCluster SERVERS = RedisCluster.start();
    }

    private static final class Sentinels {
        static final RedisSentinels SERVERS = RedisSentinels.start();
    }
}
