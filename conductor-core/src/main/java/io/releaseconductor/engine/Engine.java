package io.releaseconductor.engine;

import io.releaseconductor.chat.Card;
import io.releaseconductor.deployment.DeliveryOutcome;
import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.deployment.DeploymentEvent;
import io.releaseconductor.engine.Writer.Written;
import io.releaseconductor.model.DeployId;
import io.releaseconductor.plan.Plan;
import io.releaseconductor.plan.Planner;
import io.releaseconductor.spi.Claim;
import io.releaseconductor.spi.ClaimToken;
import io.releaseconductor.spi.StateStore;
import io.releaseconductor.spi.StoreUnavailableException;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What all turns of a node share. Thread-safe. */
final class Engine {

    private static final Logger LOG = LoggerFactory.getLogger(Engine.class);

    /** How many cards that were held back are tried at once when another one was shown. */
    private static final int FREED_BY_ONE = 2;

    private static final int MOST_ORPHANS = 1_000;

    private record InHand(DeployId id, DeploymentEvent event) {}

    private final EngineParts parts;
    private final Planner planner;
    private final RenderedCards cards;
    private final Writer writer;
    private final Shipper shipper;
    private final PortCalls calls;
    private final Verifier verifier;
    private final Map<DeployId, Turn> turns = new ConcurrentHashMap<>();
    private final ConcurrentLinkedQueue<InHand> inHand = new ConcurrentLinkedQueue<>();
    private final AtomicInteger beingSaved = new AtomicInteger();
    /** Calls whose turns ended before them. */
    private final ConcurrentLinkedQueue<OngoingStep> leftBehind = new ConcurrentLinkedQueue<>();

    private final HeldBack heldBack = new HeldBack();
    private final Map<DeployId, String> orphans = new ConcurrentHashMap<>();
    private final Runnable turnEnded;
    private final Callbacks callbacks;
    private final Inquiry inquiry;
    private final LinkedCards linkedCards;
    private final Restraints restraints;
    private final Preflight preflight;
    private final Witness witness;
    private final Clocks clocks;
    private final PastVerifications pastVerifications;
    private volatile boolean stopping;

    Engine(
            EngineParts parts,
            Planner planner,
            RenderedCards cards,
            Writer writer,
            Shipper shipper,
            LinkedCards linkedCards,
            Restraints restraints,
            Preflight preflight,
            Callbacks callbacks,
            Witness witness,
            Clocks clocks,
            Runnable turnEnded) {
        this.parts = parts;
        this.planner = planner;
        this.cards = cards;
        this.writer = writer;
        this.shipper = shipper;
        this.callbacks = callbacks;
        this.witness = witness;
        this.clocks = clocks;
        this.inquiry = new Inquiry(parts.threads());
        this.linkedCards = linkedCards;
        this.restraints = restraints;
        this.preflight = preflight;
        this.pastVerifications = new PastVerifications(parts, writer);
        this.calls = new PortCalls(parts, callbacks);
        this.verifier = new Verifier(parts, callbacks);
        this.turnEnded = turnEnded;
    }

    List<Claim> claimDue(int limit) {
        return store().claimDue(now(), lease(), limit);
    }

    Turn turn(Claim claim) {
        Turn turn = new Turn(this, claim);
        turns.put(claim.deployment().id(), turn);
        witness.seen(claim.deployment());
        return turn;
    }

    /** Begins a turn on another thread; returns whether the executor took it. */
    boolean begin(Claim claim) {
        Turn turn = turn(claim);
        try {
            execute(turn);
            return true;
        } catch (Throwable e) {
            Survivors.unlessItIsTheEnd(threads(), e);
            if (turn.callOff()) {
                LOG.error("{}: the executor takes no task", claim.deployment().id(), e);
                ended(turn, claim.deployment().id(), claim.token());
            }
            return false;
        }
    }

    /** Forgets turns that the executor took and did not begin, once others may have claimed their deployments. */
    void callOffLateTurns() {
        Instant latest = now().minus(lease());
        turns.forEach((id, turn) -> {
            if (turn.claimedAt().isBefore(latest) && turn.callOff()) {
                LOG.error("{}: the executor has not begun its task within {}", id, lease());
                turns.remove(id, turn);
            }
        });
    }

    /** A turn ends, and a call of it is under way. */
    void leaveBehind(OngoingStep running) {
        leftBehind.add(running);
    }

    /**
     * Calls that outlived their turns have no more time than others, and the record has to know of each that may still have its
     * effect. What comes of them after all is saved when it comes.
     */
    void dropOverdueCalls() {
        Instant now = now();
        Iterator<OngoingStep> all = leftBehind.iterator();
        while (all.hasNext()) {
            OngoingStep running = all.next();
            if (running.isOverdue(now)) {
                all.remove();
                DeploymentEvent unanswered = running.giveUp(calls);
                if (unanswered != null) {
                    recordLate(running.about().id(), unanswered);
                }
            } else if (running.task().isDone()) {
                all.remove();
            }
        }
    }

    int turnsUnderWay() {
        return turns.size();
    }

    /** Forgets a turn and gives its claim back; without a token the claim is left to run out. */
    void ended(Turn turn, DeployId id, @Nullable ClaimToken token) {
        turns.remove(id, turn);
        try {
            if (token != null) {
                store().release(token);
            }
        } catch (StoreUnavailableException e) {
            LOG.debug("{}: the claim runs out by itself: {}", id, e.getMessage());
        } catch (Throwable e) {
            Survivors.unlessItIsTheEnd(threads(), e);
            LOG.warn("{}: the claim runs out by itself", id, e);
        } finally {
            turnEnded.run();
        }
    }

