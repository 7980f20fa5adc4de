package io.releaseconductor.jdbc;

import java.util.UUID;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcConnectionPool;
import org.junit.jupiter.api.DisplayName;

@DisplayName("The JDBC store on H2 in memory")
class H2ContractTest extends JdbcStoreContract {

    private String name = "";

    @Override
    JdbcOptions begin() {
        name = UUID.randomUUID().toString();
        return JdbcOptions.DEFAULT.withTablePrefix("of_a_test_");
    }

    @Override
    DataSource connect() {
        return JdbcConnectionPool.create("jdbc:h2:mem:" + name + ";LOCK_TIMEOUT=10000", "test", "");
    }

    @Override
    DataSource unreachable() {
        return JdbcConnectionPool.create("jdbc:h2:tcp://127.0.0.1:1/state", "test", "");
    }
}
