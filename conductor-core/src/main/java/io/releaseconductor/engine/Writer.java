package io.releaseconductor.engine;

import io.releaseconductor.deployment.Audited;
import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.deployment.DeploymentEvent;
import io.releaseconductor.deployment.HistoryEntry;
import io.releaseconductor.deployment.Lifecycle;
import io.releaseconductor.deployment.LifecycleResult;
import io.releaseconductor.deployment.StatusOutcome;
import io.releaseconductor.deployment.WorkflowRun;
import io.releaseconductor.lock.Beginning;
import io.releaseconductor.model.DeployId;
import io.releaseconductor.model.Phase;
import io.releaseconductor.plan.Planner;
import io.releaseconductor.spi.ClaimToken;
import io.releaseconductor.spi.HistoryQuery;
import io.releaseconductor.spi.SaveResult;
import io.releaseconductor.spi.StateStore;
import io.releaseconductor.spi.StoreUnavailableException;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Applies events and saves what becomes of them. Thread-safe. */
public final class Writer {

    private static final Logger LOG = LoggerFactory.getLogger(Writer.class);

    private final StateStore store;
    private final Planner planner;
    private final Clock clock;
    private final Callbacks callbacks;
    private final NodeAlerts nodeAlerts;
    private final Witness witness;
    private final Clocks clocks;
    private final Freezing freezing;
    private final Restraints restraints;
    private final String nodeId;

    /** A node may have the same name after a restart, and must not take what was written before it for its own. */
    private final String start = UUID.randomUUID().toString();

    private final AtomicLong operations = new AtomicLong();

    Writer(
            EngineParts parts,
            Planner planner,
            Restraints restraints,
            Callbacks callbacks,
            NodeAlerts nodeAlerts,
            Witness witness,
            Clocks clocks) {
        this.store = parts.store();
        this.planner = planner;
        this.restraints = restraints;
        this.clock = parts.clock();
        this.callbacks = callbacks;
        this.nodeAlerts = nodeAlerts;
        this.witness = witness;
        this.clocks = clocks;
        this.freezing = new Freezing(parts);
        this.nodeId = parts.nodeId();
    }

    /** What came of a write. */
    public sealed interface Written {

        /**
         * Saved.
         *
         * @param deployment as saved
         */
        record Saved(Deployment deployment) implements Written {}

        /**
         * The event does not fit the deployment as it stands.
         *
         * @param reason why, for people
         * @param deployment as it stands
         */
        record Refused(String reason, Deployment deployment) implements Written {}

        /**
         * Somebody else wrote in between, and the event was not applied again.
         *
         * @param deployment as it stands
         */
        record Overtaken(Deployment deployment) implements Written {}

        /**
         * A lock, the stop or a closed window keeps from beginning what would begin.
         *
         * @param by says which, and can be saved
         * @param deployment as it stands
         */
        record Restrained(DeploymentEvent.Restrained by, Deployment deployment) implements Written {}

        /** The claim is lost. */
        record ClaimLost() implements Written {}

        /** The deployment is gone. */
        record Missing() implements Written {}
    }

    /**
     * Applies an event to the deployment as it stands, however often somebody else writes in between.
     *
     * @param deployment the deployment as last known
     * @param event the event
     * @param token the claim to write under, or null for none
     * @return what came of it; never {@link Written.Overtaken}
     * @throws StoreUnavailableException if the store cannot be reached
     */
    public Written persist(Deployment deployment, DeploymentEvent event, @Nullable ClaimToken token) {
        return persist(deployment, as -> event, as -> Optional.empty(), token);
    }

    /**
     * The same for an event that has to be made anew where somebody else wrote in between, unless something stands against it.
     *
     * @param deployment the deployment as last known
     * @param event makes the event for the deployment as it stands
     * @param objection looks at the deployment as it stands: why not, for people, or empty
     * @param token the claim to write under, or null for none
     * @return what came of it; refused where there is an objection; never {@link Written.Overtaken}
     * @throws StoreUnavailableException if the store cannot be reached
     */
    public Written persist(
            Deployment deployment,
            Function<Deployment, DeploymentEvent> event,
            Function<Deployment, Optional<String>> objection,
            @Nullable ClaimToken token) {
        Deployment now = deployment;
        while (true) {
            Optional<String> against = objection.apply(now);
            if (against.isPresent()) {
                return new Written.Refused(against.get(), now);
            }
            Written written = tryOnce(now, event.apply(now), token);
            if (!(written instanceof Written.Overtaken overtaken)) {
                return written;
            }
            now = overtaken.deployment();
        }
    }

