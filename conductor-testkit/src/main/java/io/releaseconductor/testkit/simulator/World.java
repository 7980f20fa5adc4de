package io.releaseconductor.testkit.simulator;

import io.releaseconductor.ActionResult;
import io.releaseconductor.Conductor;
import io.releaseconductor.ConductorBuilder;
import io.releaseconductor.EnvironmentSettings;
import io.releaseconductor.ShipResult;
import io.releaseconductor.chat.CardRenderer;
import io.releaseconductor.check.Check;
import io.releaseconductor.check.CheckCatalog;
import io.releaseconductor.config.Variables;
import io.releaseconductor.deployment.Action;
import io.releaseconductor.deployment.Alert;
import io.releaseconductor.deployment.AlertKind;
import io.releaseconductor.deployment.Attention;
import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.deployment.DeploymentStatus;
import io.releaseconductor.deployment.LinkedShip;
import io.releaseconductor.health.PartHealth;
import io.releaseconductor.metric.MetricRule;
import io.releaseconductor.model.Actor;
import io.releaseconductor.model.DeployId;
import io.releaseconductor.model.Environment;
import io.releaseconductor.model.Strategy;
import io.releaseconductor.plan.Deadlines;
import io.releaseconductor.policy.AlertRules;
import io.releaseconductor.policy.PromoteThresholds;
import io.releaseconductor.policy.ReleasePolicy;
import io.releaseconductor.policy.RollbackTriggers;
import io.releaseconductor.spi.ChangeLog;
import io.releaseconductor.spi.MetricSource;
import io.releaseconductor.spi.Refs;
import io.releaseconductor.spi.StateStore;
import io.releaseconductor.spi.StoreUnavailableException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Nodes with real conductors, and all that is around them. One history, once. */
final class World implements Scheduler.World {

    static final Deadlines DEADLINES = Deadlines.DEFAULT.toBuilder()
            .admission(Duration.ofMinutes(10))
            .dispatch(Duration.ofMinutes(1))
            .intent(Duration.ofSeconds(30))
            .call(Duration.ofSeconds(30))
            .locate(Duration.ofMinutes(2))
            .run(Duration.ofMinutes(5))
            .runWaiting(Duration.ofMinutes(10))
            .cancel(Duration.ofMinutes(2))
            .verification(Duration.ofMinutes(3))
            .decision(Duration.ofMinutes(10))
            .firstReminder(Duration.ofMinutes(5))
            .nextReminder(Duration.ofMinutes(30))
            .build();

    /** So few, that a flow of a few deployments comes to a rate. */
    static final AlertRules ALERT_RULES = new AlertRules(40, 3, 2, Duration.ofMinutes(2));

    /** How long it may take, once nothing goes wrong any more, until all is at rest. */
    private static final long REST_WITHIN = Duration.ofHours(3).toMillis();

    /** By how much two clocks may differ, at most. */
    static final long SKEW = 10_000;

    /** How long a poller sleeps at most while something may be in the hands of its node. */
    private static final long NAP = 31_000;

    /** A claim that nobody gave back, since its node died, is over after this by itself. */
    static final long LEASE = 30_000;

    /** What ran before the first deployment. */
    static final String BASELINE = "v0";

    private static final long MOST_STEPS = 60_000;

    static final List<String> CHECKS = List.of("frontend", "api");

    final Weather weather;
    final Scheduler scheduler;
    final Timeline timeline;
    final Records records = new Records();
    final Ci ci;
    final Chat chat = new Chat();
    final Map<String, Integer> alertsSent = new HashMap<>();
    final Map<String, Integer> changesAsked = new HashMap<>();
    final Map<Port, Long> lastTrouble = new EnumMap<>(Port.class);
    final Set<String> barred = new HashSet<>();
    final Hostility hostility;
    final Rules rules;
    final CalleeRules calleeRules;
    final Gate gate;
    final CleanUpRules cleanUpRules;
    final Traffic traffic = new Traffic();
    private final StateStore store;
    private final List<Node> nodes = new ArrayList<>();
    private final Dice dice;
    private int errands;
    private int clicks;
    private int unanswered;
    private boolean judged;
    private boolean faultless = true;

