package io.releaseconductor.testkit.simulator;

import io.releaseconductor.chat.CardRenderer;
import io.releaseconductor.deployment.Action;
import io.releaseconductor.deployment.AdmissionRules;
import io.releaseconductor.deployment.Alert;
import io.releaseconductor.deployment.AlertKind;
import io.releaseconductor.deployment.Attempt;
import io.releaseconductor.deployment.CardState;
import io.releaseconductor.deployment.Decision;
import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.deployment.DeploymentStatus;
import io.releaseconductor.deployment.DispatchIntent;
import io.releaseconductor.deployment.PhaseProgress;
import io.releaseconductor.deployment.Rollback;
import io.releaseconductor.deployment.Stage;
import io.releaseconductor.model.Actor;
import io.releaseconductor.model.DeployId;
import io.releaseconductor.model.Environment;
import io.releaseconductor.model.Phase;
import io.releaseconductor.spi.ClaimToken;
import io.releaseconductor.spi.StateStore;
import io.releaseconductor.window.DeploymentWindows;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The rules that hold always, checked against what the world itself noted: the writes that really happened, the runs that
 * really started, the messages and alerts that really arrived. What a conductor believes is never asked.
 */
final class Rules {

    private static final Set<DeploymentStatus> GOES_ON_AS_IF_NOTHING_WAS_ASKED = Set.of(
            DeploymentStatus.VERIFYING,
            DeploymentStatus.VERIFIED,
            DeploymentStatus.PROMOTED,
            DeploymentStatus.EXPIRED,
            DeploymentStatus.CANCELLED);

    /** Written down once more, so that a wrong table in the core is noticed. */
    private static final Map<DeploymentStatus, Set<DeploymentStatus>> LEAVES_TO = Map.ofEntries(
            Map.entry(
                    DeploymentStatus.INITIATED,
                    Set.of(
                            DeploymentStatus.DEPLOYING,
                            DeploymentStatus.FAILED,
                            DeploymentStatus.CANCELLED,
                            DeploymentStatus.NEEDS_ATTENTION)),
            Map.entry(
                    DeploymentStatus.DEPLOYING,
                    Set.of(
                            DeploymentStatus.VERIFYING,
                            DeploymentStatus.FAILED,
                            DeploymentStatus.CANCELLED,
                            DeploymentStatus.ROLLING_BACK,
                            DeploymentStatus.NEEDS_ATTENTION)),
            Map.entry(
                    DeploymentStatus.VERIFYING,
                    Set.of(DeploymentStatus.VERIFIED, DeploymentStatus.PROMOTING, DeploymentStatus.ROLLING_BACK)),
            Map.entry(
                    DeploymentStatus.VERIFIED,
                    Set.of(
                            DeploymentStatus.PROMOTING,
                            DeploymentStatus.PROMOTED,
                            DeploymentStatus.ROLLING_BACK,
                            DeploymentStatus.EXPIRED)),
            Map.entry(
                    DeploymentStatus.PROMOTING,
                    Set.of(
                            DeploymentStatus.VERIFYING,
                            DeploymentStatus.PROMOTED,
                            DeploymentStatus.ROLLING_BACK,
                            DeploymentStatus.FAILED,
                            DeploymentStatus.NEEDS_ATTENTION)),
            Map.entry(DeploymentStatus.PROMOTED, Set.of(DeploymentStatus.ROLLING_BACK)),
            Map.entry(
                    DeploymentStatus.ROLLING_BACK,
                    Set.of(DeploymentStatus.ROLLED_BACK, DeploymentStatus.FAILED, DeploymentStatus.NEEDS_ATTENTION)),
            Map.entry(DeploymentStatus.ROLLED_BACK, Set.of()),
            Map.entry(DeploymentStatus.FAILED, Set.of(DeploymentStatus.DEPLOYING, DeploymentStatus.ROLLING_BACK)),
            Map.entry(DeploymentStatus.CANCELLED, Set.of()),
            Map.entry(DeploymentStatus.EXPIRED, Set.of(DeploymentStatus.ROLLING_BACK)),
            Map.entry(
                    DeploymentStatus.NEEDS_ATTENTION,
                    Set.of(
                            DeploymentStatus.INITIATED,
                            DeploymentStatus.DEPLOYING,
                            DeploymentStatus.PROMOTING,
                            DeploymentStatus.ROLLING_BACK,
                            DeploymentStatus.FAILED,
                            DeploymentStatus.CANCELLED)));

