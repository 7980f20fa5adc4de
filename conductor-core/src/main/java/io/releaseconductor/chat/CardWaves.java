package io.releaseconductor.chat;

import io.releaseconductor.deployment.AlertKind;
import io.releaseconductor.deployment.Approval;
import io.releaseconductor.deployment.Decision;
import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.deployment.DeploymentStatus;
import io.releaseconductor.deployment.Observation;
import io.releaseconductor.deployment.VerificationState;
import io.releaseconductor.deployment.WaveProgress;
import io.releaseconductor.model.Bake;
import io.releaseconductor.model.RolloutPlan;
import io.releaseconductor.model.Times;
import io.releaseconductor.model.Wave;
import io.releaseconductor.policy.Recommendation;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
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
        if (d.status() != DeploymentStatus.VERIFIED) {
            addApprovals(card, d);
        }
        for (int i = 1; i < d.waves().size(); i++) {
            WaveProgress before = d.waves().get(i - 1);
            WaveProgress wave = d.waves().get(i);
            boolean fully = before.isLeftFully(wave);
            decision(
                    card,
                    (fully ? "Promoted fully to " : "Promoted to ")
                            + plan.wave(wave.number()).reach().words() + " by",
                    wave.begun(),
                    fully ? before.fully() : before.approvals());
            card.field("Skipped", skipped(plan, before, wave));
        }
    }

    /** Who approved so far, and who is still needed. */
    static void addApprovals(CardBuilder card, Deployment d) {
        card.field("Approved", d.approvals()).field("Fully", d.fullyApprovals());
    }

    /** How far the waves between two would have reached; null where there are none. */
    private static @Nullable String skipped(RolloutPlan plan, WaveProgress before, WaveProgress wave) {
        return before.number() + 1 == wave.number()
                ? null
                : IntStream.range(before.number() + 1, wave.number())
                        .mapToObj(number -> plan.wave(number).reach().words())
                        .collect(Collectors.joining(", "));
    }

    /** Who opened a gate: all who approved, where it took several. */
    private static void decision(CardBuilder card, String name, Decision decision, List<Approval> approvals) {
        String others = approvals.stream()
                .map(approval -> approval.decision().by())
                .filter(by -> !by.equals(decision.by()))
                .map(by -> by.name() + ", ")
                .collect(Collectors.joining());
        card.decision(name, decision, others);
    }

    /** Who decided on the last wave of all, unless that is told already, and when that was. */
    static void addPromotion(CardBuilder card, Deployment d) {
        Instant promotedAt = d.promotedAt();
        Decision promotion = d.promotion();
        boolean told = !d.request().plan().isDefault() && (promotedAt == null || d.wave() > 1);
        if (promotion != null && !told) {
            decision(
                    card,
                    promotedAt == null ? "Promotion by" : "Promoted by",
                    promotion,
                    d.currentProgress().approvals());
        }
        boolean said = promotion != null && !told && promotion.at().equals(promotedAt);
        card.time("Promoted at", said ? null : promotedAt);
    }

    /** That what several people had to approve was approved of something else, while nobody has approved again. */
    static void addVoided(CardBuilder card, Deployment d) {
        boolean again = !d.currentProgress().approvals().isEmpty()
                || !d.currentProgress().fully().isEmpty();
        if (!again) {
            d.alerts().stream()
                    .filter(alert -> alert.kind() == AlertKind.APPROVAL_VOIDED)
                    .reduce((earlier, later) -> later)
                    .filter(alert -> !alert.raisedAt()
                            .isBefore(d.currentProgress().begun().at()))
                    .ifPresent(alert -> card.line("⚠️ " + alert.message()));
        }
    }

    /** Why a wave that bakes has not gone on by itself, in words that do not change with every round. */
    static void addWaiting(CardBuilder card, Deployment d, VerificationState state, boolean byPolicy) {
        Observation seen = state.observation();
        boolean asks = state.verdict() != null && state.verdict().recommendation() == Recommendation.ASK;
        if (!byPolicy || !asks || seen == null || !(d.currentWave().bake() instanceof Bake.Rounds bake)) {
            return;
        }
        if (seen.hasWideGaps()) {
            card.line("Does not go on by itself: more than a fifth of its rounds were missed or had no data");
        } else {
            card.line("Goes on by itself if all criteria are met in three rounds running"
                    + (CardMetrics.areCounted(state) ? " and all metrics are harmless" : "") + " before "
                    + Times.format(bake.endOfMost(state.startedAt()))
                    + "; later a person decides");
        }
    }

    /** How long a wave is looked at, in times that do not change with every round; returns whether it is looked at in rounds. */
    static boolean addBake(CardBuilder card, Deployment d, @Nullable VerificationState state, boolean byPolicy) {
        if (state == null || !(d.currentWave().bake() instanceof Bake.Rounds bake)) {
            return false;
        }
        String most = bake.atMost().equals(bake.atLeast())
                ? ""
                : "; goes on by itself until " + Times.format(bake.endOfMost(state.startedAt()));
        String after = byPolicy ? most : "; then a person decides";
        card.status("🔎 Baking until " + Times.format(bake.endOfLeast(state.startedAt())) + " at least")
                .line("Looked at every " + Times.format(bake.every()) + " from "
                        + Times.format(bake.firstRound(state.startedAt())) + " on" + after);
        return true;
    }

    /** How far the wave reaches that began last; all of the environment where the plan is the one that everybody knows. */
    static String reached(Deployment d) {
        return d.request().plan().isDefault()
                ? "all of " + d.environment().title()
                : d.currentWave().reach().words();
    }

    /** What is promoted to where the waves between are skipped. */
    static String promoteFully(Deployment d) {
        List<Wave> waves = d.request().plan().waves();
        String label = "Promote fully to " + waves.get(waves.size() - 1).reach().words();
        return d.passesAtOnce(waves.size()) ? CardWatch.consenting(label, d) : label;
    }

    /** What is promoted to: the next wave, where there is one and it is not the only one to come. */
    static String promote(Deployment d) {
        RolloutPlan plan = d.request().plan();
        return d.inLastWave()
                ? "Promote"
                : "Promote to " + plan.wave(d.wave() + 1).reach().words();
    }
}
