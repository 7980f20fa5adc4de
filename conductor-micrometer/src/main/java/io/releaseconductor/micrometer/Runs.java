package io.releaseconductor.micrometer;

import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.deployment.PhaseProgress;
import io.releaseconductor.deployment.RunConclusion;
import io.releaseconductor.deployment.Stage;
import io.releaseconductor.model.Phase;
import java.time.Instant;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What the record tells of the runs of phases. */
final class Runs {

    private Runs() {}

    /** {@return the end of the phase's run, or null while it is not at its end} */
    static Stage.@Nullable Concluded end(PhaseProgress phase) {
        return phase.stage() instanceof Stage.Concluded concluded ? concluded : null;
    }

    /** {@return when nothing kept the phase from beginning any more; nothing ever keeps a rollback} */
    static Instant begin(Deployment d, PhaseProgress phase) {
        Instant since = phase.startedAt();
        Instant rested = phase.phase() == Phase.ROLL_BACK ? since : d.restedSince(since);
        Stage.Concluded end = end(phase);
        // only the last restraint is on record, and it may be one of a later wave
        return end != null && rested.isAfter(end.at()) ? since : rested;
    }

    /** {@return how the run ended, such as {@code timed_out}} */
    static String outcome(Stage.Concluded end) {
        RunConclusion conclusion = Objects.requireNonNull(end.run().conclusion(), "conclusion");
        return conclusion.name().toLowerCase(Locale.ROOT);
    }
}