    /** An answer that a node was given without anything going wrong with it since. */
    record Answered(Node node, long at) {}

    private final Ci ci;
    private final Chat chat;
    private final Records records;
    private final Map<String, Integer> alertsSent;
    private final List<String> violations = new ArrayList<>();
    private final Set<String> gaps = new LinkedHashSet<>();
    private final Map<String, Answered> started = new HashMap<>();
    private final Map<String, Integer> retries = new HashMap<>();
    private final Set<String> answeredByPeople = new HashSet<>();
    private final Set<String> sentAndNotSaved = new HashSet<>();
    private final Map<Port, Long> lastTrouble;
    final RunRules runRules;
    final VersionRules versionRules;
    final CheckRules checkRules;
    final BaselineRules baselineRules;
    final ChangeRules changeRules;
    private final WaveRules waveRules;
    private final CountingRules countingRules;
    private final HoldRules holdRules;
    private final ShadowRules shadowRules;
    final LockRules lockRules;
    private final SwitchRules switchRules;
    private final CallRules callRules;
    final UsualRules usualRules;
    private final WatchRules watchRules;
    final PreflightRules preflightRules;
    private final AuditRules auditRules;
    final AlertingRules alertingRules;

    Rules(
            Ci ci,
            Chat chat,
            Records records,
            Traffic traffic,
            Map<String, Integer> alertsSent,
            Map<Port, Long> lastTrouble,
            Function<Environment, DeploymentWindows> windows,
            Function<Environment, AdmissionRules> preflight,
            StateStore store) {
        this.ci = ci;
        this.chat = chat;
        this.records = records;
        this.alertsSent = alertsSent;
        this.lastTrouble = lastTrouble;
        this.runRules = new RunRules(ci, violations::add);
        this.versionRules = new VersionRules(ci, records, violations::add);
        this.baselineRules = new BaselineRules(ci, records, violations::add);
        this.changeRules = new ChangeRules(ci, records, violations::add);
        this.checkRules = new CheckRules(World.CHECKS, baselineRules::wasIll, violations::add);
        this.waveRules = new WaveRules(ci, violations::add);
        this.countingRules = new CountingRules(traffic, violations::add);
        this.holdRules = new HoldRules(violations::add);
        this.shadowRules = new ShadowRules(violations::add);
        this.lockRules = new LockRules(windows, violations::add);
        this.switchRules = new SwitchRules(ci, violations::add);
        this.callRules = new CallRules(violations::add);
        this.usualRules = new UsualRules(records, violations::add);
        this.watchRules = new WatchRules(records, violations::add);
        this.preflightRules = new PreflightRules(preflight, violations::add);
        this.auditRules = new AuditRules(store, violations::add);
        this.alertingRules = new AlertingRules(records, World.ALERT_RULES, lastTrouble, violations::add);
    }

    List<String> violations() {
        return List.copyOf(violations);
    }

    /** What went wrong only since a sender was frozen past the time at which it could still be noticed. */
    List<String> gaps() {
        return List.copyOf(gaps);
    }

    void violated(String rule) {
        violations.add(rule);
    }

    private void require(boolean holds, String rule) {
        if (!holds) {
            violations.add(rule);
        }
    }

    // ---- the store
    // ---------------------------------------------------------------------------------------------------

    void created(Deployment d, Task task, long now) {
        unbroken(d, () -> hold(d, task, now));
    }

