package io.releaseconductor.testkit.simulator;

import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.model.DeployId;
import io.releaseconductor.model.Environment;
import io.releaseconductor.spi.ClaimToken;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What was written to the store, write by write, noted at the moment of each write's effect. */
final class Records {

    /** A deployment with all that it was. */
    static final class Entry {
        final List<Deployment> writes = new ArrayList<>();

        /** Which one it is in the order of creation. */
        final int number;

        /** What each operation wrote. */
        final Map<String, Deployment> operations = new HashMap<>();

        @Nullable
        ClaimToken claim;

        @Nullable
        Node claimant;

        /** Whether clean-up removed it. */
        boolean removed;

        /** Whether clean-up removed its history. */
        boolean forgotten;

        /** How many changes of a status there had been, of any deployment, when it came to its own: by no node's clock. */
        long standsSince;

        /** Since when, in virtual milliseconds. */
        long claimedAt;

        long leaseUntil = Long.MIN_VALUE;

        Entry(int number) {
            this.number = number;
        }

        boolean isClaimedFor(Task task) {
            return claim != null && claimant == task.node && claimedAt <= task.since;
        }

        Deployment now() {
            return writes.get(writes.size() - 1);
        }
    }

    private final Map<DeployId, Entry> all = new LinkedHashMap<>();
    private int created;
    private long changes;

    Collection<Entry> all() {
        return all.values();
    }

    @Nullable
    Entry find(DeployId id) {
        return all.get(id);
    }

    Optional<Deployment> now(DeployId id) {
        return Optional.ofNullable(all.get(id)).map(Entry::now);
    }

    /** Whether no deployment has the id: none had, or it is forgotten altogether, and a creation that took minutes comes after that. */
    boolean isFree(DeployId id) {
        Entry record = all.get(id);
        return record == null || record.forgotten;
    }

    Entry created(Deployment deployment) {
        Entry record = new Entry(++created);
        record.writes.add(deployment);
        record.standsSince = ++changes;
        all.remove(deployment.id());
        all.put(deployment.id(), record);
        return record;
    }

    void written(Entry record, Deployment after) {
        if (record.now().status() != after.status()) {
            record.standsSince = ++changes;
        }
        record.writes.add(after);
    }

    Optional<Deployment> newest(Environment environment) {
        return all.values().stream()
                .map(Entry::now)
                .filter(d -> d.environment().equals(environment))
                .reduce((earlier, later) -> later);
    }

    Optional<Deployment> holder(Environment environment) {
        return all.values().stream()
                .map(Entry::now)
                .filter(d -> d.environment().equals(environment) && !d.settled())
                .findFirst();
    }

    /** When a claim can succeed first, by the clock of the one who claims. */
    long nextDue() {
        long next = Task.NEVER;
        for (Entry record : all.values()) {
            Instant dueAt = record.now().dueAt();
            if (dueAt != null) {
                long due = Moments.of(dueAt);
                next = Math.min(next, record.claim == null ? due : Math.max(due, record.leaseUntil));
            }
        }
        return next;
    }
}
