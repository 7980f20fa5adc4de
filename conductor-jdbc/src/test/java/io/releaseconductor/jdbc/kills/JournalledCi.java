package io.releaseconductor.jdbc.kills;

import io.releaseconductor.deployment.CancelOutcome;
import io.releaseconductor.deployment.DispatchIntent;
import io.releaseconductor.deployment.DispatchOutcome;
import io.releaseconductor.deployment.LocateOutcome;
import io.releaseconductor.deployment.RunConclusion;
import io.releaseconductor.deployment.StatusOutcome;
import io.releaseconductor.deployment.WorkflowRun;
import io.releaseconductor.spi.WorkflowDispatcher;
import java.time.Instant;
import java.util.List;

/** A CI service that outlives all nodes: its runs are lines of a journal, and have succeeded when somebody looks. */
final class JournalledCi implements WorkflowDispatcher {

    private final Journal runs;

    JournalledCi(Journal runs) {
        this.runs = runs;
    }

    @Override
    public DispatchOutcome dispatch(DispatchIntent intent) {
        runs.add(intent.correlationKey());
        return new DispatchOutcome.Started(WorkflowRun.queued(intent.correlationKey(), null), Instant.EPOCH);
    }

    @Override
    public LocateOutcome locate(DispatchIntent intent) {
        return runs.lines().contains(intent.correlationKey())
                ? new LocateOutcome.Found(WorkflowRun.queued(intent.correlationKey(), null))
                : new LocateOutcome.NotFound(List.of());
    }

    @Override
    public StatusOutcome status(WorkflowRun run) {
        return new StatusOutcome.Seen(run.completed(RunConclusion.SUCCESS), Instant.EPOCH);
    }

    @Override
    public CancelOutcome cancel(WorkflowRun run, boolean force) {
        return new CancelOutcome.TooLate();
    }
}
