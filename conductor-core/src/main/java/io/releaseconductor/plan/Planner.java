package io.releaseconductor.plan;

import io.releaseconductor.deployment.AdmissionState;
import io.releaseconductor.deployment.Alert;
import io.releaseconductor.deployment.AlertKind;
import io.releaseconductor.deployment.Attention;
import io.releaseconductor.deployment.Awaiting;
import io.releaseconductor.deployment.BaselineLook;
import io.releaseconductor.deployment.CardState;
import io.releaseconductor.deployment.ChangeLookup;
import io.releaseconductor.deployment.Deadline;
import io.releaseconductor.deployment.DeployRequest;
import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.deployment.DeploymentEvent;
import io.releaseconductor.deployment.DeploymentStatus;
import io.releaseconductor.deployment.DispatchIntent;
import io.releaseconductor.deployment.LinkedShip;
import io.releaseconductor.deployment.Observation;
import io.releaseconductor.deployment.PhaseProgress;
import io.releaseconductor.deployment.Restraint;
import io.releaseconductor.deployment.Rollback;
import io.releaseconductor.deployment.RollbackMethod;
import io.releaseconductor.deployment.RunStatus;
import io.releaseconductor.deployment.Stage;
import io.releaseconductor.deployment.VerificationKey;
import io.releaseconductor.deployment.VerificationState;
import io.releaseconductor.deployment.WatchState;
import io.releaseconductor.deployment.WorkflowRun;
import io.releaseconductor.model.Actor;
import io.releaseconductor.model.Bake;
import io.releaseconductor.model.Environment;
import io.releaseconductor.model.Phase;
import io.releaseconductor.model.Times;
import io.releaseconductor.policy.AlertRules;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The only code that decides what comes next for a deployment. Pure: no clock, no I/O. It is asked anew after every change and
 * after every crash, and looks at nothing but the deployment. It renders no card either, but asks for the digest, to know whether
 * the card that is shown is stale. Immutable and thread-safe.
 */
public final class Planner {

    /** A run is first looked at soon, since some are over at once. */
    private static final Duration FIRST_LOOK = Duration.ofSeconds(2);

    private static final Duration PACE_WORKING = Duration.ofSeconds(5);

    private static final Duration PACE_QUEUED = Duration.ofSeconds(10);

    private static final Duration PACE_WAITING = Duration.ofSeconds(30);

    /** Within this time a post is the first one, or a repeat that any chat recognises. */
    private static final Duration FIRST_POST = Duration.ofMinutes(1);

    private final Deadlines deadlines;
    private final CardDigests cards;
    private final boolean looksUpChanges;
    private final Map<Environment, AlertRules> alertRules;

    /**
     * Makes a planner that asks nobody what is being shipped.
     *
     * @param deadlines how long things may take
     * @param cards what tells the digest of a deployment's card
     */
    public Planner(Deadlines deadlines, CardDigests cards) {
        this(deadlines, cards, false, Map.of());
    }

    /**
     * Makes a planner.
     *
     * @param deadlines how long things may take
     * @param cards what tells the digest of a deployment's card
     * @param looksUpChanges whether there is somebody to ask what is being shipped
     * @param alertRules when the team is alerted, by environment; {@link AlertRules#DEFAULT} in those that are not there
     */
    public Planner(
            Deadlines deadlines, CardDigests cards, boolean looksUpChanges, Map<Environment, AlertRules> alertRules) {
        this.looksUpChanges = looksUpChanges;
        this.alertRules = Map.copyOf(alertRules);
        this.deadlines = Objects.requireNonNull(deadlines, "deadlines");
        this.cards = Objects.requireNonNull(cards, "cards");
    }

    /**
     * Decides what comes next.
     *
     * @param deployment the deployment as it stands
     * @param now the time
     * @return what to do now, and when to look next
     */
    public Plan next(Deployment deployment, Instant now) {
        return next(deployment, now, Duration.ZERO);
    }

