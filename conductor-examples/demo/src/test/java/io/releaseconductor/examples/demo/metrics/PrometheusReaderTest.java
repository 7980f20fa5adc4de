package io.releaseconductor.examples.demo.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The strict reader of Prometheus' text")
class PrometheusReaderTest {

    @Test
    @DisplayName("reads what is in the format")
    void reads() {
        assertThat(PrometheusReader.read("# HELP a Help.\n# TYPE a gauge\na{b=\"1\\n\\\"\\\\\",c=\"}\"} 1.5\n"))
                .isEqualTo(Map.of(new PrometheusReader.Series("a", Map.of("b", "1\n\"\\", "c", "}")), 1.5));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "# TYPE a gauge\na 1",
                "# TYPE a gauge\na 1\na 2\n",
                "# TYPE a gauge\nb 1\n",
                "# TYPE a gauge\n# TYPE a gauge\na 1\n",
                "# TYPE a gauge\n\na 1\n",
                "# TYPE a gauge\na{b=\"\"\"} 1\n",
                "# TYPE a gauge\na{b=\"\\x\"} 1\n",
                "# TYPE a gauge\na{b=\"1\",} 1\n",
                "# TYPE a gauge\na{b=\"1\"c=\"2\"} 1\n",
                "# TYPE a gauge\na{b=\"1\",b=\"2\"} 1\n",
                "# TYPE a gauge\na x\n",
                "# TYPE a histogram\na_bucket{le=\"1\"} 2\na_bucket{le=\"+Inf\"} 1\na_count 1\n",
                "# TYPE a histogram\na_bucket{le=\"1\"} 1\na_bucket{le=\"0.5\"} 1\na_bucket{le=\"+Inf\"} 1\na_count 1\n",
                "# TYPE a histogram\na_bucket{le=\"1\"} 1\na_count 1\n",
                "# TYPE a histogram\na_bucket{le=\"+Inf\"} 1\na_count 2\n",
                "# TYPE a histogram\na_count 2\n"
            })
    @DisplayName("refuses what is not")
    void refuses(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> PrometheusReader.read(text));
    }
}