    World(Weather weather, Function<Clock, StateStore> stores, boolean recorded) {
        this.weather = weather;
        this.dice = weather.dice();
        this.timeline = new Timeline(recorded);
        this.scheduler = new Scheduler(this, dice.fork(), weather.patience(), MOST_STEPS);
        long grace = DEADLINES.call().toMillis() + SKEW;
        this.ci = new Ci(scheduler::now, weather.fortune(), weather.echoesKeys(), weather.guard(), grace);
        this.hostility = weather.hostility();
        this.store = stores.apply(Moments.clock(scheduler::now));
        this.rules = new Rules(
                ci, chat, records, traffic, alertsSent, lastTrouble, weather::windows, weather::preflight, store);
        this.calleeRules = new CalleeRules(
                weather.tellsChanges(),
                !weather.metrics().isEmpty(),
                asksPreflight(),
                scheduler::now,
                lastTrouble,
                rules::violated);
        FaultPlan faults = weather.faults();
        this.gate = new Gate(
                scheduler,
                timeline,
                (call, after, port, now) -> {
                    Fault fault = faults.at(call, after, port, now);
                    if (fault != null) {
                        faultless = false;
                        if (port == Port.STORE) {
                            lastTrouble.put(Port.STORE, now);
                        } else if (port == Port.ALERTS) {
                            // it may take its time, and arrive when nobody waits for it any more
                            lastTrouble.merge(Port.ALERTS, now + fault.millis(), Math::max);
                        }
                    }
                    return fault;
                },
                dice.fork(),
                weather.slowness(),
                this::crash);
        this.cleanUpRules = new CleanUpRules(records, store, rules::violated);
    }

    private boolean asksPreflight() {
        return Stream.of(Environment.STAGING, Environment.PROD)
                .anyMatch(e -> !weather.preflight(e).asked().isEmpty());
    }

    StateStore store() {
        return store;
    }

    void run() throws InterruptedException {
        for (int i = 0; i < weather.nodes(); i++) {
            boot(i);
        }
        weather.people(this);
        if (hostility.isThere()) {
            errand("operator", this::operate);
        }
        errandOfRestarts();
        scheduler.run();
        end();
    }

    private void errandOfRestarts() {
        long first = weather.nextRestart();
        if (first > 0) {
            errand("restarts", () -> {
                scheduler.sleep(first);
                for (int place = 0; scheduler.now() < weather.stormUntil(); place = (place + 1) % nodes.size()) {
                    if (!nodes.get(place).isDead()) {
                        restart(place, "is started anew");
                    }
                    scheduler.sleep(weather.nextRestart());
                }
            });
        }
    }

    private void restart(int place, String why) {
        Node node = nodes.get(place);
        node.die();
        // what it had in hand is done again by another one
        rules.stopped();
        timeline.add(scheduler.now(), node.id, why);
        boot(place);
    }

    // ---- nodes
    // -------------------------------------------------------------------------------------------------------

    private void boot(int place) {
        // as a host has the same name after a restart
        String id = "n" + (place + 1);
        Node node = new Node(id, weather.offset(place), this);
        while (nodes.size() <= place) {
            nodes.add(node);
        }
        nodes.set(place, node);
        timeline.add(scheduler.now(), id, "starts, its clock " + node.offset + " ms ahead");
        node.boot(conductor(node));
    }

    private Conductor conductor(Node node) {
        SimulatedPorts ports = new SimulatedPorts(this, node);
        ConductorBuilder builder = Conductor.builder()
                .variables(Variables.of(Map.of("SHIP_VERIFICATION_TIMEOUT_MS", "20000", "SHIP_FORMAT", "2")))
                .store(ports.store())
                .workflows(ports.workflows())
                .chat(ports.chat())
                .alerts(ports.alerts())
                .changeLog(weather.tellsChanges() ? ports.changes() : ChangeLog.NONE)
                .refs(weather.knowsRefs() ? ports.refs() : Refs.NONE)
                .metrics(weather.metrics().isEmpty() ? MetricSource.NONE : ports.metrics())
                .authorizer(ports.authorizer())
                .checks(CheckCatalog.of(CHECKS.stream().map(ports::check).toArray(Check[]::new)))
                .clock(node.clock)
                .deadlines(DEADLINES)
                .retention(weather.retention())
                .nodeId(node.id)
                .executor(node);
        Stream.of(Environment.STAGING, Environment.PROD)
                .map(e -> EnvironmentSettings.of(e)
                        .withLinked(weather.linked(e) ? Environment.PROD : null)
                        .withBaselineVersion(BASELINE)
                        .withCalled(weather.called())
                        .withWatch(weather.watch())
                        .withAlertRules(ALERT_RULES)
                        .withSoak(weather.linked(e) ? weather.soak() : Duration.ZERO)
                        .withPlan(Strategy.CANARY, weather.canary())
                        .withMetrics(weather.metrics().toArray(MetricRule[]::new))
                        .withRiskyPaths(weather.marksRisky() ? new String[] {ChangeRules.RISKY_PATH} : new String[0])
                        .withWindows(weather.windows(e))
                        .withAdmission(weather.preflight(e))
                        .withPolicy(policy(weather.policiesApart() && node.id.equals("n2"))))
                .forEach(builder::environment);
        if (asksPreflight()) {
            builder.admission(ports.ci());
        }
        if (hostility.isThere()) {
            builder.listener(ports.listener()).listener(ports.diary());
        }
        return builder.build();
    }

