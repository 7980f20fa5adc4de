package io.releaseconductor.json;

import static io.releaseconductor.testkit.Deployments.aDeployment;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.deployment.WatchEnd;
import io.releaseconductor.deployment.WatchState;
import io.releaseconductor.model.DeployId;
import io.releaseconductor.model.Watch;
import io.releaseconductor.policy.RuleResult;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The watch over what was promoted")
class WatchJsonTest {

    private static final Instant AT = Instant.parse("2023-11-12T00:10:00Z");

    private final DeploymentJson json = new DeploymentJson();

    private final Deployment without = aDeployment().verified();

    private final Deployment asked = without.toBuilder()
            .request(without.request().toBuilder().watch(Watch.DEFAULT).build())
            .build();

    private Deployment watched(WatchEnd end) {
        RuleResult fired = new RuleResult("api_down", RuleResult.Outcome.FIRED, "503", "up");
        return asked.toBuilder()
                .watch(new WatchState(AT, AT.plusSeconds(60), 1, 0, null, List.of(fired), end))
                .build();
    }

    @Test
    @DisplayName("adds a field to what is asked for, and nothing where there is none")
    void what_is_asked_for() {
        String written = ",\"watch\":{\"length_ms\":900000,\"every_ms\":60000}";
        assertThat(json.write(asked)).contains(written);
        assertThat(json.write(asked).replace(written, "")).isEqualTo(json.write(without));
        assertThat(json.read(json.write(asked))).isEqualTo(asked);
        assertThat(json.read(json.write(without)).request().watch()).isEqualTo(Watch.OFF);
    }

    @Test
    @DisplayName("says how far it is, and how it ended")
    void how_far_it_is() {
        for (WatchEnd end : new WatchEnd[] {
            null,
            new WatchEnd(WatchEnd.Reason.DONE, AT, null),
            new WatchEnd(WatchEnd.Reason.NEWER, AT, new DeployId("ship-staging-1699747999"))
        }) {
            Deployment d = watched(end);
            assertThat(json.write(d)).contains("\"watching\":{").contains("\"fired\":[{\"rule\":\"api_down\"");
            assertThat(json.read(json.write(d))).isEqualTo(d);
        }
    }

    @Test
    @DisplayName("says how long it has to stand before it is shipped on, where that takes time")
    void soak() {
        Deployment soaks = without.toBuilder()
                .request(without.request().toBuilder()
                        .soak(Duration.ofMinutes(30))
                        .build())
                .build();
        String written = ",\"soak_ms\":1800000";
        assertThat(json.write(soaks)).contains(written);
        assertThat(json.write(soaks).replace(written, "")).isEqualTo(json.write(without));
        assertThat(json.read(json.write(soaks))).isEqualTo(soaks);
        refused(json.write(soaks).replace(":1800000", ":0"), "soak_ms is ");
        refused(json.write(soaks).replace(":1800000", ":86400001"), "soak_ms is ");
    }

    @Test
    @DisplayName("is refused where it makes no sense")
    void is_refused() {
        refused(json.write(asked).replace("\"length_ms\":900000", "\"length_ms\":9999"), "length_ms is ");
        refused(json.write(asked).replace("\"every_ms\":60000", "\"every_ms\":900001"), "every_ms is ");
        String ended = json.write(watched(new WatchEnd(WatchEnd.Reason.DONE, AT, null)));
        refused(ended.replace("\"reason\":\"done\"", "\"reason\":\"newer\""), "newer is missing");
        refused(ended.replace("\"up_to\":\"2023-11-12T00:11:00", "\"up_to\":\"2023-11-12T00:09:00"), "up_to is ");
    }

    private void refused(String record, String why) {
        assertThatExceptionOfType(CorruptRecordException.class)
                .isThrownBy(() -> json.read(record))
                .withMessageContaining(why);
    }
}
