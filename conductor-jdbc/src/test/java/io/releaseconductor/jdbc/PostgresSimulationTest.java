package io.releaseconductor.jdbc;

import com.zaxxer.hikari.HikariDataSource;
import io.releaseconductor.spi.StateStore;
import io.releaseconductor.testkit.StateStoreSimulation;
import java.sql.SQLException;
import java.time.Clock;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;

@DisplayName("On PostgreSQL, conductors keep the rules")
class PostgresSimulationTest extends StateStoreSimulation {

    private static final AtomicInteger OPENED = new AtomicInteger();

    private @Nullable HikariDataSource pool;

    @BeforeEach
    void connect() throws SQLException {
        pool = Pools.of(Postgres.at(Postgres.newDatabase(), "postgres"), 2);
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
