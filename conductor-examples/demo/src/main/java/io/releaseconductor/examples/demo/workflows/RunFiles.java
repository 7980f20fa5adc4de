package io.releaseconductor.examples.demo.workflows;

import io.releaseconductor.examples.demo.files.ProcessLock;
import io.releaseconductor.examples.demo.files.PropertiesFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * What is kept of one run, in a directory of its own: the order, the state, the log, its process, and whether it is to be
 * cancelled. The runner writes the order, and the state as long as the run's process does not hold the {@linkplain #lock() lock};
 * all else is the process's to write, so that it can outlive the runner.
 *
 * @param directory the run's directory
 */
record RunFiles(Path directory) {

    private static final String PID = "pid";

    Path log() {
        return directory.resolve("log.txt");
    }

    /**
     * What a {@link ProcessLock} is about. A run's process holds it for as long as it lives. Whoever takes it from one that has not said how it
     * ended may say so, and a process that comes to it later finds that said, and does nothing.
     */
    Path lock() {
        return directory.resolve("lock");
    }

    void writeOrder(RunOrder order) {
        PropertiesFile.write(orderFile(), order.toValues());
    }

    RunOrder order() {
        return PropertiesFile.read(orderFile())
                .map(RunOrder::fromValues)
                .orElseThrow(() -> new IllegalStateException("there is no order in " + directory));
    }

    void writeState(RunState state) {
        PropertiesFile.write(stateFile(), state.toValues());
    }

    /** The state, or empty where there is no such run. */
    Optional<RunState> state() {
        return PropertiesFile.read(stateFile()).map(RunState::fromValues);
    }

    /** Makes it no run, since nothing was started. */
    void removeState() {
        try {
            Files.deleteIfExists(stateFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Notes which process holds the lock. */
    void writeProcess(ProcessHandle process) {
        PropertiesFile.write(processFile(), Map.of(PID, Long.toString(process.pid())));
    }

    /** The process that holds the lock, or held it last. */
    Optional<ProcessHandle> process() {
        return PropertiesFile.read(processFile()).flatMap(values -> ProcessHandle.of(Long.parseLong(values.get(PID))));
    }

    /** Notes that somebody asked to cancel the run. */
    void noteCancel() {
        try {
            Files.write(cancelFile(), new byte[0]);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean cancelNoted() {
        return Files.exists(cancelFile());
    }

    private Path cancelFile() {
        return directory.resolve("cancel");
    }

    private Path orderFile() {
        return directory.resolve("order.properties");
    }

    private Path stateFile() {
        return directory.resolve("state.properties");
    }

    private Path processFile() {
        return directory.resolve("process.properties");
    }
}
