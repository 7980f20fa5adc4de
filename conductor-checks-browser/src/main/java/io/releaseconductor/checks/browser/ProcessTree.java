package io.releaseconductor.checks.browser;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A process with all that it started. Some of these make themselves children of nobody; they are known by the folder of the look, which
 * each has in its command line or environment.
 */
final class ProcessTree {

    private static final Path PROC = Path.of("/proc");
    private static final Duration LONGEST_END = Duration.ofSeconds(10);
    private static final long PAUSE_MILLIS = 5;

    private final Process root;
    private final String mark;

    /**
     * A tree.
     *
     * @param root its first process
     * @param mark what all of its processes have in their command line or environment, and no other has
     */
    ProcessTree(Process root, String mark) {
        this.root = root;
        this.mark = mark;
    }

    /** Ends every process, however this thread is interrupted meanwhile, and returns when they are gone. */
    void end() {
        boolean interrupted = false;
        Deadline deadline = Deadline.in(LONGEST_END);
        Set<ProcessHandle> known = new LinkedHashSet<>();
        do {
            root.descendants().forEach(known::add);
            marked(mark).forEach(known::add);
            root.destroyForcibly();
            known.forEach(ProcessHandle::destroyForcibly);
            interrupted |= pause();
        } while (!deadline.hasPassed() && isAnyLeft(known));
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean isAnyLeft(Set<ProcessHandle> known) {
        return root.isAlive()
                || known.stream().anyMatch(ProcessTree::isRunning)
                || marked(mark).findAny().isPresent();
    }

    private static boolean pause() {
        try {
            Thread.sleep(PAUSE_MILLIS);
            return false;
        } catch (InterruptedException e) {
            return true;
        }
    }

    /** The processes that run with a text in their command line or environment. */
    static Stream<ProcessHandle> marked(String mark) {
        return ProcessHandle.allProcesses().filter(process -> isMarked(process, mark) && isRunning(process));
    }

    private static boolean isMarked(ProcessHandle process, String mark) {
        if (!Files.isDirectory(PROC.resolve("self"))) {
            return process.info().commandLine().orElse("").contains(mark);
        }
        return read(process, "cmdline").contains(mark)
                || read(process, "environ").contains(mark);
    }

    /** Whoever has ended and waits for its parent to notice does not run any more. */
    private static boolean isRunning(ProcessHandle process) {
        if (!process.isAlive()) {
            return false;
        }
        String stat = read(process, "stat");
        // the name before it is in parentheses, and may hold any character
        int state = stat.lastIndexOf(')') + 2;
        return state >= stat.length() || stat.charAt(state) != 'Z';
    }

    private static String read(ProcessHandle process, String file) {
        try {
            return new String(
                    Files.readAllBytes(PROC.resolve(process.pid() + "/" + file)), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            // gone meanwhile, or of somebody else
            return "";
        }
    }
}
