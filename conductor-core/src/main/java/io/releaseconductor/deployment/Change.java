package io.releaseconductor.deployment;

import io.releaseconductor.model.Actor;
import io.releaseconductor.model.Called;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A change of a deployment under way: one revision up, along the transition table. */
final class Change {

    private final Deployment before;
    private final Instant at;
    private final DeploymentBuilder next;
    private DeploymentStatus status;
    private final List<Alert> alerts;
    private final List<Alert> raised = new ArrayList<>();

    private Change(Deployment before, Instant at) {
        this.before = before;
        this.at = at;
        this.next = before.toBuilder();
        this.status = before.status();
        this.alerts = new ArrayList<>(before.alerts());
    }

    static Change of(Deployment before, Instant at) {
        return new Change(before, at);
    }

    static LifecycleResult refused(String reason) {
        return new LifecycleResult.Refused(reason);
    }

    Change status(DeploymentStatus newStatus) {
        if (newStatus != before.status() && !before.status().leavesTo().contains(newStatus)) {
            throw new IllegalStateException(
                    before.id() + ": " + before.status().wireName() + " does not leave to " + newStatus.wireName());
        }
        if (newStatus != status) {
            status = newStatus;
            next.status(newStatus).statusSince(at);
            Restraint restraint = before.restrainedBy();
            if (restraint != null) {
                next.restraint(restraint.over(at));
            }
        }
        if (newStatus != DeploymentStatus.NEEDS_ATTENTION) {
            next.attention(null);
        }
        return this;
    }

    /** Sets some of the next deployment's other values. */
    Change apply(Consumer<DeploymentBuilder> setter) {
        setter.accept(next);
        return this;
    }

    Change progress(PhaseProgress progress) {
        next.progress(progress);
        return this;
    }

    Change alert(AlertKind kind, String message) {
        return alert(kind, message, null);
    }

    /** Tells of what somebody did themselves: they are not called for it. */
    Change alert(AlertKind kind, String message, @Nullable Actor by) {
        long number = alerts.stream().filter(a -> a.kind() == kind).count() + 1;
        String id = before.id() + ":" + kind.wireName() + ":" + number;
        Alert alert = new Alert(id, kind, message, at, null, 0, null, calledFor(kind, by));
        alerts.add(alert);
        raised.add(alert);
        return this;
    }

    /** Whoever did it may be in any of the groups. */
    private Called calledFor(AlertKind kind, @Nullable Actor by) {
        Called called = before.request().called();
        Actor initiator = before.request().initiatedBy();
        if (!kind.callsPeople()) {
            return Called.NOBODY;
        }
        if (by == null || by.isPolicy()) {
            return called;
        }
        return called.initiator() && by.isCertainlyAnotherThan(initiator) ? Called.INITIATOR : Called.NOBODY;
    }

    /** One change calls once: for what it came to. Where a decision is awaited from then on, people are called for that. */
    private void callOnce() {
        boolean called = status == DeploymentStatus.VERIFIED && before.status() != status;
        for (int i = raised.size() - 1; i >= 0; i--) {
            Alert alert = raised.get(i);
            if (called) {
                replace(alert, alert.callingNobody());
            }
            called = called || !alert.called().isNobody();
        }
    }

    /**
     * Reminds of what was told before. One reminder says as much as many: it takes the place of those before it, sent or not, and if
     * the team could not be reached for the last one, it is not tried any sooner for that.
     */
    Change remind(AlertKind kind, String message) {
        Optional<Alert> last = alerts.stream().filter(a -> a.kind() == kind).reduce((earlier, later) -> later);
        alerts.removeIf(a -> a.kind() == kind);
        alerts.add(new Alert(
                before.id() + ":" + kind.wireName() + ":"
                        + (last.map(Change::number).orElse(0L) + 1),
                kind,
                message,
                at,
                null,
                last.filter(Alert::isPending).map(Alert::failures).orElse(0),
                last.filter(Alert::isPending).map(Alert::retryAt).orElse(null)));
        return this;
    }

    /** The number of an alert is the end of its id, and no two alerts of a kind may share one. */
    private static long number(Alert alert) {
        String end = alert.id().substring(alert.id().lastIndexOf(':') + 1);
        return end.matches("[0-9]{1,9}")
                ? Long.parseLong(end)
                : alert.raisedAt().getEpochSecond();
    }

    Change replace(Alert old, Alert changed) {
        alerts.set(alerts.indexOf(old), changed);
        return this;
    }

    /** What is first stored: nobody has seen it before. */
    Deployment stored() {
        callOnce();
        return next.alerts(alerts).build();
    }

    LifecycleResult moved() {
        callOnce();
        return new LifecycleResult.Moved(
                next.alerts(alerts).revision(before.revision() + 1).build());
    }
}