    /**
     * The same for a node whose clock is known to be ahead: it works as others do, but holds deadlines back by that.
     *
     * @param deployment the deployment as it stands
     * @param now the time
     * @param ahead by how much that is too late, 0 or more
     * @return what to do now, and when to look next
     */
    public Plan next(Deployment deployment, Instant now, Duration ahead) {
        Agenda<Step.Work> work = new Agenda<>(now, ahead);
        planWork(deployment, now, work);
        Agenda<Step.Announce> announce = new Agenda<>(now);
        planAnnouncement(deployment, now, announce);
        Agenda<Step.SendAlert> alert = new Agenda<>(now);
        planAlerts(deployment, alert);
        Agenda<Step.LookUpChange> lookUp = new Agenda<>(now);
        planLookUp(deployment, lookUp);
        Agenda<Step.OfMetrics> count = new Agenda<>(now);
        MetricLooks.plan(deployment, now, count);
        Instant dueAt = Stream.of(announce.next(), alert.next(), lookUp.next(), count.next())
                .reduce(work.next(), Agenda::earlier);
        return new Plan(work.due(), announce.due(), alert.due(), lookUp.due(), count.due(), dueAt);
    }

    private void planWork(Deployment d, Instant now, Agenda<Step.Work> agenda) {
        switch (d.status()) {
            case INITIATED, DEPLOYING -> {
                planPhase(d, d.deployPhase(), now, agenda);
                planSlowAlert(d, now, agenda);
            }
            case VERIFYING -> planVerification(d, now, agenda);
            case VERIFIED -> {
                planDecision(d, now, agenda);
                planRounds(d, d.verifying(), agenda);
            }
            case PROMOTING -> {
                planPhase(d, d.currentProgress().phase(), now, agenda);
                planSlowAlert(d, now, agenda);
            }
            case PROMOTED -> planWatch(d, now, agenda);
            case ROLLING_BACK -> {
                planPhase(d, d.rollbackPhase(), now, agenda);
                planVerification(d, now, agenda);
                if (d.rollbackPhase() != null && d.rollbackPhase().stage() instanceof Stage.Running) {
                    planLookAgain(d, agenda);
                }
            }
            case NEEDS_ATTENTION -> {
                planReminder(d, now, agenda);
                planLookAgain(d, agenda);
            }
            case ROLLED_BACK, FAILED, CANCELLED, EXPIRED -> planLookAgain(d, agenda);
        }
        planLinked(d, agenda);
    }

    /** A look that no node can take is missing once a verification's time is over. */
    private void planWatch(Deployment d, Instant now, Agenda<Step.Work> agenda) {
        WatchState state = d.watching();
        if (state != null) {
            Instant due = state.due(d.request().watch());
            deadline(agenda, Deadline.WATCH, due, deadlines.verification(), now);
            agenda.from(due, () -> new Step.LookAfter(due));
        }
    }

    private void planPhase(Deployment d, @Nullable PhaseProgress progress, Instant now, Agenda<Step.Work> agenda) {
        if (progress == null) {
            return;
        }
        Stage stage = progress.stage();
        if (stage instanceof Stage.Ready ready) {
            if (progress.phase() != Phase.ROLL_BACK && d.isRestrained()) {
                planRestraint(d, now, agenda);
            } else {
                planDispatch(d, progress, ready, now, agenda);
            }
        } else if (stage instanceof Stage.Sending sending) {
            DispatchIntent intent = sending.intent();
            agenda.overdueFrom(
                    latestEffect(intent), () -> new Step.Apply(new DeploymentEvent.AnswerLost(intent.attempt(), now)));
        } else if (stage instanceof Stage.Locating locating) {
            Instant effective = effective(locating);
            Instant from = locating.accepted() ? effective : agenda.certainly(effective);
            agenda.from(later(locating.notBefore(), from), () -> new Step.Locate(locating.intent()));
            deadline(agenda, Deadline.LOCATE, later(locating.since(), effective), deadlines.locate(), now);
        } else if (stage instanceof Stage.Running running) {
            planRun(d, progress, running, now, agenda);
        } else if (!(stage instanceof Stage.Concluded)) {
            throw new IllegalStateException("Nothing is planned for " + stage.getClass());
        }
    }

    /** Until the request that nobody knows of can have had its effect, a look would only find less than there will be. */
    private Instant effective(Stage.Locating locating) {
        return locating.accepted() ? locating.since() : latestEffect(locating.intent());
    }

