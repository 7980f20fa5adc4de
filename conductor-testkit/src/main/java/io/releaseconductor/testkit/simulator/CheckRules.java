package io.releaseconductor.testkit.simulator;

import io.releaseconductor.check.CheckStatus;
import io.releaseconductor.deployment.Decision;
import io.releaseconductor.deployment.DeployId;
import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.deployment.DeploymentStatus;
import io.releaseconductor.deployment.Phase;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** That nothing counts as verified of which no check has found that it works. */
final class CheckRules {

    private final List<String> checks;
    private final Consumer<String> violations;
    private final Map<String, Set<String>> passed = new HashMap<>();

    CheckRules(List<String> checks, Consumer<String> violations) {
        this.checks = checks;
        this.violations = violations;
    }

    void ran(DeployId deployment, Phase phase, String check, CheckStatus status) {
        if (status == CheckStatus.PASS) {
            passed.computeIfAbsent(key(deployment, phase), k -> new HashSet<>()).add(check);
        }
    }

    private static String key(DeployId deployment, Phase phase) {
        return deployment + "/" + phase;
    }

    void written(String id, Deployment before, Deployment after) {
        DeploymentStatus to = after.status();
        if (before.status() != to && to == DeploymentStatus.ROLLING_BACK) {
            passed.remove(key(after.id(), Phase.ROLL_BACK));
        }
        if (before.status() != to && to == DeploymentStatus.ROLLED_BACK) {
            require(id + "rule 2: rolled back", after, Phase.ROLL_BACK);
        }
        Decision promotion = after.promotion();
        if (promotion != null && before.promotion() == null && promotion.by().isPolicy()) {
            require(id + "rule 2: promoted by policy", after, Phase.DEPLOY);
        }
    }

    private void require(String what, Deployment d, Phase phase) {
        if (!passed.getOrDefault(key(d.id(), phase), Set.of()).containsAll(checks)) {
            violations.accept(what + ", and not every check has passed since");
        }
    }
}
