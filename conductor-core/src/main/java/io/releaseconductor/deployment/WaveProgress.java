package io.releaseconductor.deployment;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How far one wave of a rollout has come.
 *
 * @param begun who began it, and when: who shipped the deployment, for the first wave; else who opened the gate before it
 * @param phase its run
 * @param verification the looks at it, or null before they began or where there are none
 * @param approvals who has approved what waits at its gate, in order; empty where one alone decides
 */
public record WaveProgress(
        Decision begun, PhaseProgress phase, @Nullable VerificationState verification, List<Approval> approvals) {

    /**
     * A wave that nobody has approved.
     *
     * @param begun who began it, and when
     * @param phase its run
     * @param verification the looks at it, or null
     */
    public WaveProgress(Decision begun, PhaseProgress phase, @Nullable VerificationState verification) {
        this(begun, phase, verification, List.of());
    }

    /** Requires who began it and its run, and copies. */
    public WaveProgress {
        Objects.requireNonNull(begun, "begun");
        Objects.requireNonNull(phase, "phase");
        approvals = List.copyOf(approvals);
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
        return new WaveProgress(begun, newPhase, verification, approvals);
    }

    WaveProgress with(@Nullable VerificationState newVerification) {
        return new WaveProgress(begun, phase, newVerification, approvals);
    }

    WaveProgress approved(List<Approval> newApprovals) {
        return new WaveProgress(begun, phase, verification, newApprovals);
    }
}
