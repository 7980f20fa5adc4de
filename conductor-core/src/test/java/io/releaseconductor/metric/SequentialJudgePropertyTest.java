package io.releaseconductor.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.DoubleStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

@Label("Whatever is counted")
class SequentialJudgePropertyTest {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final long MOST = 1L << 53;

    @Property(tries = 300)
    @Label("every number is finite, and every judgement has its words")
    void every_number_is_finite(
            @ForAll("specs") MetricSpec spec,
            @ForAll @Size(max = 12) List<@From("pairs") Pair> before,
            @ForAll @Size(max = 12) List<@From("pairs") Pair> looks) {
        Evidence evidence = begin(spec, 1, before.stream().map(Pair::stable).toList());
        for (Pair pair : looks) {
            evidence = next(spec, evidence, 10, pair);
            assertSound(SequentialJudge.judge(spec, evidence));
        }
        assertThat(evidence.upTo()).isEqualTo(START.plusSeconds(10L * looks.size()));
    }

    private static void assertSound(Judgement judgement) {
        assertThat(judgement.harm()).isFinite().isNotNegative();
        assertThat(judgement.harmless()).isFinite().isNotNegative();
        assertSound(judgement.canary());
        if (judgement.stable() != null) {
            assertSound(judgement.stable());
        }
        assertThat(judgement.sentence()).isNotBlank().doesNotContain("NaN", "Infinity");
    }

    private static void assertSound(RateEstimate rate) {
        assertThat(rate.low()).isBetween(0.0, rate.high());
        assertThat(rate.high()).isBetween(rate.low(), 1.0);
        assertThat(rate.share()).isBetween(rate.low(), rate.high());
    }

    @Property(tries = 200)
    @Label("the order inside a look makes no difference")
    void the_order_inside_a_look_makes_no_difference(
            @ForAll("specs") MetricSpec spec,
            @ForAll @Size(min = 1, max = 20) List<@From("pairs") Pair> parts,
            @ForAll long seed) {
        List<Pair> shuffled = new ArrayList<>(parts);
        Collections.shuffle(shuffled, new Random(seed));

        assertThat(next(spec, begin(spec, 1, List.of()), 10, sum(shuffled)))
                .isEqualTo(next(spec, begin(spec, 1, List.of()), 10, sum(parts)));
    }

    private static Pair sum(List<Pair> parts) {
        Pair sum = Pair.NOTHING;
        for (Pair part : parts) {
            sum = new Pair(sum.canary().plus(part.canary()), sum.stable().plus(part.stable()));
        }
        return sum;
    }

    @Property(tries = 200)
    @Label("how silence is cut into looks makes no difference")
    void how_silence_is_cut_makes_no_difference(
            @ForAll("specs") MetricSpec spec,
            @ForAll @Size(max = 6) List<@From("pairs") Pair> looks,
            @ForAll @IntRange(min = 1, max = 9) int pieces) {
        Evidence whole = begin(spec, 1, List.of());
        Evidence cut = whole;
        for (Pair pair : looks) {
            whole = next(spec, next(spec, whole, 10, pair), 10 * pieces, Pair.NOTHING);
            cut = next(spec, cut, 10, pair);
            for (int piece = 0; piece < pieces; piece++) {
                cut = next(spec, cut, 10, Pair.NOTHING);
            }
        }
        assertThat(cut).isEqualTo(whole);
    }

    @Property(tries = 200)
    @Label("silence changes no judgement but for the time of the bake")
    void silence_changes_nothing(
            @ForAll("specs") MetricSpec spec, @ForAll @Size(max = 6) List<@From("pairs") Pair> looks) {
        MetricSpec atOnce = spec.withBake(Duration.ZERO, spec.bake(), spec.every());
        Evidence evidence = begin(atOnce, 1, List.of());
        for (Pair pair : looks) {
            evidence = next(atOnce, evidence, 10, pair);
            assertThat(SequentialJudge.judge(atOnce, next(atOnce, evidence, 10, Pair.NOTHING)))
                    .isEqualTo(SequentialJudge.judge(atOnce, evidence));
        }
    }

    @Property(tries = 200)
    @Label("nothing passes after it has failed, and nothing that fails for harm looks harmless")
    void pass_and_fail_exclude_each_other(
            @ForAll("specs") MetricSpec spec, @ForAll @Size(min = 1, max = 30) List<@From("pairs") Pair> looks) {
        Evidence evidence = begin(spec, 1, List.of());
        boolean failed = false;
        for (Pair pair : looks) {
            evidence = next(spec, evidence, 60, pair);
            Outcome outcome = SequentialJudge.outcome(spec, evidence);
            assertThat(failed && outcome == Outcome.PASS).isFalse();
            failed |= outcome == Outcome.FAIL;
        }
    }

