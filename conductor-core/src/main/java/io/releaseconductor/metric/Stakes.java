package io.releaseconductor.metric;

import java.util.ArrayList;
import java.util.List;

/**
 * How the evidence against one claim grows: a stake of 1 in all, spread over bets and over the looks from which on they may come
 * true. What it has become has a mean of at most 1 as long as the claim holds, and so reaches 1/α with a chance of at most α, however
 * often it is looked at (Ville's inequality). A part of it is on "from the first look on"; of the rest, the look that is the t-th
 * to say something gets {@code H / ((H + t)(H + t - 1))}, which adds up to 1 however many looks there are.
 *
 * <p>The stakes are whole numbers as {@link Magnitude} has them: the same in every record and on every machine, and what rounding
 * loses makes the evidence smaller, never larger.
 */
final class Stakes {

    /** Half of the stake on later looks is spread over the first ones, this many. */
    private static final double HALF_OF_THE_LOOKS = 180;

    private final Bets bets;
    private final double later;

    Stakes(Bets bets) {
        this.bets = bets;
        this.later = bets.later();
    }

    /** Before the first look: what is on "from the start". */
    List<Long> initial() {
        List<Long> initial = new ArrayList<>(bets.number());
        for (int bet = 0; bet < bets.number(); bet++) {
            initial.add(Magnitude.of(bets.fromTheStart(bet)));
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
        double joining = joining(looks);
        boolean possible = onTheEdge < 1 - Edge.MARGIN;
        for (int bet = 0; bet < stakes.size(); bet++) {
            long stake = stakes.get(bet);
            if (bets.later(bet) > 0) {
                stake = Magnitude.plus(stake, bets.later(bet) * joining);
            }
            if (possible) {
                double canaryRate = StrictMath.min(1 - Edge.MARGIN, bets.canary(bet, onTheEdge, lately));
                stake = multiplied(stake, phi, edge, stableRate, canaryRate, stable, canary);
            }
            grown[bet] = stake;
        }
        return List.of(grown);
    }

    /** Logarithms are taken where there are many events, or where φ makes a root that is neither whole nor the square root. */
    private static long multiplied(
            long stake,
            double phi,
            Tolerance edge,
            double stableRate,
            double canaryRate,
            Counts stable,
            Counts canary) {
        LikelihoodRatios ratios = Edge.ratios(edge, stableRate, canaryRate, stable, canary);
        double factor = ratios.of(stable, canary);
        if (factor > 0 && phi == 1) {
            return Magnitude.times(stake, factor);
        }
        if (factor > 0 && phi == 2) {
            return Magnitude.times(stake, StrictMath.sqrt(factor));
        }
        double log = factor > 0 ? StrictMath.log(factor) : ratios.log(stable, canary);
        return Magnitude.timesExp(stake, log / phi);
    }

    /** What the stake of 1 has become, the part included that is still on later looks. */
    long evidence(List<Long> stakes, long looks) {
        return Magnitude.sum(stakes, later * HALF_OF_THE_LOOKS / (HALF_OF_THE_LOOKS + looks));
    }

    /** The part of the stake on later looks that is on this one. */
    private static double joining(long look) {
        double before = HALF_OF_THE_LOOKS + look - 1;
        return HALF_OF_THE_LOOKS / (before * (before + 1));
    }
}
