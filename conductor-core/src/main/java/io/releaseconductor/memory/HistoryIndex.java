package io.releaseconductor.memory;

import io.releaseconductor.deployment.DeploymentStatus;
import io.releaseconductor.deployment.HistoryEntry;
import io.releaseconductor.model.DeployId;
import io.releaseconductor.model.Environment;
import io.releaseconductor.spi.HistoryPage;
import io.releaseconductor.spi.HistoryQuery;
import io.releaseconductor.spi.Retention;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The history, newest first in the order of creation, over all and by environment, each once more for what stands at promoted. */
final class HistoryIndex {

    private record Shelf(@Nullable Environment environment, boolean promotedOnly) {}

    private final Map<DeployId, HistoryEntry> entries = new HashMap<>();
    private final Map<DeployId, HistoryPosition> positions = new HashMap<>();
    private long last;
    private final Map<Shelf, NavigableMap<HistoryPosition, HistoryEntry>> shelves = new HashMap<>();

    boolean contains(DeployId id) {
        return entries.containsKey(id);
    }

    void put(HistoryEntry entry) {
        HistoryPosition position = positions.computeIfAbsent(entry.id(), id -> new HistoryPosition(++last));
        takeOff(entry.id(), position);
        entries.put(entry.id(), entry);
        for (Shelf shelf : shelvesOf(entry)) {
            shelves.computeIfAbsent(shelf, s -> new TreeMap<>()).put(position, entry);
        }
    }

    private void takeOff(DeployId id, HistoryPosition position) {
        HistoryEntry entry = entries.remove(id);
        if (entry != null) {
            for (Shelf shelf : shelvesOf(entry)) {
                shelf(shelf).remove(position);
            }
        }
    }

    private void remove(DeployId id) {
        HistoryPosition position = positions.remove(id);
        if (position != null) {
            takeOff(id, position);
        }
    }

    /** The newest entry of an environment. */
    Optional<HistoryEntry> newest(Environment environment) {
        return first(new Shelf(environment, false));
    }

    /** The newest entry of an environment that stands at promoted. */
    Optional<HistoryEntry> newestPromoted(Environment environment) {
        return first(new Shelf(environment, true));
    }

    private Optional<HistoryEntry> first(Shelf shelf) {
        return shelf(shelf).values().stream().findFirst();
    }

    /** Whether a deployment was created after another one; both have to be there. */
    boolean isNewer(DeployId id, DeployId than) {
        return position(id).compareTo(position(than)) < 0;
    }

    private HistoryPosition position(DeployId id) {
        return Objects.requireNonNull(positions.get(id), "no history of a deployment that is kept");
    }

    HistoryPage page(HistoryQuery query) {
        NavigableMap<HistoryPosition, HistoryEntry> asked = shelf(new Shelf(query.environment(), query.promotedOnly()));
        if (query.cursor() != null) {
            asked = asked.tailMap(HistoryPosition.parse(query.cursor()), false);
        }
        List<HistoryEntry> page = new ArrayList<>();
        for (HistoryEntry entry : asked.values()) {
            if (page.size() == query.limit()) {
                HistoryEntry last = page.get(page.size() - 1);
                return new HistoryPage(page, position(last.id()).cursor());
            }
            page.add(entry);
        }
        return new HistoryPage(page, null);
    }

    void purge(Instant now, Retention retention, Predicate<DeployId> deploymentExists) {
        Set<DeployId> returnable = new HashSet<>();
        shelves.forEach((shelf, shelved) -> {
            if (shelf.environment != null && shelf.promotedOnly) {
                shelved.values().stream()
                        .limit(retention.keepPromoted())
                        .map(HistoryEntry::id)
                        .forEach(returnable::add);
            }
        });
        List<DeployId> old = entries.values().stream()
                .filter(entry -> Duration.between(entry.statusSince(), now).compareTo(retention.history()) >= 0)
                .map(HistoryEntry::id)
                .filter(id -> !returnable.contains(id) && !deploymentExists.test(id))
                .toList();
        old.forEach(this::remove);
    }

    private NavigableMap<HistoryPosition, HistoryEntry> shelf(Shelf shelf) {
        NavigableMap<HistoryPosition, HistoryEntry> shelved = shelves.get(shelf);
        return shelved == null ? new TreeMap<>() : shelved;
    }

    private static List<Shelf> shelvesOf(HistoryEntry entry) {
        List<Shelf> of = new ArrayList<>();
        of.add(new Shelf(null, false));
        of.add(new Shelf(entry.environment(), false));
        if (entry.status() == DeploymentStatus.PROMOTED) {
            of.add(new Shelf(null, true));
            of.add(new Shelf(entry.environment(), true));
        }
        return of;
    }
}
