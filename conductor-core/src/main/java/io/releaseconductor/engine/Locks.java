package io.releaseconductor.engine;

import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.deployment.DeploymentEvent;
import io.releaseconductor.lock.EnvironmentState;
import io.releaseconductor.lock.Lock;
import io.releaseconductor.lock.LockNews;
import io.releaseconductor.lock.LockNotice;
import io.releaseconductor.model.Environment;
import io.releaseconductor.spi.StateStore;
import io.releaseconductor.spi.StoreUnavailableException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks after locks: changes them, lets deployments that wait know, and tells of their end. Once a minute a node looks at those that there are,
 * so that nothing of this is lost with the node that began it. Thread-safe.
 */
public final class Locks {

    private static final Logger LOG = LoggerFactory.getLogger(Locks.class);

    private static final Duration EVERY = Duration.ofMinutes(1);

    /** After a notice could not be sent. */
    private static final Duration PAUSE = Duration.ofMinutes(2);

    private final EngineParts parts;
    private final StateStore store;
    private final Writer writer;
    private final Restraints restraints;
    private final Callbacks callbacks;
    private final BooleanSupplier isRunning;
    private final Inquiry inquiry;
    private final AtomicBoolean underWay = new AtomicBoolean();
    private volatile @Nullable Instant notBefore;
    private volatile boolean stopped;

    /** By which what this node writes differs from what another one writes at the same instant. */
    private final int share;

    Locks(EngineParts parts, Writer writer, Restraints restraints, Callbacks callbacks, BooleanSupplier isRunning) {
        this.parts = parts;
        this.store = parts.store();
        this.writer = writer;
        this.restraints = restraints;
        this.callbacks = callbacks;
        this.isRunning = isRunning;
        this.share = Math.floorMod(parts.nodeId().hashCode(), 10_007);
        this.inquiry = new Inquiry(parts.threads());
    }

    /**
     * Replaces the state of an environment, however often somebody else does so in between.
     *
     * @param environment which, or null for all of them
     * @param change makes the next state from the one that stands; empty to leave it
     * @return the state as it stands then
     * @throws StoreUnavailableException if the store cannot be reached; whether anything was changed is then not known
     */
    public EnvironmentState change(
            @Nullable Environment environment, Function<EnvironmentState, Optional<EnvironmentState>> change) {
        return change(store.environmentState(environment), change);
    }

    private EnvironmentState change(
            EnvironmentState known, Function<EnvironmentState, Optional<EnvironmentState>> change) {
        EnvironmentState now = known;
        while (true) {
            Optional<EnvironmentState> next = change.apply(now);
            if (next.isEmpty()) {
                return now;
            }
            EnvironmentState wanted = next.get();
            EnvironmentState stands = Writer.again(() -> store.replaceEnvironmentState(wanted));
            if (stands.equals(wanted)) {
                return stands;
            }
            now = stands;
        }
    }

    /**
     * Reads what is locked.
     *
     * @return all locks in force, the stop included, in any order
     * @throws StoreUnavailableException if the store cannot be reached
     */
    public List<Lock> inForce() {
        Instant now = parts.clock().instant();
        return store.environmentStates().stream()
                .map(EnvironmentState::lock)
                .filter(lock -> lock != null && lock.isInForce(now))
                .toList();
    }

    /**
     * What is under way where something was locked or unlocked, having been told of it if it waits.
     *
     * @param environment which, or null for all of them
     * @return the unsettled deployments there, as they stand
     * @throws StoreUnavailableException if the store cannot be reached
     */
    public List<Deployment> tell(@Nullable Environment environment) {
        return environments(environment).stream()
                .map(each -> store.holder(each).map(this::tell))
                .flatMap(Optional::stream)
                .toList();
    }

    private List<Environment> environments(@Nullable Environment environment) {
        return environment == null
                ? parts.environments().keySet().stream().sorted().toList()
                : List.of(environment);
    }

    /** The deployment, knowing by what it is kept from beginning, or that it is not any more. */
    private Deployment tell(Deployment holder) {
        if (!holder.isWaitingToBegin()) {
            return holder;
        }
        DeploymentEvent found = restraints.look(holder, parts.clock().instant());
        if (found instanceof DeploymentEvent.Unrestrained && !holder.isRestrained()) {
            return holder;
        }
        Writer.Written written = writer.persist(holder, found, null);
        return written instanceof Writer.Written.Saved saved ? saved.deployment() : holder;
    }

    /** Has them looked after soon, since one was changed. */
    public void soon() {
        notBefore = null;
        if (isRunning.getAsBoolean()) {
            begin();
        }
    }

    /** Looks after the locks on another thread if it is time. */
    void begin() {
        if (isTime() && underWay.compareAndSet(false, true)) {
            try {
                parts.threads().execute(this::work);
            } catch (Throwable e) {
                Survivors.unlessItIsTheEnd(parts.threads(), e);
                LOG.error("Locks are looked after later: the executor takes no task", e);
                underWay.set(false);
            }
        }
    }

    /** Looks after the locks on this thread if it is time. */
    void now() {
        if (isTime() && underWay.compareAndSet(false, true)) {
            work();
        }
    }

    /** Begins no more. What is under way may meet a store that is closed, and that is worth no word. */
    void stop() {
        stopped = true;
    }

    private boolean isTime() {
        Instant soonest = notBefore;
        return !stopped && (soonest == null || !parts.clock().instant().isBefore(soonest));
    }

    private void work() {
        Instant now = parts.clock().instant();
        notBefore = now.plus(EVERY);
        try {
            for (EnvironmentState state : store.environmentStates()) {
                lookAfter(state, now);
            }
        } catch (StoreUnavailableException e) {
            if (!stopped) {
                LOG.warn("Locks are looked after later: {}", e.getMessage());
            }
        } catch (Throwable e) {
            Survivors.unlessItIsTheEnd(parts.threads(), e);
            LOG.error("Locks are looked after later", e);
        } finally {
            underWay.set(false);
        }
    }

    private void lookAfter(EnvironmentState state, Instant now) {
        if (state.inForce(now) != null) {
            for (Environment environment : environments(state.environment())) {
                store.holder(environment)
                        .filter(holder -> !holder.isRestrained())
                        .ifPresent(this::tell);
            }
        }
        LockNotice notice = state.notice(now);
        if (notice == null) {
            return;
        }
        // a node that asked for exactly the same would take this one's for its own
        EnvironmentState mine = state.leftAloneUntil(
                now.plus(parts.deadlines().call()).plus(EVERY).plusMillis(share));
        if (store.replaceEnvironmentState(mine).equals(mine)) {
            boolean sent = isSent(notice);
            Instant retryAt = parts.clock().instant().plus(PAUSE);
            // a note that somebody kept meanwhile takes nothing from what was told
            change(
                    mine,
                    stands -> stands.isLockedAs(mine)
                            ? Optional.of(sent ? stands.told(notice.kind()) : stands.notTold(notice.kind(), retryAt))
                            : Optional.empty());
        }
        if (notice.kind() == LockNews.ENDED) {
            tell(state.environment());
        }
    }

    private boolean isSent(LockNotice notice) {
        try {
            inquiry.ask(callbacks.alerts(), notice.id(), parts.deadlines().call(), () -> {
                parts.alerts().send(notice);
                return true;
            });
            return true;
        } catch (UnansweredException e) {
            LOG.warn("{} could not be told, and is told later: {}", notice.id(), e.getMessage());
            return false;
        }
    }
}
