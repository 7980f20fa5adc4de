package io.releaseconductor.metric;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/**
 * What the judge promises, in small cases where every outcome can be counted. Each method throws an {@link AssertionError} if it does
 * not hold; they are called by the tests, and by those that plant errors to see whether the tests would notice.
 */
final class JudgeProofs {

    static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    /** All claims that the judge makes are at most as large as 1, but for the last bits. */
    private static final double ONE = 1 + 1e-9;

    private static final double[] RATES = {0, 1e-6, 0.01, 0.05, 0.2, 0.5, 0.8, 0.97, 1};
    private static final double[] BETS = {1e-4, 0.01, 0.05, 0.12, 0.3, 0.6, 0.95};

    private static final List<Tolerance> LINES = List.of(
            Tolerance.EQUAL,
            new Tolerance(1.5, 0.005),
            new Tolerance(1.2, 0),
            new Tolerance(1, 0.02),
            new Tolerance(0.7, 0.1),
            new Tolerance(3, 0.3));

    private JudgeProofs() {}

    /** The mean of a factor is at most 1 at every rate inside the claim, for bets on either side of the line. */
    static void no_bet_grows_on_average(int mostStable, int mostCanary) {
        for (Tolerance line : LINES) {
            for (double betStable : BETS) {
                for (double betCanary : BETS) {
                    double side = Math.signum(betCanary - line.at(betStable));
                    if (Math.abs(betCanary - line.at(betStable)) > 1e-12) {
                        for (int stable = 0; stable <= mostStable; stable++) {
                            for (int canary = 0; canary <= mostCanary; canary++) {
                                new Bet(line, betStable, betCanary, stable, canary).mustNotGrow(side);
                            }
                        }
                    }
                }
            }
        }
    }

    /** The same against a limit. */
    static void no_bet_against_a_limit_grows_on_average(int most) {
        for (double limit : new double[] {0.001, 0.01, 0.3}) {
            for (double bet : BETS) {
                for (int total = 0; total <= most && bet != limit; total++) {
                    new Bet(Tolerance.limit(limit), 0.5, bet, 0, total).mustNotGrow(Math.signum(bet - limit));
                }
            }
        }
    }

    private record Bet(Tolerance line, double betStable, double betCanary, int stable, int canary) {

        void mustNotGrow(double side) {
            double[][] factors = new double[stable + 1][canary + 1];
            for (int s = 0; s <= stable; s++) {
                for (int c = 0; c <= canary; c++) {
                    Counts ofStable = new Counts(s, stable);
                    Counts ofCanary = new Counts(c, canary);
                    factors[s][c] = Edge.ratios(line, betStable, betCanary, ofStable, ofCanary)
                            .of(ofStable, ofCanary);
                }
            }
            for (double rateStable : RATES) {
                for (double rateCanary : RATES) {
                    if (side * (rateCanary - line.at(rateStable)) <= 0) {
                        check(factors, rateStable, rateCanary);
                    }
                }
                if (line.at(rateStable) <= 1) {
                    check(factors, rateStable, line.at(rateStable));
                }
            }
            // on the line the logarithm of the mean is concave, so that its largest value is easily found
            double low = 0;
            double high = line.isLimit() ? 1 : Math.min(1, (1 - line.points()) / line.ratio());
            for (int i = 0; i < 60; i++) {
                double third = (high - low) / 3;
                if (mean(factors, low + third, line.at(low + third))
                        < mean(factors, high - third, line.at(high - third))) {
                    low += third;
                } else {
                    high -= third;
                }
            }
            check(factors, low, line.at(low));
        }

        private void check(double[][] factors, double rateStable, double rateCanary) {
            double mean = mean(factors, rateStable, rateCanary);
            if (!(mean <= ONE)) {
                throw new AssertionError(
                        this + " grows to " + mean + " on average at " + rateStable + " and " + rateCanary);
            }
        }

