package io.releaseconductor.json;

import static io.releaseconductor.testkit.Deployments.aDeployment;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.metric.FailedRounds;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("How many rounds may fail")
class FailedRoundsJsonTest {

    private static final String WRITTEN = ",\"failed_rounds\":0.05";

    private final DeploymentJson json = new DeploymentJson();

    private final Deployment without = aDeployment().verified();

    private final Deployment with = without.toBuilder()
            .request(without.request().toBuilder()
                    .failedRounds(new FailedRounds(0.05))
                    .build())
            .build();

    @Test
    @DisplayName("is all that it adds to a record, and nothing where it is 1 %")
    void is_written() {
        assertThat(json.write(with)).contains(WRITTEN);
        assertThat(json.write(with).replace(WRITTEN, "")).isEqualTo(json.write(without));
        assertThat(json.read(json.write(with))).isEqualTo(with);
        assertThat(json.read(json.write(without)).request().failedRounds()).isEqualTo(FailedRounds.DEFAULT);
    }

    @ParameterizedTest
    @DisplayName("is refused where it is no share that may be allowed")
    @ValueSource(strings = {"0", "0.1", "-1", "\"5 %\""})
    void is_refused(String value) {
        String record = json.write(with).replace(":0.05", ":" + value);
        assertThatExceptionOfType(CorruptRecordException.class)
                .isThrownBy(() -> json.read(record))
                .withMessageContaining("failed_rounds is ");
    }
}
