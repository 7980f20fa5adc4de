package io.releaseconductor.jdbc;

import io.releaseconductor.spi.StateStore;
import io.releaseconductor.testkit.linear.StateStoreLinearizability;
import java.util.UUID;
import org.h2.jdbcx.JdbcConnectionPool;
import org.junit.jupiter.api.DisplayName;

@DisplayName("Calls of the JDBC store on H2 from many threads at once")
class H2LinearizabilityTest extends StateStoreLinearizability {

    private JdbcConnectionPool pool = JdbcConnectionPool.create("jdbc:h2:mem:", "test", "");

    @Override
    protected StateStore openStore() {
        pool = JdbcConnectionPool.create("jdbc:h2:mem:" + UUID.randomUUID() + ";LOCK_TIMEOUT=10000", "test", "");
        return JdbcStateStore.over(pool);
    }

    @Override
    protected void closeStore(StateStore store) {
        pool.dispose();
    }
}
