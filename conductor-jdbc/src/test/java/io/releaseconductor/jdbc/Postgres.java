package io.releaseconductor.jdbc;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.postgresql.ds.PGSimpleDataSource;

/** One PostgreSQL for all tests of a JVM, where it can run: it refuses to run as root, unless it may pretend to be somebody else. */
final class Postgres {

    private static @Nullable EmbeddedPostgres running;
    private static @Nullable String reason;

    private Postgres() {}

    /** A server, or the test is skipped with the reason why there is none. */
    static synchronized EmbeddedPostgres server() {
        if (running == null && reason == null) {
            try {
                running = EmbeddedPostgres.builder()
                        .setServerConfig("fsync", "off")
                        .setServerConfig("max_connections", "100")
                        .start();
            } catch (IOException | RuntimeException e) {
                reason = "PostgreSQL cannot run here: " + e;
            }
        }
        return running == null ? Assumptions.abort(reason) : running;
    }

    /** A new empty database on it. */
    static String newDatabase() throws SQLException {
        String name = "test_" + UUID.randomUUID().toString().replace("-", "");
        execute("postgres", "CREATE DATABASE " + name);
        return name;
    }

    static void execute(String database, String... statements) throws SQLException {
        try (Connection connection = at(database, "postgres").getConnection();
                Statement statement = connection.createStatement()) {
            for (String each : statements) {
                statement.execute(each);
            }
        }
    }

    static PGSimpleDataSource at(String database, String user) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setServerNames(new String[] {"localhost"});
        source.setPortNumbers(new int[] {server().getPort()});
        source.setDatabaseName(database);
        source.setUser(user);
        source.setConnectTimeout(10);
        source.setSocketTimeout(30);
        return source;
    }
}
