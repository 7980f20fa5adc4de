package io.releaseconductor.jdbc;

import com.zaxxer.hikari.HikariDataSource;
import io.releaseconductor.spi.StateStore;
import io.releaseconductor.testkit.linear.StateStoreLinearizability;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;

@DisplayName("Calls of the JDBC store on PostgreSQL from many threads at once")
class PostgresLinearizabilityTest extends StateStoreLinearizability {

    private @Nullable HikariDataSource pool;

    @Override
    protected StateStore openStore() throws SQLException {
        pool = Pools.of(Postgres.at(Postgres.newDatabase(), "postgres"), 8);
        return JdbcStateStore.over(pool);
    }

    @Override
    protected void closeStore(StateStore store) {
        if (pool != null) {
            pool.close();
        }
    }
}
