package io.releaseconductor.jdbc;

import io.releaseconductor.spi.StateStore;
import io.releaseconductor.testkit.StateStoreSimulation;
import java.time.Clock;
import java.util.UUID;
import org.h2.jdbcx.JdbcConnectionPool;
import org.junit.jupiter.api.DisplayName;

@DisplayName("On H2, conductors keep the rules")
class H2SimulationTest extends StateStoreSimulation {

    private JdbcConnectionPool pool = JdbcConnectionPool.create("jdbc:h2:mem:", "test", "");

    @Override
    protected StateStore openStore(Clock clock) {
        pool = JdbcConnectionPool.create("jdbc:h2:mem:" + UUID.randomUUID(), "test", "");
        return JdbcStateStore.over(pool);
    }

    /** The database is gone with its last connection. */
    @Override
    protected void closeStore(StateStore store) {
        pool.dispose();
    }
}
