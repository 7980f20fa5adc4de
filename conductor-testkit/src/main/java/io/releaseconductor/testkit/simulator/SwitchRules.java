package io.releaseconductor.testkit.simulator;

import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.deployment.DeploymentStatus;
import io.releaseconductor.deployment.DispatchIntent;
import io.releaseconductor.deployment.Rollback;
import io.releaseconductor.deployment.RollbackMethod;
import io.releaseconductor.deployment.Stage;
import io.releaseconductor.model.Phase;
import java.util.List;
import java.util.function.Consumer;

/**
 * That a version which went to the idle instances first is rolled back by no run until one that switches may have begun, and by one from
 * then on.
 */
final class SwitchRules {

    private final Ci ci;
    private final Consumer<String> violations;

    SwitchRules(Ci ci, Consumer<String> violations) {
        this.ci = ci;
        this.violations = violations;
    }

    void runStarted(DispatchIntent intent, List<Deployment> writes) {
        boolean idleFirst = writes.get(0).request().plan().isIdleFirst();
        boolean mayHaveBegun = writes.stream()
                .anyMatch(d -> d.wave() > 1 && !(d.currentProgress().phase().stage() instanceof Stage.Ready));
        if (intent.phase() == Phase.ROLL_BACK && idleFirst && !mayHaveBegun) {
            violations.accept("rule 11: " + intent.correlationKey() + " switches back what was never switched");
        }
    }

    void written(String id, Deployment before, Deployment after) {
        Rollback rollback = after.rollback();
        boolean begins =
                before.status() != DeploymentStatus.ROLLING_BACK && after.status() == DeploymentStatus.ROLLING_BACK;
        if (begins
                && rollback != null
                && rollback.method() == RollbackMethod.NO_SWITCH
                && ci.hasBegunFullRollout(after.id())) {
            violations.accept(id + "rule 2: switches nothing back, though a run that switches has begun");
        }
    }
}
