package io.releaseconductor.testkit.simulator;

import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.deployment.DeploymentEvent;
import io.releaseconductor.spi.DeploymentListener;
import org.jspecify.annotations.Nullable;

/** A listener that misbehaves like all that is somebody else's. */
final class SimulatedListener implements DeploymentListener {

    private final Callees callees;

    SimulatedListener(Callees callees) {
        this.callees = callees;
    }

    @Override
    public void changed(@Nullable Deployment before, @Nullable DeploymentEvent event, Deployment after) {
        callees.call(Port.LISTENER, "listener", () -> "told");
    }
}
