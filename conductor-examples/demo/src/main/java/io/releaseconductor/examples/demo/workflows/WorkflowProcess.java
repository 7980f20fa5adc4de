package io.releaseconductor.examples.demo.workflows;

import io.releaseconductor.examples.demo.app.Installation;
import io.releaseconductor.examples.demo.app.Version;
import io.releaseconductor.examples.demo.app.VersionShelf;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/**
 * A run of a workflow: the main class of a process of its own, which takes its time, prints what it does, changes what an
 * environment serves and ends with 0 or 1. Needs the JDK and these classes only.
 */
public final class WorkflowProcess {

    private WorkflowProcess() {}

    /**
     * Carries out an order.
     *
     * @param args the run's directory
     * @throws InterruptedException if a step is interrupted; nobody does
     */
    public static void main(String[] args) throws InterruptedException {
        // To a file, for a web page: never in whatever encoding the terminal has.
        PrintStream log = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        RunFiles run = new RunFiles(Path.of(args[0]));
        boolean done = carryOut(run.order(), run, log);
        log.println(done ? "Done." : "Failed.");
        System.exit(done ? 0 : 1);
    }

    private static boolean carryOut(RunOrder order, RunFiles run, PrintStream log) throws InterruptedException {
        log.println("Workflow " + order.phase() + " of " + order.environment() + " (" + order.key() + ")");
        Version version = new VersionShelf(order.shelf()).get(order.version());
        List<WorkflowStep> steps = WorkflowStep.of(order, version, new Installation(order.installation()));
        int number = 0;
        for (WorkflowStep step : steps) {
            number++;
            String title = "step " + number + " of " + steps.size() + ": " + step.name();
            // Before the step does anything, so that whoever reads "not started" can rely on it.
            run.writeState(RunState.at(title));
            log.println(title);
            Thread.sleep(order.step().toMillis());
            try {
                step.work().run();
            } catch (RuntimeException e) {
                log.println("Error: " + e.getMessage());
                run.writeState(RunState.at(step.name() + ": " + e.getMessage()));
                return false;
            }
        }
        return true;
    }
}
