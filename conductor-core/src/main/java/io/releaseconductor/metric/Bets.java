package io.releaseconductor.metric;

/**
 * What is bet against a claim. Nobody knows how bad a bad canary is, so the stake is spread over several bets, from a little worse to
 * everything broken, and one on what the canary looked like so far. Whatever they rest on was known before the look that they are
 * about: the stable side's rate comes from earlier looks and from the hour before.
 */
abstract class Bets {

    /** That the canary is worse than the line. */
    static final Bets HARM =
            new Bets(0.7, new double[] {2, 4, 4, 2, 5, 1, 1, 1, 2, 4}, new double[] {0, 1, 2, 4, 4, 2, 2, 2, 2, 3}) {
                @Override
                double canary(int bet, double edge, Counts lately) {
                    if (bet < WORSE.length) {
                        return odds(edge, WORSE[bet]);
                    }
                    if (bet < WORSE.length + BROKEN.length) {
                        return edge + BROKEN[bet - WORSE.length] * (1 - edge);
                    }
                    return StrictMath.max(seen(lately, 2 * edge), odds(edge, LEAST));
                }
            };

    /** That the canary is better than the line. */
    static final Bets HARMLESS = new Bets(1, new double[] {2, 5, 4, 1, 2}, new double[] {1, 1, 1, 1, 1}) {
        @Override
        double canary(int bet, double edge, Counts lately) {
            if (bet < BETTER.length) {
                return odds(edge, 1 / BETTER[bet]);
            }
            return StrictMath.min(seen(lately, edge / 2), odds(edge, 1 / LEAST));
        }
    };

    /** By how many times the odds are worse. */
    private static final double[] WORSE = {1.3, 1.7, 2.5, 4, 8, 20};

    /** What share of all that is well goes bad. */
    private static final double[] BROKEN = {0.2, 0.5, 0.9};

    /** By how many times the odds are better. */
    private static final double[] BETTER = {1.25, 1.6, 2.5, 6};

    /** A bet on what was seen so far is at least this far from the line, in odds. */
    private static final double LEAST = 1.1;

    private final double[] fromTheStart;
    private final double[] later;

    private Bets(double fromTheStart, double[] weights, double[] weightsLater) {
        this.fromTheStart = scaled(weights, fromTheStart);
        this.later = scaled(weightsLater, 1 - fromTheStart);
    }

    private static double[] scaled(double[] weights, double sum) {
        double all = 0;
        for (double weight : weights) {
            all += weight;
        }
        double[] scaled = new double[weights.length];
        for (int i = 0; i < weights.length; i++) {
            scaled[i] = weights[i] * sum / all;
        }
        return scaled;
    }

    /** How many bets there are. */
    int number() {
        return fromTheStart.length;
    }

    /** The part of the stake that is on this bet's being true from the first look on. All parts add up to 1. */
    double fromTheStart(int bet) {
        return fromTheStart[bet];
    }

    /** The part of the stake that is on this bet's becoming true later. */
    double later(int bet) {
        return later[bet];
    }

    /** The part of the stake that is on any bet's becoming true later. */
    double later() {
        double sum = 0;
        for (double part : later) {
            sum += part;
        }
        return sum;
    }

    /**
     * The canary's rate in one of the bets.
     *
     * @param edge the canary's rate on the line, inside (0, 1)
     * @param lately what the canary did in earlier looks, in thousandths
     */
    abstract double canary(int bet, double edge, Counts lately);

    /** The canary's rate in earlier looks; what it is expected to be counts for half a bad event. */
    private static double seen(Counts lately, double expected) {
        return (lately.bad() + 500) / (lately.total() + 500 / expected);
    }

    private static double odds(double rate, double times) {
        return times * rate / (1 - rate + times * rate);
    }
}
