package io.releaseconductor.chat;

import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.deployment.VerificationState;
import io.releaseconductor.deployment.WaveProgress;
import io.releaseconductor.model.Bake;
import io.releaseconductor.model.RolloutPlan;
import io.releaseconductor.model.Times;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which wave of its rollout a deployment has come to, where the plan is not the one that everybody knows. */
final class CardWaves {

    private CardWaves() {}

    /** The strategy, and what it means here. */
    static String strategy(Deployment d) {
        String strategy = d.request().strategy().title();
        RolloutPlan plan = d.request().plan();
        return plan.isDefault() ? strategy : strategy + ": " + plan.describe();
    }

    /** Which wave, how far it reaches, and who let it begin. */
    static void add(CardBuilder card, Deployment d) {
        RolloutPlan plan = d.request().plan();
        if (plan.isDefault()) {
            return;
        }
        if (!d.settled()) {
            card.field(
                    "Wave",
                    d.wave() + " of " + plan.waves().size() + ": "
                            + d.currentWave().reach().words() + ", since "
                            + Times.format(d.currentProgress().begun().at()));
        }
        card.field("Approved", d.approvals());
        List<WaveProgress> waves = d.waves();
        for (int number = 2; number <= waves.size(); number++) {
            card.decision(
                    "Promoted to " + plan.wave(number).reach().words() + " by",
                    waves.get(number - 1).begun());
        }
    }

    /** How long a wave is looked at, in times that do not change with every round; returns whether it is looked at in rounds. */
    static boolean addBake(CardBuilder card, Deployment d, @Nullable VerificationState state) {
        if (state == null || !(d.currentWave().bake() instanceof Bake.Rounds bake)) {
            return false;
        }
        Instant begin = state.startedAt().plus(bake.warmUp());
        String most = bake.atMost().equals(bake.atLeast())
                ? ""
                : "; goes on by itself until " + Times.format(begin.plus(bake.atMost()));
        card.status("🔎 Baking until " + Times.format(begin.plus(bake.atLeast())) + " at least")
                .line("Looked at every " + Times.format(bake.every()) + " from " + Times.format(begin) + " on" + most);
        return true;
    }

    /** What is promoted to: the next wave, where there is one and it is not the only one to come. */
    static String promote(Deployment d) {
        RolloutPlan plan = d.request().plan();
        return plan.isDefault() || d.inLastWave()
                ? "Promote"
                : "Promote to " + plan.wave(d.wave() + 1).reach().words();
    }
}
