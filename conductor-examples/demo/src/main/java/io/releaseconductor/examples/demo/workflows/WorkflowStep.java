package io.releaseconductor.examples.demo.workflows;

import io.releaseconductor.examples.demo.app.Fault;
import io.releaseconductor.examples.demo.app.Installation;
import io.releaseconductor.examples.demo.app.Version;
import java.util.List;
import java.util.Objects;

/**
 * One step of a workflow.
 *
 * @param name what it does, for people
 * @param work does it; an exception fails the run
 */
record WorkflowStep(String name, Runnable work) {
    WorkflowStep {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(work, "work");
    }

    /** The steps of a run. The one that changes what is served is never the first, so that there is time to cancel. */
    static List<WorkflowStep> of(RunOrder order, Version version, Installation installation) {
        String where = order.environment();
        return switch (order.phase()) {
            case "deploy" ->
                List.of(
                        waiting("Check out " + version.name()),
                        new WorkflowStep("Build " + version.name(), () -> build(version)),
                        deploy(order, version, installation),
                        waiting("Wait until it answers"));
            case "promote" ->
                List.of(
                        waiting("Fetch " + version.name()),
                        install(version, "all instances of " + where, installation),
                        waiting("Wait until they answer"));
            case "rollback" ->
                switch (order.method()) {
                    case "remove-canary" ->
                        List.of(
                                waiting("Take the traffic off the canary"),
                                new WorkflowStep("Remove the canary from " + where, installation::removeCanary));
                    case "switch-back" ->
                        List.of(
                                waiting("Look for what was installed before"),
                                new WorkflowStep("Switch the traffic of " + where + " back", installation::switchBack));
                    case "redeploy" ->
                        List.of(
                                waiting("Fetch " + version.name()),
                                install(version, where, installation),
                                waiting("Wait until it answers"));
                    default -> throw unknown("method", order.method());
                };
            default -> throw unknown("phase", order.phase());
        };
    }

    private static WorkflowStep deploy(RunOrder order, Version version, Installation installation) {
        String where = order.environment();
        return switch (order.rollout()) {
            case "full" -> install(version, where, installation);
            case "canary" ->
                new WorkflowStep(
                        "Install " + version.name() + " on the canary of " + where,
                        () -> installation.installCanary(version));
            case "blue-green" ->
                new WorkflowStep(
                        "Switch the traffic of " + where + " to " + version.name(),
                        () -> installation.install(version));
            default -> throw unknown("rollout", order.rollout());
        };
    }

    private static WorkflowStep install(Version version, String where, Installation installation) {
        return new WorkflowStep("Install " + version.name() + " on " + where, () -> installation.install(version));
    }

    private static WorkflowStep waiting(String name) {
        return new WorkflowStep(name, () -> {});
    }

    private static void build(Version version) {
        if (version.has(Fault.WORKFLOW_FAILURE)) {
            throw new IllegalStateException("2 of 148 tests failed");
        }
    }

    private static IllegalArgumentException unknown(String field, String value) {
        return new IllegalArgumentException("run order: " + field + " \"" + value + "\" is not known");
    }
}
