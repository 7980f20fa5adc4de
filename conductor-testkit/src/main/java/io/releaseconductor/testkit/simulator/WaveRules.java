package io.releaseconductor.testkit.simulator;

import io.releaseconductor.deployment.Action;
import io.releaseconductor.deployment.AlertKind;
import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.deployment.DeploymentStatus;
import io.releaseconductor.deployment.Observation;
import io.releaseconductor.deployment.Rollback;
import io.releaseconductor.deployment.VerificationState;
import io.releaseconductor.model.Bake;
import io.releaseconductor.model.DeployId;
import io.releaseconductor.model.Gate;
import io.releaseconductor.model.RolloutPlan;
import io.releaseconductor.model.Wave;
import io.releaseconductor.policy.ReleasePolicy;
import io.releaseconductor.policy.RuleResult;
import io.releaseconductor.policy.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * That a rollout reaches further only through its gates: one at a time, each opened by a click on it, or by the policy where that may,
 * and after a run that did its work; and that it goes as it was shipped.
 */
final class WaveRules {

    private final Ci ci;
    private final Consumer<String> violations;

    /** What had fired when a person opened a gate, as the record said then. */
    private final Map<DeployId, Set<String>> accepted = new HashMap<>();

    /** Who clicked on which gate and for what, of what was written for a click that was permitted. */
    private final Map<String, Set<String>> clicked = new HashMap<>();

    WaveRules(Ci ci, Consumer<String> violations) {
        this.ci = ci;
        this.violations = violations;
    }

    private void require(boolean holds, String rule) {
        if (!holds) {
            violations.accept(rule);
        }
    }

    static boolean opensAGate(Deployment before, Deployment after) {
        boolean promoted = before.status() != DeploymentStatus.PROMOTED && after.status() == DeploymentStatus.PROMOTED;
        return after.wave() > before.wave() || promoted;
    }

    void written(String id, Deployment before, Deployment after, Task task, long now) {
        require(
                after.request().plan().equals(before.request().plan())
                        && Objects.equals(
                                after.request().policy(), before.request().policy()),
                id + "rule 11: its plan or policy changes under way");
        boolean fully = task.click != null && task.click.action() == Action.FULLY;
        require(
                after.wave() == before.wave() || after.wave() == before.wave() + 1 || (fully && after.inLastWave()),
                id + "rule 11: goes from wave " + before.wave() + " to wave " + after.wave());
        if (opensAGate(before, after)) {
            opened(id, before, task.click, now);
            if (fully) {
                openedFully(id, before, after, Objects.requireNonNull(task.click));
            }
        }
        if (!sight(before).equals(sight(after))) {
            clicked.remove(gate(before, Action.PROMOTE));
            clicked.remove(gate(before, Action.FULLY));
        }
        if (task.click != null) {
            clicked(before, task);
        }
        rounds(id, before, after, now);
        fired(id, before, after);
        Rollback rollback = after.rollback();
        if (rollback != null
                && !rollback.equals(before.rollback())
                && rollback.decision().by().isPolicy()) {
            byPolicy(id, after, rollback);
        }
    }

