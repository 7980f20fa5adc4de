package io.releaseconductor.metric;

/**
 * A rate as far as it is known.
 *
 * @param share the share of bad events, from 0 to 1
 * @param low with 95 % it was above this at all looks so far
 * @param high with 95 % it was below this at all looks so far
 */
public record RateEstimate(double share, double low, double high) {

    /** How likely the interval ever leaves out a rate that holds still. */
    private static final double CHANCE = 0.05;

    private static final int STEPS = 60;

    /**
     * Estimates a rate. The interval may be looked at as often as one likes: it holds the rates that a mixture of bets, spread as
     * Jeffreys' prior, has not refuted (Robbins, Annals of Mathematical Statistics 41, 1970; Howard and others, Annals of Statistics
     * 49, 2021). It is about a rate that holds still.
     *
     * @param counts what was counted
     * @param phi how many events make one that counts, 1 or more
     * @return the estimate; from 0 to 1 where nothing was counted
     */
    static RateEstimate of(Counts counts, double phi) {
        double bad = counts.bad() / phi;
        double good = ((double) counts.total() - counts.bad()) / phi;
        if (counts.isEmpty()) {
            return new RateEstimate(0, 0, 1);
        }
        double mixture = Logs.gamma(bad + 0.5)
                + Logs.gamma(good + 0.5)
                - Logs.gamma(bad + good + 1)
                - StrictMath.log(StrictMath.PI);
        double needed = mixture + StrictMath.log(CHANCE);
        double share = counts.share();
        double low = counts.bad() == 0 ? 0 : refuted(bad, good, needed, share, 0);
        double high = counts.bad() == counts.total() ? 1 : refuted(bad, good, needed, share, 1);
        return new RateEstimate(share, low, high);
    }

    /** {@return the share for people, such as {@code 5.4 %}} */
    public String words() {
        return Sentences.percent(share);
    }

    /**
     * A share alone, for people.
     *
     * @param counts what was counted, at least something
     * @return such as {@code 5.4 %}
     */
    public static String words(Counts counts) {
        return Sentences.percent(counts.share());
    }

    /** The rate between the share and one end from which on the likelihood is too small. */
    private static double refuted(double bad, double good, double needed, double share, double end) {
        double inside = share;
        double outside = end;
        for (int step = 0; step < STEPS; step++) {
            double middle = inside + (outside - inside) / 2;
            if (middle == inside || middle == outside) {
                break;
            }
            double likelihood =
                    (bad == 0 ? 0 : bad * StrictMath.log(middle)) + (good == 0 ? 0 : good * StrictMath.log(1 - middle));
            if (likelihood > needed) {
                inside = middle;
            } else {
                outside = middle;
            }
        }
        return outside;
    }
}
