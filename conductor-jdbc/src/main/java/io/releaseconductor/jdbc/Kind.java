package io.releaseconductor.jdbc;

import io.releaseconductor.spi.Causes;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.SQLTimeoutException;
import java.sql.SQLTransientConnectionException;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** What kind of thing went wrong, whatever the database calls it. */
enum Kind {
    UNKNOWN_HOST,
    REFUSED,
    TLS,
    NO_ANSWER,
    /** No connection of the pool became free. */
    POOL_EXHAUSTED,
    /** A connection ended that had been made. */
    BROKEN,
    /** The server stops or starts. */
    RESTARTING,
    TOO_MANY_CONNECTIONS,
    WRONG_PASSWORD,
    NO_DATABASE,
    /** Another process has the file. */
    IN_USE,
    CANNOT_OPEN,
    READ_ONLY,
    FULL,
    MISSING_TABLE,
    MISSING_COLUMN,
    FORBIDDEN,
    /** Somebody holds a lock for too long. */
    LOCKED,
    /** The database chose this transaction to give way to another one; nothing of it was written. */
    GAVE_WAY,
    /** A row that is new is there already. H2 says so, too, of a row that two change at once. */
    DUPLICATE,
    DAMAGED,
    UNSUPPORTED,
    OTHER;

    /** States of the standard, and of PostgreSQL and H2. What is left out is told by its first two characters, or not at all. */
    private static final Map<String, Kind> STATES = Map.ofEntries(
            Map.entry("28P01", WRONG_PASSWORD),
            Map.entry("28000", WRONG_PASSWORD),
            Map.entry("3D000", NO_DATABASE),
            Map.entry("57P01", RESTARTING),
            Map.entry("57P02", RESTARTING),
            Map.entry("57P03", RESTARTING),
            Map.entry("53300", TOO_MANY_CONNECTIONS),
            Map.entry("25006", READ_ONLY),
            Map.entry("53100", FULL),
            Map.entry("42P01", MISSING_TABLE),
            Map.entry("42S02", MISSING_TABLE),
            Map.entry("42S03", MISSING_TABLE),
            Map.entry("42S04", MISSING_TABLE),
            Map.entry("42703", MISSING_COLUMN),
            Map.entry("42S22", MISSING_COLUMN),
            Map.entry("42501", FORBIDDEN),
            Map.entry("55P03", LOCKED),
            Map.entry("57014", LOCKED),
            Map.entry("HYT00", LOCKED),
            Map.entry("23505", DUPLICATE),
            Map.entry("40001", GAVE_WAY),
            Map.entry("40P01", GAVE_WAY),
            Map.entry("XX001", DAMAGED),
            Map.entry("XX002", DAMAGED),
            Map.entry("90020", IN_USE),
            Map.entry("90030", DAMAGED),
            Map.entry("90067", BROKEN),
            Map.entry("90096", FORBIDDEN),
            Map.entry("90097", READ_ONLY),
            Map.entry("90098", BROKEN),
            Map.entry("90121", BROKEN),
            Map.entry("90131", GAVE_WAY),
            Map.entry("90146", NO_DATABASE),
            Map.entry("90149", NO_DATABASE));

    /** SQLite's, which gives no state. */
    private static final Map<Integer, Kind> SQLITE_CODES = Map.of(
            3, FORBIDDEN,
            5, LOCKED,
            6, LOCKED,
            8, READ_ONLY,
            11, DAMAGED,
            13, FULL,
            14, CANNOT_OPEN,
            19, DUPLICATE,
            26, DAMAGED);

    /** What a pool's timeout is called by the simple one that H2 brings. */
    private static final int H2_POOL_TIMEOUT = 8001;

    /** Whether another try may go better at once: something else came in between. */
    boolean mayPass() {
        return isUndone() || this == LOCKED || this == OTHER;
    }

    /** Whether another transaction came in between, and nothing was written. */
    boolean isUndone() {
        return this == GAVE_WAY || this == DUPLICATE;
    }

    /** Whether the connection is gone, and another one may be whole. */
    boolean endsConnection() {
        return this == BROKEN || this == RESTARTING;
    }

    static Kind of(Throwable failure) {
        List<Throwable> all = all(failure);
        for (Throwable each : all) {
            Kind kind = ofNetwork(each);
            if (kind != null) {
                return kind;
            }
        }
        for (Throwable each : all) {
            Kind kind = each instanceof SQLException e ? ofStatement(e) : null;
            if (kind != null) {
                return kind;
            }
        }
        return OTHER;
    }

    private static @Nullable Kind ofNetwork(Throwable e) {
        if (e instanceof UnknownHostException) {
            return UNKNOWN_HOST;
        }
        if (e instanceof ConnectException || e instanceof NoRouteToHostException) {
            return REFUSED;
        }
        if (e instanceof SSLException) {
            return TLS;
        }
        return e instanceof SocketTimeoutException || e instanceof SQLTimeoutException ? NO_ANSWER : null;
    }

    private static @Nullable Kind ofStatement(SQLException e) {
        if (e instanceof SQLFeatureNotSupportedException) {
            return UNSUPPORTED;
        }
        String text = String.valueOf(e.getMessage());
        if (text.contains("No space left on device")) {
            return FULL;
        }
        // a pool that could not connect says why in the cause
        boolean pool = e instanceof SQLTransientConnectionException || e.getErrorCode() == H2_POOL_TIMEOUT;
        if (pool && e.getCause() == null) {
            return POOL_EXHAUSTED;
        }
        String state = e.getSQLState();
        if (state == null) {
            return text.contains("no such table")
                    ? MISSING_TABLE
                    : text.contains("no such column") ? MISSING_COLUMN : SQLITE_CODES.get(e.getErrorCode());
        }
        Kind known = STATES.get(state);
        return known == null && state.startsWith("08") && !pool ? BROKEN : known;
    }

    /** It, its causes, and what came with them. */
    static List<Throwable> all(Throwable failure) {
        return Causes.of(
                failure,
                each -> each instanceof SQLException sql && sql.getNextException() != null
                        ? List.of(sql.getNextException())
                        : List.of());
    }
}
