package io.releaseconductor.spi;

import io.releaseconductor.deployment.CancelOutcome;
import io.releaseconductor.deployment.DispatchIntent;
import io.releaseconductor.deployment.DispatchOutcome;
import io.releaseconductor.deployment.LocateOutcome;
import io.releaseconductor.deployment.StatusOutcome;
import io.releaseconductor.deployment.WorkflowRun;
import io.releaseconductor.model.Environment;
import io.releaseconductor.model.Phase;
import io.releaseconductor.model.Rollout;
import io.releaseconductor.model.RolloutPlan;
import io.releaseconductor.model.Strategy;
import java.util.Optional;

/**
 * Starts, finds, watches and cancels the workflow runs that do the deploying.
 *
 * <p>All methods block, are called from several threads at once, and should give up within the conductor's call limit (30
 * seconds by default); one that does not is interrupted and counts as unanswered. Expected troubles are values, not
 * exceptions. An exception is taken as {@link DispatchOutcome.Unknown} by {@link #dispatch} and as "unavailable" by the
 * others. Messages and reasons are shown to people and must be free of secrets.
 */
public interface WorkflowDispatcher {

    /**
     * Whether a workflow is configured for a phase. Asked when the conductor is built, so that a policy that would need a
     * missing workflow is refused then and not at three in the morning.
     *
     * @param environment where to
     * @param phase which phase
     * @param rollout how it is rolled out
     * @return whether {@link #dispatch} can be asked for it; by default true
     */
    default boolean supports(Environment environment, Phase phase, Rollout rollout) {
        return true;
    }

    /**
     * Whether the workflow of a phase puts the version of its intent in place. One that does not deploys what the intent's ref
     * points at when the run starts: a deployment there may not ask for a version, cards say before a promotion that what was
     * verified may not be what is promoted, and it cannot serve for rollbacks that return to a version.
     *
     * @param environment where to
     * @param phase which phase
     * @param rollout how it is rolled out
     * @return whether the version counts; by default true. Asked only for what is {@linkplain #supports supported}
     */
    default boolean takesVersion(Environment environment, Phase phase, Rollout rollout) {
        return true;
    }

    /**
     * What keeps a plan from being walked although there are workflows for its phases: a wave of which its workflow cannot be told.
     * Asked, like {@link #supports}, when a deployment is about to be shipped whose plan is none that everybody knows.
     *
     * @param environment where to
     * @param strategy what is asked for
     * @param plan how the environment rolls that out
     * @return the reason and what to do about it, for people, as part of a sentence, such as {@code its workflow cannot be told to go to
     *     5 %; let it take the input percentage}; empty if nothing does, as by default
     */
    default Optional<String> obstacle(Environment environment, Strategy strategy, RolloutPlan plan) {
        return Optional.empty();
    }

    /**
     * Asks once for a run. Must send at most one request that could start a run, whatever happens to the connection; in
     * doubt it answers {@link DispatchOutcome.Unknown}, never {@link DispatchOutcome.NotSent}. The run should carry the
     * intent's correlation key where people and {@link #locate} can see it.
     *
     * @param intent what to start; saved already
     * @return what came of it; never null
     */
    DispatchOutcome dispatch(DispatchIntent intent);

    /**
     * Looks for the run of an intent by its whole correlation key. Changes nothing. Never answers with a run that does not
     * carry the key.
     *
     * @param intent the saved intent; runs created before {@link DispatchIntent#intendedAt()} (less the clocks' difference)
     *     cannot be meant
     * @return what was found; never null
     */
    LocateOutcome locate(DispatchIntent intent);

    /**
     * Looks at a run. Changes nothing. One that failed is looked at for another hour, every five minutes, since a person may start it
     * again: it then has a higher {@link WorkflowRun#runAttempt()}.
     *
     * @param run the run as last seen
     * @return what was seen; never null
     */
    StatusOutcome status(WorkflowRun run);

    /**
     * Asks to cancel a run. May be called again for the same run.
     *
     * @param run the run as last seen
     * @param force whether an earlier request was taken and then ignored, so that a harder way is called for
     * @return what came of it; never null
     */
    CancelOutcome cancel(WorkflowRun run, boolean force);
}
