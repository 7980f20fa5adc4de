package io.releaseconductor.examples.demo.console;

import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.deployment.DeploymentStatus;
import io.releaseconductor.deployment.Observation;
import io.releaseconductor.deployment.VerificationState;
import io.releaseconductor.model.Bake;
import io.releaseconductor.model.Gate;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The gate of a wave that is still looked at in rounds, while its card has a button for it already.
 *
 * @param isAboutToOpen whether all is well, so that it may open by itself; else a person is waited for
 * @param nextRound when it is looked at again, or null where that is over
 */
record OpenGate(boolean isAboutToOpen, @Nullable Instant nextRound) {

    private static final OpenGate NONE = new OpenGate(false, null);

    static OpenGate of(Deployment d) {
        VerificationState state = d.status() == DeploymentStatus.VERIFIED ? d.verification() : null;
        Observation seen = state == null ? null : state.observation();
        if (state == null || seen == null || !(d.currentWave().bake() instanceof Bake.Rounds bake)) {
            return NONE;
        }
        boolean opens = d.currentWave().gate().equals(Gate.OPEN)
                && !d.isHeld()
                && seen.met() > 0
                && !seen.upTo().isAfter(bake.endOfMost(state.startedAt()));
        return new OpenGate(opens, seen.due(bake));
    }

    /** Whether at some time nothing else is due than the next round. */
    boolean isNextRound(@Nullable Instant dueAt) {
        return dueAt != null && dueAt.equals(nextRound);
    }
}
