package io.releaseconductor.jdbc;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Creates the tables, and brings those of an earlier version up to date: {@code tables-1.sql} makes version 1, {@code tables-2.sql} makes
 * version 2 of that, and so on. Each statement may run twice, so nodes that start at once do no harm where a database does not lock. A
 * table that older versions of the library can do without raises no version, so that they go on beside newer ones: it is added to the
 * last script, and made where it is missing.
 */
final class Schema {

    private static final Logger LOG = LoggerFactory.getLogger(Schema.class);

    /** The version that this library works with. */
    static final int VERSION = 1;

    /** How often nodes that start at once may get into each other's way. */
    private static final int TRIES = 10;

    private final Dialect dialect;
    private final Sql sql;
    private final String prefix;
    private final Troubles troubles;

    Schema(Dialect dialect, Sql sql, String prefix, Troubles troubles) {
        this.dialect = dialect;
        this.sql = sql;
        this.prefix = prefix;
        this.troubles = troubles;
    }

    /** Sees to it that the tables are there and of the version that is needed. */
    void ensure(Connection connection) throws SQLException {
        int found = version(connection);
        for (int attempt = 1; found < VERSION; attempt++) {
            try {
                migrate(connection);
            } catch (SQLException e) {
                if (attempt == TRIES || !Kind.of(e).mayPass()) {
                    throw troubles.tablesNotCreated(prefix, e);
                }
                LOG.debug("The tables were not created in attempt {}", attempt, e);
            }
            found = version(connection);
        }
        if (found > VERSION) {
            throw troubles.tablesOfLaterVersion(prefix, found, VERSION);
        }
    }

    /** Zero if a table is missing. */
    private int version(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql.version());
                ResultSet rows = statement.executeQuery()) {
            return rows.next() ? rows.getInt(1) : 0;
        } catch (SQLException e) {
            if (Kind.of(e) == Kind.MISSING_TABLE) {
                return 0;
            }
            throw e;
        }
    }

    private void migrate(Connection connection) throws SQLException {
        connection.setAutoCommit(false);
        try {
            dialect.lockSchema(connection, prefix);
            for (int version = 1; version <= VERSION; version++) {
                for (String statement : statements(version, prefix)) {
                    try (Statement run = connection.createStatement()) {
                        run.execute(statement);
                    }
                }
            }
            connection.commit();
            LOG.info("The tables of the prefix {} are there, in version {}", prefix, VERSION);
        } catch (SQLException e) {
            connection.rollback();
            throw e;
        } finally {
            connection.setAutoCommit(true);
        }
    }

    /** The statements that make a version of the one before, without comments. */
    static List<String> statements(int version, String prefix) {
        String script = script(version)
                .replace("${prefix}", prefix)
                .lines()
                .map(line -> line.replaceFirst("--.*", ""))
                .collect(Collectors.joining("\n"));
        return Arrays.stream(script.split(";"))
                .map(String::strip)
                .filter(statement -> !statement.isEmpty())
                .toList();
    }

    private static String script(int version) {
        String name = "tables-" + version + ".sql";
        try (InputStream in = Schema.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException(name + " is missing in the jar of conductor-jdbc");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
