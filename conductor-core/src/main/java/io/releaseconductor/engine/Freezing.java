package io.releaseconductor.engine;

import io.releaseconductor.deployment.Deployment;

/**
 * Copies into a record what it is decided and verified by, where an older version did not: with its first change, and never again, so
 * that no node's configuration changes a rollout under way.
 */
final class Freezing {

    private final EngineParts parts;

    Freezing(EngineParts parts) {
        this.parts = parts;
    }

    /** The deployment as it is once its record says so; as it stands, if it does, or if this node does not know either. */
    Deployment frozen(Deployment d) {
        ResolvedSettings settings = parts.environments().get(d.environment());
        if (d.request().policy() != null || settings == null) {
            return d;
        }
        return d.toBuilder()
                .request(d.request().toBuilder()
                        .frozen(settings.policy(), settings.checkIds())
                        .build())
                .build();
    }
}
