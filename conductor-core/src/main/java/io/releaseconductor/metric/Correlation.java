package io.releaseconductor.metric;

import java.util.List;

/**
 * How much bad events come in clusters: φ, by how many times their number varies more than that of independent ones would. One
 * client that tries five times makes five errors of one. φ says how many events make one that counts.
 *
 * @param phi φ, 1 or more
 * @param measured whether it was measured, or assumed for want of history
 */
public record Correlation(double phi, boolean measured) {

    /** Independent: known not to come in clusters. */
    public static final Correlation INDEPENDENT = new Correlation(1, true);

    /** What is assumed where too little is known. */
    public static final Correlation ASSUMED = new Correlation(2, false);

    /** With fewer looks than these, φ is assumed. */
    public static final int FEWEST_LOOKS = 30;

    private static final double HIGHEST = 1e6;
    private static final double THOUSAND = 1000;

    /** A rate is compared with that of this many looks on either side of it, so that a slow drift is no cluster. */
    private static final int WINDOW = 16;

    /** What is no more than chance is no cluster; but this much above 1 is one even where chance is large. */
    private static final double MOST_CHANCE = 0.25;

    /** How many looks a cluster may span. */
    private static final int LAGS = 4;

    /**
     * Validates.
     *
     * @throws IllegalArgumentException if φ is not from 1 to a million
     */
    public Correlation {
        if (!(phi >= 1 && phi <= HIGHEST)) {
            throw new IllegalArgumentException("phi: " + phi + " is not allowed; allowed: 1 to 1000000");
        }
    }

    /**
     * Measures φ from looks that nothing is judged by: those at the stable side in the hour before. It is Pearson's statistic of
     * dispersion (McCullagh and Nelder, Generalized Linear Models, 2nd ed. 1989, section 4.5) around a moving mean. Clusters that
     * span several looks add the products of looks that are near each other, with the weights of Newey and West (Econometrica 55,
     * 1987), as far as these are more than chance.
     *
     * @param before the looks in the order of time, all of about the same length
     * @return φ; {@link #ASSUMED} where fewer than {@link #FEWEST_LOOKS} looks have counts, or none of them a bad or a good event
     */
    public static Correlation measure(List<Counts> before) {
        List<Counts> looks = before.stream().filter(look -> !look.isEmpty()).toList();
        Counts all = looks.stream().reduce(Counts.NONE, Counts::plus);
        if (looks.size() < FEWEST_LOOKS || all.bad() == 0 || all.bad() == all.total()) {
            return ASSUMED;
        }
        Residuals residuals = Residuals.of(looks);
        double within = residuals.products(0);
        double across = within;
        for (int lag = 1; lag <= LAGS; lag++) {
            across += 2 * (1 - lag / (LAGS + 1.0)) * residuals.products(lag);
        }
        double perLook = (double) all.bad() / looks.size();
        double chance = StrictMath.sqrt((2 + 1 / perLook) / looks.size());
        double chanceAcross = within * StrictMath.sqrt(2 * (LAGS + 1.0) / looks.size());
        double phi = StrictMath.max(within - StrictMath.min(chance, MOST_CHANCE), across - chanceAcross);
        double rounded = StrictMath.ceil(phi * THOUSAND) / THOUSAND;
        return new Correlation(StrictMath.min(HIGHEST, StrictMath.max(1, rounded)), true);
    }

    /** By how much looks differ from those around them, and by how much all of them together would by chance. */
    private static final class Residuals {

        private final double[] scaled;
        private final double variance;

        private Residuals(double[] scaled, double variance) {
            this.scaled = scaled;
            this.variance = variance;
        }

        static Residuals of(List<Counts> looks) {
            double[] scaled = new double[looks.size()];
            double variance = 0;
            for (int i = 0; i < scaled.length; i++) {
                int from = StrictMath.max(0, StrictMath.min(i - WINDOW, scaled.length - 2 * WINDOW - 1));
                int to = StrictMath.min(scaled.length, from + 2 * WINDOW + 1);
                double bad = 0;
                double total = 0;
                for (Counts look : looks.subList(from, to)) {
                    bad += look.bad();
                    total += look.total();
                }
                Counts look = looks.get(i);
                double rate = bad / total;
                // the look is part of the mean that it is compared with, which draws the mean towards it
                double others = total - look.total();
                scaled[i] = others > 0 ? (look.bad() - look.total() * rate) / StrictMath.sqrt(others / total) : 0;
                variance += look.total() * rate * (1 - rate);
            }
            return new Residuals(scaled, variance);
        }

        double products(int lag) {
            double sum = 0;
            for (int i = lag; i < scaled.length; i++) {
                sum += scaled[i] * scaled[i - lag];
            }
            return variance > 0 ? sum / variance : 1;
        }
    }
}
