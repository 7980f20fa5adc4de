package io.releaseconductor.deployment;

/** The only code that changes a deployment. */
public final class Lifecycle {

    private Lifecycle() {}

    /**
     * Applies an event.
     *
     * @param deployment the deployment as it stands
     * @param event what happened
     * @return the next deployment, or why there is none
     */
    public static LifecycleResult apply(Deployment deployment, DeploymentEvent event) {
        return new LifecycleResult.Refused("to be written");
    }
}
