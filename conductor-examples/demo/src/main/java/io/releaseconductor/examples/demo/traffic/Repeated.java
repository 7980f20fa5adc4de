package io.releaseconductor.examples.demo.traffic;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Something that is done again and again, so many times in a second. Once it takes longer than its turn the next one comes at once, and
 * what was missed is not made up for.
 */
public final class Repeated implements AutoCloseable {

    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    private final Thread thread;

    private Repeated(Thread thread) {
        this.thread = thread;
    }

    /**
     * Begins.
     *
     * @param name what its thread is called, which ends with the process at the latest
     * @param perSecond how many times in a second, 1 or more
     * @param what is done, by one thread
     * @return what goes on until it is closed
     */
    public static Repeated start(String name, int perSecond, Runnable what) {
        Thread thread = new Thread(() -> goOn(SECOND / perSecond, what), name);
        thread.setDaemon(true);
        thread.start();
        return new Repeated(thread);
    }

    private static void goOn(long turn, Runnable what) {
        try {
            while (true) {
                long begun = System.nanoTime();
                what.run();
                TimeUnit.NANOSECONDS.sleep(turn - (System.nanoTime() - begun));
            }
        } catch (InterruptedException e) {
            // Closed.
        }
    }

    /** Ends it, after the time that is under way. */
    @Override
    public void close() {
        thread.interrupt();
    }
}
