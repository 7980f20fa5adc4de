package io.releaseconductor.engine;

import io.releaseconductor.chat.Card;
import io.releaseconductor.check.Verification;
import io.releaseconductor.deployment.BaselineLook;
import io.releaseconductor.deployment.Deadline;
import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.deployment.DeploymentEvent;
import io.releaseconductor.deployment.DispatchIntent;
import io.releaseconductor.deployment.EarlierVersion;
import io.releaseconductor.deployment.LinkedOutcome;
import io.releaseconductor.deployment.Stage;
import io.releaseconductor.deployment.VerificationKey;
import io.releaseconductor.engine.Writer.Written;
import io.releaseconductor.model.Phase;
import io.releaseconductor.plan.Plan;
import io.releaseconductor.plan.Step;
import io.releaseconductor.spi.Claim;
import io.releaseconductor.spi.ClaimToken;
import io.releaseconductor.spi.StoreUnavailableException;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One claim's worth of work on one deployment: performs what is planned until nothing is due, and gives the claim back.
 *
 * <p>Work, card, alert, question and metrics go side by side, each at most once at a time, so that a slow chat never delays work. What comes back
 * is applied here, one after the other. A thread is held only while something is under way.
 */
final class Turn implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(Turn.class);

    /** How long to wait for messages before looking at time limits and the claim again. */
    private static final Duration BREATH = Duration.ofMillis(250);

    /** How long a deployment rests whose planned step leads nowhere; only a defect gets there. */
    private static final Duration REST = Duration.ofSeconds(30);

    /** How long a deployment rests that this node cannot verify, before any node looks at it again. */
    private static final Duration LEFT_TO_OTHERS = Duration.ofSeconds(5);

    private enum Lane {
        WORK,
        CARD,
        ALERT,
        CHANGE,
        METRICS
    }

    private final Engine engine;
    private final ClaimToken token;
    private final Mailbox mailbox;
    private final Map<Lane, OngoingStep> ongoing = new EnumMap<>(Lane.class);
    private final Map<Lane, Long> startedAt = new EnumMap<>(Lane.class);
    private Deployment current;
    private Instant renewedAt;
    private long lastNumber;
    private boolean claimLost;

    /** How long the deployment is to rest, since nothing more can be done here; null as long as something can. */
    private @Nullable Duration rest;

    private boolean parentKnows;
    private final AtomicBoolean begun = new AtomicBoolean();
    private final Instant claimedAt;

    Turn(Engine engine, Claim claim) {
        this.engine = engine;
        this.token = claim.token();
        this.mailbox = new Mailbox(engine.threads().signal());
        this.current = claim.deployment();
        this.claimedAt = engine.now();
        this.renewedAt = claimedAt;
    }

    /** Keeps it from beginning; returns whether it has not begun before and never will. */
    boolean callOff() {
        return begun.compareAndSet(false, true);
    }

    Instant claimedAt() {
        return claimedAt;
    }

    /** Somebody else changed the deployment: look at it again. */
    void changed() {
        mailbox.offer(new Mailbox.Message.Changed());
    }

    @Override
    public void run() {
        if (!begun.compareAndSet(false, true)) {
            return;
        }
        try {
            work();
            end(true);
        } catch (StoreUnavailableException e) {
            LOG.warn("{}: the state store is unavailable, going on later: {}", current.id(), e.getMessage());
            end(false);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            end(true);
        } catch (Throwable e) {
            Survivors.unlessItIsTheEnd(engine.threads(), e);
            // the claim is left to run out, so that a deployment that cannot be worked on does not come back at once
            try {
                LOG.error("{}: defect in the engine, going on when the claim has run out", current.id(), e);
            } finally {
                end(false);
            }
        }
    }

    private void work() throws InterruptedException {
        while (true) {
            takeMessages();
            dropOverdue();
            if (keepClaim()) {
                continue;
            }
            if (claimLost || engine.isStopping()) {
                dropVerification();
                if (isNothingToWaitFor()) {
                    return;
                }
            } else if (!startWhatIsDue() && ongoing.isEmpty()) {
                if (reschedule()) {
                    return;
                }
                continue;
            }
            if (!ongoing.isEmpty()) {
                mailbox.await(BREATH);
            }
        }
    }

    private void takeMessages() {
        boolean reload = false;
        for (Mailbox.Message message = mailbox.poll(); message != null; message = mailbox.poll()) {
            if (message instanceof Mailbox.Message.Answer answer) {
                boolean landed = answer.last() && ongoing.values().removeIf(f -> f.number() == answer.number());
                if (answer.event() != null) {
                    record(answer.event());
                } else {
                    if (landed) {
                        rest = REST;
                    }
                }
            } else {
                reload = true;
            }
        }
        if (reload) {
            engine.store().find(current.id()).ifPresent(d -> current = d);
            dropUnwanted();
        }
    }

    /**
     * Saves what came of a step. An outcome in hand is never thrown away, whoever wrote in between; but what checks found is, once
     * another node may be asking them anew.
     */
    private void record(DeploymentEvent event) {
        if (claimLost && Engine.isRepeatable(event)) {
            return;
        }
        Written written = engine.recordOutcome(current, event, claimLost ? null : token);
        if (written instanceof Written.ClaimLost) {
            claimLost = true;
            if (Engine.isRepeatable(event)) {
                return;
            }
            written = engine.recordOutcome(current, event, null);
        }
        if (written instanceof Written.Saved saved) {
            current = saved.deployment();
        } else if (written instanceof Written.Refused refused) {
            LOG.debug("{}: {} not applied: {}", current.id(), event, refused.reason());
            current = refused.deployment();
        } else {
            claimLost = true;
        }
    }

    /** Returns whether anything was started or changed. */
    private boolean startWhatIsDue() {
        if (rest != null) {
            return false;
        }
        Deployment about = current;
        Plan plan = engine.plan(about);
        if (!(plan.work() instanceof Step.Dispatch)) {
            tellParent();
        }
        boolean busy = false;
        Step.SendAlert alert = plan.alert();
        if (alert != null && mayStart(Lane.ALERT)) {
            start(Lane.ALERT, alert, () -> engine.calls().alert(about, alert));
            busy = true;
        }
        Step.Announce announce = plan.announce();
        if (announce != null && isUnchangedSince(about) && mayStart(Lane.CARD)) {
            Card card = engine.card(about);
            start(Lane.CARD, announce, () -> engine.calls().announce(about, announce, card));
            busy = true;
        }
        Step.Work work = plan.work();
        if (work != null && isUnchangedSince(about) && mayStart(Lane.WORK)) {
            perform(work);
            busy = true;
        }
        Step.LookUpChange lookUp = plan.lookUp();
        if (lookUp != null && isUnchangedSince(about) && mayStart(Lane.CHANGE)) {
            start(Lane.CHANGE, lookUp, () -> engine.calls().lookUp(about, lookUp));
            busy = true;
        }
        Step.OfMetrics count = plan.count();
        if (count != null && isUnchangedSince(about) && mayStart(Lane.METRICS)) {
            start(Lane.METRICS, count, () -> engine.calls().count(about, count));
            busy = true;
        }
        return busy;
    }

    /** What changes nothing outside is no reason to stay: another node may as well ask it anew. */
    private boolean isNothingToWaitFor() {
        return ongoing.keySet().stream().allMatch(lane -> lane == Lane.CHANGE || lane == Lane.METRICS);
    }

    /** A step that was not even begun is saved at once: what was planned beside it is then planned anew. */
    private boolean isUnchangedSince(Deployment about) {
        return !claimLost && current.revision() == about.revision();
    }

    /** A lane takes one step at a time, and none where the last one changed nothing: that would go on for ever. */
    private boolean mayStart(Lane lane) {
        if (ongoing.containsKey(lane)) {
            return false;
        }
        Long before = startedAt.put(lane, current.revision());
        if (before != null && before == current.revision()) {
            LOG.error("{}: a step led nowhere, resting: {}", current.id(), lane);
            rest = REST;
            return false;
        }
        return true;
    }

    private void perform(Step.Work step) {
        Deployment about = current;
        if (step instanceof Step.Apply apply) {
            saveOrReplan(orSuperseded(apply.event()));
        } else if (step instanceof Step.Dispatch dispatch) {
            DeploymentEvent first = first(dispatch.intent());
            DispatchIntent intent = engine.restraints().withinWindow(dispatch.intent());
            if (first != null) {
                saveOrReplan(first);
            } else if (saveOrReplan(intended(intent))) {
                start(Lane.WORK, new Step.Dispatch(intent), () -> engine.calls().dispatch(intent));
            }
        } else if (step instanceof Step.LookAtRestraint) {
            saveOrReplan(engine.restraints().look(about, engine.now()));
        } else if (step instanceof Step.AskAdmission ask) {
            askAdmission(ask);
        } else if (step instanceof Step.Locate locate) {
            start(Lane.WORK, step, () -> engine.calls().locate(locate.intent()));
        } else if (step instanceof Step.Poll poll) {
            EarlierVersion earlier = earlier(poll);
            start(Lane.WORK, step, () -> engine.calls().poll(about, poll, earlier));
        } else if (step instanceof Step.CancelRun cancel) {
            start(Lane.WORK, step, () -> engine.calls().cancel(about, cancel));
        } else if (step instanceof Step.LookBefore before) {
            startBaseline(before);
        } else if (step instanceof Step.Verify verify) {
            startVerification(verify);
        } else if (step instanceof Step.LookAfter after) {
            startLookAfter(after);
        } else if (step instanceof Step.ShipLinked linked) {
            LinkedOutcome outcome = engine.shipper().shipLinked(about, linked.linked());
            record(new DeploymentEvent.LinkedAnswered(linked.linked().wanted(), outcome, engine.now()));
        } else if (step instanceof Step.FindLinked find) {
            LinkedOutcome outcome = engine.shipper().findLinked(about);
            record(new DeploymentEvent.LinkedAnswered(find.linked().wanted(), outcome, engine.now()));
        } else {
            throw new IllegalStateException("Nobody performs " + step.getClass());
        }
    }

    /** What was shipped on may be over before anything of it is started. */
    private void tellParent() {
        boolean neverSent = current.deployPhase().attempt().number() == 1
                && current.deployPhase().stage() instanceof Stage.Ready;
        if (neverSent && !parentKnows) {
            engine.shipper().tellParent(current);
            parentKnows = true;
        }
    }

    /** What has to be said before the intent is saved, since it may change it; null if there is nothing. */
    private @Nullable DeploymentEvent first(DispatchIntent intent) {
        return intent.phase() == Phase.ROLL_BACK ? earlierChanged(intent) : withdrawal(intent);
    }

    /** Now that the place is held, nothing changes any more of what there is to return to. */
    private @Nullable DeploymentEvent earlierChanged(DispatchIntent intent) {
        EarlierVersion earlier = engine.shipper().earlierChanged(current);
        return earlier == null
                ? null
                : new DeploymentEvent.EarlierChanged(intent.attempt(), earlier, intent.intendedAt());
    }

    /** Null unless nothing was started yet of what was shipped on, and what it was shipped on from does not stand any more. */
    private @Nullable DeploymentEvent withdrawal(DispatchIntent intent) {
        boolean untouched = intent.phase() == Phase.DEPLOY
                && current.deployPhase().startedAt().equals(current.request().initiatedAt());
        return untouched ? engine.shipper().withdrawal(current) : null;
    }

    /**
     * With the first intent goes what a rollback would return to. Only now is that certain: since this deployment holds the
     * environment's place, no other one is promoted or rolled back there any more.
     */
    private DeploymentEvent.Intended intended(DispatchIntent intent) {
        if (intent.phase() != Phase.DEPLOY) {
            return new DeploymentEvent.Intended(intent);
        }
        return new DeploymentEvent.Intended(intent, engine.shipper().earlier(current.environment(), current.id()));
    }

    /** While a deployment was settled that goes on by now, another one may have been rolled back. */
    private @Nullable EarlierVersion earlier(Step.Poll poll) {
        boolean goesOn = poll.attempt().phase() == Phase.DEPLOY
                && poll.run().runAttempt() > 1
                && !current.settled()
                && !current.deployPhase().startedAt().equals(current.request().initiatedAt());
        return goesOn ? engine.shipper().earlierChanged(current) : null;
    }

    /** Saves what was planned for exactly this revision; if somebody else was faster, the plan is made anew. */
    private boolean saveOrReplan(DeploymentEvent event) {
        Written written = engine.writer().tryOnce(current, event, token);
        if (written instanceof Written.Saved saved) {
            current = saved.deployment();
            return true;
        }
        if (written instanceof Written.Overtaken overtaken) {
            current = overtaken.deployment();
        } else if (written instanceof Written.Restrained restrained) {
            saveOrReplan(restrained.by());
        } else if (written instanceof Written.Refused refused) {
            LOG.error("{}: planned, but refused: {} ({})", current.id(), event, refused.reason());
            rest = REST;
        } else {
            claimLost = true;
        }
        return false;
    }

    private interface Call {
        @Nullable
        DeploymentEvent make() throws InterruptedException;
    }

    private void start(Lane lane, Step step, Call call) {
        launch(lane, step, engine.callLimit(), call);
    }

    /** Whether this node has what it takes to verify a deployment. If not, it is left to others. */
    private boolean canVerify(Deployment about) {
        String lacks = engine.verifier().lacks(about);
        if (lacks != null) {
            LOG.warn("{}: not verified here, this node lacks {}; left to other nodes", about.id(), lacks);
            rest = LEFT_TO_OTHERS;
        }
        return lacks == null;
    }

    private void askAdmission(Step.AskAdmission step) {
        Deployment about = current;
        Duration limit = Preflight.longest(about.request().admission()).plus(engine.callLimit());
        launch(
                Lane.WORK,
                step,
                limit,
                () -> new DeploymentEvent.AdmissionAnswered(
                        step.admission().due(), engine.preflight().ask(about.request()), engine.now()));
    }

    private void startBaseline(Step.LookBefore step) {
        Deployment about = current;
        BaselineLook look = step.look();
        if (canVerify(about)) {
            String running = engine.shipper().running(about);
            launch(Lane.WORK, step, look.limit(), () -> {
                Verification result = engine.verifier().before(about, look);
                return new DeploymentEvent.BaselineLooked(look.startedAt(), result, running, engine.now());
            });
        }
    }

    /** A newer deployment is asked for first, and once more when the checks have answered: they may have seen that one. */
    private void startLookAfter(Step.LookAfter step) {
        Deployment about = current;
        DeploymentEvent superseded = superseded(about);
        if (superseded != null) {
            saveOrReplan(superseded);
        } else if (canVerify(about)) {
            launch(Lane.WORK, step, engine.verifier().longest(about).plus(engine.callLimit()), () -> {
                Verification result = engine.verifier().after(about);
                return lookedAfter(about, step, result);
            });
        }
    }

    private @Nullable DeploymentEvent lookedAfter(Deployment about, Step.LookAfter step, Verification result) {
        try {
            DeploymentEvent superseded = superseded(about);
            return superseded == null ? new DeploymentEvent.WatchLooked(step.due(), result, engine.now()) : superseded;
        } catch (StoreUnavailableException e) {
            LOG.warn("{}: watched, and looked at again later: {}", about.id(), e.getMessage());
            return null;
        }
    }

    /** That looks are missing is no news of a deployment that is not the newest any more. */
    private DeploymentEvent orSuperseded(DeploymentEvent planned) {
        boolean ofWatch =
                planned instanceof DeploymentEvent.DeadlinePassed passed && passed.deadline() == Deadline.WATCH;
        DeploymentEvent superseded = ofWatch ? superseded(current) : null;
        return superseded == null ? planned : superseded;
    }

    private @Nullable DeploymentEvent superseded(Deployment about) {
        return engine.writer()
                .newer(about)
                .map(id -> new DeploymentEvent.WatchSuperseded(id, engine.now()))
                .orElse(null);
    }

    private void startVerification(Step.Verify verify) {
        Deployment about = current;
        if (!canVerify(about)) {
            return;
        }
        VerificationKey verification = verify.verification();
        long number = lastNumber + 1;
        launch(Lane.WORK, verify, engine.verifier().longest(about).plus(engine.callLimit()), () -> {
            Verification result = engine.verifier().verify(about, verification, (done, total, settling) -> {
                if (!verification.isRound()) {
                    answer(
                            number,
                            new DeploymentEvent.ChecksProgressed(verification, done, total, settling, engine.now()),
                            false);
                }
            });
            return new DeploymentEvent.Verified(verification, result, engine.now());
        });
    }

    private void launch(Lane lane, Step step, Duration limit, Call call) {
        Callback callback = engine.callbacks().of(step);
        if (callback.isFull()) {
            callback.lost();
            notMade(step, callback.name() + " is not called: " + callback.whyFull());
            return;
        }
        Callback.Call counted = callback.call();
        long number = ++lastNumber;
        Deployment about = current;
        FutureTask<Void> task = new FutureTask<>(() -> {
            DeploymentEvent event = null;
            if (!counted.begins()) {
                return null;
            }
            try {
                event = call.make();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (Throwable e) {
                LOG.error("{}: defect in {}", about.id(), step.getClass().getSimpleName(), e);
                throw e;
            } finally {
                counted.ended();
                answer(number, event, true);
            }
            return null;
        });
        ongoing.put(
                lane, new OngoingStep(number, about, step, task, engine.now().plus(limit), counted));
        try {
            engine.execute(task);
        } catch (Throwable e) {
            Survivors.unlessItIsTheEnd(engine.threads(), e);
            if (counted.callOff()) {
                ongoing.remove(lane);
                LOG.error("{}: the executor takes no task", current.id(), e);
                notMade(step, "no thread could be had for it");
            }
        }
    }

    /** A step that was certainly not begun. */
    private void notMade(Step step, String reason) {
        DeploymentEvent event = engine.calls().notMade(current, step, reason);
        if (event == null) {
            rest = REST;
        } else {
            record(event);
        }
    }

    /** Hands an answer to this turn, or, when it is over, to the engine: an outcome is never thrown away. */
    private void answer(long number, @Nullable DeploymentEvent event, boolean last) {
        boolean late = !mailbox.offer(new Mailbox.Message.Answer(number, event, last));
        if (late && event != null) {
            engine.recordLate(current.id(), event);
        }
    }

    /** What does not come back counts as unanswered, and its lane is free again. */
    private void dropOverdue() {
        Instant now = engine.now();
        Iterator<OngoingStep> all = ongoing.values().iterator();
        while (all.hasNext()) {
            OngoingStep running = all.next();
            if (running.isOverdue(now)) {
                all.remove();
                LOG.warn(
                        "{}: no answer to {}",
                        current.id(),
                        running.step().getClass().getSimpleName());
                DeploymentEvent unanswered = running.giveUp(engine.calls());
                if (unanswered != null) {
                    record(unanswered);
                }
            }
        }
    }

    /** A verification that nobody wants any more, since somebody decided meanwhile, is not waited for. */
    private void dropUnwanted() {
        OngoingStep running = ongoing.get(Lane.WORK);
        if (running != null
                && running.step() instanceof Step.OfChecks
                && !running.step().equals(engine.plan(current).work())) {
            dropVerification();
        }
    }

    /** A verification changes nothing outside, so that another node may as well begin it anew. */
    private void dropVerification() {
        OngoingStep running = ongoing.get(Lane.WORK);
        if (running != null && running.step() instanceof Step.OfChecks) {
            ongoing.remove(Lane.WORK);
            running.task().cancel(true);
        }
    }

    /**
     * Before anything is started, since a node that was frozen for longer than its claim lasts must not go on as if it had it.
     * Returns whether it was renewed: what others did meanwhile is looked at first.
     */
    private boolean keepClaim() {
        Instant now = engine.now();
        if (claimLost || now.isBefore(renewedAt.plus(engine.lease().dividedBy(3)))) {
            return false;
        }
        claimLost = !engine.store().renew(token, now, engine.lease());
        renewedAt = now;
        mailbox.offer(new Mailbox.Message.Changed());
        return !claimLost;
    }

    /** Nothing is due: leaves the deployment to its due time. Returns whether the turn is over. */
    private boolean reschedule() {
        Instant dueAt = engine.plan(current).dueAt();
        if (rest != null) {
            dueAt = engine.now().plus(rest);
        }
        if (!Objects.equals(dueAt, current.dueAt())) {
            Written written = engine.writer().reschedule(current, dueAt, token);
            if (written instanceof Written.Overtaken overtaken) {
                current = overtaken.deployment();
                rest = null;
                return false;
            }
        }
        return mailbox.closeIfEmpty();
    }

    /** Ends the turn. Calls that are under way go on, and their answers are saved when they come. */
    private void end(boolean release) {
        try {
            dropVerification();
            ongoing.values().forEach(engine::leaveBehind);
            while (!mailbox.closeIfEmpty()) {
                for (Mailbox.Message message = mailbox.poll(); message != null; message = mailbox.poll()) {
                    if (message instanceof Mailbox.Message.Answer answer && answer.event() != null) {
                        engine.recordLate(current.id(), answer.event());
                    }
                }
            }
        } finally {
            engine.ended(this, current.id(), release ? token : null);
        }
    }
}
