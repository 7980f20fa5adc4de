package io.releaseconductor.engine;

import io.releaseconductor.deployment.Action;
import io.releaseconductor.deployment.AdmissionState;
import io.releaseconductor.deployment.DeployRequest;
import io.releaseconductor.deployment.DeployRequestBuilder;
import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.deployment.DeploymentEvent;
import io.releaseconductor.deployment.DeploymentStatus;
import io.releaseconductor.deployment.EarlierVersion;
import io.releaseconductor.deployment.HistoryEntry;
import io.releaseconductor.deployment.LinkedOutcome;
import io.releaseconductor.deployment.LinkedShip;
import io.releaseconductor.deployment.ResolvedRef;
import io.releaseconductor.model.Actor;
import io.releaseconductor.model.DeployId;
import io.releaseconductor.model.Environment;
import io.releaseconductor.model.Phase;
import io.releaseconductor.model.Rollout;
import io.releaseconductor.model.RolloutPlan;
import io.releaseconductor.model.Strategy;
import io.releaseconductor.spi.CreateResult;
import io.releaseconductor.spi.HistoryQuery;
import io.releaseconductor.spi.StateStore;
import io.releaseconductor.spi.StoreUnavailableException;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Creates deployments, for people and for promotions. Thread-safe. */
public final class Shipper {

    private static final int MOST_TOLD = 256;

    private final EngineParts parts;
    private final StateStore store;
    private final Permissions permissions;
    private final Abilities abilities;
    private final KnownRefs refs;
    private final GoodVersions good;
    private final Writer writer;
    private final Restraints restraints;
    private final LinkedCards cards;

    /** The last creations that listeners were told of. */
    private final Set<String> told = new LinkedHashSet<>();

    Shipper(
            EngineParts parts,
            Permissions permissions,
            Writer writer,
            Restraints restraints,
            Callbacks callbacks,
            LinkedCards cards) {
        this.parts = parts;
        this.store = parts.store();
        this.permissions = permissions;
        this.abilities = new Abilities(parts, callbacks.workflows());
        this.refs = new KnownRefs(parts, callbacks.refs());
        this.good = new GoodVersions(store);
        this.writer = writer;
        this.restraints = restraints;
        this.cards = cards;
    }

    /**
     * Begins what is asked for, with all that follows from the environment as it stands.
     *
     * @param settings those of the environment
     * @param strategy how far the deploy phase goes
     * @param actor who asks
     * @return a builder that wants no more than what was asked for besides
     * @throws StoreUnavailableException if the store cannot be reached
     */
    public DeployRequestBuilder asking(ResolvedSettings settings, Strategy strategy, Actor actor) {
        Environment environment = settings.environment();
        RolloutPlan plan = settings.plan(strategy);
        Rollout rollout = plan.kind();
        DeployRequestBuilder request = DeployRequest.builder(
                environment, strategy, plan, actor, parts.clock().instant());
        UsualFigures usual = new UsualFigures(settings.latencyComparison(), settings.checkIds());
        EarlierVersion earlier = orBaseline(history(environment, null, usual::take), environment);
        return request.frozen(settings.policy(), settings.checkIds())
                .profile(settings.profile())
                .linked(settings.linked())
                .previousVersion(earlier.version())
                .olderVersion(earlier.older())
                .promoteFromHead(plan.waves().size() > 1 && fromHead(environment, Phase.PROMOTE, rollout))
                .linkedFromHead(linkedFromHead(settings, strategy))
                .called(settings.called())
                .metrics(settings.metrics())
                .failedRounds(settings.failedRounds())
                .usual(usual.usual())
                .riskyPaths(settings.riskyPaths())
                .admission(settings.admission())
                .watch(settings.watch())
                .soak(settings.soak())
                .withoutRollback(!abilities.supports(environment, Phase.ROLL_BACK, rollout));
    }

    /**
     * Stores a new deployment for a person, under the first free second's id.
     *
     * @param request what was asked for
     * @param admission what its pre-flight answered; null where there is none
     * @param key by which a repeat of the same request is recognised, or null
     * @return anything but {@link CreateResult.IdTaken}
     * @throws StoreUnavailableException if the store cannot be reached
     */
    public CreateResult ship(DeployRequest request, @Nullable AdmissionState admission, @Nullable String key) {
        String operationId = key == null ? writer.nextOperation() : asked(key);
        return Writer.again(() -> create(request, admission, operationId));
    }

