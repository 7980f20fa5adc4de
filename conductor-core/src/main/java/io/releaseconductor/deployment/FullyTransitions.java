package io.releaseconductor.deployment;

import io.releaseconductor.model.Bake;
import io.releaseconductor.model.RolloutPlan;
import org.jspecify.annotations.Nullable;

/**
 * From a wave straight to the last one. Offered only where that says something that promoting does not: waves are skipped, or what is
 * left of a bake; and never before anything of the wave was seen.
 */
final class FullyTransitions {

    private FullyTransitions() {}

    static LifecycleResult promoteFully(Deployment d, DeploymentEvent.PromoteFully event) {
        String refusal = refusal(d, event.gate());
        return refusal == null
                ? ApprovalTransitions.approvedFully(d, d.request().plan().fully(d.wave()), event)
                : Change.refused(refusal);
    }

    /** Why a deployment cannot go straight to the last wave from a gate, whoever asks; null if it can. */
    static @Nullable String refusal(Deployment d, int gate) {
        if (d.status() != DeploymentStatus.VERIFYING && d.status() != DeploymentStatus.VERIFIED) {
            return Decisions.notPromotable(d);
        }
        if (gate != d.wave()) {
            return Decisions.anotherGate(d, gate);
        }
        RolloutPlan plan = d.request().plan();
        if (d.inLastWave()) {
            return "It is in its last wave, and nothing is left to skip: use Promote.";
        }
        if (plan.isByTarget()) {
            return "Its targets are reached one after the other, and none can be left out: use Promote.";
        }
        boolean bakes =
                d.status() == DeploymentStatus.VERIFYING && d.currentWave().bake() instanceof Bake.Rounds;
        if (plan.isLast(d.wave() + 1) && !bakes) {
            return plan.wave(d.wave() + 1).reach().words() + " comes next anyway: use Promote.";
        }
        VerificationState seen = d.currentProgress().verification();
        return seen == null || seen.isRunning() ? "Not yet: " + unseen(seen) + "." : null;
    }

    private static String unseen(@Nullable VerificationState state) {
        return state != null && state.observation() != null
                ? "its first round is still to come"
                : Decisions.checksDone(state);
    }
}
