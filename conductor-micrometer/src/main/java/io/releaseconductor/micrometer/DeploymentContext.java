package io.releaseconductor.micrometer;

import io.micrometer.observation.Observation;
import java.time.Instant;
import java.util.Objects;

/**
 * An observation of what is over already: when it began and ended is on record, and not when it was observed. Handlers that time by a clock of
 * their own say nothing about it.
 */
public final class DeploymentContext extends Observation.Context {

    private final Instant startedAt;
    private final Instant endedAt;

    DeploymentContext(Instant startedAt, Instant endedAt) {
        this.startedAt = Objects.requireNonNull(startedAt, "startedAt");
        this.endedAt = Objects.requireNonNull(endedAt, "endedAt");
    }

    /** {@return when it began} */
    public Instant startedAt() {
        return startedAt;
    }

    /** {@return when it was over, not before it began} */
    public Instant endedAt() {
        return endedAt;
    }
}
