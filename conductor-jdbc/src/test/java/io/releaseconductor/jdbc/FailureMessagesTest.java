package io.releaseconductor.jdbc;

import static io.releaseconductor.testkit.Deployments.aDeployment;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.spi.StoreUnavailableException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

@DisplayName("What the JDBC store says when its database fails")
class FailureMessagesTest {

    private final Deployment d = aDeployment().initiated();

    @TempDir
    private Path folder;

    private static void execute(DataSource source, String... statements) throws SQLException {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            for (String each : statements) {
                statement.execute(each);
            }
        }
    }

    private static JdbcDataSource h2(String url, String password) {
        JdbcDataSource source = new JdbcDataSource();
        source.setURL("jdbc:h2:" + url);
        source.setUser("conductor");
        source.setPassword(password);
        return source;
    }

    /** What a creation is answered with by a store that is just opened. */
    private String said(DataSource source) {
        return said(JdbcStateStore.over(source), d);
    }

    private static String said(JdbcStateStore store, Deployment created) {
        StoreUnavailableException failure =
                catchThrowableOfType(StoreUnavailableException.class, () -> store.create(created, "ship"));
        assertThat(failure).as("a failure").isNotNull();
        return failure.getMessage();
    }

    @Test
    @DisplayName("a refused password is not shown")
    void wrong_password() throws Exception {
        String url = "mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1";
        execute(h2(url, "right"), "SELECT 1");

        assertThat(said(h2(url, "hunter2")))
                .isEqualTo(
                        "The database refuses user or password. Check both where the data source is set up; the server's own"
                                + " rules of who may connect from where count as well.");
    }

    @Test
    @DisplayName("a server that does not run")
    void refused() {
        PGSimpleDataSource nobody = new PGSimpleDataSource();
        nobody.setServerNames(new String[] {"127.0.0.1"});
        nobody.setPortNumbers(new int[] {1});

        assertThat(said(nobody))
                .isEqualTo(
                        "The database cannot be reached: the connection is refused. Check that it runs, and host and port.");
    }

    @Test
    @DisplayName("a host that nobody knows")
    void unknown_host() {
        PGSimpleDataSource nobody = new PGSimpleDataSource();
        nobody.setServerNames(new String[] {"no-such-host.invalid"});

        assertThat(said(nobody)).contains("its host name is unknown", "Check the name and the DNS");
    }

    @Test
    @DisplayName("a pool whose connections are all in use")
    void pool_exhausted() throws Exception {
        HikariConfig config = new HikariConfig();
        config.setDataSource(h2("mem:" + UUID.randomUUID(), ""));
        config.setMaximumPoolSize(1);
        config.setConnectionTimeout(250);
        try (HikariDataSource pool = new HikariDataSource(config);
                Connection held = pool.getConnection()) {
            assertThat(held.isClosed()).isFalse();
            assertThat(said(pool))
                    .startsWith("No connection to the database became free in time.")
                    .contains("allow more");
        }
    }

    @Test
    @DisplayName("a pool that cannot connect says why")
    void pool_that_cannot_connect() {
        PGSimpleDataSource nobody = new PGSimpleDataSource();
        nobody.setServerNames(new String[] {"127.0.0.1"});
        nobody.setPortNumbers(new int[] {1});
        HikariConfig config = new HikariConfig();
        config.setDataSource(nobody);
        config.setConnectionTimeout(250);
        config.setInitializationFailTimeout(-1);
        try (HikariDataSource pool = new HikariDataSource(config)) {
            assertThat(said(pool)).contains("the connection is refused");
        }
    }

    @Test
    @DisplayName("a database that can only be read, on H2")
    void read_only_h2() throws Exception {
        String url = "file:" + folder.resolve("state");
        JdbcStateStore.over(h2(url, "")).find(d.id());

        assertThat(said(h2(url + ";ACCESS_MODE_DATA=r", "")))
                .startsWith("The database can only be read.")
                .contains("connect to the primary", "let this process write");
    }

    @Test
    @DisplayName("a database that can only be read, on SQLite")
    void read_only_sqlite() {
        Path file = folder.resolve("state.db");
        SQLiteConfig config = new SQLiteConfig();
        config.setReadOnly(true);
        SQLiteDataSource reading = new SQLiteDataSource(config);
        reading.setUrl("jdbc:sqlite:" + file);
        JdbcStateStore.over(SqliteContractTest.at(file)).find(d.id());

        assertThat(said(reading)).startsWith("The database can only be read.");
    }

    @Test
    @DisplayName("a database that can only be read, on PostgreSQL, as a replica can")
    void read_only_postgresql() throws Exception {
        String database = Postgres.newDatabase();
        JdbcStateStore.over(Postgres.at(database, "postgres")).find(d.id());
        Postgres.execute("postgres", "ALTER DATABASE " + database + " SET default_transaction_read_only = on");

        assertThat(said(Postgres.at(database, "postgres")))
                .startsWith("The database can only be read.")
                .contains("targetServerType=primary");
    }

    @Test
    @DisplayName("a disk that is full")
    void full() throws Exception {
        DataSource source = SqliteContractTest.at(folder.resolve("state.db"));
        JdbcStateStore.over(source).find(d.id());
        SQLiteConfig config = new SQLiteConfig();
        config.setPragma(SQLiteConfig.Pragma.MAX_PAGE_COUNT, "1");
        SQLiteDataSource full = new SQLiteDataSource(config);
        full.setUrl("jdbc:sqlite:" + folder.resolve("state.db"));

        Deployment large = d.toBuilder()
                .extensions(Map.of("large", "\"" + "x".repeat(1_000_000) + "\""))
                .build();

        assertThat(said(JdbcStateStore.over(full), large))
                .isEqualTo("The database has no space left. Make room on its disk; nothing was written.");
    }

    @Test
    @DisplayName("a folder that is not there")
    void no_folder() {
        assertThat(said(SqliteContractTest.at(folder.resolve("none").resolve("state.db"))))
                .contains("Check that its folder is there");
    }

    @Test
    @DisplayName("a file that is no database")
    void damaged() throws Exception {
        Path file = folder.resolve("state.db");
        Files.writeString(file, "This is no database. ".repeat(500));

        assertThat(said(SqliteContractTest.at(file)))
                .startsWith("The database is damaged")
                .contains("Restore it from a backup");
    }

    @Test
    @DisplayName("a database that is not there")
    void no_database() {
        assertThat(said(Postgres.at("nowhere", "postgres")))
                .startsWith("The database is not there")
                .contains("nowhere", "Create it");
    }

    @Test
    @DisplayName("a user who may not create tables, and what to do then")
    void may_not_create() throws Exception {
        String database = Postgres.newDatabase();
        String user = "user_" + database;
        Postgres.execute(database, "CREATE USER " + user, "REVOKE CREATE ON SCHEMA public FROM PUBLIC");

        assertThat(said(Postgres.at(database, user)))
                .startsWith("The tables conductor_… could not be created in the database.")
                .contains("does not permit this user", "docs/jdbc.md");
    }

    @Test
    @DisplayName("a user who may not write")
    void may_not_write() throws Exception {
        String database = Postgres.newDatabase();
        String user = "user_" + database;
        JdbcStateStore.over(Postgres.at(database, "postgres")).find(d.id());
        Postgres.execute(
                database, "CREATE USER " + user, "GRANT SELECT ON conductor_deployment, conductor_schema TO " + user);

        assertThat(said(Postgres.at(database, user)))
                .startsWith("The database does not permit this user what is needed")
                .contains("Grant SELECT, INSERT, UPDATE and DELETE");
    }

    @Test
    @DisplayName("a lock that somebody holds for too long")
    void locked() throws Exception {
        Path file = folder.resolve("state.db");
        JdbcStateStore.over(SqliteContractTest.at(file)).find(d.id());
        SQLiteConfig config = new SQLiteConfig();
        config.setBusyTimeout(1);
        SQLiteDataSource impatient = new SQLiteDataSource(config);
        impatient.setUrl("jdbc:sqlite:" + file);
        try (Connection other = impatient.getConnection();
                Statement statement = other.createStatement()) {
            statement.execute("BEGIN IMMEDIATE");
            assertThat(said(impatient)).startsWith("The database was locked by somebody for too long.");
            statement.execute("ROLLBACK");
        }
    }

    @Test
    @DisplayName("a server that ends connections is asked once more over another one")
    void broken_connections_are_replaced() throws Exception {
        String database = Postgres.newDatabase();
        HikariConfig config = new HikariConfig();
        config.setDataSource(Postgres.at(database, "postgres"));
        config.setMaximumPoolSize(1);
        try (HikariDataSource pool = new HikariDataSource(config)) {
            JdbcStateStore store = JdbcStateStore.over(pool);
            store.create(d, "ship");
            Postgres.execute(
                    "postgres",
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '" + database + "'");

            assertThat(store.find(d.id())).contains(d);
        }
    }

    @Test
    @DisplayName("a database that is none of those that are known")
    void unsupported() {
        String url = "mem:" + UUID.randomUUID();
        assertThat(said(Overridden.product(h2(url, ""), "Oracle")))
                .isEqualTo(
                        "The database is none that is supported: it is Oracle; supported: H2 from 2.2 on, SQLite from 3.24 on,"
                                + " PostgreSQL from 9.5 on.");
    }
}
