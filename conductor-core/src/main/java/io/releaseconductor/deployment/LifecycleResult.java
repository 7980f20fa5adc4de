package io.releaseconductor.deployment;

import java.util.Objects;

/** What {@link Lifecycle} makes of an event. */
public sealed interface LifecycleResult {

    /**
     * The deployment moves on.
     *
     * @param next the next deployment, one revision up
     */
    record Moved(Deployment next) implements LifecycleResult {
        /** Requires the deployment. */
        public Moved {
            Objects.requireNonNull(next, "next");
        }
    }

    /**
     * The deployment stays as it is.
     *
     * @param reason why, for people
     */
    record Refused(String reason) implements LifecycleResult {
        /** Requires the reason. */
        public Refused {
            Objects.requireNonNull(reason, "reason");
        }
    }
}
