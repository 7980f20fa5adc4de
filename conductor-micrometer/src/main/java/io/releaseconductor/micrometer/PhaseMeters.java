package io.releaseconductor.micrometer;

import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.deployment.PhaseProgress;
import io.releaseconductor.deployment.Stage;
import io.releaseconductor.deployment.WaveProgress;
import java.time.Duration;
import java.util.stream.Stream;

/** How long dispatch and run of each phase take. */
final class PhaseMeters {

    private final Meters meters;

    PhaseMeters(Meters meters) {
        this.meters = meters;
    }

    void changed(Deployment before, Deployment after) {
        Stream.concat(after.waves().stream().map(WaveProgress::phase), Stream.ofNullable(after.rollbackPhase()))
                .forEach(phase -> {
                    Stage.Concluded end = Runs.end(phase);
                    if (end != null && !isKnown(before, phase)) {
                        ended(after, phase, end);
                    }
                });
    }

    /** Whether that run was at its end before. */
    private static boolean isKnown(Deployment before, PhaseProgress phase) {
        PhaseProgress earlier = before.progress(phase.attempt());
        return earlier != null && earlier.attempt().equals(phase.attempt()) && Runs.end(earlier) != null;
    }

    private void ended(Deployment d, PhaseProgress phase, Stage.Concluded end) {
        meters.time(
                Measure.PHASE_TIME,
                Duration.between(Runs.begin(d, phase), end.at()),
                d.environment().name(),
                d.request().strategy().wireName(),
                phase.phase().wireName(),
                Runs.outcome(end));
    }
}