    @Property(tries = 100)
    @Label("more references make a canary neither fail nor pass sooner")
    void more_references_prove_less(@ForAll @Size(min = 1, max = 15) List<@From("pairs") Pair> looks) {
        MetricSpec spec = MetricSpec.besideStable("errors");
        Evidence one = begin(spec, 1, List.of());
        Evidence two = begin(spec, 2, List.of());
        for (Pair pair : looks) {
            one = next(spec, one, 10, pair);
            two = counted(SequentialJudge.count(
                    spec,
                    two,
                    new Look(
                            two.upTo(),
                            two.upTo().plusSeconds(10),
                            pair.canary(),
                            List.of(pair.stable(), pair.stable()))));
            assertThat(two.strands()).containsOnly(one.strands().get(0));
            assertThat(SequentialJudge.outcome(spec, two)).isEqualTo(SequentialJudge.outcome(spec, one));
        }
    }

    @Property(tries = 300)
    @Label("φ is at least 1 and finite")
    void correlation_is_finite(@ForAll @Size(max = 80) List<@From("pairs") Pair> looks) {
        Correlation correlation =
                Correlation.measure(looks.stream().map(Pair::stable).toList());
        assertThat(correlation.phi()).isFinite().isGreaterThanOrEqualTo(1);
        if (looks.size() < Correlation.FEWEST_LOOKS) {
            assertThat(correlation).isEqualTo(Correlation.ASSUMED);
        }
    }

    @Property(tries = 5000)
    @Label("the nearest point of a line is on the line, between the bet's two rates, and no neighbour is nearer")
    void the_nearest_point(
            @ForAll @DoubleRange(min = 0.01, max = 20) double ratio,
            @ForAll @DoubleRange(min = 0, max = 0.9) double points,
            @ForAll("rates") double betStable,
            @ForAll("rates") double betCanary,
            @ForAll("totals") long stableTotal,
            @ForAll("totals") long canaryTotal) {
        Tolerance line = new Tolerance(ratio, points);
        double stable = stableTotal + 1.0;
        double canary = canaryTotal + 1.0;
        Assume.that(line.at(betStable) < 1 - Edge.MARGIN);

        assertNearest(line, betStable, betCanary, stable, canary);
    }

    @Example
    @Label("the nearest point is found where one side outweighs the other, and at the end of the line")
    void the_nearest_point_at_the_ends() {
        double most = MOST;
        assertNearest(new Tolerance(14.864597911306145, 0), 1e-9, 5.950613155809458e-4, 10, most);
        assertNearest(new Tolerance(0.01, 0), 0.014301671497892023, 1e-9, most, 6);
        assertNearest(new Tolerance(3, 0), 1e-9, 0.999999999, 2, 1);
        assertNearest(new Tolerance(1.5, 0), 6.999384855051808e-4, 0.999999999, 1, 2);
        assertNearest(new Tolerance(0.7, 0.24557828376692867), 0.9999999703171919, 0.876811384, 12, 13);
    }

    private static void assertNearest(
            Tolerance line, double betStable, double betCanary, double stable, double canary) {
        double nearest = Edge.nearestStable(line, betStable, betCanary, stable, canary);

        assertThat(nearest).isBetween(0.0, 1.0);
        assertThat(line.at(nearest)).isBetween(0.0, 1.0 + 1e-12);
        double there = divergence(line, betStable, betCanary, stable, canary, nearest);
        for (double step : new double[] {-1e-3, -1e-6, 1e-6, 1e-3}) {
            double beside = nearest * (1 + step);
            if (beside > 0 && beside < 1 && line.at(beside) < 1) {
                assertThat(divergence(line, betStable, betCanary, stable, canary, beside))
                        .isGreaterThanOrEqualTo(there - 1e-12);
            }
        }
    }

    /** Per event, so that its own rounding does not grow with the number of events. */
    private static double divergence(
            Tolerance line, double betStable, double betCanary, double stable, double canary, double at) {
        return (stable * divergence(betStable, at) + canary * divergence(betCanary, line.at(at))) / (stable + canary);
    }

    private static double divergence(double bet, double rate) {
        return bet * Math.log(bet / rate) + (1 - bet) * Math.log((1 - bet) / (1 - rate));
    }

