package io.releaseconductor.examples.demo.workflows;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/**
 * A run of a workflow: the main class of a process of its own, which takes its time, prints what it does, changes what an
 * environment serves, and ends with 0 or 1. Needs the JDK and these classes only.
 */
public final class WorkflowProcess {

    /** What a line begins with that tells of the next step. It is printed before the step does anything. */
    static final String STEP = "step ";

    /** What the line begins with that tells why a step failed. */
    static final String ERROR = "error: ";

    private WorkflowProcess() {}

    /**
     * Carries out an order.
     *
     * @param args the run's directory
     * @throws InterruptedException if it is interrupted; nobody does that
     */
    public static void main(String[] args) throws InterruptedException {
        // The runner reads it, whatever encoding the terminal has.
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        RunOrder order = new RunFiles(Path.of(args[0])).order();
        out.println(order.phase() + " " + order.environment() + ", " + order.key());
        System.exit(carryOut(order, out) ? 0 : 1);
    }

    private static boolean carryOut(RunOrder order, PrintStream out) throws InterruptedException {
        List<WorkflowStep> steps = WorkflowStep.of(order);
        for (int i = 0; i < steps.size(); i++) {
            WorkflowStep step = steps.get(i);
            out.println(STEP + (i + 1) + " of " + steps.size() + ": " + step.name());
            Thread.sleep(order.step().toMillis());
            try {
                step.work().run();
            } catch (RuntimeException e) {
                out.println(ERROR + e.getMessage());
                return false;
            }
        }
        out.println("done");
        return true;
    }
}