    private ReleasePolicy policy(boolean other) {
        return ReleasePolicy.DEFAULT
                .withAutoPromote(weather.autoPromote() != other)
                .withThresholds(new PromoteThresholds(Map.of(), 2, 80))
                .withTriggers(new RollbackTriggers(true, true, true, true, 0, weather.rollsBackFailedRuns()));
    }

    private void crash(Node node) {
        node.die();
        timeline.add(scheduler.now(), node.id, "dies");
        int place = nodes.indexOf(node);
        errand("restart", () -> {
            scheduler.sleep(weather.restartAfter());
            boot(place);
        });
    }

    /** Somebody who looks at the nodes' health every minute, and starts a node anew that says that it calls something no more. */
    private void operate() {
        Map<Node, Long> ill = new HashMap<>();
        while (scheduler.now() < weather.stormUntil() + 5 * 60_000) {
            scheduler.sleep(60_000);
            for (Node node : List.copyOf(nodes)) {
                if (node.isDead() || !calleeRules.callsSomethingNoMore(node) || node.frozenUntil() > scheduler.now()) {
                    ill.remove(node);
                    continue;
                }
                long overdue = calleeRules.overdue(node);
                Long before = ill.put(node, overdue);
                if (before != null) {
                    // only if no other call has come to hang is it certain that it never recovered in between; and once
                    // all is
                    // quiet, pollers sleep while nothing is due, and with them the one that would have noticed
                    calleeRules.restarted(node, before == overdue && scheduler.now() < quietFrom(node));
                    restart(nodes.indexOf(node), "is started anew by somebody who was told that calls hang");
                }
            }
        }
    }

    /** Any node that a person's click reaches, or null while none lives. */
    @Nullable
    Node anyNode() {
        List<Node> alive = nodes.stream().filter(n -> !n.isDead()).toList();
        return alive.isEmpty() ? null : alive.get(dice.below(alive.size()));
    }

    // ---- people
    // ------------------------------------------------------------------------------------------------------

    /** Something that happens outside of all nodes; the world is not over before. */
    void errand(String name, Runnable body) {
        errands++;
        scheduler.add(name, null, false, body).ended = () -> errands--;
    }

    /** What came of a click; nothing if the node died with it or the store was away. */
    static final class Outcome {
        private boolean over;
        private @Nullable Object result;

        boolean isOver() {
            return over;
        }

        @Nullable
        Object result() {
            return result;
        }

        boolean isDone() {
            return result instanceof ActionResult.Done || result instanceof ShipResult.Shipped;
        }
    }

    /** The CI service says that something changed. */
    void webhook(DeployId id) {
        click(new Click(Actor.person("ci", "CI"), Action.DETAILS), "webhook about " + id, conductor -> {
            conductor.wake(id);
            return "looked at";
        });
    }

    /** Somebody clicks; a node that lives takes it on. */
    Outcome click(Click click, String what, Function<Conductor, Object> action) {
        Outcome outcome = new Outcome();
        Node node = anyNode();
        if (node == null) {
            outcome.over = true;
            return outcome;
        }
        timeline.add(scheduler.now(), click.actor().name(), what + " (taken by " + node.id + ")");
        errands++;
        clicks++;
        long clickedAt = scheduler.now();
        Task task = scheduler.add(node.id + " click", node, false, () -> {
            try {
                Object result = action.apply(node.conductor());
                outcome.result = result;
                timeline.add(scheduler.now(), click.actor().name(), what + ": " + said(result));
                acknowledged(result, scheduler.current().written);
            } catch (StoreUnavailableException e) {
                timeline.add(scheduler.now(), click.actor().name(), what + ": the store is unavailable");
            }
        });
        task.click = click;
        task.ended = () -> {
            outcome.over = true;
            clicks--;
            errands--;
            calleeRules.answered(node, what, clickedAt);
        };
        return outcome;
    }

