package io.releaseconductor.micrometer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.releaseconductor.config.ConfigurationException;
import io.releaseconductor.model.Environment;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("How finely is measured")
class MetricsOptionsTest {

    @ParameterizedTest
    @DisplayName("is refused where it is out of bounds, with what is allowed")
    @ValueSource(ints = {0, -1, 1001})
    void checks(int most) {
        assertThatThrownBy(() -> MetricsOptions.DEFAULT.withMostChecks(most))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("mostChecks is " + most + "; allowed: 1 to 1000");
    }

    @Test
    @DisplayName("is changed one thing at a time")
    void changed() {
        MetricsOptions options = MetricsOptions.DEFAULT
                .withEnvironments(List.of(Environment.PROD))
                .withMostChecks(7)
                .withBuckets(false);
        assertThat(options).isEqualTo(new MetricsOptions(List.of(Environment.PROD), 7, false));
    }
}
