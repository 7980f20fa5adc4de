package io.releaseconductor.testkit;

import io.releaseconductor.deployment.CancelOutcome;
import io.releaseconductor.deployment.DispatchIntent;
import io.releaseconductor.deployment.DispatchOutcome;
import io.releaseconductor.deployment.LocateOutcome;
import io.releaseconductor.deployment.RunConclusion;
import io.releaseconductor.deployment.StatusOutcome;
import io.releaseconductor.deployment.WorkflowRun;
import io.releaseconductor.spi.WorkflowDispatcher;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The fake CI service as a harness. A subclass may put a wrong adapter in front of it. */
class FakeCiHarness implements CiHarness {

    final FakeWorkflows ci;
    private final Set<String> cancelled = ConcurrentHashMap.newKeySet();

    FakeCiHarness(FakeWorkflows ci) {
        this.ci = ci;
    }

    @Override
    public WorkflowDispatcher dispatcher() {
        return new Passing();
    }

    @Override
    public int requests() {
        return ci.requests();
    }

    @Override
    public List<String> runs(DispatchIntent intent) {
        return ci.runs(intent.correlationKey()).stream().map(WorkflowRun::id).toList();
    }

    @Override
    public void failNext(DispatchFault fault) {
        ci.failNext(fault);
    }

    @Override
    public void addOther(String shown) {
        ci.addOther(shown);
    }

    @Override
    public void begin(String runId) {
        ci.begin(runId);
    }

    @Override
    public void complete(String runId, RunConclusion conclusion) {
        ci.complete(runId, conclusion);
    }

    @Override
    public boolean cancelAsked(String runId) {
        return cancelled.contains(runId);
    }

    @Override
    public void goDown() {
        ci.goDown();
    }

    @Override
    public void comeUp() {
        ci.comeUp();
    }

    @Override
    public Set<String> secrets() {
        return Set.of("the-token");
    }

    /** Hands on everything as it is. */
    class Passing implements WorkflowDispatcher {

        @Override
        public DispatchOutcome dispatch(DispatchIntent intent) {
            return ci.dispatch(intent);
        }

        @Override
        public LocateOutcome locate(DispatchIntent intent) {
            return ci.locate(intent);
        }

        @Override
        public StatusOutcome status(WorkflowRun run) {
            return ci.status(run);
        }

        @Override
        public CancelOutcome cancel(WorkflowRun run, boolean force) {
            cancelled.add(run.id());
            return ci.cancel(run, force);
        }
    }
}
