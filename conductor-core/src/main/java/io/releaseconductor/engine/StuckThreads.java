package io.releaseconductor.engine;

import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** The threads of abandoned checks that have not ended. Thread-safe. */
final class StuckThreads {

    private final Set<CheckRun> runs = ConcurrentHashMap.newKeySet();
    private final int max;

    StuckThreads(int max) {
        this.max = max;
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

    boolean isFull() {
        return runs.size() >= max;
    }

    /** Which checks hold how many threads, such as {@code api (1), search (63)}. */
    String describe() {
        return runs.stream()
                .collect(Collectors.groupingBy(r -> r.subject().id(), TreeMap::new, Collectors.counting()))
                .entrySet()
                .stream()
                .map(e -> e.getKey() + " (" + e.getValue() + ")")
                .collect(Collectors.joining(", "));
    }
}
