package io.releaseconductor.jdbc;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Deployments whose records only a later version of the library reads. This node lets others have them, and looks again now and then.
 * Thread-safe.
 */
final class LeftToOthers {

    /** They are named in each claim; one that is forgotten is found again. */
    private static final int MOST = 256;

    private final Map<String, Instant> until = new LinkedHashMap<>();

    synchronized void add(String id, Instant again) {
        until.put(id, again);
        if (until.size() > MOST) {
            until.remove(until.keySet().iterator().next());
        }
    }

    synchronized List<String> at(Instant now) {
        until.values().removeIf(again -> !now.isBefore(again));
        return List.copyOf(until.keySet());
    }
}
