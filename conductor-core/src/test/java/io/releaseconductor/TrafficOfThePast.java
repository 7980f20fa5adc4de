package io.releaseconductor;

import io.releaseconductor.metric.BothSides;
import io.releaseconductor.metric.Counts;
import io.releaseconductor.metric.MetricAnswer;
import io.releaseconductor.model.Environment;
import io.releaseconductor.model.Reach;
import io.releaseconductor.spi.MetricSource;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.LongPredicate;

/** A source whose truth is a function of the span, second by second: whoever asks again is told the same, unless a test changes the past. */
final class TrafficOfThePast implements MetricSource {

    private static final Duration LAG = Duration.ofSeconds(15);

    private final Clock clock;

    private final NavigableMap<Long, Boolean> illFrom = new ConcurrentSkipListMap<>();

    /** In which seconds it is told otherwise than it was. */
    LongPredicate changed = second -> false;

    /** Which seconds are lost for good. */
    LongPredicate lost = second -> false;

    /** When it cannot answer. */
    LongPredicate away = now -> false;

    int questions;

    TrafficOfThePast(Clock clock) {
        this.clock = clock;
    }

    /** From some second on the canary is ill, or well. */
    void canaryIs(boolean ill, Instant from) {
        illFrom.put(from.getEpochSecond(), ill);
    }

    private boolean isIll(long second) {
        Map.Entry<Long, Boolean> last = illFrom.floorEntry(second);
        return last != null && last.getValue();
    }

    @Override
    public Set<String> known(Environment environment) {
        return Set.of("errors", "slow", "orders");
    }

    @Override
    public Duration lag() {
        return LAG;
    }

    @Override
    public Map<String, MetricAnswer> count(Question question) {
        questions++;
        Map<String, MetricAnswer> answers = new LinkedHashMap<>();
        for (String metric : question.metrics()) {
            answers.put(metric, answer(metric, question));
        }
        return answers;
    }

    private MetricAnswer answer(String metric, Question question) {
        if (away.test(clock.instant().getEpochSecond())) {
            return new MetricAnswer.NotYet("it is away");
        }
        if (clock.instant().isBefore(question.to().plus(LAG))) {
            return new MetricAnswer.NotYet("not all is there yet");
        }
        List<BothSides> spans = new ArrayList<>();
        for (Instant from = question.from(); from.isBefore(question.to()); from = from.plus(question.every())) {
            BothSides sides = BothSides.NONE;
            for (long second = from.getEpochSecond();
                    second < from.plus(question.every()).getEpochSecond();
                    second++) {
                if (lost.test(second) && mixed(metric.hashCode(), second / 10) % 2 == 0) {
                    return new MetricAnswer.Missing("no samples were kept of " + second);
                }
                sides = sides.plus(counted(metric, second));
            }
            spans.add(question.reach().equals(Reach.ALL) ? together(sides) : sides);
        }
        return new MetricAnswer.Known(spans);
    }

    private static BothSides together(BothSides sides) {
        return new BothSides(sides.canary().plus(sides.stable()), Counts.NONE);
    }

    private BothSides counted(String metric, long second) {
        long chance = mixed(metric.hashCode(), second);
        long canary = chance & 31;
        long stable = 200 + ((chance >>> 5) & 31);
        long bad = isIll(second) ? canary / 3 : canary > 28 ? 1 : 0;
        long badOfStable = (chance >>> 10) & 7;
        return new BothSides(new Counts(bad, canary), new Counts(badOfStable + (changed.test(second) ? 1 : 0), stable));
    }

    static long mixed(long seed, long number) {
        long z = (number + seed * 31) * 0x9E3779B97F4A7C15L;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return (z ^ (z >>> 31)) >>> 1;
    }
}
