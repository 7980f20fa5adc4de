package io.releaseconductor.spi;

import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.deployment.DeploymentEvent;
import org.jspecify.annotations.Nullable;

/**
 * Is told every change that this node saved, best effort: for metrics and logs, never for anything that has to happen.
 *
 * <p>Told on a thread that nobody waits for, after the change was saved: one change after the other, in the order in which this node
 * saved them; of two that were saved at the same moment by different threads, {@link Deployment#revision()} tells which was first. One
 * that throws anything is logged and counted, and hurts nobody. A call that takes longer than 10 seconds is interrupted and left
 * behind, and the next change is told on another thread, so that a listener that takes so long has to be thread-safe; once eight calls
 * did not end, no more are made until one of them ends. Up to 4,096 changes wait; what is beyond that is not told, logged and counted.
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
