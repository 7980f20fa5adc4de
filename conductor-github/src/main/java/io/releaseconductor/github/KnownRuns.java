package io.releaseconductor.github;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Runs that this node started or watches. A run just started may not be known everywhere at GitHub; a run that is watched
 * belongs to a deployment and is no candidate for another one; and who started ours is who we are there.
 */
final class KnownRuns {

    private static final int MAX_RUNS = 500;

    private final Map<String, Known> runs = new RecentlyUsed<>(MAX_RUNS);

    private @Nullable String login;

    /**
     * When and for which attempt a run was started here, nulls for one that is only watched; and when it is to be looked at
     * next, null if it was not yet.
     */
    private record Known(
            @Nullable Instant startedAt,
            @Nullable String key,
            @Nullable Instant nextLook) {}

    synchronized void started(String id, String key, Instant at) {
        runs.put(id, new Known(at, key, null));
    }

    synchronized void watched(String id, String actor) {
        Known before = runs.putIfAbsent(id, new Known(null, null, null));
        if (before != null && before.key() != null && !actor.isEmpty()) {
            login = actor;
        }
    }

    /** {@return whether a run is known to belong to another attempt than the one with this key} */
    synchronized boolean belongsToOther(String id, String key) {
        Known run = runs.get(id);
        return run != null && !key.equals(run.key());
    }

    synchronized boolean startedAfter(String id, Instant at) {
        Known run = runs.get(id);
        Instant startedAt = run == null ? null : run.startedAt();
        return startedAt != null && startedAt.isAfter(at);
    }

    /** {@return when this node is to look at a run next, or null if it never looked} */
    synchronized @Nullable Instant nextLook(String id) {
        Known run = runs.get(id);
        return run == null ? null : run.nextLook();
    }

    synchronized void nextLook(String id, Instant at) {
        Known run = runs.get(id);
        runs.put(id, run == null ? new Known(null, null, at) : new Known(run.startedAt(), run.key(), at));
    }

    /** {@return our login at GitHub, or null if it is not known} */
    synchronized @Nullable String login() {
        return login;
    }

    synchronized void login(String value) {
        login = value;
    }
}
