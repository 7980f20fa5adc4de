package io.releaseconductor.testkit.simulator;

import io.releaseconductor.metric.BothSides;
import io.releaseconductor.metric.Counts;
import io.releaseconductor.metric.MetricAnswer;
import io.releaseconductor.model.Reach;
import io.releaseconductor.spi.MetricSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What people do with the application, second by second, and so what a metric really counted: the same for the same span, whenever and
 * however often it is asked about.
 */
final class Traffic {

    private static final long SECOND = 1_000;

    private static final int CANARY_EACH_SECOND = 100;

    private static final int STABLE_EACH_SECOND = 900;

    /** One bad event of so many, where all is well. */
    private static final int ONE_OF = 100;

    private final TreeMap<Long, Boolean> illFrom = new TreeMap<>();

    /** From now on the canary is ill, or well. */
    void canaryIs(boolean ill, long now) {
        illFrom.put(Math.floorDiv(now, SECOND) + 1, ill);
    }

    /** What was counted in a span, the first second left out and the last one included, as counters are read at its ends. */
    BothSides counted(long from, long to, Reach reach) {
        long canary = 0;
        long badOfCanary = 0;
        long stable = 0;
        long badOfStable = 0;
        for (long second = Math.floorDiv(from, SECOND) + 1; second <= Math.floorDiv(to, SECOND); second++) {
            long chance = mixed(second);
            canary += CANARY_EACH_SECOND;
            badOfCanary += isIll(second) ? CANARY_EACH_SECOND / 3 : bad(chance, CANARY_EACH_SECOND);
            stable += STABLE_EACH_SECOND;
            badOfStable += bad(chance >>> 17, STABLE_EACH_SECOND);
        }
        Counts ofCanary = new Counts(badOfCanary, canary);
        Counts ofStable = new Counts(badOfStable, stable);
        return reach.equals(Reach.ALL)
                ? new BothSides(ofCanary.plus(ofStable), Counts.NONE)
                : new BothSides(ofCanary, ofStable);
    }

    private boolean isIll(long second) {
        Map.Entry<Long, Boolean> last = illFrom.floorEntry(second);
        return last != null && last.getValue();
    }

    private static long bad(long chance, int events) {
        int most = 2 * events / ONE_OF;
        return Long.remainderUnsigned(chance, most + 1L);
    }

    private static long mixed(long second) {
        long z = second * 0x9E3779B97F4A7C15L;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        return z ^ (z >>> 31);
    }

    /** Answers truly. */
    Map<String, MetricAnswer> answer(MetricSource.Question question) {
        Map<String, MetricAnswer> answers = new HashMap<>();
        for (String metric : question.metrics()) {
            List<BothSides> spans = new ArrayList<>();
            long from = Moments.of(question.from());
            for (int span = 0; span < question.spans(); span++) {
                long to = from + question.every().toMillis();
                spans.add(counted(from, to, question.reach()));
                from = to;
            }
            answers.put(metric, new MetricAnswer.Known(spans));
        }
        return answers;
    }

    /** Says that it cannot tell yet. */
    Map<String, MetricAnswer> notYet(MetricSource.Question question) {
        Map<String, MetricAnswer> answers = new HashMap<>();
        question.metrics().forEach(metric -> answers.put(metric, new MetricAnswer.NotYet("not all is scraped yet")));
        return answers;
    }

    /** Answers a question that nobody asked. */
    Map<String, MetricAnswer> ofTooManySpans(MetricSource.Question question) {
        Map<String, MetricAnswer> answers = new HashMap<>();
        question.metrics()
                .forEach(metric -> answers.put(
                        metric, new MetricAnswer.Known(Collections.nCopies(question.spans() + 1, BothSides.NONE))));
        return answers;
    }

    /** Says that nothing will ever be known of a span. */
    Map<String, MetricAnswer> lost(MetricSource.Question question) {
        Map<String, MetricAnswer> answers = new HashMap<>();
        question.metrics().forEach(metric -> answers.put(metric, new MetricAnswer.Missing("no samples were kept")));
        return answers;
    }
}
