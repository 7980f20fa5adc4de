package io.releaseconductor.examples.demo.traffic;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** A steady stream of visits, one at a time: who is kept waiting asks for nothing meanwhile, and makes up for nothing afterwards. */
public final class Traffic implements AutoCloseable {

    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    private final Thread thread;

    private Traffic(Thread thread) {
        this.thread = thread;
    }

    /**
     * Begins.
     *
     * @param name what its thread is called, which ends with the process at the latest
     * @param perSecond how many visits there are in a second, 1 or more
     * @param visitor who comes
     * @return the stream, to be ended
     */
    public static Traffic start(String name, int perSecond, Visitor visitor) {
        return start(name, perSecond, visitor::visit);
    }

    static Traffic start(String name, int perSecond, Runnable visit) {
        Thread thread = new Thread(() -> flow(SECOND / perSecond, visit), name);
        thread.setDaemon(true);
        thread.start();
        return new Traffic(thread);
    }

    private static void flow(long pause, Runnable visit) {
        try {
            while (true) {
                long begun = System.nanoTime();
                visit.run();
                TimeUnit.NANOSECONDS.sleep(pause - (System.nanoTime() - begun));
            }
        } catch (InterruptedException e) {
            // Closed.
        }
    }

    /** Ends it, after the visit that is under way. */
    @Override
    public void close() {
        thread.interrupt();
    }
}
