package io.releaseconductor.metric;

import java.util.List;

/**
 * Positive numbers, however large or small, each as one whole number: {@code n} stands for {@code (1 + f / 2^20) · 2^e}, where
 * {@code e} is {@code n / 2^20} rounded down and {@code f} is the remainder. That is how a double is made, with fewer bits for the
 * fraction and more for the exponent: 0 stands for 1, more stands for more, and 2^20 more for twice as much.
 *
 * <p>Nothing here takes a logarithm of what fits a double, and all of it comes to the same bits on every machine. What the fraction
 * cannot hold is cut off: the number becomes smaller by less than one part in a million, never larger.
 */
final class Magnitude {

    /** Stands for 1. */
    static final long ONE = 0;

    private static final int FRACTION = 20;

    /** How many bits of a double's fraction are cut off. */
    private static final int CUT = 52 - FRACTION;

    /** What a double adds to its exponent. */
    private static final long BIAS = (long) Double.MAX_EXPONENT << FRACTION;

    /** Exponents stay within 2^30 either way, so that the whole number is exact wherever JSON is read. */
    private static final long MOST = 1L << (30 + FRACTION);

    /** Two numbers whose exponents are so far apart have no bit of a double in common when they are added. */
    private static final long FAR = 500;

    /** No exponent of a double is as large. */
    private static final long BEYOND = 2000;

    /** Logarithms are held within this, which is less than what the exponents hold. */
    private static final double MOST_LOG = 7e8;

    private static final double LOG_OF_TWO = StrictMath.log(2);

    private static final double TWOS_OF_E = 1 / LOG_OF_TWO;

    private Magnitude() {}

    /** A number that a double holds in full: not 0, and not so small that it loses bits. */
    static long of(double number) {
        return of(number, 0);
    }

    private static long of(double number, long exponent) {
        return held((Double.doubleToRawLongBits(number) >> CUT) - BIAS + (exponent << FRACTION));
    }

    private static long held(long magnitude) {
        return StrictMath.max(-MOST, StrictMath.min(MOST, magnitude));
    }

    private static long exponent(long magnitude) {
        return held(magnitude) >> FRACTION;
    }

    /** The number without its power of two: from 1 to below 2. */
    private static double significand(long magnitude) {
        long fraction = held(magnitude) & ((1L << FRACTION) - 1);
        return Double.longBitsToDouble((BIAS + fraction) << CUT);
    }

    /** The sum with a number from 2^-400 to 1. */
    static long plus(long magnitude, double number) {
        long exponent = exponent(magnitude);
        if (exponent > FAR) {
            return held(magnitude);
        }
        return exponent < -FAR ? of(number) : of(significand(magnitude) + number * powerOfTwo(-exponent), exponent);
    }

    /** The sum of all of them and of a number from 0 to 1; at least one is not 0. */
    static long sum(List<Long> magnitudes, double number) {
        long largest = number > 0 ? ONE : -MOST;
        for (int i = 0; i < magnitudes.size(); i++) {
            largest = StrictMath.max(largest, magnitudes.get(i));
        }
        long exponent = exponent(largest);
        double sum = number * powerOfTwo(-exponent);
        for (int i = 0; i < magnitudes.size(); i++) {
            long magnitude = magnitudes.get(i);
            sum += significand(magnitude) * powerOfTwo(exponent(magnitude) - exponent);
        }
        return of(sum, exponent);
    }

    /** Two to an exponent that is not far above 0; 0 if it is so far below that its power is nothing beside 1. */
    private static double powerOfTwo(long exponent) {
        return exponent < -FAR ? 0 : Double.longBitsToDouble(((exponent << FRACTION) + BIAS) << CUT);
    }

    /** The product with a number from 2^-1000 to 2^1000. */
    static long times(long magnitude, double factor) {
        return of(significand(magnitude) * factor, exponent(magnitude));
    }

    /** The product with a number whose natural logarithm is given; a logarithm that is no number changes nothing. */
    static long timesExp(long magnitude, double log) {
        if (Double.isNaN(log)) {
            return magnitude;
        }
        double held = StrictMath.max(-MOST_LOG, StrictMath.min(MOST_LOG, log));
        long exponent = (long) (held * TWOS_OF_E);
        double factor = StrictMath.exp(held - exponent * LOG_OF_TWO);
        return of(significand(magnitude) * factor, exponent(magnitude) + exponent);
    }

    /** The number itself; the largest that there is, or 0, if a double cannot hold it. */
    static double toDouble(long magnitude) {
        long exponent = StrictMath.max(-BEYOND, StrictMath.min(BEYOND, exponent(magnitude)));
        return StrictMath.min(Double.MAX_VALUE, StrictMath.scalb(significand(magnitude), (int) exponent));
    }

    /** Whether the number is at least as large as the inverse of a chance, which is above 0. */
    static boolean reaches(long magnitude, double chance) {
        long exponent = StrictMath.max(-BEYOND, StrictMath.min(BEYOND, exponent(magnitude)));
        return StrictMath.scalb(significand(magnitude) * chance, (int) exponent) >= 1;
    }
}
