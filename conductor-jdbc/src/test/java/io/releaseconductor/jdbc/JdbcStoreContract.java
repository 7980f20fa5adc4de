package io.releaseconductor.jdbc;

import io.releaseconductor.spi.StateStore;
import io.releaseconductor.testkit.StateStoreContract;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Optional;
import javax.sql.DataSource;

/** The contract on one database, whose two nodes have connections of their own. */
abstract class JdbcStoreContract extends StateStoreContract {

    /** An empty database, or tables with a prefix of their own. */
    abstract JdbcOptions begin() throws Exception;

    abstract DataSource connect() throws SQLException;

    abstract DataSource unreachable() throws SQLException;

    private JdbcOptions options = JdbcOptions.DEFAULT;

    @Override
    protected StateStore openStore(Clock clock) throws Exception {
        options = begin();
        return JdbcStateStore.over(connect(), options);
    }

    @Override
    protected StateStore anotherNode(StateStore store, Clock clock) throws Exception {
        return JdbcStateStore.over(connect(), options);
    }

    @Override
    protected Optional<StateStore> openUnreachableStore(Clock clock) throws Exception {
        return Optional.of(JdbcStateStore.over(unreachable()));
    }
}
