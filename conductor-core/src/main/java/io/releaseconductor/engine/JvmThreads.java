package io.releaseconductor.engine;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** The JVM's threads and its time. */
final class JvmThreads implements Threads {

    private final Executor executor;

    JvmThreads(Executor executor) {
        this.executor = executor;
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
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        thread.start();
        return thread::interrupt;
    }

    @Override
    public long nanoTime() {
        return System.nanoTime();
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
