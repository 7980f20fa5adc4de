package io.releaseconductor.examples.demo.workflows;

import io.releaseconductor.examples.demo.app.Installation;
import io.releaseconductor.examples.demo.app.VersionShelf;
import io.releaseconductor.model.Environment;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;

/**
 * How the local workflows run.
 *
 * @param directory where runs are kept: an existing directory of its own
 * @param installations the environments that can be deployed to, and what is installed there
 * @param shelf the versions that can be deployed
 * @param step how long each step of a run takes
 * @param pace how long after a look at a run the next one makes sense
 * @param port where the pages of runs are, if that is free; else, or for 0, on any port
 * @param clock the clock
 */
public record LocalWorkflowsOptions(
        Path directory,
        Map<Environment, Installation> installations,
        VersionShelf shelf,
        Duration step,
        Duration pace,
        int port,
        Clock clock) {

    /**
     * Requires all and copies.
     *
     * @throws IllegalArgumentException if a duration is negative
     */
    public LocalWorkflowsOptions {
        Objects.requireNonNull(directory, "directory");
        installations = Map.copyOf(installations);
        Objects.requireNonNull(shelf, "shelf");
        Objects.requireNonNull(clock, "clock");
        if (step.isNegative() || pace.isNegative()) {
            throw new IllegalArgumentException(
                    "local workflows: step is " + step + ", pace is " + pace + "; allowed: 0 or more");
        }
    }
}
