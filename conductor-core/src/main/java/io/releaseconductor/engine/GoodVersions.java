package io.releaseconductor.engine;

import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.deployment.DeploymentStatus;
import io.releaseconductor.deployment.HistoryEntry;
import io.releaseconductor.model.DeployId;
import io.releaseconductor.model.Environment;
import io.releaseconductor.spi.StateStore;
import io.releaseconductor.spi.StoreUnavailableException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Which versions are known to be good in an environment: what stands at promoted there, and was not given up for another one since. Thread-safe. */
public final class GoodVersions {

    /** As many as the history always keeps. */
    private static final int MOST = 10;

    /** Further back than so many pages nobody looks. */
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
        Set<String> passed = new HashSet<>();
        store.find(rolledBack).map(Deployment::version).ifPresent(passed::add);
        return entries(rolledBack.environment())
                .filter(GoodVersions::decides)
                .filter(entry -> entry.version() != null && passed.add(entry.version()))
                .filter(entry -> entry.status() == DeploymentStatus.PROMOTED)
                .limit(MOST)
                .toList();
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
        return entries(environment)
                .filter(entry -> version.equals(entry.version()) && decides(entry))
                .findFirst()
                .filter(entry -> entry.status() == DeploymentStatus.PROMOTED)
                .isPresent();
    }

    private Stream<HistoryEntry> entries(Environment environment) {
        return HistoryPages.back(store, environment).limit(PAGES).flatMap(List::stream);
    }

    /** Whether what became of a deployment says whether its version is good. */
    private static boolean decides(HistoryEntry entry) {
        return entry.status() == DeploymentStatus.PROMOTED || entry.returnedTo() != null;
    }
}
