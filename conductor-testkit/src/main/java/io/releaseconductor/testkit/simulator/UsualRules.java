package io.releaseconductor.testkit.simulator;

import io.releaseconductor.check.CheckContext;
import io.releaseconductor.check.CheckResult;
import io.releaseconductor.check.CheckStatus;
import io.releaseconductor.check.CompletedCheck;
import io.releaseconductor.check.Verification;
import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.deployment.DeploymentStatus;
import io.releaseconductor.deployment.UsualLatency;
import io.releaseconductor.deployment.VerificationState;
import io.releaseconductor.model.DeployId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * That what a check usually takes comes from what was promoted in the same environment, is known from {@code /ship} on and never changes,
 * and that a check which is slower, and passes whenever it is asked, stands as passed.
 */
final class UsualRules {

    private final Records records;
    private final Consumer<String> violations;
    private final Map<String, List<Duration>> latencies = new HashMap<>();

    /** How often a check was asked and did not say that all is well: did not say anything yet, or something else. */
    private final Map<String, Integer> doubts = new HashMap<>();

    UsualRules(Records records, Consumer<String> violations) {
        this.records = records;
        this.violations = violations;
    }

    void asked(CheckContext context, String check) {
        doubts.merge(key(context.deployment(), check), 1, Integer::sum);
    }

    void answered(CheckContext context, String check, CheckResult result) {
        String key = key(context.deployment(), check);
        if (result.status() == CheckStatus.PASS) {
            doubts.merge(key, -1, Integer::sum);
        }
        Duration latency = result.latency();
        if (latency != null) {
            latencies.computeIfAbsent(key, k -> new ArrayList<>()).add(latency);
        }
    }

    private static String key(DeployId deployment, String check) {
        return deployment + "/" + check;
    }

    void created(Deployment d) {
        List<DeployId> promoted = records.all().stream()
                .filter(entry -> entry.now().environment().equals(d.environment()))
                .filter(entry -> entry.writes.stream().anyMatch(write -> write.status() == DeploymentStatus.PROMOTED))
                .map(entry -> entry.now().id())
                .toList();
        for (UsualLatency usual : d.request().usual().checks()) {
            List<Duration> seen = promoted.stream()
                    .flatMap(id -> latencies.getOrDefault(key(id, usual.check()), List.of()).stream())
                    .sorted()
                    .toList();
            String told = d.id() + " usual: " + usual.check() + " is said to take " + usual.describe();
            require(
                    usual.deployments() <= promoted.size(),
                    told + ", and " + promoted.size() + " were promoted in " + d.environment());
            require(
                    !seen.isEmpty()
                            && usual.low().compareTo(seen.get(0)) >= 0
                            && usual.high().compareTo(seen.get(seen.size() - 1)) <= 0,
                    told + ", and took " + seen);
        }
    }

    void written(String id, Deployment before, Deployment after) {
        require(
                before.request().usual().equals(after.request().usual()),
                id + "usual: what its checks usually take is not what it was when it was shipped");
        stand(id, after, before.verification(), after.verification());
        stand(id, after, before.rollbackVerification(), after.rollbackVerification());
    }

    private void stand(String id, Deployment d, @Nullable VerificationState before, @Nullable VerificationState after) {
        Verification result = after == null ? null : after.result();
        if (after == null || result == null || after.equals(before)) {
            return;
        }
        for (CompletedCheck check : result.results()) {
            boolean passed = check.status() == CheckStatus.PASS || check.status() == CheckStatus.NO_DATA;
            require(
                    passed || doubts.getOrDefault(key(d.id(), check.id()), 0) > 0,
                    id + "usual: " + check.id() + " passed each time that it was asked, and stands as "
                            + check.status().wireName());
        }
    }

    private void require(boolean holds, String rule) {
        if (!holds) {
            violations.accept(rule);
        }
    }
}
