package io.releaseconductor.stats;

import static org.assertj.core.api.Assertions.assertThat;

import io.releaseconductor.deployment.AnEntry;
import io.releaseconductor.deployment.HistoryEntry;
import io.releaseconductor.model.Environment;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.jspecify.annotations.Nullable;

@Label("The figures")
class FiguresPropertyTest {

    private static final Duration DAY = Duration.ofDays(1);

    @Property(tries = 300)
    @Label("of the pieces of a period add up to those of the whole")
    void pieces_add_up(@ForAll long seed, @ForAll @IntRange(max = 200) int count) {
        Random random = new Random(seed);
        List<HistoryEntry> entries = AnEntry.any(random, count);
        Environment environment = random.nextBoolean() ? null : Environment.STAGING;
        Period whole = new Period(
                AnEntry.START.plusSeconds(random.nextInt(1_000_000)),
                AnEntry.START.plusSeconds(1_000_001 + random.nextInt(3_000_000)));
        List<Period> periods = new ArrayList<>(whole.cutBy(Duration.ofSeconds(1 + random.nextInt(2_000_000))));
        if (periods.size() > 50) {
            periods = new ArrayList<>(whole.cutBy(DAY.multipliedBy(2)));
        }
        int pieces = periods.size();
        periods.add(whole);

        List<Figures> all = Figures.of(environment, periods, entries.stream());
        Figures sum = sum(environment, whole, all.subList(0, pieces));
        Figures figures = all.get(pieces);
        assertThat(counts(sum)).isEqualTo(counts(figures));
        assertThat(sum.outcomes()).isEqualTo(figures.outcomes());
        assertThat(millis(figures.restored()) - millis(sum.restored()))
                .as("what is rounded")
                .isBetween(0L, 1L);
    }

    private static Figures sum(@Nullable Environment environment, Period whole, List<Figures> pieces) {
        Map<Outcome, Long> outcomes = new EnumMap<>(Outcome.class);
        Share[] shares = {Share.NONE, Share.NONE, Share.NONE, Share.NONE};
        long promotions = 0;
        long unrestored = 0;
        List<List<Typical>> typical = List.of(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        for (Figures piece : pieces) {
            piece.outcomes().forEach((outcome, number) -> outcomes.merge(outcome, number, Long::sum));
            shares[0] = shares[0].plus(piece.successes());
            shares[1] = shares[1].plus(piece.verifications());
            shares[2] = shares[2].plus(piece.rollbacks());
            shares[3] = shares[3].plus(piece.changeFailures());
            promotions += piece.promotions();
            unrestored += piece.unrestored();
            typical.get(0).add(piece.worked());
            typical.get(1).add(piece.leadTime());
            typical.get(2).add(piece.restored());
        }
        return new Figures(
                environment,
                whole,
                outcomes,
                shares[0],
                shares[1],
                shares[2],
                promotions,
                sum(typical.get(0)),
                sum(typical.get(1)),
                shares[3],
                sum(typical.get(2)),
                unrestored);
    }

    /** The mean to a millisecond for each piece, since those are rounded. */
    private static Typical sum(List<Typical> pieces) {
        long entries = pieces.stream().mapToLong(Typical::entries).sum();
        long millis = pieces.stream().mapToLong(FiguresPropertyTest::total).sum();
        Duration mean = entries == 0 ? null : Duration.ofMillis(millis / entries);
        return new Typical(entries, mean, mean);
    }

    private static long total(Typical typical) {
        return typical.mean() == null ? 0 : typical.mean().toMillis() * typical.entries();
    }

    private static long millis(Typical typical) {
        return typical.mean() == null ? 0 : typical.mean().toMillis();
    }

    private static List<Object> counts(Figures figures) {
        return List.of(
                figures.deployments(),
                figures.successes(),
                figures.verifications(),
                figures.rollbacks(),
                figures.changeFailures(),
                figures.promotions(),
                figures.unrestored(),
                figures.worked().entries(),
                figures.leadTime().entries(),
                figures.restored().entries());
    }

    @Property(tries = 200)
    @Label("are those of the environments put together, where they are of all")
    void environments_add_up(@ForAll long seed) {
        List<HistoryEntry> entries = AnEntry.any(new Random(seed), 100);
        Period period = Period.lastDays(60, AnEntry.START.plus(DAY.multipliedBy(60)));
        List<Figures> each = List.of(
                Figures.of(Environment.STAGING, period, entries.stream()),
                Figures.of(Environment.PROD, period, entries.stream()));
        assertThat(counts(sum(null, period, each))).isEqualTo(counts(Figures.of(null, period, entries.stream())));
    }

    @Property(tries = 200)
    @Label("have the one in the middle as the median, and no mean out of what there is")
    void typical(@ForAll List<@IntRange(max = 1_000_000) Integer> millis) {
        Spans spans = new Spans();
        millis.forEach(each -> spans.add(Duration.ofMillis(each)));
        Typical typical = spans.typical();

        assertThat(typical.entries()).isEqualTo(millis.size());
        if (!millis.isEmpty()) {
            List<Integer> sorted = millis.stream().sorted().toList();
            int size = sorted.size();
            long median = ((long) sorted.get((size - 1) / 2) + sorted.get(size / 2)) / 2;
            assertThat(typical.median()).isEqualTo(Duration.ofMillis(median));
            assertThat(typical.mean())
                    .isBetween(Duration.ofMillis(sorted.get(0)), Duration.ofMillis(sorted.get(size - 1)));
        }
    }

    @Property(tries = 200)
    @Label("are of periods whose pieces follow one another without a gap")
    void pieces_follow(@ForAll @IntRange(min = 1, max = 5_000) int length, @ForAll @IntRange(min = 1) int step) {
        Instant from = AnEntry.START;
        Period whole = new Period(from, from.plusSeconds(length));
        List<Period> pieces = whole.cutBy(Duration.ofSeconds(Math.max(step, length / 100 + 1)));
        assertThat(pieces.get(0).from()).isEqualTo(whole.from());
        assertThat(pieces.get(pieces.size() - 1).to()).isEqualTo(whole.to());
        for (int i = 1; i < pieces.size(); i++) {
            assertThat(pieces.get(i).from()).isEqualTo(pieces.get(i - 1).to());
        }
    }
}
