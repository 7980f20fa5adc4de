package io.releaseconductor.engine;

import java.util.LinkedHashMap;
import java.util.Map;

/** A map that keeps a number of entries: one more, and the one that was used longest ago gives way. Not thread-safe. */
final class RecentlyUsed<K, V> extends LinkedHashMap<K, V> {

    private static final long serialVersionUID = 1L;

    private final int most;

    RecentlyUsed(int most) {
        super(16, 0.75f, true);
        this.most = most;
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
        return size() > most;
    }
}
