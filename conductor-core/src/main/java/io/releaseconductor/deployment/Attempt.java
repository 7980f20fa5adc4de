package io.releaseconductor.deployment;

import io.releaseconductor.model.Phase;
import io.releaseconductor.model.RolloutPlan;
import java.util.Objects;

/**
 * Names one try of one phase: at most one request is sent for it, and what comes of that belongs to it alone.
 *
 * @param phase what its run is for
 * @param wave which wave of the rollout plan, from 1: 1 for {@link Phase#DEPLOY}, 2 to {@value RolloutPlan#MOST_WAVES} for
 *     {@link Phase#PROMOTE}; 0 for {@link Phase#ROLL_BACK}, which is of no wave
 * @param number which try of that phase, from 1
 */
public record Attempt(Phase phase, int wave, int number) {

    /**
     * Validates.
     *
     * @throws IllegalArgumentException if the wave does not go with the phase, or the number is below 1
     */
    public Attempt {
        Objects.requireNonNull(phase, "phase");
        if (wave < firstWave(phase) || wave > lastWave(phase)) {
            throw new IllegalArgumentException("attempt: wave " + wave + " does not go with phase " + phase
                    + "; allowed: " + firstWave(phase) + " to " + lastWave(phase));
        }
        if (number < 1) {
            throw new IllegalArgumentException("attempt: number is " + number + "; allowed: 1 or more");
        }
    }

    /**
     * An attempt of the first phase of a kind: that of wave 1, of wave 2, or of the rollback.
     *
     * @param phase what its run is for
     * @param number which try, from 1
     * @return the attempt
     */
    public static Attempt of(Phase phase, int number) {
        return new Attempt(phase, firstWave(phase), number);
    }

    /**
     * An attempt of a wave.
     *
     * @param wave which wave, from 1
     * @param number which try, from 1
     * @return the attempt
     */
    public static Attempt ofWave(int wave, int number) {
        return new Attempt(wave == 1 ? Phase.DEPLOY : Phase.PROMOTE, wave, number);
    }

    private static int firstWave(Phase phase) {
        return switch (phase) {
            case DEPLOY -> 1;
            case PROMOTE -> 2;
            case ROLL_BACK -> 0;
        };
    }

    private static int lastWave(Phase phase) {
        return phase == Phase.PROMOTE ? RolloutPlan.MOST_WAVES : firstWave(phase);
    }

    /** {@return the next try of the same phase} */
    public Attempt next() {
        return new Attempt(phase, wave, number + 1);
    }

    /**
     * Whether it is a try of the same phase of the same wave.
     *
     * @param other another attempt
     * @return whether at most the number differs
     */
    public boolean isOfSamePhase(Attempt other) {
        return phase == other.phase && wave == other.wave;
    }

    /** {@return the name of its phase on the wire and in correlation keys: {@code deploy}, {@code promote}, {@code promote-3}, {@code rollback}} */
    public String phaseName() {
        return wave > 2 ? phase.wireName() + "-" + wave : phase.wireName();
    }

    /** {@return such as {@code promote/1} or {@code promote-3/1}, the end of its correlation key} */
    @Override
    public String toString() {
        return phaseName() + "/" + number;
    }
}
