package io.releaseconductor.redis.server;

import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Time that a test injects as a fault. What waits for it goes on at once when it is closed. */
public final class Timer implements AutoCloseable {

    private final ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "timer");
        thread.setDaemon(true);
        return thread;
    });

    /**
     * Waits until so much time has passed, or this is closed.
     *
     * @param time how much
     * @throws InterruptedException if this thread is interrupted
     */
    public void await(Duration time) throws InterruptedException {
        try {
            executor.schedule(() -> {}, time.toMillis(), TimeUnit.MILLISECONDS).get();
        } catch (CancellationException | RejectedExecutionException e) {
            // closed
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        executor.shutdownNow().forEach(waiting -> ((Future<?>) waiting).cancel(false));
    }
}
