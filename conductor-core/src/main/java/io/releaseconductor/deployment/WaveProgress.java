package io.releaseconductor.deployment;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How far one wave of a rollout has come.
 *
 * @param begun who began it, and when: who shipped the deployment, for the first wave; else who opened the gate before it
 * @param phase its run
 * @param verification the looks at it, or null before they began or where there are none
 */
public record WaveProgress(
        Decision begun, PhaseProgress phase, @Nullable VerificationState verification) {

    /** Requires who began it and its run. */
    public WaveProgress {
        Objects.requireNonNull(begun, "begun");
        Objects.requireNonNull(phase, "phase");
    }

    /**
     * A wave at its beginning.
     *
     * @param number which, from 1
     * @param begun who begins it, and when
     * @return the wave, its run ready to be dispatched
     */
    public static WaveProgress begin(int number, Decision begun) {
        return new WaveProgress(begun, PhaseProgress.beginWave(number, begun.at()), null);
    }

    /** {@return whether nobody was asked about its run, and nobody started it again: its deadlines count from its beginning} */
    boolean isUntouched() {
        return phase.startedAt().equals(begun.at());
    }

    WaveProgress with(PhaseProgress newPhase) {
        return new WaveProgress(begun, newPhase, verification);
    }

    WaveProgress with(@Nullable VerificationState newVerification) {
        return new WaveProgress(begun, phase, newVerification);
    }
}
