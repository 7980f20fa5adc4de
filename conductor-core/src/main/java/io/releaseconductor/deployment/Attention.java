package io.releaseconductor.deployment;

import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * Why only a person can tell what happened, and between which runs they can choose.
 *
 * @param phase the phase in which it happened; the deployment returns to it
 * @param reason what is not known, for people
 * @param since since when
 * @param candidates the runs to choose from, frozen; their order is the order of the buttons
 * @param reminders how many reminders were planned so far
 */
public record Attention(Phase phase, String reason, Instant since, List<RunCandidate> candidates, int reminders) {
    /** Requires all and copies. */
    public Attention {
        Objects.requireNonNull(phase, "phase");
        Objects.requireNonNull(reason, "reason");
        Objects.requireNonNull(since, "since");
        candidates = List.copyOf(candidates);
    }

    /** {@return the same with one reminder more} */
    public Attention reminded() {
        return new Attention(phase, reason, since, candidates, reminders + 1);
    }
}
