package io.releaseconductor.testkit.simulator;

import io.releaseconductor.deployment.Alert;
import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.deployment.DeploymentStatus;
import io.releaseconductor.deployment.HistoryEntry;
import io.releaseconductor.model.Environment;
import io.releaseconductor.spi.HistoryQuery;
import io.releaseconductor.spi.Retention;
import io.releaseconductor.spi.StateStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** That clean-up removes nothing that is open, has something left to be done or told, or may be needed again. */
final class CleanUpRules {

    private final Records records;
    private final StateStore store;
    private final Consumer<String> violations;

    CleanUpRules(Records records, StateStore store, Consumer<String> violations) {
        this.records = records;
        this.store = store;
        this.violations = violations;
    }

    /** A clean-up has just had its effect: looks what is gone, and whether it may be. */
    void cleanedUp(Instant now, Retention retention) {
        Set<String> told = new HashSet<>();
        for (HistoryEntry entry : store.history(HistoryQuery.newest(1_000)).entries()) {
            told.add(entry.id().value());
        }
        Set<Records.Entry> returnable = returnable(retention);
        for (Records.Entry record : records.all()) {
            Deployment d = record.now();
            if (!record.removed && store.find(d.id()).isEmpty()) {
                record.removed = true;
                removed(d, now, retention);
            }
            if (!record.forgotten && !told.contains(d.id().value())) {
                record.forgotten = true;
                forgotten(record, now, retention);
                if (returnable.contains(record)) {
                    violations.accept("clean-up: " + d.id() + " is one of the last " + retention.keepPromoted()
                            + " that were promoted, and history knows it no more");
                }
            }
        }
    }

    /**
     * The last of those that stood at promoted and were still known when this clean-up came. What an earlier one forgot may be among
     * the last ones by now, since a later deployment was rolled back; but then it was not, and comes back by no clean-up.
     */
    private Set<Records.Entry> returnable(Retention retention) {
        Set<Records.Entry> returnable = new HashSet<>();
        for (Environment environment : List.of(Environment.STAGING, Environment.PROD)) {
            List<Records.Entry> promoted = new ArrayList<>(records.all().stream()
                    .filter(r -> !r.forgotten && r.now().environment().equals(environment))
                    .filter(r -> r.now().status() == DeploymentStatus.PROMOTED)
                    .toList());
            Collections.reverse(promoted);
            promoted.stream().limit(retention.keepPromoted()).forEach(returnable::add);
        }
        return returnable;
    }

    private void removed(Deployment d, Instant now, Retention retention) {
        String what = "clean-up: " + Timeline.brief(d) + " was removed, and ";
        if (!d.settled()) {
            violations.accept(what + "it is not settled");
        }
        if (Duration.between(d.statusSince(), now).compareTo(retention.settled()) < 0) {
            violations.accept(what + "it has stood there for less than " + retention.settled());
        }
        boolean unsent = d.dueAt() != null || d.alerts().stream().anyMatch(Alert::isPending);
        if (unsent && Duration.between(d.statusSince(), now).compareTo(retention.unsent()) < 0) {
            violations.accept(what + "something of it is still to be done or told");
        }
    }

    private void forgotten(Records.Entry record, Instant now, Retention retention) {
        Deployment d = record.now();
        String what = "clean-up: the history of " + Timeline.brief(d) + " was removed, and ";
        if (!record.removed) {
            violations.accept(what + "it is there itself");
        }
        if (Duration.between(d.statusSince(), now).compareTo(retention.history()) < 0) {
            violations.accept(what + "it is younger than " + retention.history());
        }
    }
}
