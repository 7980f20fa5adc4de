package io.releaseconductor.examples.bot;

import io.releaseconductor.config.ConfigurationException;
import io.releaseconductor.config.Problems;
import io.releaseconductor.config.VariableReader;
import io.releaseconductor.config.Variables;
import io.releaseconductor.jdbc.JdbcOptions;
import io.releaseconductor.redis.RedisOptions;
import io.releaseconductor.spi.StateStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/** Where state is kept. */
interface StateKeeping {

    /** {@return where, for people, as what follows {@code State:}} */
    String words();

    /**
     * Opens it. What cannot be reached may be there later, and is no problem of this call.
     *
     * @return the store, to be closed
     * @throws ConfigurationException if it can never be used as it is
     */
    OpenedState open();

    /**
     * Looks how safely it keeps things.
     *
     * @param report where it says what it found
     * @param inFlight tells what is in flight in the store
     */
    void examine(Report report, Consumer<StateStore> inFlight);

    /**
     * Reads something of it, where no other bot has it for itself.
     *
     * @param report where it says what it found
     * @param reading what is read
     * @return what was read; empty if it could not be, and the report says why
     */
    default <T> Optional<T> look(Report report, Function<StateStore, T> reading) {
        List<T> read = new ArrayList<>();
        examine(report, store -> read.add(reading.apply(store)));
        return read.stream().findFirst();
    }

    /** Reads which it is: Redis or a database where their URL is set, else a folder of this machine's. */
    static StateKeeping read(Variables variables, Problems problems) {
        VariableReader reader = variables.reader(problems);
        Optional<String> folder = reader.text(InFolder.VARIABLE);
        boolean redisWanted = variables.get("REDIS_URL").isPresent();
        boolean databaseWanted = variables.get("JDBC_URL").isPresent();
        Optional<RedisOptions> redis = RedisOptions.from(reader);
        Optional<JdbcOptions> database = JdbcOptions.from(reader);
        if (redisWanted && databaseWanted) {
            problems.add("REDIS_URL and JDBC_URL are both set, and state is kept in one place only; unset one of them");
        }
        if (redis.isPresent()) {
            return new InRedis(redis.get());
        }
        return database.<StateKeeping>map(InDatabase::new)
                .orElseGet(() -> InFolder.read(folder.orElse(null), problems));
    }
}
