package io.releaseconductor.engine;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
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

    /** If no more are allowed: how many threads each check holds, by its id. */
    Optional<SortedMap<String, Long>> holdersIfFull() {
        List<CheckRun> now = List.copyOf(runs);
        return now.size() < max
                ? Optional.empty()
                : Optional.of(now.stream()
                        .collect(Collectors.groupingBy(r -> r.subject().id(), TreeMap::new, Collectors.counting())));
    }
}
