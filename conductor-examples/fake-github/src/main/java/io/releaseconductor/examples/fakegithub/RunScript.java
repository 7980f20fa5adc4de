package io.releaseconductor.examples.fakegithub;

import java.time.Duration;
import java.util.List;

/**
 * How a run goes on by itself.
 *
 * @param queued how long it is queued
 * @param steps how long each step of its one job takes
 * @param conclusion how it ends
 */
public record RunScript(Duration queued, List<Duration> steps, String conclusion) {

    /** Copies. */
    public RunScript {
        steps = List.copyOf(steps);
    }

    /**
     * Succeeds.
     *
     * @param queued how long it is queued
     * @param steps how long each step takes
     * @return the script
     */
    public static RunScript success(Duration queued, Duration... steps) {
        return new RunScript(queued, List.of(steps), "success");
    }

    /** {@return from the beginning to the end, the queue included} */
    public Duration total() {
        return steps.stream().reduce(queued, Duration::plus);
    }
}
