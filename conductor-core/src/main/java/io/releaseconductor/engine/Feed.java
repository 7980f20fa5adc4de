package io.releaseconductor.engine;

import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.deployment.DeploymentEvent;
import io.releaseconductor.health.CallbackHealth;
import io.releaseconductor.spi.DeploymentListener;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells one listener what was saved: on a thread that nobody waits for, one change after the other, in the order in which they came
 * here. A call that does not come back in time is interrupted and left behind, and the next change is told on another thread. Thread-safe.
 */
final class Feed {

    private static final Logger LOG = LoggerFactory.getLogger(Feed.class);

    /** How many changes may wait for a listener that is slow. */
    static final int MOST_WAITING = 4_096;

    static final Duration LIMIT = Duration.ofSeconds(10);

    private record Told(
            @Nullable Deployment before, @Nullable DeploymentEvent event, Deployment after) {}

    private final DeploymentListener listener;
    private final Callback callback;
    private final Threads threads;
    private final Runnable caughtUp;
    private final Deque<Told> waiting = new ArrayDeque<>();
    private final Object lock = new Object();
    private @Nullable Telling telling;

    Feed(DeploymentListener listener, Callback callback, Threads threads, Runnable caughtUp) {
        this.listener = listener;
        this.callback = callback;
        this.threads = threads;
        this.caughtUp = caughtUp;
    }

    /** A thread's worth of telling: until nothing is left to tell, or until it is overdue and another one takes over. */
    private final class Telling implements Runnable {

        private final FutureTask<Void> task = new FutureTask<>(this, null);
        private Callback.@Nullable Call call;
        private long since;

        @Override
        public void run() {
            for (Told next = next(); next != null; next = next()) {
                tell(next);
            }
        }

        private @Nullable Told next() {
            synchronized (lock) {
                if (telling != this) {
                    return null;
                }
                Told next = waiting.poll();
                if (next == null) {
                    telling = null;
                    caughtUp.run();
                } else {
                    call = callback.call();
                    call.begins();
                    since = threads.nanoTime();
                }
                return next;
            }
        }

        private void tell(Told told) {
            try {
                listener.changed(told.before(), told.event(), told.after());
            } catch (Throwable e) {
                Survivors.unlessItIsTheEnd(threads, e);
                callback.threw(told.after().id().value(), e);
            } finally {
                synchronized (lock) {
                    if (call != null) {
                        call.ended();
                    }
                    call = null;
                }
            }
        }

        /** To be called under the lock. */
        private boolean leaveBehindIfOverdue() {
            Callback.Call now = call;
            if (now == null || threads.nanoTime() - since < LIMIT.toNanos() || !now.abandon()) {
                return false;
            }
            task.cancel(true);
            return true;
        }
    }

    void tell(@Nullable Deployment before, @Nullable DeploymentEvent event, Deployment after) {
        boolean taken;
        synchronized (lock) {
            taken = waiting.size() < MOST_WAITING && waiting.offer(new Told(before, event, after));
        }
        if (!taken) {
            lost(after);
        }
        watch();
    }

    private void lost(Deployment after) {
        callback.lost();
        long lost = callback.lostSoFar();
        if (Long.bitCount(lost) == 1) {
            LOG.error(
                    "{}: {} is not told, since {} changes wait for it; lost so far: {}",
                    after.id(),
                    callback.name(),
                    MOST_WAITING,
                    lost);
        }
    }

    /** Leaves behind what is overdue, and sees to it that somebody tells what is left to tell. */
    void watch() {
        Telling next = null;
        synchronized (lock) {
            Telling now = telling;
            if (now != null && now.leaveBehindIfOverdue()) {
                telling = null;
                LOG.warn(
                        "{} does not come back from a change; it is interrupted, and told the next one",
                        callback.name());
            }
            if (telling == null && !waiting.isEmpty() && !callback.isFull()) {
                next = new Telling();
                telling = next;
            }
        }
        if (next != null) {
            begin(next);
        }
    }

    private void begin(Telling next) {
        try {
            threads.execute(next.task);
        } catch (Throwable e) {
            Survivors.unlessItIsTheEnd(threads, e);
            synchronized (lock) {
                if (telling == next) {
                    telling = null;
                }
            }
            LOG.warn("{} is told later: the executor takes no task", callback.name(), e);
        }
    }

    int waiting() {
        synchronized (lock) {
            return waiting.size() + (telling != null && telling.call != null ? 1 : 0);
        }
    }

    CallbackHealth health() {
        synchronized (lock) {
            return callback.health(waiting.size());
        }
    }

    Callback callback() {
        return callback;
    }
}
