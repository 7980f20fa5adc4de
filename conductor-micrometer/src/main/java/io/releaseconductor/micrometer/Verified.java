package io.releaseconductor.micrometer;

import io.releaseconductor.check.Verification;
import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.deployment.DeploymentStatus;
import io.releaseconductor.deployment.VerificationState;
import io.releaseconductor.deployment.WaveProgress;
import io.releaseconductor.model.Phase;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A verification that is over.
 *
 * @param phase what was verified
 * @param from when it began
 * @param to when it was over
 * @param outcome what it came to
 */
record Verified(Phase phase, Instant from, Instant to, Outcome outcome) {

    /** What a verification came to. */
    enum Outcome {
        /** No trigger fired. */
        PASSED,
        /** A trigger fired. */
        FAILED,
        /** Nothing was found out, or it was stopped before anything was. */
        NO_DATA;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** {@return the verification that a change ended, or null if it ended none} */
    static @Nullable Verified of(Deployment before, Deployment after) {
        if (before.status() == DeploymentStatus.VERIFYING && after.status() != DeploymentStatus.VERIFYING) {
            WaveProgress wave = after.waves().get(before.waves().size() - 1);
            VerificationState state = wave.verification();
            return state == null
                    ? null
                    : new Verified(wave.phase().phase(), state.startedAt(), after.statusSince(), outcome(state));
        }
        VerificationState running = before.rollbackVerification();
        VerificationState state = after.rollbackVerification();
        if (running == null || state == null || !running.isRunning() || !after.settled()) {
            return null;
        }
        Outcome outcome = outcome(state);
        boolean stillFires = after.status() == DeploymentStatus.FAILED && outcome == Outcome.PASSED;
        return new Verified(
                Phase.ROLL_BACK, state.startedAt(), after.statusSince(), stillFires ? Outcome.FAILED : outcome);
    }

    static Outcome outcome(VerificationState state) {
        if (state.fires()) {
            return Outcome.FAILED;
        }
        Verification result = state.result();
        return result != null && result.hasData() ? Outcome.PASSED : Outcome.NO_DATA;
    }
}