    /**
     * Applies an event, but only to exactly this revision of the deployment.
     *
     * @param deployment the deployment as last known
     * @param event the event
     * @param token the claim to write under, or null for none
     * @return what came of it
     * @throws StoreUnavailableException if the store cannot be reached
     */
    public Written tryOnce(Deployment deployment, DeploymentEvent event, @Nullable ClaimToken token) {
        clocks.compare(deployment);
        LifecycleResult result = rehearse(deployment, event);
        if (result instanceof LifecycleResult.Refused refused) {
            return new Written.Refused(refused.reason(), deployment);
        }
        Deployment then = Audited.by(deployment, event, ((LifecycleResult.Moved) result).next(), nodeId);
        Deployment next = planned(then);
        boolean goesOn = !(event instanceof DeploymentEvent.Asked) && deployment.settled() && !next.settled();
        String shippedLater = goesOn ? shippedLater(deployment) : null;
        Written written = shippedLater == null
                ? save(deployment, next, token, event)
                : new Written.Refused(shippedLater, deployment);
        if (written instanceof Written.Saved saved) {
            tell(deployment, event, saved.deployment());
        }
        DeploymentEvent instead =
                goesOn && written instanceof Written.Refused refused ? overtaken(deployment, event, refused) : null;
        return instead == null ? written : tryOnce(deployment, instead, token);
    }

    /** What is to be saved where a settled deployment cannot go on by itself, since another one began; null if nobody knows of one. */
    private @Nullable DeploymentEvent overtaken(Deployment settled, DeploymentEvent event, Written.Refused refused) {
        return event instanceof DeploymentEvent.Observed observed
                ? unwatched(observed, refused.reason())
                : newer(settled)
                        .map(id -> new DeploymentEvent.WatchSuperseded(id, event.at()))
                        .orElse(null);
    }

    /**
     * Looks what an event would come to, and writes nothing.
     *
     * @param deployment the deployment
     * @param event the event
     * @return what the lifecycle says to it
     */
    public LifecycleResult rehearse(Deployment deployment, DeploymentEvent event) {
        return Lifecycle.apply(freezing.frozen(deployment), event);
    }

    /** What goes on by itself must be the last one. */
    private @Nullable String shippedLater(Deployment settled) {
        return newer(settled).map(id -> id + " was shipped since.").orElse(null);
    }

    /** The newest deployment of an environment, if it is another one: history has the order in which they were created, and no other. */
    Optional<DeployId> newer(Deployment settled) {
        return store.history(HistoryQuery.newest(settled.environment(), 1)).entries().stream()
                .map(HistoryEntry::id)
                .filter(id -> !id.equals(settled.id()))
                .findFirst();
    }

    private static DeploymentEvent unwatched(DeploymentEvent.Observed event, String reason) {
        WorkflowRun run = ((StatusOutcome.Seen) event.outcome()).run();
        return new DeploymentEvent.Unwatched(event.attempt(), run, reason, event.at());
    }

    /** Saves another due time, since nothing else changed. */
    Written reschedule(Deployment deployment, @Nullable Instant dueAt, ClaimToken token) {
        return save(deployment, deployment.withDueAt(dueAt).withRevision(deployment.revision() + 1), token, null);
    }

    /** Notes in the audit trail that somebody was refused; nothing else is changed. Tried once, as the deployment was last known. */
    Written note(Deployment deployment, Refusals.Refusal refusal) {
        Deployment noted = Audited.refused(
                deployment, refusal.by(), refusal.action(), refusal.denied(), refusal.why(), refusal.at(), nodeId);
        return save(deployment, planned(noted), null, null);
    }

    /** As it is to be saved: with whether its card is stale by now, and with when it is due. */
    private Deployment planned(Deployment changed) {
        Deployment next = planner.isCardStale(changed) ? changed.withStaleCard() : changed;
        return next.withDueAt(
                planner.next(next, clock.instant(), clocks.ahead()).dueAt());
    }

