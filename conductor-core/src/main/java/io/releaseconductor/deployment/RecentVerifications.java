package io.releaseconductor.deployment;

import io.releaseconductor.check.Verification;
import io.releaseconductor.policy.AlertRules;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How the verifications of an environment came out that were before one which comes to its end now: each deployment's once, however many
 * waves, rounds and looks it had. A verification failed if a trigger fired. Immutable.
 *
 * @param failed whether each failed, the newest first; of the deployments before, so without the one that is verified now
 * @param rules when the team is alerted
 */
public record RecentVerifications(List<Boolean> failed, AlertRules rules) {

    /** Cuts to as many as are looked at, and copies. */
    public RecentVerifications {
        Objects.requireNonNull(rules, "rules");
        failed = failed.stream().limit(rules.last()).toList();
    }

    /**
     * Whether an event brings a verification to its end, or makes one fail that had passed, so that the rate of the environment changes.
     *
     * @param before the deployment
     * @param after what becomes of it
     * @return whether those before are to be looked at
     */
    public static boolean areAskedFor(Deployment before, Deployment after) {
        Boolean now = outcome(after);
        return now != null && !now.equals(outcome(before));
    }

    /**
     * Whether what was shipped failed its verification, in any of its waves; null while none of them is verified, where nothing was found
     * out, and where there is no policy to judge it.
     */
    static @Nullable Boolean outcome(Deployment d) {
        int ended = d.waves().size() - (d.status() == DeploymentStatus.VERIFYING ? 1 : 0);
        List<Boolean> outcomes = d.waves().stream()
                .limit(ended)
                .flatMap(wave -> Stream.ofNullable(wave.verification()))
                .flatMap(state -> Stream.ofNullable(outcome(d, state)))
                .toList();
        return outcomes.isEmpty() ? null : outcomes.contains(true);
    }

    private static @Nullable Boolean outcome(Deployment d, VerificationState state) {
        if (state.fires()) {
            return true;
        }
        Verification result = state.result();
        boolean judged = result != null && result.hasData() && d.request().policy() != null;
        return judged ? false : null;
    }

    /**
     * Tells if too many failed: with each that fails, and with the one that makes them enough to speak of a rate.
     *
     * @param d the deployment before its verification came to this
     * @param state what it came to
     */
    static Change told(Deployment d, Change change, VerificationState state, @Nullable RecentVerifications recent) {
        Boolean before = outcome(d);
        Boolean now = outcome(d, state);
        if (recent == null || now == null || now.equals(before) || Boolean.TRUE.equals(before)) {
            return change;
        }
        String message = recent.message(d, now);
        return message == null ? change : change.alert(AlertKind.VERIFICATION_FAILURES, message);
    }

    private @Nullable String message(Deployment d, boolean failsNow) {
        boolean knownBefore = rules.isTooMany(count(failed), failed.size());
        List<Boolean> others = failed.subList(0, Math.min(failed.size(), rules.last() - 1));
        int total = others.size() + 1;
        int failures = count(others) + (failsNow ? 1 : 0);
        boolean news = rules.isTooMany(failures, total) && (failsNow || !knownBefore);
        return news
                ? "Verification failure rate of " + d.environment() + ": " + failures + " of the last " + total
                        + " failed (" + percent(failures, total) + " %, alerted above " + rules.failurePercent() + " %)"
                : null;
    }

    private static int count(List<Boolean> outcomes) {
        return Collections.frequency(outcomes, true);
    }

    private static String percent(int part, int whole) {
        return BigDecimal.valueOf(100L * part)
                .divide(BigDecimal.valueOf(whole), 1, RoundingMode.HALF_UP)
                .stripTrailingZeros()
                .toPlainString();
    }
}
