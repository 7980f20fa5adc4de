package io.releaseconductor.testkit.simulator;

import io.releaseconductor.deployment.Action;
import io.releaseconductor.deployment.Alert;
import io.releaseconductor.deployment.AlertKind;
import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.deployment.DeploymentStatus;
import io.releaseconductor.model.Actor;
import io.releaseconductor.model.Called;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** That people are called once for what needs them, by the one write that tells it, and never for what they did themselves. */
final class CallRules {

    private static final Set<AlertKind> TO_DECIDE = Set.of(AlertKind.DECISION_DUE, AlertKind.DECISION_EXPIRES);

    private final Consumer<String> violations;

    CallRules(Consumer<String> violations) {
        this.violations = violations;
    }

    private void require(boolean holds, String rule) {
        if (!holds) {
            violations.accept(rule);
        }
    }

    void written(String id, Deployment before, Deployment after, Task task) {
        Called called = after.request().called();
        List<Alert> calls = raised(before, after).stream()
                .filter(alert -> !alert.called().isNobody())
                .toList();
        require(calls.size() <= 1, id + "rule 7: one change calls people " + calls.size() + " times: " + calls);
        calls.forEach(alert -> require(
                called.groups().containsAll(alert.called().groups())
                        && (called.initiator() || !alert.called().initiator()),
                id + "rule 7: " + alert + " calls others than " + called));
        Click click = task.click;
        if (click != null && click.action() != Action.LIFT) {
            calls.forEach(alert -> ownDeed(id, alert, click.actor(), after));
        }
        require(
                toDecide(after, AlertKind.DECISION_DUE) <= 1 && (!called.isNobody() || toDecide(after) == 0),
                id + "rule 7: people are called " + toDecide(after) + " times to decide one thing, of whom are called: "
                        + called);
        boolean expired = before.status() == DeploymentStatus.VERIFIED && after.status() == DeploymentStatus.EXPIRED;
        require(
                !expired || called.isNobody() || toDecide(before) > 0,
                id + "rule 7: expired, and nobody was called to decide");
    }

    /** Whoever did it may be in any group. */
    private void ownDeed(String id, Alert alert, Actor by, Deployment d) {
        Actor initiator = d.request().initiatedBy();
        require(
                alert.called().equals(Called.INITIATOR) && !by.id().equals(initiator.id()),
                id + "rule 7: " + alert + " calls " + by.name() + ", who did it");
    }

    private static List<Alert> raised(Deployment before, Deployment after) {
        Set<String> known = before.alerts().stream().map(Alert::id).collect(Collectors.toSet());
        return after.alerts().stream()
                .filter(alert -> !known.contains(alert.id()))
                .toList();
    }

    /** How often people were called to decide what waits now. */
    private static long toDecide(Deployment d) {
        return TO_DECIDE.stream().mapToLong(kind -> toDecide(d, kind)).sum();
    }

    private static long toDecide(Deployment d, AlertKind kind) {
        return d.status() != DeploymentStatus.VERIFIED
                ? 0
                : d.alerts().stream()
                        .filter(alert ->
                                alert.kind() == kind && !alert.raisedAt().isBefore(d.statusSince()))
                        .count();
    }
}
