package io.releaseconductor;

import io.releaseconductor.alert.ChatAlerts;
import io.releaseconductor.check.Check;
import io.releaseconductor.check.CheckCatalog;
import io.releaseconductor.config.ConfigurationException;
import io.releaseconductor.config.Problems;
import io.releaseconductor.config.VariableFamily;
import io.releaseconductor.config.VariableReader;
import io.releaseconductor.config.Variables;
import io.releaseconductor.deployment.AdmissionRules;
import io.releaseconductor.engine.EngineParts;
import io.releaseconductor.engine.ResolvedSettings;
import io.releaseconductor.engine.Threads;
import io.releaseconductor.health.HealthContributor;
import io.releaseconductor.memory.InMemoryStateStore;
import io.releaseconductor.model.Environment;
import io.releaseconductor.model.Phase;
import io.releaseconductor.model.Rollout;
import io.releaseconductor.model.RolloutPlan;
import io.releaseconductor.model.Strategy;
import io.releaseconductor.plan.Deadlines;
import io.releaseconductor.policy.ReleasePolicy;
import io.releaseconductor.spi.Admission;
import io.releaseconductor.spi.AlertSink;
import io.releaseconductor.spi.Authorizer;
import io.releaseconductor.spi.ChangeLog;
import io.releaseconductor.spi.ChatChannel;
import io.releaseconductor.spi.DeploymentListener;
import io.releaseconductor.spi.MetricSource;
import io.releaseconductor.spi.Refs;
import io.releaseconductor.spi.Retention;
import io.releaseconductor.spi.StateStore;
import io.releaseconductor.spi.WorkflowDispatcher;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Wires a {@link Conductor}. Workflows, chat, authorizer and checks have to be given; all else has a default. Not thread-safe.
 */
public final class ConductorBuilder {

    private static final VariableFamily VARIABLES = VariableFamily.of("SHIP_");

    private static final Duration LEASE = Duration.ofSeconds(30);

    private static final Duration LONGEST_VERIFICATION = Duration.ofMinutes(30);

    private static final Duration SETTLING = Duration.ofSeconds(60);

    private static final Duration LONGEST_SETTLING = Duration.ofMinutes(10);

    private Variables variables = Variables.system();
    private final List<EnvironmentSettings> environments = new ArrayList<>();
    private @Nullable WorkflowDispatcher workflows;
    private @Nullable ChatChannel chat;
    private @Nullable Authorizer authorizer;
    private final Set<Environment> fourEyes = new LinkedHashSet<>();
    private @Nullable Set<Confirm> confirm;
    private @Nullable CheckCatalog checks;
    private StateStore store = new InMemoryStateStore();
    private @Nullable AlertSink alerts;
    private ChangeLog changeLog = ChangeLog.NONE;
    private Refs refs = Refs.NONE;
    private final List<Admission> admissions = new ArrayList<>();
    private MetricSource metrics = MetricSource.NONE;
    private final List<DeploymentListener> listeners = new ArrayList<>();
    private final List<HealthContributor> contributors = new ArrayList<>();
    private Clock clock = Clock.systemUTC();
    private @Nullable Deadlines deadlines;
    private Retention retention = Retention.DEFAULT;
    private String nodeId = UUID.randomUUID().toString().substring(0, 8);
    private @Nullable Executor executor;

    ConductorBuilder() {}

