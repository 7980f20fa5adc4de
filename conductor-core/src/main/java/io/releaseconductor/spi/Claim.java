package io.releaseconductor.spi;

import io.releaseconductor.deployment.Deployment;
import java.util.Objects;

/**
 * A claimed deployment.
 *
 * @param token the right to work on it
 * @param deployment the deployment as it stood when it was claimed
 */
public record Claim(ClaimToken token, Deployment deployment) {
    /** Requires both. */
    public Claim {
        Objects.requireNonNull(token, "token");
        Objects.requireNonNull(deployment, "deployment");
    }
}
