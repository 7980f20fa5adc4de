package io.releaseconductor.deployment;

import io.releaseconductor.model.Phase;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** From the intent to the known run: the beginning that all phases share. */
final class PhaseTransitions {

    /** How long to wait before the run is looked for again: long enough for a lagging list, short enough for a person. */
    private static final Duration LOCATE_PACE = Duration.ofSeconds(5);

    private PhaseTransitions() {}

    /** The phase that an event is about, or null if its attempt is not the current one. */
    static @Nullable PhaseProgress current(Deployment d, DeploymentEvent.OfAttempt event) {
        PhaseProgress progress = d.progress(event.phase());
        boolean current = d.currentPhase().filter(p -> p == event.phase()).isPresent()
                && progress != null
                && progress.attempt().equals(event.attempt());
        return current ? progress : null;
    }

    static LifecycleResult notCurrent(DeploymentEvent.OfAttempt event) {
        return Change.refused("Attempt " + event.attempt().number() + " of the "
                + event.attempt().phaseName() + " phase is not the current one.");
    }

    /**
     * While its deployment was settled, what a rollback was to return to may have been rolled back itself: that is certain only once
     * the rollback holds the environment's place.
     */
    static LifecycleResult earlierChanged(Deployment d, DeploymentEvent.EarlierChanged event) {
        PhaseProgress progress = current(d, event);
        Rollback rollback = d.rollback();
        if (progress == null || rollback == null) {
            return notCurrent(event);
        }
        if (d.status() == DeploymentStatus.NEEDS_ATTENTION || !(progress.stage() instanceof Stage.Ready)) {
            return Change.refused("The rollback is under way already.");
        }
        Deployment known = Endings.knowing(d, event.earlier());
        Change change = Change.of(known, event.at());
        Rollback possible = Endings.asKnownNow(known, rollback);
        if (possible == null) {
            String reason = "what it was to return to, " + rollback.version()
                    + ", was rolled back itself, and no earlier version is known";
            return Endings.failed(change, new Failure(Phase.ROLL_BACK, Failure.Kind.NOT_STARTED, reason, event.at()));
        }
        return change.apply(b -> b.rollback(possible)).moved();
    }

    static LifecycleResult intended(Deployment d, DeploymentEvent.Intended event) {
        PhaseProgress progress = current(d, event);
        if (progress == null) {
            return notCurrent(event);
        }
        if (d.status() == DeploymentStatus.NEEDS_ATTENTION
                || !(progress.stage() instanceof Stage.Ready ready)
                || ready.notBefore().isAfter(event.at())) {
            return Change.refused("The attempt is not ready to be dispatched.");
        }
        if (RestraintTransitions.keeps(d, progress.phase())) {
            return Change.refused("It is kept from beginning.");
        }
        if (progress.phase() == Phase.DEPLOY && AdmissionTransitions.keeps(d, event.at())) {
            return Change.refused("The pre-flight keeps it from beginning, or has to be asked again.");
        }
        if (d.pendingBaseline() != null) {
            return Change.refused("What is there now is looked at first.");
        }
        Instant since = progress.workedSince();
        Change change = Change.of(d, event.at())
                .progress(progress.workedSince(since == null ? event.at() : d.restedSince(since))
                        .at(new Stage.Sending(event.intent())));
        if (progress.phase() == Phase.DEPLOY) {
            change.apply(b -> b.baseline(BaselineTransitions.atIntent(d.baseline(), event.at())));
        }
        EarlierVersion earlier = event.earlier();
        return earlier == null
                ? change.moved()
                : change.apply(b -> b.request(d.request().withEarlier(earlier))).moved();
    }

