package io.releaseconductor;

import io.releaseconductor.audit.AuditTrail;
import io.releaseconductor.chat.ButtonId;
import io.releaseconductor.chat.PlainLine;
import io.releaseconductor.chat.Question;
import io.releaseconductor.chat.ShipCommand;
import io.releaseconductor.config.Problems;
import io.releaseconductor.deployment.Action;
import io.releaseconductor.deployment.AdmissionRules;
import io.releaseconductor.deployment.AdmissionState;
import io.releaseconductor.deployment.Attention;
import io.releaseconductor.deployment.DeployRequest;
import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.deployment.DeploymentEvent;
import io.releaseconductor.deployment.DeploymentStatus;
import io.releaseconductor.deployment.EarlierVersion;
import io.releaseconductor.deployment.HistoryEntry;
import io.releaseconductor.deployment.HistoryFilter;
import io.releaseconductor.deployment.LifecycleResult;
import io.releaseconductor.deployment.ResolvedRef;
import io.releaseconductor.engine.EngineParts;
import io.releaseconductor.engine.Hindsight;
import io.releaseconductor.engine.HistoryPages;
import io.releaseconductor.engine.Permissions;
import io.releaseconductor.engine.Reconciler;
import io.releaseconductor.engine.ResolvedSettings;
import io.releaseconductor.engine.UnansweredException;
import io.releaseconductor.engine.Writer;
import io.releaseconductor.health.Health;
import io.releaseconductor.lock.EnvironmentNote;
import io.releaseconductor.lock.EnvironmentState;
import io.releaseconductor.lock.Lock;
import io.releaseconductor.metric.FalseAlarms;
import io.releaseconductor.metric.MetricPlan;
import io.releaseconductor.model.Actor;
import io.releaseconductor.model.Called;
import io.releaseconductor.model.DeployId;
import io.releaseconductor.model.Environment;
import io.releaseconductor.model.RolloutPlan;
import io.releaseconductor.model.Strategy;
import io.releaseconductor.policy.AlertRules;
import io.releaseconductor.policy.ReleasePolicy;
import io.releaseconductor.spi.CreateResult;
import io.releaseconductor.spi.HistoryPage;
import io.releaseconductor.spi.HistoryQuery;
import io.releaseconductor.spi.StoreUnavailableException;
import io.releaseconductor.stats.Figures;
import io.releaseconductor.stats.Period;
import io.releaseconductor.stats.Trust;
import io.releaseconductor.window.DeploymentWindows;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ships, and lets people decide: the one class that a bot or service talks to.
 *
 * <p>Every method that does not say otherwise answers at once, from the state store and from memory; what follows is done by whichever node gets to it.
 * Thread-safe. Several conductors may share one store. Methods that read or write state throw
 * {@link StoreUnavailableException} if the store cannot be reached; whether a change took effect is then not known, and
 * asking again is safe.
 */
