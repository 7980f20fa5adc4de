package io.releaseconductor.examples.demo.workflows;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Follows the process of a run: keeps what it prints as the log, and what that says as the run's state. */
final class RunWatch {

    private static final Logger LOG = LoggerFactory.getLogger(RunWatch.class);

    private final Process process;
    private final RunFiles files;
    private final Runnable changed;
    private final Thread thread;
    private RunState state = RunState.queued();

    private RunWatch(String id, Process process, RunFiles files, Runnable changed) {
        this.process = process;
        this.files = files;
        this.changed = changed;
        this.thread = new Thread(this::follow, "run-" + id);
        thread.setDaemon(true);
    }

    /**
     * Begins to follow a process.
     *
     * @param id the run's id
     * @param process its process
     * @param files where it is kept
     * @param changed is told of every change
     * @return the watch
     */
    static RunWatch over(String id, Process process, RunFiles files, Runnable changed) {
        RunWatch watch = new RunWatch(id, process, files, changed);
        files.writeState(watch.state);
        watch.thread.start();
        return watch;
    }

    /** Ends the process, unless it is at its end. */
    boolean cancel(boolean force) {
        if (!process.isAlive()) {
            return false;
        }
        files.noteCancel();
        // Through its handle, which leaves the output open: what it still said is worth reading.
        return force ? process.toHandle().destroyForcibly() : process.toHandle().destroy();
    }

    /** Ends the process and waits until that is written down. */
    void close() {
        process.toHandle().destroyForcibly();
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void follow() {
        try {
            readToEnd();
            become(state.completed(conclusion(process.waitFor())));
        } catch (IOException | InterruptedException e) {
            // Nobody follows it any more, so it must not go on.
            process.toHandle().destroyForcibly();
            become(state.completed(RunState.FAILURE));
        }
    }

    private void readToEnd() throws IOException {
        try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
                Writer log = Files.newBufferedWriter(files.log())) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                log.write(line + "\n");
                log.flush();
                if (line.startsWith(WorkflowProcess.STEP)) {
                    become(RunState.at(line));
                } else if (line.startsWith(WorkflowProcess.ERROR)) {
                    become(RunState.at(state.step() + ": " + line.substring(WorkflowProcess.ERROR.length())));
                }
            }
        }
    }

    private String conclusion(int exitValue) {
        if (exitValue == 0) {
            return RunState.SUCCESS;
        }
        return files.cancelNoted() ? RunState.CANCELLED : RunState.FAILURE;
    }

    private void become(RunState next) {
        state = next;
        files.writeState(next);
        try {
            changed.run();
        } catch (RuntimeException e) {
            LOG.warn(
                    "run {}: whoever was told of a change threw",
                    files.directory().getFileName(),
                    e);
        }
    }
}
