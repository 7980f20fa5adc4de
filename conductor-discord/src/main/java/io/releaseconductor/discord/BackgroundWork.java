package io.releaseconductor.discord;

import io.releaseconductor.spi.StoreUnavailableException;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Carries out what was acknowledged, away from Discord's threads. Whatever happens, whoever asked is told. */
final class Work implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Work.class);
    private static final int THREADS = 32;
    private static final Duration IDLE = Duration.ofSeconds(30);
    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(10);

    private final ExecutorService executor;

    Work() {
        AtomicInteger number = new AtomicInteger();
        ThreadPoolExecutor pool = new ThreadPoolExecutor(
                THREADS, THREADS, IDLE.toSeconds(), TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
                    Thread thread = new Thread(task, "conductor-discord-work-" + number.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                });
        pool.allowCoreThreadTimeOut(true);
        this.executor = pool;
    }

    /** Null as the outcome means that there is nothing to say. */
    void start(Consumer<Said> answer, Supplier<@Nullable Said> task) {
        try {
            executor.execute(() -> {
                Said said = run(task);
                if (said != null) {
                    answer.accept(said);
                }
            });
        } catch (RejectedExecutionException e) {
            answer.accept(Said.of(Words.message(Words.CLOSING)));
        }
    }

    private static @Nullable Said run(Supplier<@Nullable Said> task) {
        try {
            return task.get();
        } catch (StoreUnavailableException e) {
            LOG.warn("The state store cannot be reached", e);
            return Said.of(Words.message(Words.NO_STORE));
        } catch (Throwable e) {
            // whoever asked is waiting, whatever was thrown
            LOG.error("A command or click failed", e);
            return Said.of(Words.message(Words.DEFECT));
        }
    }

    @Override
    public void close() {
        executor.shutdown();
        try {
            if (!executor.awaitTermination(CLOSE_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                executor.shutdownNow();
            }
        } catch (InterruptedException e) {
            executor.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
