package io.releaseconductor.redis;

import io.releaseconductor.redis.server.RedisProcess;
import io.releaseconductor.redis.server.Servers;
import org.junit.jupiter.api.DisplayName;

@DisplayName("The Redis store on a cluster of three masters")
class ClusterContractTest extends RedisStoreContract {

    @Override
    RedisOptions options() {
        return RedisOptions.at(Servers.cluster().url());
    }

    @Override
    RedisOptions unreachable() {
        return RedisOptions.at("redis-cluster://127.0.0.1:" + RedisProcess.freePort());
    }
}