    /**
     * Where settings are read from: {@code SHIP_AUTO_PROMOTE}, {@code SHIP_AUTO_ROLLBACK}, {@code SHIP_CANARY_WAVES}, {@code
     * SHIP_CANARY_GATES}, {@code SHIP_CONFIRM}, {@code SHIP_FORMAT}, {@code SHIP_BASELINE_LOOK}, {@code SHIP_USUAL_LATENCY}, {@code SHIP_RISKY_PATHS}, {@code SHIP_PRODUCTION}, {@code SHIP_LINKS}, {@code SHIP_CALL}, {@code SHIP_METRICS}, {@code SHIP_FAILED_ROUNDS}, {@code SHIP_ADMISSION}, {@code SHIP_AFTER}, {@code SHIP_WATCH}, {@code SHIP_WATCH_EVERY}, {@code SHIP_WATCH_ROLLS_BACK}, {@code SHIP_SOAK}, {@code SHIP_ALERT_FAILURE_RATE}, {@code SHIP_ALERT_LAST}, {@code SHIP_ALERT_LEAST}, {@code SHIP_DEADLINE_SLOW_MS}, {@code SHIP_VERIFICATION_TIMEOUT_MS} and {@code SHIP_SETTLE_MS} here, and the checks' own variables; each can be overridden per environment
     * ({@code SHIP_AUTO_PROMOTE_PROD}). A name that nobody has asked these variables for by the time of {@link #build()} is judged as by
     * {@link Variables#noteUnknown}.
     *
     * @param value the variables; by default those of the process
     * @return this builder
     */
    public ConductorBuilder variables(Variables value) {
        this.variables = Objects.requireNonNull(value, "variables");
        return this;
    }

    /**
     * Adds an environment. If none is added there are {@code staging} and {@code prod}, with defaults.
     *
     * @param settings how it is shipped to
     * @return this builder
     */
    public ConductorBuilder environment(EnvironmentSettings settings) {
        this.environments.add(Objects.requireNonNull(settings, "environment"));
        return this;
    }

    /**
     * What starts and watches workflow runs. Has to be given.
     *
     * @param value the dispatcher
     * @return this builder
     */
    public ConductorBuilder workflows(WorkflowDispatcher value) {
        this.workflows = Objects.requireNonNull(value, "workflows");
        return this;
    }

    /**
     * Where cards are shown. Has to be given; {@link ChatChannel#NONE} is for services without a chat.
     *
     * @param value the chat
     * @return this builder
     */
    public ConductorBuilder chat(ChatChannel value) {
        this.chat = Objects.requireNonNull(value, "chat");
        return this;
    }

    /**
     * Who may do what. Has to be given; {@link Authorizer#allowAll()} permits everything.
     *
     * @param value the authorizer
     * @return this builder
     */
    public ConductorBuilder authorizer(Authorizer value) {
        this.authorizer = Objects.requireNonNull(value, "authorizer");
        return this;
    }

    /**
     * Asks for four eyes in an environment: whoever shipped a deployment there needs somebody else to promote it. Holds besides what the
     * environment's {@linkplain Authorizer#secondPerson authorizer} says; the policy is not held to it.
     *
     * @param value where
     * @return this builder
     */
    public ConductorBuilder fourEyes(Environment value) {
        this.fourEyes.add(Objects.requireNonNull(value, "fourEyes"));
        return this;
    }

    /**
     * What people in a chat are asked to confirm, with what they would set off, before it is done.
     *
     * @param value what, in all environments; empty for nothing; by default what {@code SHIP_CONFIRM} says for each environment, nothing
     *     where it is not set
     * @return this builder
     */
    public ConductorBuilder confirm(Set<Confirm> value) {
        this.confirm = Set.copyOf(value);
        return this;
    }

    /**
     * What is verified. Has to be given; {@link CheckCatalog#discover()} finds plug-ins.
     *
     * @param value the checks
     * @return this builder
     */
    public ConductorBuilder checks(CheckCatalog value) {
        this.checks = Objects.requireNonNull(value, "checks");
        return this;
    }

    /**
     * Where state is kept.
     *
     * @param value the store; by default a new {@link InMemoryStateStore}, which forgets everything when the process ends
     * @return this builder
     */
    public ConductorBuilder store(StateStore value) {
        this.store = Objects.requireNonNull(value, "store");
        return this;
    }

