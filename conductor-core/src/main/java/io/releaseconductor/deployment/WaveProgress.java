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
 * @param fully who has approved that it goes straight from here to the last wave, in order; where it did, the last of them began that one
 */
public record WaveProgress(
        Decision begun,
        PhaseProgress phase,
        @Nullable VerificationState verification,
        List<Approval> approvals,
        List<Approval> fully) {

    /**
     * A wave that nobody has approved.
     *
     * @param begun who began it, and when
     * @param phase its run
     * @param verification the looks at it, or null
     */
    public WaveProgress(Decision begun, PhaseProgress phase, @Nullable VerificationState verification) {
        this(begun, phase, verification, List.of(), List.of());
    }

    /** Requires who began it and its run, and copies. */
    public WaveProgress {
        Objects.requireNonNull(begun, "begun");
        Objects.requireNonNull(phase, "phase");
        approvals = List.copyOf(approvals);
        fully = List.copyOf(fully);
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

    /** {@return which wave of the plan it is, from 1} */
    public int number() {
        return phase.attempt().wave();
    }

    /**
     * Whether it was left by going straight to the last wave.
     *
     * @param next the wave that began after it
     * @return whether those who approved that, and not its own gate, began the next one
     */
    public boolean isLeftFully(WaveProgress next) {
        return !fully.isEmpty() && fully.get(fully.size() - 1).decision().equals(next.begun());
    }

    /** {@return whether nobody was asked about its run, and nobody started it again: its deadlines count from its beginning} */
    boolean isUntouched() {
        return phase.startedAt().equals(begun.at());
    }

    WaveProgress with(PhaseProgress newPhase) {
        return new WaveProgress(begun, newPhase, verification, approvals, fully);
    }

    WaveProgress with(@Nullable VerificationState newVerification) {
        return new WaveProgress(begun, phase, newVerification, approvals, fully);
    }

    WaveProgress approved(List<Approval> newApprovals) {
        return new WaveProgress(begun, phase, verification, newApprovals, fully);
    }

    WaveProgress approvedFully(List<Approval> newApprovals) {
        return new WaveProgress(begun, phase, verification, approvals, newApprovals);
    }
}
