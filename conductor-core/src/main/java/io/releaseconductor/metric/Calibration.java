package io.releaseconductor.metric;

import io.releaseconductor.model.Bake;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Compares what all instances did with itself, as if it were a canary beside a stable side: whatever the judge finds then is a false alarm.
 * Two looks that follow each other are the two sides of one, and a coin says which of them is the canary's.
 *
 * <p>Sides that are looked at one after the other differ by what happened to both: an incident that begins and ends within a few looks is
 * found here, and would not be beside a canary. So there are rather more alarms than in earnest.
 */
public final class Calibration {

    /** So many spans are asked about at once; beyond so many questions that nothing is known of, the source knows no more. */
    private static final int AT_ONCE = 360;

    private static final int SILENT = 3;

    private static final int MOST = 200_000;

    /** A bake of which more is unknown passes nothing. */
    private static final int WIDE_GAPS = 5;

    private final Bake.Rounds bake;
    private final int judgedTogether;
    private final int before;
    private final int pairs;

    /**
     * Of bakes.
     *
     * @param bake how a wave is looked at, as long as it takes at most
     * @param judgedTogether how many checks and metrics judge together, 1 or more
     * @throws IllegalArgumentException if the bake has not time for two looks
     */
    public Calibration(Bake.Rounds bake, int judgedTogether) {
        this.bake = bake;
        this.judgedTogether = judgedTogether;
        this.before = Spans.before(Instant.EPOCH, bake).count();
        this.pairs = (int) bake.atMost().dividedBy(bake.every().multipliedBy(2));
        if (pairs < 1) {
            throw new IllegalArgumentException("bake: " + bake.words() + " is not allowed; allowed: two looks or more");
        }
    }

    /**
     * Compares.
     *
     * @param source whom to ask: about all instances together, whose counts are the canary's
     * @param metrics the names of the metrics
     * @param until the end of the last span that can be asked about; bakes end at times of a grid, so that who asks again a little later
     *     looks at the same ones
     * @param over how far back to go, in whole bakes; less where that would be more than 200,000 spans
     * @return how often each metric was alarmed
     */
    public List<FalseAlarms> of(Recount.Source source, List<String> metrics, Instant until, Duration over) {
        long most = Math.min(
                (MOST - before) / (2 * pairs), over.dividedBy(bake.every().multipliedBy(2L * pairs)));
        int bakes = (int) Math.max(1, most);
        int spans = before + 2 * pairs * bakes;
        Instant from = lastEnd(until).minus(bake.every().multipliedBy(spans));
        Map<String, List<MetricAnswer>> counted = counted(source, metrics, new Spans(from, bake.every(), spans));
        return metrics.stream()
                .map(metric -> alarms(metric, from, counted.getOrDefault(metric, List.of())))
                .toList();
    }

    private Instant lastEnd(Instant until) {
        long length = bake.every().multipliedBy(2L * pairs).toMillis();
        return Instant.ofEpochMilli(Math.floorDiv(until.toEpochMilli(), length) * length);
    }

    /** The latest first, until the source knows nothing any more. */
    private Map<String, List<MetricAnswer>> counted(Recount.Source source, List<String> metrics, Spans spans) {
        Map<String, List<MetricAnswer>> counted = new LinkedHashMap<>();
        MetricAnswer unasked = new MetricAnswer.NotYet("it was not asked about");
        metrics.forEach(metric -> counted.put(metric, new ArrayList<>(Collections.nCopies(spans.count(), unasked))));
        int silent = 0;
        for (int end = spans.count(); end > 0 && silent < SILENT; end -= AT_ONCE) {
            int first = Math.max(0, end - AT_ONCE);
            Map<String, List<MetricAnswer>> part = Recount.of(source, metrics, spans.part(first, end - first));
            boolean known = false;
            for (Map.Entry<String, List<MetricAnswer>> answers : part.entrySet()) {
                List<MetricAnswer> all = answers.getValue();
                known |= all.stream().anyMatch(MetricAnswer.Known.class::isInstance);
                List<MetricAnswer> ofMetric = counted.get(answers.getKey());
                for (int i = 0; ofMetric != null && i < all.size(); i++) {
                    ofMetric.set(first + i, all.get(i));
                }
            }
            silent = known ? 0 : silent + 1;
        }
        return counted;
    }

    private FalseAlarms alarms(String metric, Instant from, List<MetricAnswer> spans) {
        MetricSpec spec = MetricSpec.besideStable(metric, bake, judgedTogether);
        int bakes = 0;
        int alarms = 0;
        int passed = 0;
        int unknown = 0;
        for (int first = before; first + 2 * pairs <= spans.size(); first += 2 * pairs) {
            Instant since = from.plus(bake.every().multipliedBy(first));
            Baked baked = new Baked(spec, since, spans.subList(first - before, first));
            baked.through(spans.subList(first, first + 2 * pairs));
            if (baked.gaps < pairs) {
                bakes++;
                unknown += baked.gaps;
                alarms += baked.alarm ? 1 : 0;
                passed += baked.passes() ? 1 : 0;
            }
        }
        Duration length = bake.every().multipliedBy(2L * pairs);
        return new FalseAlarms(metric, length, bakes, alarms, passed, bakes * pairs, unknown, spec.alpha());
    }

    /** One bake, until it is alarmed. */
    private final class Baked {

        private final MetricSpec spec;
        private Evidence evidence;
        private boolean alarm;
        private int gaps;

        Baked(MetricSpec spec, Instant since, List<MetricAnswer> earlier) {
            this.spec = spec;
            this.evidence = SequentialJudge.besideStable(spec, since, known(earlier));
        }

        void through(List<MetricAnswer> spans) {
            Instant to = evidence.upTo();
            for (int i = 0; i < spans.size(); i += 2) {
                List<Counts> pair = known(spans.subList(i, i + 2));
                to = to.plus(bake.every().multipliedBy(2));
                int canary = coin(to);
                if (pair.size() < 2) {
                    gaps++;
                    evidence = SequentialJudge.without(evidence, to);
                } else if (!alarm) {
                    Look look = Look.beside(evidence.upTo(), to, pair.get(canary), pair.get(1 - canary));
                    if (SequentialJudge.count(spec, evidence, look) instanceof Counted.Continued continued) {
                        evidence = continued.evidence();
                    }
                    alarm = SequentialJudge.outcome(spec, evidence) == Outcome.FAIL;
                }
            }
        }

        boolean passes() {
            return !alarm && gaps * WIDE_GAPS <= pairs && SequentialJudge.outcome(spec, evidence) == Outcome.PASS;
        }
    }

    /** It falls the same way at the same time, so that the same question gets the same answer. */
    private static int coin(Instant at) {
        return (int) new Digest().add(at).value() & 1;
    }

    private static List<Counts> known(List<MetricAnswer> answers) {
        List<Counts> counts = new ArrayList<>();
        for (MetricAnswer answer : answers) {
            if (answer instanceof MetricAnswer.Known known) {
                counts.add(known.spans().get(0).canary());
            }
        }
        return counts;
    }
}
