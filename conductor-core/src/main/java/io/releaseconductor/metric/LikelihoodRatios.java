package io.releaseconductor.metric;

/**
 * How many times as likely one event of each kind is at one pair of rates as at another.
 *
 * @param canaryBad a bad event of the canary
 * @param canaryGood a good event of the canary
 * @param stableBad a bad event of the stable side
 * @param stableGood a good event of the stable side
 */
record LikelihoodRatios(double canaryBad, double canaryGood, double stableBad, double stableGood) {

    static final LikelihoodRatios EQUAL = new LikelihoodRatios(1, 1, 1, 1);

    /** With more events than these, powers are mostly too large or too small, and take longer than logarithms. */
    private static final long MANY = 4096;

    /** Powers further from 1 than this, or its inverse, are left to logarithms: four of them have to fit a double. */
    private static final double LARGE = 0x1p240;

    /** How many times as likely all of the counts are; 0 if that is a matter for {@link #log}. */
    double of(Counts stable, Counts canary) {
        if (stable.total() > MANY || canary.total() > MANY) {
            return 0;
        }
        double badOfCanary = power(canaryBad, canary.bad());
        double goodOfCanary = power(canaryGood, canary.total() - canary.bad());
        double badOfStable = power(stableBad, stable.bad());
        double goodOfStable = power(stableGood, stable.total() - stable.bad());
        return isModerate(badOfCanary)
                        && isModerate(goodOfCanary)
                        && isModerate(badOfStable)
                        && isModerate(goodOfStable)
                ? badOfCanary * goodOfCanary * badOfStable * goodOfStable
                : 0;
    }

    private static boolean isModerate(double power) {
        return power > 1 / LARGE && power < LARGE;
    }

    /** By squaring. Nothing that becomes part of the result is further from 1 than the result is. */
    private static double power(double base, long exponent) {
        double power = 1;
        double square = base;
        for (long rest = exponent; rest > 0; rest >>= 1) {
            if ((rest & 1) != 0) {
                power *= square;
            }
            square *= square;
        }
        return power;
    }

    /** The logarithm of that, however many events there are. */
    double log(Counts stable, Counts canary) {
        return times(canary.bad(), canaryBad)
                + times(canary.total() - canary.bad(), canaryGood)
                + times(stable.bad(), stableBad)
                + times(stable.total() - stable.bad(), stableGood);
    }

    private static double times(long number, double ratio) {
        return number == 0 ? 0 : number * StrictMath.log(ratio);
    }
}
