package io.releaseconductor.metric;

/**
 * The edge of a claim about two rates, {@code canary = ratio × stable + points}, and the evidence of a bet against the claim.
 *
 * <p>The factor of a bet is {@code Π bet(data) / nearest(data)}, where {@code nearest} is the point of the claim that is nearest to
 * the bet in the sense of {@code canaryTotal · KL(bet ‖ point) + stableTotal · KL(bet ‖ point)}. Its mean is at most 1 at each point
 * of the claim (Turner, Ly and Grünwald, Journal of Statistical Planning and Inference 230, 2024): the logarithm of the mean is
 * concave in the true rates, is 0 at the nearest point, and its slope there points out of the claim. This holds for every claim that
 * is convex, so on either side of the line. The totals are known before anything is known of what was bad; the bet must be as well.
 */
final class Edge {

    /** Rates are kept this far from 0 and 1, so that every logarithm is finite. */
    static final double MARGIN = 1e-9;

    private static final double BELOW_ONE = StrictMath.nextDown(1.0);

    private static final int MOST_STEPS = 100;

    /**
     * After a step as small as this part of what the logarithms see, about its cube is missing, and what that does to the mean is
     * of the order of its square.
     */
    private static final double CLOSE = 1e-4;

    /** The same where a step only halves what is missing. */
    private static final double HALVED = 1e-12;

    private Edge() {}

    /**
     * What each event makes of a bet against a claim. Where there is nothing to compare it is neither won nor lost.
     *
     * @param betStable the bet's rate of the stable side, inside (0, 1)
     * @param betCanary the bet's rate of the canary, inside (0, 1); the point is outside the claim
     */
    static LikelihoodRatios ratios(Tolerance edge, double betStable, double betCanary, Counts stable, Counts canary) {
        if (canary.isEmpty() || (stable.isEmpty() && !edge.isLimit())) {
            return LikelihoodRatios.EQUAL;
        }
        double nearest = edge.isLimit()
                ? betStable
                : nearestStable(edge, betStable, betCanary, (double) stable.total(), (double) canary.total());
        double nearestCanary = edge.at(nearest);
        return new LikelihoodRatios(
                betCanary / nearestCanary,
                (1 - betCanary) / (1 - nearestCanary),
                betStable / nearest,
                (1 - betStable) / (1 - nearest));
    }

    /** The stable side's rate at the point of the edge that is nearest to the bet. */
    static double nearestStable(
            Tolerance edge, double betStable, double betCanary, double stableTotal, double canaryTotal) {
        double all = stableTotal + canaryTotal;
        if (edge.ratio() == 1 && edge.points() == 0) {
            return (canaryTotal * betCanary + stableTotal * betStable) / all;
        }
        // Where the slope of the divergence is 0, freed from its fractions:
        // f(s) = n_c·r·(c - c*)·s·(1 - s) + n_s·(s - s*)·c·(1 - c) with c = r·s + d, below 0 on its left and above 0 on
        // its right.
        double r = edge.ratio();
        double ownRate = (betCanary - edge.points()) / r;
        double low = larger(smaller(ownRate, betStable), 0);
        double high = smaller(larger(ownRate, betStable), end(edge));
        // if the divergences were parabolas as they are at the pooled rate, this is where their sum would be smallest
        double pooled = larger(low, smaller(high, (canaryTotal * ownRate + stableTotal * betStable) / all));
        double pooledCanary = edge.at(pooled);
        double canaryPull = canaryTotal * r * r * pooled * (1 - pooled);
        double stablePull = stableTotal * pooledCanary * (1 - pooledCanary);
        double start = (canaryPull * ownRate + stablePull * betStable) / (canaryPull + stablePull);
        double s = start > low && start < high ? start : low + (high - low) / 2;
        for (int step = 0; step < MOST_STEPS; step++) {
            double c = edge.at(s);
            double canaryPart = canaryTotal * r * s * (1 - s);
            double stablePart = stableTotal * c * (1 - c);
            double value = canaryPart * (c - betCanary) + stablePart * (s - betStable);
            if (value == 0) {
                return inside(edge, s);
            }
            if (value < 0) {
                low = s;
            } else {
                high = s;
            }
            double canaryTurn = canaryTotal * r * (1 - 2 * s);
            double stableTurn = stableTotal * r * (1 - 2 * c);
            double slope = canaryPart * r + stablePart + canaryTurn * (c - betCanary) + stableTurn * (s - betStable);
            double halfCurvature = canaryTurn * r
                    + stableTurn
                    - canaryTotal * r * (c - betCanary)
                    - stableTotal * r * r * (s - betStable);
            // Halley's step: Newton's, with the curvature allowed for. Where the slope all but vanishes beside the
            // curvature,
            // as between the root and the one at 0, a small step tells nothing.
            double steepness = slope * slope;
            double bend = value * halfCurvature;
            double next = s - value * slope / (steepness - bend);
            boolean halves = !(slope > 0 && StrictMath.abs(bend) <= steepness / 2 && next >= low && next <= high);
            if (halves) {
                next = low + (high - low) / 2;
            }
            double moved = StrictMath.abs(next - s);
            s = next;
            double seen = smaller(smaller(s, 1 - s), (1 - edge.at(s)) / r);
            if (moved <= (halves ? HALVED : CLOSE) * seen) {
                return inside(edge, s);
            }
        }
        return inside(edge, s);
    }

    /** One side may outweigh the other so far that the point is nearer to the end of the line than rounding can tell. */
    private static double inside(Tolerance edge, double stable) {
        double inside = larger(Double.MIN_NORMAL, smaller(stable, end(edge)));
        while (edge.at(inside) >= 1) {
            inside = StrictMath.nextDown(inside);
        }
        return inside;
    }

    /** The largest rate of the stable side that the line has. */
    private static double end(Tolerance edge) {
        return smaller(BELOW_ONE, (BELOW_ONE - edge.points()) / edge.ratio());
    }

    /** Without the care for zeros and for what is no number that makes {@link Math#min} several times slower. */
    private static double smaller(double one, double other) {
        return one < other ? one : other;
    }

    private static double larger(double one, double other) {
        return one > other ? one : other;
    }
}
