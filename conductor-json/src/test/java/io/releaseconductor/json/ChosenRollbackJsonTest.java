package io.releaseconductor.json;

import static io.releaseconductor.testkit.Deployments.aDeployment;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.releaseconductor.deployment.Decision;
import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.deployment.Rollback;
import io.releaseconductor.deployment.RollbackMethod;
import io.releaseconductor.model.Actor;
import java.time.Instant;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A rollback to a version that somebody chose")
class ChosenRollbackJsonTest {

    private static final String WRITTEN = ",\"chosen\":true";

    private final DeploymentJson json = new DeploymentJson();

    private static Deployment wanted(boolean chosen) {
        Decision decision = new Decision(Actor.person("1", "Ada"), Instant.ofEpochSecond(1_699_747_300));
        Rollback rollback = new Rollback(decision, "slow", RollbackMethod.REDEPLOY, "1.3.0", chosen);
        return aDeployment().verified().toBuilder()
                .rollbackWish(rollback)
                .rollback(rollback)
                .build();
    }

    @Test
    @DisplayName("says so, and nothing is said where nobody chose")
    void is_written() {
        assertThat(json.write(wanted(true)).split(WRITTEN, -1)).hasSize(3);
        assertThat(json.write(wanted(true)).replace(WRITTEN, "")).isEqualTo(json.write(wanted(false)));
        assertThat(json.read(json.write(wanted(true)))).isEqualTo(wanted(true));
        assertThat(json.read(json.write(wanted(false)))).isEqualTo(wanted(false));
    }

    @Test
    @DisplayName("is refused where the method takes no version")
    void is_refused() {
        String record = json.write(wanted(true)).replace("\"redeploy\"", "\"switch-back\"");
        assertThatExceptionOfType(CorruptRecordException.class)
                .isThrownBy(() -> json.read(record))
                .withMessageContaining("chosen is there");
    }
}