    static LifecycleResult dispatched(Deployment d, DeploymentEvent.Dispatched event) {
        PhaseProgress progress = current(d, event);
        if (progress == null) {
            return event.outcome() instanceof DispatchOutcome.Started started
                    ? startedTooLate(d, event, started.run())
                    : notCurrent(event);
        }
        DispatchIntent intent = progress.intent().orElse(null);
        if (intent == null) {
            return Change.refused("The dispatch was answered before.");
        }
        Change change = Change.of(d, event.at());
        DispatchOutcome outcome = event.outcome();
        if (outcome instanceof DispatchOutcome.Started started) {
            return runKnown(d, progress, started.run(), started.lookAgainAt(), event.at());
        }
        if (outcome instanceof DispatchOutcome.NotSent notSent) {
            return notSent(d, progress, change, notSent, event.at());
        }
        if (outcome instanceof DispatchOutcome.Rejected rejected) {
            LifecycleResult wished = wishWithoutRun(d, progress.phase(), change, event.at());
            return wished != null
                    ? wished
                    : Endings.failed(
                            change,
                            new Failure(progress.phase(), Failure.Kind.NOT_STARTED, rejected.reason(), event.at()));
        }
        if (!(progress.stage() instanceof Stage.Sending)) {
            return Change.refused("The run is already being looked for.");
        }
        boolean accepted = outcome instanceof DispatchOutcome.Accepted;
        String reason = outcome instanceof DispatchOutcome.Unknown unknown
                ? unknown.reason()
                : "the dispatch was accepted, and its run is not known yet";
        return change.progress(progress.at(locating(intent, event.at(), accepted, reason)))
                .moved();
    }

    /** A sender was frozen until nobody counted with its request any more: its run is one that nobody watches. */
    private static LifecycleResult startedTooLate(Deployment d, DeploymentEvent.Dispatched event, WorkflowRun run) {
        PhaseProgress progress = d.progress(event.attempt());
        if (progress == null
                || event.attempt().number() > progress.attempt().number()
                || progress.run().filter(r -> r.id().equals(run.id())).isPresent()) {
            return notCurrent(event);
        }
        return Change.of(d, event.at())
                .alert(
                        AlertKind.STRAY_RUN,
                        event.phase().title() + ": run " + run.id() + " of attempt "
                                + event.attempt().number()
                                + " was started too late and is not watched: look whether it has to be stopped")
                .moved();
    }

    private static Stage.Locating locating(DispatchIntent intent, Instant at, boolean accepted, String reason) {
        return new Stage.Locating(intent, at, at, accepted, reason, List.of());
    }

    private static LifecycleResult notSent(
            Deployment d, PhaseProgress progress, Change change, DispatchOutcome.NotSent outcome, Instant at) {
        LifecycleResult wished = wishWithoutRun(d, progress.phase(), change, at);
        if (wished != null) {
            return wished;
        }
        Instant soonest = at.plus(Backoff.after(progress.attempt().number()));
        Instant retryAt = Backoff.again(outcome.retryAt(), soonest, at);
        if (progress.phase() == Phase.DEPLOY && d.waves().get(0).isUntouched()) {
            change.apply(b -> b.baseline(BaselineTransitions.again(d.baseline(), retryAt)));
        }
        return change.status(asking(progress.phase()))
                .progress(progress.nextAttempt(progress.startedAt(), new Stage.Ready(retryAt, outcome.reason())))
                .moved();
    }

    /** What was wished meanwhile, now that it is certain that no run was started; null if nothing was. */
    private static @Nullable LifecycleResult wishWithoutRun(Deployment d, Phase phase, Change change, Instant at) {
        Rollback rollbackWish = d.rollbackWish();
        Decision cancelWish = d.cancelWish();
        if (phase == Phase.DEPLOY && cancelWish != null) {
            return Endings.cancelledBy(d, null, cancelWish, change, at);
        }
        if (phase == Phase.PROMOTE && rollbackWish != null) {
            return Endings.rollBack(d, change, Endings.withoutLastWave(d, rollbackWish), at);
        }
        return null;
    }

    static LifecycleResult answerLost(Deployment d, DeploymentEvent.AnswerLost event) {
        PhaseProgress progress = current(d, event);
        if (progress == null) {
            return notCurrent(event);
        }
        if (!(progress.stage() instanceof Stage.Sending sending)) {
            return Change.refused("The dispatch was answered before.");
        }
        return Change.of(d, event.at())
                .progress(progress.at(
                        locating(sending.intent(), event.at(), false, "the answer to the dispatch was lost")))
                .moved();
    }

