package io.releaseconductor.stats;

import io.releaseconductor.deployment.DeploymentStatus;
import java.util.Locale;

/** What became of a deployment, as far as it has come. */
public enum Outcome {
    /** It was promoted, and stands. */
    PROMOTED,
    /** It was rolled back, before or after it was promoted. */
    ROLLED_BACK,
    /** It, or its rollback, failed. */
    FAILED,
    /** Nobody decided in time. */
    EXPIRED,
    /** It was stopped before anything took effect. */
    CANCELLED,
    /** It is not settled yet. */
    UNDER_WAY;

    /** {@return its name in exports, such as {@code rolled_back}} */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether it ran its course: it is settled, and was not cancelled. */
    boolean ranItsCourse() {
        return this != UNDER_WAY && this != CANCELLED;
    }

    /**
     * What a status comes to.
     *
     * @param status the status
     * @return the outcome
     */
    public static Outcome of(DeploymentStatus status) {
        return switch (status) {
            case PROMOTED -> PROMOTED;
            case ROLLED_BACK -> ROLLED_BACK;
            case FAILED -> FAILED;
            case EXPIRED -> EXPIRED;
            case CANCELLED -> CANCELLED;
            case INITIATED, DEPLOYING, VERIFYING, VERIFIED, PROMOTING, ROLLING_BACK, NEEDS_ATTENTION -> UNDER_WAY;
        };
    }
}
