package io.releaseconductor.benchmarks;

import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.model.Environment;
import io.releaseconductor.spi.CreateResult;
import io.releaseconductor.spi.StateStore;
import io.releaseconductor.testkit.Deployments;

/** Deployments to measure with. */
final class Made {

    private Made() {}

    /** {@return one that has been deployed and verified, as most of what is written is about this long} */
    static Deployment verified(String environment) {
        return Deployments.aDeployment().to(new Environment(environment)).verified();
    }

    /** Stores one. */
    static Deployment created(StateStore store, Deployment d) {
        Deployment first = d.withRevision(1);
        CreateResult result = store.create(first, "create " + d.id());
        if (!(result instanceof CreateResult.Created)) {
            throw new IllegalStateException(result.toString());
        }
        return first;
    }
}
