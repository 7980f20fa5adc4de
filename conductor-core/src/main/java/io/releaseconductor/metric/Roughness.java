package io.releaseconductor.metric;

/**
 * Whether the canary's own bad events come in clusters: one client that retries at the canary alone is not seen at the stable side. It
 * is measured from looks that are counted already, and only slows down what comes after them. As everybody's first looks are few, it
 * cannot see the first cluster for what it is.
 */
final class Roughness {

    private static final double THOUSANDTHS = 1000;

    /** So many looks of independent events are taken for granted. */
    private static final double GRANTED = 20;

    /** What is within so many standard deviations of chance is no cluster. */
    private static final double DEVIATIONS = 2;

    /** What one look can say at most, and what is made of all of them at most. */
    private static final double MOST = 100;

    private Roughness() {}

    /**
     * What one look adds.
     *
     * @param lately what the canary did before, in thousandths
     */
    static long added(Counts lately, Counts canary) {
        double total = canary.total();
        double rate = (lately.bad() / THOUSANDTHS + canary.bad() + 0.5) / (lately.total() / THOUSANDTHS + total + 1);
        double variance = total * rate * (1 - rate);
        double difference = canary.bad() - total * rate;
        double ratio = variance > 0 ? difference * difference / variance : 0;
        return (long) (THOUSANDTHS * StrictMath.min(MOST, ratio));
    }

    /**
     * How many bad events of the canary make one that counts, as far as its looks so far say.
     *
     * @param roughness the sum over its looks
     * @param looks how many they are
     * @param bad how many bad events the canary had
     * @return φ, 1 or more
     */
    static double phi(long roughness, long looks, long bad) {
        double measured = (GRANTED + roughness / THOUSANDTHS) / (GRANTED + looks);
        double perLook = (bad + 0.5) / (looks + 1);
        double chance = StrictMath.sqrt((2 + 1 / perLook) / (GRANTED + looks));
        return StrictMath.max(1, StrictMath.min(MOST, measured - DEVIATIONS * chance));
    }
}
