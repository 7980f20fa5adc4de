package io.releaseconductor.examples.demo.workflows;

import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Follows the process of a run, and tells of every change of its state. */
final class RunWatch {

    private static final Logger LOG = LoggerFactory.getLogger(RunWatch.class);

    private static final long PACE_MILLIS = 50;

    private final String id;
    private final Process process;
    private final Supplier<Optional<RunState>> state;
    private final Runnable changed;
    private final Thread thread;
    private volatile boolean left;

    /**
     * Over a process.
     *
     * @param id the run's id
     * @param process its process
     * @param state looks at the run
     * @param changed is told of every change
     */
    RunWatch(String id, Process process, Supplier<Optional<RunState>> state, Runnable changed) {
        this.id = id;
        this.process = process;
        this.state = state;
        this.changed = changed;
        this.thread = new Thread(this::follow, "run-" + id);
        thread.setDaemon(true);
    }

    /** Begins to follow the process. */
    void start() {
        thread.start();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    ProcessHandle process() {
        return process.toHandle();
    }

    /** Ends the process and waits until that is written down. */
    void end() {
        process.toHandle().destroyForcibly();
        awaitEnd();
    }

    /** Follows it no longer, and leaves it at work. */
    void leave() {
        left = true;
        awaitEnd();
    }

    private void awaitEnd() {
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void follow() {
        try {
            Optional<RunState> seen = Optional.empty();
            boolean ended;
            do {
                ended = process.waitFor(PACE_MILLIS, TimeUnit.MILLISECONDS);
                Optional<RunState> now = state.get();
                if (!now.equals(seen)) {
                    seen = now;
                    tell();
                }
            } while (!ended && !left);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void tell() {
        try {
            changed.run();
        } catch (RuntimeException e) {
            LOG.warn("run {}: whoever was told of a change threw", id, e);
        }
    }
}
