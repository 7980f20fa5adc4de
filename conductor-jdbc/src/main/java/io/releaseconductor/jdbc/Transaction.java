package io.releaseconductor.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A connection in use, by one thread. */
final class Transaction {

    private final Connection connection;
    private final Sql sql;
    private boolean wrote;

    Transaction(Connection connection, Sql sql) {
        this.connection = connection;
        this.sql = sql;
    }

    /** Reads a row. */
    interface Reader<T> {
        T read(ResultSet row) throws SQLException;
    }

    /** What is done. */
    interface Work<T> {
        T run(Transaction transaction) throws SQLException;
    }

    Sql sql() {
        return sql;
    }

    /** Whether anything may have been written. */
    boolean wrote() {
        return wrote;
    }

    int update(String statement, @Nullable Object... arguments) throws SQLException {
        try (PreparedStatement prepared = connection.prepareStatement(statement)) {
            set(prepared, arguments);
            wrote = true;
            return prepared.executeUpdate();
        }
    }

    /** Runs one statement with several lists of arguments at once, and says how many rows each changed. */
    int[] updateEach(String statement, List<@Nullable Object[]> arguments) throws SQLException {
        try (PreparedStatement prepared = connection.prepareStatement(statement)) {
            for (@Nullable Object[] each : arguments) {
                set(prepared, each);
                prepared.addBatch();
            }
            wrote = true;
            return prepared.executeBatch();
        }
    }

    <T> List<T> query(String query, Reader<T> reader, @Nullable Object... arguments) throws SQLException {
        try (PreparedStatement prepared = connection.prepareStatement(query)) {
            set(prepared, arguments);
            try (ResultSet rows = prepared.executeQuery()) {
                List<T> read = new ArrayList<>();
                while (rows.next()) {
                    read.add(reader.read(rows));
                }
                return read;
            }
        }
    }

    private static void set(PreparedStatement prepared, @Nullable Object... arguments) throws SQLException {
        for (int i = 0; i < arguments.length; i++) {
            Object argument = arguments[i];
            if (argument == null) {
                prepared.setNull(i + 1, Types.NULL);
            } else if (argument instanceof Number number) {
                prepared.setLong(i + 1, number.longValue());
            } else {
                prepared.setString(i + 1, (String) argument);
            }
        }
    }
}
