package io.releaseconductor.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The interval of a rate")
class RateEstimateTest {

    @Test
    @DisplayName("holds the true rate at all looks, in 95 of 100 histories or more")
    void holds() {
        int missed = 0;
        for (int seed = 0; seed < 200; seed++) {
            Random random = new Random(seed);
            Counts counts = Counts.NONE;
            boolean always = true;
            for (int look = 0; look < 100; look++) {
                int bad = 0;
                for (int i = 0; i < 10; i++) {
                    bad += random.nextDouble() < 0.05 ? 1 : 0;
                }
                counts = counts.plus(new Counts(bad, 10));
                RateEstimate rate = RateEstimate.of(counts, 1);
                always &= rate.low() <= 0.05 && rate.high() >= 0.05;
            }
            missed += always ? 0 : 1;
        }
        assertThat(missed).isLessThanOrEqualTo(10);
    }

    @Test
    @DisplayName("is wide for few events and narrow for many, and wider for clusters")
    void width() {
        RateEstimate few = RateEstimate.of(new Counts(1, 20), 1);
        RateEstimate many = RateEstimate.of(new Counts(5000, 100_000), 1);
        assertThat(few.high() - few.low()).isGreaterThan(0.2);
        assertThat(many.high() - many.low()).isLessThan(0.006);
        assertThat(RateEstimate.of(new Counts(5000, 100_000), 5).low()).isLessThan(many.low());
    }

    @Test
    @DisplayName("ends at 0 and 1 where nothing speaks against them")
    void ends() {
        assertThat(RateEstimate.of(Counts.NONE, 1)).isEqualTo(new RateEstimate(0, 0, 1));
        assertThat(RateEstimate.of(new Counts(0, 50), 1).low()).isZero();
        assertThat(RateEstimate.of(new Counts(50, 50), 1).high()).isEqualTo(1);
    }

    @Test
    @DisplayName("rests on a gamma function that is right")
    void gamma() {
        assertThat(Logs.gamma(1)).isCloseTo(0, within(1e-13));
        assertThat(Logs.gamma(0.5)).isCloseTo(Math.log(Math.PI) / 2, within(1e-13));
        double factorial = 0;
        for (int i = 1; i <= 170; i++) {
            assertThat(Logs.gamma(i)).isCloseTo(factorial, within(1e-12 * (1 + factorial)));
            factorial += Math.log(i);
        }
    }
}
