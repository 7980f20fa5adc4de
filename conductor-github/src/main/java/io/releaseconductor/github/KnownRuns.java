package io.releaseconductor.github;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Runs that this node started or watches. A run just started may not be known everywhere at GitHub; a run that is watched
 * belongs to a deployment and is no candidate for another one; and who started ours is who we are there.
 */
final class KnownRuns {

    private static final int MAX_RUNS = 500;

    private final Map<String, Instant> runs = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Instant> eldest) {
            return size() > MAX_RUNS;
        }
    };

    private @Nullable String login;

    synchronized void started(String id, Instant at) {
        runs.put(id, at);
    }

    synchronized void watched(String id, String actor) {
        Instant startedAt = runs.putIfAbsent(id, Instant.MIN);
        if (startedAt != null && startedAt.isAfter(Instant.MIN) && !actor.isEmpty()) {
            login = actor;
        }
    }

    synchronized boolean contains(String id) {
        return runs.containsKey(id);
    }

    synchronized boolean startedAfter(String id, Instant at) {
        Instant startedAt = runs.get(id);
        return startedAt != null && startedAt.isAfter(at);
    }

    /** {@return our login at GitHub, or null if it is not known} */
    synchronized @Nullable String login() {
        return login;
    }

    synchronized void login(String value) {
        login = value;
    }
}
