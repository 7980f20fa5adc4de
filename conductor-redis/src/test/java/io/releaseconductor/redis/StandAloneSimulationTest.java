package io.releaseconductor.redis;

import io.releaseconductor.redis.server.Servers;
import org.junit.jupiter.api.DisplayName;

@DisplayName("On Redis, conductors keep the rules")
class StandAloneSimulationTest extends RedisSimulation {

    @Override
    RedisOptions options() {
        return RedisOptions.at(Servers.alone().url());
    }
}
