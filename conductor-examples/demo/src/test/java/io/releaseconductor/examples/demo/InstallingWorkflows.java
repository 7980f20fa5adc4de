package io.releaseconductor.examples.demo;

import io.releaseconductor.deployment.CancelOutcome;
import io.releaseconductor.deployment.DispatchIntent;
import io.releaseconductor.deployment.DispatchOutcome;
import io.releaseconductor.deployment.LocateOutcome;
import io.releaseconductor.deployment.StatusOutcome;
import io.releaseconductor.deployment.WorkflowRun;
import io.releaseconductor.examples.demo.app.Fault;
import io.releaseconductor.examples.demo.app.Installation;
import io.releaseconductor.examples.demo.app.Version;
import io.releaseconductor.model.Phase;
import io.releaseconductor.model.Reach;
import io.releaseconductor.spi.WorkflowDispatcher;
import io.releaseconductor.testkit.FakeWorkflows;
import java.time.Clock;
import java.util.Objects;
import java.util.Set;

/** Workflows that put a version in place at once, with its faults, as those of the demo do in a process of their own. */
final class InstallingWorkflows implements WorkflowDispatcher {

    private final FakeWorkflows runs;
    private final Installation installation;
    private final Set<Fault> faults;

    InstallingWorkflows(Installation installation, Clock clock, Fault... faults) {
        this.runs = new FakeWorkflows(clock).completeByThemselves();
        this.installation = installation;
        this.faults = Set.of(faults);
    }

    @Override
    public DispatchOutcome dispatch(DispatchIntent intent) {
        if (intent.phase() == Phase.ROLL_BACK) {
            installation.removeCanary();
        } else {
            Version version = new Version(Objects.requireNonNull(intent.version()), faults);
            if (!intent.lastWave() && intent.reach() instanceof Reach.Percentage percentage) {
                installation.installCanary(version, Installation.instances(percentage.value()));
            } else {
                installation.install(version);
            }
        }
        return runs.dispatch(intent);
    }

    @Override
    public LocateOutcome locate(DispatchIntent intent) {
        return runs.locate(intent);
    }

    @Override
    public StatusOutcome status(WorkflowRun run) {
        return runs.status(run);
    }

    @Override
    public CancelOutcome cancel(WorkflowRun run, boolean force) {
        return runs.cancel(run, force);
    }
}
