package io.releaseconductor.testkit;

import static io.releaseconductor.testkit.Deployments.aDeployment;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.releaseconductor.deployment.Alert;
import io.releaseconductor.deployment.AlertKind;
import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.spi.AlertSink;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@DisplayName("The recording alert sink")
class RecordingAlertsTest {

    @Test
    @DisplayName("fails as often as it is told to, and records what it took")
    void fails_as_told() throws Exception {
        RecordingAlerts alerts = new RecordingAlerts();
        Deployment failed = aDeployment().failed();
        Alert alert = failed.alerts().get(0);
        alerts.failNext(1);

        assertThatThrownBy(() -> alerts.send(alert, failed)).isInstanceOf(IOException.class);
        alerts.send(alert, failed);
        assertThat(alerts.sent()).containsExactly(alert);
        assertThat(alerts.kinds()).containsExactly(AlertKind.DEPLOYMENT_FAILED);
    }

    @Nested
    @DisplayName("under the contract")
    class UnderTheContract extends AlertSinkContract {

        @Override
        protected AlertHarness openSink(Clock clock) {
            RecordingAlerts alerts = new RecordingAlerts();
            return new AlertHarness() {
                @Override
                public AlertSink sink() {
                    return alerts;
                }

                @Override
                public List<String> arrived() {
                    return alerts.sent().stream().map(Alert::message).toList();
                }

                @Override
                public void goDown() {
                    alerts.goDown();
                }

                @Override
                public void comeUp() {
                    alerts.comeUp();
                }
            };
        }
    }
}
