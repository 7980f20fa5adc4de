package io.releaseconductor.benchmarks.judge;

import java.util.SplittableRandom;

/** Chance, of which no judge knows anything. */
final class Chance {

    private static final double LARGEST = 30;

    private final SplittableRandom random;

    Chance(long seed) {
        random = new SplittableRandom(seed);
    }

    double next() {
        return random.nextDouble();
    }

    /** How many of independent events happen in a time in which so many are expected. */
    long poisson(double mean) {
        if (mean > LARGEST) {
            return poisson(mean / 2) + poisson(mean / 2);
        }
        double limit = Math.exp(-mean);
        double product = random.nextDouble();
        long count = 0;
        while (product > limit) {
            product *= random.nextDouble();
            count++;
        }
        return count;
    }
}