    private static String said(Object result) {
        if (result instanceof ActionResult.Done done) {
            return "done, " + Timeline.brief(done.deployment());
        }
        if (result instanceof ShipResult.Shipped shipped) {
            return "shipped, " + Timeline.brief(shipped.deployment());
        }
        if (result instanceof ActionResult.Refused refused) {
            return "refused, " + refused.reason();
        }
        return Timeline.brief(result);
    }

    /** Whether a store still has to recognise the operation of a write: it need not after so many others. */
    private boolean isRemembered(Deployment written) {
        return records.now(written.id())
                .filter(now -> now.revision() < written.revision() + 8)
                .isPresent();
    }

    /** What a person was told is done has to be done, and the other way round. */
    private void acknowledged(Object result, @Nullable Deployment written) {
        Deployment told = result instanceof ActionResult.Done done
                ? done.deployment()
                : result instanceof ShipResult.Shipped shipped ? shipped.deployment() : null;
        if (told == null) {
            boolean asked = result instanceof ActionResult || result instanceof ShipResult;
            if (written != null && asked && isRemembered(written)) {
                rules.violated("rule 2: a person was told that nothing is done, " + said(result) + ", and "
                        + Timeline.brief(written) + " was written for them");
            }
            return;
        }
        Records.Entry record = records.find(told.id());
        boolean known = record != null
                && record.writes.stream().anyMatch(w -> w.revision() == told.revision() && w.status() == told.status());
        if (!known) {
            rules.violated("rule 2: a person was told that " + Timeline.brief(told) + " is done, and it never was");
        }
    }

    // ---- the end
    // -----------------------------------------------------------------------------------------------------

    @Override
    public boolean isOver() {
        boolean over = scheduler.now() > weather.stormUntil() + REST_WITHIN || isAllAtRest();
        if (over && !judged) {
            judged = true;
            unanswered = clicks;
            chat.messages().forEach(message -> message.unheard = message.staleBy != null && message.staleBy.blocked);
            nodes.stream().filter(node -> !node.isDead()).forEach(this::clocksAtTheEnd);
            if (hostility.isThere()) {
                // as long as all that hangs still does
                nodes.stream()
                        .filter(node -> !node.isDead())
                        .forEach(node -> calleeRules.end(node, scheduler.pollersOf(node)));
            }
        }
        return over;
    }

    private boolean isAllAtRest() {
        return errands == 0
                && nodes.stream().allMatch(node -> scheduler.now() >= quietFrom(node))
                && nodes.stream().allMatch(World::hasNothingInHand)
                && scheduler.onlyPollersAreLeft()
                && records.all().stream().allMatch(this::isAtRest);
    }

    /** What a node could not save yet may still change a record that looks as if it were at rest. */
    private static boolean hasNothingInHand(Node node) {
        return node.isDead() || node.conductor().health().outcomesInHand() == 0;
    }

    private boolean isAtRest(Records.Entry record) {
        Deployment d = record.now();
        LinkedShip linked = d.linked();
        boolean waitsForAPerson = d.status() == DeploymentStatus.NEEDS_ATTENTION;
        Attention attention = d.attention();
        if (attention != null && attention.reminders() == 0) {
            // people have to be reminded before anything counts as left to them
            return false;
        }
        boolean told = d.alerts().stream().noneMatch(Alert::isPending);
        boolean shown = d.request().destination() == null
                || (waitsForAPerson
                        ? CardRenderer.render(d).digest().equals(d.card().shown())
                        : d.dueAt() == null || onlyLooksForNews(d));
        boolean shipped = linked == null || linked.state() != LinkedShip.State.WANTED;
        if (record.removed) {
            return true;
        }
        return (d.settled() || waitsForAPerson)
                && d.watching() == null
                && told
                && shown
                && shipped
                && !ci.hasNewsFor(d)
                && record.leaseUntil <= scheduler.now() + LEASE + SKEW;
    }

    /** Nothing is left but to look, by and by, whether somebody started its failed run again. */
    private static boolean onlyLooksForNews(Deployment d) {
        return d.dueAt() != null
                && d.dueAt().equals(d.lookAgainAt())
                && d.card().unsureUntil() == null
                && CardRenderer.render(d).digest().equals(d.card().shown());
    }