    @Property(tries = 1000)
    @Label("a factor is the exponential of its logarithm, or left to that")
    void a_factor_and_its_logarithm(
            @ForAll("lines") Tolerance line,
            @ForAll("rates") double betStable,
            @ForAll("rates") double betCanary,
            @ForAll("pairs") Pair pair) {
        Assume.that(!pair.canary().isEmpty() && !pair.stable().isEmpty());
        Assume.that(line.at(betStable) < 1 - Edge.MARGIN);
        double events = (double) pair.canary().total() + pair.stable().total();

        LikelihoodRatios ratios = Edge.ratios(line, betStable, betCanary, pair.stable(), pair.canary());
        double factor = ratios.of(pair.stable(), pair.canary());
        double log = ratios.log(pair.stable(), pair.canary());

        assertThat(log).isNotNaN();
        if (factor != 0) {
            assertThat(Math.log(factor)).isCloseTo(log, within(1e-12 + 1e-15 * events));
        } else {
            assertThat(events > 4096 || farthest(ratios, pair) > 239 * Math.log(2))
                    .isTrue();
        }
    }

    /** The logarithm of the power that is furthest from 1. */
    private static double farthest(LikelihoodRatios ratios, Pair pair) {
        return DoubleStream.of(
                        pair.canary().bad() * Math.log(ratios.canaryBad()),
                        (pair.canary().total() - pair.canary().bad()) * Math.log(ratios.canaryGood()),
                        pair.stable().bad() * Math.log(ratios.stableBad()),
                        (pair.stable().total() - pair.stable().bad()) * Math.log(ratios.stableGood()))
                .map(Math::abs)
                .max()
                .orElseThrow();
    }

    @Provide
    Arbitrary<Tolerance> lines() {
        return Arbitraries.of(
                Tolerance.EQUAL,
                new Tolerance(1.5, 0.005),
                new Tolerance(0.7, 0),
                new Tolerance(3, 0.1),
                Tolerance.limit(0.01));
    }

    record Pair(Counts canary, Counts stable) {
        static final Pair NOTHING = new Pair(Counts.NONE, Counts.NONE);
    }

    private static Evidence begin(MetricSpec spec, int references, List<Counts> before) {
        return spec.claim().isLimit()
                ? SequentialJudge.againstLimit(spec, START, Correlation.measure(before))
                : SequentialJudge.comparedWith(spec, START, references, before);
    }

    private static Evidence next(MetricSpec spec, Evidence evidence, int seconds, Pair pair) {
        List<Counts> stable = spec.claim().isLimit() ? List.of() : List.of(pair.stable());
        Instant from = evidence.upTo();
        return counted(SequentialJudge.count(
                spec, evidence, new Look(from, from.plusSeconds(seconds), pair.canary(), stable)));
    }

    private static Evidence counted(Counted counted) {
        return ((Counted.Continued) counted).evidence();
    }

    @Provide
    Arbitrary<MetricSpec> specs() {
        return Arbitraries.of(
                MetricSpec.besideStable("errors"),
                MetricSpec.besideStable("errors").withBake(Duration.ZERO, Duration.ofHours(1), Duration.ofSeconds(1)),
                MetricSpec.besideStable("errors").withHarmless(null).oneOf(5),
                MetricSpec.besideStable("slow")
                        .withHarmless(new Tolerance(1, 0.005))
                        .withMinimumRequests(100),
                MetricSpec.againstLimit("probes", 0.01));
    }

    @Provide
    Arbitrary<Double> rates() {
        Arbitrary<Double> small = Arbitraries.doubles().between(-9, -0.5).map(power -> Math.pow(10, power));
        return Arbitraries.oneOf(
                Arbitraries.doubles().between(1e-9, 1 - 1e-9).ofScale(9),
                small,
                small.map(rate -> 1 - rate),
                Arbitraries.of(1e-9, 1 - 1e-9));
    }

    @Provide
    Arbitrary<Long> totals() {
        return Arbitraries.oneOf(
                Arbitraries.longs().between(0, 30), Arbitraries.longs().between(0, MOST), Arbitraries.of(0L, 1L, MOST));
    }

    @Provide
    Arbitrary<Pair> pairs() {
        return Combinators.combine(counts(), counts()).as(Pair::new);
    }

    private Arbitrary<Counts> counts() {
        Arbitrary<Double> rates = Arbitraries.oneOf(
                Arbitraries.of(0.0, 1.0),
                Arbitraries.doubles().between(0, 1),
                Arbitraries.doubles().between(0, 0.01));
        return Combinators.combine(totals(), rates)
                .as((total, rate) -> new Counts(Math.min(total, Math.round(total * rate)), total));
    }
}
