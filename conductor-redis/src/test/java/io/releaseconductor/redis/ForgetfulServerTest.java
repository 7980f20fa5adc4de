package io.releaseconductor.redis;

import static io.releaseconductor.redis.Steps.LEASE;
import static io.releaseconductor.redis.Steps.after;
import static io.releaseconductor.redis.Steps.created;
import static io.releaseconductor.redis.Steps.environment;
import static io.releaseconductor.redis.Steps.touched;
import static io.releaseconductor.testkit.Deployments.aDeployment;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.health.PartHealth;
import io.releaseconductor.redis.server.RedisProcess;
import io.releaseconductor.spi.SaveResult;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A Redis that may forget, or has forgotten,")
class ForgetfulServerTest {

    private static RedisStateStore storeAt(RedisProcess server) {
        return RedisStateStore.open(RedisOptions.at(server.url()));
    }

    @Nested
    @DisplayName("is complained about")
    class IsComplainedAbout {

        @Test
        @DisplayName("at WARN with the first claim, once, with what to set")
        void in_the_log() {
            try (RedisProcess server = RedisProcess.start("--maxmemory", "64mb", "--maxmemory-policy", "allkeys-lru");
                    RedisStateStore store = storeAt(server);
                    LogOf log = new LogOf(Lookout.class)) {
                store.claimDue(Instant.now(), LEASE, 1);
                store.claimDue(Instant.now(), LEASE, 1);

                assertThat(log.at(Level.WARN)).hasSize(2).isEqualTo(store.complaints());
                assertThat(store.complaints())
                        .satisfiesExactly(
                                evicts -> assertThat(evicts)
                                        .contains("(maxmemory-policy allkeys-lru)")
                                        .contains("Set \"maxmemory-policy noeviction\""),
                                unlogged -> assertThat(unlogged)
                                        .contains("(appendonly no)")
                                        .contains("Set \"appendonly yes\""));
            }
        }

        @ParameterizedTest
        @ValueSource(strings = {"noeviction", "volatile-lru", "volatile-ttl"})
        @DisplayName("not where nothing of the store's is ever dropped, and writes are logged")
        void not_a_safe_one(String policy) {
            try (RedisProcess server = RedisProcess.start(
                            "--appendonly", "yes", "--maxmemory", "64mb", "--maxmemory-policy", policy);
                    RedisStateStore store = storeAt(server);
                    LogOf log = new LogOf(Lookout.class)) {
                store.claimDue(Instant.now(), LEASE, 1);
                assertThat(store.complaints()).isEmpty();
                assertThat(log.at(Level.WARN)).isEmpty();
            }
        }

        @Test
        @DisplayName("not where it may not be asked: nothing is known then, and everything else goes on")
        void not_one_that_does_not_say() {
            try (RedisProcess server = RedisProcess.start()) {
                server.ask("ACL", "SETUSER", "default", "-info", "-time");
                try (RedisStateStore store = storeAt(server);
                        LogOf log = new LogOf(Lookout.class)) {
                    Deployment d = created(store, aDeployment().initiated());
                    assertThat(store.claimDue(after(0), LEASE, 1)).hasSize(1);
                    assertThat(store.complaints()).isEmpty();
                    assertThat(log.at(Level.WARN)).isEmpty();
                    assertThat(store.find(d.id())).isPresent();
                }
            }
        }

        @Test
        @DisplayName("not for what other servers say in their own words")
        void not_for_what_is_not_understood() {
            assertThat(Safekeeping.complaints("")).isEmpty();
            assertThat(Safekeeping.complaints("# Memory\r\nmaxmemory_policy:\r\naof_enabled:maybe\r\nnonsense\r\n"))
                    .isEmpty();
            assertThat(Safekeeping.complaints("maxmemory:0\r\nmaxmemory_policy:allkeys-lfu\r\n"))
                    .singleElement()
                    .asString()
                    .contains("would drop, once maxmemory is set");
            assertThat(Safekeeping.complaints(
                            "aof_enabled:1\r\naof_last_write_status:err\r\nrdb_last_bgsave_status:err\r\n"))
                    .hasSize(2)
                    .allMatch(complaint -> complaint.contains("disk"));
        }
    }

    @Nested
    @DisplayName("and lost")
    class AndLost {

