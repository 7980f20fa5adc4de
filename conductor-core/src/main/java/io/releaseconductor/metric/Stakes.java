package io.releaseconductor.metric;

import java.util.ArrayList;
import java.util.List;

/**
 * How the evidence against one claim grows: a stake of 1 in all, spread over bets and over the looks from which on they may come
 * true. What it has become has a mean of at most 1 as long as the claim holds, and so reaches 1/α with a chance of at most α, however
 * often it is looked at (Ville's inequality). A part of it is on "from the first look on"; of the rest, the look that is the t-th
 * to say something gets {@code H / ((H + t)(H + t - 1))}, which adds up to 1 however many looks there are.
 *
 * <p>The stakes are logarithms in millionths, rounded down: whole numbers are the same in every record and on every machine, and
 * what rounding loses makes the evidence smaller, never larger.
 */
final class Stakes {

    /** How many units a natural logarithm has. */
    static final double UNIT = 1e6;

    /** Half of the stake on later looks is spread over the first ones, this many. */
    private static final double HALF_OF_THE_LOOKS = 180;

    /** Evidence beyond e to the power of a thousand million, or of its negative, is held there. */
    private static final double MOST = 1e9;

    private final Bets bets;
    private final double later;
    private final double[] logLater;

    Stakes(Bets bets) {
        this.bets = bets;
        this.later = bets.later();
        this.logLater = new double[bets.number()];
        for (int bet = 0; bet < logLater.length; bet++) {
            logLater[bet] = StrictMath.log(bets.later(bet));
        }
    }

    /** Before the first look: what is on "from the start". */
    List<Long> initial() {
        List<Long> initial = new ArrayList<>(bets.number());
        for (int bet = 0; bet < bets.number(); bet++) {
            initial.add(rounded(StrictMath.log(bets.fromTheStart(bet))));
        }
        return initial;
    }

    /**
     * After one more look.
     *
     * @param stakes before it
     * @param looks how many looks said something, with this one
     */
    List<Long> grown(
            List<Long> stakes,
            long looks,
            Tolerance edge,
            double phi,
            double stableRate,
            Counts lately,
            Counts stable,
            Counts canary) {
        double onTheEdge = edge.at(stableRate);
        Long[] grown = new Long[stakes.size()];
        double logJoining = StrictMath.log(joining(looks));
        boolean possible = onTheEdge < 1 - Edge.MARGIN;
        for (int bet = 0; bet < stakes.size(); bet++) {
            double stake = stakes.get(bet) / UNIT;
            if (bets.later(bet) > 0) {
                stake = Logs.sum(stake, logLater[bet] + logJoining);
            }
            double factor = 0;
            if (possible) {
                double canaryRate = StrictMath.min(1 - Edge.MARGIN, bets.canary(bet, onTheEdge, lately));
                factor = Edge.logFactor(edge, stableRate, canaryRate, stable, canary) / phi;
            }
            grown[bet] = rounded(stake + factor);
        }
        return List.of(grown);
    }

    /** The logarithm of what the stake of 1 has become, the part included that is still on later looks. */
    double logEvidence(List<Long> stakes, long looks) {
        double largest = Long.MIN_VALUE;
        for (long stake : stakes) {
            largest = StrictMath.max(largest, stake / UNIT);
        }
        double waiting = later * HALF_OF_THE_LOOKS / (HALF_OF_THE_LOOKS + looks);
        double sum = 0;
        if (waiting > 0) {
            largest = StrictMath.max(0, largest);
            sum = waiting * StrictMath.exp(-largest);
        }
        for (long stake : stakes) {
            sum += StrictMath.exp(stake / UNIT - largest);
        }
        return largest + StrictMath.log(sum);
    }

    /** The part of the stake on later looks that is on this one. */
    private static double joining(long look) {
        double before = HALF_OF_THE_LOOKS + look - 1;
        return HALF_OF_THE_LOOKS / (before * (before + 1));
    }

    private static long rounded(double log) {
        return millionths(StrictMath.max(-MOST, StrictMath.min(MOST, log)));
    }

    /** A logarithm in millionths, rounded down. */
    static long millionths(double log) {
        double all = log * UNIT;
        long towardsZero = (long) all;
        return towardsZero > all ? towardsZero - 1 : towardsZero;
    }
}
