package io.releaseconductor.metric;

import java.util.Arrays;

/**
 * How likely the evidence of harm reaches its threshold, when it is known how bad the canary is. The canary's bad events walk upwards;
 * where the evidence reaches the threshold is a boundary for them, and the walk is followed in some dozens of stages. The evidence is
 * that of the bets that the judge makes from the start, at the stable side's true rate; what all other events are by chance more or
 * less than expected is as if the canary had more or fewer bad ones. Numbers of events vary as in a Poisson process, of which bad and
 * good ones are independent parts.
 */
final class Crossing {

    private static final int MOST_STEPS = 20;
    private static final int MOST_STAGES = 180;

    /** With more bad events than these, the walk is as good as one with normal steps. */
    private static final double FEW = 100;

    /** How many cells a standard deviation of one stage has, in a walk with normal steps, and how many deviations are followed. */
    private static final double CELLS = 3;

    private static final double DEVIATIONS = 4.5;

    /** By how much of a step's deviation a walk overshoots a boundary (Siegmund, Sequential Analysis, 1985, chapter X). */
    private static final double OVERSHOOT = 0.5826;

    private static final double IMPOSSIBLE = 1e-9;

    /** What bets on later looks and a stable rate that is still learned add to the evidence; measured, as it is left out of the walk. */
    private static final double LEFT_OUT = 0.3;

    private final double phi;
    private final double threshold;
    private final double canaryRate;

    /** How many events of the canary count, and how many looks. */
    private final double events;

    private final double looks;
    private final int stages;

    /** What all other events add to the variance of the canary's bad ones, in all. */
    private final double otherVariance;

    /** Per bet: the stake; what all events but the canary's bad ones add in all; what one of these adds. */
    private final double[] stake;

    private final double[] others;
    private final double[] perBad;
    private final double[] now;

    /**
     * Prepares.
     *
     * @param correlation φ; where it is only assumed, the events are taken to be independent, as they will mostly be
     * @param canaryTotal how many events the canary has in all
     * @param stableTotal how many the stable side has; without meaning against a limit
     * @param looks over how many looks
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
        Meeting meeting = edge.isLimit()
                ? Meeting.WITH_A_LIMIT
                : Meeting.of(
                        canaryTotal,
                        stableTotal,
                        canaryTotal * arrivals(canaryRate, spread),
                        stableTotal * arrivals(stableRate, spread),
                        this.looks);
        this.events = canaryTotal * meeting.canaryCounted() / spread;
        double stableEvents = stableTotal * meeting.stableCounted() / spread;
        int bets = Bets.HARM.number();
        stake = new double[bets];
        others = new double[bets];
        perBad = new double[bets];
        now = new double[bets];
        for (int bet = 0; bet < bets; bet++) {
            boolean learns = bet == bets - 1;
            double betCanary = learns ? canaryRate : Bets.HARM.canary(bet, edge.at(stableRate), Counts.NONE);
            Slopes slopes = Slopes.of(edge, stableRate, betCanary, meeting, spread);
            // what learning costs is about half the logarithm of what it learns from (Rissanen, Annals of Statistics
            // 14, 1986)
            double cost = learns ? StrictMath.log(1 + 2 * events * canaryRate) / 2 : 0;
            stake[bet] = StrictMath.log(Bets.HARM.fromTheStart(bet)) - cost;
            others[bet] = (events * (1 - canaryRate) * slopes.canaryGood
                            + stableEvents * ((1 - stableRate) * slopes.stableGood + stableRate * slopes.stableBad))
                    / phi;
            perBad[bet] = slopes.canaryBad / phi;
        }
        Slopes best = Slopes.of(edge, stableRate, canaryRate, meeting, spread);
        otherVariance = (events * (1 - canaryRate) * square(best.canaryGood)
                        + stableEvents
                                * ((1 - stableRate) * square(best.stableGood) + stableRate * square(best.stableBad)))
                / square(best.canaryBad);
    }

    private static double square(double value) {
        return value * value;
    }

    /** How many times an event comes, for each event: bad ones come several at once. */
    private static double arrivals(double rate, double spread) {
        return 1 - rate + rate / spread;
    }

    /** What one event adds to a bet's evidence. It also adds to the number of its side in its look, which makes it count for less. */
    private record Slopes(double canaryGood, double canaryBad, double stableGood, double stableBad) {

        /**
         * What a look adds is convex in the number of its stable events, so that chance adds something: half of the looks are taken to
         * have a deviation more than the average, half to have one less.
         */
        static Slopes of(Tolerance edge, double stableRate, double bet, Meeting meeting, double spread) {
            double betCanary = StrictMath.min(1 - Edge.MARGIN, bet);
            Slopes few = deviating(-1, edge, stableRate, betCanary, meeting, spread);
            Slopes many = deviating(1, edge, stableRate, betCanary, meeting, spread);
            return new Slopes(
                    (few.canaryGood + many.canaryGood) / 2,
                    (few.canaryBad + many.canaryBad) / 2,
                    (few.stableGood + many.stableGood) / 2,
                    (few.stableBad + many.stableBad) / 2);
        }

        private static Slopes deviating(
                double deviations, Tolerance edge, double stableRate, double bet, Meeting meeting, double spread) {
            double beside = meeting.besideCanary();
            double stable = meeting.stable() + deviations * StrictMath.sqrt(meeting.stable() - 1);
            double others = meeting.besideStable();
            double besideStable = StrictMath.max(0, others + deviations * StrictMath.sqrt(others));
            double ifCanaryGood = nearest(edge, stableRate, bet, beside + 1, stable);
            double ifCanaryBad = nearest(edge, stableRate, bet, beside + spread, stable);
            double ifStableGood = nearest(edge, stableRate, bet, meeting.canary(), besideStable + 1);
            double ifStableBad = nearest(edge, stableRate, bet, meeting.canary(), besideStable + spread);
            return new Slopes(
                    StrictMath.log((1 - bet) / (1 - edge.at(ifCanaryGood))),
                    StrictMath.log(bet / edge.at(ifCanaryBad)),
                    StrictMath.log((1 - stableRate) / (1 - ifStableGood)),
                    StrictMath.log(stableRate / ifStableBad));
        }

        private static double nearest(Tolerance edge, double stableRate, double bet, double canary, double stable) {
            return edge.isLimit() ? stableRate : Edge.nearestStable(edge, stableRate, bet, stable, canary);
        }
    }

    /** The chance that the threshold is reached, from 0 to 1. */
    double chance() {
        if (!(perBad[perBad.length - 1] > 0)) {
            // beside so little on the stable side not even the truth can be told from the line
            return 0;
        }
        double bad = events * canaryRate;
        return StrictMath.min(1, bad <= FEW && otherVariance <= FEW ? walk(1, countedSteps()) : normalWalk(bad));
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
        double variance = (bad + otherVariance) / stages;
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

    /** The numbers of bad events in one stage. */
    private Steps countedSteps() {
        double mean = events * canaryRate / stages;
        double[] weights = new double[(int) (mean + 8 * StrictMath.sqrt(mean) + 8) + 1];
        for (int bad = 0; bad < weights.length; bad++) {
            weights[bad] = StrictMath.exp(bad * StrictMath.log(mean) - mean - Logs.gamma(bad + 1));
        }
        Steps steps = Steps.of(0, weights);
        double variance = otherVariance / stages;
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
        double deviation = StrictMath.sqrt((events * canaryRate + otherVariance) / stages);
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
            now[bet] = stake[bet] + part * others[bet];
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
