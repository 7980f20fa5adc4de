package io.releaseconductor.engine;

import io.releaseconductor.deployment.DeployId;
import io.releaseconductor.plan.Planner;
import io.releaseconductor.spi.Claim;
import io.releaseconductor.spi.StoreUnavailableException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Claims what is due and has it worked on: by hand, one round at a time, or on threads of its own. Several of them, on several
 * nodes, may share one store. Thread-safe.
 */
public final class Reconciler implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Reconciler.class);

    /** How many deployments are worked on at once; more wait for their turn in the store. */
    private static final int MOST_TURNS = 256;

    /** How many are claimed at once by hand: few, since the last one's lease runs while the others are worked on. */
    private static final int BATCH = 8;

    private static final Duration PURGE_EVERY = Duration.ofHours(24);

    private static final Duration PAUSE = Duration.ofMillis(500);

    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(10);

    private final EngineParts parts;
    private final Engine engine;
    private final Writer writer;
    private final Shipper shipper;
    private final Permissions permissions;
    private final AtomicBoolean started = new AtomicBoolean();
    private final Threads.Signal roused;
    private final Threads.Signal turnEnded;
    private volatile @Nullable Instant purgedAt;

    /**
     * Makes one that does nothing yet.
     *
     * @param parts what it is wired from
     */
    public Reconciler(EngineParts parts) {
        this.parts = parts;
        Planner planner = new Planner(parts.deadlines());
        this.writer = new Writer(parts, planner);
        this.permissions = new Permissions(parts.profiles());
        this.shipper = new Shipper(parts, permissions, writer);
        this.roused = parts.threads().signal();
        this.turnEnded = parts.threads().signal();
        this.engine = new Engine(parts, planner, writer, shipper, this::turnEnded);
    }

    /** {@return what saves events} */
    public Writer writer() {
        return writer;
    }

    /** {@return what creates deployments} */
    public Shipper shipper() {
        return shipper;
    }

    /** {@return what asks for permission} */
    public Permissions permissions() {
        return permissions;
    }

    /**
     * Works on all that is due, on this thread, until nothing is due.
     *
     * @return how many claims were worked on
     * @throws StoreUnavailableException if the store cannot be reached
     * @throws IllegalStateException if it is closed
     */
    public int runDue() {
        requireOpen();
        engine.recordInHand();
        purgeDaily();
        int worked = 0;
        for (List<Claim> claims = engine.claimDue(BATCH);
                !claims.isEmpty() && !engine.isStopping();
                claims = engine.claimDue(BATCH)) {
            for (Claim claim : claims) {
                engine.turn(claim).run();
                worked++;
            }
        }
        return worked;
    }

    /**
     * Begins to work on threads of its own, until it is closed. Does nothing if it has begun before.
     *
     * @throws IllegalStateException if it is closed
     */
    public void start() {
        requireOpen();
        if (started.compareAndSet(false, true)) {
            parts.threads().start("conductor-" + parts.nodeId(), this::poll);
        }
    }

    private void requireOpen() {
        if (engine.isStopping()) {
            throw new IllegalStateException("conductor " + parts.nodeId() + " is closed");
        }
    }

    private void poll() {
        Duration pause = PAUSE;
        while (!engine.isStopping()) {
            try {
                engine.recordInHand();
                purgeDaily();
                int free = MOST_TURNS - engine.turnsUnderWay();
                List<Claim> claims = free > 0 ? engine.claimDue(free) : List.of();
                claims.forEach(engine::begin);
                pause = PAUSE;
            } catch (StoreUnavailableException e) {
                LOG.warn("The state store is unavailable, trying again in {}: {}", pause, e.getMessage());
                rest(pause);
                Duration doubled = pause.multipliedBy(2);
                pause = doubled.compareTo(LONGEST_PAUSE) < 0 ? doubled : LONGEST_PAUSE;
                continue;
            } catch (RuntimeException e) {
                LOG.error("Defect in the engine, going on", e);
            }
            rest(pause);
        }
    }

    private void purgeDaily() {
        Instant now = engine.now();
        Instant before = purgedAt;
        if (before != null && now.isBefore(before.plus(PURGE_EVERY))) {
            return;
        }
        int removed = parts.store().purge(now, parts.retention());
        LOG.debug("Clean-up removed {} settled deployments", removed);
        purgedAt = now;
    }

    /**
     * Tells that a deployment was changed by somebody else than a turn: it is looked at soon.
     *
     * @param id which
     */
    public void changed(DeployId id) {
        engine.changed(id);
        roused.give();
    }

    private void turnEnded() {
        roused.give();
        turnEnded.give();
    }

    private void rest(Duration atMost) {
        try {
            roused.await(atMost);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            engine.stop();
        }
    }

    /** Stops: starts nothing new, waits up to 10 seconds for what is under way, and saves what comes of it. */
    @Override
    public void close() {
        engine.stop();
        roused.give();
        try {
            awaitTurns();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        try {
            engine.recordInHand();
        } catch (StoreUnavailableException e) {
            LOG.warn("Closed with outcomes that could not be saved: {}", e.getMessage());
        }
    }

    private void awaitTurns() throws InterruptedException {
        long deadline = parts.threads().nanoTime() + CLOSE_LIMIT.toNanos();
        while (engine.turnsUnderWay() > 0) {
            long left = deadline - parts.threads().nanoTime();
            if (left <= 0) {
                LOG.warn("Closed with {} deployments under way; another node takes them over", engine.turnsUnderWay());
                return;
            }
            turnEnded.await(Duration.ofNanos(left));
        }
    }
}
