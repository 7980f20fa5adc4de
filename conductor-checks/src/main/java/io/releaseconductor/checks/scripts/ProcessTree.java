package io.releaseconductor.checks.scripts;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A process and all that it has started. On Linux these are known by their session, by a mark in their environment and by their parents, so
 * that neither a parent that has ended nor a session of one's own hides them; elsewhere by their parents, as often as somebody looks.
 */
final class ProcessTree {

    /** How long it has to end by itself when it is asked to. */
    static final Duration GRACE = Duration.ofSeconds(1);

    /** How long it is tried to kill what does not end. */
    static final Duration PATIENCE = Duration.ofMillis(1500);

    private static final Path SHELL = Path.of("/bin/sh");
    private static final long PACE_NANOS = TimeUnit.MILLISECONDS.toNanos(10);
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private static final Logger LOG = LoggerFactory.getLogger(ProcessTree.class);

    private final ProcessHandle root;
    private final String mark;
    private final Set<ProcessHandle> known = new HashSet<>();
    private long lastLook;

    /**
     * Of a process that has been started.
     *
     * @param mark what is in its environment, and in no other's
     */
    ProcessTree(Process process, String mark) {
        this.root = process.toHandle();
        this.mark = mark;
        known.add(root);
    }

    /** Remembers what there is, where it would not be found any more once its parent has ended. */
    void look() {
        long now = System.nanoTime();
        if (!ProcessTable.findsOrphans() && now - lastLook > LOOK_NANOS) {
            lastLook = now;
            alive();
        }
    }

    private synchronized List<ProcessHandle> alive() {
        List<ProcessHandle> alive = ProcessTable.now().tree(root.pid(), mark, known);
        known.addAll(alive);
        return alive;
    }

    /** Ends it: asks all of it to end, and kills what is there after the grace. {@return how much of it could not be ended} */
    int end() {
        return end(GRACE);
    }

    /** Kills it. {@return how much of it could not be ended} */
    int kill() {
        return end(Duration.ZERO);
    }

    private int end(Duration grace) {
        // whoever is interrupted a second time still leaves nothing running
        boolean interrupted = Thread.interrupted();
        try {
            int left = alive().size();
            if (left > 0 && !grace.isZero()) {
                left = signalled("TERM", grace);
            }
            return left == 0 ? 0 : signalled("KILL", PATIENCE);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Sends a signal: once if it asks, over and over if it kills, since there may be more of it each time. */
    private int signalled(String signal, Duration patience) {
        boolean kills = signal.equals("KILL");
        long start = System.nanoTime();
        List<ProcessHandle> left = alive();
        boolean first = true;
        while (!left.isEmpty() && System.nanoTime() - start < patience.toNanos()) {
            if (first || kills) {
                signalSession(signal);
                left.forEach(kills ? ProcessHandle::destroyForcibly : ProcessHandle::destroy);
            }
            first = false;
            LockSupport.parkNanos(PACE_NANOS);
            left = alive();
        }
        return left.size();
    }

    /** All of its group at once: one after the other, what starts itself anew all the time would get away. */
    private void signalSession(String signal) {
        if (!ProcessTable.now().isSession(root.pid()) || !Files.isExecutable(SHELL)) {
            return;
        }
        try {
            new ProcessBuilder(SHELL.toString(), "-c", "kill -s \"$0\" -- \"-$1\"", signal, Long.toString(root.pid()))
                    .redirectOutput(Redirect.DISCARD)
                    .redirectError(Redirect.DISCARD)
                    .start()
                    .onExit()
                    .orTimeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                    .handle((ended, late) -> 0)
                    .join();
        } catch (IOException e) {
            LOG.debug("No shell to send {} to a group", signal, e);
        }
    }
}