    /**
     * Whether what is asked for was shipped before, and only the answer was lost.
     *
     * @param key by which a repeat of the same request is recognised, or null
     * @return whether a deployment is kept that was created for it
     * @throws StoreUnavailableException if the store cannot be reached
     */
    public boolean isShipped(@Nullable String key) {
        return key != null && store.created(asked(key)).isPresent();
    }

    private static String asked(String key) {
        return "asked:" + key;
    }

    /**
     * Why nothing may be shipped to an environment now: its window opens later than a deployment waits for that.
     *
     * @param environment where
     * @return what keeps it, or null for nothing
     */
    public DeploymentEvent.@Nullable Restrained closedFor(Environment environment) {
        return restraints.closedFor(
                environment, parts.clock().instant(), parts.deadlines().admission());
    }

    private boolean linkedFromHead(ResolvedSettings settings, Strategy strategy) {
        ResolvedSettings linked =
                settings.linked() == null ? null : parts.environments().get(settings.linked());
        return linked != null && !takesVersion(linked, strategy);
    }

    /**
     * Whether the workflow that deploys puts a given version in place, and not the head of the branch.
     *
     * @param settings those of the environment
     * @param strategy the strategy
     * @return whether a version can be asked for
     */
    public boolean takesVersion(ResolvedSettings settings, Strategy strategy) {
        return !fromHead(
                settings.environment(), Phase.DEPLOY, settings.plan(strategy).kind());
    }

    /**
     * What the branch or tag points at that is shipped without a version.
     *
     * @param settings those of the environment
     * @param strategy the strategy
     * @param ref the branch or tag, or null for the dispatcher's default
     * @return the commit, or that it is not known; null if there is nobody to ask, or the workflow takes no version
     */
    public @Nullable ResolvedRef resolve(ResolvedSettings settings, Strategy strategy, @Nullable String ref) {
        return parts.knowsRefs() && takesVersion(settings, strategy) ? refs.resolve(settings.environment(), ref) : null;
    }

    /** {@return what knows branches and tags} */
    public KnownRefs refs() {
        return refs;
    }

    /** {@return what knows which versions can be returned to} */
    public GoodVersions goodVersions() {
        return good;
    }

    private boolean fromHead(Environment environment, Phase phase, Rollout rollout) {
        return abilities.supports(environment, phase, rollout) && !abilities.takesVersion(environment, phase, rollout);
    }

    /**
     * Why a strategy cannot be shipped, as far as that is up to the workflows.
     *
     * @param settings those of the environment
     * @param strategy the strategy
     * @return the reason, which goes on after a colon; null if it can be shipped
     */
    public @Nullable String obstacle(ResolvedSettings settings, Strategy strategy) {
        RolloutPlan plan = settings.plan(strategy);
        Environment environment = settings.environment();
        boolean supported = abilities.supports(environment, Phase.DEPLOY, plan.kind())
                && (plan.waves().size() == 1 || abilities.supports(environment, Phase.PROMOTE, plan.kind()));
        if (!supported) {
            return "no workflow is configured for it";
        }
        String obstacle = plan.isDefault() ? null : abilities.obstacle(environment, strategy, plan);
        return obstacle == null ? null : "it goes " + plan.describe() + ", and " + obstacle;
    }

    /**
     * What a rollback in an environment would return to: what stands at promoted, newest first, but nothing that was rolled back
     * since by deploying another version again; else what is configured to have run before all deployments. No clock has a say
     * in it.
     *
     * @param environment where
     * @param rolledBack the deployment to roll back, whose own version counts for nothing; null if it does not exist yet
     * @return the last version and the last other one, as far as they are known
     * @throws StoreUnavailableException if the store cannot be reached
     */
    public EarlierVersion earlier(Environment environment, @Nullable DeployId rolledBack) {
        return orBaseline(history(environment, rolledBack), environment);
    }

    /**
     * What a rollback of a deployment would return to by now, if that differs from what its record says. Where history has nothing to
     * say of the environment, since its store has forgotten it, the record stands.
     *
     * @param deployment the deployment
     * @return what there is to return to now, or null if that is what the record says
     * @throws StoreUnavailableException if the store cannot be reached
     */
    public @Nullable EarlierVersion earlierChanged(Deployment deployment) {
        Earlier earlier = history(deployment.environment(), deployment.id());
        EarlierVersion now = orBaseline(earlier, deployment.environment());
        return earlier.isEmpty() || now.equals(deployment.request().earlier()) ? null : now;
    }

