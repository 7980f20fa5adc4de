package io.releaseconductor.metric;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * A line between rates: {@code ratio × the stable side's rate + points}. With a ratio of 0 it is a fixed limit.
 *
 * @param ratio how many times the stable side's rate; 0 or more
 * @param points what comes on top, as a share: 0.005 is half a percentage point; from 0 to below 1
 */
public record Tolerance(double ratio, double points) {

    /** As bad as the stable side. */
    public static final Tolerance EQUAL = new Tolerance(1, 0);

    private static final double HIGHEST_RATIO = 1000;

    /**
     * Validates.
     *
     * @throws IllegalArgumentException if the ratio is not from 0 to 1000, the points are not from 0 to below 1, or both are 0
     */
    public Tolerance {
        if (!(ratio >= 0 && ratio <= HIGHEST_RATIO)) {
            throw new IllegalArgumentException("ratio: " + ratio + " is not allowed; allowed: 0 to 1000");
        }
        if (!(points >= 0 && points < 1)) {
            throw new IllegalArgumentException(
                    "points: " + points + " is not allowed; allowed: 0 to below 1, 0.01 for one percentage point");
        }
        if (ratio == 0 && points == 0) {
            throw new IllegalArgumentException("points: 0 is not allowed without a ratio; allowed: above 0");
        }
    }

    /**
     * A fixed limit, whatever the stable side does.
     *
     * @param share the limit, as a share: 0.01 is 1 %
     * @return the line
     * @throws IllegalArgumentException if the share is not between 0 and 1
     */
    public static Tolerance limit(double share) {
        return new Tolerance(0, share);
    }

    /** {@return whether the stable side makes no difference} */
    public boolean isLimit() {
        return ratio == 0;
    }

    /**
     * Where the line is.
     *
     * @param stable the stable side's rate, from 0 to 1
     * @return the canary's rate on the line; it may be above 1
     */
    public double at(double stable) {
        return ratio * stable + points;
    }

    /** Whether this line is nowhere above the other one. */
    boolean isWithin(Tolerance other) {
        return ratio <= other.ratio && points <= other.points;
    }

    /** {@return the line in words, as {@code 1.5 × stable + 0.5 points} or {@code 1 %}} */
    @Override
    public String toString() {
        return beside("stable");
    }

    /**
     * The line in words, beside something that has another name.
     *
     * @param reference what the rate is compared with, such as {@code before}
     * @return the line, as {@code 1.5 × before + 0.5 points} or {@code 1 %}
     */
    public String beside(String reference) {
        if (isLimit()) {
            return plain(100 * points) + " %";
        }
        String times = ratio == 1 ? reference : plain(ratio) + " × " + reference;
        return points == 0 ? times : times + " + " + plain(100 * points) + (points == 0.01 ? " point" : " points");
    }

    private static String plain(double value) {
        return BigDecimal.valueOf(value)
                .setScale(6, RoundingMode.HALF_EVEN)
                .stripTrailingZeros()
                .toPlainString();
    }
}
