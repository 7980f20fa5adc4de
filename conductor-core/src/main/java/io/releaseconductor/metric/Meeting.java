package io.releaseconductor.metric;

/**
 * What of a canary and of its stable side meets in the looks, as only what meets is compared. With little traffic that is little:
 * what one side did waits for the other one for some looks, and is let go then.
 *
 * @param canaryCounted the part of the canary's events that is compared with anything
 * @param stableCounted the same of the stable side's
 * @param canary how many events of the canary are compared at once, on average
 * @param stable how many of the stable side
 */
record Meeting(double canaryCounted, double stableCounted, double canary, double stable) {

    /** Against a limit every event of the canary counts by itself. */
    static final Meeting WITH_A_LIMIT = new Meeting(1, 0, 1, 1);

    private static final int MOST_STEPS = 20;

    /**
     * Of numbers that chance spreads over the looks.
     *
     * @param canaryTotal how many events the canary has in all
     * @param stableTotal how many the stable side has
     * @param canaryArrivals how many times the canary's events come, which may be several at once
     * @param stableArrivals the same of the stable side
     * @param looks over how many looks
     */
    static Meeting of(
            double canaryTotal, double stableTotal, double canaryArrivals, double stableArrivals, double looks) {
        double canary = atLeastOne(canaryArrivals / looks);
        double stable = atLeastOne(stableArrivals / looks);
        double any = canary + stable - canary * stable;
        double canaryCounted = stable + (1 - stable) * met(stable / any);
        double stableCounted = canary + (1 - canary) * met(canary / any);
        double looksBetween = (1 + canary * (1 - stable) / stable + stable * (1 - canary) / canary) / any;
        double meetings = looks / looksBetween;
        return new Meeting(
                canaryCounted,
                stableCounted,
                StrictMath.max(1, canaryTotal * canaryCounted / meetings),
                StrictMath.max(1, stableTotal * stableCounted / meetings));
    }

    /** The chance of one event or more, of which so many are expected. */
    private static double atLeastOne(double expected) {
        return -StrictMath.expm1(-expected);
    }

    /** How likely what waits is met before it is let go, if the other side has this chance with each look. */
    private static double met(double chance) {
        double silent = 1 - chance;
        double met = 0;
        double all = 0;
        for (int place = 1; place <= Waiting.MOST_LOOKS; place++) {
            double weight = StrictMath.pow(silent, place - 1);
            met += weight * (1 - StrictMath.pow(silent, Waiting.MOST_LOOKS + 1 - place));
            all += weight;
        }
        return met / all;
    }

    /** How many others there are, on average, where there is one event of the canary. */
    double besideCanary() {
        return beside(canary);
    }

    /** The same of the stable side. */
    double besideStable() {
        return beside(stable);
    }

    /** The mean of a Poisson distribution whose mean is {@code average} once it is known that it is not 0. */
    private static double beside(double average) {
        double others = average;
        for (int step = 0; step < MOST_STEPS; step++) {
            others = average * atLeastOne(others);
        }
        return others;
    }
}
