package io.releaseconductor.examples.demo;

import io.releaseconductor.config.Problems;
import io.releaseconductor.config.Variables;
import io.releaseconductor.memory.InMemoryStateStore;
import io.releaseconductor.model.Environment;
import io.releaseconductor.redis.RedisOptions;
import io.releaseconductor.redis.RedisStateStore;
import io.releaseconductor.spi.StateStore;
import io.releaseconductor.spi.StoreUnavailableException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Where the demo keeps its state: in Redis where {@code REDIS_URL} is set, else in memory.
 *
 * @param store the store
 * @param greeting lines for people that say so, each ended; empty for memory, which goes without saying
 */
record DemoStore(StateStore store, String greeting) implements AutoCloseable {

    private static final String PREFIX = "REDIS_KEY_PREFIX";

    /**
     * Opens it.
     *
     * @throws StoreUnavailableException if Redis cannot be reached
     */
    static DemoStore open(Variables variables) {
        Problems problems = new Problems();
        Optional<RedisOptions> redis = RedisOptions.from(variables.reader(problems));
        problems.throwIfAny();
        return redis.map(DemoStore::inRedis).orElseGet(() -> new DemoStore(new InMemoryStateStore(), ""));
    }

    private static DemoStore inRedis(RedisOptions options) {
        RedisStateStore store = RedisStateStore.open(options);
        try {
            // Whoever tries the demo wants to know at once.
            store.holder(Environment.STAGING);
        } catch (StoreUnavailableException e) {
            store.close();
            throw e;
        }
        return new DemoStore(
                store, "State is kept in Redis, under {" + options.keyPrefix() + "}, and outlives this demo.\n");
    }

    /** The variables of a process that say where Redis is. The demo keeps apart from what else may be there. */
    static Map<String, String> variables(Map<String, String> environment) {
        Map<String, String> redis = new HashMap<>();
        environment.forEach((name, value) -> {
            if (name.startsWith("REDIS_")) {
                redis.put(name, value);
            }
        });
        redis.putIfAbsent(PREFIX, "conductor-demo");
        return redis;
    }

    @Override
    public void close() {
        if (store instanceof RedisStateStore redis) {
            redis.close();
        }
    }
}
