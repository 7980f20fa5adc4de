package io.releaseconductor.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.releaseconductor.deployment.AnEntry;
import io.releaseconductor.deployment.HistoryEntry;
import io.releaseconductor.deployment.HistoryFilter;
import io.releaseconductor.model.Environment;
import io.releaseconductor.stats.Figures;
import io.releaseconductor.stats.Period;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

@Label("Figures")
class FiguresByPagesPropertyTest {

    @Property(tries = 300)
    @Label("come out the same whatever the size of the pages that the history is read in")
    void whatever_the_size_of_pages(
            @ForAll long seed, @ForAll @IntRange(max = 200) int count, @ForAll @IntRange(min = 1, max = 60) int size) {
        Random random = new Random(seed);
        List<HistoryEntry> entries = AnEntry.any(random, count);
        Environment environment = random.nextBoolean() ? null : Environment.PROD;
        Period period =
                Period.lastDays(1 + random.nextInt(60), AnEntry.START.plus(Duration.ofDays(1 + random.nextInt(60))));
        HistoryFilter filter = HistoryFilter.ALL.in(environment).between(period.from(), null);

        assertThat(Figures.of(
                        environment, period, HistoryPages.matching(new ListedHistory(entries).store(), filter, size)))
                .isEqualTo(Figures.of(environment, period, entries.stream()));
    }
}