    private void end() {
        if (!rules.violations().isEmpty()) {
            return;
        }
        if (scheduler.isExhausted()) {
            rules.violated("rule 6: no rest at " + Moments.text(scheduler.now()) + " after " + scheduler.steps()
                    + " steps: " + standing());
            return;
        }
        if (unanswered > 0) {
            rules.violated("rule 6: " + unanswered + " people still wait for an answer to what they clicked");
        }
        for (Records.Entry record : records.all()) {
            if (!isAtRest(record)) {
                rules.violated("rule 6: not at rest " + Duration.ofMillis(REST_WITHIN) + " after all is well: "
                        + standing(record));
            }
            rules.audit(record);
            Deployment d = record.now();
            Deployment stored = store.find(d.id()).orElse(null);
            if (record.removed) {
                continue;
            }
            if (stored == null || stored.revision() != d.revision() || stored.status() != d.status()) {
                rules.violated(
                        "rule 2: the store holds " + Timeline.brief(stored) + " and was given " + Timeline.brief(d));
            }
            rules.end(record, faultless && !d.alerts().stream().anyMatch(a -> a.kind() == AlertKind.NEEDS_ATTENTION));
        }
        for (Environment environment : List.of(Environment.STAGING, Environment.PROD)) {
            Deployment holder = store.holder(environment).orElse(null);
            if (!Objects.equals(
                    holder == null ? null : holder.id(),
                    records.holder(environment).map(Deployment::id).orElse(null))) {
                rules.violated("rule 3: the place of " + environment + " is held by "
                        + Timeline.brief(holder) + " and not by "
                        + records.holder(environment).map(Timeline::brief).orElse("nobody"));
            }
        }
    }

    private String standing() {
        return records.all().stream().map(World::standing).toList().toString();
    }

    private static String standing(Records.Entry record) {
        Deployment d = record.now();
        return Timeline.brief(d) + ", due at "
                + (d.dueAt() == null ? "no time" : Moments.text(Moments.of(d.dueAt())))
                + (record.claim == null ? "" : ", claimed until " + Moments.text(record.leaseUntil));
    }

    @Override
    public long nextDue(Node node, long wakeAt) {
        long due = records.nextDue();
        long next = due == Task.NEVER ? Task.NEVER : due - node.offset;
        // outcomes that could not be saved are in the hands of nodes only, so that there is something to do though
        // nothing is due
        return wakeAt < quietFrom(node) ? Math.min(next, wakeAt + NAP) : next;
    }

    /** When a node has had the time to save what it could not save before, and to look after calls that outlived their turns. */
    private long quietFrom(Node node) {
        long trouble = Math.max(weather.stormUntil(), lastTrouble.getOrDefault(Port.STORE, 0L));
        return Math.max(trouble, node.disturbedUntil()) + 2 * NAP;
    }

    @Override
    public void broke(Task task, Throwable thrown) {
        if (thrown instanceof VirtualMachineError && Hostility.isFromHere(thrown)) {
            // a check that has no memory left ends its thread, so that whoever watches over the JVM sees it
            return;
        }
        rules.violated("defect: " + task.name + " threw " + thrown + " at "
                + (thrown.getStackTrace().length == 0 ? "" : thrown.getStackTrace()[0]));
    }

    /** A clock that is as it should be is not complained about. */
    private void clocksAtTheEnd(Node node) {
        String said = complaint(node);
        if (said != null && !weather.clocksApart()) {
            rules.violated("clocks: none is off, and " + node + " says: " + said);
        }
    }

    /** What a node says about clocks, or null if nothing. */
    @Nullable
    String complaint(Node node) {
        return node.conductor().health().parts().stream()
                .filter(part -> part.name().equals("clocks") && part.state() != PartHealth.State.WELL)
                .map(PartHealth::detail)
                .findFirst()
                .orElse(null);
    }

    void misbehaves(Node node, String what, Misdeed deed) {
        faultless = false;
        lastTrouble.merge(Port.ALERTS, scheduler.now() + deed.millis(), Math::max);
        timeline.add(scheduler.now(), node.id, what + " misbehaves: " + deed);
    }

    /** Whether nothing went wrong so far that a conductor does not bring about itself. */
    boolean isFaultless() {
        return faultless;
    }

    boolean isDown(Port port) {
        boolean down = weather.isDown(port, scheduler.now());
        if (down) {
            faultless = false;
            if (port == Port.STORE) {
                lastTrouble.put(Port.STORE, scheduler.now());
            }
        }
        return down;
    }
}