    /**
     * What certainly runs in the environment of a deployment of which nothing is started yet: what the last one before it that may have
     * changed anything left there. What is configured to run before all deployments is hearsay.
     *
     * @param deployment the deployment
     * @return the version, or null where there is none, that one failed or was left undecided, or its version is not known
     * @throws StoreUnavailableException if the store cannot be reached
     */
    public @Nullable String running(Deployment deployment) {
        return HistoryPages.back(store, deployment.environment())
                .flatMap(List::stream)
                .filter(entry -> !entry.id().equals(deployment.id()) && !leftAllAsItWas(entry))
                .findFirst()
                .map(entry -> entry.status() == DeploymentStatus.PROMOTED ? entry.version() : entry.returnedTo())
                .orElse(null);
    }

    /** What was cancelled, and of which only the canary was removed or the switch turned back, left what had been there. */
    private static boolean leftAllAsItWas(HistoryEntry entry) {
        return entry.status() == DeploymentStatus.CANCELLED
                || (entry.status() == DeploymentStatus.ROLLED_BACK && entry.returnedTo() == null);
    }

    private Earlier history(Environment environment, @Nullable DeployId rolledBack) {
        return history(environment, rolledBack, entries -> {});
    }

    /** Reads as much as it takes to know the earlier versions; whoever reads along gets what was read. */
    private Earlier history(
            Environment environment, @Nullable DeployId rolledBack, Consumer<List<HistoryEntry>> readsAlong) {
        Earlier earlier = new Earlier(rolledBack);
        Iterator<List<HistoryEntry>> pages =
                HistoryPages.back(store, environment).iterator();
        boolean known = false;
        while (!known && pages.hasNext()) {
            List<HistoryEntry> entries = pages.next();
            readsAlong.accept(entries);
            known = earlier.take(entries);
        }
        return earlier;
    }

    private EarlierVersion orBaseline(Earlier earlier, Environment environment) {
        ResolvedSettings settings = parts.environments().get(environment);
        return earlier.orBaseline(settings == null ? null : settings.baselineVersion());
    }

    private CreateResult create(DeployRequest request, @Nullable AdmissionState admission, String operationId) {
        DeployId id = DeployId.of(request.environment(), request.initiatedAt());
        Duration limit = baselineLimit(request.environment());
        while (true) {
            CreateResult result = store.create(initiated(id, request, limit, admission), operationId);
            if (result instanceof CreateResult.Created created
                    && created.deployment().request().equals(request)
                    && isToldFirst(operationId)) {
                // as it was created: where the answer was lost at first, it may have gone on since, and that is told by
                // itself
                writer.tell(null, null, initiated(created.deployment().id(), request, limit, admission));
            }
            if (!(result instanceof CreateResult.IdTaken)) {
                return result;
            }
            id = id.next();
        }
    }

    private Deployment initiated(
            DeployId id, DeployRequest request, @Nullable Duration limit, @Nullable AdmissionState admission) {
        return writer.shipped(Deployment.initiate(id, request, limit, admission));
    }

    /** How long what is there may be looked at before anything is started; null if it is not. The deadline of the dispatch stands above it. */
    private @Nullable Duration baselineLimit(Environment environment) {
        ResolvedSettings settings = parts.environments().get(environment);
        if (settings == null || !settings.baselineLook() || settings.checks().isEmpty()) {
            return null;
        }
        Duration half = parts.deadlines().dispatch().dividedBy(2);
        Duration limit = settings.verificationLimit().compareTo(half) < 0 ? settings.verificationLimit() : half;
        return limit.toMillis() < 1 ? null : limit.truncatedTo(ChronoUnit.MILLIS);
    }

    /** Two that ask for the same at the same instant ask with equal requests, and one of them is only told what the other one created. */
    private boolean isToldFirst(String operationId) {
        synchronized (told) {
            if (told.size() >= MOST_TOLD) {
                told.remove(told.iterator().next());
            }
            return told.add(operationId);
        }
    }

    /** What came of a wish to ship on whose deployment was rolled back meanwhile: its creation may have taken effect unnoticed. */
    LinkedOutcome findLinked(Deployment rolledBack) {
        return shippedOn(rolledBack).orElseGet(() -> new LinkedOutcome.Blocked("rolled back before it was shipped"));
    }

    private Optional<LinkedOutcome> shippedOn(Deployment promoted) {
        return store.created(linkedOperation(promoted.id())).map(child -> new LinkedOutcome.Shipped(child.id()));
    }

    private static String linkedOperation(DeployId promoted) {
        return promoted + ":linked";
    }