    /**
     * Where the team is alerted.
     *
     * @param value the sink; by default alerts are posted where the deployment's card is shown. Has to be given where the
     *     chat is {@link ChatChannel#NONE}
     * @return this builder
     */
    public ConductorBuilder alerts(AlertSink value) {
        this.alerts = Objects.requireNonNull(value, "alerts");
        return this;
    }

    /**
     * What tells what is being shipped, so that cards say it.
     *
     * @param value the change log; by default {@link ChangeLog#NONE}, and then cards show the version alone
     * @return this builder
     */
    public ConductorBuilder changeLog(ChangeLog value) {
        this.changeLog = Objects.requireNonNull(value, "changeLog");
        return this;
    }

    /**
     * What tells what branches and tags point at, so that what is shipped without a version is the commit that was there when it was
     * shipped, in every wave, and no later one.
     *
     * @param value the refs; by default {@link Refs#NONE}, and then the version is the commit that the first run tells
     * @return this builder
     */
    public ConductorBuilder refs(Refs value) {
        this.refs = Objects.requireNonNull(value, "refs");
        return this;
    }

    /**
     * Adds a rule of the pre-flight that is asked outside. Where it holds, {@code SHIP_ADMISSION} says, or {@link
     * EnvironmentSettings#withAdmission}.
     *
     * @param value the rule
     * @return this builder
     */
    public ConductorBuilder admission(Admission value) {
        this.admissions.add(Objects.requireNonNull(value, "admission"));
        return this;
    }

    /**
     * What tells what metrics counted, so that a canary is judged by them. Which metrics judge, {@code SHIP_METRICS} says, or
     * {@link EnvironmentSettings#withMetrics}.
     *
     * @param value the source; by default {@link MetricSource#NONE}, and then the checks alone judge
     * @return this builder
     */
    public ConductorBuilder metrics(MetricSource value) {
        this.metrics = Objects.requireNonNull(value, "metrics");
        return this;
    }

    /**
     * Adds somebody who is told every change.
     *
     * @param value the listener
     * @return this builder
     */
    public ConductorBuilder listener(DeploymentListener value) {
        this.listeners.add(Objects.requireNonNull(value, "listener"));
        return this;
    }

    /**
     * Adds a part that says how it is, to be part of {@link Conductor#health()}. Ports and listeners that are contributors
     * themselves need not be added.
     *
     * @param value the part
     * @return this builder
     */
    public ConductorBuilder health(HealthContributor value) {
        this.contributors.add(Objects.requireNonNull(value, "health"));
        return this;
    }

    /**
     * The time.
     *
     * @param value the clock; by default the system's
     * @return this builder
     */
    public ConductorBuilder clock(Clock value) {
        this.clock = Objects.requireNonNull(value, "clock");
        return this;
    }

    /**
     * How long things may take.
     *
     * @param value the deadlines; by default those of the {@linkplain Deadlines#fromVariables variables}, {@link Deadlines#DEFAULT} where
     *     none is set
     * @return this builder
     */
    public ConductorBuilder deadlines(Deadlines value) {
        this.deadlines = Objects.requireNonNull(value, "deadlines");
        return this;
    }

    /**
     * How long things are kept.
     *
     * @param value the retention; by default {@link Retention#DEFAULT}
     * @return this builder
     */
    public ConductorBuilder retention(Retention value) {
        this.retention = Objects.requireNonNull(value, "retention");
        return this;
    }

    /**
     * Names this node in logs and in the marks of its writes.
     *
     * @param value should be different for each node, such as the name of its host; may be the same after a restart; by default random
     * @return this builder
     */
    public ConductorBuilder nodeId(String value) {
        this.nodeId = Objects.requireNonNull(value, "nodeId");
        return this;
    }

    /**
     * What the conductor's tasks run on.
     *
     * @param value an executor that runs any number of tasks at once, or each at once on the calling thread; by default a
     *     thread per task, virtual where the JVM has such threads
     * @return this builder
     */
    public ConductorBuilder executor(Executor value) {
        this.executor = Objects.requireNonNull(value, "executor");
        return this;
    }

