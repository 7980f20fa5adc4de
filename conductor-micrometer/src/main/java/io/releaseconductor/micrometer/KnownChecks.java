package io.releaseconductor.micrometer;

import java.util.HashSet;
import java.util.Set;

/** The checks that are told apart. Thread-safe. */
final class KnownChecks {

    /** All checks after as many as are told apart. */
    static final String OTHER = "other";

    private final Set<String> ids = new HashSet<>();
    private final int most;

    KnownChecks(int most) {
        this.most = most;
    }

    /** {@return the id itself, or {@value #OTHER} if as many others came before it as are told apart} */
    synchronized String name(String id) {
        if (ids.contains(id)) {
            return id;
        }
        if (ids.size() >= most) {
            return OTHER;
        }
        ids.add(id);
        return id;
    }
}
