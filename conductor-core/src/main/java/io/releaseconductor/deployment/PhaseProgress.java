package io.releaseconductor.deployment;

import io.releaseconductor.model.Phase;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * How far one phase of a deployment has come.
 *
 * @param attempt the current attempt
 * @param startedAt when the phase began, or was taken up again after a person was asked or started its run again; the deadlines
 *     of its dispatch and of the phase as a whole count from here
 * @param stage how far the attempt has come
 */
public record PhaseProgress(Attempt attempt, Instant startedAt, Stage stage) {

    /** Requires all. */
    public PhaseProgress {
        Objects.requireNonNull(attempt, "attempt");
        Objects.requireNonNull(startedAt, "startedAt");
        Objects.requireNonNull(stage, "stage");
    }

    /**
     * A phase at its beginning.
     *
     * @param phase which phase; the first one of its kind
     * @param at when it begins
     * @return its first attempt, ready to be dispatched
     */
    public static PhaseProgress begin(Phase phase, Instant at) {
        return new PhaseProgress(Attempt.of(phase, 1), at, new Stage.Ready(at, null));
    }

    /**
     * The phase of a wave at its beginning.
     *
     * @param wave which wave, from 1
     * @param at when it begins
     * @return its first attempt, ready to be dispatched
     */
    public static PhaseProgress beginWave(int wave, Instant at) {
        return new PhaseProgress(Attempt.ofWave(wave, 1), at, new Stage.Ready(at, null));
    }

    /** {@return what its run is for} */
    public Phase phase() {
        return attempt.phase();
    }

    /**
     * The same attempt at another stage.
     *
     * @param newStage the stage
     * @return the changed progress
     */
    public PhaseProgress at(Stage newStage) {
        return new PhaseProgress(attempt, startedAt, newStage);
    }

    /**
     * The next attempt.
     *
     * @param newStartedAt from when the deadlines of the phase count
     * @param newStage the stage of the new attempt
     * @return the changed progress
     */
    public PhaseProgress nextAttempt(Instant newStartedAt, Stage newStage) {
        return new PhaseProgress(attempt.next(), newStartedAt, newStage);
    }

    /** {@return the intent of the current attempt, while no run is known for it} */
    public Optional<DispatchIntent> intent() {
        if (stage instanceof Stage.Sending sending) {
            return Optional.of(sending.intent());
        }
        return stage instanceof Stage.Locating locating ? Optional.of(locating.intent()) : Optional.empty();
    }

    /** {@return the run of the current attempt as last seen, if one is known} */
    public Optional<WorkflowRun> run() {
        if (stage instanceof Stage.Running running) {
            return Optional.of(running.run());
        }
        return stage instanceof Stage.Concluded concluded ? Optional.of(concluded.run()) : Optional.empty();
    }
}
