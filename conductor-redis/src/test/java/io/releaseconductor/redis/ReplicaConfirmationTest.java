package io.releaseconductor.redis;

import static io.releaseconductor.redis.Steps.LEASE;
import static io.releaseconductor.redis.Steps.after;
import static io.releaseconductor.redis.Steps.created;
import static io.releaseconductor.redis.Steps.fresh;
import static io.releaseconductor.redis.Steps.lockedBy;
import static io.releaseconductor.redis.Steps.operation;
import static io.releaseconductor.redis.Steps.saved;
import static io.releaseconductor.redis.Steps.touched;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.lock.EnvironmentState;
import io.releaseconductor.model.Environment;
import io.releaseconductor.redis.server.RedisProcess;
import io.releaseconductor.redis.server.Servers;
import io.releaseconductor.spi.CreateResult;
import io.releaseconductor.spi.SaveResult;
import io.releaseconductor.spi.StoreUnavailableException;
import io.releaseconductor.testkit.Deployments;
import java.time.Duration;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("When replicas have to confirm")
class ReplicaConfirmationTest {

    /** Long enough for a busy machine where the replica confirms, short enough to wait for where it does not. */
    private static final Duration CONFIRMATION = Duration.ofSeconds(1);

    private final RedisProcess master = RedisProcess.start("--repl-diskless-sync-delay", "0");
    private final RedisProcess replica = RedisProcess.start("--replicaof", "127.0.0.1 " + master.port());
    private final RedisStateStore store =
            RedisStateStore.open(RedisOptions.at(master.url()).withReplicas(1, CONFIRMATION));

    @BeforeEach
    void follow() {
        await().untilAsserted(() ->
                assertThat(replica.ask("INFO", "replication").toString()).contains("master_link_status:up"));
    }

    @AfterEach
    void close() {
        store.close();
        replica.close();
        master.close();
    }

    @Test
    @DisplayName("a creation and a save are with the replica when they are answered")
    void confirmed_writes_are_there() {
        Deployment d = fresh();
        await().ignoreException(StoreUnavailableException.class).until(() -> store.create(d, "once") != null);
        for (Deployment next = touched(d); next.revision() < 50; next = touched(next)) {
            saved(store, next);
            assertThat(replica.ask("HGET", "{conductor}:deployments", d.id() + ":revision"))
                    .isEqualTo(Long.toString(next.revision()));
        }
    }

    @Test
    @DisplayName("an unconfirmed save is an outage that says why, though it may stand, and so is its repeat")
    void an_unconfirmed_save_is_an_outage() {
        Deployment d = created(store, fresh());
        Deployment next = touched(d);
        String operation = operation();
        replica.freeze();

        assertThatNothingIsSafe(() -> store.compareAndSet(next, 1, null, operation));
        assertThatNothingIsSafe(() -> store.compareAndSet(next, 1, null, operation));
        assertThat(store.find(d.id())).contains(next);
        replica.thaw();
        await().ignoreException(StoreUnavailableException.class)
                .untilAsserted(() -> assertThat(store.compareAndSet(next, 1, null, operation))
                        .isEqualTo(new SaveResult.Saved(next)));
        assertThat(store.find(d.id())).contains(next);
    }

    @Test
    @DisplayName("an unconfirmed creation is an outage, and so is its repeat, until it is confirmed")
    void an_unconfirmed_creation_is_an_outage() {
        Deployment d = fresh();
        String operation = operation();
        replica.freeze();

        assertThatNothingIsSafe(() -> store.create(d, operation));
        assertThatNothingIsSafe(() -> store.create(d, operation));
        replica.thaw();
        await().ignoreException(StoreUnavailableException.class)
                .untilAsserted(() -> assertThat(store.create(d, operation)).isEqualTo(new CreateResult.Created(d)));
    }

    @Test
    @DisplayName("an unconfirmed lock is an outage, and so is its repeat, until it is confirmed")
    void an_unconfirmed_lock_is_an_outage() {
        Environment environment = fresh().environment();
        EnvironmentState locked = lockedBy(store, environment, Deployments.ADA);
        EnvironmentState unlocked = locked.unlocked();
        replica.freeze();

        assertThatNothingIsSafe(() -> store.replaceEnvironmentState(unlocked));
        assertThatNothingIsSafe(() -> store.replaceEnvironmentState(unlocked));
        assertThat(store.replaceEnvironmentState(locked)).isEqualTo(unlocked);
        replica.thaw();
        await().ignoreException(StoreUnavailableException.class)
                .untilAsserted(() ->
                        assertThat(store.replaceEnvironmentState(unlocked)).isEqualTo(unlocked));
    }

    @Test
    @DisplayName("a repeat over another connection waits as well")
    void a_repeat_over_another_connection_waits() {
        Deployment d = created(store, fresh());
        String operation = operation();
        replica.freeze();
        assertThatNothingIsSafe(() -> store.compareAndSet(touched(d), 1, null, operation));

        try (RedisStateStore other =
                RedisStateStore.open(RedisOptions.at(master.url()).withReplicas(1, CONFIRMATION))) {
            assertThatNothingIsSafe(() -> other.compareAndSet(touched(d), 1, null, operation));
        }
    }

    @Test
    @DisplayName("refusals, reads and claims do not wait")
    void what_writes_no_deployment_does_not_wait() {
        Deployment d = created(store, fresh());
        replica.freeze();

        assertThat(store.compareAndSet(touched(touched(d)), 2, null, operation()))
                .isEqualTo(new SaveResult.Conflict(d));
        assertThat(store.create(d, operation())).isEqualTo(new CreateResult.EnvironmentTaken(d));
        assertThat(store.find(d.id())).contains(d);
        assertThat(store.claimDue(after(0), LEASE, 1)).hasSize(1);
    }

    @Test
    @DisplayName("a master without a replica confirms nothing")
    void a_lonely_master_confirms_nothing() {
        replica.kill();

        assertThatNothingIsSafe(() -> store.create(fresh(), operation()));
    }

    @Test
    @DisplayName("a cluster's master without a replica confirms nothing either")
    void a_lonely_cluster_confirms_nothing() {
        try (RedisStateStore cluster =
                RedisStateStore.open(RedisOptions.at(Servers.cluster().url()).withReplicas(1, CONFIRMATION))) {
            assertThatNothingIsSafe(() -> cluster.create(fresh(), operation()));
        }
    }

    private static void assertThatNothingIsSafe(ThrowingCallable write) {
        assertThatThrownBy(write)
                .isInstanceOf(StoreUnavailableException.class)
                .hasMessageContaining("only 0 of 1 replicas had confirmed the write after 1000 ms")
                .hasMessageContaining("INFO replication");
    }
}
