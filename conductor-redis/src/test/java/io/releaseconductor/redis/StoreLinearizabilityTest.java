package io.releaseconductor.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.releaseconductor.redis.server.Servers;
import io.releaseconductor.redis.server.TcpProxy;
import io.releaseconductor.redis.server.TcpProxy.Fault;
import io.releaseconductor.redis.server.Waiting;
import io.releaseconductor.spi.StateStore;
import io.releaseconductor.testkit.linear.StateStoreLinearizability;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@DisplayName("Calls of the Redis store from many threads at once")
class StoreLinearizabilityTest extends StateStoreLinearizability {

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

    @Override
    protected StateStore openStore() {
        return RedisStateStore.open(RedisOptions.at(proxy.url())
                .withLimits(LIMIT, LIMIT, LIMIT)
                .withKeyPrefix(UUID.randomUUID().toString()));
    }

    @Override
    protected void closeStore(StateStore store) {
        ((RedisStateStore) store).close();
    }

    @Test
    @DisplayName("could have been made one after the other, also where connections broke and nobody knows")
    void are_linearizable_over_broken_connections() throws Exception {
        Judged judged = judge(4, 5, 60, Weather::new);

        assertThat(judged.unknown()).as("calls of which nobody knows").isPositive();
    }

    @Test
    @Tag("long")
    @DisplayName("could have been made one after the other, in hundreds of histories")
    void are_linearizable_for_long() throws Exception {
        judge(300, 8, 120, () -> () -> {});
        judge(300, 8, 120, Weather::new);
    }

    private Judged judge(int histories, int callers, int each, Callable<? extends AutoCloseable> disturbance)
            throws Exception {
        Judged judged = assertLinearizable(histories, callers, each, disturbance);
        System.out.printf(
                "Linearizable: %d histories of %d callers, about %d calls in all, %d of them unknown%n",
                histories, callers, judged.made(), judged.unknown());
        return judged;
    }

    /** Breaks connections now and then, until it is closed. */
    private final class Weather implements AutoCloseable {

        private final CompletableFuture<Void> storm;
        private volatile boolean over;

        Weather() {
            storm = CompletableFuture.runAsync(this::storm, work -> new Thread(work, "weather").start());
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

        @Override
        public void close() {
            over = true;
            storm.join();
            proxy.set(Fault.NONE);
        }
    }
}
