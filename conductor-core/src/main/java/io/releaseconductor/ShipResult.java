package io.releaseconductor;

import io.releaseconductor.deployment.Deployment;
import java.util.List;
import java.util.Objects;

/** What came of {@link Conductor#ship}. */
public sealed interface ShipResult {

    /**
     * The deployment is stored and under way.
     *
     * @param deployment the deployment as it was stored
     */
    record Shipped(Deployment deployment) implements ShipResult {}

    /**
     * Another deployment holds the environment's place.
     *
     * @param holder that deployment
     * @param reason who holds the place and since when, for people
     */
    record Taken(Deployment holder, String reason) implements ShipResult {}

    /**
     * A lock, the stop or a closed window keeps it from beginning. Nothing was stored.
     *
     * @param reason which, until when, and what to do, for people
     */
    record NotAdmitted(String reason) implements ShipResult {}

    /**
     * The actor may not ship there.
     *
     * @param reason why, for people
     */
    record Denied(String reason) implements ShipResult {}

    /**
     * This node does not work, or does not know enough to ship. Nothing was stored.
     *
     * @param reason why, and what to do, for people
     */
    record Unavailable(String reason) implements ShipResult {
        /** Requires the reason. */
        public Unavailable {
            Objects.requireNonNull(reason, "reason");
        }
    }

    /**
     * The request names what does not exist.
     *
     * @param problems what is wrong and what is allowed, for people
     */
    record Invalid(List<String> problems) implements ShipResult {
        /** Copies. */
        public Invalid {
            problems = List.copyOf(problems);
        }
    }
}
