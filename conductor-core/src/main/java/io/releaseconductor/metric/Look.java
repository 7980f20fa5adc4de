package io.releaseconductor.metric;

import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * What was counted in one span of time, on all sides. A span in which nothing was counted is silence, and no evidence.
 *
 * @param from when the span begins; it belongs to the span
 * @param to when the span ends; it no longer belongs to it
 * @param canary what the canary did
 * @param stable what it is compared with, one for each reference of the evidence: none against a fixed limit, one for a stable
 *     side that runs beside it, several for times before (the hour before, yesterday, last week)
 */
public record Look(Instant from, Instant to, Counts canary, List<Counts> stable) {

    /**
     * Validates.
     *
     * @throws IllegalArgumentException if the span does not end after it begins
     */
    public Look {
        Objects.requireNonNull(from, "from");
        Objects.requireNonNull(to, "to");
        Objects.requireNonNull(canary, "canary");
        stable = List.copyOf(stable);
        if (!to.isAfter(from)) {
            throw new IllegalArgumentException("to: " + to + " is not allowed; allowed: after " + from);
        }
    }

    /**
     * A look at a canary beside a stable side.
     *
     * @param from when the span begins
     * @param to when it ends
     * @param canary what the canary did
     * @param stable what the stable side did meanwhile
     * @return the look
     * @throws IllegalArgumentException if the span does not end after it begins
     */
    public static Look beside(Instant from, Instant to, Counts canary, Counts stable) {
        return new Look(from, to, canary, List.of(stable));
    }

    /**
     * A look at something that is held against a limit.
     *
     * @param from when the span begins
     * @param to when it ends
     * @param counts what was counted
     * @return the look
     * @throws IllegalArgumentException if the span does not end after it begins
     */
    public static Look alone(Instant from, Instant to, Counts counts) {
        return new Look(from, to, counts, List.of());
    }
}
