package com.example.ship;

import static org.assertj.core.api.Assertions.assertThat;

import io.releaseconductor.config.Problems;
import io.releaseconductor.config.Variables;
import io.releaseconductor.memory.InMemoryStateStore;
import io.releaseconductor.redis.RedisOptions;
import io.releaseconductor.redis.RedisStateStore;
import io.releaseconductor.redis.server.Servers;
import io.releaseconductor.spi.StateStore;
import io.releaseconductor.testkit.Deployments;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A bot's state store")
class RedisSetUpTest {

    private static StateStore from(Variables variables) {
        Problems problems = new Problems();
        Optional<RedisOptions> redis = RedisOptions.from(variables.reader(problems));
        problems.throwIfAny();
        StateStore store = redis.isPresent() ? RedisStateStore.open(redis.get()) : new InMemoryStateStore();
        return store;
    }

    @Test
    @DisplayName("is Redis where REDIS_URL says so, else memory")
    void is_redis_where_a_variable_says_so() throws Exception {
        Map<String, String> set = Map.of("REDIS_URL", Servers.alone().url(), "REDIS_KEY_PREFIX", "set-up");
        StateStore store = from(Variables.of(set));

        assertThat(store.holder(Deployments.aDeployment().initiated().environment()))
                .isEmpty();
        assertThat(store).isInstanceOf(RedisStateStore.class);
        assertThat(from(Variables.of(Map.of()))).isInstanceOf(InMemoryStateStore.class);
        ((RedisStateStore) store).close();
    }

    @Test
    @DisplayName("opens before Redis is there")
    void opens_before_redis_is_there() {
        RedisStateStore store = RedisStateStore.open(
                RedisOptions.at("redis://:password@redis.example.com:6379").withKeyPrefix("team-a"));

        assertThat(store).isNotNull();
        store.close();
    }
}