    private void hold(Deployment d, Task task, long now) {
        long unsettled = records.all().stream()
                .map(Records.Entry::now)
                .filter(o -> o.environment().equals(d.environment()) && !o.settled())
                .count();
        require(unsettled == 1, "rule 3: " + unsettled + " unsettled deployments in " + d.environment());
        versionRules.created(d);
        usualRules.created(d);
        watchRules.created(d);
        preflightRules.created(d, task.permits, now);
        auditRules.created(d);
        DeployId parent = d.request().parent();
        Actor by = d.request().initiatedBy();
        if (parent != null) {
            long children = records.all().stream()
                    .filter(r -> parent.equals(r.now().request().parent()))
                    .count();
            require(children == 1, "rule 1: " + parent + " shipped to " + d.environment() + " " + children + " times");
            require(
                    children > 1 || wasPromoted(records.find(parent)),
                    "rule 2: " + d.id() + " was shipped on from " + parent + ", which was never promoted");
        }
        require(
                by.isPolicy() || task.permits.contains(new Permit(by.id(), Action.SHIP, d.environment())),
                "rule 4: " + d.id() + " was created for " + by.name() + ", who was not asked for permission or denied");
    }

    private static boolean wasPromoted(Records.@Nullable Entry record) {
        return record != null && record.writes.stream().anyMatch(w -> w.status() == DeploymentStatus.PROMOTED);
    }

    /** A node that lives, and that nothing kept from it, renews its claim while it works. */
    void claimed(Records.Entry record, long now) {
        Node claimant = record.claimant;
        if (record.claim != null && claimant != null && !claimant.isDead()) {
            // a claim may have been given late, with most of its time gone
            long calmSince = record.claimedAt - World.LEASE;
            boolean kept = claimant.disturbedUntil() < calmSince
                    && lastTrouble.getOrDefault(Port.STORE, Long.MIN_VALUE) < calmSince;
            require(
                    !kept,
                    "rule 1: " + record.now().id() + " is claimed anew at " + Moments.text(now) + " while " + claimant
                            + ", which nothing was wrong with, has not given it back");
        }
    }

    /** A rule that throws would be taken for the store's failure. */
    private void unbroken(Deployment d, Runnable rules) {
        try {
            rules.run();
        } catch (RuntimeException e) {
            violations.add(d.id() + " r" + d.revision() + ": a rule broke: " + e + " at " + e.getStackTrace()[0]);
        }
    }

    void written(
            Deployment before,
            Deployment after,
            @Nullable ClaimToken token,
            Records.Entry record,
            Task task,
            long now) {
        unbroken(after, () -> hold(before, after, token, record, task, now));
    }

    private void hold(
            Deployment before,
            Deployment after,
            @Nullable ClaimToken token,
            Records.Entry record,
            Task task,
            long now) {
        String id = after.id() + " r" + after.revision() + ": ";
        require(
                after.revision() == before.revision() + 1,
                id + "rule 2: written over r" + before.revision() + ", which its writer had not seen");
        require(
                token == null || token.equals(record.claim),
                id + "rule 2: written under a claim that is not the current one");
        statusMoves(id, before, after);
        decisions(id, before, after, task);
        cancelling(id, before, after, task);
        sending(id, before, after, token);
        settling(id, before, after, now);
        located(id, after, now);
        runRules.written(id, before, after, task);
        versionRules.written(id, before, after);
        checkRules.written(id, before, after, task.click == null);
        baselineRules.written(id, before, after);
        changeRules.written(id, before, after);
        waveRules.written(id, before, after, task, now);
        countingRules.written(id, before, after, now);
        holdRules.written(id, before, after, task);
        shadowRules.written(id, before, after);
        lockRules.written(id, before, after, task, isTriedAgain(after), now);
        switchRules.written(id, before, after);
        callRules.written(id, before, after, task);
        usualRules.written(id, before, after);
        watchRules.written(id, before, after, record);
        preflightRules.written(id, before, after, task, now);
        auditRules.written(id, before, after);
        alertingRules.written(id, before, after, record, now);
    }

