package io.releaseconductor.deployment;

import io.releaseconductor.check.Verification;
import io.releaseconductor.policy.ReleasePolicy;
import io.releaseconductor.policy.RuleResult;
import io.releaseconductor.policy.Verdict;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a person accepted by opening a gate: the triggers that had fired by then, as bad as they were. The policy does not answer to
 * these any more; what had not fired yet, or is worse than it was, they could not see.
 */
final class Accepted {

    private Accepted() {}

    /** The triggers of a verdict on the wave that began last that nobody has accepted. */
    static List<RuleResult> without(Deployment d, Verification found, Verdict verdict) {
        return verdict.fired().stream()
                .filter(trigger -> !isAccepted(d, trigger, found))
                .toList();
    }

    /** The triggers of a verdict on what was promoted that nobody has accepted, whoever opened the last gate included. */
    static List<RuleResult> withoutThoseOfPromotion(Deployment d, Verification found, Verdict verdict) {
        VerificationState seen = d.currentProgress().verification();
        Decision promotion = d.promotion();
        boolean byPerson = promotion != null
                && !promotion.by().isPolicy()
                && seen != null
                && !promotion.at().isBefore(seen.startedAt());
        return without(d, found, verdict).stream()
                .filter(trigger -> !(byPerson && seen != null && hadFired(seen, trigger, found, seen)))
                .toList();
    }

    private static boolean isAccepted(Deployment d, RuleResult trigger, Verification found) {
        List<WaveProgress> waves = d.waves();
        VerificationState now = d.currentProgress().verification();
        for (int i = 1; i < waves.size(); i++) {
            VerificationState seen = waves.get(i - 1).verification();
            boolean byPerson = !waves.get(i).begun().by().isPolicy();
            if (byPerson && seen != null && hadFired(seen, trigger, found, now)) {
                return true;
            }
        }
        return false;
    }

    private static boolean hadFired(
            VerificationState seen, RuleResult trigger, Verification found, @Nullable VerificationState now) {
        Verdict verdict = seen.verdict();
        Verification before = seen.result();
        return verdict != null
                && before != null
                && verdict.fired().stream().anyMatch(fired -> fired.rule().equals(trigger.rule()))
                && !ReleasePolicy.isWorse(trigger.rule(), before, found)
                && !MetricVerdict.isWorse(trigger.rule(), seen, now);
    }
}
