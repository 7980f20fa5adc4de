package io.releaseconductor.examples.demo.workflows;

import io.releaseconductor.examples.demo.app.Fault;
import io.releaseconductor.examples.demo.app.Installation;
import io.releaseconductor.examples.demo.app.Version;
import io.releaseconductor.examples.demo.app.VersionShelf;
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
    static List<WorkflowStep> of(RunOrder order) {
        return switch (order.phase()) {
            case "deploy" -> deploy(order);
            case "promote" ->
                List.of(
                        waiting("Fetch " + order.version()),
                        order.instances() < Installation.INSTANCES
                                ? canary(order, order.instances() + " of " + Installation.INSTANCES + " instances")
                                : install(order, "all instances of " + order.environment()),
                        waiting("Wait until they answer"));
            case "rollback" -> rollback(order);
            default -> throw unknown("phase", order.phase());
        };
    }

    private static List<WorkflowStep> deploy(RunOrder order) {
        return List.of(
                waiting("Check out " + order.version()),
                new WorkflowStep("Build " + order.version(), () -> build(version(order))),
                switch (order.rollout()) {
                    case "full" -> install(order, order.environment());
                    case "canary" -> canary(order, "the canary");
                    case "blue-green" ->
                        new WorkflowStep(
                                "Switch the traffic of " + order.environment() + " to " + order.version(),
                                () -> installation(order).install(version(order)));
                    default -> throw unknown("rollout", order.rollout());
                },
                waiting("Wait until it answers"));
    }

    private static List<WorkflowStep> rollback(RunOrder order) {
        return switch (order.method()) {
            case "redeploy" ->
                List.of(
                        waiting("Fetch " + order.version()),
                        install(order, order.environment()),
                        waiting("Wait until it answers"));
            case "remove-canary" ->
                List.of(
                        waiting("Take the traffic off the canary"),
                        new WorkflowStep(
                                "Remove the canary from " + order.environment(),
                                () -> installation(order).removeCanary()));
            case "switch-back" ->
                List.of(
                        waiting("Look for what was installed before"),
                        new WorkflowStep(
                                "Switch the traffic of " + order.environment() + " back",
                                () -> installation(order).switchBack()));
            default -> throw unknown("method", order.method());
        };
    }

    private static WorkflowStep install(RunOrder order, String where) {
        return new WorkflowStep(
                "Install " + order.version() + " on " + where,
                () -> installation(order).install(version(order)));
    }

    private static WorkflowStep canary(RunOrder order, String which) {
        return new WorkflowStep(
                "Install " + order.version() + " on " + which + " of " + order.environment(),
                () -> installation(order).installCanary(version(order), order.instances()));
    }

    private static WorkflowStep waiting(String name) {
        return new WorkflowStep(name, () -> {});
    }

    private static void build(Version version) {
        if (version.has(Fault.WORKFLOW_FAILURE)) {
            throw new IllegalStateException("2 of 148 tests failed");
        }
    }

    private static Version version(RunOrder order) {
        return new VersionShelf(order.shelf()).get(order.version());
    }

    private static Installation installation(RunOrder order) {
        return new Installation(order.installation());
    }

    private static IllegalArgumentException unknown(String field, String value) {
        return new IllegalArgumentException("run order: " + field + " \"" + value + "\" is not known");
    }
}
