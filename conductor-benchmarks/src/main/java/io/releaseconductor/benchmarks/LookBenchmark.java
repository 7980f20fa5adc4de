package io.releaseconductor.benchmarks;

import io.releaseconductor.metric.Counted;
import io.releaseconductor.metric.Counts;
import io.releaseconductor.metric.Evidence;
import io.releaseconductor.metric.Look;
import io.releaseconductor.metric.MetricSpec;
import io.releaseconductor.metric.Outcome;
import io.releaseconductor.metric.SequentialJudge;
import java.time.Instant;
import java.util.Collections;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** A look at a metric, counted and judged, beside a bare likelihood of the same counts at two rates. */
@State(Scope.Thread)
public class LookBenchmark {

    private final MetricSpec spec = MetricSpec.besideStable("errors");
    private Counts canary = new Counts(1, 11);
    private Counts stable = new Counts(5, 93);
    private double canaryRate = 0.07;
    private double stableRate = 0.052;
    private Evidence evidence =
            SequentialJudge.besideStable(spec, Instant.EPOCH, Collections.nCopies(360, new Counts(5, 100)));

    /** {@return what follows from one more look} */
    @Benchmark
    public Outcome look() {
        Instant from = evidence.upTo();
        Look look = Look.beside(from, from.plusSeconds(10), canary, stable);
        Evidence next = ((Counted.Continued) SequentialJudge.count(spec, evidence, look)).evidence();
        return SequentialJudge.outcome(spec, next);
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
