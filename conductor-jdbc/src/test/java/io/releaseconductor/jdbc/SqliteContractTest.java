package io.releaseconductor.jdbc;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.SynchronousMode;
import org.sqlite.SQLiteDataSource;

@DisplayName("The JDBC store on SQLite")
class SqliteContractTest extends JdbcStoreContract {

    @TempDir
    private Path folder;

    private final List<HikariDataSource> pools = new ArrayList<>();

    static DataSource at(Path file) {
        SQLiteConfig config = new SQLiteConfig();
        config.setJournalMode(JournalMode.WAL);
        // no test turns the power off
        config.setSynchronous(SynchronousMode.OFF);
        config.setBusyTimeout(30_000);
        SQLiteDataSource source = new SQLiteDataSource(config);
        source.setUrl("jdbc:sqlite:" + file);
        return source;
    }

    @Override
    JdbcOptions begin() {
        return JdbcOptions.DEFAULT;
    }

    @Override
    DataSource connect() {
        HikariDataSource pool = Pools.of(at(folder.resolve("state.db")), 8);
        pools.add(pool);
        return pool;
    }

    @Override
    DataSource unreachable() {
        return at(folder.resolve("no-such-folder").resolve("state.db"));
    }

    @AfterEach
    void closePools() {
        pools.forEach(HikariDataSource::close);
    }
}