    /** With the entry of its audit trail that says that it was shipped. */
    Deployment shipped(Deployment initiated) {
        return Audited.shipped(initiated, nodeId);
    }

    private Written save(
            Deployment deployment, Deployment next, @Nullable ClaimToken token, @Nullable DeploymentEvent event) {
        String operationId = nextOperation();
        Beginning beginning = event == null ? null : beginning(deployment, event);
        DeploymentEvent.Restrained closed =
                beginning == null ? null : restraints.closed(deployment.environment(), beginning.at());
        if (closed != null) {
            return new Written.Restrained(closed, deployment);
        }
        // once the deployment is gone, nobody can say that a person's decision did not take effect before
        boolean decision = event instanceof DeploymentEvent.Asked;
        SaveResult result = again(
                () -> store.compareAndSet(next, deployment.revision(), token, operationId, beginning),
                answer -> !(decision && answer instanceof SaveResult.Missing));
        if (result instanceof SaveResult.Saved saved) {
            return new Written.Saved(saved.deployment());
        }
        if (result instanceof SaveResult.Conflict conflict) {
            return new Written.Overtaken(conflict.current());
        }
        if (result instanceof SaveResult.PlaceTaken taken) {
            return new Written.Refused(placeTaken(taken.holder()), deployment);
        }
        if (result instanceof SaveResult.Superseded superseded) {
            return new Written.Refused(
                    "Not possible: " + superseded.by() + " was deployed later and is promoted.", deployment);
        }
        if (result instanceof SaveResult.Locked locked) {
            return new Written.Restrained(Restraints.restrainedBy(locked.lock(), clock.instant()), deployment);
        }
        if (result instanceof SaveResult.ClaimLost) {
            return new Written.ClaimLost();
        }
        if (result instanceof SaveResult.Missing) {
            witness.missing(deployment.id(), event);
            return new Written.Missing();
        }
        throw new IllegalStateException("The store answered " + result + ", which is not known here");
    }

    /** What begins with an event, for the store to hold against the locks; null for nothing, and for a rollback. */
    private static @Nullable Beginning beginning(Deployment deployment, DeploymentEvent event) {
        if (event instanceof DeploymentEvent.Promote || event instanceof DeploymentEvent.PromoteFully) {
            return new Beginning(((DeploymentEvent.Asked) event).by(), event.at());
        }
        return event instanceof DeploymentEvent.Intended intended && intended.phase() != Phase.ROLL_BACK
                ? new Beginning(deployment.currentProgress().begun().by(), event.at())
                : null;
    }

    /** Writes once more if the store fails: the answer may be all that was lost, and the same operation is recognised. */
    static <T> T again(Supplier<T> write) {
        return again(write, answer -> true);
    }

    /** The same where some answers to a repeated write leave open whether the first one took effect: the store's failure stands then. */
    private static <T> T again(Supplier<T> write, Predicate<T> isConclusive) {
        try {
            return write.get();
        } catch (StoreUnavailableException e) {
            LOG.debug("Writing again after {}", e.getMessage());
            T answer = write.get();
            if (isConclusive.test(answer)) {
                return answer;
            }
            throw e;
        }
    }

    String nextOperation() {
        return nodeId + "-" + start + "-" + operations.incrementAndGet();
    }

    /**
     * Tells who holds an environment's place.
     *
     * @param holder the deployment that holds it
     * @return one sentence for people
     */
    public static String placeTaken(Deployment holder) {
        return "Environment " + holder.environment() + " is taken by " + holder.id() + " ("
                + holder.status().words() + "), shipped by "
                + holder.request().initiatedBy().name() + ".";
    }

    void tell(@Nullable Deployment before, @Nullable DeploymentEvent event, Deployment after) {
        if (before != null && before.status() != after.status()) {
            LOG.info(
                    "{}: {} -> {}",
                    after.id(),
                    before.status().wireName(),
                    after.status().wireName());
        }
        nodeAlerts.seen(after.request().destination());
        witness.seen(after);
        callbacks.tell(before, event, after);
    }
}
