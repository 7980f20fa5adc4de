package io.releaseconductor.examples.demo.workflows;

import io.releaseconductor.examples.demo.files.PropertiesFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What is kept of one run, in a directory of its own: the order, the state, the log, and whether it is to be
 * cancelled. Only the runner writes; the run's
 * process reads its order and prints.
 *
 * @param directory the run's directory
 */
record RunFiles(Path directory) {

    Path log() {
        return directory.resolve("log.txt");
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
}
