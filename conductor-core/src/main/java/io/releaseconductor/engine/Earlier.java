package io.releaseconductor.engine;

import io.releaseconductor.deployment.DeployId;
import io.releaseconductor.deployment.DeploymentStatus;
import io.releaseconductor.deployment.EarlierVersion;
import io.releaseconductor.deployment.HistoryEntry;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Walks back through an environment's history until it knows what ran well before, and before that. */
final class Earlier {

    private final @Nullable DeployId rolledBack;
    private final Set<String> gone = new HashSet<>();
    private @Nullable String version;
    private @Nullable HistoryEntry from;
    private @Nullable String older;
    private boolean done;

    Earlier(@Nullable DeployId rolledBack) {
        this.rolledBack = rolledBack;
    }

    /** Takes the next entries, newest first; returns whether no more are needed. */
    boolean take(List<HistoryEntry> entries) {
        for (HistoryEntry entry : entries) {
            if (!done && !entry.id().equals(rolledBack)) {
                take(entry);
            }
        }
        return done;
    }

    private void take(HistoryEntry entry) {
        String returnedTo = entry.returnedTo();
        if (returnedTo != null) {
            if (entry.version() != null) {
                gone.add(entry.version());
            }
            dropIfGoneSince(entry);
            ran(returnedTo, entry);
        } else if (entry.status() == DeploymentStatus.PROMOTED) {
            ran(entry.version(), entry);
        }
    }

    /** What a later deployment was rolled back to may have been rolled back itself since, late, by a record that is older. */
    private void dropIfGoneSince(HistoryEntry entry) {
        if (version != null
                && version.equals(entry.version())
                && from != null
                && from.returnedTo() != null
                && entry.statusSince().isAfter(from.statusSince())) {
            version = null;
        }
    }

    private void ran(@Nullable String candidate, @Nullable HistoryEntry entry) {
        if (candidate == null) {
            // where it is not known, an older one is not what a rollback is expected to return to
            done = true;
        } else if (gone.contains(candidate) || candidate.equals(version)) {
            return;
        } else if (version == null) {
            version = candidate;
            from = entry;
        } else {
            older = candidate;
            done = true;
        }
    }

    /** What was found; where history ends before that, what is configured to have run before it, if anything is. */
    EarlierVersion orBaseline(@Nullable String baseline) {
        if (!done && baseline != null) {
            ran(baseline, null);
        }
        return new EarlierVersion(version, older);
    }
}
