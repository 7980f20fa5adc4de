package io.releaseconductor;

import io.releaseconductor.engine.Threads;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Real threads, whose waiting and whose limits go by a clock that a test ticks. */
final class TickedThreads implements Threads {

    private final TickedClock clock;

    /** What happens before a task is taken. */
    volatile Runnable beforeTaking = () -> {};

    TickedThreads(TickedClock clock) {
        this.clock = clock;
    }

    @Override
    public void execute(Runnable task) {
        beforeTaking.run();
        start("task", task);
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
        return Duration.between(Instant.EPOCH.plusSeconds(1_699_000_000), clock.instant())
                .toNanos();
    }

    @Override
    public Signal signal() {
        Semaphore given = new Semaphore(0);
        return new Signal() {
            @Override
            public void give() {
                if (given.availablePermits() == 0) {
                    given.release();
                }
            }

            @Override
            public void await(Duration atMost) throws InterruptedException {
                long deadline = nanoTime() + atMost.toNanos();
                while (!given.tryAcquire(1, TimeUnit.MILLISECONDS)) {
                    if (deadline - nanoTime() <= 0) {
                        return;
                    }
                }
                given.drainPermits();
            }
        };
    }
}
