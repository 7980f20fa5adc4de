package io.releaseconductor.deployment;

import io.releaseconductor.model.Phase;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * How far one phase of a deployment has come.
 *
 * @param phase which phase
 * @param startedAt when the phase began, or was taken up again after a person was asked or started its run again; the deadlines
 *     of its dispatch and of the phase as a whole count from here
 * @param attempt the current attempt, from 1
 * @param stage how far the attempt has come
 */
public record PhaseProgress(Phase phase, Instant startedAt, int attempt, Stage stage) {

    /**
     * Validates.
     *
     * @throws IllegalArgumentException if the attempt is below 1
     */
    public PhaseProgress {
        Objects.requireNonNull(phase, "phase");
        Objects.requireNonNull(startedAt, "startedAt");
        Objects.requireNonNull(stage, "stage");
        if (attempt < 1) {
            throw new IllegalArgumentException("phase " + phase + ": attempt is " + attempt + "; allowed: 1 or more");
        }
    }

    /**
     * A phase at its beginning.
     *
     * @param phase which phase
     * @param at when it begins
     * @return its first attempt, ready to be dispatched
     */
    public static PhaseProgress begin(Phase phase, Instant at) {
        return new PhaseProgress(phase, at, 1, new Stage.Ready(at, null));
    }

    /**
     * The same attempt at another stage.
     *
     * @param newStage the stage
     * @return the changed progress
     */
    public PhaseProgress at(Stage newStage) {
        return new PhaseProgress(phase, startedAt, attempt, newStage);
    }

    /**
     * The next attempt.
     *
     * @param newStartedAt from when the deadlines of the phase count
     * @param newStage the stage of the new attempt
     * @return the changed progress
     */
    public PhaseProgress nextAttempt(Instant newStartedAt, Stage newStage) {
        return new PhaseProgress(phase, newStartedAt, attempt + 1, newStage);
    }

    /** {@return the run of the current attempt as last seen, if one is known} */
    public Optional<WorkflowRun> run() {
        if (stage instanceof Stage.Running running) {
            return Optional.of(running.run());
        }
        return stage instanceof Stage.Concluded concluded ? Optional.of(concluded.run()) : Optional.empty();
    }
}