    private void statusMoves(String id, Deployment before, Deployment after) {
        DeploymentStatus from = before.status();
        DeploymentStatus to = after.status();
        if (from == to) {
            return;
        }
        require(
                LEAVES_TO.getOrDefault(from, Set.of()).contains(to),
                id + "rule 2: " + from.wireName() + " does not leave to " + to.wireName());
        require(
                after.rollbackWish() == null || !GOES_ON_AS_IF_NOTHING_WAS_ASKED.contains(to),
                id + "rule 2: becomes " + to.wireName() + ", and the rollback that was asked for is forgotten");
        if (from.settled() || to.settled()) {
            long unsettled = records.all().stream()
                    .map(Records.Entry::now)
                    .filter(o ->
                            o.environment().equals(after.environment()) && !o.settled() && !o.id().equals(after.id()))
                    .count();
            require(
                    to.settled() || unsettled == 0,
                    id + "rule 3: takes the place again, which another deployment holds");
        }
        if (from == DeploymentStatus.FAILED && to == DeploymentStatus.DEPLOYING) {
            runRules.goesOn(id, before, records);
        }
        Rollback rollback = after.rollback();
        if (to == DeploymentStatus.ROLLING_BACK && from != DeploymentStatus.NEEDS_ATTENTION && rollback != null) {
            boolean policy = rollback.decision().by().isPolicy();
            require(
                    !policy || !from.settled() || before.watching() != null,
                    id + "rule 2: the policy rolls back what was settled as " + from.wireName());
            require(!policy || !after.isHeld(), id + "rule 5: the policy rolls back what a person holds");
        }
    }

    private void decisions(String id, Deployment before, Deployment after, Task task) {
        Decision promotion = after.promotion();
        if (promotion != null && !promotion.equals(before.promotion())) {
            require(
                    before.promotion() == null || WaveRules.opensAGate(before, after),
                    id + "rule 2: promoted twice, by "
                            + (before.promotion() == null
                                    ? ""
                                    : before.promotion().by().name()) + " and "
                            + promotion.by().name());
            require(
                    !promotion.by().isPolicy()
                            || (!before.isHeld() && before.cancelWish() == null && before.rollbackWish() == null),
                    id + "rule 5: the policy promotes what a person held, cancelled or wants rolled back");
            permitted(id, Action.PROMOTE, promotion.by(), after, task);
            if (task.click != null && task.click.action() == Action.FULLY) {
                permitted(id, Action.FULLY, promotion.by(), after, task);
            }
        }
        Rollback rollback = after.rollback();
        Rollback wish = after.rollbackWish();
        // how much there is to roll back and to what may turn out later, who wants it does not
        boolean decided = rollback != null
                && !isDecision(before.rollback(), rollback.decision())
                && !isDecision(before.rollbackWish(), rollback.decision());
        if (rollback != null && decided) {
            permitted(id, Action.ROLLBACK, rollback.decision().by(), after, task);
        }
        if (wish != null && !wish.equals(before.rollbackWish())) {
            permitted(id, Action.ROLLBACK, wish.decision().by(), after, task);
        }
        said(id, rollback);
        said(id, wish);
        Decision cancel = after.cancelWish();
        if (cancel != null && !cancel.equals(before.cancelWish())) {
            permitted(id, Action.CANCEL, cancel.by(), after, task);
        }
        after.holds().stream()
                .filter(hold -> !before.holds().contains(hold))
                .forEach(hold -> permitted(id, Action.HOLD, hold.by(), after, task));
        Decision lifted = after.lifted();
        if (lifted != null && !lifted.equals(before.lifted())) {
            permitted(id, Action.LIFT, lifted.by(), after, task);
        }
        attention(id, before, after, task);
    }

    /** What was asked of people is answered by people, or by what became known of the run after all. */
    private void attention(String id, Deployment before, Deployment after, Task task) {
        if (before.status() != DeploymentStatus.NEEDS_ATTENTION || after.status() == DeploymentStatus.NEEDS_ATTENTION) {
            return;
        }
        Click click = task.click;
        if (click == null) {
            Phase phase = Objects.requireNonNull(before.attention()).phase();
            PhaseProgress progress = Objects.requireNonNull(after.progress(phase));
            PhaseProgress earlier = Objects.requireNonNull(before.progress(phase));
            boolean nothingSent = progress.stage() instanceof Stage.Ready || after.settled() || rollsBack(after, phase);
            require(
                    (progress.run().isPresent() && progress.attempt().equals(earlier.attempt())) || nothingSent,
                    id + "rule 5: automation answered what was asked of a person");
        } else {
            permitted(id, click.action(), click.actor(), after, task);
            answeredByPeople.add(currentKey(before));
            if (click.action() == Action.RETRY) {
                retries.merge(
                        key(
                                after.id(),
                                Objects.requireNonNull(before.progress(Objects.requireNonNull(before.attention())
                                                .phase()))
                                        .attempt()),
                        1,
                        Integer::sum);
            }
        }
    }

