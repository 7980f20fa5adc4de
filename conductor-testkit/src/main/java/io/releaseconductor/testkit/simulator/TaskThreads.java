package io.releaseconductor.testkit.simulator;

import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The threads that tasks run on. One of them runs at a time per history and hands over thousands of times, which costs a virtual
 * thread a small part of what it costs one of the operating system. The same histories come of both.
 */
final class TaskThreads {

    /** From here on a virtual thread that waits in a synchronized block keeps no other from running (JEP 491). */
    private static final int VIRTUAL_SINCE = 24;

    private TaskThreads() {}

    static Executor open() {
        return Runtime.version().feature() < VIRTUAL_SINCE ? platform() : virtual();
    }

    private static Executor virtual() {
        try {
            return (ExecutorService)
                    Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("a JDK without virtual threads: " + Runtime.version(), e);
        }
    }

    private static Executor platform() {
        return Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, "simulated");
            thread.setDaemon(true);
            return thread;
        });
    }
}
