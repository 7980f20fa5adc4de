package io.releaseconductor.spi;

import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.lock.Lock;
import io.releaseconductor.model.DeployId;

/** What came of {@link StateStore#compareAndSet}. */
public sealed interface SaveResult {

    /**
     * Written, by this call or by an earlier one with the same operation id.
     *
     * @param deployment what was written
     */
    record Saved(Deployment deployment) implements SaveResult {}

    /**
     * Somebody else wrote in between.
     *
     * @param current the deployment as it stands now
     */
    record Conflict(Deployment current) implements SaveResult {}

    /** The token is not that of the current claim any more. */
    record ClaimLost() implements SaveResult {}

    /**
     * The place cannot be taken again: another deployment holds it.
     *
     * @param holder that deployment
     */
    record PlaceTaken(Deployment holder) implements SaveResult {}

    /**
     * The place cannot be taken again: a deployment that was created later is promoted, or, where the policy rolls back, was created at all.
     *
     * @param by that deployment
     */
    record Superseded(DeployId by) implements SaveResult {}

    /**
     * Something would begin that a lock keeps from beginning.
     *
     * @param lock the lock
     */
    record Locked(Lock lock) implements SaveResult {}

    /** There is no such deployment. */
    record Missing() implements SaveResult {}
}
