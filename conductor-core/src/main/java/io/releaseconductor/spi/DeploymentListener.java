package io.releaseconductor.spi;

import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.deployment.DeploymentEvent;
import org.jspecify.annotations.Nullable;

/**
 * Is told every change that this node saved, best effort: for metrics and logs, never for anything that has to happen.
 * Called on the thread that saved the change, after it was saved; must be quick and thread-safe. One that throws is logged
 * and hurts nobody.
 */
@FunctionalInterface
public interface DeploymentListener {

    /**
     * A change was saved.
     *
     * @param before the deployment before; null if it was created
     * @param event what happened; null if it was created
     * @param after the deployment as saved
     */
    void changed(@Nullable Deployment before, @Nullable DeploymentEvent event, Deployment after);
}
