package io.releaseconductor.testkit;

import io.releaseconductor.engine.Threads;
import java.time.Duration;

/**
 * What a conductor runs on in tests that call {@code runDue} themselves, for {@code ConductorBuilder.executor}: everything runs at once on
 * the calling thread, and what limits how long something may take measures a time that passes only while somebody waits. So nothing
 * comes out otherwise on a slow machine. What it calls must not hang. Not thread-safe.
 */
public final class ThreadsAtOnce implements Threads {

    private long nanos;

    /** At its beginning. */
    public ThreadsAtOnce() {}

    @Override
    public void execute(Runnable task) {
        task.run();
    }

    @Override
    public Signal signal() {
        return new Signal() {

            private boolean given;

            @Override
            public void give() {
                given = true;
            }

            @Override
            public void await(Duration atMost) throws InterruptedException {
                if (Thread.interrupted()) {
                    throw new InterruptedException();
                }
                if (!given) {
                    nanos += Math.max(0, atMost.toNanos());
                }
                given = false;
            }
        };
    }

    @Override
    public Started start(String name, Runnable task) {
        task.run();
        return () -> {};
    }

    @Override
    public long nanoTime() {
        return nanos;
    }
}
