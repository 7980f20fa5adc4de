package io.releaseconductor.metric;

/**
 * Between what ends a share lies of which so many out of so many were seen, each by itself: Clopper and Pearson's interval (Biometrika 26,
 * 1934), which holds the share with 95 % at least.
 *
 * @param low the lower end
 * @param high the upper end
 */
record Proportion(double low, double high) {

    private static final double EACH_END = 0.025;

    private static final int STEPS = 60;

    static Proportion of(int some, int all) {
        return new Proportion(
                some == 0 ? 0 : where(some - 1, all, 1 - EACH_END), some == all ? 1 : where(some, all, EACH_END));
    }

    /** The share of which so many or fewer are seen with this chance, which falls as the share rises. */
    private static double where(int atMost, int all, double chance) {
        double below = 0;
        double above = 1;
        for (int step = 0; step < STEPS; step++) {
            double middle = (below + above) / 2;
            if (atMost(atMost, all, middle) > chance) {
                below = middle;
            } else {
                above = middle;
            }
        }
        return (below + above) / 2;
    }

    private static double atMost(int most, int all, double share) {
        double sum = 0;
        for (int some = 0; some <= most; some++) {
            sum += StrictMath.exp(Logs.gamma(all + 1.0)
                    - Logs.gamma(some + 1.0)
                    - Logs.gamma(all - some + 1.0)
                    + some * StrictMath.log(share)
                    + (all - some) * StrictMath.log(1 - share));
        }
        return sum;
    }
}
