package io.releaseconductor.deployment;

import io.releaseconductor.model.Times;
import java.time.Instant;

/** People are called to decide: once when a decision is due, and once more before the wait for it is over. */
final class CallTransitions {

    private CallTransitions() {}

    static LifecycleResult due(Deployment d, DeploymentEvent.DeadlinePassed event) {
        Instant from = Awaiting.callFrom(d);
        if (from == null) {
            return DeadlineTransitions.tooLate(event);
        }
        return told(d, from, event, AlertKind.DECISION_DUE, "A decision is due by " + end(d, event) + ": " + found(d));
    }

    static LifecycleResult expires(Deployment d, DeploymentEvent.DeadlinePassed event) {
        Instant from = Awaiting.callAgainFrom(d, event.limit());
        if (from == null) {
            return DeadlineTransitions.tooLate(event);
        }
        String then = DeadlineTransitions.rollbackOfHalfARollout(d, event) == null ? "expires" : "is rolled back";
        return told(
                d,
                from,
                event,
                AlertKind.DECISION_EXPIRES,
                "Nobody has decided yet, and it " + then + " at " + end(d, event) + ": " + found(d));
    }

    /** A clock that is behind must not let it look as if nobody had been called since. */
    private static LifecycleResult told(
            Deployment d, Instant from, DeploymentEvent.DeadlinePassed event, AlertKind kind, String message) {
        Instant at = event.at().isBefore(from) ? from : event.at();
        return Change.of(d, at).alert(kind, message).moved();
    }

    private static String end(Deployment d, DeploymentEvent.DeadlinePassed event) {
        return Times.format(d.awaitedSince().plus(event.limit()));
    }

    private static String found(Deployment d) {
        VerificationState state = d.verification();
        String approvals = d.approvals();
        return (state == null || state.result() == null
                        ? "the checks have no result"
                        : state.result().headline())
                + (approvals == null ? "" : "; approvals: " + approvals);
    }
}