    /** Nobody knows what an earlier attempt did: only a person can say that it was nothing. */
    private void cancelling(String id, Deployment before, Deployment after, Task task) {
        boolean cancelled = after.status() == DeploymentStatus.CANCELLED && before.status() != after.status();
        boolean said = before.status() == DeploymentStatus.NEEDS_ATTENTION && task.click != null;
        require(
                !cancelled || said || !isTriedAgain(after),
                id + "rule 2: becomes cancelled, though an earlier attempt may have taken effect");
    }

    private boolean isTriedAgain(Deployment d) {
        return retries.containsKey(key(d.id(), d.deployPhase().attempt()));
    }

    /** Why a person rolls back is recorded as they said it, whatever becomes of the rollback. */
    private void said(String id, @Nullable Rollback rollback) {
        Actor by = rollback == null ? Actor.POLICY : rollback.decision().by();
        require(
                rollback == null || by.isPolicy() || Click.reason(by).equals(rollback.reason()),
                id + "the rollback by " + by.name() + " is recorded for another reason than they gave");
    }

    private static boolean isDecision(@Nullable Rollback rollback, Decision decision) {
        return rollback != null && rollback.decision().equals(decision);
    }

    private static String currentKey(Deployment d) {
        Phase phase = d.currentPhase().orElseThrow();
        return d.id() + "/" + Objects.requireNonNull(d.progress(phase)).attempt();
    }

    private static boolean rollsBack(Deployment after, Phase phase) {
        return after.status() == DeploymentStatus.ROLLING_BACK && phase != Phase.ROLL_BACK;
    }

    private void permitted(String id, Action action, Actor by, Deployment d, Task task) {
        require(
                by.isPolicy() || task.permits.contains(new Permit(by.id(), action, d.environment())),
                id + "rule 4: " + action.wireName() + " by " + by.name()
                        + ", for which permission was not asked at the click, or denied");
    }

    private void sending(String id, Deployment before, Deployment after, @Nullable ClaimToken token) {
        for (Phase phase : Phase.values()) {
            PhaseProgress progress = after.progress(phase);
            if (progress != null
                    && progress.stage() instanceof Stage.Sending
                    && !progress.equals(before.progress(phase))) {
                require(token != null, id + "rule 1: an intent was saved without a claim");
            }
        }
    }

    /** Nothing is over while a run of it goes on, unless a person said that they give up. */
    private void settling(String id, Deployment before, Deployment after, long now) {
        if (before.settled() || !after.settled()) {
            return;
        }
        for (Ci.Run run : ci.runs()) {
            boolean goesOn = !run.isOver(now) && (run.attempt == 1 || isWatched(before, run));
            if (run.intent.deployment().equals(after.id()) && !run.refused && !run.deleted && goesOn) {
                if (isCurrent(after, run.intent) && !answeredByPeople.contains(run.intent.correlationKey())) {
                    violations.add(id + "rule 1: settled as " + after.status().wireName() + " while run " + run.id
                            + " of " + run.intent.correlationKey() + " goes on");
                }
            }
        }
    }

    private static boolean isWatched(Deployment d, Ci.Run run) {
        PhaseProgress progress = d.progress(run.intent.phase());
        return progress != null
                && progress.stage() instanceof Stage.Running running
                && running.run().id().equals(run.id)
                && running.run().runAttempt() == run.attempt;
    }

    private static boolean isCurrent(Deployment d, DispatchIntent intent) {
        PhaseProgress progress = d.progress(intent.phase());
        return progress != null && progress.attempt().equals(intent.attempt());
    }

    /** An outcome in hand is never thrown away: what was answered to a healthy node needs no looking for. */
    private void located(String id, Deployment after, long now) {
        PhaseProgress progress = after.currentPhase().map(after::progress).orElse(null);
        if (progress == null || !(progress.stage() instanceof Stage.Locating locating)) {
            return;
        }
        String key = locating.intent().correlationKey();
        Answered answered = started.get(key);
        if (answered != null && !answered.node().isDead() && undisturbed(answered) && now - answered.at() > 5_000) {
            violations.add(id + "rule 1: looks for the run of " + key + ", which node " + answered.node() + " was told "
                    + (now - answered.at()) + " ms ago");
        }
    }

