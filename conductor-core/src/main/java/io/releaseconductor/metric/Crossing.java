package io.releaseconductor.metric;

import java.util.Arrays;

/**
 * How likely the evidence of harm reaches its threshold, when it is known how bad the canary is. The canary's bad events walk upwards;
 * where the evidence reaches the threshold is a boundary for them, and the walk is followed in some dozens of stages. The evidence is
 * that of the bets that the judge makes from the start, at the stable side's true rate; what the stable side has by chance more or
 * less than its rate is as if the canary had less or more.
 */
final class Crossing {

    private static final int MOST_STEPS = 20;
    private static final int MOST_STAGES = 30;

    /** With more bad events than these, the walk is as good as one with normal steps. */
    private static final double FEW = 100;

    /** How many cells a standard deviation of one stage has, in a walk with normal steps, and how many deviations are followed. */
    private static final double CELLS = 3;

    private static final double DEVIATIONS = 4.5;

    /** By how much of a step's deviation a walk overshoots a boundary (Siegmund, Sequential Analysis, 1985, chapter X). */
    private static final double OVERSHOOT = 0.5826;

    private static final double IMPOSSIBLE = 1e-9;

    /** What bets on later looks and a stable rate that is still learned add to the evidence; measured, as it is left out of the walk. */
    private static final double LEFT_OUT = 0.2;

    private final double phi;
    private final double threshold;
    private final double canaryRate;

    /** How many events of the canary count, and how many looks. */
    private final double events;

    private final double looks;
    private final int stages;

    /** What the stable side adds to the variance of the canary's bad events, in all. */
    private final double stableVariance;

    /** Per bet: the stake; what the evidence becomes if the canary has nothing bad; what a bad event of it adds. */
    private final double[] stake;

    private final double[] nothingBad;
    private final double[] perBad;
    private final double[] now;

    /**
     * Prepares.
     *
     * @param correlation φ; where it is only assumed, the events are taken to be independent, as they will mostly be
     * @param canaryTotal how many events the canary has in all
     * @param stableTotal how many the stable side has; without meaning against a limit
     * @param looks in how many looks
     */
    Crossing(
            MetricSpec spec,
            Correlation correlation,
            double stableRate,
            double canaryRate,
            double canaryTotal,
            double stableTotal,
            double looks) {
        double spread = correlation.measured() ? correlation.phi() : 1;
        Tolerance edge = spec.claim();
        this.phi = correlation.phi() / spread;
        this.threshold = -StrictMath.log(spec.alpha()) - LEFT_OUT;
        this.canaryRate = canaryRate;
        this.looks = StrictMath.max(1, looks);
        this.stages = (int) StrictMath.min(MOST_STAGES, this.looks);
        double lost = edge.isLimit() ? 0 : lost(canaryTotal, stableTotal);
        this.events = canaryTotal * (1 - lost) / spread;
        double stableEvents = edge.isLimit() ? 0 : stableTotal * (1 - lost) / spread;
        int bets = Bets.HARM.number();
        stake = new double[bets];
        nothingBad = new double[bets];
        perBad = new double[bets];
        now = new double[bets];
        for (int bet = 0; bet < bets; bet++) {
            boolean learns = bet == bets - 1;
            double betCanary = learns ? canaryRate : Bets.HARM.canary(bet, edge.at(stableRate), Counts.NONE);
            Slopes slopes = Slopes.of(edge, stableRate, betCanary, events, stableEvents);
            // what learning costs is about half the logarithm of what it learns from (Rissanen, Annals of Statistics
            // 14, 1986)
            double cost = learns ? StrictMath.log(1 + 2 * events * canaryRate) / 2 : 0;
            stake[bet] = StrictMath.log(Bets.HARM.fromTheStart(bet)) - cost;
            nothingBad[bet] =
                    (events * slopes.canaryGood + stableEvents * (slopes.stableGood + stableRate * slopes.stableBad))
                            / phi;
            perBad[bet] = slopes.canaryBad / phi;
        }
        Slopes best = Slopes.of(edge, stableRate, canaryRate, events, stableEvents);
        double each = best.stableBad / best.canaryBad;
        stableVariance = each * each * stableEvents * stableRate * (1 - stableRate);
    }

    /** What is compared is the smaller part of each look, and by chance the parts differ: the share that this costs. */
    private double lost(double canaryTotal, double stableTotal) {
        double perLook = StrictMath.min(canaryTotal, stableTotal) / looks;
        return StrictMath.min(0.5, looks / (canaryTotal + stableTotal)) * (1 - StrictMath.exp(-perLook / 2));
    }

    /** What one event adds to a bet's evidence: a good one, and a bad one on top of that. */
    private record Slopes(double canaryGood, double canaryBad, double stableGood, double stableBad) {

        static Slopes of(Tolerance edge, double stableRate, double bet, double canaryTotal, double stableTotal) {
            double betCanary = StrictMath.min(1 - Edge.MARGIN, bet);
            double nearest = edge.isLimit()
                    ? stableRate
                    : Edge.nearestStable(edge, stableRate, betCanary, stableTotal, canaryTotal);
            double nearestCanary = edge.at(nearest);
            double canaryGood = StrictMath.log((1 - betCanary) / (1 - nearestCanary));
            double stableGood = StrictMath.log((1 - stableRate) / (1 - nearest));
            return new Slopes(
                    canaryGood,
                    StrictMath.log(betCanary / nearestCanary) - canaryGood,
                    stableGood,
                    StrictMath.log(stableRate / nearest) - stableGood);
        }
    }

