package com.example.ship;

import io.releaseconductor.deployment.CancelOutcome;
import io.releaseconductor.deployment.DispatchIntent;
import io.releaseconductor.deployment.DispatchOutcome;
import io.releaseconductor.deployment.LocateOutcome;
import io.releaseconductor.deployment.RunConclusion;
import io.releaseconductor.deployment.StatusOutcome;
import io.releaseconductor.deployment.WorkflowRun;
import io.releaseconductor.spi.WorkflowDispatcher;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A dispatcher of one's own: here every run has succeeded by the time that somebody looks. */
final class InstantWorkflows implements WorkflowDispatcher {

    private final Map<String, WorkflowRun> runs = new ConcurrentHashMap<>();

    @Override
    public DispatchOutcome dispatch(DispatchIntent intent) {
        String key = intent.correlationKey();
        return new DispatchOutcome.Started(runs.computeIfAbsent(key, k -> WorkflowRun.queued(k, null)));
    }

    @Override
    public LocateOutcome locate(DispatchIntent intent) {
        WorkflowRun run = runs.get(intent.correlationKey());
        return run == null ? new LocateOutcome.NotFound(List.of()) : new LocateOutcome.Found(run);
    }

    @Override
    public StatusOutcome status(WorkflowRun run) {
        return new StatusOutcome.Seen(run.completed(RunConclusion.SUCCESS), null);
    }

    @Override
    public CancelOutcome cancel(WorkflowRun run, boolean force) {
        return new CancelOutcome.TooLate();
    }
}
