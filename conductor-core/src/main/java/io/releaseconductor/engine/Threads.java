package io.releaseconductor.engine;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Where the engine's threads come from, and how they wait. Nothing else in the engine starts a thread, waits, or measures how
 * long something takes; so whoever brings threads of another kind decides in what order all that happens.
 */
public interface Threads extends Executor {

    /** Wakes whoever waits at it. Given while nobody waits, it wakes the next one who does, at once. */
    interface Signal {

        /** Wakes one who waits, or who waits next. */
        void give();

        /**
         * Waits for the signal.
         *
         * @param atMost how long; not above zero to look only
         * @throws InterruptedException if this thread is interrupted
         */
        void await(Duration atMost) throws InterruptedException;
    }

    /** A thread that was started. */
    interface Started {

        /** Interrupts it. */
        void interrupt();
    }

    /** {@return a new signal that was not given} */
    Signal signal();

    /**
     * Starts a daemon thread for a task that may hold it for long.
     *
     * @param name what it is called
     * @param task what it does
     * @return the thread
     */
    Started start(String name, Runnable task);

    /** {@return the time in nanoseconds since some point; only differences mean anything} */
    long nanoTime();

    /**
     * Whether something that was thrown is how threads of this kind are ended, so that nobody may catch it and go on.
     *
     * @param thrown what was thrown
     * @return whether it is; by default false
     */
    default boolean isEnd(Throwable thrown) {
        return false;
    }

    /**
     * The JVM's own threads, with tasks given to an executor.
     *
     * @param executor what runs tasks; taken as it is if it is of this type already
     * @return the threads
     */
    static Threads of(Executor executor) {
        return executor instanceof Threads threads ? threads : new JvmThreads(executor);
    }

    /** {@return an executor with a thread for each task: a virtual one where the JVM has them, else a daemon} */
    static Executor perTask() {
        try {
            return (ExecutorService) MethodHandles.publicLookup()
                    .findStatic(
                            Executors.class,
                            "newVirtualThreadPerTaskExecutor",
                            MethodType.methodType(ExecutorService.class))
                    .invoke();
        } catch (NoSuchMethodException e) {
            return platform();
        } catch (Throwable e) {
            throw new IllegalStateException("virtual threads are there, but cannot be used", e);
        }
    }

    private static Executor platform() {
        AtomicLong number = new AtomicLong();
        return Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, "conductor-worker-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
    }
}
