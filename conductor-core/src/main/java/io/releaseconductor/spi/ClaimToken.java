package io.releaseconductor.spi;

import io.releaseconductor.model.DeployId;
import java.util.Objects;

/**
 * The right to work on a deployment for a while.
 *
 * @param deployment which deployment
 * @param value the store's own mark, never given out twice
 */
public record ClaimToken(DeployId deployment, String value) {
    /** Requires both. */
    public ClaimToken {
        Objects.requireNonNull(deployment, "deployment");
        Objects.requireNonNull(value, "value");
    }
}
