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

    /** The demo keeps apart from what else may be in a Redis. */
    static final Map<String, String> VARIABLES = Map.of("REDIS_KEY_PREFIX", "conductor-demo");

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
                : "The applications begin afresh; " + DemoFolder.VARIABLE + " names a folder that keeps them, too.\n";
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

    @Override
    public void close() {
        closing.run();
    }
}
