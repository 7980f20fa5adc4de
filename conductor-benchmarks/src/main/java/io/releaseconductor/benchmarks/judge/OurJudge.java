package io.releaseconductor.benchmarks.judge;

import io.releaseconductor.metric.Counted;
import io.releaseconductor.metric.Evidence;
import io.releaseconductor.metric.Look;
import io.releaseconductor.metric.MetricSpec;
import io.releaseconductor.metric.Outcome;
import io.releaseconductor.metric.SequentialJudge;
import java.time.Instant;

/** {@link SequentialJudge} with its default metric: margin of harmlessness 1.5 × + 0.5 points, α = 1 %. */
record OurJudge(MetricSpec spec) implements Rule {

    private static final Instant START = Instant.EPOCH;

    @Override
    public String name() {
        return "Release Conductor";
    }

    @Override
    public int failsAfter(History history) {
        return looksUntil(history, Outcome.FAIL);
    }

    @Override
    public int passesAfter(History history) {
        return looksUntil(history, Outcome.PASS);
    }

    private int looksUntil(History history, Outcome wanted) {
        Evidence evidence = SequentialJudge.besideStable(spec, START, history.before());
        for (int i = 0; i < history.canary().size(); i++) {
            Instant from = evidence.upTo();
            Look look = Look.beside(
                    from,
                    from.plusSeconds(History.SECONDS),
                    history.canary().get(i),
                    history.stable().get(i));
            if (!(SequentialJudge.count(spec, evidence, look) instanceof Counted.Continued counted)) {
                throw new IllegalStateException("a look was refused");
            }
            evidence = counted.evidence();
            Outcome outcome = SequentialJudge.outcome(spec, evidence);
            if (outcome == wanted) {
                return i + 1;
            }
            if (outcome == Outcome.FAIL) {
                return NEVER;
            }
        }
        return NEVER;
    }
}