    static LifecycleResult located(Deployment d, DeploymentEvent.Located event) {
        PhaseProgress progress = current(d, event);
        if (progress == null) {
            return notCurrent(event);
        }
        if (!(progress.stage() instanceof Stage.Locating locating)) {
            return Change.refused("The run is not being looked for.");
        }
        LocateOutcome outcome = event.outcome();
        if (outcome instanceof LocateOutcome.Found found) {
            return runKnown(d, progress, found.run(), null, event.at());
        }
        if (d.status() == DeploymentStatus.NEEDS_ATTENTION) {
            return Change.refused("A person was asked already.");
        }
        Change change = Change.of(d, event.at());
        if (outcome instanceof LocateOutcome.Undecidable undecidable) {
            return Endings.needsAttention(
                    d, change, progress.phase(), undecidable.reason(), undecidable.candidates(), event.at());
        }
        if (outcome instanceof LocateOutcome.NotFound notFound) {
            return change.progress(progress.at(
                            locating.again(event.at().plus(LOCATE_PACE), locating.reason(), notFound.candidates())))
                    .moved();
        }
        if (outcome instanceof LocateOutcome.Unavailable unavailable) {
            Instant soonest = event.at().plus(LOCATE_PACE);
            Instant retryAt = Backoff.again(unavailable.retryAt(), soonest, event.at());
            return change.progress(progress.at(locating.again(retryAt, unavailable.reason(), locating.candidates())))
                    .moved();
        }
        throw Lifecycle.notKnown("outcome", outcome);
    }

    /** The run is known, by whatever way: it is watched from now on, and cancelled if that was wished meanwhile. */
    static LifecycleResult runKnown(
            Deployment d, PhaseProgress progress, WorkflowRun run, @Nullable Instant lookAgainAt, Instant at) {
        Instant nextLook = lookAgainAt == null ? null : RunTransitions.paced(lookAgainAt, at);
        Stage.Running watched = new Stage.Running(run, at, at, run.isCompleted() ? at : nextLook, null, null);
        Decision cancelWish = d.cancelWish();
        Rollback rollbackWish = d.rollbackWish();
        if (rollbackWish != null) {
            watched = watched.cancelling(
                    "rollback requested by " + rollbackWish.decision().by().name(), at);
        } else if (cancelWish != null && progress.phase() == Phase.DEPLOY) {
            watched =
                    watched.cancelling("cancel requested by " + cancelWish.by().name(), at);
        }
        // after a person was asked, or started the run again, what a phase may take counts anew
        boolean anew = d.status() == DeploymentStatus.NEEDS_ATTENTION || d.settled();
        Instant startedAt = anew ? at : progress.startedAt();
        Instant workedSince = anew ? at : progress.workedSince();
        return Change.of(d, at)
                .status(watching(progress.phase()))
                .progress(new PhaseProgress(progress.attempt(), startedAt, workedSince, watched))
                .apply(b -> b.version(versionKnown(d, progress.phase(), run)))
                .moved();
    }

    /**
     * What is deployed: the version that was asked for, else the one that the deploy run names; once a promotion deploys the
     * head of the branch, the one that its run names.
     */
    static @Nullable String versionKnown(Deployment d, Phase phase, WorkflowRun run) {
        if (phase == Phase.PROMOTE && d.request().promoteFromHead() && run.version() != null) {
            return run.version();
        }
        return phase == Phase.DEPLOY && d.version() == null ? run.version() : d.version();
    }

    /** The status of a phase whose run is asked for. */
    static DeploymentStatus asking(Phase phase) {
        return phase == Phase.DEPLOY ? DeploymentStatus.INITIATED : watching(phase);
    }

    /** The status of a phase whose run is known. */
    static DeploymentStatus watching(Phase phase) {
        return switch (phase) {
            case DEPLOY -> DeploymentStatus.DEPLOYING;
            case PROMOTE -> DeploymentStatus.PROMOTING;
            case ROLL_BACK -> DeploymentStatus.ROLLING_BACK;
        };
    }
}
