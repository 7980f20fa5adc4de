package io.releaseconductor.redis;

import io.releaseconductor.redis.server.Servers;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;

@Tag("thorough")
@DisplayName("On a Redis cluster, conductors keep the rules")
class ClusterSimulationTest extends RedisSimulation {

    @Override
    RedisOptions options() {
        return RedisOptions.at(Servers.cluster().url());
    }
}
