package io.releaseconductor.testkit;

import io.releaseconductor.deployment.Deployment;
import org.jspecify.annotations.Nullable;

/** AssertJ's entry point for the domain's values. Goes together with a static import of AssertJ's own. */
public final class ConductorAssertions {

    private ConductorAssertions() {}

    /**
     * Begins to say something about a deployment.
     *
     * @param actual the deployment
     * @return the assertions
     */
    public static DeploymentAssert assertThat(@Nullable Deployment actual) {
        return new DeploymentAssert(actual);
    }
}
