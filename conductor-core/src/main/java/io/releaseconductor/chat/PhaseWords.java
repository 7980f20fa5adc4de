package io.releaseconductor.chat;

import io.releaseconductor.deployment.Failure;
import io.releaseconductor.deployment.Phase;
import io.releaseconductor.deployment.RunConclusion;
import io.releaseconductor.deployment.WorkflowRun;
import org.jspecify.annotations.Nullable;

/** What cards call the workflow of a phase, and how its failures are said. */
final class PhaseWords {

    private PhaseWords() {}

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
            case CANCELLED -> workflow + " was cancelled when part of it had run";
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
            case UNKNOWN -> "ended in an unknown way";
        };
    }
}
