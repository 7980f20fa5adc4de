package io.releaseconductor.examples.cases;

import io.releaseconductor.deployment.CancelOutcome;
import io.releaseconductor.deployment.DispatchIntent;
import io.releaseconductor.deployment.DispatchOutcome;
import io.releaseconductor.deployment.LocateOutcome;
import io.releaseconductor.deployment.StatusOutcome;
import io.releaseconductor.deployment.WorkflowRun;
import io.releaseconductor.model.DeployId;
import io.releaseconductor.model.Environment;
import io.releaseconductor.model.Phase;
import io.releaseconductor.model.Rollout;
import io.releaseconductor.spi.WorkflowDispatcher;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Passes everything on, and keeps what was asked for. */
final class SentIntents implements WorkflowDispatcher {

    private final WorkflowDispatcher workflows;
    private final List<DispatchIntent> sent = new ArrayList<>();

    SentIntents(WorkflowDispatcher workflows) {
        this.workflows = workflows;
    }

    /** The version that the last rollback of a deployment asked for, or null if none did. */
    @Nullable
    String returnsTo(DeployId deployment) {
        return sent.stream()
                .filter(intent -> intent.deployment().equals(deployment) && intent.phase() == Phase.ROLL_BACK)
                .reduce((earlier, later) -> later)
                .map(DispatchIntent::version)
                .orElse(null);
    }

    boolean rollsBack(DeployId deployment) {
        return sent.stream()
                .anyMatch(intent -> intent.deployment().equals(deployment) && intent.phase() == Phase.ROLL_BACK);
    }

    @Override
    public boolean supports(Environment environment, Phase phase, Rollout rollout) {
        return workflows.supports(environment, phase, rollout);
    }

    @Override
    public boolean takesVersion(Environment environment, Phase phase, Rollout rollout) {
        return workflows.takesVersion(environment, phase, rollout);
    }

    @Override
    public DispatchOutcome dispatch(DispatchIntent intent) {
        sent.add(intent);
        return workflows.dispatch(intent);
    }

    @Override
    public LocateOutcome locate(DispatchIntent intent) {
        return workflows.locate(intent);
    }

    @Override
    public StatusOutcome status(WorkflowRun run) {
        return workflows.status(run);
    }

    @Override
    public CancelOutcome cancel(WorkflowRun run, boolean force) {
        return workflows.cancel(run, force);
    }
}
