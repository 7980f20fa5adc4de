package io.releaseconductor.testkit.simulator;

import io.releaseconductor.check.CheckStatus;
import io.releaseconductor.check.CompletedCheck;
import io.releaseconductor.deployment.Counting;
import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.deployment.DeploymentStatus;
import io.releaseconductor.deployment.Rollback;
import io.releaseconductor.deployment.VerificationState;
import io.releaseconductor.model.Bake;
import io.releaseconductor.model.DeployId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * That nothing counts as verified that no check was asked about or that checks found ill, and that neither a hiccup nor a start
 * that takes its time rolls anything back.
 */
final class CheckRules {

    /** How long after a run nothing need answer, unless said otherwise. */
    private static final long SETTLING = 60_000;

    /** In the place of a check's id, for what all of them said, in order. */
    private static final String ANY = "*";

    private final List<String> checks;
    private final Consumer<String> violations;
    private final Map<String, List<Answer>> answers = new HashMap<>();
    private final Map<String, Integer> asks = new HashMap<>();

    private final BiPredicate<DeployId, String> illBefore;

    CheckRules(List<String> checks, BiPredicate<DeployId, String> illBefore, Consumer<String> violations) {
        this.checks = checks;
        this.illBefore = illBefore;
        this.violations = violations;
    }

    /** What a check said; nobody heard it if it was given up before. */
    private record Answer(CheckStatus status, boolean heard) {

        boolean isFailure() {
            return status == CheckStatus.FAIL;
        }
    }

    /** @param wave of which wave, 0 after a rollback */
    void asked(DeployId deployment, int wave, String check) {
        asks.merge(key(deployment, wave, check), 1, Integer::sum);
    }

    void answered(DeployId deployment, int wave, String check, CheckStatus status, boolean heard) {
        for (String of : List.of(check, ANY)) {
            answers.computeIfAbsent(key(deployment, wave, of), k -> new ArrayList<>())
                    .add(new Answer(status, heard));
        }
    }

    private static String key(DeployId deployment, int wave, String check) {
        return deployment + "/" + wave + "/" + check;
    }

    void written(String id, Deployment before, Deployment after, boolean byPolicy) {
        DeploymentStatus to = after.status();
        boolean moved = before.status() != to;
        if (moved && to == DeploymentStatus.ROLLING_BACK) {
            for (String check : checks) {
                asks.remove(key(after.id(), 0, check));
                answers.remove(key(after.id(), 0, check));
            }
            Rollback rollback = after.rollback();
            if ((before.status() == DeploymentStatus.VERIFYING || before.status() == DeploymentStatus.PROMOTED)
                    && rollback != null
                    && rollback.decision().by().isPolicy()) {
                confirmed(id, after);
                if (before.status() == DeploymentStatus.VERIFYING) {
                    hasStarted(id, after);
                }
            }
        }
        if (moved && to == DeploymentStatus.ROLLED_BACK) {
            checks.stream()
                    .filter(check -> !isVerified(key(after.id(), 0, check)))
                    .filter(check -> !isWithoutData(after.rollbackVerification(), check))
                    .filter(check -> !illBefore.test(after.id(), check))
                    .forEach(check -> violations.accept(
                            id + "rule 2: rolled back, and " + check + " was not asked, or failed each time"));
        }
        boolean opened = after.wave() > before.wave() || (moved && to == DeploymentStatus.PROMOTED);
        if (opened && before.status() == DeploymentStatus.VERIFIED && byPolicy) {
            checks.stream()
                    .filter(check -> answers.getOrDefault(key(after.id(), before.wave(), check), List.of()).stream()
                            .noneMatch(a -> a.status() == CheckStatus.PASS))
                    .forEach(check ->
                            violations.accept(id + "rule 2: promoted by policy, and " + check + " never passed"));
        }
    }

    /** Such as where the node reached nobody at all. */
    private static boolean isWithoutData(@Nullable VerificationState state, String check) {
        return state != null
                && state.result() != null
                && state.result()
                        .result(check)
                        .filter(r -> r.status() == CheckStatus.NO_DATA)
                        .isPresent();
    }

    /** One that was asked and did not answer has no data, which is held against nobody. */
    private boolean isVerified(String key) {
        List<Answer> told = answers.getOrDefault(key, List.of());
        return asks.getOrDefault(key, 0) > told.size() || told.stream().anyMatch(a -> !a.heard() || !a.isFailure());
    }

    /** Whether the policy rolls back for a metric, whatever the checks say. */
    private static boolean isForMetrics(Deployment d) {
        VerificationState state = d.currentProgress().verification();
        Counting counting = state == null ? null : state.counting();
        Rollback rollback = d.rollback();
        List<String> reasons = rollback == null || rollback.reason() == null
                ? List.of()
                : List.of(rollback.reason().split(", "));
        return counting != null && counting.metrics().stream().anyMatch(metric -> reasons.contains(metric.rule()));
    }

    private List<Answer> heard(Deployment d, String check) {
        return answers.getOrDefault(key(d.id(), d.wave(), check), List.of()).stream()
                .filter(Answer::heard)
                .toList();
    }

    private static boolean failedLast(List<Answer> told) {
        return told.size() > 1
                && told.subList(told.size() - 2, told.size()).stream().allMatch(Answer::isFailure);
    }

    /** The checks decided: one of them failed the last times that it was heard, or, round by round, nothing that was heard passed. */
    private void confirmed(String id, Deployment d) {
        if (isForMetrics(d)) {
            return;
        }
        // where there are rounds, what counts is how many of them failed
        boolean rounds = d.currentWave().bake() instanceof Bake.Rounds;
        boolean lasting = checks.stream()
                .map(check -> heard(d, check))
                .anyMatch(
                        told -> rounds ? told.stream().filter(Answer::isFailure).count() > 1 : failedLast(told));
        boolean silent = rounds && failedLast(heard(d, ANY));
        if (!lasting && !silent) {
            violations.accept(id + "rule 2: rolled back for a hiccup: no check failed twice in a row");
        }
    }

    /** Not just by silence while it may start. */
    private void hasStarted(String id, Deployment d) {
        VerificationState state = d.verification();
        if (isForMetrics(d) || state == null || state.result() == null) {
            return;
        }
        long seconds =
                state.result().finishedAt().toEpochMilli() - state.startedAt().toEpochMilli();
        boolean silent = state.result().results().stream()
                .map(CompletedCheck::result)
                .filter(r -> r.status() == CheckStatus.FAIL)
                .allMatch(r -> r.unanswered());
        if (silent && seconds < SETTLING - World.SKEW) {
            violations.accept(id + "rule 2: rolled back while the application may still be starting: "
                    + state.result().results());
        }
    }
}
