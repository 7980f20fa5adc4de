package io.releaseconductor.testkit;

import io.releaseconductor.spi.DeploymentListener;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;

@DisplayName("A listener that counts")
class DeploymentListenersTest extends DeploymentListenerContract {

    @Override
    protected DeploymentListener openListener() {
        AtomicInteger changes = new AtomicInteger();
        return (before, event, after) -> changes.incrementAndGet();
    }
}
