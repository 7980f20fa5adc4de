package io.releaseconductor.json;

import static io.releaseconductor.testkit.Deployments.aDeployment;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.releaseconductor.deployment.CheckLatency;
import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.deployment.HistoryEntry;
import io.releaseconductor.deployment.UsualLatencies;
import io.releaseconductor.deployment.UsualLatency;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What checks usually take")
class LatencyJsonTest {

    private static final String WRITTEN = ",\"usual_latencies\":{\"checks\":[{\"check\":\"search\",\"low_ms\":310,"
            + "\"high_ms\":420,\"most_ms\":630,\"deployments\":20}],\"warns\":true}";

    private final DeploymentJson json = new DeploymentJson();

    private final Deployment without = aDeployment().verified();

    private final Deployment with = without.toBuilder()
            .request(without.request().toBuilder()
                    .usual(new UsualLatencies(
                            List.of(new UsualLatency(
                                    "search",
                                    Duration.ofMillis(310),
                                    Duration.ofMillis(420),
                                    Duration.ofMillis(630),
                                    20)),
                            true))
                    .build())
            .build();

    @Test
    @DisplayName("is all that it adds to a record, and is read as it was")
    void is_written() {
        assertThat(json.write(with)).contains(WRITTEN);
        assertThat(json.write(with).replace(WRITTEN, "")).isEqualTo(json.write(without));
        assertThat(json.read(json.write(with))).isEqualTo(with);
    }

    @Test
    @DisplayName("is refused where it says two things at once, or what is no figure")
    void is_refused() {
        assertThatExceptionOfType(CorruptRecordException.class)
                .isThrownBy(() -> json.read(json.write(with).replace("\"low_ms\":310", "\"low_ms\":421")))
                .withMessageContaining("usual_latencies/checks/0 holds values that do not go together");
        assertThatExceptionOfType(CorruptRecordException.class)
                .isThrownBy(() -> json.read(json.write(with).replace("\"deployments\":20", "\"deployments\":21")))
                .withMessageContaining(
                        "usual_latencies/checks/0/deployments is 21; allowed: a whole number from 5 to 20");
    }

    @Test
    @DisplayName("comes from entries of promoted deployments, and older entries just have no figures")
    void comes_from_the_history() {
        String entry = json.writeHistory(HistoryEntry.of(aDeployment().promoted()));
        String figures = ",\"latencies\":[{\"check\":\"frontend\",\"ms\":45},{\"check\":\"api\",\"ms\":45},"
                + "{\"check\":\"auth\",\"ms\":45},{\"check\":\"search\",\"ms\":45},{\"check\":\"media\",\"ms\":45}]";

        assertThat(entry).contains(figures);
        assertThat(json.readHistory(entry).latencies())
                .hasSize(5)
                .contains(new CheckLatency("api", Duration.ofMillis(45)));
        assertThat(json.readHistory(entry.replace(figures, "")).latencies()).isEmpty();
        assertThat(json.writeHistory(HistoryEntry.of(without))).doesNotContain("latencies");
    }
}
