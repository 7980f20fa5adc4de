package io.releaseconductor.engine;

import io.releaseconductor.model.Environment;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The threads of abandoned checks that have not ended. Each check of each environment has an allowance of its own, so that one
 * that hangs is stopped by itself and takes nothing from the others. Thread-safe.
 */
final class StuckThreads {

    private final Set<CheckRun> runs = ConcurrentHashMap.newKeySet();
    private final int maxPerCheck;

    StuckThreads(int maxPerCheck) {
        this.maxPerCheck = maxPerCheck;
    }

    void add(CheckRun run) {
        runs.add(run);
    }

    void remove(CheckRun run) {
        runs.remove(run);
    }

    int count() {
        return runs.size();
    }

    long heldBy(Environment environment, String checkId) {
        return runs.stream().filter(r -> r.isOf(environment, checkId)).count();
    }

    boolean isFull(long held) {
        return held >= maxPerCheck;
    }
}
