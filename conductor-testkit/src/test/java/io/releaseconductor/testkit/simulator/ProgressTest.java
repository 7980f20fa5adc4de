package io.releaseconductor.testkit.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A search in slices")
class ProgressTest {

    private static final Exploration SOUND = new Exploration(1_000, 500_000, List.of(), 0, Duration.ZERO);
    private static final Exploration UNSOUND = new Exploration(
            1_000, 400_000, List.of(new History("random/7", 10, List.of("rule 1"), List.of(), "")), 0, Duration.ZERO);

    @TempDir
    private Path folder;

    @Test
    void goes_on_where_it_was_ended_and_forgets_no_failure() {
        Path file = folder.resolve("search/progress.txt");
        Progress first = Progress.in(file);
        first.once("random/1+1000", () -> UNSOUND);
        first.once("random/1001+1000", () -> SOUND);

        Progress next = Progress.in(file);
        next.once("random/1+1000", () -> {
            throw new AssertionError("this slice was done");
        });
        next.once("pairs/PROMOTE/0 of 64", () -> SOUND);

        assertThat(next.failures("random/")).containsExactly("random/7");
        assertThat(next.failures("pairs/")).isEmpty();
        assertThat(next.sum("random/")).contains("2 slices, 2000 histories, 900000 port calls, 1 failures");
        assertThat(Progress.in(file).sum("")).contains("3 slices");
    }
}
