package io.releaseconductor.local;

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
import java.util.function.IntSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A process and all that it has started, for adapters that run programs. On Linux these are known by their session, by a mark in their
 * environment or command line and by their parents, so that neither a parent that has ended nor a session of one's own hides them;
 * elsewhere by their parents, as often as somebody looks. Thread-safe.
 */
public final class ProcessTree {

    /** How long it has to end by itself when it is asked to. */
    public static final Duration GRACE = Duration.ofSeconds(1);

    /** How long it is tried to kill what does not end, unless somebody says otherwise. */
    public static final Duration PATIENCE = Duration.ofSeconds(4);

    private static final Path SHELL = Path.of("/bin/sh");
    private static final long PACE_NANOS = TimeUnit.MILLISECONDS.toNanos(10);
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private static final Logger LOG = LoggerFactory.getLogger(ProcessTree.class);

    private final ProcessHandle root;
    private final String mark;
    private final Set<ProcessHandle> known = new HashSet<>();
    private volatile long lastLook;

    /**
     * Of a process that has been started. If it leads a session of its own, as {@code setsid} makes it, all of that belongs to it.
     *
     * @param process the first of it
     * @param mark what is in the environment or the command line of all of it, and of no other process
     */
    public ProcessTree(Process process, String mark) {
        this.root = process.toHandle();
        this.mark = mark;
        known.add(root);
    }

    /** Remembers what there is, where it would not be found any more once its parent has ended. Cheap where that is not needed. */
    public void look() {
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

    /**
     * Ends it: asks all of it to end, and kills what is there after the {@link #GRACE}. Returns when it is gone, also if this thread is
     * interrupted meanwhile; it stays interrupted then.
     *
     * @return how many of its processes could not be ended
     */
    public int end() {
        return uninterrupted(() -> asked() ? killed(PATIENCE) : 0);
    }

    /**
     * Kills it, otherwise like {@link #end()}.
     *
     * @return how many of its processes could not be ended
     */
    public int kill() {
        return kill(PATIENCE);
    }

    /**
     * Kills it, otherwise like {@link #end()}.
     *
     * @param patience how long that is tried
     * @return how many of its processes could not be ended
     */
    public int kill(Duration patience) {
        return uninterrupted(() -> killed(patience));
    }

    /**
     * Looks for processes. On other systems than Linux those alone are found whose command line has the mark.
     *
     * @param mark what is in their environment or command line
     * @return those that run now
     */
    public static List<ProcessHandle> marked(String mark) {
        return ProcessTable.now().marked(mark);
    }

    /** Whoever is interrupted a second time still leaves nothing running. */
    private static int uninterrupted(IntSupplier ending) {
        boolean interrupted = Thread.interrupted();
        try {
            return ending.getAsInt();
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Asks it to end. {@return whether any of it may be there after the grace, seen or not} */
    private boolean asked() {
        long start = System.nanoTime();
        boolean anybody = signalSession("TERM");
        List<ProcessHandle> left = alive();
        left.forEach(ProcessHandle::destroy);
        while (!left.isEmpty() && System.nanoTime() - start < GRACE.toNanos()) {
            LockSupport.parkNanos(PACE_NANOS);
            left = alive();
        }
        return anybody || !left.isEmpty();
    }

    /** Kills it over and over, since there may be more of it each time, for longer than the patience as long as it becomes less. */
    private int killed(Duration patience) {
        long start = System.nanoTime();
        int before = Integer.MAX_VALUE;
        List<ProcessHandle> left = killedOnce();
        while (!left.isEmpty() && (left.size() < before || System.nanoTime() - start < patience.toNanos())) {
            before = left.size();
            LockSupport.parkNanos(PACE_NANOS);
            left = killedOnce();
        }
        return left.size();
    }

    /** All of it at once before anybody counts, and then what is left, one by one. {@return what was left} */
    private List<ProcessHandle> killedOnce() {
        // takes no process or thread of this machine's, which may have none left
        root.destroyForcibly();
        signalSession("KILL");
        List<ProcessHandle> left = alive();
        left.forEach(ProcessHandle::destroyForcibly);
        return left;
    }

    /**
     * All of its group at once, whether anybody sees it or not: one after the other, what starts itself anew all the time would get
     * away. The number of a group is no other process's as long as one of the group is there.
     *
     * @return whether there may have been any
     */
    private boolean signalSession(String signal) {
        boolean isOfAnother = !root.isAlive() && ProcessHandle.of(root.pid()).isPresent();
        if (isOfAnother || !Files.isExecutable(SHELL)) {
            return false;
        }
        try {
            return new ProcessBuilder(
                            SHELL.toString(), "-c", "kill -s \"$0\" -- \"-$1\"", signal, Long.toString(root.pid()))
                    .redirectOutput(Redirect.DISCARD)
                    .redirectError(Redirect.DISCARD)
                    .start()
                    .onExit()
                    .orTimeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                    .handle((ended, late) -> ended == null || ended.exitValue() == 0)
                    .join();
        } catch (IOException | OutOfMemoryError e) {
            // the error says that there is no thread to be had
            LOG.debug("No shell to send {} to a group", signal, e);
            return true;
        }
    }
}
