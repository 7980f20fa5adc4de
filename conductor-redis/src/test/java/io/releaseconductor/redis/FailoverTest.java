package io.releaseconductor.redis;

import static io.releaseconductor.redis.Steps.LEASE;
import static io.releaseconductor.redis.Steps.after;
import static io.releaseconductor.redis.Steps.created;
import static io.releaseconductor.redis.Steps.operation;
import static io.releaseconductor.redis.Steps.saved;
import static io.releaseconductor.redis.Steps.touched;
import static io.releaseconductor.testkit.Deployments.aDeployment;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.redis.server.RedisProcess;
import io.releaseconductor.redis.server.RedisSentinels;
import io.releaseconductor.spi.ClaimToken;
import io.releaseconductor.spi.SaveResult;
import io.releaseconductor.spi.StoreUnavailableException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("When the sentinels make another server the master")
class FailoverTest {

    private final RedisSentinels servers = RedisSentinels.start();
    private final RedisOptions options = RedisOptions.at(servers.url());

    @AfterEach
    void close() {
        servers.close();
    }

    @Test
    @DisplayName("the store follows by itself, and no confirmed write is lost")
    void no_confirmed_write_is_lost() {
        try (RedisStateStore store = RedisStateStore.open(options.withReplicas(1, Duration.ofSeconds(1)))) {
            Deployment d = created(store, aDeployment().initiated());
            for (int i = 0; i < 20; i++) {
                d = saved(store, touched(d));
            }
            Deployment last = d;
            RedisProcess old = servers.master();
            old.kill();
            assertThatThrownBy(() -> store.find(last.id()))
                    .isInstanceOf(StoreUnavailableException.class)
                    .hasMessageContaining("Redis " + RedisSentinels.MASTER + " behind the sentinels at");
            servers.awaitNewMaster(old);

            await().ignoreException(StoreUnavailableException.class)
                    .untilAsserted(() -> assertThat(store.find(last.id())).contains(last));
            Deployment next = touched(last);
            String operation = operation();
            assertThatThrownBy(() -> store.compareAndSet(next, last.revision(), null, operation))
                    .as("with no replica left, nothing is confirmed")
                    .hasMessageContaining("0 of 1 replicas");
            old.restart();
            old.awaitReady();
            // The sentinels do it too, a while later.
            old.ask("REPLICAOF", "127.0.0.1", String.valueOf(servers.master().port()));
            await().atMost(Duration.ofSeconds(30))
                    .ignoreException(StoreUnavailableException.class)
                    .untilAsserted(() -> assertThat(store.compareAndSet(next, last.revision(), null, operation))
                            .isEqualTo(new SaveResult.Saved(next)));
        }
    }

    @Test
    @DisplayName("a write that no replica had to confirm may be lost, and who made it cannot build upon it")
    void an_unconfirmed_write_may_be_lost() {
        try (RedisStateStore store = RedisStateStore.open(options)) {
            Deployment first = created(store, aDeployment().initiated());
            RedisProcess old = servers.master();
            RedisProcess next = servers.replica();
            await().untilAsserted(
                            () -> assertThat(next.ask("HGET", "{conductor}:deployments", first.id() + ":revision"))
                                    .isEqualTo("1"));
            next.freeze();
            // What was sent already would be read after the thaw.
            old.ask("CLIENT", "KILL", "TYPE", "replica");
            ClaimToken lost = store.claimDue(after(0), LEASE, 1).get(0).token();
            Deployment second = touched(first);
            assertThat(store.compareAndSet(second, 1, lost, operation())).isEqualTo(new SaveResult.Saved(second));
            old.kill();
            next.thaw();
            servers.awaitNewMaster(old);

            await().ignoreException(StoreUnavailableException.class)
                    .untilAsserted(() -> assertThat(store.find(first.id())).contains(first));
            assertThat(store.renew(lost, after(1), LEASE)).isFalse();
            assertThat(store.compareAndSet(touched(second), 2, lost, operation()))
                    .isEqualTo(new SaveResult.ClaimLost());
            assertThat(store.claimDue(after(1), LEASE, 1))
                    .hasSize(1)
                    .noneMatch(claim -> claim.token().equals(lost));
        }
    }
}
