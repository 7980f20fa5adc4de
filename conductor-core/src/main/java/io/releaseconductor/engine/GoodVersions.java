package io.releaseconductor.engine;

import io.releaseconductor.deployment.DeploymentStatus;
import io.releaseconductor.deployment.HistoryEntry;
import io.releaseconductor.model.DeployId;
import io.releaseconductor.model.Environment;
import io.releaseconductor.spi.HistoryPage;
import io.releaseconductor.spi.HistoryQuery;
import io.releaseconductor.spi.StateStore;
import io.releaseconductor.spi.StoreUnavailableException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which versions are known to be good in an environment: what stands at promoted there, and was not given up for another one since. Thread-safe. */
public final class GoodVersions {

    /** As many as the history always keeps. */
    private static final int MOST = 10;

    private static final int PAGE = 50;

    /** Further back than that nobody looks. */
    private static final int PAGES = 20;

    private final StateStore store;

    GoodVersions(StateStore store) {
        this.store = store;
    }

    /**
     * Looks for them.
     *
     * @param rolledBack the deployment that is to return to one of them
     * @return how each was promoted last, the newest first; the version of that deployment is none of them
     * @throws StoreUnavailableException if the store cannot be reached
     */
    public List<HistoryEntry> besides(DeployId rolledBack) {
        Walk walk = new Walk(store.find(rolledBack).map(d -> d.version()).orElse(null));
        HistoryQuery query = HistoryQuery.newest(rolledBack.environment(), PAGE);
        HistoryPage page = store.history(query);
        walk.take(page.entries());
        for (int pages = 1; pages < PAGES && !walk.isDone() && page.next() != null; pages++) {
            page = store.history(query.after(page.next()));
            walk.take(page.entries());
        }
        return List.copyOf(walk.good);
    }

    /**
     * Whether a version stands at promoted in an environment, and was not given up for another one since.
     *
     * @param environment where
     * @param version exactly which
     * @return whether it is known to be so
     * @throws StoreUnavailableException if the store cannot be reached
     */
    boolean isGood(Environment environment, String version) {
        HistoryQuery query = HistoryQuery.newest(environment, PAGE);
        HistoryPage page = store.history(query);
        for (int pages = 1; ; pages++) {
            for (HistoryEntry entry : page.entries()) {
                if (version.equals(entry.version()) && decides(entry)) {
                    return entry.status() == DeploymentStatus.PROMOTED;
                }
            }
            if (pages == PAGES || page.next() == null) {
                return false;
            }
            page = store.history(query.after(page.next()));
        }
    }

    /** Whether what became of a deployment says whether its version is good. */
    private static boolean decides(HistoryEntry entry) {
        return entry.status() == DeploymentStatus.PROMOTED || entry.returnedTo() != null;
    }

    /** From the newest entry back. */
    private static final class Walk {

        private final List<HistoryEntry> good = new ArrayList<>();
        private final Set<String> passed = new HashSet<>();

        Walk(@Nullable String except) {
            if (except != null) {
                passed.add(except);
            }
        }

        boolean isDone() {
            return good.size() == MOST;
        }

        void take(List<HistoryEntry> entries) {
            for (HistoryEntry entry : entries) {
                String version = entry.version();
                boolean promoted = entry.status() == DeploymentStatus.PROMOTED;
                if (version != null && decides(entry) && passed.add(version) && promoted && !isDone()) {
                    good.add(entry);
                }
            }
        }
    }
}