    private boolean undisturbed(Answered answered) {
        return answered.node().disturbedUntil() < answered.at()
                && lastTrouble.getOrDefault(Port.STORE, -1L) < answered.at();
    }

    // ---- the CI service
    // ----------------------------------------------------------------------------------------------

    void runStarted(Ci.Run run) {
        DispatchIntent intent = run.intent;
        String key = intent.correlationKey();
        if (ci.requests(key) > 1) {
            found(run, "rule 1: " + ci.requests(key) + " requests for " + key);
        }
        Deployment now = records.now(intent.deployment()).orElse(null);
        if (now == null) {
            violations.add("rule 1: a run was started for " + intent.deployment() + ", which does not exist");
            return;
        }
        require(
                wasIntended(intent),
                "rule 1: run " + run.id + " of " + key + " was started before its intent was saved");
        switchRules.runStarted(intent, Objects.requireNonNull(records.find(intent.deployment())).writes);
        if (run.refused) {
            return;
        }
        List<Ci.Run> runs = ci.effective(intent.deployment(), intent.attempt());
        int allowed = 1 + retries.getOrDefault(key(intent.deployment(), intent.attempt()), 0);
        if (intent.phase() == Phase.ROLL_BACK) {
            allowed += rollbacks(intent.deployment()) - 1;
        }
        if (runs.size() > allowed) {
            found(
                    run,
                    "rule 1: " + runs.size() + " runs of the "
                            + intent.attempt().phaseName() + " phase of " + intent.deployment() + ", allowed "
                            + allowed);
        }
        if (run.late && runs.size() > 1) {
            gaps.add("rule 1: " + runs.size() + " runs of the "
                    + intent.attempt().phaseName() + " phase of " + intent.deployment()
                    + ", the last of them too late");
        }
        if (now.status() == DeploymentStatus.CANCELLED) {
            found(run, "rule 2: run " + run.id + " of " + key + " was started after it was cancelled");
        }
    }

    private boolean wasIntended(DispatchIntent intent) {
        Records.Entry record = records.find(intent.deployment());
        return record != null
                && record.writes.stream().anyMatch(w -> {
                    PhaseProgress progress = w.progress(intent.attempt());
                    return progress != null
                            && progress.attempt().equals(intent.attempt())
                            && progress.stage() instanceof Stage.Sending;
                });
    }

    private int rollbacks(DeployId id) {
        Records.Entry record = Objects.requireNonNull(records.find(id));
        int count = 0;
        for (int i = 1; i < record.writes.size(); i++) {
            DeploymentStatus from = record.writes.get(i - 1).status();
            if (from != DeploymentStatus.ROLLING_BACK
                    && from != DeploymentStatus.NEEDS_ATTENTION
                    && record.writes.get(i).status() == DeploymentStatus.ROLLING_BACK) {
                count++;
            }
        }
        // a person who was asked about another phase may lead to a rollback as well
        for (int i = 1; i < record.writes.size(); i++) {
            Deployment from = record.writes.get(i - 1);
            if (from.attention() != null
                    && from.attention().phase() != Phase.ROLL_BACK
                    && record.writes.get(i).status() == DeploymentStatus.ROLLING_BACK) {
                count++;
            }
        }
        return count;
    }

    /** A violation, unless a late request is all that it comes from. */
    private void found(Ci.Run run, String rule) {
        // a call that goes on for longer than calls may, or in a frozen process, can be kept from its effect by nobody
        boolean late = run.overdue
                || ci.effective(run.intent.deployment(), run.intent.attempt()).stream()
                        .anyMatch(r -> r.overdue);
        if (late) {
            gaps.add(rule);
        } else {
            violations.add(rule);
        }
    }

    void answered(DispatchIntent intent, Node node, long at) {
        started.put(intent.correlationKey(), new Answered(node, at));
    }

    private static String key(DeployId id, Attempt attempt) {
        return id + "/" + attempt.phaseName();
    }

    // ---- at the end
    // --------------------------------------------------------------------------------------------------

    /** A clean-up, or the history, has come to its end. */
    void audit(Records.Entry record) {
        unbroken(record.now(), () -> auditRules.stored(record.now().id(), record.forgotten));
    }

