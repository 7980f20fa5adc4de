package io.releaseconductor.testkit.simulator;

import io.releaseconductor.deployment.Action;
import io.releaseconductor.deployment.AlertKind;
import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.deployment.DeploymentStatus;
import io.releaseconductor.deployment.DispatchIntent;
import io.releaseconductor.deployment.Failure;
import io.releaseconductor.deployment.PhaseProgress;
import io.releaseconductor.deployment.Stage;
import io.releaseconductor.deployment.WorkflowRun;
import io.releaseconductor.model.Phase;
import java.time.Instant;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** That what is sent is still wanted, and what is watched is one's own. */
final class RunRules {

    /** A run that failed is looked at for an hour; less what a look, and clocks, may take. */
    private static final long NOTICED_WITHIN = 50 * 60_000;

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
        unwatched(id, before, after);
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
                                && run.intent.attempt().equals(progress.attempt()));
                if (!own) {
                    violations.accept(id + "rule 1: takes run " + watched + " for that of attempt " + progress.attempt()
                            + " of its " + phase.wireName() + " phase");
                }
            }
        }
    }

    private void unwatched(String id, Deployment before, Deployment after) {
        if (before.deployPhase().stage() instanceof Stage.Concluded was
                && after.deployPhase().stage() instanceof Stage.Concluded is
                && is.run().runAttempt() > was.run().runAttempt()
                && strayRuns(after) == strayRuns(before)) {
            violations.accept(
                    id + "rule 7: run " + is.run().id() + " was started again and is not watched, and nobody is told");
        }
    }

    private static long strayRuns(Deployment d) {
        return d.alerts().stream()
                .filter(alert -> alert.kind() == AlertKind.STRAY_RUN)
                .count();
    }

    /** What failed goes on only if its run was started again, and nothing else was shipped there since. */
    void goesOn(String id, Deployment failed, Records records) {
        Failure failure = failed.failure();
        if (failure == null || failure.phase() != Phase.DEPLOY || failure.kind() != Failure.Kind.RUN) {
            violations.accept(id + "rule 5: goes on, and a person had cancelled it, or it was to be rolled back");
        }
        if (ci.startedOver(failed).isEmpty()) {
            violations.accept(id + "rule 2: goes on, and nobody started its run again");
        }
        records.all().stream()
                .filter(record -> !record.forgotten)
                .map(Records.Entry::now)
                .filter(d -> d.environment().equals(failed.environment()))
                .reduce((earlier, later) -> later)
                .filter(newest -> !newest.id().equals(failed.id()))
                .ifPresent(newest ->
                        violations.accept(id + "rule 2: goes on, and " + newest.id() + " was shipped there since"));
    }

    /** A run that is started again soon is noticed: it is watched again, or the team is told. */
    void end(Deployment d) {
        if (d.deployPhase().stage() instanceof Stage.Concluded concluded
                && !concluded.run().succeeded()
                && d.status() != DeploymentStatus.NEEDS_ATTENTION) {
            ci.startedOver(d)
                    .filter(run -> run.attemptSince < Moments.of(concluded.at()) + NOTICED_WITHIN)
                    .ifPresent(run -> violations.accept("rule 7: run " + run.id + " of " + d.id()
                            + " was started again at " + Moments.text(run.attemptSince) + ", and nobody noticed"));
        }
    }

    private static @Nullable String runOf(@Nullable PhaseProgress progress) {
        return progress == null ? null : progress.run().map(WorkflowRun::id).orElse(null);
    }
}
