package io.releaseconductor.checks.scripts;

import io.releaseconductor.local.ProcessTree;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What runs now, so that it ends with this JVM, unless that is killed: once that ends, nothing is started any more. */
final class RunningTrees {

    private static final Set<ProcessTree> RUNNING = new HashSet<>();
    private static boolean ends;

    static {
        try {
            Runtime.getRuntime().addShutdownHook(new Thread(RunningTrees::end, "conductor-check-scripts-end"));
        } catch (IllegalStateException e) {
            // it ends already
            ends = true;
        }
    }

    private RunningTrees() {}

    /**
     * What was started.
     *
     * @param process the first of it
     * @param tree all of it
     */
    record Started(Process process, ProcessTree tree) {}

    /**
     * Starts one, which is known here from its first moment on.
     *
     * @param mark what is in its environment, and in no other's
     * @throws IOException if it cannot be started
     * @throws InterruptedException if this JVM ends
     */
    static synchronized Started start(ProcessBuilder builder, String mark) throws IOException, InterruptedException {
        if (ends) {
            throw new InterruptedException("the JVM ends");
        }
        Process process = builder.start();
        Started started = new Started(process, new ProcessTree(process, mark));
        RUNNING.add(started.tree());
        return started;
    }

    static synchronized void remove(ProcessTree tree) {
        RUNNING.remove(tree);
    }

    private static void end() {
        List<ProcessTree> all;
        synchronized (RunningTrees.class) {
            ends = true;
            all = List.copyOf(RUNNING);
        }
        all.forEach(ProcessTree::kill);
    }
}
