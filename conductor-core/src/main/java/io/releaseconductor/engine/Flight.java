package io.releaseconductor.engine;

import io.releaseconductor.plan.Step;
import java.time.Instant;
import java.util.concurrent.FutureTask;

/**
 * A step that is under way.
 *
 * @param number tells its answers from those of others
 * @param step the step
 * @param task what performs it
 * @param overdueAt when it counts as unanswered
 * @param call what counts it
 */
record Flight(long number, Step step, FutureTask<Void> task, Instant overdueAt, Callback.Call call) {

    /** Interrupts it if it is overdue, and counts it; returns whether nobody has to look after it any more. */
    boolean dropIfOverdue(Instant now) {
        if (now.isBefore(overdueAt)) {
            return task.isDone();
        }
        if (call.callOff() || call.abandon()) {
            task.cancel(true);
        }
        return true;
    }
}
