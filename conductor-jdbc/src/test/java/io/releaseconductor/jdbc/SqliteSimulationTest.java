package io.releaseconductor.jdbc;

import com.zaxxer.hikari.HikariDataSource;
import io.releaseconductor.spi.StateStore;
import io.releaseconductor.testkit.StateStoreSimulation;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;

@Tag("thorough")
@DisplayName("On SQLite, conductors keep the rules")
class SqliteSimulationTest extends StateStoreSimulation {

    private static final AtomicInteger OPENED = new AtomicInteger();

    @TempDir
    private Path folder;

    private @Nullable HikariDataSource pool;

    @BeforeEach
    void connect() {
        pool = Pools.of(SqliteContractTest.at(folder.resolve("state.db")), 2);
    }

    @AfterEach
    void disconnect() {
        if (pool != null) {
            pool.close();
        }
    }

    /** All share a database; each has tables of its own. */
    @Override
    protected StateStore openStore(Clock clock) {
        return JdbcStateStore.over(
                pool, JdbcOptions.DEFAULT.withTablePrefix("history_" + OPENED.incrementAndGet() + "_"));
    }
}
