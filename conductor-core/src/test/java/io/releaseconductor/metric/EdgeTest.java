package io.releaseconductor.metric;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("The edge of a claim")
class EdgeTest {

    @ParameterizedTest(name = "{0} × stable + {1}, bets {2} and {3}, {4} and {5} events")
    @CsvSource({
        "0.01, 0, 0.812336095, 0.753149064, 1, 4503599626158462",
        "0.08, 0, 0.999999999, 0.753149065, 2, 9007199254740992",
        "1.5, 0, 0.000000001, 0.999999999, 1, 9007199254740992",
        "1, 0.5, 0.000000001, 0.999999999, 1, 9007199254740992",
        "20, 0.9, 0.999999999, 0.000000001, 1, 9007199254740992",
        "0.01, 0.9, 0.999999999, 0.000000001, 1, 9007199254740992",
    })
    @DisplayName("has its nearest point between the rates 0 and 1, however much one side outweighs the other")
    void nearest_point_is_inside(
            double ratio, double points, double betStable, double betCanary, double stable, double canary) {
        Tolerance line = new Tolerance(ratio, points);

        double nearest = Edge.nearestStable(line, betStable, betCanary, stable, canary);

        assertThat(nearest).isGreaterThan(0).isLessThan(1);
        assertThat(line.at(nearest)).isGreaterThan(0).isLessThan(1);
    }
}