    /** Tells a turn on this node, if there is one, that somebody else changed its deployment. */
    void changed(DeployId id) {
        Turn turn = turns.get(id);
        if (turn != null) {
            turn.changed();
        }
    }

    /** What checks found tells how things were then, and they can be asked again: it counts under the claim it was found under. */
    static boolean isRepeatable(DeploymentEvent event) {
        return event instanceof DeploymentEvent.OfChecks;
    }

    /** Saves the outcome of a call; while the store is unavailable it is kept in hand. */
    Written recordOutcome(Deployment current, DeploymentEvent event, @Nullable ClaimToken token) {
        try {
            Written written = persist(current, event, token);
            follow(current.id(), event, written);
            return written;
        } catch (StoreUnavailableException e) {
            if (!isRepeatable(event)) {
                inHand.add(new InHand(current.id(), event));
            }
            throw e;
        }
    }

    private Written persist(Deployment deployment, DeploymentEvent event, @Nullable ClaimToken token) {
        return writer.persist(deployment, as -> pastVerifications.told(as, event), as -> Optional.empty(), token);
    }

    /**
     * Saves an outcome that came back when its turn was over: like a report from outside, by revision alone. What checks found is
     * asked for again instead.
     */
    void recordLate(DeployId id, DeploymentEvent event) {
        if (isRepeatable(event)) {
            return;
        }
        try {
            store().find(id)
                    .ifPresentOrElse(d -> follow(id, event, persist(d, event, null)), () -> witness.missing(id, event));
        } catch (StoreUnavailableException e) {
            inHand.add(new InHand(id, event));
        } catch (Throwable e) {
            Survivors.unlessItIsTheEnd(threads(), e);
            LOG.error("{}: defect, this outcome could not be saved: {}", id, event, e);
        }
    }

    /** What comes of a card for others: a chat that works, works for those as well that wait for it. */
    private void follow(DeployId id, DeploymentEvent event, Written written) {
        if (!(event instanceof DeploymentEvent.CardDelivered delivered)) {
            return;
        }
        if (delivered.outcome() instanceof DeliveryOutcome.Shown shown) {
            if (written instanceof Written.Saved saved
                    && !shown.reference().equals(delivered.before().reference())) {
                linkedCards.shown(saved.deployment());
            }
            if (written instanceof Written.Refused refused
                    && !shown.reference().equals(refused.deployment().card().reference())) {
                retire(id, shown.reference());
            }
            String orphan = orphans.remove(id);
            if (orphan != null && !orphan.equals(shown.reference())) {
                retire(id, orphan);
            }
            heldBack.remove(id);
            // a few at a time, each of which frees a few more, so that the chat sets the pace
            heldBack.take(FREED_BY_ONE, now()).forEach(this::chatReached);
        } else if (delivered.outcome() instanceof DeliveryOutcome.Gone
                && delivered.before().reference() != null
                && orphans.size() < MOST_ORPHANS) {
            // not always deleted: in a thread that was archived it can be changed again once something is posted there
            orphans.put(id, delivered.before().reference());
        } else if (delivered.outcome() instanceof DeliveryOutcome.Unavailable unavailable
                && written instanceof Written.Saved) {
            heldBack.add(id, unavailable.retryAt());
        }
    }

    private void chatReached(DeployId id) {
        recordLate(id, new DeploymentEvent.ChatReached(now()));
        changed(id);
    }

    /** Two posts of one card crossed, and this is the one that lost. */
    private void retire(DeployId id, String reference) {
        try {
            execute(() -> {
                try {
                    inquiry.ask(callbacks.chat(), id + ": retire " + reference, callLimit(), () -> {
                        parts.chat().retire(reference);
                        return true;
                    });
                } catch (UnansweredException e) {
                    LOG.warn("{}: the buttons of {}, which is not its card, stay: {}", id, reference, e.getMessage());
                }
            });
        } catch (Throwable e) {
            Survivors.unlessItIsTheEnd(threads(), e);
            LOG.warn("{}: the buttons of {} stay: the executor takes no task", id, reference, e);
        }
    }

    /** Saves the outcomes that could not be saved before. Each is in hand until it is, or is back in line. */
    void recordInHand() {
        for (int left = inHand.size(); left > 0; left--) {
            beingSaved.incrementAndGet();
            try {
                InHand next = inHand.poll();
                if (next != null) {
                    recordLate(next.id(), next.event());
                }
            } finally {
                beingSaved.decrementAndGet();
            }
        }
    }

    void stop() {
        stopping = true;
        turns.values().forEach(Turn::changed);
    }

    boolean isStopping() {
        return stopping;
    }

    void execute(Runnable task) {
        threads().execute(task);
    }

    Instant now() {
        return parts.clock().instant();
    }

    Threads threads() {
        return parts.threads();
    }

    StateStore store() {
        return parts.store();
    }

    Plan plan(Deployment deployment) {
        return planner.next(deployment, now(), clocks.ahead());
    }

    /** The card that the plan for this deployment is about. */
    Card card(Deployment deployment) {
        return cards.card(deployment);
    }

    Writer writer() {
        return writer;
    }

    Shipper shipper() {
        return shipper;
    }

    Restraints restraints() {
        return restraints;
    }

    Preflight preflight() {
        return preflight;
    }

    Callbacks callbacks() {
        return callbacks;
    }

    int outcomesInHand() {
        return inHand.size() + beingSaved.get();
    }

    PortCalls calls() {
        return calls;
    }

    Verifier verifier() {
        return verifier;
    }

    Duration lease() {
        return parts.lease();
    }

    Duration callLimit() {
        return parts.deadlines().call();
    }
}
