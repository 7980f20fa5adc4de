package io.releaseconductor.engine;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

/** The threads that the engine runs on where the user gives none. */
public final class Threads {

    private Threads() {}

    /** {@return an executor with a thread for each task: a virtual one where the JVM has them, else a daemon} */
    public static Executor perTask() {
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
