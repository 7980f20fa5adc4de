package io.releaseconductor.examples.demo;

import io.releaseconductor.config.ConfigurationException;
import io.releaseconductor.config.Problems;
import io.releaseconductor.config.Variables;
import io.releaseconductor.jdbc.JdbcStateStore;
import io.releaseconductor.model.Environment;
import io.releaseconductor.redis.RedisOptions;
import io.releaseconductor.redis.RedisStateStore;
import io.releaseconductor.spi.StateStore;
import io.releaseconductor.spi.StoreUnavailableException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Where the demo keeps its state: in Redis where {@code REDIS_URL} is set, else in a file in its folder.
 *
 * @param store the store
 * @param closing closes it
 * @param greeting lines for people that say what outlives the demo, each ended; empty where nothing does
 */
record DemoStore(StateStore store, Runnable closing, String greeting) implements AutoCloseable {

    private static final String PREFIX = "REDIS_KEY_PREFIX";
    private static final String FILE = "conductor";

    /**
     * Opens it.
     *
     * @throws StoreUnavailableException if Redis cannot be reached
     * @throws ConfigurationException if the variables or the file cannot be used
     */
    static DemoStore open(Variables variables, DemoFolder folder) {
        Problems problems = new Problems();
        Optional<RedisOptions> redis = RedisOptions.from(variables.reader(problems));
        problems.throwIfAny();
        String applications = folder.kept()
                ? "The applications are kept in " + folder.path() + " (" + DemoFolder.VARIABLE
                        + "), and outlive it too.\n"
                : "";
        return redis.isPresent() ? inRedis(redis.get(), applications) : inFile(folder);
    }

    private static DemoStore inFile(DemoFolder folder) {
        JdbcStateStore store = JdbcStateStore.inFile(folder.path().resolve(FILE));
        String greeting = folder.kept()
                ? "All is kept in " + folder.path() + ", and outlives this demo. " + DemoFolder.VARIABLE
                        + " names another folder.\n"
                : "";
        return new DemoStore(store, store::close, greeting);
    }

    private static DemoStore inRedis(RedisOptions options, String applications) {
        RedisStateStore store = RedisStateStore.open(options);
        try {
            // Whoever tries the demo wants to know at once.
            store.holder(Environment.STAGING);
        } catch (StoreUnavailableException e) {
            store.close();
            throw e;
        }
        return new DemoStore(
                store,
                store::close,
                "State is kept in Redis, under {" + options.keyPrefix() + "}, and outlives this demo.\n"
                        + applications);
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
        closing.run();
    }
}
