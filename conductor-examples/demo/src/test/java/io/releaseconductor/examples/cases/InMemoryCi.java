package io.releaseconductor.examples.cases;

import io.releaseconductor.deployment.RunConclusion;
import io.releaseconductor.deployment.WorkflowRun;
import io.releaseconductor.model.DeployId;
import io.releaseconductor.model.Phase;
import io.releaseconductor.spi.WorkflowDispatcher;
import io.releaseconductor.testkit.DispatchFault;
import io.releaseconductor.testkit.FakeWorkflows;
import java.time.Clock;
import java.util.List;
import java.util.Locale;

/** A CI service in memory. */
final class InMemoryCi implements Ci {

    private final FakeWorkflows workflows;

    InMemoryCi(CaseFile told, Clock clock) {
        this.workflows = new FakeWorkflows(clock);
        workflows.ignoreCancels(told.has("ignore-cancels"));
        workflows.echoKeys(!told.has("no keys"));
    }

    @Override
    public WorkflowDispatcher dispatcher() {
        return workflows;
    }

    @Override
    public void run(DeployId deployment, Phase phase, String how) {
        WorkflowRun run = workflows
                .run(deployment, phase)
                .orElseThrow(() -> new AssertionError("no run of the " + phase.wireName() + " phase"));
        switch (how) {
            case "begin" -> workflows.begin(run.id());
            case "waiting" -> workflows.hold(run.id());
            case "delete" -> workflows.delete(run.id());
            default -> workflows.complete(run.id(), RunConclusion.valueOf(how.toUpperCase(Locale.ROOT)));
        }
    }

    @Override
    public void github(List<String> words) {
        throw new AssertionError("only in a story with GitHub");
    }

    @Override
    public void failNext(String how) {
        workflows.failNext(DispatchFault.valueOf(how.toUpperCase(Locale.ROOT)));
    }

    @Override
    public int requests() {
        return workflows.requests();
    }

    @Override
    public void close() {}
}
