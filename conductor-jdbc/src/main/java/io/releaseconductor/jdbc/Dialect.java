package io.releaseconductor.jdbc;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.stream.Collectors;

/** In what the databases differ. Everything else is the same SQL. */
enum Dialect {
    /**
     * With FOR UPDATE it locks, and sorts, all that a query finds before it looks at the limit: claims do without. Where transactions wait
     * for the same row and one of them is rolled back, H2 may lose what another one has committed (seen with 2.3.232 and 2.4.240). So
     * none of a process wait for another one, and none is rolled back but for a failure.
     */
    H2("H2", 2, 2, " FOR UPDATE", " FOR UPDATE", ""),
    /** Locks no rows: it has one writer at a time, and each transaction here becomes that with its first statement. */
    SQLITE("SQLite", 3, 24, "", "", ""),
    POSTGRESQL("PostgreSQL", 9, 5, " FOR UPDATE", " FOR SHARE", " FOR UPDATE SKIP LOCKED");

    private final String product;
    private final int major;
    private final int minor;
    private final String lock;
    private final String share;
    private final String lockFree;

    Dialect(String product, int major, int minor, String lock, String share, String lockFree) {
        this.product = product;
        this.major = major;
        this.minor = minor;
        this.lock = lock;
        this.share = share;
        this.lockFree = lockFree;
    }

    /**
     * Asks a connection what it leads to.
     *
     * @throws SQLFeatureNotSupportedException if that is none of the known databases, or one of an older version
     */
    static Dialect of(Connection connection) throws SQLException {
        DatabaseMetaData about = connection.getMetaData();
        String product = about.getDatabaseProductName();
        for (Dialect dialect : values()) {
            if (dialect.product.equals(product)) {
                dialect.requireVersion(about);
                return dialect;
            }
        }
        throw new SQLFeatureNotSupportedException("it is " + product + "; supported: " + supported());
    }

    private void requireVersion(DatabaseMetaData about) throws SQLException {
        int actual = about.getDatabaseMajorVersion();
        if (actual < major || (actual == major && about.getDatabaseMinorVersion() < minor)) {
            throw new SQLFeatureNotSupportedException(
                    "it is " + product + " " + about.getDatabaseProductVersion() + "; supported: " + supported());
        }
    }

    private static String supported() {
        return Arrays.stream(values())
                .map(dialect -> dialect.product + " from " + dialect.major + "." + dialect.minor + " on")
                .collect(Collectors.joining(", "));
    }

    String product() {
        return product;
    }

    /** What a query ends with that locks the rows it reads, and waits for who holds them. */
    String lock() {
        return lock;
    }

    /** What a query ends with that keeps others from changing the rows it reads, and waits for who is changing them. */
    String share() {
        return share;
    }

    /** What a query ends with that locks the rows it reads, and leaves out what others hold; nothing where that costs more than it saves. */
    String lockFree() {
        return lockFree;
    }

    /** Whether the transactions of a process that write come one after the other. */
    boolean takesTurns() {
        return this != POSTGRESQL;
    }

    /** Whether a transaction that reads before it writes has to become the only writer first. */
    boolean hasOneWriter() {
        return this == SQLITE;
    }

    /** Lets one node after the other create the tables, where a transaction can. */
    void lockSchema(Connection connection, String prefix) throws SQLException {
        if (this == POSTGRESQL) {
            try (Statement statement = connection.createStatement()) {
                statement.execute("SELECT pg_advisory_xact_lock(" + ("release-conductor " + prefix).hashCode() + ")");
            }
        }
    }
}
