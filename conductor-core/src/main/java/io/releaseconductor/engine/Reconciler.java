package io.releaseconductor.engine;

import io.releaseconductor.chat.Card;
import io.releaseconductor.chat.CardRenderer;
import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.health.Health;
import io.releaseconductor.health.PartHealth;
import io.releaseconductor.model.DeployId;
import io.releaseconductor.plan.Planner;
import io.releaseconductor.spi.Claim;
import io.releaseconductor.spi.StoreUnavailableException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Claims what is due and has it worked on: by hand, one round at a time, or on threads of its own. Several of them, on several
 * nodes, may share one store. Thread-safe.
 */
public final class Reconciler implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Reconciler.class);

    /** How many deployments are worked on at once; more wait for their turn in the store. */
    private static final int MOST_TURNS = 256;

    /** How many are claimed at once by hand: few, since the last one's lease runs while the others are worked on. */
    private static final int BATCH = 8;

    private static final Duration PAUSE = Duration.ofMillis(500);

    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(10);

    private final EngineParts parts;
    private final Engine engine;
    private final Writer writer;
    private final Shipper shipper;
    private final Permissions permissions;
    private final Refusals refusals;
    private final Restraints restraints;
    private final Preflight preflight;
    private final Locks locks;
    private final AtomicBoolean started = new AtomicBoolean();
    private final Threads.Signal roused;
    private final Threads.Signal turnEnded;
    private final Threads.Signal watched;
    private final Callbacks callbacks;
    private final Pulse pulse = new Pulse();
    private final NodeAlerts nodeAlerts;
    private final Watch watch;
    private final CleanUp cleanUp;
    private final Forgetting forgetting;
    private final Witness witness;
    private final Clocks clocks;

    /**
     * Makes one that does nothing yet.
     *
     * @param parts what it is wired from
     */
    public Reconciler(EngineParts parts) {
        this(parts, CardRenderer::render);
    }

    /** @param renderer renders a deployment's card; pure */
    Reconciler(EngineParts parts, Function<Deployment, Card> renderer) {
        this.parts = parts;
        RenderedCards cards = new RenderedCards(renderer);
        Planner planner = new Planner(parts.deadlines(), cards, parts.looksUpChanges(), parts.alertRules());
        this.roused = parts.threads().signal();
        this.turnEnded = parts.threads().signal();
        this.watched = parts.threads().signal();
        this.callbacks = new Callbacks(parts, turnEnded::give);
        this.nodeAlerts = new NodeAlerts(parts, callbacks.alerts());
        this.watch = new Watch(parts, callbacks, pulse, nodeAlerts);
        this.cleanUp = new CleanUp(parts);
        this.forgetting = new Forgetting(parts);
        this.witness = new Witness(parts, nodeAlerts);
        this.clocks = new Clocks(parts.clock(), parts.store());
        this.restraints = new Restraints(parts);
        this.writer = new Writer(parts, planner, restraints, callbacks, nodeAlerts, witness, clocks);
        this.locks = new Locks(parts, writer, restraints, callbacks, started::get);
        this.permissions = new Permissions(parts, callbacks);
        this.refusals = new Refusals(parts, writer, roused::give);
        LinkedCards linkedCards = new LinkedCards(parts, callbacks, writer);
        this.preflight = new Preflight(parts, callbacks);
        this.shipper = new Shipper(parts, permissions, writer, restraints, callbacks, linkedCards);
        this.engine = new Engine(
                parts,
                planner,
                cards,
                writer,
                shipper,
                linkedCards,
                restraints,
                preflight,
                callbacks,
                witness,
                clocks,
                this::turnEnded);
    }

    /** {@return what saves events} */
    public Writer writer() {
        return writer;
    }

    /** {@return what creates deployments} */
    public Shipper shipper() {
        return shipper;
    }

    /** {@return what looks after locks} */
    public Locks locks() {
        return locks;
    }

    /** {@return what knows what keeps deployments from beginning} */
    public Restraints restraints() {
        return restraints;
    }

    /** {@return what asks the rules of the pre-flight} */
    public Preflight preflight() {
        return preflight;
    }

    /** {@return what asks for permission} */
    public Permissions permissions() {
        return permissions;
    }

    /** {@return what notes who was refused} */
    public Refusals refusals() {
        return refusals;
    }

    /**
     * Works on all that is due, on this thread, until nothing is due.
     *
     * @return how many claims were worked on
     * @throws StoreUnavailableException if the store cannot be reached
     * @throws IllegalStateException if it is closed
     */
    public int runDue() {
        requireOpen();
        engine.dropOverdueCalls();
        engine.recordInHand();
        refusals.write();
        cleanUp.now();
        locks.now();
        watch.lookAtOthers();
        int worked = 0;
        for (List<Claim> claims = engine.claimDue(BATCH);
                !claims.isEmpty() && !engine.isStopping();
                claims = engine.claimDue(BATCH)) {
            for (Claim claim : claims) {
                engine.turn(claim).run();
                worked++;
            }
        }
        witness.look();
        return worked;
    }

    /**
     * Begins to work on threads of its own, until it is closed. Does nothing if it has begun before.
     *
     * @return whether it began now
     * @throws IllegalStateException if it is closed
     */
    public boolean start() {
        requireOpen();
        boolean first = started.compareAndSet(false, true);
        if (first) {
            forgetting.sayAtStart();
            parts.threads().start("conductor-" + parts.nodeId(), this::poll);
            parts.threads().start("conductor-" + parts.nodeId() + "-watch", this::watch);
        }
        return first;
    }

    /** Why nothing would come of a command on this node, for people; null if it works, or is worked by hand. */
    public @Nullable String unavailable() {
        if (engine.isStopping()) {
            return "This node is closed.";
        }
        String standstill = pulse.standstill();
        return standstill == null ? null : "This node does no work: " + standstill + ".";
    }

    /** {@return how this node is} */
    public Health health() {
        Instant now = engine.now();
        String standstill = pulse.standstill();
        Health.Work work = Health.Work.RUNNING;
        if (engine.isStopping()) {
            work = Health.Work.CLOSED;
        } else if (!started.get()) {
            work = Health.Work.BY_HAND;
        } else if (standstill != null) {
            work = Health.Work.STALLED;
        }
        List<PartHealth> all = new ArrayList<>(watch.parts());
        all.add(cleanUp.health());
        all.add(clocks.health());
        return new Health(
                now,
                work,
                work == Health.Work.STALLED ? standstill : null,
                pulse.lastRound(),
                pulse.lag(now, LONGEST_PAUSE),
                engine.turnsUnderWay(),
                pulse.storeProblem(),
                engine.outcomesInHand(),
                callbacks.health(),
                all);
    }

    private void requireOpen() {
        if (engine.isStopping()) {
            throw new IllegalStateException("conductor " + parts.nodeId() + " is closed");
        }
    }

    /** The rounds of a node that works on threads of its own. Nothing that is thrown ends them. */
    private void poll() {
        Duration pause = PAUSE;
        while (!engine.isStopping()) {
            try {
                pause = round() ? PAUSE : longer(pause);
                rest(pause);
            } catch (Throwable e) {
                // not even saying what went wrong went well, such as when there is no memory left
                Survivors.unlessItIsTheEnd(parts.threads(), e);
                pulse.defect(e.getClass().getSimpleName());
            }
        }
    }

    private static Duration longer(Duration pause) {
        Duration doubled = pause.multipliedBy(2);
        return doubled.compareTo(LONGEST_PAUSE) < 0 ? doubled : LONGEST_PAUSE;
    }

    /** Returns whether it went as it should. */
    private boolean round() {
        try {
            engine.callOffLateTurns();
            engine.dropOverdueCalls();
            engine.recordInHand();
            refusals.write();
            cleanUp.begin();
            locks.begin();
            boolean begun = claim();
            witness.look();
            return begun;
        } catch (StoreUnavailableException e) {
            pulse.storeAway(String.valueOf(e.getMessage()));
            if (!engine.isStopping()) {
                LOG.warn("The state store is unavailable, trying again soon: {}", e.getMessage());
            }
        } catch (Throwable e) {
            Survivors.unlessItIsTheEnd(parts.threads(), e);
            pulse.defect(e.getClass().getSimpleName() + (e.getMessage() == null ? "" : ": " + e.getMessage()));
            LOG.error("Looking for due work failed, going on", e);
        }
        return false;
    }

    private boolean claim() {
        Instant now = engine.now();
        int free = MOST_TURNS - engine.turnsUnderWay();
        List<Claim> claims = free > 0 ? engine.claimDue(free) : List.of();
        boolean begun = true;
        for (Claim claim : claims) {
            begun &= engine.begin(claim);
        }
        if (!begun) {
            pulse.defect("the executor takes no tasks");
        } else if (free > 0) {
            pulse.round(now, lateness(claims, now));
        } else {
            pulse.busy();
        }
        return begun;
    }

    private static Duration lateness(List<Claim> claims, Instant now) {
        return claims.stream()
                .map(claim -> claim.deployment().dueAt())
                .filter(Objects::nonNull)
                .map(due -> Duration.between(due, now))
                .filter(late -> !late.isNegative())
                .max(Comparator.naturalOrder())
                .orElse(Duration.ZERO);
    }

    private void watch() {
        while (!engine.isStopping()) {
            try {
                watched.await(Watch.EVERY);
                watch.look();
            } catch (Throwable e) {
                Survivors.unlessItIsTheEnd(parts.threads(), e);
            }
        }
    }

    /**
     * Tells that a deployment was changed by somebody else than a turn: it is looked at soon.
     *
     * @param id which
     */
    public void changed(DeployId id) {
        engine.changed(id);
        roused.give();
    }

    private void turnEnded() {
        roused.give();
        turnEnded.give();
    }

    private void rest(Duration atMost) {
        try {
            roused.await(atMost);
        } catch (InterruptedException e) {
            // only somebody else's code on this thread can have meant it, and this thread does not end for that
            LOG.debug("Interrupted, going on");
        }
    }

    /** Stops: starts nothing new, waits up to 10 seconds for what is under way, and saves what comes of it. */
    @Override
    public void close() {
        boolean closedBefore = engine.isStopping();
        engine.stop();
        cleanUp.stop();
        locks.stop();
        roused.give();
        watched.give();
        try {
            awaitTurns();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        try {
            engine.recordInHand();
            refusals.write();
        } catch (StoreUnavailableException e) {
            LOG.warn("Closed with outcomes that could not be saved: {}", e.getMessage());
        }
        if (refusals.waiting() > 0) {
            LOG.warn("Closed with {} refusals that no audit trail tells", refusals.waiting());
        }
        if (callbacks.waiting() > 0) {
            LOG.warn("Closed with {} changes that listeners are not told any more", callbacks.waiting());
        }
        if (!closedBefore) {
            forgetting.sayAtClose();
        }
    }

    private void awaitTurns() throws InterruptedException {
        long deadline = parts.threads().nanoTime() + CLOSE_LIMIT.toNanos();
        while (engine.turnsUnderWay() > 0 || callbacks.waiting() > 0) {
            long left = deadline - parts.threads().nanoTime();
            if (left <= 0) {
                if (engine.turnsUnderWay() > 0) {
                    LOG.warn(
                            "Closed with {} deployments under way; another node takes them over",
                            engine.turnsUnderWay());
                }
                return;
            }
            callbacks.watch();
            turnEnded.await(Duration.ofNanos(left));
        }
    }
}