public final class Conductor implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Conductor.class);

    static final String RESERVED = "The name \"policy\" is reserved for automation.";

    private static final String NOTHING_SHIPPED =
            " Nothing was shipped; ask another node, or see the log and restart it.";

    private static final String NOTHING_CHANGED =
            " Nothing was changed; ask another node, or see the log and restart it.";

    /** The longest reason that is recorded, in characters; a longer one is cut. */
    public static final int MAX_REASON_LENGTH = 200;

    private static final Duration SHORTEST = Duration.ofHours(1);

    private static final Duration LONGEST = Duration.ofDays(90);

    private final EngineParts parts;
    private final Map<Environment, Set<Confirm>> confirmations;
    private final SecondPerson secondPerson;
    private final Reconciler reconciler;
    private final List<String> warnings;
    private final Map<Environment, Map<String, String>> endpoints = new HashMap<>();
    private final List<String> notes;

    /**
     * Made by the builder.
     *
     * @param fourEyes where somebody else than whoever shipped has to promote, and who that could be
     * @param confirmations what whoever asks for it is to confirm
     * @param read what was read of the configuration, and what is doubtful about it
     */
    Conductor(
            EngineParts parts,
            Map<Environment, String> fourEyes,
            Map<Environment, Set<Confirm>> confirmations,
            Problems read) {
        this.parts = parts;
        this.confirmations = Map.copyOf(confirmations);
        this.warnings = read.warnings();
        parts.environments().keySet().forEach(each -> endpoints.put(each, read.endpoints(each)));
        this.notes = read.notes();
        this.secondPerson = new SecondPerson(parts.store(), fourEyes);
        this.reconciler = new Reconciler(parts);
    }

    /** {@return a builder} */
    public static ConductorBuilder builder() {
        return new ConductorBuilder();
    }

    /**
     * Begins to work on threads of its own, until it is closed, and logs its {@link #warnings()}. Does nothing if it has begun before.
     *
     * @return this conductor
     * @throws IllegalStateException if it is closed
     */
    public Conductor start() {
        if (reconciler.start()) {
            notes.forEach(note -> LOG.info("Configuration: {}", note));
            warnings.forEach(warning -> LOG.warn("Configuration: {}", warning));
        }
        return this;
    }

    /** {@return what is doubtful about the configuration, such as a variable that nothing reads; one message each, empty if nothing is} */
    public List<String> warnings() {
        return warnings;
    }

    /**
     * Does one round by hand, on this thread: works on all that is due until nothing is due any more.
     *
     * @return how many deployments were worked on, one that was due twice counted twice
     * @throws StoreUnavailableException if the store cannot be reached
     * @throws IllegalStateException if it is closed
     */
    public int runDue() {
        return reconciler.runDue();
    }

    /** {@return the environments that can be shipped to, in the order of their names} */
    public List<Environment> environments() {
        return parts.environments().keySet().stream().sorted().toList();
    }

    /**
     * Which metrics judge what is shipped to an environment.
     *
     * @param environment which
     * @return the metrics; none where nothing is counted, or there is no such environment
     */
    public MetricPlan metrics(Environment environment) {
        ResolvedSettings settings = parts.environments().get(environment);
        return settings == null ? MetricPlan.NONE : settings.metrics();
    }

    /**
     * Whom the chat calls when a deployment that is shipped now needs a person.
     *
     * @param environment where
     * @return whom; {@link Called#NOBODY} for nobody, and where the environment is not configured
     */
    public Called called(Environment environment) {
        ResolvedSettings settings = parts.environments().get(environment);
        return settings == null ? Called.NOBODY : settings.called();
    }

    /**
     * The environments that a promotion ships to from one, and from which a promotion ships there.
     *
     * @param environment which environment
     * @return the environments, in the order of their names; empty if there are none, or it is not one of the {@link #environments()}
     */
    public List<Environment> linkedWith(Environment environment) {
        return parts.environments().values().stream()
                .flatMap(each -> environment.equals(each.linked())
                        ? Stream.of(each.environment())
                        : each.environment().equals(environment) ? Stream.ofNullable(each.linked()) : Stream.empty())
                .distinct()
                .sorted()
                .toList();
    }

    /**
     * Branches and tags that could be shipped, to propose while somebody types. Takes up to two seconds.
     *
     * @param typed what their names contain, in any case; empty for all
     * @param atMost how many to tell at most, 1 or more
     * @return their names; empty where nobody knows any in time, or no {@linkplain ConductorBuilder#refs refs} are given
     */
    public List<String> refs(String typed, int atMost) {
        return reconciler.shipper().refs().named(typed, atMost);
    }

    /**
     * What happens in an environment without a person.
     *
     * @param environment which environment
     * @return the policy that holds for what is shipped there from now on, read from code or variables; empty if it is not one of the
     *     {@link #environments()}
     */
    public Optional<ReleasePolicy> policy(Environment environment) {
        return Optional.ofNullable(parts.environments().get(environment)).map(ResolvedSettings::policy);
    }

    /**
     * When the team is alerted to what has a threshold.
     *
     * @param environment which environment
     * @return the rules that hold there on this node, read from code or variables; empty if it is not one of the {@link #environments()}
     */
    public Optional<AlertRules> alertRules(Environment environment) {
        return Optional.ofNullable(parts.environments().get(environment)).map(ResolvedSettings::alertRules);
    }

    /**
     * How an environment is rolled out to.
     *
     * @param environment which environment
     * @return the plan of each strategy that holds for what is shipped there from now on, read from code or variables; empty if it is not
     *     one of the {@link #environments()}
     */
    public Map<Strategy, RolloutPlan> plans(Environment environment) {
        ResolvedSettings settings = parts.environments().get(environment);
        return settings == null ? Map.of() : settings.plans();
    }

    /**
     * When deployments may begin in an environment.
     *
     * @param environment which environment
     * @return the windows, read from code or variables; always open if it is not one of the {@link #environments()}
     */
    public DeploymentWindows windows(Environment environment) {
        ResolvedSettings settings = parts.environments().get(environment);
        return settings == null ? DeploymentWindows.ALWAYS_OPEN : settings.windows();
    }

    /**
     * Why nothing may begin in an environment now, as far as its windows say so.
     *
     * @param environment which environment
     * @return such as {@code prod is closed: frozen until 2027-01-03 (12-20..01-02)}, without a full stop; empty if it is open
     */
    public Optional<String> whyClosed(Environment environment) {
        return Optional.ofNullable(reconciler.restraints().closed(environment, now()))
                .map(DeploymentEvent.Restrained::why);
    }

    /**
     * Which rules of the pre-flight have to admit what is shipped to an environment, besides a free place, locks and windows.
     *
     * @param environment which environment
     * @return the rules, read from code or variables; none if it is not one of the {@link #environments()}
     */
    public AdmissionRules admission(Environment environment) {
        ResolvedSettings settings = parts.environments().get(environment);
        return settings == null ? AdmissionRules.NONE : settings.admission();
    }

    /** {@return whether a rule of the pre-flight holds anywhere} */
    public boolean hasPreflight() {
        return environments().stream()
                .anyMatch(environment -> !admission(environment).isEmpty());
    }

    /**
     * Where an environment is checked.
     *
     * @param environment which environment
     * @return the base URLs by the plain names of their variables, such as {@code FRONTEND_BASE_URL}, as they are set: those of canaries may
     *     hold a placeholder; empty where checks were made by code, or if it is not one of the {@link #environments()}
     */
    public Map<String, String> endpoints(Environment environment) {
        return endpoints.getOrDefault(environment, Map.of());
    }

    /** {@return the environments in which whoever shipped a deployment needs somebody else to promote it} */
    public Set<Environment> fourEyes() {
        return secondPerson.environments();
    }

    /**
     * What whoever asks for it in a chat is asked to confirm, with what they would set off. Calls of this class are carried out as they
     * come: asking is up to {@link io.releaseconductor.chatops.ChatOps}.
     *
     * @param environment which environment
     * @return what is confirmed there, {@link Confirm#PRODUCTION} only where the environment is production; empty if nothing is
     */
    public Set<Confirm> confirmations(Environment environment) {
        return confirmations.getOrDefault(environment, Set.of());
    }

    /**
     * Stores a deployment; its workflow is dispatched soon. Without a version, and where {@link ConductorBuilder#refs refs} are given, they
     * are asked first what the branch or tag points at, for five seconds at most; that commit is what is deployed.
     *
     * <p>Asking again after a lost answer is safe with a {@linkplain ShipRequest#withKey key}: for as long as the deployment is kept
     * that was created for it, settled or not, the answer is that deployment as it stands. Without a key, asking again after the first
     * one has settled ships once more.
     *
     * @param request what to ship
     * @return what came of it
     * @throws StoreUnavailableException if the store cannot be reached
     */
    public ShipResult ship(ShipRequest request) {
        return objection(request).orElseGet(() -> create(request));
    }

    /**
     * Looks whether something may be shipped, and ships nothing. Who holds the environment's place is not looked at.
     *
     * @param request what to ship
     * @return what {@link #ship} would answer without shipping; empty if nothing stands against it as far as is known
     */
    public Optional<ShipResult> objection(ShipRequest request) {
        ResolvedSettings settings = parts.environments().get(request.environment());
        if (settings == null) {
            return Optional.of(new ShipResult.Invalid(
                    List.of("env: \"" + request.environment() + "\" is not allowed; allowed: " + environments())));
        }
        if (request.actor().isPolicy()) {
            return Optional.of(new ShipResult.Denied(RESERVED));
        }
        String unavailable = reconciler.unavailable();
        if (unavailable != null) {
            return Optional.of(new ShipResult.Unavailable(unavailable + NOTHING_SHIPPED));
        }
        try {
            List<String> problems = problems(request, settings);
            if (!problems.isEmpty()) {
                return Optional.of(new ShipResult.Invalid(problems));
            }
        } catch (UnansweredException e) {
            return Optional.of(unanswered(e));
        }
        String denial = reconciler.permissions().denial(request.actor(), Action.SHIP, request.environment(), null);
        if (denial != null) {
            return Optional.of(new ShipResult.Denied(denial));
        }
        return Optional.ofNullable(reconciler.shipper().closedFor(request.environment()))
                .filter(closed -> !reconciler.shipper().isShipped(request.key()))
                .map(closed -> new ShipResult.NotAdmitted(closed.why() + ". Nothing was shipped."));
    }

    private static ShipResult unanswered(UnansweredException e) {
        return new ShipResult.Unavailable("The workflows could not say whether they can do that: " + e.getMessage()
                + "; see the log. Nothing was shipped.");
    }

    private List<String> problems(ShipRequest request, ResolvedSettings settings) {
        String obstacle = reconciler.shipper().obstacle(settings, request.strategy());
        if (obstacle != null) {
            return List.of("strategy: \"" + request.strategy().wireName() + "\" is not allowed for "
                    + request.environment() + ": " + obstacle);
        }
        if (request.version() != null && !reconciler.shipper().takesVersion(settings, request.strategy())) {
            return List.of("version: \"" + request.version() + "\" is not allowed for "
                    + request.environment()
                    + ": its deployment workflow takes no version and deploys the head of the branch;"
                    + " ship without a version, or let the workflow take one");
        }
        return Stream.of(
                        request.ref() == null ? null : ShipCommand.problemOf("ref", request.ref()),
                        request.version() == null ? null : ShipCommand.problemOf("version", request.version()))
                .filter(Objects::nonNull)
                .toList();
    }

    private ShipResult create(ShipRequest request) {
        ResolvedSettings settings = Objects.requireNonNull(parts.environments().get(request.environment()));
        CreateResult result;
        try {
            DeployRequest asked = reconciler
                    .shipper()
                    .asking(settings, request.strategy(), request.actor())
                    .ref(request.ref())
                    .version(request.version())
                    .resolved(resolved(request, settings))
                    .note(request.note())
                    .destination(request.destination())
                    .build();
            AdmissionDesk.Asked admission = admission(request, asked);
            if (admission.refusal() != null) {
                return admission.refusal();
            }
            result = reconciler.shipper().ship(asked, admission.state(), request.key());
        } catch (UnansweredException e) {
            return unanswered(e);
        } catch (IllegalArgumentException e) {
            return new ShipResult.Invalid(List.of(String.valueOf(e.getMessage())));
        }
        if (result instanceof CreateResult.Created created) {
            if (!isWhatWasAskedFor(request, created.deployment().request())) {
                return new ShipResult.Invalid(List.of("key: \"" + request.key() + "\" was used for another request, "
                        + created.deployment().id() + "; allowed: a key of its own for each request"));
            }
            reconciler.changed(created.deployment().id());
            return new ShipResult.Shipped(created.deployment());
        }
        if (result instanceof CreateResult.Locked locked) {
            return new ShipResult.NotAdmitted(locked.lock().words() + ". Nothing was shipped.");
        }
        Deployment holder = ((CreateResult.EnvironmentTaken) result).holder();
        return new ShipResult.Taken(holder, Writer.placeTaken(holder));
    }

    /** A repeat, and what finds no place, is told that whatever the pre-flight would say. */
    private AdmissionDesk.Asked admission(ShipRequest request, DeployRequest asked) {
        boolean pointless = !asked.admission().isEmpty()
                && (reconciler.shipper().isShipped(request.key())
                        || parts.store().holder(request.environment()).isPresent());
        return pointless
                ? new AdmissionDesk.Asked(AdmissionState.of(asked), null)
                : new AdmissionDesk(reconciler, parts.clock()).ask(asked, request.override());
    }

    private @Nullable ResolvedRef resolved(ShipRequest request, ResolvedSettings settings) {
        return request.version() == null
                ? reconciler.shipper().resolve(settings, request.strategy(), request.ref())
                : null;
    }

    private static boolean isWhatWasAskedFor(ShipRequest request, DeployRequest stored) {
        return request.key() == null
                || (stored.environment().equals(request.environment())
                        && stored.strategy() == request.strategy()
                        && Objects.equals(stored.ref(), request.ref())
                        && Objects.equals(stored.version(), request.version())
                        && Objects.equals(stored.note(), request.note())
                        && stored.initiatedBy().isSameAs(request.actor()));
    }

    /**
     * Promotes a verified deployment: opens the gate that waits when this is called. Where {@linkplain #fourEyes() four eyes} are asked
     * for, whoever shipped it is denied.
     *
     * @param id which
     * @param actor who asks
     * @return what came of it
     * @throws StoreUnavailableException if the store cannot be reached
     */
    public ActionResult promote(DeployId id, Actor actor) {
        return act(
                Action.PROMOTE, id, actor, (d, groups) -> new DeploymentEvent.Promote(actor, now(), d.wave(), groups));
    }

    /**
     * Opens one gate of a verified deployment, and no other one.
     *
     * @param id which
     * @param gate that of the wave of the same number, from 1
     * @param actor who asks
     * @return what came of it; refused if another gate waits
     * @throws StoreUnavailableException if the store cannot be reached
     */
    public ActionResult promote(DeployId id, int gate, Actor actor) {
        return act(Action.PROMOTE, id, actor, (d, groups) -> new DeploymentEvent.Promote(actor, now(), gate, groups));
    }

    /**
     * Approves that a deployment goes straight to the last wave of its rollout, from the gate that comes next when this is called. Takes
     * the permission to {@linkplain Action#PROMOTE promote} as well; where {@linkplain #fourEyes() four eyes} are asked for, whoever
     * shipped it is denied.
     *
     * @param id which
     * @param actor who asks
     * @return what came of it; refused if nothing is left to skip
     * @throws StoreUnavailableException if the store cannot be reached
     */
    public ActionResult promoteFully(DeployId id, Actor actor) {
        return act(
                Action.FULLY,
                id,
                actor,
                (d, groups) -> new DeploymentEvent.PromoteFully(actor, now(), d.wave(), groups));
    }

    /**
     * Approves that a deployment goes straight to the last wave of its rollout, from one gate and from no other one.
     *
     * @param id which
     * @param gate that of the wave of the same number, from 1
     * @param actor who asks
     * @return what came of it; refused if another gate comes next, or nothing is left to skip
     * @throws StoreUnavailableException if the store cannot be reached
     */
    public ActionResult promoteFully(DeployId id, int gate, Actor actor) {
        return act(
                Action.FULLY, id, actor, (d, groups) -> new DeploymentEvent.PromoteFully(actor, now(), gate, groups));
    }

    /**
     * Rolls a deployment back, also one that is settled.
     *
     * @param id which
     * @param actor who asks
     * @return what came of it
     * @throws StoreUnavailableException if the store cannot be reached
     */
    public ActionResult rollback(DeployId id, Actor actor) {
        return rollback(id, actor, null);
    }

    /**
     * Rolls a deployment back, also one that is settled, and records why.
     *
     * @param id which
     * @param actor who asks
     * @param reason why, for people: shown on the card, in alerts and in the history as one line of at most
     *     {@value #MAX_REASON_LENGTH} characters, cut if it is longer; null or blank for none
     * @return what came of it
     * @throws StoreUnavailableException if the store cannot be reached
     */
    public ActionResult rollback(DeployId id, Actor actor, @Nullable String reason) {
        return act(Action.ROLLBACK, id, actor, d -> rollBack(actor, reason));
    }

    /**
     * Rolls a deployment back to a version that is known to be good there, also one that is settled, and records why.
     *
     * @param id which
     * @param actor who asks
     * @param reason why, as for {@link #rollback(DeployId, Actor, String)}; null or blank for none
     * @param version one of the {@link #goodVersions}, a commit by its first seven digits as well, or what a rollback would return to anyway;
     *     null for that
     * @return what came of it; refused where the version is none of these, and where the rollback does not deploy a version again but removes
     *     a canary or switches the traffic back
     * @throws StoreUnavailableException if the store cannot be reached
     */
    public ActionResult rollback(DeployId id, Actor actor, @Nullable String reason, @Nullable String version) {
        if (version == null) {
            return rollback(id, actor, reason);
        }
        return act(
                Action.ROLLBACK,
                id,
                actor,
                (d, groups) -> new DeploymentEvent.RollBack(
                        actor,
                        now(),
                        reasonOf(reason),
                        null,
                        rollbackChoice(d).meant(version).orElse(version)),
                d -> rollbackChoice(d).objection(version));
    }

    /**
     * The versions that a deployment can be rolled back to where its rollback deploys a version again: the last ten other ones that stand at
     * promoted in its environment and were not given up for another one since.
     *
     * @param id which deployment
     * @return how each was promoted last, the newest first
     * @throws StoreUnavailableException if the store cannot be reached
     */
    public List<HistoryEntry> goodVersions(DeployId id) {
        return reconciler.shipper().goodVersions().besides(id);
    }

    private RollbackChoice rollbackChoice(Deployment d) {
        return RollbackChoice.of(d, goodVersions(d.id()));
    }

    /**
     * Lets a deployment begin against the rules of its pre-flight that keep it now. What else comes up keeps it all the same; locks, stops and
     * windows are not overridden by it. The team is told.
     *
     * @param id which
     * @param actor who asks
     * @param reason why, for people: shown on the card and told to the team as one line; refused where nothing of it can be seen
     * @return what came of it
     * @throws StoreUnavailableException if the store cannot be reached
     */
    public ActionResult override(DeployId id, Actor actor, @Nullable String reason) {
        return act(Action.OVERRIDE, id, actor, d -> overrideAdmission(actor, reason));
    }

    private DeploymentEvent overrideAdmission(Actor actor, @Nullable String reason) {
        return new DeploymentEvent.OverrideAdmission(actor, now(), Objects.requireNonNullElse(reasonOf(reason), ""));
    }

    private DeploymentEvent rollBack(Actor actor, @Nullable String reason) {
        return new DeploymentEvent.RollBack(actor, now(), reasonOf(reason), null);
    }

    /** Null where nothing of it can be seen. */
    private static @Nullable String reasonOf(@Nullable String reason) {
        return reason == null ? null : PlainLine.shown(reason, MAX_REASON_LENGTH);
    }

    /**
     * Stops a deployment that is still being deployed. It ends as failed, not as cancelled, where something of it may have taken effect. One
     * that needs attention cannot be cancelled: see {@link #nothingStarted}.
     *
     * @param id which
     * @param actor who asks
     * @return what came of it
     * @throws StoreUnavailableException if the store cannot be reached
     */
    public ActionResult cancel(DeployId id, Actor actor) {
        return act(Action.CANCEL, id, actor, d -> {
            if (d.status() == DeploymentStatus.INITIATED) {
                reconciler.shipper().tellParent(d);
            }
            return new DeploymentEvent.Cancel(actor, now());
        });
    }

    /**
     * States that nothing of a deployment that needs attention was started: it is settled as cancelled. Needs permission to
     * cancel.
     *
     * @param id which
     * @param actor who asks
     * @return what came of it
     * @throws StoreUnavailableException if the store cannot be reached
     */
    public ActionResult nothingStarted(DeployId id, Actor actor) {
        return act(Action.CANCEL, id, actor, d -> new DeploymentEvent.NothingStarted(actor, now(), askedNow(d)));
    }

    /**
     * Keeps automation from deciding a deployment, until whoever asks {@linkplain #lift lifts} that or a person opens a gate. The wait for
     * a decision begins anew.
     *
     * @param id which
     * @param actor who asks
     * @return what came of it
     * @throws StoreUnavailableException if the store cannot be reached
     */
    public ActionResult hold(DeployId id, Actor actor) {
        return hold(id, actor, null);
    }

    /**
     * The same, and records why.
     *
     * @param id which
     * @param actor who asks
     * @param reason why, for people: shown on the card while it is held, and in the history and the audit trail as one line, cut to
     *     {@link #MAX_REASON_LENGTH} characters; null or blank for none
     * @return what came of it
     * @throws StoreUnavailableException if the store cannot be reached
     */
    public ActionResult hold(DeployId id, Actor actor, @Nullable String reason) {
        return act(Action.HOLD, id, actor, d -> holding(actor, reason));
    }

    private DeploymentEvent holding(Actor actor, @Nullable String reason) {
        return new DeploymentEvent.Hold(actor, now(), reasonOf(reason));
    }

    /**
     * Takes back the hold of whoever asks. Once nobody holds the deployment any more, the policy decides at once: what has fired is rolled
     * back, what is well is promoted where the policy does that. If nothing is to decide, the wait for a person begins anew.
     *
     * @param id which
     * @param actor who asks; refused if they do not hold it
     * @return what came of it
     * @throws StoreUnavailableException if the store cannot be reached
     */
    public ActionResult lift(DeployId id, Actor actor) {
        return act(Action.LIFT, id, actor, d -> new DeploymentEvent.Lift(actor, now()));
    }

    /**
     * Says which run a deployment that needs attention belongs to.
     *
     * @param id which
     * @param actor who asks
     * @param runId one of the candidates
     * @return what came of it
     * @throws StoreUnavailableException if the store cannot be reached
     */
    public ActionResult adopt(DeployId id, Actor actor, String runId) {
        return act(Action.ADOPT, id, actor, d -> new DeploymentEvent.Adopt(actor, now(), runId, askedNow(d)));
    }

    /**
     * Dispatches the workflow of a deployment that needs attention once more.
     *
     * @param id which
     * @param actor who asks
     * @return what came of it
     * @throws StoreUnavailableException if the store cannot be reached
     */
    public ActionResult retry(DeployId id, Actor actor) {
        return act(Action.RETRY, id, actor, d -> new DeploymentEvent.Retry(actor, now(), askedNow(d)));
    }

    /**
     * Settles a deployment that needs attention as failed.
     *
     * @param id which
     * @param actor who asks
     * @return what came of it
     * @throws StoreUnavailableException if the store cannot be reached
     */
    public ActionResult giveUp(DeployId id, Actor actor) {
        return act(Action.GIVEUP, id, actor, d -> new DeploymentEvent.GiveUp(actor, now(), askedNow(d)));
    }

    /**
     * Ships what was promoted to the linked environment, after that was blocked.
     *
     * @param id the promoted deployment
     * @param actor who asks; needs permission to ship to the linked environment besides
     * @return what came of it
     * @throws StoreUnavailableException if the store cannot be reached
     */
    public ActionResult shipLinked(DeployId id, Actor actor) {
        return act(Action.LINKED, id, actor, d -> new DeploymentEvent.ShipLinked(actor, now()));
    }

    /**
     * Asks for the details of a deployment; {@link io.releaseconductor.chat.CardRenderer#details} renders them.
     *
     * @param id which
     * @param actor who asks
     * @return {@link ActionResult.Done} with the deployment as it stands; nothing is changed
     * @throws StoreUnavailableException if the store cannot be reached
     */
    public ActionResult details(DeployId id, Actor actor) {
        return permitted(Action.DETAILS, id, actor, (d, groups) -> new ActionResult.Done(d));
    }

    /**
     * Reads what happened to a deployment, for as long as history tells of it. Takes the permission to see its {@linkplain Action#DETAILS
     * details}, for as long as the deployment itself is kept; afterwards that of anybody who may see details in its environment.
     *
     * @param id which
     * @param actor who asks
     * @return what came of it
     * @throws StoreUnavailableException if the store cannot be reached
     */
    public AuditResult audit(DeployId id, Actor actor) {
        if (actor.isPolicy()) {
            return new AuditResult.Denied(RESERVED);
        }
        Optional<Deployment> found = parts.store().find(id);
        String denial = reconciler.permissions().denial(actor, Action.DETAILS, id.environment(), found.orElse(null));
        if (denial != null) {
            return new AuditResult.Denied(denial);
        }
        AuditTrail trail = parts.store().audit(id);
        return trail.isEmpty() && found.isEmpty() ? new AuditResult.NotFound(id) : new AuditResult.Done(trail);
    }

    /**
     * Reads what happened to a deployment, for a service that asks for itself: whoever is shown this sees who did what.
     *
     * @param id which
     * @return what is kept; empty if nothing is
     * @throws StoreUnavailableException if the store cannot be reached
     */
    public AuditTrail audit(DeployId id) {
        return parts.store().audit(id);
    }

    /**
     * Notes in a deployment's audit trail that somebody was told no before the conductor was asked, as chat adapters do where they know the
     * answer at once. What the conductor itself refuses it notes itself. Returns at once: the node's next round writes it, at a limited rate.
     *
     * @param id the deployment that it was about; nothing is noted if there is none
     * @param actor who asked
     * @param action what for
     * @param why what they were told
     */
    public void noteDenial(DeployId id, Actor actor, Action action, String why) {
        reconciler.refusals().denied(id, actor, action, why);
    }

    /**
     * Does what a button asks for.
     *
     * @param button the button, as it came from outside
     * @param actor who pressed it
     * @return what came of it
     * @throws StoreUnavailableException if the store cannot be reached
     */
    public ActionResult press(ButtonId button, Actor actor) {
        return press(button, actor, null);
    }

    /**
     * Does what a button asks for, and records why where it {@linkplain #rollback(DeployId, Actor, String) rolls back},
     * {@linkplain #hold(DeployId, Actor, String) holds} or {@linkplain #override overrides}.
     *
     * @param button the button, as it came from outside
     * @param actor who pressed it
     * @param reason why; of no account where it does something else; null or blank for none
     * @return what came of it
     * @throws StoreUnavailableException if the store cannot be reached
     */
    public ActionResult press(ButtonId button, Actor actor, @Nullable String reason) {
        return pressed(button, actor, reason, Conductor::unopposed);
    }

    /**
     * Does what a button asks for, unless something stands against it in the deployment as it is when that is saved: whoever else writes in
     * between, what is changed is what was looked at.
     *
     * @param button the button, as it came from outside
     * @param actor who pressed it
     * @param objection looks at the deployment: why not, for people, or empty; may be asked several times
     * @return what came of it; refused where there is an objection
     * @throws StoreUnavailableException if the store cannot be reached
     */
    public ActionResult pressUnless(ButtonId button, Actor actor, Function<Deployment, Optional<String>> objection) {
        return pressed(button, actor, null, objection);
    }

    private ActionResult pressed(
            ButtonId button, Actor actor, @Nullable String reason, Function<Deployment, Optional<String>> objection) {
        ActionResult result = button.question() == Question.DETAILS
                ? details(button.deployment(), actor)
                : act(button.action(), button.deployment(), actor, asking(button, actor, reason), objection);
        catchUp(result);
        return result;
    }

    /**
     * Looks what would come of a button, and changes nothing.
     *
     * @param button the button, as it came from outside
     * @param actor who would press it
     * @return {@link ActionResult.Done} with the deployment as it stands if it would be done now, else what {@link #press} would answer
     * @throws StoreUnavailableException if the store cannot be reached
     */
    public ActionResult rehearse(ButtonId button, Actor actor) {
        if (button.question() == Question.DETAILS) {
            return details(button.deployment(), actor);
        }
        return permitted(button.action(), button.deployment(), actor, (d, groups) -> {
            DeploymentEvent asked = asking(button, actor, null).apply(d, groups);
            return reconciler.writer().rehearse(d, asked) instanceof LifecycleResult.Refused refused
                    ? new ActionResult.Refused(refused.reason(), d)
                    : new ActionResult.Done(d);
        });
    }

    private BiFunction<Deployment, Set<String>, DeploymentEvent> asking(
            ButtonId button, Actor actor, @Nullable String reason) {
        int asked = button.attention();
        return switch (button.question()) {
            case PROMOTE -> (d, groups) -> new DeploymentEvent.Promote(actor, now(), button.gate(), groups);
            case FULLY -> (d, groups) -> new DeploymentEvent.PromoteFully(actor, now(), button.gate(), groups);
            case ROLLBACK -> (d, groups) -> rollBack(actor, reason);
            case CANCEL -> (d, groups) -> cancelOrNothingStarted(d, actor);
            case NOTHING -> (d, groups) -> new DeploymentEvent.NothingStarted(actor, now(), asked);
            case OVERRIDE -> (d, groups) -> overrideAdmission(actor, reason);
            case HOLD -> (d, groups) -> holding(actor, reason);
            case LIFT -> (d, groups) -> new DeploymentEvent.Lift(actor, now());
            case ADOPT -> (d, groups) -> new DeploymentEvent.Adopt(actor, now(), candidate(d, button), asked);
            case RETRY -> (d, groups) -> new DeploymentEvent.Retry(actor, now(), asked);
            case GIVEUP -> (d, groups) -> new DeploymentEvent.GiveUp(actor, now(), asked);
            case LINKED -> (d, groups) -> new DeploymentEvent.ShipLinked(actor, now());
            case DETAILS -> throw new IllegalArgumentException("Details change nothing: " + button);
        };
    }

    /** On cards from before attentions were numbered, Nothing Started had the id of Cancel. */
    private DeploymentEvent cancelOrNothingStarted(Deployment d, Actor actor) {
        Attention attention = d.attention();
        return attention != null && attention.number() == 0
                ? new DeploymentEvent.NothingStarted(actor, now(), attention.named())
                : new DeploymentEvent.Cancel(actor, now());
    }

    private static int askedNow(Deployment d) {
        Attention attention = d.attention();
        return attention == null ? 1 : attention.named();
    }

    /** Who presses a button looks at the chat: a card that is out of date there is shown anew, whatever became of the click. */
    private void catchUp(ActionResult result) {
        Deployment d = result instanceof ActionResult.Done done
                ? done.deployment()
                : result instanceof ActionResult.Refused refused ? refused.deployment() : null;
        if (d != null && d.card().isHeldBack()) {
            try {
                reconciler.writer().persist(d, new DeploymentEvent.ChatReached(now()), null);
                reconciler.changed(d.id());
            } catch (StoreUnavailableException e) {
                LOG.debug("{}: its card is shown later: {}", d.id(), e.getMessage());
            }
        }
    }

    private static String candidate(Deployment d, ButtonId button) {
        Attention attention = d.attention();
        if (attention == null || button.choice() > attention.candidates().size()) {
            return String.valueOf(button.choice());
        }
        return attention.candidates().get(button.choice() - 1).runId();
    }

    private ActionResult act(Action action, DeployId id, Actor actor, Function<Deployment, DeploymentEvent> event) {
        return act(action, id, actor, (d, groups) -> event.apply(d));
    }

    /** @param event made of the deployment as it stands, and of the groups that the permission rests on */
    private ActionResult act(
            Action action, DeployId id, Actor actor, BiFunction<Deployment, Set<String>, DeploymentEvent> event) {
        return act(action, id, actor, event, Conductor::unopposed);
    }

    private ActionResult act(
            Action action,
            DeployId id,
            Actor actor,
            BiFunction<Deployment, Set<String>, DeploymentEvent> event,
            Function<Deployment, Optional<String>> objection) {
        String unavailable = reconciler.unavailable();
        if (unavailable != null) {
            return new ActionResult.Unavailable(unavailable + NOTHING_CHANGED);
        }
        ActionResult result = permitted(action, id, actor, (d, groups) -> {
            DeploymentEvent asked = event.apply(d, groups);
            return told(id, reconciler.writer().persist(d, now -> knowing(now, asked), objection, null));
        });
        noteRefusal(result, action, id, actor);
        return result;
    }

    private void noteRefusal(ActionResult result, Action action, DeployId id, Actor actor) {
        if (result instanceof ActionResult.Denied denied && !actor.isPolicy()) {
            reconciler.refusals().denied(id, actor, action, denied.reason());
        } else if (result instanceof ActionResult.Refused refused) {
            reconciler.refusals().refused(id, actor, action, refused.reason());
        }
    }

    private static Optional<String> unopposed(Deployment d) {
        return Optional.empty();
    }

    private ActionResult told(DeployId id, Writer.Written written) {
        if (written instanceof Writer.Written.Saved saved) {
            reconciler.changed(id);
            return new ActionResult.Done(saved.deployment());
        }
        if (written instanceof Writer.Written.Restrained restrained) {
            return restrained(restrained);
        }
        return written instanceof Writer.Written.Refused refused
                ? new ActionResult.Refused(refused.reason(), refused.deployment())
                : new ActionResult.NotFound(id);
    }

    /** What keeps a gate from opening stands on the card from now on. */
    private ActionResult restrained(Writer.Written.Restrained restrained) {
        Deployment d = restrained.deployment();
        Writer.Written written = reconciler.writer().persist(d, restrained.by(), null);
        reconciler.changed(d.id());
        return new ActionResult.Refused(
                restrained.by().why() + ".", written instanceof Writer.Written.Saved saved ? saved.deployment() : d);
    }

    /**
     * Locks an environment, so that nobody but its owner ships or promotes there for a while; or stops everything, for everybody. What was
     * begun goes on until its next step, which waits; rollbacks, looks and cancels are kept from nothing. It ends by itself. Locking again
     * what one has locked oneself replaces the lock.
     *
     * @param request what to lock
     * @return what came of it
     * @throws StoreUnavailableException if the store cannot be reached
     */
    public LockResult lock(LockRequest request) {
        return new LockDesk(parts, reconciler).lock(request);
    }

    /**
     * Takes a lock back before its end. That of another person takes the permission to {@linkplain Action#UNLOCK unlock}.
     *
     * @param environment where, or null for the stop
     * @param actor who asks
     * @return what came of it
     * @throws StoreUnavailableException if the store cannot be reached
     */
    public LockResult unlock(@Nullable Environment environment, Actor actor) {
        return new LockDesk(parts, reconciler).unlock(environment, actor);
    }

    /**
     * Reads what was noted of an environment for whoever ships there next.
     *
     * @param environment which
     * @return the notes that nobody took back, the oldest first; at most {@link EnvironmentState#MOST_NOTES}
     * @throws StoreUnavailableException if the store cannot be reached
     */
    public List<EnvironmentNote> notes(Environment environment) {
        return new NoteDesk(parts, reconciler).notes(Objects.requireNonNull(environment, "environment"));
    }

    /**
     * Notes what was learnt of an environment, for whoever ships there next: chats show it then. Takes the permission to
     * {@linkplain Action#SHIP ship} there. Whoever notes the same again finds it kept.
     *
     * @param environment which
     * @param text what to know: shown as one line of at most {@link EnvironmentNote#MAX_TEXT_LENGTH} characters, cut if it is longer; not blank
     * @param actor who notes it
     * @return what came of it; refused where {@link EnvironmentState#MOST_NOTES} are kept already
     * @throws StoreUnavailableException if the store cannot be reached; asking again is safe
     */
    public NoteResult addNote(Environment environment, String text, Actor actor) {
        return new NoteDesk(parts, reconciler)
                .add(
                        Objects.requireNonNull(environment, "environment"),
                        Objects.requireNonNull(text, "text"),
                        Objects.requireNonNull(actor, "actor"));
    }

    /**
     * Takes a note back, whoever wrote it. Takes the permission to {@linkplain Action#SHIP ship} there.
     *
     * @param environment of which environment
     * @param number of the note
     * @param actor who asks
     * @return what came of it; refused if there is no such note
     * @throws StoreUnavailableException if the store cannot be reached
     */
    public NoteResult removeNote(Environment environment, int number, Actor actor) {
        return new NoteDesk(parts, reconciler)
                .remove(
                        Objects.requireNonNull(environment, "environment"),
                        number,
                        Objects.requireNonNull(actor, "actor"));
    }

    /**
     * Reads what is locked.
     *
     * @return the locks in force, the stop first, then by environment
     * @throws StoreUnavailableException if the store cannot be reached
     */
    public List<Lock> locks() {
        return reconciler.locks().inForce().stream()
                .sorted(Comparator.comparing(Lock::environment, Comparator.nullsFirst(Comparator.naturalOrder())))
                .toList();
    }

    /**
     * What keeps deployments from beginning now: the stop, then locks, then closed windows.
     *
     * @param environments where; a stop is named wherever it is asked
     * @return one clause each without a full stop, such as {@code staging is locked by Ada until 2023-11-12 00:05:00 UTC}; empty for nothing
     * @throws StoreUnavailableException if the store cannot be reached
     */
    public List<String> restraints(Collection<Environment> environments) {
        Stream<String> locked = locks().stream()
                .filter(lock -> lock.isStop() || environments.contains(lock.environment()))
                .map(Lock::words);
        Stream<String> closed = environments.stream().map(this::whyClosed).flatMap(Optional::stream);
        return Stream.concat(locked, closed).toList();
    }

    /** What a rollback returns to may have changed since its deployment was settled. */
    private DeploymentEvent knowing(Deployment d, DeploymentEvent event) {
        if (!(event instanceof DeploymentEvent.RollBack rollBack) || !d.settled()) {
            return event;
        }
        EarlierVersion returnTo = reconciler.shipper().earlierChanged(d);
        return new DeploymentEvent.RollBack(
                rollBack.by(), rollBack.at(), rollBack.reason(), returnTo, rollBack.version());
    }

    private ActionResult permitted(
            Action action, DeployId id, Actor actor, BiFunction<Deployment, Set<String>, ActionResult> then) {
        if (actor.isPolicy()) {
            return new ActionResult.Denied(RESERVED);
        }
        Optional<Deployment> found = parts.store().find(id);
        if (found.isEmpty()) {
            return new ActionResult.NotFound(id);
        }
        Deployment deployment = found.get();
        Permissions.Permission permission =
                reconciler.permissions().ask(actor, action, deployment.environment(), deployment);
        String denial = permission.denial();
        if (denial == null && (action == Action.PROMOTE || action == Action.FULLY)) {
            denial = secondPerson.denial(deployment, actor);
        }
        return denial == null ? then.apply(deployment, permission.groups()) : new ActionResult.Denied(denial);
    }

    /**
     * Reads a deployment.
     *
     * @param id which
     * @return the deployment as it stands, or empty if there is none, or not any more
     * @throws StoreUnavailableException if the store cannot be reached
     */
    public Optional<Deployment> find(DeployId id) {
        return parts.store().find(id);
    }

    /**
     * Reads who holds an environment's place.
     *
     * @param environment which
     * @return its unsettled deployment, or empty if the place is free
     * @throws StoreUnavailableException if the store cannot be reached
     */
    public Optional<Deployment> holder(Environment environment) {
        return parts.store().holder(environment);
    }

    /**
     * Reads past and present deployments, newest first.
     *
     * @param query which
     * @return a page
     * @throws StoreUnavailableException if the store cannot be reached
     */
    public HistoryPage history(HistoryQuery query) {
        return parts.store().history(query);
    }

    /**
     * Reads those past and present deployments that are wanted, newest first, page by page: none before the stream is come to it, and none
     * behind the wanted period. So any number of them takes the memory of a page. Entries that are shipped meanwhile are left out.
     *
     * @param filter which
     * @return the deployments; each step of the stream, and this method, may throw {@link StoreUnavailableException}. Where clocks of those
     *     who shipped were wrong by more than a day, what is at the beginning of the period may be missing
     */
    public Stream<HistoryEntry> history(HistoryFilter filter) {
        return HistoryPages.matching(parts.store(), filter);
    }

    /**
     * Computes the figures of a period from the history.
     *
     * @param environment of which environment, or null for all
     * @param period of which period
     * @return the figures
     * @throws StoreUnavailableException if the store cannot be reached
     */
    public Figures figures(@Nullable Environment environment, Period period) {
        return figures(environment, List.of(period)).get(0);
    }

    /**
     * Computes the figures of several periods in one pass over the history, which is read page by page: some numbers are kept of each
     * deployment, and nothing else.
     *
     * @param environment of which environment, or null for all
     * @param periods of which periods, at least one; they may overlap
     * @return the figures of each, in the order of the periods
     * @throws StoreUnavailableException if the store cannot be reached
     * @throws IllegalArgumentException if there is no period
     */
    public List<Figures> figures(@Nullable Environment environment, List<Period> periods) {
        Instant earliest = periods.stream()
                .map(Period::from)
                .min(Comparator.naturalOrder())
                .orElseThrow(() -> new IllegalArgumentException("figures: no period is given; allowed: one or more"));
        return Figures.of(
                environment, periods, history(HistoryFilter.ALL.in(environment).between(earliest, null)));
    }

    /**
     * Counts in the history of a period how often people decided as the policy would have. It is read page by page.
     *
     * @param environment of which environment, or null for all
     * @param period of which period
     * @return how often they did, and where they did not
     * @throws StoreUnavailableException if the store cannot be reached
     */
    public Trust trust(@Nullable Environment environment, Period period) {
        return Trust.of(
                environment, period, history(HistoryFilter.ALL.in(environment).between(period.from(), period.to())));
    }

    /**
     * Asks the source of metrics once more what it answered while the last deployments were counted, and judges them again: it should come
     * out as it did then. Other than most methods it takes as long as the source does; it asks that and reads the history, changes nothing,
     * and may be called while deployments go on.
     *
     * @param environment of which environment
     * @param deployments of how many deployments, 1 to {@link HistoryQuery#MAX_LIMIT}
     * @return what comes of each, newest first
     * @throws IllegalArgumentException if the number is not allowed
     * @throws StoreUnavailableException if the store cannot be reached
     */
    public List<BackTested> backTest(Environment environment, int deployments) {
        return parts.store().history(HistoryQuery.newest(environment, deployments)).entries().stream()
                .map(this::backTest)
                .toList();
    }

    /**
     * The same for one deployment, whatever store it comes from: reads nothing but what the source of metrics tells.
     *
     * @param deployment the deployment, as the history has it
     * @return what comes of it
     */
    public BackTested backTest(HistoryEntry deployment) {
        return new BackTested(deployment, new Hindsight(parts).backTest(deployment));
    }

    /**
     * Compares what all instances did lately with itself, as if half of it were a canary: each metric that finds harm in that gives a false
     * alarm. It is done bake by bake, as in the first wave that bakes and reaches a part. Takes as long as the source of metrics does, which
     * is asked some questions for each hour; changes nothing, and may be called while deployments go on.
     *
     * @param environment of which environment
     * @param over how far back to go, 1 hour to 90 days, such as 7 days; less where the source knows less
     * @return how often each metric was alarmed; empty where no metric judges, or no wave that reaches a part bakes
     * @throws IllegalArgumentException if the time is not allowed
     */
    public List<FalseAlarms> calibrate(Environment environment, Duration over) {
        if (over.compareTo(SHORTEST) < 0 || over.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(
                    "over: " + over + " is not allowed; allowed: " + SHORTEST + " to " + LONGEST);
        }
        return new Hindsight(parts).calibrate(environment, over);
    }

    /**
     * Looks at a deployment's run now and not only at the planner's pace, since something outside (a webhook) says that it
     * changed: one that failed may have been started again. Harmless if it did not, and if there is no such deployment.
     *
     * @param id which
     * @throws StoreUnavailableException if the store cannot be reached
     */
    public void wake(DeployId id) {
        parts.store().find(id).ifPresent(d -> {
            Writer.Written written = reconciler.writer().persist(d, new DeploymentEvent.Woken(now()), null);
            if (written instanceof Writer.Written.Saved) {
                reconciler.changed(id);
            }
        });
    }

    /**
     * How this node is: for health endpoints and for people. Asks the adapters that can say how they are, each for two seconds at
     * most, and reads nothing from the store.
     *
     * @return how it is now
     */
    public Health health() {
        return reconciler.health();
    }

    private Instant now() {
        return parts.clock().instant();
    }

    /** Stops working: starts nothing new, and waits up to 10 seconds for calls that are under way. Nothing is lost. */
    @Override
    public void close() {
        reconciler.close();
    }
}
