package io.releaseconductor.engine;

import java.time.Duration;

/** Runs everything at once on the calling thread; time passes only while somebody waits. */
public final class ThreadsAtOnce implements Threads {

    private long nanos = 1_000_000_000_000L;
    private Duration oversleep = Duration.ZERO;

    Duration since(long begin) {
        return Duration.ofNanos(nanos - begin);
    }

    /** As if what runs now took so long. */
    void pass(Duration time) {
        nanos += time.toNanos();
    }

    /** The machine will sleep when somebody waits the next time. */
    void sleepThroughNextWait(Duration time) {
        oversleep = time;
    }

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
                    nanos += atMost.plus(oversleep).toNanos();
                    oversleep = Duration.ZERO;
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
