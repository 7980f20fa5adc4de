package io.releaseconductor.redis.linear;

import static org.assertj.core.api.Assertions.assertThat;

import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.redis.RedisOptions;
import io.releaseconductor.redis.RedisStateStore;
import io.releaseconductor.redis.server.Servers;
import io.releaseconductor.redis.server.TcpProxy;
import io.releaseconductor.redis.server.TcpProxy.Fault;
import io.releaseconductor.redis.server.Waiting;
import io.releaseconductor.spi.Claim;
import io.releaseconductor.spi.ClaimToken;
import io.releaseconductor.spi.CreateResult;
import io.releaseconductor.spi.SaveResult;
import io.releaseconductor.spi.StateStore;
import io.releaseconductor.testkit.DelegatingStateStore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@DisplayName("Calls of the store from many threads at once")
class StoreLinearizabilityTest {

    private static final Duration LIMIT = Duration.ofSeconds(2);
    private static final List<Fault> FAULTS =
            List.of(Fault.CUT_ANSWERS, Fault.HALVE_COMMANDS, Fault.CUT_ANSWERS, Fault.HALVE_ANSWERS);

    private static final Duration HANG = Duration.ofMinutes(2);

    /** How many commands and answers pass between two faults. */
    private static final int CALM = 100;

    private final TcpProxy proxy = new TcpProxy(Servers.alone().port());

    @AfterEach
    void close() {
        proxy.close();
    }

    @Test
    @DisplayName("could have been made one after the other")
    void are_linearizable() throws Exception {
        assertLinearizable(4, 5, 60, false);
    }

    @Test
    @DisplayName("could have been made one after the other, also where connections broke and nobody knows")
    void are_linearizable_over_broken_connections() throws Exception {
        assertLinearizable(4, 5, 60, true);
    }

    @Test
    @Tag("long")
    @DisplayName("could have been made one after the other, in hundreds of histories")
    void are_linearizable_for_long() throws Exception {
        assertLinearizable(300, 8, 120, false);
        assertLinearizable(300, 8, 120, true);
    }

    @Test
    @DisplayName("are refused if a save reads, compares and then writes")
    void a_save_in_two_steps_is_refused() throws Exception {
        assertRefused(store -> new DelegatingStateStore(store) {
            @Override
            public SaveResult compareAndSet(
                    Deployment next, long expectedRevision, @Nullable ClaimToken token, String operationId) {
                Deployment found = store.find(next.id()).orElse(null);
                if (found == null || found.revision() != expectedRevision) {
                    return super.compareAndSet(next, expectedRevision, token, operationId);
                }
                SaveResult result = super.compareAndSet(next, expectedRevision, token, operationId);
                while (result instanceof SaveResult.Conflict conflict) {
                    long current = conflict.current().revision();
                    result = super.compareAndSet(
                            next.withRevision(current + 1),
                            current,
                            token,
                            UUID.randomUUID().toString());
                }
                return result instanceof SaveResult.Saved ? new SaveResult.Saved(next) : result;
            }
        });
    }

    @Test
    @DisplayName("are refused if a claim is given out while another one's lease runs")
    void a_claim_in_a_running_lease_is_refused() throws Exception {
        assertRefused(store -> new DelegatingStateStore(store) {
            @Override
            public List<Claim> claimDue(Instant now, Duration lease, int limit) {
                return super.claimDue(now.plusSeconds(3), lease.minusSeconds(3), limit);
            }
        });
    }

    @Test
    @DisplayName("are refused if a save forgets the claim")
    void a_save_without_the_claim_is_refused() throws Exception {
        assertRefused(store -> new DelegatingStateStore(store) {
            @Override
            public SaveResult compareAndSet(
                    Deployment next, long expectedRevision, @Nullable ClaimToken token, String operationId) {
                return super.compareAndSet(next, expectedRevision, null, operationId);
            }
        });
    }

    @Test
    @DisplayName("are refused if a creation does not look at the place")
    void a_creation_in_a_taken_place_is_refused() throws Exception {
        assertRefused(store -> new DelegatingStateStore(store) {
            @Override
            public CreateResult create(Deployment deployment, String operationId) {
                CreateResult result = super.create(deployment, operationId);
                return result instanceof CreateResult.EnvironmentTaken ? new CreateResult.Created(deployment) : result;
            }
        });
    }

    private void assertLinearizable(int histories, int callers, int each, boolean faults) throws Exception {
        long made = 0;
        int unknown = 0;
        for (int i = 0; i < histories; i++) {
            try (RedisStateStore store = open()) {
                Callers all = new Callers(store, 2);
                Weather weather = new Weather(faults);
                try {
                    all.call(callers, each, i);
                } finally {
                    weather.end();
                }
                assertThat(all.refused()).as("history " + i).isEmpty();
                made += all.made();
                unknown += all.unknown();
            }
        }
        assertThat(unknown > 0).as("some calls are unknown").isEqualTo(faults);
        System.out.printf(
                "Linearizable: %d histories of %d callers, about %d calls in all, %d of them unknown%n",
                histories, callers, made, unknown);
    }

    private void assertRefused(UnaryOperator<StateStore> defect) throws Exception {
        for (int i = 0; i < 20; i++) {
            try (RedisStateStore store = open()) {
                Callers all = new Callers(defect.apply(store), 2);
                all.call(5, 60, i);
                if (!all.refused().isEmpty()) {
                    return;
                }
            }
        }
        throw new AssertionError("the defect was not seen");
    }

    private RedisStateStore open() {
        return RedisStateStore.open(RedisOptions.at(proxy.url())
                .withLimits(LIMIT, LIMIT, LIMIT)
                .withKeyPrefix(UUID.randomUUID().toString()));
    }

    /** Breaks connections now and then, until it is over. */
    private final class Weather {

        private final Thread thread = new Thread(this::storm, "weather");
        private volatile boolean over;

        Weather(boolean faults) {
            if (faults) {
                thread.start();
            }
        }

        /** A fault holds until it has spoilt something, and then enough passes for work to get on. */
        private void storm() {
            for (int i = 0; !over; i++) {
                long spoilt = proxy.spoilt();
                proxy.set(FAULTS.get(i % FAULTS.size()));
                await(() -> proxy.spoilt() > spoilt);
                proxy.set(Fault.NONE);
                long passed = proxy.passed();
                await(() -> proxy.passed() >= passed + CALM);
            }
        }

        private void await(BooleanSupplier condition) {
            Waiting.until("the weather changes", HANG, Duration.ofMillis(1), () -> over || condition.getAsBoolean());
        }

        void end() throws InterruptedException {
            over = true;
            thread.join();
            proxy.set(Fault.NONE);
        }
    }
}
