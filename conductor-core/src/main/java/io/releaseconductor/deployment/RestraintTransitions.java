package io.releaseconductor.deployment;

import io.releaseconductor.model.Phase;
import io.releaseconductor.model.Times;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Locks, stops and closed windows, as far as a deployment is kept by them. While it is, nothing begins but a rollback, and the deadlines of
 * what would begin, or of who would decide, rest; they begin anew when it is over.
 */
final class RestraintTransitions {

    /** A lock may be taken back at any time, and then nobody waits for long. */
    private static final Duration PACE = Duration.ofSeconds(30);

    private RestraintTransitions() {}

    static LifecycleResult restrained(Deployment d, DeploymentEvent.Restrained event) {
        if (!isWaiting(d)) {
            return Change.refused("Nothing of it waits to begin: " + Decisions.standing(d));
        }
        Restraint before = d.restrainedBy();
        Instant since = before == null ? event.at() : before.since();
        Instant again = event.at().plus(PACE);
        Instant until = event.until();
        Restraint now = new Restraint(
                event.why(),
                until,
                since,
                until != null && until.isBefore(again) && until.isAfter(event.at()) ? until : again,
                null);
        return Change.of(d, event.at()).apply(b -> b.restraint(now)).moved();
    }

    static LifecycleResult unrestrained(Deployment d, DeploymentEvent.Unrestrained event) {
        Restraint before = d.restrainedBy();
        if (before == null) {
            return Change.refused("Nothing keeps it from beginning.");
        }
        Change change = Change.of(d, event.at()).apply(b -> b.restraint(before.over(event.at())));
        return change.apply(b -> b.baseline(afresh(d, event.at()))).moved();
    }

    /** What was there may have changed in the meantime, as long as nothing of the deployment was started. */
    static @Nullable BaselineLook afresh(Deployment d, Instant at) {
        BaselineLook pending = d.pendingBaseline();
        if (pending != null) {
            return BaselineLook.begin(at, pending.limit());
        }
        boolean untouched =
                d.status() == DeploymentStatus.INITIATED && d.waves().get(0).isUntouched();
        return untouched ? BaselineTransitions.again(d.baseline(), at) : d.baseline();
    }

    /** Whether the next thing that it does, but for looks, is to begin a run or to open a gate. */
    static boolean isWaiting(Deployment d) {
        return d.status() == DeploymentStatus.VERIFIED || ready(d) != null;
    }

    /** The wave that is ready to be dispatched, or null if none is. */
    static @Nullable PhaseProgress ready(Deployment d) {
        boolean asks = d.status() == DeploymentStatus.INITIATED || d.status() == DeploymentStatus.PROMOTING;
        PhaseProgress progress = d.currentProgress().phase();
        return asks && progress.stage() instanceof Stage.Ready ? progress : null;
    }

    /** Whether an intent is one that a restraint keeps from being saved. */
    static boolean keeps(Deployment d, Phase phase) {
        return phase != Phase.ROLL_BACK && d.isRestrained();
    }

    static LifecycleResult neverBegan(Deployment d, DeploymentEvent.DeadlinePassed event) {
        String why = keptBy(d);
        if (why == null) {
            return DeadlineTransitions.tooLate(event);
        }
        String limit = Times.format(event.limit());
        if (Endings.mayHaveBegunBefore(d)) {
            return Endings.notTriedAgain(d, "it was not tried again within " + limit + ": " + why, event.at());
        }
        return Endings.cancelled(Change.of(d, event.at())
                .alert(
                        AlertKind.NOT_ADMITTED,
                        "It has not begun within " + limit + ", and does not begin any more: " + why));
    }

    /** What keeps it from its first run, or from trying that again; null if nothing does. */
    private static @Nullable String keptBy(Deployment d) {
        if (d.status() != DeploymentStatus.INITIATED || ready(d) == null) {
            return null;
        }
        Restraint restraint = d.restrainedBy();
        if (restraint != null) {
            return restraint.why();
        }
        AdmissionState admission = d.awaitedAdmission();
        return admission == null ? null : admission.waitingFor();
    }
}
