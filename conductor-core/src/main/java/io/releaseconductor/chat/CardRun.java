package io.releaseconductor.chat;

import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.deployment.Failure;
import io.releaseconductor.deployment.PhaseProgress;
import io.releaseconductor.deployment.RunConclusion;
import io.releaseconductor.deployment.Stage;
import io.releaseconductor.deployment.WorkflowRun;
import io.releaseconductor.model.Phase;
import io.releaseconductor.model.Times;
import org.jspecify.annotations.Nullable;

/**
 * How the workflow of a phase gets on, what it is called, and how its end is said. Leaves out all that changes with every look at the
 * run, since each change of a card is one more message to the chat.
 */
final class CardRun {

    private CardRun() {}

    static void add(CardBuilder card, PhaseProgress progress) {
        String workflow = workflow(progress.phase());
        Stage stage = progress.stage();
        if (stage instanceof Stage.Ready ready) {
            card.status("⏳ Waiting to start the " + workflow);
            if (ready.problem() != null) {
                card.line("Last attempt", ready.problem()).line("Next attempt", Times.format(ready.notBefore()));
            }
        } else if (stage instanceof Stage.Sending) {
            card.status("⏳ Starting " + workflow + "...");
        } else if (stage instanceof Stage.Locating locating) {
            card.status("⏳ Looking for the run of the " + workflow).line("Why", locating.reason());
        } else if (stage instanceof Stage.Running running) {
            addRunning(card, workflow, running);
        } else if (stage instanceof Stage.Concluded concluded) {
            card.status("⏳ The " + workflow + " " + ended(concluded.run().conclusion()))
                    .line("Run", concluded.run().detail());
        }
    }

    private static void addRunning(CardBuilder card, String workflow, Stage.Running running) {
        WorkflowRun run = running.run();
        Stage.Cancelling cancelling = running.cancelling();
        if (cancelling == null) {
            card.status(
                    switch (run.status()) {
                        case QUEUED -> "⏳ The " + workflow + " is queued";
                        case WAITING -> "✋ The " + workflow + " is held back";
                        case IN_PROGRESS, UNKNOWN, COMPLETED -> "⏳ Running " + workflow + "...";
                    });
        } else {
            card.status("🛑 Cancelling " + workflow + "...").line("Why", cancelling.reason());
        }
        card.line("Run", detail(run)).line("The run could not be looked at", running.problem());
    }

    private static @Nullable String detail(WorkflowRun run) {
        return run.detail() == null && run.runAttempt() > 1
                ? "started again, attempt " + run.runAttempt()
                : run.detail();
    }

    /** The run of a phase that was seen last, or null. */
    static @Nullable WorkflowRun run(Deployment d, Phase phase) {
        PhaseProgress progress = d.progress(phase);
        return progress == null ? null : progress.run().orElse(null);
    }

    static String workflow(Phase phase) {
        return switch (phase) {
            case DEPLOY -> "deployment workflow";
            case PROMOTE -> "promotion workflow";
            case ROLL_BACK -> "rollback workflow";
        };
    }

    static String failure(Failure failure, @Nullable WorkflowRun run) {
        String workflow = "The " + workflow(failure.phase());
        return switch (failure.kind()) {
            case NOT_STARTED -> workflow + " was not started";
            case RUN -> workflow + " " + ended(run == null ? null : run.conclusion());
            case CANCELLED ->
                workflow + " was cancelled when part of it "
                        + (run != null && run.started() ? "had run" : "may have run");
            case NOT_VERIFIED ->
                "The " + (failure.phase() == Phase.ROLL_BACK ? "rollback" : "deployment") + " did not verify";
            case GIVEN_UP -> "Given up: what happened to the " + workflow(failure.phase()) + " is not known";
        };
    }

    static String ended(@Nullable RunConclusion conclusion) {
        if (conclusion == null) {
            return "failed";
        }
        return switch (conclusion) {
            case SUCCESS -> "succeeded";
            case FAILURE -> "failed";
            case CANCELLED -> "was cancelled";
            case TIMED_OUT -> "took too long and was ended";
            case REJECTED -> "was rejected by a reviewer";
            case SKIPPED -> "skipped its work";
            case REFUSED -> "was not allowed to begin";
            case UNKNOWN -> "ended in an unknown way";
        };
    }
}