    /**
     * Makes the conductor. It works once it is {@link Conductor#start() started}, or by hand.
     *
     * @return the conductor
     * @throws ConfigurationException if anything is missing, malformed or contradictory; names everything at once
     */
    public Conductor build() {
        Problems problems = new Problems();
        WorkflowDispatcher givenWorkflows = require(problems, "workflows", workflows);
        ChatChannel givenChat = require(problems, "chat", chat);
        Authorizer givenAuthorizer = require(problems, "authorizer", authorizer);
        CheckCatalog givenChecks = require(problems, "checks", checks);
        if (alerts == null && givenChat == ChatChannel.NONE) {
            problems.add(
                    "alerts is not given, and without a chat nobody would be alerted; give the builder alerts(...)");
        }
        List<EnvironmentSettings> settings = environments.isEmpty()
                ? List.of(EnvironmentSettings.of(Environment.STAGING), EnvironmentSettings.of(Environment.PROD))
                : environments;
        checkEnvironments(problems, settings);
        variables.declare(
                settings.stream().map(EnvironmentSettings::environment).toList());
        Map<String, Admission> rules = rules(problems);
        AdmissionChoice admission = new AdmissionChoice(
                rules.keySet(),
                settings.stream().map(EnvironmentSettings::environment).toList());
        Map<Environment, ResolvedSettings> resolved = new LinkedHashMap<>();
        Map<Environment, Set<Confirm>> confirmations = new LinkedHashMap<>();
        Deadlines limits = limits(variables.reader(problems));
        for (EnvironmentSettings each : settings) {
            ResolvedSettings found = resolved(problems, each, limits, givenAuthorizer, givenChecks, admission);
            resolved.put(each.environment(), found);
            confirmations.put(
                    each.environment(),
                    ConfirmChoice.read(
                            confirm, found.profile().production(), variables.in(each.environment(), problems)));
        }
        if (givenWorkflows != null) {
            resolved.values().forEach(p -> checkWorkflows(problems, p, givenWorkflows));
        }
        noteAdmission(problems, resolved, rules.keySet());
        noteWithoutBakes(resolved.values(), variables.reader(problems));
        SharedEndpoints.note(List.copyOf(resolved.keySet()), variables, problems);
        variables.claim(VARIABLES);
        variables.noteUnknown(problems);
        problems.throwIfAny();
        ChatChannel channel = Objects.requireNonNull(givenChat);
        WorkflowDispatcher dispatcher = Objects.requireNonNull(givenWorkflows);
        AlertSink sink = alerts != null ? alerts : new ChatAlerts(channel);
        EngineParts parts = new EngineParts(
                nodeId,
                resolved,
                store,
                dispatcher,
                channel,
                sink,
                changeLog,
                refs,
                rules,
                metrics,
                listeners,
                contributors(store, dispatcher, channel, sink, changeLog, refs, metrics),
                clock,
                Threads.of(executor != null ? executor : Threads.perTask()),
                limits,
                retention,
                LEASE);
        Map<Environment, String> secondPersons = secondPersons(resolved);
        for (EnvironmentSettings each : settings) {
            ResolvedSettings found = resolved.get(each.environment());
            if (found != null && secondPersons.containsKey(each.environment())) {
                PolicyChoice.noteLonelyPromotion(each, found.policy(), problems);
            }
        }
        return new Conductor(parts, secondPersons, confirmations, problems);
    }

    private Map<String, Admission> rules(Problems problems) {
        Map<String, Admission> rules = new LinkedHashMap<>();
        for (Admission each : admissions) {
            String name = String.valueOf(each.name());
            if (!AdmissionRules.isName(name)) {
                problems.add("admission: the name \"" + name + "\" of "
                        + each.getClass().getName() + " is not allowed; allowed: " + AdmissionRules.allowed());
            } else if (rules.put(name, each) != null) {
                problems.add("admission: two rules are called \"" + name + "\"; allowed: a name of its own for each");
            }
        }
        return rules;
    }

