package io.releaseconductor.deployment;

import io.releaseconductor.model.Phase;
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
 * @param number which time people were asked about the deployment, 1 to {@link #MAX_NUMBER}; 0 where that was not counted yet
 */
public record Attention(
        Phase phase, String reason, Instant since, List<RunCandidate> candidates, int reminders, int number) {

    /** The highest number; times beyond it share it. */
    public static final int MAX_NUMBER = 999;

    /**
     * Requires all and copies.
     *
     * @throws IllegalArgumentException if the number is not allowed
     */
    public Attention {
        if (number < 0 || number > MAX_NUMBER) {
            throw new IllegalArgumentException("attention: number is " + number + "; allowed: 0 to " + MAX_NUMBER);
        }
        Objects.requireNonNull(phase, "phase");
        Objects.requireNonNull(reason, "reason");
        Objects.requireNonNull(since, "since");
        candidates = List.copyOf(candidates);
    }

    /**
     * The first time that people are asked about a deployment.
     *
     * @param phase the phase in which it happened
     * @param reason what is not known, for people
     * @param since since when
     * @param candidates the runs to choose from
     * @param reminders how many reminders were planned so far
     */
    public Attention(Phase phase, String reason, Instant since, List<RunCandidate> candidates, int reminders) {
        this(phase, reason, since, candidates, reminders, 1);
    }

    /** {@return the number by which buttons name it} */
    public int named() {
        return Math.max(1, number);
    }

    /** {@return the same with one reminder more} */
    public Attention reminded() {
        return new Attention(phase, reason, since, candidates, reminders + 1, number);
    }
}