        private double mean(double[][] factors, double rateStable, double rateCanary) {
            double mean = 0;
            for (int s = 0; s <= stable; s++) {
                double row = 0;
                for (int c = 0; c <= canary; c++) {
                    row += factors[s][c] * chance(c, canary, rateCanary);
                }
                mean += row * chance(s, stable, rateStable);
            }
            return mean;
        }
    }

    static double chance(int bad, int total, double rate) {
        double chance = Math.pow(rate, bad) * Math.pow(1 - rate, total - bad);
        for (int i = 1; i <= bad; i++) {
            chance *= (double) (total - bad + i) / i;
        }
        return chance;
    }

    /** One look of a story: how much there is on either side, and the true rates. */
    record Span(int canary, List<Integer> stable, double canaryRate, List<Double> stableRates) {

        static Span of(int canary, int stable, double canaryRate, double stableRate) {
            return new Span(canary, List.of(stable), canaryRate, List.of(stableRate));
        }
    }

    /** Sides of one kind of events: {@code size} of them always go the same way. */
    record Clusters(int canary, int stable) {
        static final Clusters NONE = new Clusters(1, 1);
    }

    /** The means of some values over everything that may happen, the whole judge included. */
    private static double[] means(
            MetricSpec spec,
            Evidence evidence,
            List<Span> spans,
            Clusters clusters,
            Function<Evidence, double[]> values) {
        Sum sum = new Sum(values);
        sum.add(spec, evidence, spans, clusters, 1);
        return sum.sums;
    }

    private static final class Sum {

        private final Function<Evidence, double[]> values;
        private double[] sums = {};

        Sum(Function<Evidence, double[]> values) {
            this.values = values;
        }

        void add(MetricSpec spec, Evidence evidence, List<Span> spans, Clusters clusters, double chance) {
            if (spans.isEmpty()) {
                double[] all = values.apply(evidence);
                sums = Arrays.copyOf(sums, all.length);
                for (int i = 0; i < all.length; i++) {
                    sums[i] += chance * all[i];
                }
                return;
            }
            Span span = spans.get(0);
            for (int bad = 0; bad <= span.canary(); bad++) {
                Counts canary = new Counts((long) bad * clusters.canary(), (long) span.canary() * clusters.canary());
                double itsChance = chance * chance(bad, span.canary(), span.canaryRate());
                addStable(spec, evidence, spans, clusters, canary, List.of(), itsChance);
            }
        }

        private void addStable(
                MetricSpec spec,
                Evidence evidence,
                List<Span> spans,
                Clusters clusters,
                Counts canary,
                List<Counts> stable,
                double chance) {
            Span span = spans.get(0);
            if (chance == 0) {
                return;
            }
            if (stable.size() == span.stable().size()) {
                Instant from = evidence.upTo();
                Look look = new Look(from, from.plusSeconds(10), canary, stable);
                add(spec, counted(spec, evidence, look), spans.subList(1, spans.size()), clusters, chance);
                return;
            }
            int total = span.stable().get(stable.size());
            for (int bad = 0; bad <= total; bad++) {
                List<Counts> next = new ArrayList<>(stable);
                next.add(new Counts((long) bad * clusters.stable(), (long) total * clusters.stable()));
                double itsChance =
                        chance * chance(bad, total, span.stableRates().get(stable.size()));
                addStable(spec, evidence, spans, clusters, canary, next, itsChance);
            }
        }
    }

    static Evidence counted(MetricSpec spec, Evidence evidence, Look look) {
        Counted counted = SequentialJudge.count(spec, evidence, look);
        if (counted instanceof Counted.Continued continued) {
            return continued.evidence();
        }
        throw new AssertionError(counted);
    }

    static MetricSpec spec() {
        return MetricSpec.besideStable("errors")
                .withBake(Duration.ZERO, Duration.ofMinutes(30), Duration.ofSeconds(10));
    }

    private static double[] harm(Evidence evidence) {
        return new double[] {Magnitude.toDouble(SequentialJudge.harm(evidence.strands()))};
    }

