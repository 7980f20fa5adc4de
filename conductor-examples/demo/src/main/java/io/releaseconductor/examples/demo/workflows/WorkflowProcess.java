package io.releaseconductor.examples.demo.workflows;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A run of a workflow: the main class of a process of its own, which takes its time, prints what it does, writes down how far it is, changes
 * what an environment serves, and goes on whatever becomes of the runner. Needs the JDK and these classes only.
 */
public final class WorkflowProcess {

    private WorkflowProcess() {}

    /**
     * Carries out an order.
     *
     * @param args the run's directory
     * @throws InterruptedException if it is interrupted; nobody does that
     */
    public static void main(String[] args) throws InterruptedException {
        // Whoever reads the log expects it, whatever encoding the terminal has.
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        RunFiles files = new RunFiles(Path.of(args[0]));
        Optional<RunProcess> run = RunProcess.begin(files);
        System.exit(run.isPresent() && carryOut(files.order(), run.get(), out) ? 0 : 1);
    }

    private static boolean carryOut(RunOrder order, RunProcess run, PrintStream out) throws InterruptedException {
        out.println(order.phase() + " " + order.environment() + ", " + order.key());
        List<WorkflowStep> steps = WorkflowStep.of(order);
        for (int i = 0; i < steps.size(); i++) {
            WorkflowStep step = steps.get(i);
            String said = "step " + (i + 1) + " of " + steps.size() + ": " + step.name();
            out.println(said);
            run.at(said);
            Thread.sleep(order.step().toMillis());
            try {
                step.work().run();
            } catch (RuntimeException e) {
                out.println("error: " + e.getMessage());
                run.failed(String.valueOf(e.getMessage()));
                return false;
            }
        }
        out.println("done");
        run.succeeded();
        return true;
    }
}
