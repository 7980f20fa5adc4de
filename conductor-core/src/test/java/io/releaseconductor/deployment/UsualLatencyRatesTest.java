package io.releaseconductor.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * How often a check is marked as far slower than usual: log-normal latencies around 400 ms, and now and then a cold start that takes 2 to 10
 * times as long. Each history is drawn anew, and compared with one look.
 */
@DisplayName("Of checks compared with earlier deployments")
class UsualLatencyRatesTest {

    private static final int HISTORIES = 20_000;

    private static final double COLD = 0.02;

    private final Random random = new Random(20231112);

    private double warm(double spread) {
        return 400 * StrictMath.exp(spread * random.nextGaussian());
    }

    private double any(double spread) {
        boolean cold = random.nextDouble() < COLD;
        return warm(spread) * (cold ? 2 + 8 * random.nextDouble() : 1);
    }

    private UsualLatency usual(int deployments, double spread) {
        List<Duration> seen =
                Stream.generate(() -> millis(any(spread))).limit(deployments).toList();
        return UsualLatency.of("search", seen).orElseThrow();
    }

    private static Duration millis(double value) {
        return Duration.ofMillis((long) value);
    }

    @ParameterizedTest(
            name =
                    "of {0} deployments that vary by {1}: {2} ‰ of healthy ones at most, of twice as slow ones {3} %, of thrice {4} %")
    @DisplayName("few healthy ones are marked, and slow ones are found")
    @CsvSource({
        "5,  0.1, 1, 60, 82",
        "10, 0.1, 1, 75, 95",
        "20, 0.1, 1, 85, 98",
        "5,  0.2, 3, 22, 48",
        "10, 0.2, 2, 28, 70",
        "20, 0.2, 2, 38, 85",
        "5,  0.3, 7, 11, 26",
        "10, 0.3, 5, 12, 36",
        "20, 0.3, 4, 15, 48",
    })
    void rates(int deployments, double spread, double healthyAtMost, double twiceAtLeast, double thriceAtLeast) {
        int healthy = 0;
        int asItComes = 0;
        int twice = 0;
        int thrice = 0;
        for (int i = 0; i < HISTORIES; i++) {
            UsualLatency usual = usual(deployments, spread);
            healthy += usual.isFarExceededBy(millis(warm(spread))) ? 1 : 0;
            asItComes += usual.isFarExceededBy(millis(any(spread))) ? 1 : 0;
            twice += usual.isFarExceededBy(millis(2 * warm(spread))) ? 1 : 0;
            thrice += usual.isFarExceededBy(millis(3 * warm(spread))) ? 1 : 0;
        }
        String measured = String.format(
                Locale.ROOT,
                "%d deployments, spread %.1f: %.2f ‰ of healthy, %.2f ‰ with cold starts, %.1f %% of twice, %.1f %% of thrice",
                deployments,
                spread,
                1000.0 * healthy / HISTORIES,
                1000.0 * asItComes / HISTORIES,
                100.0 * twice / HISTORIES,
                100.0 * thrice / HISTORIES);
        assertThat(1000.0 * healthy / HISTORIES).as(measured).isLessThanOrEqualTo(healthyAtMost);
        assertThat(1.0 * asItComes / HISTORIES).as(measured).isLessThanOrEqualTo(COLD + healthyAtMost / 1000);
        assertThat(100.0 * twice / HISTORIES).as(measured).isGreaterThanOrEqualTo(twiceAtLeast);
        assertThat(100.0 * thrice / HISTORIES).as(measured).isGreaterThanOrEqualTo(thriceAtLeast);
    }
}
