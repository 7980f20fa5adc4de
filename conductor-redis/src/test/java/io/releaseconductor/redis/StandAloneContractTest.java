package io.releaseconductor.redis;

import io.releaseconductor.redis.server.RedisProcess;
import io.releaseconductor.redis.server.Servers;
import org.junit.jupiter.api.DisplayName;

@DisplayName("The Redis store on one server")
class StandAloneContractTest extends RedisStoreContract {

    @Override
    RedisOptions options() {
        return RedisOptions.at(Servers.alone().url());
    }

    @Override
    RedisOptions unreachable() {
        return RedisOptions.at("127.0.0.1", RedisProcess.freePort());
    }
}
