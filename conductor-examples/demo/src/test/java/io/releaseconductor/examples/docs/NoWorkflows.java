package io.releaseconductor.examples.docs;

import io.releaseconductor.deployment.CancelOutcome;
import io.releaseconductor.deployment.DispatchIntent;
import io.releaseconductor.deployment.DispatchOutcome;
import io.releaseconductor.deployment.LocateOutcome;
import io.releaseconductor.deployment.StatusOutcome;
import io.releaseconductor.deployment.WorkflowRun;
import io.releaseconductor.spi.WorkflowDispatcher;
import java.util.List;

/** A dispatcher that starts nothing. */
final class NoWorkflows implements WorkflowDispatcher {

    @Override
    public DispatchOutcome dispatch(DispatchIntent intent) {
        return new DispatchOutcome.Rejected("there are no workflows");
    }

    @Override
    public LocateOutcome locate(DispatchIntent intent) {
        return new LocateOutcome.NotFound(List.of());
    }

    @Override
    public StatusOutcome status(WorkflowRun run) {
        return new StatusOutcome.Gone("there are no workflows");
    }

    @Override
    public CancelOutcome cancel(WorkflowRun run, boolean force) {
        return new CancelOutcome.TooLate();
    }
}
