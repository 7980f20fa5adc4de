package io.releaseconductor.benchmarks;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.deployment.HistoryEntry;
import io.releaseconductor.jdbc.JdbcStateStore;
import io.releaseconductor.json.DeploymentJson;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/** A database, and a store on it that shares its connections. All keep what they commit as they do by default. */
final class Sql implements AutoCloseable {

    private static final int CONNECTIONS = 8;
    private static final int BATCH = 1000;
    private static final long FIRST_ID = 1_000_000_000;
    private static final long FIRST_POSITION = 1000;

    private final Deque<AutoCloseable> opened = new ArrayDeque<>();
    private final String kind;
    private final HikariDataSource pool;
    private final JdbcStateStore store;

    /**
     * Opens one.
     *
     * @param kind {@code h2}, {@code sqlite} or {@code postgresql}
     */
    Sql(String kind) {
        this.kind = kind;
        try {
            HikariConfig config = new HikariConfig();
            config.setMaximumPoolSize(CONNECTIONS);
            config.setJdbcUrl(url(kind));
            pool = new HikariDataSource(config);
            opened.push(pool);
            store = JdbcStateStore.over(pool);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String url(String kind) throws IOException {
        Path folder = Files.createTempDirectory("benchmark");
        switch (kind) {
            case "h2":
                return "jdbc:h2:file:" + folder.resolve("state") + ";WRITE_DELAY=0;LOCK_TIMEOUT=10000";
            case "sqlite":
                return "jdbc:sqlite:" + folder.resolve("state.db") + "?journal_mode=WAL&busy_timeout=10000";
            case "postgresql":
                EmbeddedPostgres server = EmbeddedPostgres.builder()
                        .setDataDirectory(folder.resolve("data"))
                        .start();
                opened.push(server);
                return server.getJdbcUrl("postgres", "postgres");
            default:
                throw new IllegalArgumentException(kind);
        }
    }

    JdbcStateStore store() {
        return store;
    }

    /** Runs one statement in a transaction of its own; returns how many rows it changed. */
    int update(String sql, Object... values) {
        try (Connection connection = pool.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            return statement.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Writes entries of the history, as the store leaves them when it has removed their deployments. */
    void fillHistory(int entries, String entry) {
        fill(
                entries,
                "INSERT INTO conductor_deployment (id, position, environment, standing, status_since, revision, entry)"
                        + " VALUES (?, ?, 'e1', 'removed', 0, 1, ?)",
                (statement, i) -> {
                    String id = "ship-e1-" + (FIRST_ID + i);
                    statement.setString(1, id);
                    statement.setLong(2, FIRST_POSITION + i);
                    statement.setString(3, entry.replaceAll("ship-e1-[0-9]+", id));
                });
    }

    /** Writes unsettled deployments, each in an environment of its own, that are due at some time. */
    void fillUnsettled(int count, Instant dueAt) {
        DeploymentJson json = new DeploymentJson();
        Deployment d = Made.verified("x");
        String record = json.write(d);
        String entry = json.writeHistory(HistoryEntry.of(d));
        fill(
                count,
                "INSERT INTO conductor_deployment (id, position, environment, place, standing, status_since, revision,"
                        + " due_at, record, entry) VALUES (?, ?, ?, ?, 'unsettled', 0, 1, ?, ?, ?)",
                (statement, i) -> {
                    statement.setString(1, "ship-x" + i + "-" + FIRST_ID);
                    statement.setLong(2, FIRST_POSITION + i);
                    statement.setString(3, "x" + i);
                    statement.setString(4, "x" + i);
                    statement.setLong(5, dueAt.toEpochMilli());
                    statement.setString(6, record);
                    statement.setString(7, entry);
                });
    }

    private interface Row {
        void set(PreparedStatement statement, int number) throws SQLException;
    }

    private void fill(int rows, String sql, Row row) {
        try (Connection connection = pool.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            connection.setAutoCommit(false);
            for (int i = 1; i <= rows; i++) {
                row.set(statement, i);
                statement.addBatch();
                if (i % BATCH == 0 || i == rows) {
                    statement.executeBatch();
                    connection.commit();
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        if (kind.equals("postgresql")) {
            // as autovacuum would soon
            update("ANALYZE");
        }
    }

    @Override
    public void close() {
        while (!opened.isEmpty()) {
            try {
                opened.pop().close();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
