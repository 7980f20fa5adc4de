package io.releaseconductor.engine;

import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.deployment.HistoryEntry;
import io.releaseconductor.spi.HistoryQuery;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says what is forgotten with the process where the store forgets. */
final class Forgetting {

    private static final Logger LOG = LoggerFactory.getLogger(Forgetting.class);

    private static final int MOST_LOOKED_AT = 200;

    private final EngineParts parts;

    Forgetting(EngineParts parts) {
        this.parts = parts;
    }

    void sayAtStart() {
        if (parts.store().forgets()) {
            LOG.warn("State is kept in memory only: when this process ends, what is under way then, the history and the"
                    + " versions that rollbacks return to are forgotten; a run that was started goes on, and"
                    + " nobody watches it");
        }
    }

    void sayAtClose() {
        try {
            if (parts.store().forgets()) {
                say(parts.store().history(HistoryQuery.newest(MOST_LOOKED_AT)).entries());
            }
        } catch (Throwable e) {
            Survivors.unlessItIsTheEnd(parts.threads(), e);
            LOG.warn("What is forgotten when this process ends could not be found out", e);
        }
    }

    private void say(List<HistoryEntry> entries) {
        List<String> open = entries.stream()
                .map(entry -> parts.store().find(entry.id()))
                .flatMap(Optional::stream)
                .filter(d -> !d.settled() || isLeftToDo(d))
                .map(Forgetting::describe)
                .toList();
        if (!open.isEmpty()) {
            LOG.warn("State is kept in memory only; what is under way is forgotten when this process ends: {}", open);
        }
        if (!entries.isEmpty()) {
            LOG.info(
                    "State is kept in memory only; {}{} deployments of the history are forgotten when this process"
                            + " ends",
                    entries.size() == MOST_LOOKED_AT ? "more than " : "",
                    entries.size());
        }
    }

    private static boolean isLeftToDo(Deployment settled) {
        return settled.dueAt() != null && !settled.dueAt().equals(settled.lookAgainAt());
    }

    private static String describe(Deployment d) {
        return d.id() + " ("
                + (d.settled()
                        ? d.status().words() + ", not all of it told or done"
                        : d.status().words()) + ")";
    }
}
