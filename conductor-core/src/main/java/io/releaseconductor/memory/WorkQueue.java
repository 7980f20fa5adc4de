package io.releaseconductor.memory;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;

/**
 * The rows that have a due time, in two orders: those that may be claimed by due time, and those under a lease by its end.
 * So finding what is due looks neither at what is due later nor at what others work on. A row has to be removed before its
 * due time or its lease changes and put back afterwards.
 */
final class WorkQueue {

    private final TreeSet<Row> claimable =
            new TreeSet<>(Comparator.comparing(WorkQueue::dueAt).thenComparing(row -> row.deployment.id()));
    private final TreeSet<Row> leased =
            new TreeSet<>(Comparator.comparing(WorkQueue::leasedUntil).thenComparing(row -> row.deployment.id()));

    void put(Row row) {
        if (row.deployment.dueAt() == null) {
            return;
        }
        if (row.leasedUntil() == null) {
            claimable.add(row);
        } else {
            leased.add(row);
        }
    }

    void remove(Row row) {
        if (row.deployment.dueAt() == null) {
            return;
        }
        claimable.remove(row);
        if (row.leasedUntil() != null) {
            leased.remove(row);
        }
    }

    /** What is due and not under a running lease, longest due first. */
    List<Row> due(Instant now, int limit) {
        while (!leased.isEmpty() && !leased.first().isLeased(now)) {
            claimable.add(leased.pollFirst());
        }
        List<Row> due = new ArrayList<>();
        for (Row row : claimable) {
            if (due.size() == limit || dueAt(row).isAfter(now)) {
                break;
            }
            // Another caller's clock may have been ahead and have found a lease over that runs on by this one.
            if (!row.isLeased(now)) {
                due.add(row);
            }
        }
        return due;
    }

    private static Instant dueAt(Row row) {
        return Objects.requireNonNull(row.deployment.dueAt(), "dueAt");
    }

    private static Instant leasedUntil(Row row) {
        return Objects.requireNonNull(row.leasedUntil(), "leasedUntil");
    }
}
