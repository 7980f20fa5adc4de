package io.releaseconductor.jdbc;

import io.releaseconductor.spi.StateStore;
import io.releaseconductor.testkit.StateStoreContract;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The JDBC store in a file")
class StateFileContractTest extends StateStoreContract {

    @TempDir
    private Path folder;

    @Override
    protected StateStore openStore(Clock clock) {
        return JdbcStateStore.inFile(folder.resolve("state"));
    }

    @Override
    protected StateStore anotherNode(StateStore store, Clock clock) {
        return JdbcStateStore.inFile(folder.resolve("state"));
    }

    @Override
    protected void closeStore(StateStore store) {
        ((JdbcStateStore) store).close();
    }
}
