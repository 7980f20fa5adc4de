package io.releaseconductor.testkit.simulator;

import io.releaseconductor.engine.Threads;
import java.util.concurrent.Executor;
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
        return Runtime.version().feature() < VIRTUAL_SINCE ? platform() : Threads.perTask();
    }

    private static Executor platform() {
        return Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, "simulated");
            thread.setDaemon(true);
            return thread;
        });
    }
}