    /** Each stake by itself, in parts of what was put on it: the sum would hide one that grows behind those that are lost. */
    private static double[] eachHarm(Evidence evidence) {
        Strand strand = evidence.strands().get(0);
        double joined = strand.looks() / (180.0 + strand.looks());
        double[] parts = new double[strand.harm().size()];
        for (int bet = 0; bet < parts.length; bet++) {
            double stake = Bets.HARM.fromTheStart(bet) + Bets.HARM.later(bet) * joined;
            parts[bet] = Magnitude.toDouble(strand.harm().get(bet)) / stake;
        }
        return parts;
    }

    private static double[] eachHarmless(Evidence evidence) {
        Strand strand = evidence.strands().get(0);
        double[] parts = new double[strand.harmless().size()];
        for (int bet = 0; bet < parts.length; bet++) {
            parts[bet] = Magnitude.toDouble(strand.harmless().get(bet)) / Bets.HARMLESS.fromTheStart(bet);
        }
        return parts;
    }

    private static void atMostOne(String what, double[] means) {
        for (int i = 0; i < means.length; i++) {
            if (!(means[i] <= ONE)) {
                throw new AssertionError(what + ", " + i + ", has a mean of " + means[i]);
            }
        }
    }

    private static Evidence begun(MetricSpec spec) {
        return SequentialJudge.besideStable(spec, START, List.of());
    }

    /** Without a look the evidence is 1, and not a bit more. */
    static void the_stake_is_one() {
        for (Bets bets : List.of(Bets.HARM, Bets.HARMLESS)) {
            Stakes stakes = new Stakes(bets);
            double evidence = Magnitude.toDouble(stakes.evidence(stakes.initial(), 0));
            if (!(evidence <= 1 && evidence > 1 - 1e-5)) {
                throw new AssertionError("the stake begins with " + evidence);
            }
        }
    }

    /** Several looks: with silence on one side, with rates that drift, with bets that learn, with harm that may begin late. */
    static void the_evidence_does_not_grow_on_average(double[] rates) {
        MetricSpec spec = spec();
        Tolerance line = spec.harmless();
        for (double rate : rates) {
            for (double other : rates) {
                String where = " at " + rate + " and " + other;
                for (List<Span> spans : stories(rate, other, rate, other)) {
                    atMostOne("harm" + where, means(spec, begun(spec), spans, Clusters.NONE, JudgeProofs::eachHarm));
                }
                if (line.at(rate) <= 1 && line.at(other) <= 1) {
                    for (List<Span> spans : stories(rate, other, line.at(rate), line.at(other))) {
                        atMostOne(
                                "harmless" + where,
                                means(spec, begun(spec), spans, Clusters.NONE, JudgeProofs::eachHarmless));
                    }
                }
            }
        }
    }

    private static List<List<Span>> stories(double stable, double stableLater, double canary, double canaryLater) {
        return List.of(
                List.of(Span.of(5, 5, canary, stable)),
                List.of(Span.of(2, 2, canary, stable), Span.of(3, 3, canaryLater, stableLater)),
                List.of(
                        Span.of(3, 0, canary, stable),
                        Span.of(1, 2, canary, stable),
                        Span.of(1, 1, canaryLater, stableLater)),
                List.of(
                        Span.of(0, 2, canary, stable),
                        Span.of(0, 0, canary, stable),
                        Span.of(2, 1, canary, stable),
                        Span.of(1, 1, canaryLater, stableLater)));
    }

    /** Where no bet is possible, nothing is won or lost: the stake on later looks moves to the bets, and stays one stake. */
    static void the_stake_stays_one() {
        Tolerance everything = new Tolerance(1, 0.9);
        for (Bets bets : List.of(Bets.HARM, Bets.HARMLESS)) {
            Stakes stakes = new Stakes(bets);
            List<Long> all = stakes.initial();
            for (int look = 1; look <= 1000; look++) {
                Counts counts = new Counts(1, 2);
                all = stakes.grown(all, look, everything, 1, 0.5, Counts.NONE, counts, counts);
                double evidence = Magnitude.toDouble(stakes.evidence(all, look));
                if (!(evidence <= 1 && evidence > 0.99)) {
                    throw new AssertionError("the stake stands at " + evidence + " after " + look + " looks");
                }
            }
        }
    }

