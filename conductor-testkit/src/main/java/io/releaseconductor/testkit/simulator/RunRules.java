package io.releaseconductor.testkit.simulator;

import io.releaseconductor.deployment.Action;
import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.deployment.DispatchIntent;
import io.releaseconductor.deployment.Phase;
import io.releaseconductor.deployment.PhaseProgress;
import io.releaseconductor.deployment.WorkflowRun;
import java.time.Instant;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** That what is sent is still wanted, and what is watched is one's own. */
final class RunRules {

    private final Ci ci;
    private final Consumer<String> violations;

    RunRules(Ci ci, Consumer<String> violations) {
        this.ci = ci;
        this.violations = violations;
    }

    /** A node is about to send; whatever delays it from here on is not its fault. */
    void sending(DispatchIntent intent, Instant bySendersClock) {
        if (bySendersClock.isAfter(intent.validUntil())) {
            violations.accept(
                    "rule 1: " + intent.correlationKey() + " is sent at " + Moments.text(Moments.of(bySendersClock))
                            + ", valid until " + Moments.text(Moments.of(intent.validUntil())));
        }
    }

    /** A run is taken for a deployment's only if it is, or if a person says so. */
    void written(String id, Deployment before, Deployment after, Task task) {
        if (task.click != null && task.click.action() == Action.ADOPT) {
            return;
        }
        for (Phase phase : Phase.values()) {
            PhaseProgress progress = after.progress(phase);
            String watched = runOf(progress);
            if (progress != null && watched != null && !watched.equals(runOf(before.progress(phase)))) {
                boolean own = ci.runs().stream()
                        .filter(run -> run.id.equals(watched))
                        .anyMatch(run -> run.intent.deployment().equals(after.id())
                                && run.intent.phase() == phase
                                && run.intent.attempt() == progress.attempt());
                if (!own) {
                    violations.accept(id + "rule 1: takes run " + watched + " for that of attempt " + progress.attempt()
                            + " of its " + phase.wireName() + " phase");
                }
            }
        }
    }

    private static @Nullable String runOf(@Nullable PhaseProgress progress) {
        return progress == null ? null : progress.run().map(WorkflowRun::id).orElse(null);
    }
}