    /**
     * It is sent in time by its sender's clock, which may be behind that of whoever asks, and then has as long as a call may take.
     */
    private Instant latestEffect(DispatchIntent intent) {
        return intent.validUntil().plus(deadlines.call()).plus(Deadlines.CLOCKS_APART);
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private void planDispatch(
            Deployment d, PhaseProgress progress, Stage.Ready ready, Instant now, Agenda<Step.Work> agenda) {
        if (progress.phase() == Phase.ROLL_BACK) {
            // late is better than never for a rollback; all else must not start out of the blue after a long outage
            agenda.from(ready.notBefore(), () -> new Step.Dispatch(intent(d, progress, now)));
            deadline(agenda, Deadline.DISPATCH, progress.startedAt(), deadlines.dispatch(), now);
        } else {
            if (d.keptSince() == null) {
                deadline(agenda, Deadline.DISPATCH, d.restedSince(progress.startedAt()), deadlines.dispatch(), now);
            } else {
                planLongestWait(d, now, agenda);
            }
            AdmissionState admission = d.dueAdmission(now);
            BaselineLook look = d.pendingBaseline();
            if (admission != null) {
                agenda.from(later(ready.notBefore(), admission.due()), () -> new Step.AskAdmission(admission));
            } else if (look == null) {
                agenda.from(ready.notBefore(), () -> new Step.Dispatch(intent(d, progress, now)));
            } else {
                planBaseline(look, now, agenda);
            }
        }
    }

    /** What keeps it from its first run does not do so for longer than people were promised, as far as that is recorded. */
    private void planLongestWait(Deployment d, Instant now, Agenda<Step.Work> agenda) {
        Instant since = d.keptSince();
        if (since != null) {
            Duration promised = d.request().profile().admissionWait();
            deadline(agenda, Deadline.ADMISSION, since, promised == null ? deadlines.admission() : promised, now);
        }
    }

    /** Nothing begins while a restraint is known, and no wait is too long but that for a deployment of which nothing has begun. */
    private void planRestraint(Deployment d, Instant now, Agenda<Step.Work> agenda) {
        Restraint restraint = d.restrainedBy();
        if (restraint == null) {
            return;
        }
        planLongestWait(d, now, agenda);
        agenda.from(restraint.lookAgainAt(), () -> new Step.LookAtRestraint(restraint));
    }

    /** What is there is looked at first; whatever came of it by its limit, the deployment goes on. */
    private static void planBaseline(BaselineLook look, Instant now, Agenda<Step.Work> agenda) {
        agenda.overdueFrom(
                look.until(),
                () -> new Step.Apply(new DeploymentEvent.BaselineMissed(
                        look.startedAt(), "not done within " + Times.format(look.limit()), now)));
        agenda.from(look.startedAt(), () -> new Step.LookBefore(look));
    }

    private DispatchIntent intent(Deployment d, PhaseProgress progress, Instant now) {
        DeployRequest request = d.request();
        boolean rollsBack = progress.phase() == Phase.ROLL_BACK;
        Rollback rollback = rollsBack ? d.rollback() : null;
        String version = rollback == null ? d.version() : rollback.version();
        RollbackMethod method = rollback == null ? null : rollback.method();
        return new DispatchIntent(
                d.id(),
                progress.attempt(),
                d.environment(),
                request.strategy(),
                request.rollout(),
                rollsBack ? null : d.currentWave().reach(),
                !rollsBack && d.inLastWave(),
                request.ref(),
                version,
                method,
                now,
                now.plus(deadlines.intent()),
                initiator(d, progress.phase()).name());
    }

    /** Who asked for a phase. */
    private static Actor initiator(Deployment d, Phase phase) {
        Rollback rollback = d.rollback();
        return phase == Phase.ROLL_BACK && rollback != null
                ? rollback.decision().by()
                : d.currentProgress().begun().by();
    }

    private void planRun(
            Deployment d, PhaseProgress progress, Stage.Running running, Instant now, Agenda<Step.Work> agenda) {
        WorkflowRun run = running.run();
        Stage.Cancelling cancelling = running.cancelling();
        if (cancelling != null) {
            agenda.from(
                    cancelling.notBefore(), () -> new Step.CancelRun(progress.attempt(), run, cancelling.asked() > 0));
        }
        agenda.from(lookAt(running), () -> new Step.Poll(progress.attempt(), run));
        // only after a look: a run that ended while nobody watched must not be cancelled
        if (cancelling != null) {
            deadline(agenda, Deadline.CANCEL, cancelling.since(), deadlines.cancel(), now);
        } else if (run.status() == RunStatus.WAITING) {
            deadline(agenda, Deadline.RUN_WAITING, running.since(), deadlines.runWaiting(), now);
        } else {
            deadline(agenda, Deadline.RUN, running.since(), deadlines.run(), now);
        }
        if (cancelling == null) {
            // a run that comes and goes between waiting and working, or is started over, must come to an end as well
            deadline(agenda, Deadline.RUN, d.restedSince(progress.startedAt()), deadlines.phase(), now);
        }
    }

    /** Whether somebody started a run again that had failed. */
    private static void planLookAgain(Deployment d, Agenda<Step.Work> agenda) {
        Instant lookAgainAt = d.lookAgainAt();
        PhaseProgress deploy = d.deployPhase();
        if (lookAgainAt != null) {
            agenda.from(
                    lookAgainAt,
                    () -> new Step.Poll(deploy.attempt(), deploy.run().orElseThrow()));
        }
    }

    private static Instant lookAt(Stage.Running running) {
        Instant lookAgainAt = running.lookAgainAt();
        if (lookAgainAt != null) {
            return lookAgainAt;
        }
        if (running.seenAt().equals(running.since())) {
            return running.seenAt().plus(FIRST_LOOK);
        }
        return running.seenAt()
                .plus(
                        switch (running.run().status()) {
                            case QUEUED -> PACE_QUEUED;
                            case WAITING -> PACE_WAITING;
                            case IN_PROGRESS, COMPLETED, UNKNOWN -> PACE_WORKING;
                        });
    }

    private void planSlowAlert(Deployment d, Instant now, Agenda<Step.Work> agenda) {
        boolean told = d.alerts().stream().anyMatch(a -> a.kind() == AlertKind.SLOW_DEPLOYMENT);
        Duration limit =
                alertRules.getOrDefault(d.environment(), AlertRules.DEFAULT).slow();
        Instant from = told || d.isRestrained() ? null : d.worksFor(limit);
        if (from != null) {
            agenda.overdueFrom(
                    from, () -> new Step.Apply(new DeploymentEvent.DeadlinePassed(Deadline.SLOW, limit, now)));
        }
    }

    private void planVerification(Deployment d, Instant now, Agenda<Step.Work> agenda) {
        VerificationKey verifying = d.verifying();
        if (verifying == null) {
            return;
        }
        Bake.Rounds rounds = rounds(d, verifying);
        if (rounds != null) {
            Duration longest = rounds.warmUp().plus(rounds.atMost()).plus(deadlines.verification());
            deadline(agenda, Deadline.VERIFICATION, verifying.startedAt(), longest, now);
            planRounds(d, verifying, agenda);
        } else {
            deadline(agenda, Deadline.VERIFICATION, verifying.startedAt(), deadlines.verification(), now);
            agenda.from(verifying.startedAt(), () -> new Step.Verify(verifying));
        }
    }

    /** The next round, for as long as the gate has not opened. */
    private static void planRounds(Deployment d, @Nullable VerificationKey verifying, Agenda<Step.Work> agenda) {
        Bake.Rounds rounds = verifying == null ? null : rounds(d, verifying);
        VerificationState state = d.currentProgress().verification();
        Observation seen = state == null ? null : state.observation();
        if (rounds != null && verifying != null && seen != null) {
            agenda.from(seen.due(rounds), () -> new Step.Verify(verifying));
        }
    }

    private static Bake.@Nullable Rounds rounds(Deployment d, VerificationKey verifying) {
        return verifying.isRound() && d.currentWave().bake() instanceof Bake.Rounds rounds ? rounds : null;
    }

    private void planDecision(Deployment d, Instant now, Agenda<Step.Work> agenda) {
        if (d.isRestrained()) {
            planRestraint(d, now, agenda);
            return;
        }
        if (d.promotableByPolicy()) {
            agenda.from(
                    d.statusSince(), () -> new Step.Apply(new DeploymentEvent.Promote(Actor.POLICY, now, d.wave())));
        }
        Duration promised = d.request().profile().decisionWait();
        Duration wait = promised == null ? deadlines.decision() : promised;
        deadline(agenda, Deadline.DECISION, d.awaitedSince(), wait, now);
        call(agenda, Deadline.DECISION_DUE, Awaiting.callFrom(d), wait, now);
        call(agenda, Deadline.DECISION_EXPIRES, Awaiting.callAgainFrom(d, wait), wait, now);
    }

    private static void call(
            Agenda<Step.Work> agenda, Deadline deadline, @Nullable Instant from, Duration limit, Instant now) {
        if (from != null) {
            agenda.overdueFrom(from, () -> new Step.Apply(new DeploymentEvent.DeadlinePassed(deadline, limit, now)));
        }
    }

    private static void planLinked(Deployment d, Agenda<Step.Work> agenda) {
        LinkedShip linked = d.linked();
        if (linked == null || linked.state() != LinkedShip.State.WANTED) {
            return;
        }
        if (d.status() == DeploymentStatus.PROMOTED) {
            agenda.from(linked.notBefore(), () -> new Step.ShipLinked(linked));
        } else {
            // it may have been created, and the answer lost: nothing is said before that is known
            agenda.from(d.statusSince(), () -> new Step.FindLinked(linked));
        }
    }

    private void planReminder(Deployment d, Instant now, Agenda<Step.Work> agenda) {
        Attention attention = d.attention();
        if (attention != null) {
            // from the last reminder on, so that not all of them come at once after a long outage
            Optional<Instant> reminded = d.alerts().stream()
                    .filter(a -> a.kind() == AlertKind.ATTENTION_REMINDER && attention.reminders() > 0)
                    .map(Alert::raisedAt)
                    .reduce((earlier, later) -> later);
            Duration limit = reminded.isPresent() ? deadlines.nextReminder() : deadlines.firstReminder();
            deadline(agenda, Deadline.REMINDER, reminded.orElse(attention.since()), limit, now);
        }
    }

    private static void deadline(
            Agenda<Step.Work> agenda, Deadline deadline, Instant since, Duration limit, Instant now) {
        agenda.overdueFrom(
                since.plus(limit), () -> new Step.Apply(new DeploymentEvent.DeadlinePassed(deadline, limit, now)));
    }

    /**
     * Whether the chat shows another card of a deployment than the one it has as it stands.
     *
     * @param deployment the deployment as it stands
     * @return whether another one is known to be shown; false if none is, or nobody knows
     */
    public boolean isCardStale(Deployment deployment) {
        String shown = deployment.card().shown();
        return shown != null && !shown.equals(cards.of(deployment));
    }

    private void planAnnouncement(Deployment d, Instant now, Agenda<Step.Announce> agenda) {
        String destination = d.request().destination();
        if (destination == null) {
            return;
        }
        String digest = cards.of(d);
        CardState state = d.card();
        Instant from = announceFrom(d, digest);
        if (from != null) {
            // a first post that is late may be the second one, after a crash that left no trace
            boolean again = state.reference() == null
                    && (state.generation() > 0
                            || !now.isBefore(d.request().initiatedAt().plus(FIRST_POST)));
            String key = d.id() + ":card:" + state.posts();
            agenda.from(from, () -> new Step.Announce(digest, destination, state.reference(), key, again));
        }
    }

    private static @Nullable Instant announceFrom(Deployment d, String digest) {
        CardState state = d.card();
        Instant retryAt = state.retryAt();
        if (digest.equals(state.shown())) {
            Instant unsure = state.unsureUntil();
            return unsure == null || retryAt == null ? unsure : later(unsure, retryAt);
        }
        boolean anotherThanRefused = state.undeliverable() != null && !digest.equals(state.undeliverable());
        return retryAt == null || anotherThanRefused ? d.statusSince() : retryAt;
    }

    /**
     * From when the run is known, and with it the version where nobody asked for one, until nothing of it is to be decided any more. The
     * answer is for the card and no work waits for it.
     */
    private void planLookUp(Deployment d, Agenda<Step.LookUpChange> agenda) {
        boolean goesOn = !d.settled() && d.status() != DeploymentStatus.ROLLING_BACK;
        String version = d.version();
        if (!looksUpChanges
                || !goesOn
                || version == null
                || d.deployPhase().run().isEmpty()) {
            return;
        }
        ChangeLookup change = d.change();
        Instant retryAt = change == null ? null : change.retryAt();
        if (change == null || retryAt != null) {
            agenda.from(
                    retryAt == null ? d.deployPhase().startedAt() : retryAt,
                    () -> new Step.LookUpChange(version, d.previousVersion()));
        }
    }

    private static void planAlerts(Deployment d, Agenda<Step.SendAlert> agenda) {
        for (Alert alert : d.alerts()) {
            if (alert.isPending()) {
                agenda.from(
                        alert.retryAt() == null ? alert.raisedAt() : alert.retryAt(), () -> new Step.SendAlert(alert));
            }
        }
    }
}