    /**
     * Makes sure, before anything of a deployment is started that was shipped on by a promotion, that the promoted one's record
     * says so, and that it still stands.
     *
     * @return what withdraws the deployment, or null if it may go on
     */
    DeploymentEvent.@Nullable Withdrawn withdrawal(Deployment child) {
        Deployment parent = tellParent(child);
        return parent == null || parent.status() == DeploymentStatus.PROMOTED
                ? null
                : new DeploymentEvent.Withdrawn(parent.id(), parts.clock().instant());
    }

    /**
     * Makes sure that the record of what was shipped on names the deployment that came of it: its creation may have taken effect
     * when nobody counted with it any more, and be over before anything of it is started.
     *
     * @param child what was shipped on, or anything else
     * @return what it was shipped on from, or null if that is not there or was not to be shipped on
     * @throws StoreUnavailableException if the store cannot be reached
     */
    public @Nullable Deployment tellParent(Deployment child) {
        DeployId id = child.request().parent();
        Deployment parent = id == null ? null : store.find(id).orElse(null);
        LinkedShip linked = parent == null ? null : parent.linked();
        if (parent == null || linked == null || linked.state() == LinkedShip.State.SHIPPED) {
            return linked == null ? null : parent;
        }
        Writer.Written written = writer.persist(
                parent,
                new DeploymentEvent.LinkedAnswered(
                        linked.wanted(),
                        new LinkedOutcome.Shipped(child.id()),
                        parts.clock().instant()),
                null);
        if (written instanceof Writer.Written.Saved saved) {
            return saved.deployment();
        }
        return written instanceof Writer.Written.Refused refused ? refused.deployment() : parent;
    }

    /** Ships what was promoted to the linked environment; the same wish never creates two deployments. */
    LinkedOutcome shipLinked(Deployment promoted, LinkedShip linked) {
        Optional<LinkedOutcome> shipped = shippedOn(promoted);
        if (shipped.isPresent()) {
            return shipped.get();
        }
        Optional<LinkedOutcome> dropped = droppedSince(promoted);
        if (dropped.isPresent()) {
            return dropped.get();
        }
        try {
            return tryToShipLinked(promoted, linked);
        } catch (UnansweredException e) {
            return new LinkedOutcome.Blocked(Abilities.unknown(e));
        }
    }

    /** What was promoted while this one soaked is shipped on in its place; a person who asks for this one means it. */
    private Optional<LinkedOutcome> droppedSince(Deployment promoted) {
        return promoted.soaking() == null
                ? Optional.empty()
                : store.history(HistoryQuery.promoted(promoted.environment(), 1)).entries().stream()
                        .map(HistoryEntry::id)
                        .filter(id -> !id.equals(promoted.id()))
                        .<LinkedOutcome>map(LinkedOutcome.Dropped::new)
                        .findFirst();
    }

    private LinkedOutcome tryToShipLinked(Deployment promoted, LinkedShip linked) {
        Environment environment = linked.environment();
        ResolvedSettings settings = parts.environments().get(environment);
        if (settings == null) {
            return new LinkedOutcome.Blocked("environment " + environment + " is not configured");
        }
        Actor actor = linked.wanted().by();
        if (actor.isPolicy()) {
            if (!settings.policy().autoPromote()) {
                return new LinkedOutcome.Blocked(
                        "it was promoted by policy, and the policy of " + environment + " leaves that to a person");
            }
        } else {
            String denial = permissions.denial(actor, Action.SHIP, environment, null);
            if (denial != null) {
                return new LinkedOutcome.Blocked(denial);
            }
        }
        DeploymentEvent.Restrained closed = closedFor(environment);
        if (closed != null) {
            return new LinkedOutcome.Blocked(closed.why());
        }
        String obstacle = obstacle(settings, promoted.request().strategy());
        if (obstacle != null) {
            return new LinkedOutcome.Blocked(
                    "strategy " + promoted.request().strategy().wireName() + " in " + environment + ": " + obstacle);
        }
        String version = takesVersion(settings, promoted.request().strategy()) ? promoted.version() : null;
        DeployRequest request = asking(settings, promoted.request().strategy(), actor)
                .ref(promoted.request().ref())
                .version(version)
                .note(promoted.request().note())
                .destination(promoted.request().destination())
                .parent(promoted.id())
                .profile(cards.withLinkTo(promoted, settings.profile()))
                .build();
        CreateResult result = create(request, AdmissionState.of(request), linkedOperation(promoted.id()));
        if (result instanceof CreateResult.Created created) {
            return new LinkedOutcome.Shipped(created.deployment().id());
        }
        return new LinkedOutcome.Blocked(
                result instanceof CreateResult.Locked locked
                        ? locked.lock().words()
                        : Writer.placeTaken(((CreateResult.EnvironmentTaken) result).holder()));
    }
}
