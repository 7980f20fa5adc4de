package io.releaseconductor.metric;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;

@Label("A magnitude")
class MagnitudeTest {

    private static final long TWICE = 1L << 20;

    /** What cutting off loses, and no more. */
    private static final double PART = 0x1p-20;

    private static final long MOST = 1L << 50;

    private static void isCutOff(long magnitude, double exact) {
        assertThat(Magnitude.toDouble(magnitude))
                .isLessThanOrEqualTo(exact * (1 + 0x1p-50))
                .isGreaterThan(exact * (1 - PART) * (1 - 0x1p-50));
    }

    @Property
    @Label("is a number without what its fraction cannot hold, and larger for larger numbers")
    void of(@ForAll @DoubleRange(min = 1, max = 2) double part, @ForAll @IntRange(min = -900, max = 900) int e) {
        double number = Math.scalb(part, e);
        isCutOff(Magnitude.of(number), number);
        assertThat(Magnitude.toDouble(Magnitude.of(number))).isLessThanOrEqualTo(number);
        assertThat(Magnitude.of(number * (1 + 2 * PART))).isGreaterThan(Magnitude.of(number));
        assertThat(Magnitude.of(Math.scalb(1.0, e))).isEqualTo(e * TWICE);
        assertThat(Magnitude.toDouble(e * TWICE + TWICE / 2)).isEqualTo(Math.scalb(1.5, e));
    }

    @Property
    @Label("is added to, multiplied and summed up as the number is")
    void as_the_number(
            @ForAll @LongRange(min = -100_000_000, max = 100_000_000) long magnitude,
            @ForAll @Size(min = 1, max = 10) List<@LongRange(min = -100_000_000, max = 100_000_000) Long> others,
            @ForAll @DoubleRange(min = 1, max = 2) double part,
            @ForAll @IntRange(min = -100, max = -1) int e,
            @ForAll @DoubleRange(min = -100, max = 100) double log) {
        double number = Math.scalb(part, e);
        double itself = Magnitude.toDouble(magnitude);
        isCutOff(Magnitude.plus(magnitude, number), itself + number);
        isCutOff(Magnitude.times(magnitude, number), itself * number);
        isCutOff(Magnitude.timesExp(magnitude, log), itself * StrictMath.exp(log));
        double sum = others.stream().mapToDouble(Magnitude::toDouble).sum();
        isCutOff(Magnitude.sum(others, 0), sum);
        isCutOff(Magnitude.sum(others, number), sum + number);
    }

    @Property
    @Label("goes on where doubles end, and is held where it ends itself")
    void where_doubles_end(@ForAll long magnitude, @ForAll @DoubleRange(min = -1e12, max = 1e12) double log) {
        for (long result : List.of(
                Magnitude.plus(magnitude, 0.5),
                Magnitude.times(magnitude, 0x1p900),
                Magnitude.times(magnitude, 0x1p-900),
                Magnitude.timesExp(magnitude, log),
                Magnitude.timesExp(magnitude, Double.POSITIVE_INFINITY),
                Magnitude.timesExp(magnitude, Double.NEGATIVE_INFINITY),
                Magnitude.sum(List.of(magnitude, magnitude / 2, -magnitude / 3), 0),
                Magnitude.sum(List.of(magnitude, magnitude / 2), 0.25))) {
            assertThat(result).isBetween(-MOST, MOST);
            assertThat(Magnitude.toDouble(result)).isFinite().isNotNegative();
        }
    }

    @Property
    @Label("is moved by factors without an end, and comes back")
    void comes_back(@ForAll @LongRange(min = -(1L << 48), max = 1L << 48) long magnitude) {
        assertThat(Magnitude.times(Magnitude.times(magnitude, 0x1p-900), 0x1p900))
                .isEqualTo(magnitude);
        assertThat(Magnitude.times(magnitude, 0x1p900) - magnitude).isEqualTo(900 * TWICE);
    }

    @Example
    @Label("is not changed by what is nothing beside it, and vanishes beside what is much larger")
    void far_apart() {
        long large = 5000 * TWICE + 17;
        assertThat(Magnitude.plus(large, 1)).isEqualTo(large);
        assertThat(Magnitude.timesExp(large, Double.NaN)).isEqualTo(large);
        assertThat(Magnitude.plus(-large, 0.25)).isEqualTo(-2 * TWICE);
        assertThat(Magnitude.sum(List.of(large, 0L, -large), 1)).isEqualTo(large);
        assertThat(Magnitude.sum(List.of(-large, -2 * large), 0)).isEqualTo(-large);
        assertThat(Magnitude.sum(List.of(-large, -large), 0)).isEqualTo(-large + TWICE);
        assertThat(Magnitude.toDouble(large)).isEqualTo(Double.MAX_VALUE);
        assertThat(Magnitude.toDouble(-large)).isZero();
    }

    @Property
    @Label("reaches the inverse of a chance when it is as large, however small the chance")
    void reaches(@ForAll @IntRange(min = 1, max = 1074) int e) {
        double chance = Math.scalb(1.0, -e);
        assertThat(Magnitude.reaches(e * TWICE, chance)).isTrue();
        assertThat(Magnitude.reaches(e * TWICE + 1, chance)).isTrue();
        assertThat(Magnitude.reaches((e - 1) * TWICE, chance)).isFalse();
        assertThat(Magnitude.reaches(Long.MAX_VALUE, chance)).isTrue();
        assertThat(Magnitude.reaches(Long.MIN_VALUE, chance)).isFalse();
        assertThat(Magnitude.reaches(Magnitude.of(100), 0.01)).isTrue();
        assertThat(Magnitude.reaches(Magnitude.of(100) - 1, 0.01)).isFalse();
    }
}