    /** A rule that holds nowhere admits nothing and refuses nothing. */
    private static void noteAdmission(
            Problems problems, Map<Environment, ResolvedSettings> resolved, Set<String> given) {
        Map<Environment, AdmissionRules> rules = new LinkedHashMap<>();
        resolved.forEach((environment, settings) -> rules.put(environment, settings.admission()));
        AdmissionChoice.noteCircles(rules, problems);
        given.stream()
                .filter(name ->
                        rules.values().stream().noneMatch(each -> each.asked().contains(name)))
                .forEach(name -> problems.warn("admission: the rule \"" + name
                        + "\" is given in vain: it holds in no environment; set SHIP_ADMISSION"));
    }

    /** What is set for all environments is in vain only if it is so in each. */
    private static void noteWithoutBakes(Collection<ResolvedSettings> all, VariableReader everywhere) {
        List<RolloutPlan> plans = all.stream()
                .flatMap(settings -> settings.plans().values().stream())
                .toList();
        MetricChoice.noteInVain(everywhere, plans);
        FailedRoundsChoice.noteInVain(everywhere, plans);
    }

    /** Where somebody else has to promote, and who that could be. */
    private Map<Environment, String> secondPersons(Map<Environment, ResolvedSettings> resolved) {
        Map<Environment, String> needed = new LinkedHashMap<>();
        resolved.forEach((environment, settings) -> {
            String who = settings.authorizer().secondPerson(environment);
            if (who != null || fourEyes.contains(environment)) {
                needed.put(environment, who == null ? "" : who);
            }
        });
        return needed;
    }

    private List<HealthContributor> contributors(Object... ports) {
        Set<HealthContributor> all = Collections.newSetFromMap(new IdentityHashMap<>());
        List<HealthContributor> found = new ArrayList<>();
        Stream.of(Arrays.stream(ports), admissions.stream(), listeners.stream(), contributors.stream())
                .flatMap(each -> each)
                .filter(HealthContributor.class::isInstance)
                .map(HealthContributor.class::cast)
                .filter(all::add)
                .forEach(found::add);
        return found;
    }

    private static <T> @Nullable T require(Problems problems, String name, @Nullable T value) {
        if (value == null) {
            problems.add(name + " is not given; give the builder " + name + "(...)");
        }
        return value;
    }

    private void checkEnvironments(Problems problems, List<EnvironmentSettings> settings) {
        Map<Environment, EnvironmentSettings> byName = new LinkedHashMap<>();
        for (EnvironmentSettings each : settings) {
            if (byName.put(each.environment(), each) != null) {
                problems.add("environment " + each.environment() + " is given twice; allowed: once");
            }
        }
        for (Environment each : fourEyes) {
            if (!byName.containsKey(each)) {
                problems.add(
                        "four eyes are asked for in " + each + ", which is not given; add it or do not ask for them");
            }
        }
        for (EnvironmentSettings each : settings) {
            Set<Environment> seen = new HashSet<>();
            EnvironmentSettings next = each;
            while (next != null && seen.add(next.environment())) {
                Environment linked = next.linked();
                if (linked != null && !byName.containsKey(linked)) {
                    problems.add("environment " + next.environment() + " is linked to " + linked
                            + ", which is not given; add it or use withLinked(null)");
                }
                next = linked == null ? null : byName.get(linked);
            }
            if (next != null) {
                problems.add("environment " + next.environment()
                        + " is linked to itself over others; allowed: a chain with an end");
            }
        }
    }

    private Deadlines limits(VariableReader reader) {
        if (deadlines == null) {
            return Deadlines.fromVariables(reader);
        }
        InVain.note(reader, Deadlines::fromVariables, "deadlines are given in code");
        return deadlines;
    }

