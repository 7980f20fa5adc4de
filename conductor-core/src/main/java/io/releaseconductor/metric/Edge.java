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

    /** After a step as small as this, what is still missing is far below the last bit, as each of Newton's steps squares it. */
    private static final double CLOSE = 1e-11;

    private Edge() {}

    /**
     * The logarithm of the factor by which a bet against a claim grows.
     *
     * @param betStable the bet's rate of the stable side, inside (0, 1)
     * @param betCanary the bet's rate of the canary, inside (0, 1); the point is outside the claim
     */
    static double logFactor(Tolerance edge, double betStable, double betCanary, Counts stable, Counts canary) {
        if (canary.isEmpty()) {
            return 0;
        }
        if (edge.isLimit()) {
            return logRatio(canary, betCanary, edge.points());
        }
        if (stable.isEmpty()) {
            return 0;
        }
        double nearestStable =
                nearestStable(edge, betStable, betCanary, (double) stable.total(), (double) canary.total());
        return logRatio(canary, betCanary, edge.at(nearestStable)) + logRatio(stable, betStable, nearestStable);
    }

    private static double logRatio(Counts counts, double bet, double other) {
        double good = (double) counts.total() - counts.bad();
        return (counts.bad() == 0 ? 0 : counts.bad() * StrictMath.log(bet / other))
                + (good == 0 ? 0 : good * StrictMath.log((1 - bet) / (1 - other)));
    }

    /** The stable side's rate at the point of the edge that is nearest to the bet. */
    static double nearestStable(
            Tolerance edge, double betStable, double betCanary, double stableTotal, double canaryTotal) {
        double all = stableTotal + canaryTotal;
        double canaryWeight = canaryTotal / all;
        double stableWeight = stableTotal / all;
        if (edge.ratio() == 1 && edge.points() == 0) {
            return canaryWeight * betCanary + stableWeight * betStable;
        }
        // Where the slope of the divergence is 0, freed from its fractions:
        // f(s) = w_c·r·(c - c*)·s·(1 - s) + w_s·(s - s*)·c·(1 - c) with c = r·s + d, below 0 on its left and above 0 on
        // its right.
        double r = edge.ratio();
        double ownRate = (betCanary - edge.points()) / r;
        double low = StrictMath.max(0, StrictMath.min(betStable, ownRate));
        double high = StrictMath.min(1, StrictMath.max(betStable, ownRate));
        high = StrictMath.min(high, (1 - edge.points()) / r);
        // near the bet the divergences are parabolas, and this is where their sum is smallest
        double canaryPull = canaryWeight * r * r * betStable * (1 - betStable);
        double stablePull = stableWeight * betCanary * (1 - betCanary);
        double start = (canaryPull * ownRate + stablePull * betStable) / (canaryPull + stablePull);
        double s = start > low && start < high ? start : low + (high - low) / 2;
        for (int step = 0; step < MOST_STEPS; step++) {
            double c = edge.at(s);
            double canaryPart = canaryWeight * r * s * (1 - s);
            double stablePart = stableWeight * c * (1 - c);
            double value = canaryPart * (c - betCanary) + stablePart * (s - betStable);
            if (value == 0) {
                return inside(edge, s);
            }
            if (value < 0) {
                low = s;
            } else {
                high = s;
            }
            double slope = canaryPart * r
                    + stablePart
                    + canaryWeight * r * (1 - 2 * s) * (c - betCanary)
                    + stableWeight * r * (1 - 2 * c) * (s - betStable);
            double next = s - value / slope;
            if (!(next >= low && next <= high)) {
                next = low + (high - low) / 2;
            }
            double moved = StrictMath.abs(next - s);
            s = next;
            if (moved <= CLOSE * s) {
                return inside(edge, s);
            }
        }
        return inside(edge, s);
    }

    /** One side may outweigh the other so far that the point is nearer to the end of the line than rounding can tell. */
    private static double inside(Tolerance edge, double stable) {
        double most = StrictMath.min(BELOW_ONE, (BELOW_ONE - edge.points()) / edge.ratio());
        double inside = StrictMath.max(Double.MIN_NORMAL, StrictMath.min(stable, most));
        while (edge.at(inside) >= 1) {
            inside = StrictMath.nextDown(inside);
        }
        return inside;
    }
}
