package io.releaseconductor.engine;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The JVM's threads and its time. A thread whose task is done waits a little for another one, since to make one takes longer than most
 * questions do. How many there are at once is limited by whoever starts them.
 */
final class JvmThreads implements Threads {

    private final Executor executor;
    private final ThreadPoolExecutor threads;

    JvmThreads(Executor executor) {
        this(executor, Duration.ofSeconds(5));
    }

    /** The same, with threads that wait that long for another task. */
    JvmThreads(Executor executor, Duration idle) {
        this.executor = executor;
        this.threads = new ThreadPoolExecutor(
                0, Integer.MAX_VALUE, idle.toNanos(), TimeUnit.NANOSECONDS, new SynchronousQueue<>(), task -> {
                    Thread thread = new Thread(task, "conductor");
                    thread.setDaemon(true);
                    return thread;
                });
    }

    @Override
    public void execute(Runnable task) {
        executor.execute(task);
    }

    @Override
    public Signal signal() {
        return new SemaphoreSignal();
    }

    @Override
    public Started start(String name, Runnable task) {
        Lent lent = new Lent(name, task);
        threads.execute(lent);
        return lent;
    }

    @Override
    public long nanoTime() {
        return System.nanoTime();
    }

    /**
     * A thread for as long as a task has it: an interrupt that comes later is not for whatever the thread does then. The task has the
     * class loader of whoever starts it, as on a thread of its own.
     */
    private static final class Lent implements Runnable, Started {

        private final String name;
        private final Runnable task;
        private final @Nullable ClassLoader classes = Thread.currentThread().getContextClassLoader();
        private boolean interrupted;
        private @Nullable Thread thread;

        Lent(String name, Runnable task) {
            this.name = name;
            this.task = task;
        }

        @Override
        public void run() {
            begin();
            try {
                task.run();
            } finally {
                end();
            }
        }

        private synchronized void begin() {
            Thread own = Thread.currentThread();
            own.setName(name);
            own.setContextClassLoader(classes);
            thread = own;
            if (interrupted) {
                own.interrupt();
            }
        }

        private synchronized void end() {
            thread = null;
            Thread.interrupted();
        }

        @Override
        public synchronized void interrupt() {
            interrupted = true;
            if (thread != null) {
                thread.interrupt();
            }
        }
    }

    private static final class SemaphoreSignal implements Signal {

        private final Semaphore given = new Semaphore(0);

        @Override
        public void give() {
            if (given.availablePermits() == 0) {
                given.release();
            }
        }

        @Override
        public void await(Duration atMost) throws InterruptedException {
            if (given.tryAcquire(atMost.toNanos(), TimeUnit.NANOSECONDS)) {
                given.drainPermits();
            }
        }
    }
}
