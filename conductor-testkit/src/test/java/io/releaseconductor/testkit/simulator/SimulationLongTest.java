package io.releaseconductor.testkit.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What takes hours, slice by slice: what a slice came to is noted in a file ({@code -Dsimulation.progress}), so that a search that was
 * ended goes on where it was. {@code -Dsimulation.minutes} ends each part of it after a while, between two slices.
 */
@Tag("long")
@DisplayName("In the simulator, searched for hours, conductors keep the rules")
class SimulationLongTest {

    private static final long FIRST = Long.getLong("simulation.first", 10_001);
    private static final long HISTORIES = Long.getLong("simulation.histories", 1_000_000);
    private static final long SLICE = 1_000;

    /** Pairs are taken a sixty-fourth at a time, spread over the whole flow. */
    private static final int PARTS = Integer.getInteger("simulation.pairs.parts", 64);

    private static final Duration PATIENCE = Duration.ofMinutes(Long.getLong("simulation.minutes", 100_000));

    private final Progress progress =
            Progress.in(Path.of(System.getProperty("simulation.progress", "target/simulation-progress.txt")));

    private final long end = System.nanoTime() + PATIENCE.toNanos();

    @Test
    void in_a_million_random_histories() {
        for (long first = FIRST; first < FIRST + HISTORIES && System.nanoTime() < end; first += SLICE) {
            long seed = first;
            long count = Math.min(SLICE, FIRST + HISTORIES - first);
            progress.once(
                    "random/" + seed + "+" + count, () -> Simulation.inMemory().random(seed, count));
        }
        assertThatAllAreSound("random/");
    }

    @ParameterizedTest
    @EnumSource
    void with_any_two_faults_at_any_two_calls(Flow flow) {
        for (int part = 0; part < PARTS && System.nanoTime() < end; part++) {
            int offset = part;
            progress.once(
                    "pairs/" + flow + "/" + offset + " of " + PARTS,
                    () -> Simulation.inMemory().pairs(PARTS, offset, flow));
        }
        assertThatAllAreSound("pairs/" + flow + "/");
    }

    private void assertThatAllAreSound(String begin) {
        System.out.println(progress.sum(begin));
        assertThat(progress.failures(begin)).as("see the timelines above").isEmpty();
    }
}
