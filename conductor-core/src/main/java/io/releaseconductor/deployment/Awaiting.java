package io.releaseconductor.deployment;

import io.releaseconductor.model.Bake;
import io.releaseconductor.model.Gate;
import io.releaseconductor.policy.Recommendation;
import io.releaseconductor.policy.ReleasePolicy;
import io.releaseconductor.policy.Verdict;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The wait for a decision: when people are called to decide. Pure. */
public final class Awaiting {

    private static final Duration LONGEST_LEAD = Duration.ofMinutes(15);

    private Awaiting() {}

    /**
     * When people are to be called since a decision is due.
     *
     * @param d the deployment
     * @return from when on; null if they were called for this wait, nobody is to be called, or policy decides or may still do so
     */
    public static @Nullable Instant callFrom(Deployment d) {
        if (!isLeftToPeople(d) || lastCall(d) != null || isHeldSince(d)) {
            return null;
        }
        Instant end = endOfPolicysTime(d);
        return end == null ? d.statusSince() : later(d.statusSince(), end);
    }

    /**
     * When people are to be called once more, before the wait is over: by a quarter of it, and by 15 minutes at most.
     *
     * @param d the deployment
     * @param limit how long the wait may take
     * @return from when on; null if they were called since then, nobody is to be called, or policy decides
     */
    public static @Nullable Instant callAgainFrom(Deployment d, Duration limit) {
        Duration quarter = limit.dividedBy(4);
        Duration lead = quarter.compareTo(LONGEST_LEAD) < 0 ? quarter : LONGEST_LEAD;
        Instant from = d.awaitedSince().plus(limit).minus(lead);
        Instant called = lastCall(d);
        return !isLeftToPeople(d) || (called != null && !called.isBefore(from)) ? null : from;
    }

    private static boolean isLeftToPeople(Deployment d) {
        return d.status() == DeploymentStatus.VERIFIED && !d.request().called().isNobody() && !d.promotableByPolicy();
    }

    /** When people were called last to decide what waits now. */
    private static @Nullable Instant lastCall(Deployment d) {
        return d.alerts().stream()
                .filter(alert -> alert.kind() == AlertKind.DECISION_DUE || alert.kind() == AlertKind.DECISION_EXPIRES)
                .map(Alert::raisedAt)
                .filter(at -> !at.isBefore(d.statusSince()))
                .reduce((earlier, later) -> later)
                .orElse(null);
    }

    /** Whoever holds what policy may have decided knows that it waits. */
    private static boolean isHeldSince(Deployment d) {
        return d.holds().stream().anyMatch(hold -> hold.at().isAfter(d.statusSince()));
    }

    /** Until when policy may promote what it did not promote yet, since rounds go on; null if it will not. */
    private static @Nullable Instant endOfPolicysTime(Deployment d) {
        VerificationState state = d.currentProgress().verification();
        Verdict verdict = state == null ? null : state.verdict();
        if (state == null || verdict == null || verdict.recommendation() != Recommendation.ASK || !mayOpen(d)) {
            return null;
        }
        return d.currentWave().bake() instanceof Bake.Rounds bake
                ? bake.endOfMost(state.startedAt()).plus(bake.every())
                : null;
    }

    private static boolean mayOpen(Deployment d) {
        ReleasePolicy policy = d.request().policy();
        Gate gate = d.currentWave().gate();
        boolean byPolicy = gate instanceof Gate.Open
                || (gate instanceof Gate.Approvals approvals
                        && approvals.isOfOne()
                        && policy != null
                        && policy.autoPromote());
        return byPolicy && !d.isHeld() && d.cancelWish() == null;
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
