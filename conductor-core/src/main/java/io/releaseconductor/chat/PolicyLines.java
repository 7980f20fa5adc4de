package io.releaseconductor.chat;

import io.releaseconductor.deployment.AlertKind;
import io.releaseconductor.deployment.Decision;
import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.deployment.Rollout;
import io.releaseconductor.deployment.VerificationState;
import io.releaseconductor.policy.Recommendation;
import io.releaseconductor.policy.RuleResult;
import io.releaseconductor.policy.Verdict;
import org.jspecify.annotations.Nullable;

/** What the policy makes of the results while a decision is awaited. */
final class PolicyLines {

    private PolicyLines() {}

    /** A field and not a line, so that the results stand alone between title and buttons, as in the spec's example. */
    static void add(CardBuilder card, Deployment d) {
        VerificationState state = d.verification();
        Verdict verdict = state == null ? null : state.verdict();
        card.field("Status", status(d, verdict == null ? Recommendation.ASK : verdict.recommendation()));
        if (verdict != null) {
            for (RuleResult trigger : verdict.fired()) {
                card.line("🚨 " + trigger.describe());
            }
        }
    }

    private static String status(Deployment d, Recommendation recommendation) {
        return switch (recommendation) {
            case ASK -> "⏳ Waiting for a decision";
            case PROMOTE -> wanted("Promotion", obstacle(d.hold()));
            case ROLL_BACK ->
                wanted(
                        "Rollback",
                        nothingToReturnTo(d) ? "not possible: no earlier version is known" : obstacle(d.hold()));
        };
    }

    private static String wanted(String what, @Nullable String obstacle) {
        return obstacle == null
                ? "⏳ " + what + " wanted by policy"
                : "⚠️ " + what + " wanted, " + obstacle + "; waiting for a decision";
    }

    private static @Nullable String obstacle(@Nullable Decision hold) {
        return hold == null ? null : "held by " + hold.by().name();
    }

    private static boolean nothingToReturnTo(Deployment d) {
        return d.alerts().stream().anyMatch(a -> a.kind() == AlertKind.ROLLBACK_IMPOSSIBLE)
                || (d.request().rollout() == Rollout.FULL && d.previousVersion() == null);
    }
}