    private ResolvedSettings resolved(
            Problems problems,
            EnvironmentSettings settings,
            Deadlines limits,
            @Nullable Authorizer givenAuthorizer,
            @Nullable CheckCatalog catalog,
            AdmissionChoice admission) {
        Environment environment = settings.environment();
        VariableReader reader = variables.in(environment, problems);
        Duration limit = reader.millis(
                "SHIP_VERIFICATION_TIMEOUT_MS", Duration.ofSeconds(30), Duration.ofMillis(1), LONGEST_VERIFICATION);
        Duration settling = reader.millis("SHIP_SETTLE_MS", SETTLING, Duration.ZERO, LONGEST_SETTLING);
        if (limit.plus(settling).compareTo(limits.verification()) >= 0) {
            problems.add("SHIP_VERIFICATION_TIMEOUT_MS for " + environment + " is " + limit.toMillis()
                    + " and SHIP_SETTLE_MS is " + settling.toMillis()
                    + "; allowed: together less than the deadline for verifications, "
                    + limits.verification().toMillis()
                    + (deadlines == null ? " (SHIP_DEADLINE_VERIFICATION_MS)" : ""));
        }
        boolean baselineLook = reader.flag("SHIP_BASELINE_LOOK", true);
        Boolean chosen = settings.baselineLook();
        Map<Strategy, RolloutPlan> plans = PlanChoice.read(settings, reader);
        int before = problems.messages().size();
        List<Check> found = catalog == null ? List.of() : catalog.checksFor(reader);
        boolean all = catalog != null && problems.messages().size() == before;
        ReleasePolicy policy = RollbackWorkflows.fitted(
                new PolicyChoice(settings, found, all).read(reader),
                settings.policy() != null,
                settings.rollouts(),
                reader,
                problems,
                workflows);
        Authorizer chosenAuthorizer = settings.authorizer() != null ? settings.authorizer() : givenAuthorizer;
        Authorizer permits =
                chosenAuthorizer != null ? chosenAuthorizer : question -> Authorizer.Answer.deny("no authorizer");
        boolean second = fourEyes.contains(environment) || permits.secondPerson(environment) != null;
        return new ResolvedSettings(
                environment,
                plans,
                policy,
                permits,
                settings.linked(),
                settings.baselineVersion(),
                chosen == null ? baselineLook : chosen,
                CallChoice.read(settings, reader),
                UsualChoice.read(settings, reader),
                new RiskChoice(changeLog).read(settings, reader),
                limit,
                settling,
                found,
                ProfileChoice.read(settings, reader, permits, second, limits),
                new MetricChoice(metrics, plans).read(settings, reader),
                admission.read(settings, reader),
                WindowChoice.read(settings, reader),
                FailedRoundsChoice.read(settings, plans, reader),
                WatchChoice.read(settings, policy, reader),
                AlertChoice.read(settings, reader),
                new SoakChoice(retention).read(settings, reader));
    }

    private static void checkWorkflows(Problems problems, ResolvedSettings settings, WorkflowDispatcher dispatcher) {
        List<Rollout> rollouts = settings.rollouts();
        if (rollouts.stream().noneMatch(r -> dispatcher.supports(settings.environment(), Phase.DEPLOY, r))) {
            problems.add("environment " + settings.environment() + " has no workflow for its deploy phase");
        }
        for (Rollout rollout : rollouts) {
            if (rollout != Rollout.BLUE_GREEN
                    && dispatcher.supports(settings.environment(), Phase.ROLL_BACK, rollout)
                    && !dispatcher.takesVersion(settings.environment(), Phase.ROLL_BACK, rollout)) {
                problems.add("environment " + settings.environment() + ": the workflow for the rollback of a "
                        + rollout.wireName()
                        + " rollout takes no version, so that a rollback would deploy the head of the"
                        + " branch; let the workflow take the version to return to");
            }
        }
    }
}
