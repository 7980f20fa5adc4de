package io.releaseconductor;

import io.releaseconductor.audit.AuditTrail;
import io.releaseconductor.model.DeployId;
import java.util.Objects;

/** What came of asking for a deployment's audit trail. */
public sealed interface AuditResult {

    /**
     * The trail.
     *
     * @param trail what is kept
     */
    record Done(AuditTrail trail) implements AuditResult {
        /** Requires the trail. */
        public Done {
            Objects.requireNonNull(trail, "trail");
        }
    }

    /**
     * Whoever asked may not see it.
     *
     * @param reason why, for people
     */
    record Denied(String reason) implements AuditResult {
        /** Requires the reason. */
        public Denied {
            Objects.requireNonNull(reason, "reason");
        }
    }

    /**
     * There is no such deployment, or not any more.
     *
     * @param id what was asked for
     */
    record NotFound(DeployId id) implements AuditResult {
        /** Requires the id. */
        public NotFound {
            Objects.requireNonNull(id, "id");
        }
    }
}
