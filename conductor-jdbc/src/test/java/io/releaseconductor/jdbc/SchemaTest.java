package io.releaseconductor.jdbc;

import static io.releaseconductor.testkit.Deployments.aDeployment;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.zaxxer.hikari.HikariDataSource;
import io.releaseconductor.config.ConfigurationException;
import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.model.Environment;
import io.releaseconductor.spi.CreateResult;
import io.releaseconductor.spi.StoreUnavailableException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The tables of the JDBC store")
class SchemaTest {

    private static final int NODES = 6;

    @TempDir
    private Path folder;

    private static DataSource h2() {
        JdbcDataSource source = new JdbcDataSource();
        source.setURL("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1;LOCK_TIMEOUT=10000");
        return source;
    }

    private static void execute(DataSource source, String... statements) throws SQLException {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            for (String each : statements) {
                statement.execute(each);
            }
        }
    }

    /** Each is a node of its own, and all create the tables and then a deployment in the same environment. */
    private static void startAtOnce(DataSource source) throws Exception {
        CountDownLatch ready = new CountDownLatch(NODES);
        ExecutorService threads = Executors.newFixedThreadPool(NODES);
        List<CreateResult> answers = new ArrayList<>();
        try {
            List<Future<CreateResult>> nodes = IntStream.range(0, NODES)
                    .mapToObj(i -> threads.submit((Callable<CreateResult>) () -> {
                        JdbcStateStore node = JdbcStateStore.over(source);
                        ready.countDown();
                        ready.await();
                        return node.create(aDeployment().initiated(), "ship-" + i);
                    }))
                    .toList();
            for (Future<CreateResult> each : nodes) {
                answers.add(each.get());
            }
        } finally {
            threads.shutdownNow();
        }

        assertThat(answers).filteredOn(CreateResult.Created.class::isInstance).hasSize(1);
        assertThat(answers)
                .filteredOn(CreateResult.EnvironmentTaken.class::isInstance)
                .hasSize(NODES - 1);
    }

    @Test
    @DisplayName("are created once by nodes that start at once, on H2")
    void at_once_on_h2() throws Exception {
        startAtOnce(h2());
    }

    @Test
    @DisplayName("are created once by nodes that start at once, on SQLite")
    void at_once_on_sqlite() throws Exception {
        try (HikariDataSource pool = Pools.of(SqliteContractTest.at(folder.resolve("state.db")), NODES)) {
            startAtOnce(pool);
        }
    }

    @Test
    @DisplayName("are created once by nodes that start at once, on PostgreSQL")
    void at_once_on_postgresql() throws Exception {
        startAtOnce(Postgres.at(Postgres.newDatabase(), "postgres"));
    }

    @Test
    @DisplayName("may be there already, made by the SQL of the docs, for a user who may not make any")
    void may_be_there_already() throws Exception {
        String database = Postgres.newDatabase();
        String user = "user_" + database;
        Postgres.execute(database, Schema.statements(1, "conductor_").toArray(String[]::new));
        Postgres.execute(
                database,
                "CREATE USER " + user,
                "REVOKE CREATE ON SCHEMA public FROM PUBLIC",
                "GRANT SELECT, INSERT, UPDATE, DELETE ON conductor_deployment, conductor_schema, conductor_lock,"
                        + " conductor_audit TO "
                        + user);
        JdbcStateStore store = JdbcStateStore.over(Postgres.at(database, user));
        Deployment d = aDeployment().initiated();

        assertThat(store.create(d, "ship")).isEqualTo(new CreateResult.Created(d));
        assertThat(store.find(d.id())).contains(d);
    }

    @Test
    @DisplayName("of a prefix are an installation of their own")
    void of_a_prefix() {
        DataSource source = h2();
        Deployment d = aDeployment().initiated();
        JdbcStateStore.over(source).create(d, "ship");
        JdbcStateStore other = JdbcStateStore.over(source, JdbcOptions.DEFAULT.withTablePrefix("other_"));

        assertThat(other.find(d.id())).isEmpty();
        assertThat(other.create(d, "ship")).isEqualTo(new CreateResult.Created(d));
    }

    @Test
    @DisplayName("have a prefix that needs no quotes")
    void have_a_plain_prefix() {
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> JdbcOptions.DEFAULT.withTablePrefix("x; DROP TABLE y"))
                .withMessageContaining(
                        "tablePrefix: \"x; DROP TABLE y\" is not allowed; allowed: 1 to 30 lower-case letters");
    }

    @Test
    @DisplayName("are left alone if a later version of the library made them")
    void of_a_later_version() throws Exception {
        DataSource source = h2();
        JdbcStateStore.over(source).find(aDeployment().initiated().id());
        execute(source, "UPDATE conductor_schema SET version = 2");

        assertThatExceptionOfType(StoreUnavailableException.class)
                .isThrownBy(() -> JdbcStateStore.over(source)
                        .find(aDeployment().initiated().id()))
                .withMessageContaining("are of version 2, and this version of the library knows 1 at most");
    }

    @Test
    @DisplayName(
            "get a table for locks where a version without it made them, which still finds them to be of its version")
    void get_a_table_for_locks() throws Exception {
        DataSource source = h2();
        Deployment d = aDeployment().initiated();
        JdbcStateStore.over(source).create(d, "ship");
        execute(source, "DROP TABLE conductor_lock");

        JdbcStateStore newer = JdbcStateStore.over(source);
        assertThat(newer.environmentStates()).isEmpty();
        assertThat(newer.find(d.id())).contains(d);
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT version FROM conductor_schema WHERE id = 1")) {
            assertThat(row.next()).isTrue();
            assertThat(row.getInt(1)).isEqualTo(1);
        }
    }

    @Test
    @DisplayName(
            "are not made anew while a node runs that saw them go: nobody is answered as if there were no deployment")
    void are_not_made_anew() throws Exception {
        DataSource source = h2();
        JdbcStateStore store = JdbcStateStore.over(source);
        Deployment d = aDeployment().initiated();
        store.create(d, "ship");
        execute(source, "DROP TABLE conductor_deployment", "DROP TABLE conductor_lock");

        for (ThrowingCallable call : List.<ThrowingCallable>of(() -> store.find(d.id()), store::environmentStates)) {
            assertThatExceptionOfType(StoreUnavailableException.class)
                    .isThrownBy(call)
                    .withMessageContaining("lacks a table that was there before")
                    .withMessageContaining("Restore it from a backup");
        }
    }

    @Test
    @DisplayName("say so when a part was restored that does not fit the rest")
    void that_do_not_fit() throws Exception {
        DataSource source = h2();
        JdbcStateStore store = JdbcStateStore.over(source);
        store.create(aDeployment().initiated(), "ship");
        execute(source, "UPDATE conductor_schema SET last_position = 0");

        assertThatExceptionOfType(StoreUnavailableException.class)
                .isThrownBy(
                        () -> store.create(aDeployment().to(Environment.PROD).initiated(), "another"))
                .withMessageContaining("has a row already that should be new")
                .withMessageContaining("last_position may be behind");
    }

    @Test
    @DisplayName("say so when the row is gone that every creation changes")
    void without_the_row() throws Exception {
        DataSource source = h2();
        JdbcStateStore store = JdbcStateStore.over(source);
        store.find(aDeployment().initiated().id());
        execute(source, "DELETE FROM conductor_schema");

        assertThatExceptionOfType(StoreUnavailableException.class)
                .isThrownBy(() -> store.create(aDeployment().initiated(), "ship"))
                .withMessageContaining("The table conductor_schema in the database has lost its row");
    }
}
