package io.releaseconductor.jdbc;

import io.releaseconductor.json.EnvironmentStateJson;
import io.releaseconductor.lock.Beginning;
import io.releaseconductor.lock.EnvironmentState;
import io.releaseconductor.lock.Lock;
import io.releaseconductor.model.Environment;
import io.releaseconductor.spi.StoreRules;
import io.releaseconductor.spi.UnreadableStates;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The states of environments. Whoever replaces one changes the row of the schema first, and whoever holds something against them locks
 * that row: a lock's row may not be there yet, and could not be locked. Thread-safe.
 */
final class Locks {

    private final Database database;
    private final EnvironmentStateJson json = new EnvironmentStateJson();
    private final UnreadableStates unreadable = new UnreadableStates();

    Locks(Database database) {
        this.database = database;
    }

    /** A state, not read yet. */
    private record Stored(String name, String record, UnreadableStates.Beside beside) {
        static Stored read(ResultSet row) throws SQLException {
            String name = row.getString(1);
            long millis = row.getLong(4);
            Instant until = row.wasNull() ? null : Instant.ofEpochMilli(millis);
            String owner = row.getString(5);
            UnreadableStates.Beside beside = new UnreadableStates.Beside(
                    EnvironmentState.environmentOf(name),
                    row.getLong(3),
                    until != null,
                    until,
                    owner == null ? "" : owner,
                    row.getString(6));
            return new Stored(name, row.getString(2), beside);
        }
    }

    private EnvironmentState state(Stored stored) {
        return unreadable.read(stored.beside(), () -> json.read(stored.beside().environment(), stored.record()));
    }

    EnvironmentState state(@Nullable Environment environment) {
        return database.read(transaction -> state(transaction, environment));
    }

    private EnvironmentState state(Transaction transaction, @Nullable Environment environment) throws SQLException {
        return transaction
                .query(transaction.sql().locks(1), Stored::read, EnvironmentState.storedName(environment))
                .stream()
                .findFirst()
                .map(this::state)
                .orElseGet(() -> EnvironmentState.unlocked(environment));
    }

    List<EnvironmentState> all() {
        return database.read(transaction -> transaction.query(transaction.sql().allLocks(), Stored::read).stream()
                .map(this::state)
                .toList());
    }

    /** The lock that keeps somebody from beginning something, in a transaction that has locked the row of the schema. */
    @Nullable
    Lock binding(Transaction transaction, Environment environment, Beginning beginning) throws SQLException {
        List<EnvironmentState> states = transaction
                .query(
                        transaction.sql().locks(2),
                        Stored::read,
                        EnvironmentState.storedName(null),
                        EnvironmentState.storedName(environment))
                .stream()
                .map(this::state)
                .toList();
        return StoreRules.binding(of(states, null), of(states, environment), beginning);
    }

    private static @Nullable EnvironmentState of(List<EnvironmentState> states, @Nullable Environment environment) {
        return states.stream()
                .filter(state -> Objects.equals(state.environment(), environment))
                .findFirst()
                .orElse(null);
    }

    EnvironmentState replace(EnvironmentState next) {
        StoreRules.requireReplacement(next);
        String record = json.write(next);
        return database.write(transaction -> {
            database.requireSchemaRow(transaction.update(transaction.sql().becomeWriter()));
            EnvironmentState now = state(transaction, next.environment());
            if (now.revision() != next.revision() - 1) {
                return now;
            }
            Lock lock = next.lock();
            @Nullable
            Object[] row = {
                next.revision(),
                Millis.upOrNull(lock == null ? null : lock.until()),
                lock == null ? null : lock.owner().id(),
                lock == null ? null : lock.owner().chat(),
                record,
                EnvironmentState.storedName(next.environment())
            };
            if (transaction.update(transaction.sql().replaceLock(), row) == 0) {
                transaction.update(transaction.sql().createLock(), row);
            }
            return next;
        });
    }
}
