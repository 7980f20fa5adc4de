package io.releaseconductor.testkit;

import io.releaseconductor.model.Actor;

/** Where tests get deployments from: {@code aDeployment().to(PROD).verified()}. */
public final class Deployments {

    /** A person, who asks for deployments unless the test says otherwise. */
    public static final Actor ADA = Actor.person("1001", "Ada");

    /** Another person, who decides unless the test says otherwise. */
    public static final Actor GRACE = Actor.person("1002", "Grace");

    private Deployments() {}

    /**
     * Starts to describe a deployment: version {@code v2} over {@code v1}, of branch {@code main}, to staging, in full, asked
     * for by {@link #ADA} at {@link ManualClock#START}.
     *
     * @return the description, to be refined and then taken to a status
     */
    public static DeploymentFixture aDeployment() {
        return new DeploymentFixture();
    }
}
