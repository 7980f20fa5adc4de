package io.releaseconductor.spi;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * For stores: the deployments whose records only a later version of the library reads. Such a node lets others claim them, and looks again
 * now and then. Thread-safe.
 */
public final class LeftToOthers {

    /** They are named in each claim; one that is forgotten is found again. */
    private static final int MOST = 256;

    private final Map<String, Instant> until = new LinkedHashMap<>();

    /** Starts with none. */
    public LeftToOthers() {}

    /**
     * Leaves one to others.
     *
     * @param id the deployment's id
     * @param again when to look at it again
     */
    public synchronized void add(String id, Instant again) {
        until.put(Objects.requireNonNull(id, "id"), Objects.requireNonNull(again, "again"));
        if (until.size() > MOST) {
            until.remove(until.keySet().iterator().next());
        }
    }

    /**
     * Which are left to others.
     *
     * @param now the present moment, by the conductor's clock
     * @return their ids, 256 at most
     */
    public synchronized List<String> at(Instant now) {
        until.values().removeIf(again -> !now.isBefore(again));
        return List.copyOf(until.keySet());
    }
}
