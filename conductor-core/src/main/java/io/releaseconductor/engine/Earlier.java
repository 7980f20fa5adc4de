package io.releaseconductor.engine;

import io.releaseconductor.deployment.DeploymentStatus;
import io.releaseconductor.deployment.EarlierVersion;
import io.releaseconductor.deployment.HistoryEntry;
import io.releaseconductor.model.DeployId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Walks back through an environment's history until it knows what ran well before, and before that. */
final class Earlier {

    private final @Nullable DeployId rolledBack;
    private final Set<String> gone = new HashSet<>();

    /** What ran well, the last one first, each once. */
    private final List<String> ran = new ArrayList<>();

    /** Of these, what later deployments were rolled back to since the last one that was promoted, which is older than they. */
    private final Set<String> unsure = new HashSet<>();

    private boolean done;

    private boolean empty = true;

    Earlier(@Nullable DeployId rolledBack) {
        this.rolledBack = rolledBack;
    }

    /** Takes the next entries, newest first; returns whether no more are needed. */
    boolean take(List<HistoryEntry> entries) {
        for (HistoryEntry entry : entries) {
            if (!done && !entry.id().equals(rolledBack)) {
                empty = false;
                take(entry);
            }
        }
        return done;
    }

    /** {@return whether there was no entry but that of the deployment to roll back} */
    boolean isEmpty() {
        return empty;
    }

    private void take(HistoryEntry entry) {
        String returnedTo = entry.returnedTo();
        if (returnedTo != null) {
            goes(entry.version());
            ran(returnedTo, true);
        } else if (entry.status() == DeploymentStatus.PROMOTED) {
            unsure.clear();
            ran(entry.version(), false);
        }
    }

    /**
     * What a later deployment was rolled back to may have been rolled back itself since, late, by a record that is older. If one was
     * promoted in between, it was not: nothing is rolled back after a later one was promoted. So no clock has to tell which came first.
     */
    private void goes(@Nullable String version) {
        if (version != null) {
            gone.add(version);
            if (unsure.remove(version)) {
                ran.remove(version);
            }
        }
    }

    private void ran(@Nullable String candidate, boolean returnedTo) {
        if (candidate == null) {
            // where it is not known, an older one is not what a rollback is expected to return to
            done = true;
        } else if (!gone.contains(candidate) && !ran.contains(candidate)) {
            ran.add(candidate);
            if (returnedTo) {
                unsure.add(candidate);
            }
        }
        done = done || (unsure.isEmpty() && ran.size() > 1);
    }

    /** What was found; where history ends before that, what is configured to have run before it, if anything is. */
    EarlierVersion orBaseline(@Nullable String baseline) {
        if (!done && baseline != null) {
            ran(baseline, false);
        }
        return new EarlierVersion(ran.isEmpty() ? null : ran.get(0), ran.size() < 2 ? null : ran.get(1));
    }
}
