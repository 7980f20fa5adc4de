package io.releaseconductor.benchmarks;

import io.releaseconductor.metric.Counted;
import io.releaseconductor.metric.Counts;
import io.releaseconductor.metric.Evidence;
import io.releaseconductor.metric.Look;
import io.releaseconductor.metric.MetricSpec;
import io.releaseconductor.metric.Outcome;
import io.releaseconductor.metric.SequentialJudge;
import io.releaseconductor.metric.Strand;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * A look at a metric, counted and judged, beside a bare likelihood of the same counts at two rates, and beside the making of a record of
 * evidence out of numbers that are there.
 */
@State(Scope.Thread)
public class LookBenchmark {

    private final MetricSpec spec = MetricSpec.besideStable("errors");
    private Counts canary = new Counts(1, 11);
    private Counts stable = new Counts(5, 93);
    private double canaryRate = 0.07;
    private double stableRate = 0.052;
    private Evidence evidence = inTheMiddleOfABake();
    private Look look = next();

    /** After ten minutes of a healthy canary. */
    private Evidence inTheMiddleOfABake() {
        evidence = SequentialJudge.besideStable(spec, Instant.EPOCH, Collections.nCopies(360, new Counts(5, 100)));
        for (int i = 0; i < 60; i++) {
            canary = new Counts(i % 2, 10);
            evidence = ((Counted.Continued) SequentialJudge.count(spec, evidence, next())).evidence();
        }
        canary = new Counts(1, 11);
        return evidence;
    }

    private Look next() {
        return Look.beside(evidence.upTo(), evidence.upTo().plusSeconds(10), canary, stable);
    }

    /** {@return what follows from one more look} */
    @Benchmark
    public Outcome look() {
        Evidence next = ((Counted.Continued) SequentialJudge.count(spec, evidence, look)).evidence();
        return SequentialJudge.outcome(spec, next);
    }

    /** {@return evidence in which all is new that a look makes new} */
    @Benchmark
    public Evidence record() {
        Strand strand = evidence.strands().get(0);
        return new Evidence(
                evidence.since(),
                look.to(),
                evidence.correlation(),
                evidence.looks() + 1,
                evidence.canary().plus(canary),
                List.of(new Strand(
                        strand.stable().plus(stable),
                        strand.stableLately().plus(stable),
                        strand.canaryLately().plus(canary),
                        strand.looks() + 1,
                        strand.roughness(),
                        strand.waiting(),
                        others(strand.harm()),
                        others(strand.harmless()))),
                evidence.peak() + 1);
    }

    private static List<Long> others(List<Long> stakes) {
        Long[] others = new Long[stakes.size()];
        for (int i = 0; i < others.length; i++) {
            others[i] = stakes.get(i) + 1;
        }
        return List.of(others);
    }

    /** {@return the logarithm of the likelihood, with the same strict functions} */
    @Benchmark
    public double likelihood() {
        return canary.bad() * StrictMath.log(canaryRate)
                + (canary.total() - canary.bad()) * StrictMath.log(1 - canaryRate)
                + stable.bad() * StrictMath.log(stableRate)
                + (stable.total() - stable.bad()) * StrictMath.log(1 - stableRate);
    }
}
