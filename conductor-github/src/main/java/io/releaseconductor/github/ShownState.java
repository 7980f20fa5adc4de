package io.releaseconductor.github;

import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.deployment.DeploymentStatus;
import io.releaseconductor.deployment.WorkflowRun;
import java.net.URI;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How a deployment is to be shown at GitHub.
 *
 * @param state GitHub's word
 * @param description what people are told, 140 characters at most
 * @param log where its run is, or null
 */
record ShownState(
        String state, String description, @Nullable URI log) {

    static final String SUCCESS = "success";
    static final String INACTIVE = "inactive";

    private static final String IN_PROGRESS = "in_progress";
    private static final String FAILURE = "failure";

    /** {@return how a deployment is to be shown, or null as long as it has no run, or nobody knows what that deploys} */
    static @Nullable ShownState of(Deployment d) {
        Optional<WorkflowRun> run = d.lastRun();
        if (run.isEmpty() || d.version() == null || d.status() == DeploymentStatus.INITIATED) {
            return null;
        }
        String state = switch (d.status()) {
            case INITIATED -> "queued";
            case DEPLOYING ->
                switch (run.get().status()) {
                    case QUEUED, WAITING -> "queued";
                    default -> IN_PROGRESS;
                };
            case VERIFYING, VERIFIED, PROMOTING, ROLLING_BACK -> IN_PROGRESS;
            case PROMOTED -> SUCCESS;
            case FAILED, EXPIRED -> FAILURE;
            case CANCELLED, ROLLED_BACK -> INACTIVE;
            case NEEDS_ATTENTION -> "error";
        };
        return new ShownState(
                state, d.status().words() + ": " + d.id(), run.get().url());
    }

    /** Whether nobody misses anything if GitHub shows the other one. */
    boolean isLike(@Nullable ShownState other) {
        return other != null && state.equals(other.state) && Objects.equals(log, other.log);
    }

    boolean isSuccess() {
        return state.equals(SUCCESS);
    }

    /** Whether it is worth a deployment at GitHub where there is none yet. */
    boolean begins() {
        return !state.equals(INACTIVE);
    }

    /** Whether something that stands so at GitHub goes on, as far as people can see there. */
    static boolean goesOn(String state) {
        return !state.equals(SUCCESS) && !isOver(state);
    }

    static boolean isOver(String state) {
        return state.equals(INACTIVE) || state.equals(FAILURE) || state.equals("error");
    }
}