    private void opened(String id, Deployment before, @Nullable Click click, long now) {
        int gate = before.wave();
        Wave wave = before.currentWave();
        require(
                ci.runs().stream()
                        .anyMatch(run -> run.intent.deployment().equals(before.id())
                                && run.intent.attempt().wave() == gate
                                && !run.refused
                                && run.hasBegun(Long.MAX_VALUE / 2)),
                id + "rule 11: gate " + gate + " opens, and no run of its wave ever did anything");
        if (click != null) {
            boolean fully = click.action() == Action.FULLY;
            require(
                    (fully || click.action() == Action.PROMOTE) && click.gate() == gate,
                    id + "rule 11: gate " + gate + " opens for a click on gate " + click.gate());
            require(
                    fully || isLookedAt(before, now),
                    id + "rule 10: gate " + gate + " opens, and its wave was not looked at to the end");
            if (!fully && wave.gate() instanceof Gate.Approvals approvals) {
                approved(id, before, approvals, click);
            }
            VerificationState seen = before.verification();
            if (seen != null && seen.verdict() != null) {
                accepted.computeIfAbsent(before.id(), d -> new HashSet<>())
                        .addAll(seen.verdict().fired().stream()
                                .map(RuleResult::rule)
                                .toList());
            }
            return;
        }
        boolean unseen = wave.bake() instanceof Bake.None;
        require(
                unseen || isLookedAt(before, now),
                id + "rule 10: gate " + gate + " opens by itself, and its wave was not looked at to the end");
        ReleasePolicy policy = before.request().policy();
        boolean one = wave.gate() instanceof Gate.Approvals approvals && approvals.isOfOne();
        boolean may = wave.gate() instanceof Gate.Open || (one && policy != null && policy.autoPromote());
        require(unseen || may, id + "rule 11: gate " + gate + " opens by itself, and nobody approved");
        require(
                unseen || (!before.isHeld() && before.rollbackWish() == null),
                id + "rule 11: gate " + gate + " opens by itself, and a person holds it or wants it rolled back");
    }

    /** The looks at the wave that began last are there, and its bake has taken as long as it has to. */
    private static boolean isLookedAt(Deployment d, long now) {
        VerificationState state = d.currentProgress().verification();
        return state != null
                && state.result() != null
                && d.status() == DeploymentStatus.VERIFIED
                && (isGivenUp(d)
                        || !(d.currentWave().bake() instanceof Bake.Rounds bake)
                        || now >= Moments.of(bake.endOfLeast(state.startedAt())) - World.SKEW);
    }

    /** Nobody came to look at it any more, and a person was asked. */
    private static boolean isGivenUp(Deployment d) {
        return d.alerts().stream().anyMatch(alert -> alert.kind() == AlertKind.NOT_VERIFIED);
    }

    /** Something of the wave was seen, it is the last one that begins, and each gate that is passed had the people that it takes. */
    private void openedFully(String id, Deployment before, Deployment after, Click click) {
        RolloutPlan plan = before.request().plan();
        VerificationState seen = before.currentProgress().verification();
        require(
                after.inLastWave() && !before.inLastWave() && after.status() == DeploymentStatus.PROMOTING,
                id + "rule 11: promoted fully from wave " + before.wave() + ", and goes to wave " + after.wave());
        require(
                seen != null && seen.result() != null,
                id + "rule 10: promoted fully from wave " + before.wave() + ", of which nothing was seen");
        for (int gate = before.wave(); !plan.isLast(gate); gate++) {
            if (plan.wave(gate).gate() instanceof Gate.Approvals approvals) {
                approved(id, before, approvals, click);
            }
        }
    }

    /** So many people as it takes have clicked on this gate, each for themselves, since the checks came out as they do. */
    private void approved(String id, Deployment before, Gate.Approvals gate, Click click) {
        Set<String> who = new HashSet<>(clicked.getOrDefault(gate(before, click.action()), Set.of()));
        who.add(click.actor().id());
        if (!gate.initiatorCounts()) {
            who.remove(before.request().initiatedBy().id());
        }
        require(
                who.size() >= gate.count(),
                id + "rule 11: gate " + before.wave() + " opens for " + who.size() + " people, and takes "
                        + gate.count());
    }

    /** Somebody clicks on a gate, and was permitted to, whatever comes of it. */
    private void clicked(Deployment before, Task task) {
        Click click = Objects.requireNonNull(task.click);
        if (click.gate() == before.wave() && isPermitted(before, task, click)) {
            clicked.computeIfAbsent(gate(before, click.action()), gate -> new HashSet<>())
                    .add(click.actor().id());
        }
    }

    private static boolean isPermitted(Deployment d, Task task, Click click) {
        return Stream.of(click.action(), Action.PROMOTE)
                .allMatch(
                        action -> task.permits.contains(new Permit(click.actor().id(), action, d.environment())));
    }

