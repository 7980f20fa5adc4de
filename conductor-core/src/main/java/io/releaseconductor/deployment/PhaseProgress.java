package io.releaseconductor.deployment;

import io.releaseconductor.model.Phase;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How far one phase of a deployment has come.
 *
 * @param attempt the current attempt
 * @param startedAt when the phase began, or was taken up again after a person was asked or started its run again; the deadlines
 *     of its dispatch and of the phase as a whole count from here
 * @param workedSince from when on its work counts: since its first intent after {@code startedAt}, moved on by as long as it was kept from
 *     another one and as its run waited for a reviewer; null before that intent, and where it is not recorded
 * @param stage how far the attempt has come
 */
public record PhaseProgress(
        Attempt attempt, Instant startedAt, @Nullable Instant workedSince, Stage stage) {

    /**
     * A phase whose work does not count yet, or is not recorded.
     *
     * @param attempt as for the record
     * @param startedAt as for the record
     * @param stage as for the record
     */
    public PhaseProgress(Attempt attempt, Instant startedAt, Stage stage) {
        this(attempt, startedAt, null, stage);
    }

    /** Requires all but since when its work counts. */
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
        return new PhaseProgress(attempt, startedAt, workedSince, newStage);
    }

    /**
     * The next attempt.
     *
     * @param newStartedAt from when the deadlines of the phase count; where that is another time than before, its work counts anew as well
     * @param newStage the stage of the new attempt
     * @return the changed progress
     */
    public PhaseProgress nextAttempt(Instant newStartedAt, Stage newStage) {
        Instant since = newStartedAt.equals(startedAt) ? workedSince : null;
        return new PhaseProgress(attempt.next(), newStartedAt, since, newStage);
    }

    PhaseProgress workedSince(Instant since) {
        return new PhaseProgress(attempt, startedAt, since, stage);
    }

    /** The time that its run has waited since it was looked at last is no work. */
    PhaseProgress withoutWait(Stage.Running before, Instant at) {
        boolean waits = before.run().status() == RunStatus.WAITING && at.isAfter(before.seenAt());
        return workedSince == null || !waits
                ? this
                : workedSince(workedSince.plus(Duration.between(before.seenAt(), at)));
    }

    /** {@return how long its work took; null before its run was at its end, and where that is not recorded} */
    @Nullable
    Duration worked() {
        return workedSince == null || !(stage instanceof Stage.Concluded concluded)
                ? null
                : Duration.between(workedSince, concluded.at());
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
