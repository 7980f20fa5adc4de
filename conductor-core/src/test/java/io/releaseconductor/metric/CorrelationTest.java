package io.releaseconductor.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("φ, the correlation of bad events,")
class CorrelationTest {

    /** An hour of looks every 10 seconds; clusters of bad events are spread over as many looks. */
    private static double measured(int perLook, IntToDoubleFunction rate, int cluster, int over) {
        double sum = 0;
        for (int seed = 0; seed < 20; seed++) {
            Random random = new Random(seed);
            long[] bad = new long[360 + over];
            for (int look = 0; look < 360; look++) {
                for (int i = 0; i < perLook; i++) {
                    if (random.nextDouble() < rate.applyAsDouble(look) / cluster) {
                        for (int c = 0; c < cluster; c++) {
                            bad[look + random.nextInt(over)]++;
                        }
                    }
                }
            }
            List<Counts> looks = new ArrayList<>();
            for (int look = 0; look < 360; look++) {
                looks.add(new Counts(Math.min(perLook, bad[look]), perLook));
            }
            sum += Correlation.measure(looks).phi();
        }
        return sum / 20;
    }

    @Test
    @DisplayName("is 1 for independent events, rare ones included")
    void independent() {
        assertThat(measured(90, look -> 0.05, 1, 1)).isCloseTo(1, within(0.05));
        assertThat(measured(10, look -> 0.05, 1, 1)).isCloseTo(1, within(0.05));
        assertThat(measured(90, look -> 0.001, 1, 1)).isCloseTo(1, within(0.1));
    }

    @Test
    @DisplayName("is about the size of the clusters")
    void clusters() {
        assertThat(measured(90, look -> 0.05, 5, 1)).isBetween(4.3, 5.5);
        assertThat(measured(90, look -> 0.05, 3, 1)).isBetween(2.6, 3.3);
    }

    @Test
    @DisplayName("is found for clusters that span several looks too, if not in full")
    void clusters_over_looks() {
        assertThat(measured(90, look -> 0.05, 5, 3)).isBetween(2.5, 5.5);
    }

    @Test
    @DisplayName("is not raised by a slow drift")
    void drift() {
        assertThat(measured(90, look -> 0.03 + 0.04 * look / 360, 1, 1)).isCloseTo(1, within(0.1));
    }

    @Test
    @DisplayName("is assumed where there are too few looks, or nothing bad to measure it by")
    void assumed() {
        assertThat(Correlation.measure(Collections.nCopies(29, new Counts(5, 100))))
                .isEqualTo(Correlation.ASSUMED);
        assertThat(Correlation.measure(Collections.nCopies(400, Counts.NONE))).isEqualTo(Correlation.ASSUMED);
        assertThat(Correlation.measure(Collections.nCopies(400, new Counts(0, 100))))
                .isEqualTo(Correlation.ASSUMED);
        assertThat(Correlation.measure(Collections.nCopies(30, new Counts(5, 100))))
                .isEqualTo(Correlation.INDEPENDENT);
    }

    @Test
    @DisplayName("is a number where one look is nearly all there is")
    void one_huge_look() {
        List<Counts> looks = new ArrayList<>(Collections.nCopies(40, new Counts(1, 2)));
        looks.set(20, new Counts(1L << 60, 1L << 61));
        assertThat(Correlation.measure(looks).phi()).isBetween(1.0, 1e6);
    }

    @Test
    @DisplayName("is also seen in the canary's own looks, once there were some")
    void roughness() {
        long smooth = 0;
        long rough = 0;
        Counts smoothLately = Counts.NONE;
        Counts roughLately = Counts.NONE;
        for (int look = 0; look < 100; look++) {
            Counts even = new Counts(look % 2, 10);
            Counts cluster = look % 10 == 9 ? new Counts(5, 10) : new Counts(0, 10);
            smooth += Roughness.added(smoothLately, even);
            rough += Roughness.added(roughLately, cluster);
            smoothLately = smoothLately.plus(new Counts(even.bad() * 1000, 10_000));
            roughLately = roughLately.plus(new Counts(cluster.bad() * 1000, 10_000));
        }
        assertThat(Roughness.phi(smooth, 100, 50)).isEqualTo(1);
        assertThat(Roughness.phi(rough, 100, 50)).isGreaterThan(2);
        assertThat(Roughness.phi(Roughness.added(Counts.NONE, new Counts(10, 10)), 1, 10))
                .as("a canary that is broken from the start is not rough")
                .isEqualTo(1);
    }

    @Test
    @DisplayName("is never below 1")
    void range() {
        assertThatThrownBy(() -> new Correlation(0.9, true))
                .hasMessage("phi: 0.9 is not allowed; allowed: 1 to 1000000");
    }
}
