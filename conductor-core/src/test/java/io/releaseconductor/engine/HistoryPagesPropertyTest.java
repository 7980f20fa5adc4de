package io.releaseconductor.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.releaseconductor.deployment.AnEntry;
import io.releaseconductor.deployment.DeploymentStatus;
import io.releaseconductor.deployment.HistoryEntry;
import io.releaseconductor.deployment.HistoryFilter;
import io.releaseconductor.model.Environment;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

@Label("History, read page by page,")
class HistoryPagesPropertyTest {

    private static final Duration DAY = Duration.ofDays(1);

    @Property(tries = 500)
    @Label("gives what is wanted and nothing else, in its order, whatever the size of the pages")
    void gives_what_is_wanted(
            @ForAll long seed, @ForAll @IntRange(max = 120) int count, @ForAll @IntRange(min = 1, max = 50) int size) {
        Random random = new Random(seed);
        List<HistoryEntry> entries = AnEntry.any(random, count);
        HistoryFilter filter = filter(random);

        List<HistoryEntry> wanted = new ArrayList<>();
        for (HistoryEntry entry : entries) {
            if (filter.matches(entry)) {
                wanted.add(entry);
            }
        }
        assertThat(HistoryPages.matching(new ListedHistory(entries).store(), filter, size))
                .containsExactlyElementsOf(wanted);
    }

    private static HistoryFilter filter(Random random) {
        HistoryFilter filter = HistoryFilter.ALL;
        if (random.nextBoolean()) {
            filter = filter.in(random.nextBoolean() ? Environment.STAGING : Environment.PROD);
        }
        if (random.nextInt(3) == 0) {
            filter = filter.withStatuses(Set.of(DeploymentStatus.PROMOTED, DeploymentStatus.FAILED));
        }
        if (random.nextInt(3) == 0) {
            filter = filter.by(List.of("Ada", "1002", "policy", "nobody").get(random.nextInt(4)));
        }
        if (random.nextInt(3) == 0) {
            filter = filter.withVersion(List.of("v", "v1", "3f2", "").get(random.nextInt(4)));
        }
        Instant from = AnEntry.START.plusSeconds(random.nextInt(3_000_000));
        return switch (random.nextInt(4)) {
            case 0 -> filter.between(from, null);
            case 1 -> filter.between(null, from);
            case 2 -> filter.between(from, from.plusSeconds(random.nextInt(1_000_000)));
            default -> filter;
        };
    }

    @Example
    @Label("is read no further than somebody looks, and than the period reaches")
    void is_read_no_further() {
        List<HistoryEntry> entries = new ArrayList<>();
        for (int day = 100; day > 0; day--) {
            entries.add(AnEntry.after(DAY.multipliedBy(day)).build());
        }
        ListedHistory some = new ListedHistory(entries);
        Iterator<HistoryEntry> all =
                HistoryPages.matching(some.store(), HistoryFilter.ALL, 10).iterator();
        all.next();
        assertThat(some.pages()).isEqualTo(1);

        ListedHistory lately = new ListedHistory(entries);
        Instant from = AnEntry.START.plus(Duration.ofDays(85));
        assertThat(HistoryPages.matching(lately.store(), HistoryFilter.ALL.between(from, null), 10))
                .hasSize(16);
        assertThat(lately.pages()).as("a day more, for the clocks").isEqualTo(2);
    }
}