    /** A person who went on in spite of what had fired is not overruled for that. */
    private void byPolicy(String id, Deployment after, Rollback rollback) {
        Set<String> known = accepted.getOrDefault(after.id(), Set.of());
        Set<String> reasons =
                Arrays.stream(String.valueOf(rollback.reason()).split(", ")).collect(Collectors.toSet());
        require(
                known.isEmpty() || !known.containsAll(reasons),
                id + "rule 5: the policy rolls back for " + reasons + ", which a person had accepted");
    }

    private static String gate(Deployment d, Action action) {
        return d.id() + "/" + d.wave() + "/" + action.wireName();
    }

    /** What whoever opens a gate sees of it. */
    private static Set<String> sight(Deployment d) {
        VerificationState seen = d.verification();
        Verdict verdict = seen == null ? null : seen.verdict();
        Set<String> sight = new HashSet<>();
        if (verdict != null) {
            sight.add(verdict.recommendation().name());
            verdict.fired().forEach(rule -> sight.add("fired " + rule.rule()));
            verdict.notMet().forEach(rule -> sight.add("not met " + rule.rule()));
        }
        return sight;
    }

    /** Each round is counted once, after the warm-up, when it is due, and what was missed is a gap. */
    private void rounds(String id, Deployment before, Deployment after, long now) {
        VerificationState state = after.currentProgress().verification();
        Observation seen = state == null ? null : state.observation();
        Observation earlier =
                before.wave() == after.wave() && before.currentProgress().verification() != null
                        ? before.currentProgress().verification().observation()
                        : null;
        if (state == null
                || seen == null
                || seen.equals(earlier)
                || !(after.currentWave().bake() instanceof Bake.Rounds bake)) {
            return;
        }
        Instant first = state.startedAt().plus(bake.warmUp());
        long steps =
                seen.rounds() == 0 ? 0 : Duration.between(first, seen.upTo()).dividedBy(bake.every()) + 1;
        require(
                seen.rounds() == 0 || !seen.upTo().isBefore(first),
                id + "rule 10: a round before the end of the warm-up is counted");
        require(
                seen.rounds() == 0 || Moments.of(seen.upTo()) <= now + World.SKEW,
                id + "rule 10: rounds are counted up to " + Moments.text(Moments.of(seen.upTo()))
                        + ", which is to come");
        boolean fires = state.verdict() != null && !state.verdict().fired().isEmpty();
        boolean ill = seen.checks().stream().anyMatch(check -> check.rounds().bad() > 1)
                || (seen.counting() != null && seen.counting().hasBegun());
        require(!fires || ill, id + "rule 10: a rule fires, and nothing failed in more than one round");
        require(
                earlier == null || seen.rounds() <= earlier.rounds() + 1,
                id + "rule 10: " + seen.rounds() + " rounds after " + (earlier == null ? 0 : earlier.rounds()));
        require(
                seen.gaps() >= steps - seen.rounds(),
                id + "rule 10: " + steps + " rounds were due, " + seen.rounds() + " are counted, and only "
                        + seen.gaps() + " are gaps");
    }

    /** What fires and nobody has accepted is rolled back, where the policy does that and nobody holds it. */
    private void fired(String id, Deployment before, Deployment after) {
        VerificationState state = after.currentProgress().verification();
        ReleasePolicy policy = after.request().policy();
        boolean looked = before.status() == DeploymentStatus.VERIFYING && after.status() == DeploymentStatus.VERIFIED;
        if (!looked || state == null || state.verdict() == null || policy == null || !policy.autoRollback()) {
            return;
        }
        Set<String> news =
                state.verdict().fired().stream().map(RuleResult::rule).collect(Collectors.toSet());
        news.removeAll(accepted.getOrDefault(after.id(), Set.of()));
        boolean possible = after.alerts().stream().noneMatch(alert -> alert.kind() == AlertKind.ROLLBACK_IMPOSSIBLE);
        require(
                news.isEmpty() || after.isHeld() || !possible,
                id + "rule 5: " + news + " fires, which nobody has accepted, and nothing is rolled back");
    }
}
