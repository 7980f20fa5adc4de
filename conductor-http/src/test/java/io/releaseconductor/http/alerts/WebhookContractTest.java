package io.releaseconductor.http.alerts;

import io.releaseconductor.testkit.AlertHarness;
import io.releaseconductor.testkit.AlertSinkContract;
import java.io.IOException;
import java.time.Clock;
import org.junit.jupiter.api.DisplayName;

@DisplayName("Alerts by webhook")
class WebhookContractTest extends AlertSinkContract {

    @Override
    protected AlertHarness openSink(Clock clock) throws IOException {
        return new WebhookHarness(clock);
    }
}
