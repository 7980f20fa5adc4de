package com.example.ship;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.releaseconductor.config.Problems;
import io.releaseconductor.config.Variables;
import io.releaseconductor.jdbc.JdbcOptions;
import io.releaseconductor.jdbc.JdbcStateStore;
import io.releaseconductor.testkit.Deployments;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

@DisplayName("A service's state")
class JdbcSetUpTest {

    @TempDir
    private Path folder;

    @Test
    @DisplayName("is in a file, in one line")
    void is_in_a_file() {
        Path file = folder.resolve("conductor");
        JdbcStateStore store = JdbcStateStore.inFile(file);

        assertEmpty(store);
        store.close();
    }

    @Test
    @DisplayName("is in a PostgreSQL, which need not be there yet")
    void is_in_postgresql() {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl("jdbc:postgresql://db.example.com/team?connectTimeout=5&socketTimeout=10");
        config.setUsername("conductor");
        config.setPassword(System.getenv("DB_PASSWORD"));
        config.setConnectionTimeout(5_000);
        config.setInitializationFailTimeout(-1);
        HikariDataSource pool = new HikariDataSource(config);
        JdbcStateStore store = JdbcStateStore.over(pool, JdbcOptions.DEFAULT.withTablePrefix("ship_"));

        assertThat(store.forgets()).isFalse();
        pool.close();
    }

    @Test
    @DisplayName("is in the database that variables name, or in a file")
    void is_where_variables_say() {
        Variables variables = Variables.of(Map.of("JDBC_URL", "jdbc:sqlite:" + folder.resolve("state.db")));
        Path file = folder.resolve("conductor");
        Problems problems = new Problems();
        Optional<JdbcOptions> database = JdbcOptions.from(variables.reader(problems));
        problems.throwIfAny();
        JdbcStateStore store = database.isPresent() ? JdbcStateStore.open(database.get()) : JdbcStateStore.inFile(file);

        assertEmpty(store);
        store.close();
    }

    @Test
    @DisplayName("is in an SQLite")
    void is_in_sqlite() {
        Path file = folder.resolve("state.db");
        SQLiteConfig config = new SQLiteConfig();
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        config.setBusyTimeout(10_000);
        SQLiteDataSource source = new SQLiteDataSource(config);
        source.setUrl("jdbc:sqlite:" + file);
        HikariConfig pooled = new HikariConfig();
        pooled.setDataSource(source);
        HikariDataSource pool = new HikariDataSource(pooled);
        JdbcStateStore store = JdbcStateStore.over(pool);

        assertEmpty(store);
        pool.close();
    }

    private static void assertEmpty(JdbcStateStore store) {
        assertThat(store.find(Deployments.aDeployment().initiated().id())).isEmpty();
    }
}
