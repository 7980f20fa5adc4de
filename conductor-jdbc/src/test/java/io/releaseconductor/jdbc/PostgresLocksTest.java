package io.releaseconductor.jdbc;

import static io.releaseconductor.testkit.Deployments.aDeployment;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.json.EnvironmentStateJson;
import io.releaseconductor.lock.Beginning;
import io.releaseconductor.lock.EnvironmentState;
import io.releaseconductor.lock.Lock;
import io.releaseconductor.model.Environment;
import io.releaseconductor.spi.CreateResult;
import io.releaseconductor.spi.SaveResult;
import io.releaseconductor.spi.StoreUnavailableException;
import io.releaseconductor.testkit.Deployments;
import io.releaseconductor.testkit.ManualClock;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

/** Statements of two transactions, one between the other's. Whoever has to wait gives up soon here, which shows that it waits. */
@DisplayName("On PostgreSQL, in the middle of another node's transaction,")
class PostgresLocksTest {

    private static final Sql SQL = new Sql(Dialect.POSTGRESQL, "conductor_");
    private static final EnvironmentState LOCKED = EnvironmentState.unlocked(Environment.STAGING)
            .locked(new Lock(
                    Environment.STAGING,
                    Deployments.GRACE,
                    "",
                    ManualClock.START,
                    ManualClock.START.plusSeconds(60),
                    null));

    private Connection other;
    private JdbcStateStore store;
    private Deployment deployment;

    @BeforeEach
    void open() throws SQLException {
        String database = Postgres.newDatabase();
        PGSimpleDataSource impatient = Postgres.at(database, "postgres");
        impatient.setOptions("-c lock_timeout=200");
        store = JdbcStateStore.over(impatient);
        deployment = aDeployment().initiated();
        store.create(deployment, "ship");
        other = Postgres.at(database, "postgres").getConnection();
        other.setAutoCommit(false);
    }

    @AfterEach
    void close() throws SQLException {
        other.close();
    }

    /** What {@link Locks#replace} does, up to its commit. */
    private void lockWithoutCommit() throws SQLException {
        Transaction transaction = new Transaction(other, SQL);
        transaction.update(SQL.becomeWriter());
        transaction.update(
                SQL.createLock(),
                1,
                ManualClock.START.plusSeconds(60).toEpochMilli(),
                Deployments.GRACE.id(),
                null,
                new EnvironmentStateJson().write(LOCKED),
                "staging");
    }

    private SaveResult begin() {
        return store.compareAndSet(
                deployment.withRevision(2), 1, null, "begin", new Beginning(Deployments.ADA, ManualClock.START));
    }

    private CreateResult ship() {
        return store.create(aDeployment().to(Environment.PROD).initiated(), "another");
    }

    private static void assertWaits(ThrowingCallable call) {
        assertThatExceptionOfType(StoreUnavailableException.class)
                .isThrownBy(call)
                .withMessageContaining("was locked by somebody for too long");
    }

    @Test
    @DisplayName("what begins waits for a lock that is just being written, and is refused")
    void what_begins_waits_for_a_lock() throws Exception {
        lockWithoutCommit();

        for (ThrowingCallable call : List.<ThrowingCallable>of(this::begin, this::ship)) {
            assertWaits(call);
        }
        other.commit();
        assertThat(begin()).isEqualTo(new SaveResult.Locked(LOCKED.lock()));
    }

    @Test
    @DisplayName("what begins nothing waits for no lock")
    void what_begins_nothing_waits_for_none() throws Exception {
        lockWithoutCommit();

        Deployment next = deployment.withRevision(2);
        assertThat(store.compareAndSet(next, 1, null, "roll back")).isEqualTo(new SaveResult.Saved(next));
    }

    @Test
    @DisplayName("a lock waits for what is just beginning")
    void a_lock_waits_for_what_begins() throws Exception {
        new Transaction(other, SQL).query(SQL.keepLocks(), row -> row.getInt(1));

        assertWaits(() -> store.replaceEnvironmentState(LOCKED));
        other.commit();
        assertThat(store.replaceEnvironmentState(LOCKED)).isEqualTo(LOCKED);
    }

    @Test
    @DisplayName("what begins does not wait for what begins beside it")
    void beginnings_do_not_wait() throws Exception {
        new Transaction(other, SQL).query(SQL.keepLocks(), row -> row.getInt(1));

        assertThat(begin()).isInstanceOf(SaveResult.Saved.class);
    }
}