    void end(Records.Entry record, boolean faultless) {
        Deployment d = record.now();
        told(record);
        card(d);
        versionRules.end(d);
        runRules.end(d);
        inHand(d);
        for (Alert alert : d.alerts()) {
            int sent = alertsSent.getOrDefault(alert.id(), 0);
            require(sent > 0, "rule 7: alert " + alert.id() + " counts as sent and never arrived");
            require(
                    sent == 1 || !faultless || sentAndNotSaved.contains(alert.id()),
                    "rule 7: alert " + alert.id() + " was sent " + sent + " times though nothing went wrong");
        }
    }

    /** A node stops at once: what it sent and did not save yet is sent again, as nobody else can know of it. */
    void stopped() {
        for (Records.Entry record : records.all()) {
            record.now().alerts().stream()
                    .filter(Alert::isPending)
                    .map(Alert::id)
                    .filter(alertsSent::containsKey)
                    .forEach(sentAndNotSaved::add);
        }
    }

    /** What a node was told, and lives to tell, is known in the end. */
    private void inHand(Deployment d) {
        PhaseProgress progress = d.currentPhase().map(d::progress).orElse(null);
        if (progress != null && progress.stage() instanceof Stage.Locating locating) {
            String key = locating.intent().correlationKey();
            Answered answered = started.get(key);
            require(
                    answered == null || answered.node().isDead(),
                    "rule 1: in the end nobody knows the run of " + key + ", which "
                            + (answered == null ? "" : answered.node()) + " was told");
        }
    }

    private void told(Records.Entry record) {
        for (int i = 1; i < record.writes.size(); i++) {
            Deployment before = record.writes.get(i - 1);
            Deployment after = record.writes.get(i);
            if (before.status() != after.status()) {
                AlertKind kind = kindFor(before, after);
                boolean raised = kind == null
                        || after.alerts().stream().filter(a -> a.kind() == kind).count()
                                > before.alerts().stream()
                                        .filter(a -> a.kind() == kind)
                                        .count();
                require(
                        raised,
                        "rule 7: " + after.id() + " became " + after.status().wireName() + " and nobody is told");
            }
        }
        for (Alert alert : record.now().alerts()) {
            require(alertsSent.containsKey(alert.id()), "rule 7: alert " + alert.id() + " never arrived");
        }
    }

    private static @Nullable AlertKind kindFor(Deployment before, Deployment after) {
        return switch (after.status()) {
            case FAILED ->
                after.failure() != null && after.failure().phase() == Phase.ROLL_BACK
                        ? AlertKind.ROLLBACK_FAILED
                        : AlertKind.DEPLOYMENT_FAILED;
            case ROLLING_BACK ->
                before.attention() != null && before.attention().phase() == Phase.ROLL_BACK
                        ? null
                        : AlertKind.ROLLBACK_TRIGGERED;
            case NEEDS_ATTENTION -> AlertKind.NEEDS_ATTENTION;
            case EXPIRED -> AlertKind.EXPIRED;
            default -> null;
        };
    }

    private void card(Deployment d) {
        if (d.request().destination() == null) {
            return;
        }
        CardState state = d.card();
        String wanted = CardRenderer.render(d).digest();
        List<Chat.Message> mine = chat.messages().stream()
                .filter(m -> m.key.startsWith(d.id() + ":card:") && !m.deleted)
                .toList();
        require(mine.size() <= 1, "rule 8: " + d.id() + " has " + mine.size() + " cards in chat");
        Chat.Message message = state.reference() == null ? null : chat.find(state.reference());
        if (message == null) {
            violations.add("rule 8: " + d.id() + " has no card in chat");
        } else if (!message.shown().digest().equals(wanted)) {
            String rule = "rule 8: the card of " + d.id() + " shows \""
                    + message.shown().title() + "\", and the record says "
                    + d.status().wireName();
            // a node that was frozen past its lease woke up, changed the message, and died before it could say so, or
            // its adapter never
            // came back from that
            Task stale = message.staleBy;
            if (stale != null
                    && (message.unheard || Objects.requireNonNull(stale.node).isDead())) {
                gaps.add(rule);
            } else {
                violations.add(rule);
            }
        }
    }
}
