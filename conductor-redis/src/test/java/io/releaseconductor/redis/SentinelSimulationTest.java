package io.releaseconductor.redis;

import io.releaseconductor.redis.server.Servers;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;

@Tag("thorough")
@DisplayName("Behind Sentinel, conductors keep the rules")
class SentinelSimulationTest extends RedisSimulation {

    @Override
    RedisOptions options() {
        return RedisOptions.at(Servers.sentinels().url());
    }
}
