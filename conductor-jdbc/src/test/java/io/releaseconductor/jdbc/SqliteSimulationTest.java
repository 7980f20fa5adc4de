package io.releaseconductor.jdbc;

import io.releaseconductor.spi.StateStore;
import io.releaseconductor.testkit.StateStoreSimulation;
import java.nio.file.Path;
import java.time.Clock;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("On SQLite, conductors keep the rules")
class SqliteSimulationTest extends StateStoreSimulation {

    @TempDir
    private Path folder;

    @Override
    protected StateStore openStore(Clock clock) {
        return JdbcStateStore.over(SqliteContractTest.at(folder.resolve(UUID.randomUUID() + ".db")));
    }
}