    /** The chance that the threshold is reached, from 0 to 1. */
    double chance() {
        double bad = events * canaryRate;
        return StrictMath.min(1, bad <= FEW ? walk(1, countedSteps()) : normalWalk(bad));
    }

    /** The steps of one stage: the chance of each, from the smallest one on. */
    private static final class Steps {

        private final int least;
        private final double[] chances;

        private Steps(int least, double[] chances) {
            this.least = least;
            this.chances = chances;
        }

        /** With a step of no mean and of a variance below 1 on top. */
        Steps spread(double variance) {
            double[] wider = new double[chances.length + 2];
            for (int i = 0; i < chances.length; i++) {
                wider[i] += chances[i] * variance / 2;
                wider[i + 1] += chances[i] * (1 - variance);
                wider[i + 2] += chances[i] * variance / 2;
            }
            return new Steps(least - 1, wider);
        }

        static Steps of(int least, double[] weights) {
            double all = 0;
            for (double weight : weights) {
                all += weight;
            }
            double[] chances = new double[weights.length];
            for (int i = 0; i < weights.length; i++) {
                chances[i] = weights[i] / all;
            }
            return new Steps(least, chances);
        }
    }

    private double normalWalk(double bad) {
        double variance = (bad * (1 - canaryRate) + stableVariance) / stages;
        double cell = StrictMath.sqrt(variance) / CELLS;
        double mean = bad / stages / cell;
        int half = (int) (DEVIATIONS * CELLS);
        int least = (int) StrictMath.floor(mean) - half;
        double[] weights = new double[2 * half + 1];
        for (int i = 0; i < weights.length; i++) {
            double z = (least + i - mean) / CELLS;
            weights[i] = StrictMath.exp(-z * z / 2);
        }
        return walk(cell, Steps.of(least, weights));
    }

    /** The numbers of bad events in one stage: binomial, as if the number of events were whole. */
    private Steps countedSteps() {
        double inStage = events / stages;
        double mean = inStage * canaryRate;
        int most = (int) StrictMath.min(inStage + 1, mean + 8 * StrictMath.sqrt(mean) + 8);
        double[] weights = new double[most + 1];
        for (int k = 0; k <= StrictMath.min(most, inStage); k++) {
            weights[k] = StrictMath.exp(Logs.gamma(inStage + 1)
                    - Logs.gamma(k + 1)
                    - Logs.gamma(inStage - k + 1)
                    + k * StrictMath.log(canaryRate)
                    + (inStage - k) * StrictMath.log(1 - canaryRate));
        }
        Steps steps = Steps.of(0, weights);
        double variance = stableVariance / stages;
        int parts = (int) StrictMath.ceil(2 * variance);
        for (int part = 0; part < parts; part++) {
            steps = steps.spread(variance / parts);
        }
        return steps;
    }

    private double walk(double cell, Steps steps) {
        double crossed = 0;
        double[] alive = {1};
        int lowest = 0;
        double deviation = StrictMath.sqrt((events * canaryRate * (1 - canaryRate) + stableVariance) / stages);
        double missed = OVERSHOOT * deviation * (1 - StrictMath.sqrt(stages / looks));
        for (int stage = 1; stage <= stages; stage++) {
            double boundary = boundary((double) stage / stages) - (stage == stages ? 0 : missed);
            double[] next = new double[alive.length + steps.chances.length - 1];
            for (int i = 0; i < alive.length; i++) {
                for (int j = 0; j < steps.chances.length; j++) {
                    next[i + j] += alive[i] * steps.chances[j];
                }
            }
            lowest += steps.least;
            double inside = StrictMath.ceil(boundary / cell - lowest - IMPOSSIBLE);
            int above = (int) StrictMath.min(next.length, StrictMath.max(0, inside));
            for (int i = above; i < next.length; i++) {
                crossed += next[i];
            }
            int from = 0;
            while (from < above && next[from] < IMPOSSIBLE) {
                from++;
            }
            lowest += from;
            alive = Arrays.copyOfRange(next, from, StrictMath.max(from, above));
        }
        return crossed;
    }

    /** How many bad events of the canary the evidence needs, once a part of all looks is counted. */
    private double boundary(double part) {
        double needed = Double.MAX_VALUE;
        for (int bet = 0; bet < stake.length; bet++) {
            now[bet] = stake[bet] + part * nothingBad[bet];
            needed = StrictMath.min(needed, (threshold - now[bet]) / perBad[bet]);
        }
        // one bet alone needs more than all of them together; from there Newton's steps only go down, as the evidence
        // is convex
        for (int step = 0; step < MOST_STEPS; step++) {
            double sum = 0;
            double slope = 0;
            for (int bet = 0; bet < stake.length; bet++) {
                double evidence = StrictMath.exp(now[bet] + needed * perBad[bet] - threshold);
                sum += evidence;
                slope += evidence * perBad[bet];
            }
            double less = StrictMath.log(sum) * sum / slope;
            needed -= less;
            if (less < 1e-6 * (1 + needed)) {
                break;
            }
        }
        return needed;
    }
}
