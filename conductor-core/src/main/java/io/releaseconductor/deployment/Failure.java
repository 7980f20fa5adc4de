package io.releaseconductor.deployment;

import io.releaseconductor.model.Phase;
import java.time.Instant;
import java.util.Objects;

/**
 * Why a deployment failed.
 *
 * @param phase the phase that failed
 * @param kind what failed
 * @param reason more, for people
 * @param at when
 */
public record Failure(Phase phase, Kind kind, String reason, Instant at) {

    /** What failed. */
    public enum Kind {
        /** The CI service refused to start the workflow, or could not be reached in time. */
        NOT_STARTED,
        /** The run failed, or was cancelled or timed out by others than a person through the conductor. */
        RUN,
        /** A person cancelled it when it was partly done, or when something of it may have taken effect before. */
        CANCELLED,
        /** After the rollback a rollback trigger still fires, or the checks could not be run. */
        NOT_VERIFIED,
        /** A person gave up finding out what happened. */
        GIVEN_UP
    }

    /** Requires all. */
    public Failure {
        Objects.requireNonNull(phase, "phase");
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(reason, "reason");
        Objects.requireNonNull(at, "at");
    }
}
