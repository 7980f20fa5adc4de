package io.releaseconductor.engine;

import io.releaseconductor.health.PartHealth;
import io.releaseconductor.model.Times;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has the store remove what was kept long enough, once a day. Nothing waits for it: while it fails everything else goes on, and it is
 * tried again at a pace of its own. Thread-safe.
 */
final class CleanUp {

    private static final Logger LOG = LoggerFactory.getLogger(CleanUp.class);

    private static final Duration EVERY = Duration.ofHours(24);

    private static final Duration PAUSE = Duration.ofMinutes(1);

    private static final Duration LONG = Duration.ofMinutes(10);

    private static final int MOST_DOUBLINGS = 6;

    private final EngineParts parts;
    private final AtomicBoolean underWay = new AtomicBoolean();
    private volatile @Nullable Instant notBefore;
    private volatile @Nullable Instant failingSince;
    private volatile @Nullable Instant begunAt;
    private volatile String problem = "";
    private final AtomicInteger failures = new AtomicInteger();
    private volatile boolean stopped;

    CleanUp(EngineParts parts) {
        this.parts = parts;
    }

    /** Cleans up on another thread if it is time. */
    void begin() {
        if (isTime() && underWay.compareAndSet(false, true)) {
            try {
                parts.threads().execute(this::work);
            } catch (Throwable e) {
                Survivors.unlessItIsTheEnd(parts.threads(), e);
                failed(e);
                underWay.set(false);
            }
        }
    }

    /** Cleans up on this thread if it is time. */
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
        begunAt = now;
        try {
            int removed = parts.store().purge(now, parts.retention());
            LOG.debug("Clean-up removed {} settled deployments", removed);
            failures.set(0);
            failingSince = null;
            notBefore = now.plus(EVERY);
        } catch (Throwable e) {
            Survivors.unlessItIsTheEnd(parts.threads(), e);
            failed(e);
        } finally {
            begunAt = null;
            underWay.set(false);
        }
    }

    private void failed(Throwable thrown) {
        Instant now = parts.clock().instant();
        Duration pause = PAUSE.multipliedBy(1L << Math.min(failures.getAndIncrement(), MOST_DOUBLINGS));
        if (failingSince == null) {
            failingSince = now;
        }
        problem = thrown.getMessage() == null ? thrown.getClass().getSimpleName() : thrown.getMessage();
        notBefore = now.plus(pause);
        if (stopped) {
            LOG.debug("Closed during the clean-up, which another node or the next start makes up for", thrown);
            return;
        }
        LOG.warn(
                "Clean-up failed; everything else goes on, and it is tried again in {}: {}",
                Times.format(pause),
                problem,
                thrown);
    }

    PartHealth health() {
        Instant begun = begunAt;
        if (begun != null && begun.plus(LONG).isBefore(parts.clock().instant())) {
            return PartHealth.impaired("clean-up", "it does not come to an end since " + Times.format(begun));
        }
        Instant since = failingSince;
        return since == null
                ? PartHealth.well("clean-up")
                : PartHealth.impaired("clean-up", "it fails since " + Times.format(since) + ": " + problem);
    }
}
