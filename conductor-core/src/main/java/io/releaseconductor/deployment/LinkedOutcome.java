package io.releaseconductor.deployment;

import io.releaseconductor.model.DeployId;
import java.util.Objects;

/** What came of shipping to the linked environment. */
public sealed interface LinkedOutcome {

    /**
     * The deployment exists.
     *
     * @param deployment its id
     */
    record Shipped(DeployId deployment) implements LinkedOutcome {
        /** Requires the id. */
        public Shipped {
            Objects.requireNonNull(deployment, "deployment");
        }
    }

    /**
     * It is not wanted any more, since another deployment was promoted before it was created.
     *
     * @param newer that deployment
     */
    record Dropped(DeployId newer) implements LinkedOutcome {
        /** Requires the id. */
        public Dropped {
            Objects.requireNonNull(newer, "newer");
        }
    }

    /**
     * It was not created, and is not queued.
     *
     * @param reason why, for people
     */
    record Blocked(String reason) implements LinkedOutcome {
        /** Requires the reason. */
        public Blocked {
            Objects.requireNonNull(reason, "reason");
        }
    }
}
