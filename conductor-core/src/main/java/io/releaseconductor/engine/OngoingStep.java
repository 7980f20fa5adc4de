package io.releaseconductor.engine;

import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.deployment.DeploymentEvent;
import io.releaseconductor.plan.Step;
import java.time.Instant;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;

/**
 * A step that is under way.
 *
 * @param number tells its answers from those of others
 * @param about the deployment as it was when the step began: what comes of it is about that
 * @param step the step
 * @param task what performs it
 * @param overdueAt when it counts as unanswered
 * @param call what counts it
 */
record OngoingStep(
        long number, Deployment about, Step step, FutureTask<Void> task, Instant overdueAt, Callback.Call call) {

    boolean isOverdue(Instant now) {
        return !now.isBefore(overdueAt);
    }

    /**
     * Waits no longer: interrupts it, and counts it. Returns what that comes to; null if it has ended after all, so that its answer
     * is on its way, or if the planner is simply asked again.
     */
    @Nullable
    DeploymentEvent giveUp(PortCalls calls) {
        boolean calledOff = call.callOff();
        boolean abandoned = !calledOff && call.abandon();
        task.cancel(true);
        if (calledOff) {
            return calls.notMade(about, step, "no thread began it in time");
        }
        return abandoned ? calls.unanswered(about, step) : null;
    }
}
