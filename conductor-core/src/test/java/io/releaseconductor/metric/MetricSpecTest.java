package io.releaseconductor.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.releaseconductor.config.ConfigurationException;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A metric")
class MetricSpecTest {

    private static final MetricSpec ERRORS = MetricSpec.besideStable("errors");

    @Test
    @DisplayName("is told all that is wrong with it at once")
    void all_at_once() {
        assertThatThrownBy(() -> new MetricSpec(
                        " ",
                        Tolerance.EQUAL,
                        Tolerance.EQUAL,
                        Tolerance.EQUAL,
                        new Tolerance(2, 0),
                        0,
                        0.3,
                        Duration.ofHours(1),
                        Duration.ofMinutes(30),
                        Duration.ZERO,
                        -1))
                .asInstanceOf(type(ConfigurationException.class))
                .satisfies(e -> assertThat(e.problems())
                        .anySatisfy(p -> assertThat(p).contains("name is blank"))
                        .anySatisfy(p -> assertThat(p).contains("alpha is 0.0; allowed: above 0, at most 0.2"))
                        .anySatisfy(p -> assertThat(p).contains("beta is 0.3"))
                        .anySatisfy(p -> assertThat(p).contains("harmless is stable; allowed: above stable"))
                        .anySatisfy(p -> assertThat(p).contains("every is PT0S; allowed: above 0"))
                        .anySatisfy(p -> assertThat(p).contains("minimumBake is PT1H; allowed: 0 to the bake, PT30M"))
                        .anySatisfy(p -> assertThat(p).contains("minimumRequests is -1; allowed: 0 or more"))
                        .hasSize(7));
    }

    @Test
    @DisplayName("whose harmless margin reaches the harm that has to be found would pass bad canaries, and is refused")
    void margin_above_harm() {
        for (Tolerance margin :
                new Tolerance[] {new Tolerance(2.5, 0), new Tolerance(2, 0.01), new Tolerance(1.5, 0.02)}) {
            assertThatThrownBy(() -> ERRORS.withHarmless(margin))
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining("metric errors: harmless is " + margin
                            + "; allowed: below the harm that has to be found, 2 × stable + 1 point, or canaries that bad would"
                            + " pass; lower harmless or raise caught");
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -0.01, 0.21, 1, Double.NaN, Double.POSITIVE_INFINITY})
    @DisplayName("has chances of being wrong above 0 and at most 0.2")
    void chances(double chance) {
        assertThatThrownBy(() -> ERRORS.withChances(chance, 0.05)).hasMessageContaining("alpha is " + chance);
        assertThatThrownBy(() -> ERRORS.withChances(0.01, chance)).hasMessageContaining("beta is " + chance);
    }

    @Test
    @DisplayName("tolerates less than it has to find")
    void tolerated() {
        assertThatThrownBy(() -> ERRORS.withTolerated(new Tolerance(3, 0)))
                .hasMessageContaining("tolerated is 3 × stable; allowed: below the harm that has to be found");
    }

    @Test
    @DisplayName("is about a stable side or about a limit, not both")
    void mixed() {
        assertThatThrownBy(() -> ERRORS.withHarmless(Tolerance.limit(0.01)))
                .hasMessageContaining("harmless 1 %")
                .hasMessageContaining("all of them limits, or none");
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -1, 1, 1.5, Double.NaN})
    @DisplayName("against a limit has one above 0 and below 1")
    void limits(double share) {
        assertThatThrownBy(() -> MetricSpec.againstLimit("api", share))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("share: " + share + " is not allowed; allowed: above 0 and below 1");
    }

    @Test
    @DisplayName("has to find ten times a limit, or what is halfway to all of them")
    void caught() {
        assertThat(MetricSpec.againstLimit("api", 0.01).caught()).isEqualTo(Tolerance.limit(0.1));
        assertThat(MetricSpec.againstLimit("api", 0.2).caught()).isEqualTo(Tolerance.limit(0.6));
    }

    @Test
    @DisplayName("shares the chance of failing a good canary with the others")
    void shared() {
        assertThat(ERRORS.oneOf(5).alpha()).isEqualTo(0.002);
        assertThat(ERRORS.oneOf(5).beta()).isEqualTo(ERRORS.beta());
        assertThatThrownBy(() -> ERRORS.oneOf(0)).hasMessageContaining("metrics: 0");
    }

    @Test
    @DisplayName("has lines that say what they are")
    void lines() {
        assertThat(new Tolerance(1.5, 0.005)).hasToString("1.5 × stable + 0.5 points");
        assertThat(Tolerance.EQUAL).hasToString("stable");
        assertThat(Tolerance.limit(0.01)).hasToString("1 %");
        assertThatThrownBy(() -> new Tolerance(-1, 0)).hasMessageContaining("ratio: -1.0");
        assertThatThrownBy(() -> new Tolerance(1, 5))
                .hasMessageContaining("points: 5.0")
                .hasMessageContaining("0.01 for one");
        assertThatThrownBy(() -> Tolerance.limit(0)).hasMessageContaining("allowed: above 0");
    }
}