    /** Against a limit, look by look. */
    static void evidence_against_a_limit_does_not_grow_on_average() {
        for (double limit : new double[] {0.01, 0.2}) {
            MetricSpec spec = MetricSpec.againstLimit("probes", limit / 4);
            Evidence begun = SequentialJudge.againstLimit(spec, START, Correlation.INDEPENDENT);
            for (double part : new double[] {0, 0.5, 1}) {
                Span span = new Span(2, List.of(), part * limit / 4, List.of());
                Span other = new Span(1, List.of(), limit / 4, List.of());
                atMostOne(
                        "harm above " + limit / 4,
                        means(spec, begun, List.of(span, other, span, other, span), Clusters.NONE, JudgeProofs::harm));
            }
        }
    }

    /** Several references: the canary is like one of them, whatever the others are. */
    static void evidence_against_several_references_does_not_grow_on_average(double[] rates) {
        MetricSpec spec = spec();
        Evidence begun = SequentialJudge.comparedWith(spec, START, 2, List.of());
        for (double rate : rates) {
            for (double other : rates) {
                Span span = new Span(2, List.of(2, 1), rate, List.of(other, rate));
                Span second = new Span(2, List.of(1, 2), rate, List.of(other, rate));
                atMostOne(
                        "harm beside " + rate + " and " + other,
                        means(spec, begun, List.of(span, second), Clusters.NONE, JudgeProofs::harm));
            }
        }
    }

    /** Events that come in pairs, on both sides or on one, under a φ of 2. */
    static void clusters_do_not_make_the_evidence_grow(double[] rates) {
        MetricSpec spec = spec();
        Evidence begun = begun(spec);
        Evidence paired = new Evidence(START, START, new Correlation(2, true), 0, Counts.NONE, begun.strands(), 0);
        for (Clusters clusters : List.of(new Clusters(2, 2), new Clusters(2, 1), new Clusters(1, 2))) {
            for (double rate : rates) {
                atMostOne(
                        "harm at " + rate + " with " + clusters,
                        means(
                                spec,
                                paired,
                                List.of(
                                        Span.of(2, 2, rate, rate),
                                        Span.of(2, 1, rate, rate),
                                        Span.of(1, 2, rate, rate)),
                                clusters,
                                JudgeProofs::harm));
            }
        }
    }

    /** What is a little worse is found once there is enough of it, and what is the same is passed. */
    static void evidence_adds_up() {
        MetricSpec spec = spec();
        Evidence bad = begun(spec);
        Evidence good = begun(spec);
        int foundAfter = 0;
        int passedAfter = 0;
        for (int i = 1; i <= 180; i++) {
            Instant from = bad.upTo();
            Instant to = from.plusSeconds(10);
            bad = counted(spec, bad, Look.beside(from, to, new Counts(2, 20), new Counts(5, 100)));
            good = counted(spec, good, Look.beside(from, to, new Counts(1, 20), new Counts(5, 100)));
            if (foundAfter == 0 && SequentialJudge.outcome(spec, bad) == Outcome.FAIL) {
                foundAfter = i;
            }
            if (passedAfter == 0 && SequentialJudge.outcome(spec, good) == Outcome.PASS) {
                passedAfter = i;
            }
        }
        if (!(foundAfter > 2 && foundAfter < 60 && passedAfter > 2 && passedAfter < 120)) {
            throw new AssertionError("found after " + foundAfter + " looks, passed after " + passedAfter);
        }
    }

    /** A look is counted once. */
    static void a_look_is_counted_once() {
        MetricSpec spec = spec();
        Look look = Look.beside(START, START.plusSeconds(10), new Counts(5, 5), new Counts(0, 5));
        Evidence once = counted(spec, begun(spec), look);
        if (!(SequentialJudge.count(spec, once, look) instanceof Counted.Refused)) {
            throw new AssertionError("a look was counted twice");
        }
    }
}