        @Test
        @DisplayName("one record, is said at ERROR when that is due, once, and the others go on")
        void one_record() {
            try (RedisProcess server = RedisProcess.start();
                    RedisStateStore store = storeAt(server);
                    LogOf log = new LogOf(RedisStateStore.class)) {
                Deployment lost =
                        created(store, aDeployment().to(environment(1)).initiated());
                Deployment other = created(
                        store, aDeployment().to(environment(2)).at(after(1)).initiated());
                server.ask("HDEL", "{conductor}:deployments", lost.id().value());

                assertThat(store.claimDue(after(2), LEASE, 1))
                        .singleElement()
                        .satisfies(claim -> assertThat(claim.deployment()).isEqualTo(other));
                store.claimDue(after(2), LEASE, 10);
                assertThat(log.at(Level.ERROR))
                        .singleElement()
                        .asString()
                        .startsWith("The record of " + lost.id() + " is gone from Redis")
                        .contains("Nobody watches its workflow run any more");
            }
        }

        @ParameterizedTest
        @ValueSource(booleans = {false, true})
        @DisplayName("all records, as eviction does, is said for each that was due or claimed")
        void all_records(boolean claimed) {
            try (RedisProcess server = RedisProcess.start();
                    RedisStateStore store = storeAt(server);
                    LogOf log = new LogOf(RedisStateStore.class)) {
                Deployment one = created(store, aDeployment().to(environment(1)).initiated());
                Deployment two = created(store, aDeployment().to(environment(2)).initiated());
                if (claimed) {
                    assertThat(store.claimDue(after(0), LEASE, 10)).hasSize(2);
                }
                server.ask("DEL", "{conductor}:deployments");

                assertThat(store.claimDue(after(60), LEASE, 10)).isEmpty();
                assertThat(log.at(Level.ERROR))
                        .hasSize(2)
                        .anyMatch(line -> line.contains(one.id().value()))
                        .anyMatch(line -> line.contains(two.id().value()));
                assertThat(store.compareAndSet(touched(one), 1, null, "late")).isEqualTo(new SaveResult.Missing());
            }
        }
    }

    @Nested
    @DisplayName("or has another time,")
    class HasAnotherTime {

        @ParameterizedTest
        @ValueSource(ints = {-360, -15, 15, 360})
        @DisplayName("is told from this node's clock, at WARN")
        void is_told(int seconds) {
            try (RedisProcess server = RedisProcess.start("--appendonly", "yes");
                    RedisStateStore store = storeAt(server);
                    LogOf log = new LogOf(Lookout.class)) {
                store.claimDue(Instant.now().plusSeconds(seconds), LEASE, 1);
                assertThat(log.at(Level.WARN))
                        .singleElement()
                        .asString()
                        .contains(seconds < 0 ? "s behind that of Redis" : "s ahead of that of Redis")
                        .contains("at most 10 s are allowed");
                assertThat(store.clockAhead().toSeconds())
                        .isBetween(Math.max(0, seconds - 5L), Math.max(0, (long) seconds));
                assertThat(store.health().state()).isEqualTo(PartHealth.State.IMPAIRED);
                assertThat(store.health().detail()).isEqualTo(log.at(Level.WARN).get(0));
            }
        }

        @Test
        @Tag("thorough")
        @DisplayName("is compared with this node's clock as it is by then, however long it took to claim")
        void after_a_slow_claim() {
            try (RedisProcess server = RedisProcess.start("--appendonly", "yes");
                    RedisStateStore store =
                            RedisStateStore.open(RedisOptions.at(server.url()).withLimits(LEASE, LEASE, LEASE))) {
                assertThat(store.created("any")).isEmpty();
                server.ask("CLIENT", "PAUSE", "2500");
                store.claimDue(Instant.now().plusSeconds(12), LEASE, 1);

                assertThat(store.clockAhead()).isGreaterThan(Duration.ofSeconds(10));
            }
        }

        @Test
        @DisplayName("is let be where the two differ by no more than is allowed, or than the answer took")
        void is_let_be() {
            Instant there = after(0);
            assertThat(Lookout.apart(there.plusSeconds(10), there, Duration.ZERO))
                    .isEmpty();
            assertThat(Lookout.apart(there.minusSeconds(10), there, Duration.ZERO))
                    .isEmpty();
            assertThat(Lookout.apart(there.plusSeconds(13), there, Duration.ofSeconds(3)))
                    .isEmpty();
            assertThat(Lookout.apart(there.plusSeconds(11), there, Duration.ZERO))
                    .isPresent();
            assertThat(List.of(Lookout.apart(there.minusSeconds(360), there, Duration.ZERO)
                            .orElseThrow()))
                    .allMatch(words -> words.startsWith("This node's clock is 360 s behind that of Redis"));
        }
    }
}
