package io.releaseconductor.redis;

import static io.releaseconductor.redis.Steps.LEASE;
import static io.releaseconductor.redis.Steps.after;
import static io.releaseconductor.redis.Steps.created;
import static io.releaseconductor.redis.Steps.fresh;
import static io.releaseconductor.redis.Steps.operation;
import static io.releaseconductor.redis.Steps.saved;
import static io.releaseconductor.redis.Steps.touched;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.redis.server.RedisProcess;
import io.releaseconductor.redis.server.TcpProxy;
import io.releaseconductor.redis.server.TcpProxy.Fault;
import io.releaseconductor.spi.CreateResult;
import io.releaseconductor.spi.HistoryQuery;
import io.releaseconductor.spi.SaveResult;
import io.releaseconductor.spi.StoreUnavailableException;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("When connections to Redis fail")
class ConnectionFaultsTest {

    /** Ends a hang, and says nothing about how fast a machine is. */
    private static final Duration AMPLE = Duration.ofSeconds(30);

    /** Has to pass where no answer ever comes, so it is short; only such calls are made under it. */
    private static final Duration SHORT = Duration.ofMillis(150);

    private final RedisProcess server = RedisProcess.start("--appendonly", "yes", "--appendfsync", "always");
    private final TcpProxy proxy = new TcpProxy(server.port());
    private final RedisStateStore store = RedisStateStore.open(limitedTo(AMPLE));
    private final RedisStateStore impatient = openedImpatiently();

    private RedisOptions limitedTo(Duration answer) {
        return RedisOptions.at(proxy.url()).withLimits(AMPLE, answer, AMPLE);
    }

    /** A busy machine may miss the short limit while the store is opened; then it is opened again. */
    private RedisStateStore openedImpatiently() {
        while (true) {
            try {
                return RedisStateStore.open(limitedTo(SHORT));
            } catch (StoreUnavailableException e) {
                assertThat(e).hasMessageContaining("no answer in time");
            }
        }
    }

    @AfterEach
    void close() {
        impatient.close();
        store.close();
        proxy.close();
        server.close();
    }

    @ParameterizedTest
    @DisplayName("a save is unknown, and its repeat is recognised or written once")
    @EnumSource(
            value = Fault.class,
            names = {"NONE", "DELAY"},
            mode = EnumSource.Mode.EXCLUDE)
    void a_save_is_unknown(Fault fault) {
        Deployment d = created(store, fresh());
        Deployment next = touched(d);
        String operation = operation();
        proxy.set(fault);
        if (fault == Fault.REFUSE) {
            proxy.cut();
        }

        assertThatThrownBy(() -> impatient.compareAndSet(next, 1, null, operation))
                .isInstanceOf(StoreUnavailableException.class);
        proxy.set(Fault.NONE);
        proxy.cut();
        assertThat(store.compareAndSet(next, 1, null, operation)).isEqualTo(new SaveResult.Saved(next));
        assertThat(store.find(d.id())).contains(next);
        assertThat(store.history(HistoryQuery.newest(d.environment(), 10)).entries())
                .hasSize(1);
    }

    @ParameterizedTest
    @DisplayName("a creation is unknown, and its repeat is recognised or written once")
    @EnumSource(
            value = Fault.class,
            names = {"SWALLOW_ANSWERS", "CUT_ANSWERS", "HALVE_COMMANDS", "HALVE_ANSWERS"})
    void a_creation_is_unknown(Fault fault) {
        created(store, fresh());
        Deployment d = fresh();
        proxy.set(fault);

        assertThatThrownBy(() -> impatient.create(d, "the-operation")).isInstanceOf(StoreUnavailableException.class);
        proxy.set(Fault.NONE);
        proxy.cut();
        assertThat(store.create(d, "the-operation")).isEqualTo(new CreateResult.Created(d));
    }

    @Test
    @DisplayName("a late answer is an answer")
    void a_late_answer_is_an_answer() {
        Deployment d = created(store, fresh());
        proxy.delay(20);

        assertThat(saved(store, touched(d)).revision()).isEqualTo(2);
    }

    @Test
    @DisplayName("while nobody uses them, nobody notices")
    void idle_connections_may_break() {
        List<Deployment> all = IntStream.range(0, 8)
                .parallel()
                .mapToObj(i -> created(store, fresh()))
                .toList();
        proxy.cut();

        for (Deployment d : all) {
            saved(store, touched(d));
        }
    }

    @Test
    @DisplayName("because Redis is killed and restarted with append-only persistence, nothing is lost and all goes on")
    void a_restart_loses_nothing() {
        Deployment d = created(store, fresh());
        var claim = store.claimDue(after(0), LEASE, 1).get(0);
        String operation = operation();
        Deployment next = touched(d);
        store.compareAndSet(next, 1, claim.token(), operation);
        server.restart();
        server.awaitReady();

        assertThat(store.find(d.id())).contains(next);
        assertThat(store.holder(d.environment())).contains(next);
        assertThat(store.compareAndSet(next, 1, claim.token(), operation)).isEqualTo(new SaveResult.Saved(next));
        assertThat(store.renew(claim.token(), after(10), LEASE)).isTrue();
        assertThat(store.claimDue(after(39), LEASE, 1)).isEmpty();
        assertThat(store.claimDue(after(40), LEASE, 1)).hasSize(1);
    }

    @Test
    @Timeout(60)
    @DisplayName("no call waits for ever")
    void no_call_waits_for_ever() {
        created(store, fresh());
        proxy.set(Fault.BLACK_HOLE);

        assertThatThrownBy(() -> impatient.find(fresh().id())).hasMessageContaining("no answer in time");
    }
}
