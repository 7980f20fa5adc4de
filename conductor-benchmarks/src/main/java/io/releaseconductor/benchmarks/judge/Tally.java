package io.releaseconductor.benchmarks.judge;

import java.util.Arrays;
import org.apache.commons.math3.distribution.BetaDistribution;

/** What a rule made of many histories: after how many looks it did what was asked, of those in which it did. */
final class Tally {

    private final int histories;
    private final int[] after;

    Tally(int[] after) {
        this.histories = after.length;
        this.after = Arrays.stream(after)
                .filter(looks -> looks != Rule.NEVER)
                .sorted()
                .toArray();
    }

    double share() {
        return (double) after.length / histories;
    }

    /** The share is below this with 99 % (Clopper and Pearson, Biometrika 26, 1934). */
    double upperBound() {
        return after.length == histories
                ? 1
                : new BetaDistribution(null, after.length + 1.0, histories - after.length)
                        .inverseCumulativeProbability(0.99);
    }

    /** Minutes from the onset until so large a part of all histories was found; NaN if fewer are. */
    double minutes(double part, int onset) {
        int index = (int) Math.ceil(part * histories) - 1;
        return index < after.length ? (double) (after[index] - onset) / History.LOOKS_A_MINUTE : Double.NaN;
    }
}
