package io.releaseconductor.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import io.releaseconductor.metric.BothSides;
import io.releaseconductor.metric.Counted;
import io.releaseconductor.metric.Counts;
import io.releaseconductor.metric.Evidence;
import io.releaseconductor.metric.Look;
import io.releaseconductor.metric.MetricAnswer;
import io.releaseconductor.metric.MetricSpec;
import io.releaseconductor.metric.Outcome;
import io.releaseconductor.metric.SequentialJudge;
import io.releaseconductor.metric.TimeBefore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class TimesBeforeTest {

    private static final Duration EVERY = Duration.ofSeconds(30);
    private static final int LOOKS = 60;
    private static final int HISTORIES = 400;

    @Property
    void whoever_looks_at_all_of_a_bake_gets_all_that_was_there_however_the_looks_are_cut(
            @ForAll @LongRange(min = 0, max = Long.MAX_VALUE / 2) long bad,
            @ForAll @LongRange(min = 0, max = Long.MAX_VALUE / 2) long good,
            @ForAll @IntRange(min = 1, max = 86_400) int ofLooks,
            @ForAll @Size(min = 1, max = 40) List<@IntRange(min = 1, max = 5_000) Integer> spans) {
        Counts before = new Counts(bad, bad + good);
        Counts sum = Counts.NONE;
        long first = 0;
        for (int span : spans) {
            sum = sum.plus(part(before, first, span, ofLooks));
            first += span;
        }
        if (first < ofLooks) {
            sum = sum.plus(part(before, first, ofLooks - first, ofLooks));
        }
        assertThat(sum).isEqualTo(before);
        assertThat(part(before, ofLooks, 7, ofLooks)).isEqualTo(Counts.NONE);
    }

    private static Counts part(Counts before, long first, long looks, long ofLooks) {
        return TimesBefore.share(Map.of(TimeBefore.YESTERDAY, before), first, looks, ofLooks)
                .get(1);
    }

    @Test
    void knows_only_the_times_at_which_anything_was_counted() {
        MetricAnswer known = new MetricAnswer.Known(List.of(new BothSides(new Counts(1, 9), Counts.NONE)));
        MetricAnswer silence = new MetricAnswer.Known(List.of(BothSides.NONE));
        Map<TimeBefore, Map<String, MetricAnswer>> earlier = new EnumMap<>(TimeBefore.class);
        earlier.put(TimeBefore.YESTERDAY, Map.of("errors", known));
        earlier.put(TimeBefore.LAST_WEEK, Map.of("errors", new MetricAnswer.Missing("gone")));

        assertThat(TimesBefore.of(List.of(new Counts(1, 2), new Counts(0, 3)), earlier, "errors"))
                .isEqualTo(Map.of(TimeBefore.THE_HOUR, new Counts(1, 5), TimeBefore.YESTERDAY, new Counts(1, 9)));
        assertThat(TimesBefore.of(List.of(), Map.of(TimeBefore.YESTERDAY, Map.of("errors", silence)), "errors"))
                .isEmpty();
    }

    @Test
    void what_is_as_before_is_hardly_ever_called_worse_and_what_is_three_times_as_bad_nearly_always() {
        assertThat(alarms(0.05, 0.05, 41)).isLessThanOrEqualTo(HISTORIES / 100);
        assertThat(alarms(0.01, 0.01, 42)).isLessThanOrEqualTo(HISTORIES / 100);
        assertThat(alarms(0.02, 0.06, 43)).isGreaterThanOrEqualTo(HISTORIES * 95 / 100);
    }

    /** In how many histories of 30 minutes at two requests a second what is now is called worse than what was. */
    private static int alarms(double before, double now, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        MetricSpec spec = MetricSpec.comparedWithBefore("errors")
                .withBake(EVERY, EVERY.multipliedBy(LOOKS), EVERY)
                .oneOf(6);
        int alarms = 0;
        for (int history = 0; history < HISTORIES; history++) {
            List<Counts> hour = new ArrayList<>();
            for (int look = 0; look < 2 * LOOKS; look++) {
                hour.add(counted(random, before));
            }
            Map<TimeBefore, Counts> times = new EnumMap<>(TimeBefore.class);
            times.put(TimeBefore.THE_HOUR, hour.stream().reduce(Counts.NONE, Counts::plus));
            times.put(
                    TimeBefore.YESTERDAY,
                    hour.stream()
                            .limit(LOOKS)
                            .map(look -> counted(random, before))
                            .reduce(Counts.NONE, Counts::plus));
            Instant at = Instant.EPOCH;
            Evidence evidence = SequentialJudge.comparedWith(spec, at, TimeBefore.values().length, hour);
            boolean worse = false;
            for (int look = 0; look < LOOKS; look++) {
                List<Counts> parts = TimesBefore.share(times, look, 1, LOOKS);
                Look next = new Look(at, at.plus(EVERY), counted(random, now), parts);
                evidence = ((Counted.Continued) SequentialJudge.count(spec, evidence, next)).evidence();
                at = at.plus(EVERY);
                worse |= SequentialJudge.outcome(spec, evidence) == Outcome.FAIL;
            }
            alarms += worse ? 1 : 0;
        }
        return alarms;
    }

    private static Counts counted(SplittableRandom random, double rate) {
        int total = 60;
        int bad = 0;
        for (int i = 0; i < total; i++) {
            bad += random.nextDouble() < rate ? 1 : 0;
        }
        return new Counts(bad, total);
    }
}
