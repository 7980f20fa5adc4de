package io.releaseconductor.spring;

import io.releaseconductor.deployment.CancelOutcome;
import io.releaseconductor.deployment.DispatchIntent;
import io.releaseconductor.deployment.DispatchOutcome;
import io.releaseconductor.deployment.LocateOutcome;
import io.releaseconductor.deployment.StatusOutcome;
import io.releaseconductor.deployment.WorkflowRun;
import io.releaseconductor.spi.WorkflowDispatcher;

/** Takes the place of workflows where a conductor is put together to see what is wrong, and thrown away. */
final class StandIn implements WorkflowDispatcher {

    @Override
    public DispatchOutcome dispatch(DispatchIntent intent) {
        throw never();
    }

    @Override
    public LocateOutcome locate(DispatchIntent intent) {
        throw never();
    }

    @Override
    public StatusOutcome status(WorkflowRun run) {
        throw never();
    }

    @Override
    public CancelOutcome cancel(WorkflowRun run, boolean force) {
        throw never();
    }

    private static IllegalStateException never() {
        return new IllegalStateException("nothing is ever shipped by it");
    }
}
