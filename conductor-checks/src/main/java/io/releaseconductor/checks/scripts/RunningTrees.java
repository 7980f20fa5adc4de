package io.releaseconductor.checks.scripts;

import io.releaseconductor.local.ProcessTree;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** What runs now, so that it ends with this JVM, unless that is killed. */
final class RunningTrees {

    private static final Set<ProcessTree> RUNNING = ConcurrentHashMap.newKeySet();

    static {
        Runtime.getRuntime()
                .addShutdownHook(new Thread(() -> RUNNING.forEach(ProcessTree::kill), "conductor-check-scripts-end"));
    }

    private RunningTrees() {}

    static void add(ProcessTree tree) {
        RUNNING.add(tree);
    }

    static void remove(ProcessTree tree) {
        RUNNING.remove(tree);
    }
}
