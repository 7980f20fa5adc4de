package io.releaseconductor.deployment;

import io.releaseconductor.check.Verification;
import io.releaseconductor.model.Gate;
import io.releaseconductor.policy.Recommendation;
import io.releaseconductor.policy.RuleResult;
import io.releaseconductor.policy.Verdict;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Notes what the policy would do first, of each wave and of the watch. */
final class ShadowTransitions {

    private static final String ALL_MET = "all criteria met";

    private ShadowTransitions() {}

    /**
     * After looks at the wave that began last.
     *
     * @param result what the checks found
     * @param verdict what the policy makes of that
     * @param gateMayOpen whether nothing but the policy and people keeps the gate from opening now
     */
    static Change looked(
            Deployment d, Change change, Verification result, Verdict verdict, boolean gateMayOpen, Instant at) {
        if (!verdict.fired().isEmpty()) {
            return rollBack(d, change, false, Accepted.without(d, result, verdict), at);
        }
        boolean opens = !(d.currentWave().gate() instanceof Gate.Approvals gate) || gate.isOfOne();
        return verdict.meetsAll() && opens && gateMayOpen && d.cancelWish() == null
                ? noted(d, change, shadow(d, false, Recommendation.PROMOTE, at, ALL_MET))
                : change;
    }

    /** After a run that failed and may have changed something, which fires a trigger. */
    static Change runFailed(Deployment d, Change change, String trigger, Instant at) {
        return rollBack(d, change, false, trigger, at);
    }

    /** After a look at what was promoted, at which this fires that nobody had accepted. */
    static Change watched(Deployment d, Change change, List<RuleResult> fired, Instant at) {
        return rollBack(d, change, true, fired, at);
    }

    private static Change rollBack(Deployment d, Change change, boolean watched, List<RuleResult> fired, Instant at) {
        return fired.isEmpty() ? change : rollBack(d, change, watched, RuleResult.names(fired), at);
    }

    private static Change rollBack(Deployment d, Change change, boolean watched, String why, Instant at) {
        return Endings.policyRollbackOf(d, why, at) == null
                ? change
                : noted(d, change, shadow(d, watched, Recommendation.ROLL_BACK, at, why));
    }

    private static Shadow shadow(Deployment d, boolean watched, Recommendation would, Instant at, String why) {
        return new Shadow(d.wave(), d.request().plan().waves().size(), watched, would, at, why);
    }

    private static Change noted(Deployment d, Change change, Shadow shadow) {
        boolean known = d.shadows().stream()
                .anyMatch(each -> each.wave() == shadow.wave() && each.watched() == shadow.watched());
        if (known) {
            return change;
        }
        List<Shadow> all = new ArrayList<>(d.shadows());
        all.add(shadow);
        return change.apply(b -> b.shadows(all));
    }
}
