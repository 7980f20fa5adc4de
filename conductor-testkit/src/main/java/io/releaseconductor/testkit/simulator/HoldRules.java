package io.releaseconductor.testkit.simulator;

import io.releaseconductor.deployment.Action;
import io.releaseconductor.deployment.AlertKind;
import io.releaseconductor.deployment.Decision;
import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.deployment.DeploymentStatus;
import io.releaseconductor.deployment.HoldReason;
import io.releaseconductor.deployment.Rollback;
import io.releaseconductor.deployment.VerificationState;
import io.releaseconductor.model.Bake;
import io.releaseconductor.policy.Recommendation;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * That automation decides nothing between a hold and its end, that only who holds lifts a hold, and that what waited for that is
 * answered then.
 */
final class HoldRules {

    private final Consumer<String> violations;

    HoldRules(Consumer<String> violations) {
        this.violations = violations;
    }

    private void require(boolean holds, String rule) {
        if (!holds) {
            violations.accept(rule);
        }
    }

    void written(String id, Deployment before, Deployment after, Task task) {
        Click click = task.click;
        boolean opened = WaveRules.opensAGate(before, after);
        boolean lifts = !Objects.equals(before.lifted(), after.lifted());
        for (Decision hold : after.holds()) {
            require(
                    before.holds().contains(hold) || isBy(hold, click, Action.HOLD),
                    id + "rule 5: held by " + hold.by().name() + ", who did not ask for it");
            HoldReason reason = new HoldReason(hold, Click.reason(hold.by()));
            require(
                    after.holdReasons().contains(reason),
                    id + "rule 13: held by " + hold.by().name() + ", and why is not known: " + after.holdReasons());
        }
        for (Decision hold : before.holds()) {
            boolean gone = !ids(after).contains(hold.by().id());
            boolean byGate =
                    opened && click != null && (click.action() == Action.PROMOTE || click.action() == Action.FULLY);
            require(
                    !gone || byGate || (lifts && isBy(hold, click, Action.LIFT)),
                    id + "rule 5: not held by " + hold.by().name()
                            + " any more, who did not lift that, and nobody opened a gate");
        }
        if (after.isHeld()) {
            automationRests(id, before, after, click);
        } else if (before.isHeld() && !opened && !before.settled()) {
            answered(id, before, after);
        }
    }

    private static boolean isBy(Decision hold, @Nullable Click click, Action action) {
        return click != null
                && click.action() == action
                && click.actor().id().equals(hold.by().id());
    }

    /** A run that was decided before comes to its end all the same, and what no gate asks about is no decision. */
    private void automationRests(String id, Deployment before, Deployment after, @Nullable Click click) {
        Rollback rollback = after.rollback();
        boolean rollsBack =
                rollback != null && rollback.decision().by().isPolicy() && !rollback.equals(before.rollback());
        boolean promotes = click == null
                && WaveRules.opensAGate(before, after)
                && !(before.currentWave().bake() instanceof Bake.None);
        require(!rollsBack && !promotes, id + "rule 5: automation decides what " + ids(before) + " hold");
    }

    /** Nothing asks once more about what was found while it was held: it is rolled back with the lifting itself. */
    private void answered(String id, Deployment before, Deployment after) {
        VerificationState state = before.currentProgress().verification();
        boolean wanted = state != null
                && state.verdict() != null
                && state.verdict().recommendation() == Recommendation.ROLL_BACK;
        boolean possible = after.alerts().stream().noneMatch(alert -> alert.kind() == AlertKind.ROLLBACK_IMPOSSIBLE);
        require(
                !wanted || !possible || after.status() == DeploymentStatus.ROLLING_BACK,
                id + "rule 5: the last hold is lifted, and what had fired is not rolled back");
    }

    private static Set<String> ids(Deployment d) {
        return d.holds().stream().map(hold -> hold.by().id()).collect(Collectors.toSet());
    }
}
