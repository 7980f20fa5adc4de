package io.releaseconductor.github;

import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;

/** The ids of the last deliveries that were carried out. Thread-safe; never grows beyond its size. */
final class RecentDeliveries {

    private final int size;
    private final Set<String> ids = new LinkedHashSet<>();

    RecentDeliveries(int size) {
        this.size = size;
    }

    synchronized boolean contains(String id) {
        return ids.contains(id);
    }

    synchronized void add(String id) {
        if (ids.add(id) && ids.size() > size) {
            Iterator<String> oldest = ids.iterator();
            oldest.next();
            oldest.remove();
        }
    }
}
