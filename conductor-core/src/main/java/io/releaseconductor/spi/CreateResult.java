package io.releaseconductor.spi;

import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.lock.Lock;

/** What came of {@link StateStore#create}. */
public sealed interface CreateResult {

    /**
     * Created, by this call or by an earlier one with the same operation id.
     *
     * @param deployment the deployment as it stands now
     */
    record Created(Deployment deployment) implements CreateResult {}

    /** Another deployment has that id already; try the next one. */
    record IdTaken() implements CreateResult {}

    /**
     * The environment has an unsettled deployment.
     *
     * @param holder that deployment
     */
    record EnvironmentTaken(Deployment holder) implements CreateResult {}

    /**
     * The environment is locked by another person, or everything is stopped. A place that is taken is told first.
     *
     * @param lock the lock
     */
    record Locked(Lock lock) implements CreateResult {}
}
