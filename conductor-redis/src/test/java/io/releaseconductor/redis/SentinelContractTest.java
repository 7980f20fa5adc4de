package io.releaseconductor.redis;

import io.releaseconductor.redis.server.RedisProcess;
import io.releaseconductor.redis.server.Servers;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;

@DisplayName("The Redis store behind Sentinel, each write confirmed by the replica")
class SentinelContractTest extends RedisStoreContract {

    @Override
    RedisOptions options() {
        return RedisOptions.at(Servers.sentinels().url()).withReplicas(1, Duration.ofSeconds(1));
    }

    @Override
    RedisOptions unreachable() {
        return RedisOptions.at("redis-sentinel://127.0.0.1:" + RedisProcess.freePort() + "#nobody");
    }
}
