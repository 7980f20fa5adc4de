package io.releaseconductor.jdbc;

import io.releaseconductor.jdbc.Transaction.Work;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.locks.ReentrantLock;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs transactions, tries again what may be tried again, and says in the store's words what went wrong. Creates the tables before the
 * first one. Thread-safe.
 */
final class Database {

    private static final Logger LOG = LoggerFactory.getLogger(Database.class);

    /** How often a transaction gives way to others before that is a failure. */
    private static final int TRIES = 20;

    private final DataSource dataSource;
    private final String prefix;
    private final Troubles troubles;
    private final ReentrantLock opening = new ReentrantLock();

    /** Those of this process that write take turns, through whatever store, where it is fairer than to try again, or safer. */
    private static final ReentrantLock TURNS = new ReentrantLock(true);

    private volatile @Nullable Sql prepared;

    Database(DataSource dataSource, String prefix, Troubles troubles) {
        this.dataSource = dataSource;
        this.prefix = prefix;
        this.troubles = troubles;
    }

    /** How far a transaction came. */
    private static final class Progress {
        private boolean committing;
    }

    /** Runs one query. */
    <T> T read(Work<T> work) {
        return repeatedly(sql -> inConnection(true, connection -> work.run(new Transaction(connection, sql))));
    }

    /** Runs one statement that writes, and that may run twice for once. */
    <T> T writeAtOnce(Work<T> work) {
        return repeatedly(sql ->
                alone(sql, () -> inConnection(true, connection -> work.run(new Transaction(connection, sql)))));
    }

    /** Runs several statements as one step. */
    <T> T write(Work<T> work) {
        Progress progress = new Progress();
        return repeatedly(
                sql -> alone(sql, () -> inConnection(false, connection -> commit(connection, sql, work, progress))),
                progress);
    }

    private interface Step<T> {
        T run(Sql sql) throws SQLException;
    }

    private interface Connected<T> {
        T run(Connection connection) throws SQLException;
    }

    private interface Alone<T> {
        T run() throws SQLException;
    }

    private <T> T repeatedly(Step<T> step) {
        return repeatedly(step, new Progress());
    }

    /**
     * What gave way is tried again. So is, once, what met a broken connection: those that broke while nobody used them are found out only
     * when they are used.
     */
    private <T> T repeatedly(Step<T> step, Progress progress) {
        boolean broke = false;
        for (int attempt = 1; ; attempt++) {
            progress.committing = false;
            try {
                return step.run(sql());
            } catch (SQLException e) {
                Kind kind = Kind.of(e);
                if (kind.isUndone() && attempt < TRIES) {
                    continue;
                }
                if (progress.committing && !kind.isUndone()) {
                    throw troubles.unknown(e);
                }
                if (!kind.endsConnection() || broke) {
                    throw troubles.unavailable(e);
                }
                broke = true;
            }
        }
    }

    private <T> T alone(Sql sql, Alone<T> work) throws SQLException {
        if (!sql.dialect().takesTurns()) {
            return work.run();
        }
        TURNS.lock();
        try {
            return work.run();
        } finally {
            TURNS.unlock();
        }
    }

    private <T> T commit(Connection connection, Sql sql, Work<T> work, Progress progress) throws SQLException {
        Transaction transaction = new Transaction(connection, sql);
        if (sql.dialect().hasOneWriter()) {
            transaction.update(sql.becomeWriter());
        }
        T result = work.run(transaction);
        // also where the answer is a refusal: all that was written then is that a place in the history is left out
        progress.committing = transaction.wrote();
        connection.commit();
        return result;
    }

    private <T> T inConnection(boolean autoCommit, Connected<T> work) throws SQLException {
        Connection connection = connect();
        try {
            boolean before = connection.getAutoCommit();
            if (before != autoCommit) {
                connection.setAutoCommit(autoCommit);
            }
            boolean ended = false;
            try {
                T result = work.run(connection);
                ended = true;
                return result;
            } finally {
                if ((ended || autoCommit || isRolledBack(connection)) && before != autoCommit) {
                    restore(connection, before);
                }
            }
        } finally {
            close(connection);
        }
    }

    private static boolean isRolledBack(Connection connection) {
        try {
            connection.rollback();
            return true;
        } catch (SQLException e) {
            // what ends a transaction without a commit undoes it as well
            LOG.debug("Not rolled back", e);
            return false;
        }
    }

    private Connection connect() throws SQLException {
        try {
            return dataSource.getConnection();
        } catch (IllegalStateException e) {
            // what the simple pool of H2 says when it is closed
            throw new SQLException(e.getMessage(), e);
        }
    }

    private static void restore(Connection connection, boolean autoCommit) {
        try {
            connection.setAutoCommit(autoCommit);
        } catch (SQLException e) {
            // the work is done, and whoever gets this connection next finds out
            LOG.debug("A connection is not as it was", e);
        }
    }

    private static void close(Connection connection) {
        try {
            connection.close();
        } catch (SQLException e) {
            LOG.debug("A connection was not closed", e);
        }
    }

    private Sql sql() throws SQLException {
        Sql known = prepared;
        if (known != null) {
            return known;
        }
        opening.lock();
        try {
            Sql meanwhile = prepared;
            if (meanwhile != null) {
                return meanwhile;
            }
            Sql sql = inConnection(true, this::open);
            prepared = sql;
            return sql;
        } finally {
            opening.unlock();
        }
    }

    private Sql open(Connection connection) throws SQLException {
        Dialect dialect = Dialect.of(connection);
        Sql sql = new Sql(dialect, prefix);
        new Schema(dialect, sql, prefix, troubles).ensure(connection);
        return sql;
    }

    /** Requires that the row was there that every creation changes. */
    void requireSchemaRow(int rows) {
        if (rows != 1) {
            throw troubles.withoutSchemaRow(prefix);
        }
    }
}
