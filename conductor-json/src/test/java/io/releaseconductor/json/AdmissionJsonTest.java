package io.releaseconductor.json;

import static io.releaseconductor.testkit.Deployments.aDeployment;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.releaseconductor.deployment.AdmissionAnswer;
import io.releaseconductor.deployment.AdmissionOutcome;
import io.releaseconductor.deployment.AdmissionOverride;
import io.releaseconductor.deployment.AdmissionRules;
import io.releaseconductor.deployment.AdmissionState;
import io.releaseconductor.deployment.Decision;
import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.model.Actor;
import io.releaseconductor.model.Environment;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The pre-flight")
class AdmissionJsonTest {

    private static final Instant AT = Instant.parse("2023-11-12T00:10:00Z");

    private final DeploymentJson json = new DeploymentJson();

    private final Deployment without = aDeployment().initiated();

    private final Deployment asked = without.toBuilder()
            .request(without.request().toBuilder()
                    .admission(new AdmissionRules(List.of("ci", "incident"), Environment.PROD))
                    .build())
            .build();

    @Test
    @DisplayName("adds fields to what is asked for, and nothing where no rule holds")
    void what_is_asked_for() {
        String written = ",\"admission_rules\":[\"ci\",\"incident\"],\"after_env\":\"prod\"";

        assertThat(json.write(asked)).contains(written);
        assertThat(json.write(asked).replace(written, "")).isEqualTo(json.write(without));
        assertThat(json.read(json.write(asked))).isEqualTo(asked);
        assertThat(json.read(json.write(without)).request().admission()).isEqualTo(AdmissionRules.NONE);
        assertThat(json.read(json.write(without)).admission()).isNull();
    }

    @Test
    @DisplayName("says how far it has come, what each rule said, and who overrode it")
    void how_far_it_has_come() {
        AdmissionState begun = new AdmissionState(AT, null, List.of(), null, List.of());
        AdmissionState answered = begun.answered(
                List.of(
                        new AdmissionAnswer("ci", new AdmissionOutcome.No("2 of 14 failed")),
                        new AdmissionAnswer("incident", new AdmissionOutcome.Unknown("no answer")),
                        new AdmissionAnswer("error-budget", new AdmissionOutcome.NotYet("spent until noon")),
                        new AdmissionAnswer("order", new AdmissionOutcome.Yes("prod has promoted it"))),
                AT.plusMillis(900));
        Decision decision = new Decision(Actor.person("2", "Grace"), AT.plusSeconds(60));
        AdmissionState overridden = answered.overridden(decision, "hotfix");

        assertThat(overridden.admits()).isTrue();
        assertThat(overridden.overrides())
                .containsExactly(new AdmissionOverride(decision, "hotfix", List.of("ci", "incident", "error-budget")));
        for (AdmissionState state : List.of(begun, answered, overridden)) {
            Deployment d = asked.toBuilder().admission(state).build();
            assertThat(json.read(json.write(d))).isEqualTo(d);
        }
        assertThat(json.write(asked.toBuilder().admission(answered).build()))
                .contains("\"answers\":[{\"rule\":\"ci\",\"says\":\"no\",\"detail\":\"2 of 14 failed\"},");
    }

    @Test
    @DisplayName("that contradicts itself is a corrupt record, which names the field")
    void contradictions() {
        String written = json.write(asked.toBuilder()
                .admission(new AdmissionState(AT, AT, List.of(), AT, List.of()))
                .build());

        assertThatExceptionOfType(CorruptRecordException.class)
                .isThrownBy(() -> json.read(written.replace(",\"asked_at\":\"2023-11-12T00:10:00Z\"", "")))
                .withMessageContaining("asked_at");
        assertThatExceptionOfType(CorruptRecordException.class)
                .isThrownBy(() -> json.read(written.replace("\"incident\"", "\"Incident\"")))
                .withMessageContaining("admission_rules");
        assertThatExceptionOfType(CorruptRecordException.class)
                .isThrownBy(() -> json.read(written.replace("\"after_env\":\"prod\"", "\"after_env\":\"staging\"")))
                .withMessageContaining("after_env");
    }
}
