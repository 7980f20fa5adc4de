package io.releaseconductor.testkit.simulator;

import io.releaseconductor.check.CheckContext;
import io.releaseconductor.check.CheckResult;
import io.releaseconductor.check.CheckStatus;
import io.releaseconductor.check.CompletedCheck;
import io.releaseconductor.check.Verification;
import io.releaseconductor.deployment.BaselineLook;
import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.deployment.DeploymentStatus;
import io.releaseconductor.deployment.Rollback;
import io.releaseconductor.deployment.RollbackMethod;
import io.releaseconductor.deployment.VerificationState;
import io.releaseconductor.model.DeployId;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * That what was there is looked at before anything is started, by all that the world knows, and that it excuses nothing but what was
 * ill before, and only where what ran then is what a rollback returns to.
 */
final class BaselineRules {

    private final Ci ci;
    private final Records records;
    private final Consumer<String> violations;
    /** What each check said before anything was started: the kinds of its failures; nothing where it did not fail. */
    private final Map<String, Set<Optional<String>>> before = new HashMap<>();

    BaselineRules(Ci ci, Records records, Consumer<String> violations) {
        this.ci = ci;
        this.records = records;
        this.violations = violations;
    }

    void answered(CheckContext context, String check, CheckResult result, boolean heard) {
        if (context.isBaselineLook() && heard) {
            before.computeIfAbsent(key(context.deployment(), check), k -> new HashSet<>())
                    .add(result.unanswered() ? Optional.empty() : Optional.ofNullable(result.kind()));
        }
    }

    private static String key(DeployId deployment, String check) {
        return deployment + "/" + check;
    }

    /** Whether a check failed when it was asked before anything of a deployment was started. */
    boolean wasIll(DeployId deployment, String check) {
        return before(deployment, check).stream().anyMatch(Optional::isPresent);
    }

    private Set<Optional<String>> before(DeployId deployment, String check) {
        return before.getOrDefault(key(deployment, check), Set.of());
    }

    /** The world's notes of requests come at their effect, so that what is found before the first one is saved before it. */
    void written(String id, Deployment before, Deployment after) {
        BaselineLook look = after.baseline();
        if (look != null && look.result() != null && !Objects.equals(look, before.baseline())) {
            boolean started =
                    ci.runs().stream().anyMatch(run -> run.intent.deployment().equals(after.id()));
            if (started) {
                violations.accept(id + "baseline: looks at what was there before when a run was started already");
            }
            String version = look.version();
            if (version != null && !version.equals(running(after)) && !isHearsay(after)) {
                violations.accept(id + "baseline: takes " + version + " for what runs, and that is " + running(after));
            }
        }
        if (isSent(after) && !isSent(before) && look != null && look.isPending()) {
            violations.accept(id + "baseline: is sent, and what is there was neither looked at nor given up");
        }
        if (before.status() == DeploymentStatus.VERIFYING && after.status() == DeploymentStatus.ROLLING_BACK) {
            rolledBack(id, after);
        }
        marks(id, before.verification(), after.verification(), after);
        marks(id, before.rollbackVerification(), after.rollbackVerification(), after);
    }

    /** The policy has to have seen something that a rollback may mend. */
    private void rolledBack(String id, Deployment d) {
        Rollback rollback = d.rollback();
        BaselineLook look = d.baseline();
        VerificationState state = d.verification();
        Verification result = state == null ? null : state.result();
        boolean byPolicy = rollback != null && rollback.decision().by().isPolicy();
        String seen = look == null ? null : look.version();
        if (!byPolicy
                || result == null
                || result.count(CheckStatus.FAIL) == 0
                || !Objects.equals(seen, d.previousVersion())) {
            return;
        }
        boolean nothingNew = result.results().stream()
                .filter(check -> check.status() == CheckStatus.FAIL)
                .allMatch(check -> !check.result().unanswered()
                        && wasFound(look, check.id())
                        && before(d.id(), check.id())
                                .equals(Set.of(
                                        Optional.ofNullable(check.result().kind()))));
        if (seen != null && nothingNew) {
            violations.accept(id + "baseline: the policy rolls back for what was ill before");
        }
    }

    private static boolean wasFound(@Nullable BaselineLook look, String check) {
        return look != null
                && look.result() != null
                && look.result()
                        .result(check)
                        .filter(result -> result.status() == CheckStatus.FAIL)
                        .isPresent();
    }

    private static boolean isSent(Deployment d) {
        return d.deployPhase().intent().isPresent() || d.deployPhase().run().isPresent();
    }

    private void marks(String id, @Nullable VerificationState before, @Nullable VerificationState now, Deployment d) {
        Verification result = now == null ? null : now.result();
        if (now == null || result == null || now.equals(before)) {
            return;
        }
        BaselineLook look = d.baseline();
        String seen = look == null ? null : look.version();
        for (CompletedCheck check : result.results()) {
            boolean truly = wasIll(d.id(), check.id()) && seen != null && !seen.equals(d.version());
            if (check.alreadySo() && !truly) {
                violations.accept(id + "baseline: excuses " + check.id() + ", which was well before");
            }
        }
    }

    /** Where a person had to tell what happened, or history has forgotten it, it may be otherwise. */
    private boolean isHearsay(Deployment d) {
        return records.all().stream()
                .filter(entry -> entry.now().environment().equals(d.environment()))
                .anyMatch(entry -> entry.forgotten
                        || entry.writes.stream().anyMatch(write -> write.status() == DeploymentStatus.NEEDS_ATTENTION));
    }

    /** What the last deployment before it that changed anything left there, by what really happened; null where nobody knows. */
    private @Nullable String running(Deployment d) {
        return records.all().stream()
                .filter(entry -> entry.now().environment().equals(d.environment()))
                .sorted(Comparator.comparingInt((Records.Entry entry) -> entry.number)
                        .reversed())
                .map(Records.Entry::now)
                .filter(other -> !other.id().equals(d.id()) && !leftAllAsItWas(other))
                .findFirst()
                .map(BaselineRules::left)
                .flatMap(Function.identity())
                .orElse(null);
    }

    private static Optional<String> left(Deployment d) {
        Rollback rollback = d.rollback();
        if (rollback != null && wasRedeployed(d)) {
            return Optional.ofNullable(rollback.version());
        }
        return d.status() == DeploymentStatus.PROMOTED ? Optional.ofNullable(d.version()) : Optional.empty();
    }

    private static boolean wasRedeployed(Deployment d) {
        Rollback rollback = d.rollback();
        return rollback != null && rollback.method() == RollbackMethod.REDEPLOY && d.rollbackVerification() != null;
    }

    private boolean leftAllAsItWas(Deployment d) {
        return d.status() == DeploymentStatus.ROLLED_BACK ? !wasRedeployed(d) : !ci.hasBegun(d.id());
    }
}
