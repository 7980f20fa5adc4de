package io.releaseconductor.jdbc;

import com.zaxxer.hikari.HikariDataSource;
import io.releaseconductor.spi.StateStore;
import io.releaseconductor.testkit.linear.StateStoreLinearizability;
import java.nio.file.Path;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Calls of the JDBC store on SQLite from many threads at once")
class SqliteLinearizabilityTest extends StateStoreLinearizability {

    @TempDir
    private Path folder;

    private @Nullable HikariDataSource pool;

    @Override
    protected StateStore openStore() {
        pool = Pools.of(SqliteContractTest.at(folder.resolve(UUID.randomUUID() + ".db")), 8);
        return JdbcStateStore.over(pool);
    }

    @Override
    protected void closeStore(StateStore store) {
        if (pool != null) {
            pool.close();
        }
    }
}
