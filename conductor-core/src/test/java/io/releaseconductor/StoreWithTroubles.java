package io.releaseconductor;

import io.releaseconductor.audit.AuditTrail;
import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.lock.Beginning;
import io.releaseconductor.lock.EnvironmentState;
import io.releaseconductor.memory.InMemoryStateStore;
import io.releaseconductor.model.DeployId;
import io.releaseconductor.model.Environment;
import io.releaseconductor.spi.Claim;
import io.releaseconductor.spi.ClaimToken;
import io.releaseconductor.spi.CreateResult;
import io.releaseconductor.spi.HistoryPage;
import io.releaseconductor.spi.HistoryQuery;
import io.releaseconductor.spi.Retention;
import io.releaseconductor.spi.SaveResult;
import io.releaseconductor.spi.StateStore;
import io.releaseconductor.spi.StoreUnavailableException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A way to a store that breaks when a test says so; the store behind it stays as it is. */
final class StoreWithTroubles implements StateStore {

    private volatile StateStore store;
    volatile boolean down;
    /** Whether writes fail in a way that no store may fail in. */
    volatile boolean defect;
    /** What happens just before a deployment is created. */
    volatile Runnable beforeCreate = () -> {};
    /** What happens just before a deployment is saved. */
    volatile Consumer<Deployment> beforeSave = next -> {};
    /** What happens just after a deployment was saved. */
    volatile Consumer<Deployment> afterSave = saved -> {};
    /** Whether its history is lost, and its records are not. */
    volatile boolean historyIsLost;
    /** Whether its history cannot be read, and all else can. */
    volatile boolean historyIsDown;
    /** Whether what it keeps of environments cannot be read, and all else can. */
    volatile boolean statesAreDown;
    /** How many answers to writes get lost after the write took effect. */
    final AtomicInteger lostAnswers = new AtomicInteger();
    /** How often a deployment was asked for. */
    final AtomicInteger found = new AtomicInteger();
    /** Whether it is down from the next lost answer on. */
    volatile boolean downOnceAnAnswerIsLost;

    StoreWithTroubles(StateStore store) {
        this.store = store;
    }

    /** Loses all that it had, as Redis does with FLUSHALL. */
    void forget() {
        store = new InMemoryStateStore();
    }

    private <T> T ask(Supplier<T> question) {
        if (down) {
            throw new StoreUnavailableException("down", null);
        }
        return question.get();
    }

    private <T> T write(Supplier<T> question) {
        if (defect) {
            throw new IllegalStateException("broken store");
        }
        T answer = ask(question);
        if (lostAnswers.getAndUpdate(n -> Math.max(0, n - 1)) > 0) {
            down = downOnceAnAnswerIsLost;
            throw new StoreUnavailableException("the answer got lost", null);
        }
        return answer;
    }

    @Override
    public CreateResult create(Deployment deployment, String operationId) {
        beforeCreate.run();
        return write(() -> store.create(deployment, operationId));
    }

    @Override
    public Optional<Deployment> created(String operationId) {
        return ask(() -> store.created(operationId));
    }

    @Override
    public Optional<Deployment> find(DeployId id) {
        found.incrementAndGet();
        return ask(() -> store.find(id));
    }

    @Override
    public Optional<Deployment> holder(Environment environment) {
        return ask(() -> store.holder(environment));
    }

    @Override
    public SaveResult compareAndSet(
            Deployment next,
            long expectedRevision,
            @Nullable ClaimToken token,
            String operationId,
            @Nullable Beginning beginning) {
        beforeSave.accept(next);
        SaveResult result = write(() -> store.compareAndSet(next, expectedRevision, token, operationId, beginning));
        if (result instanceof SaveResult.Saved saved) {
            afterSave.accept(saved.deployment());
        }
        return result;
    }

    @Override
    public AuditTrail audit(DeployId id) {
        return ask(() -> store.audit(id));
    }

    @Override
    public EnvironmentState environmentState(@Nullable Environment environment) {
        if (statesAreDown) {
            throw new StoreUnavailableException("states cannot be read", null);
        }
        return ask(() -> store.environmentState(environment));
    }

    @Override
    public List<EnvironmentState> environmentStates() {
        return ask(store::environmentStates);
    }

    @Override
    public EnvironmentState replaceEnvironmentState(EnvironmentState next) {
        return write(() -> store.replaceEnvironmentState(next));
    }

    @Override
    public List<Claim> claimDue(Instant now, Duration lease, int limit) {
        return ask(() -> store.claimDue(now, lease, limit));
    }

    @Override
    public boolean renew(ClaimToken token, Instant now, Duration lease) {
        return ask(() -> store.renew(token, now, lease));
    }

    @Override
    public void release(ClaimToken token) {
        ask(() -> {
            store.release(token);
            return true;
        });
    }

    @Override
    public HistoryPage history(HistoryQuery query) {
        if (historyIsDown) {
            throw new StoreUnavailableException("history cannot be read", null);
        }
        return ask(() -> historyIsLost ? new HistoryPage(List.of(), null) : store.history(query));
    }

    @Override
    public int purge(Instant now, Retention retention) {
        return ask(() -> store.purge(now, retention));
    }
}
