package io.releaseconductor.testkit.simulator;

import io.releaseconductor.Conductor;
import io.releaseconductor.LockRequest;
import io.releaseconductor.ShipRequest;
import io.releaseconductor.chat.ButtonId;
import io.releaseconductor.chat.Question;
import io.releaseconductor.check.CheckContext;
import io.releaseconductor.deployment.Action;
import io.releaseconductor.deployment.AdmissionOutcome;
import io.releaseconductor.deployment.AdmissionRules;
import io.releaseconductor.deployment.AlertKind;
import io.releaseconductor.deployment.Attention;
import io.releaseconductor.deployment.ChangeOutcome;
import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.deployment.DeploymentStatus;
import io.releaseconductor.deployment.DispatchOutcome;
import io.releaseconductor.deployment.Observation;
import io.releaseconductor.deployment.RunConclusion;
import io.releaseconductor.deployment.VerificationState;
import io.releaseconductor.metric.MetricRule;
import io.releaseconductor.model.Actor;
import io.releaseconductor.model.Called;
import io.releaseconductor.model.Environment;
import io.releaseconductor.model.Phase;
import io.releaseconductor.model.Reach;
import io.releaseconductor.model.RolloutPlan;
import io.releaseconductor.model.Strategy;
import io.releaseconductor.model.Watch;
import io.releaseconductor.spi.Admission;
import io.releaseconductor.spi.ChangeLog;
import io.releaseconductor.spi.MetricSource;
import io.releaseconductor.spi.Retention;
import io.releaseconductor.window.DeploymentWindows;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A canonical flow where everything goes as it should, but for the faults at the given points. */
class FlowWeather implements Weather {

    private static final Actor ADA = Actor.person("1", "Ada");
    private static final Actor BOB = Actor.person("2", "Bob");
    private static final Actor CY = Actor.person("4", "Cy");
    private static final Actor DAN = Actor.person("5", "Dan");

    /** How long a person waits for something before they leave it to others. */
    private static final long PERSON_WAITS = 20 * 60_000;

    private static final long HOUR = 3_600_000;

    private static final Set<Flow> CANARIES = EnumSet.of(
            Flow.CANARY,
            Flow.BRANCH_MOVES,
            Flow.THREE_WAVES,
            Flow.WAVE_FAILS,
            Flow.OPEN_GATES,
            Flow.BAKED,
            Flow.ILL_IN_BAKE,
            Flow.COUNTED,
            Flow.WORSE,
            Flow.WORSE_THAN_BEFORE,
            Flow.TWO_APPROVERS,
            Flow.VOIDED,
            Flow.ACCEPTED,
            Flow.PROMOTE_FULLY,
            Flow.APPROVER_LOSES_ROLE,
            Flow.LIFTED,
            Flow.ILL_WHILE_IDLE,
            Flow.SWITCHED_BACK);

    /** How long runs take, where it is not a few seconds. */
    private static final Map<Flow, Long> RUNS =
            Map.of(Flow.CANCEL, 40_000L, Flow.WATCH_SUPERSEDED, 40_000L, Flow.CHANGE_LOG, 14_000L);

    private final Flow flow;
    private final FaultPlan faults;

    /** Whether what is deployed has fallen ill. */
    private boolean ill;

    private int ciAsked;

    private final Dice dice = new Dice(7);
    private final Map<String, Application> applications = new HashMap<>();

    FlowWeather(Flow flow, FaultPlan faults) {
        this.flow = flow;
        this.faults = faults;
    }

    @Override
    public Dice dice() {
        return dice;
    }

    @Override
    public int patience() {
        return 0;
    }

    @Override
    public int slowness() {
        return 0;
    }

    @Override
    public FaultPlan faults() {
        return faults;
    }

    @Override
    public Hostility hostility() {
        return Hostility.none();
    }

    @Override
    public Retention retention() {
        return Retention.DEFAULT;
    }

    @Override
    public boolean cleanUpFails() {
        return false;
    }

    @Override
    public long nextRestart() {
        return 0;
    }

    @Override
    public boolean clocksApart() {
        return false;
    }

    @Override
    public int nodes() {
        return flow == Flow.FAILS_AGAIN ? 3 : 2;
    }

    @Override
    public long offset(int node) {
        return node * 1_000L;
    }

    @Override
    public long stormUntil() {
        return 0;
    }

    @Override
    public long restartAfter() {
        return 20_000;
    }

    @Override
    public boolean isDown(Port port, long now) {
        return false;
    }

    @Override
    public boolean echoesKeys() {
        return flow != Flow.AMBIGUOUS_WITHOUT_KEY;
    }

    @Override
    public CiGuard guard() {
        return CiGuard.NONE;
    }

    @Override
    public Ci.Fortune fortune() {
        return new Ci.Fortune() {
            @Override
            public void decide(Ci.Run run) {
                run.beginsAt = run.createdAt + 1_000;
                run.endsAt = run.createdAt + RUNS.getOrDefault(flow, 6_000L);
                boolean fails = flow == Flow.DEPLOY_FAILS || flow == Flow.STARTED_AGAIN;
                if (fails && run.intent.phase() == Phase.DEPLOY) {
                    run.conclusion = RunConclusion.FAILURE;
                }
            }

            @Override
            public boolean heedsCancel() {
                return true;
            }

            @Override
            public long lag() {
                return 0;
            }
        };
    }

    @Override
    public DispatchOutcome failedDispatch(boolean afterTheEffect) {
        return afterTheEffect
                ? new DispatchOutcome.Unknown("the answer was lost")
                : new DispatchOutcome.NotSent("the connection was refused", Moments.at(0));
    }

    @Override
    public DispatchOutcome told(Ci.Run run, DispatchOutcome outcome) {
        boolean ambiguous = flow == Flow.AMBIGUOUS || flow == Flow.AMBIGUOUS_WITHOUT_KEY;
        return ambiguous && run.intent.phase() == Phase.DEPLOY
                ? new DispatchOutcome.Unknown("the service answered with an error of its own")
                : outcome;
    }

    @Override
    public boolean autoPromote() {
        return flow == Flow.TWO_APPROVERS;
    }

    @Override
    public boolean policiesApart() {
        return false;
    }

    @Override
    public boolean rollsBackFailedRuns() {
        return flow != Flow.STARTED_AGAIN;
    }

    @Override
    public RolloutPlan canary() {
        return switch (flow) {
            case THREE_WAVES, WAVE_FAILS, ACCEPTED -> Plans.GRADUAL;
            case OPEN_GATES, LIFTED -> Plans.OPEN;
            case BAKED, ILL_IN_BAKE, FAILS_AGAIN -> Plans.BAKED;
            case COUNTED, WORSE -> Plans.COUNTED;
            case WORSE_THAN_BEFORE -> Plans.AT_ONCE;
            case ILL_WHILE_IDLE, SWITCHED_BACK -> RolloutPlan.IDLE_FIRST;
            case TWO_APPROVERS, VOIDED, APPROVER_LOSES_ROLE -> Plans.APPROVED;
            case PROMOTE_FULLY -> Plans.STRICT;
            default -> RolloutPlan.CANARY;
        };
    }

    @Override
    public boolean tellsChanges() {
        return flow == Flow.CHANGE_LOG || flow == Flow.LEFT_TO_A_PERSON;
    }

    @Override
    public AdmissionRules preflight(Environment environment) {
        boolean prod = environment.equals(Environment.PROD);
        return switch (flow) {
            case ORDER_ENFORCED ->
                new AdmissionRules(prod ? List.of("ci") : List.of(), prod ? Environment.STAGING : null);
            case OVERRIDDEN -> new AdmissionRules(List.of("ci"), prod ? Environment.STAGING : null);
            default -> AdmissionRules.NONE;
        };
    }

    /** CI of the first version is done when it is asked for the fourth time, and that of others never. */
    @Override
    public Checked ci(Admission.Question question, long now) {
        boolean done = "v1".equals(question.version()) && flow == Flow.ORDER_ENFORCED && ++ciAsked > 3;
        return new Checked(
                done ? new AdmissionOutcome.Yes("all green") : new AdmissionOutcome.NotYet("still running"), 300);
    }

    @Override
    public boolean knowsRefs() {
        return flow == Flow.BRANCH_MOVES;
    }

    @Override
    public boolean marksRisky() {
        return flow == Flow.LEFT_TO_A_PERSON;
    }

    @Override
    public DeploymentWindows windows(Environment environment) {
        return flow == Flow.WINDOW_OPENS ? Plans.OPENS_SOON : DeploymentWindows.ALWAYS_OPEN;
    }

    @Override
    public Telling change(ChangeLog.Question question, int asked) {
        if (question.version().equals("v1")) {
            return new Telling(
                    new ChangeOutcome.Known(ChangeRules.summary(question)), flow == Flow.CHANGE_LOG ? 15_000 : 500);
        }
        return new Telling(asked == 1 ? null : new ChangeOutcome.Unavailable("away"), 500);
    }

    @Override
    public List<MetricRule> metrics() {
        return flow == Flow.COUNTED || flow == Flow.WORSE || flow == Flow.WORSE_THAN_BEFORE
                ? List.of(new MetricRule("errors", 0.05), new MetricRule("slow", null))
                : List.of();
    }

    @Override
    public Counted count(MetricSource.Question question, Traffic traffic, long now) {
        boolean second = question.reach().equals(new Reach.Percentage(25));
        boolean began = question.spans() == 1 && now - Moments.of(question.to()) < HOUR;
        if (!ill && ((flow == Flow.WORSE && second) || (flow == Flow.WORSE_THAN_BEFORE && began))) {
            ill = true;
            traffic.canaryIs(true, now);
        }
        boolean over = Moments.of(question.to().plus(SimulatedPorts.METRICS_LAG)) <= now;
        return new Counted(over ? traffic.answer(question) : traffic.notYet(question), 300);
    }

    @Override
    public boolean linked(Environment environment) {
        return (flow == Flow.LINKED || flow == Flow.SOAK) && environment.equals(Environment.STAGING);
    }

    @Override
    public Watch watch() {
        return switch (flow) {
            case WATCH_ROLLS_BACK -> new Watch(Duration.ofSeconds(100), Duration.ofSeconds(20), true);
            case WATCH_SUPERSEDED -> new Watch(Duration.ofSeconds(200), Duration.ofSeconds(40), true);
            default -> Watch.OFF;
        };
    }

    @Override
    public Duration soak() {
        return flow == Flow.SOAK ? Duration.ofSeconds(150) : Duration.ZERO;
    }

    @Override
    public Called called() {
        return flow == Flow.CALLED ? Called.groups("oncall").andInitiator() : Called.NOBODY;
    }

    @Override
    public Finding check(String id, CheckContext context, long now) {
        return applications
                .computeIfAbsent(
                        context.deployment() + "/" + context.phase() + "/" + context.wave() + "/" + id,
                        key -> context.isBaselineLook() ? before(id) : application(id, context.wave(), now))
                .asked(now);
    }

    private Application before(String id) {
        if (flow == Flow.LOCKED_BETWEEN_SHIP_AND_SEND || flow == Flow.LOCKED_FOR_TOO_LONG) {
            return Application.well(5_000);
        }
        return ill ? application(id, 0, 0) : Application.well(1);
    }

    private Application application(String id, int wave, long now) {
        Application well = Application.well(500);
        return switch (flow) {
            case AUTO_ROLLBACK, HELD, ILL_WHILE_IDLE, LEFT_TO_A_PERSON -> wave == 1 ? Application.ill(500) : well;
            case WAVE_FAILS -> wave == 2 ? Application.ill(500) : well;
            case ACCEPTED -> wave <= 2 ? Application.ill(500) : well;
            case ILL_IN_BAKE -> wave == 2 ? Application.illFrom(now + 20_000, 500) : well;
            case VOIDED -> wave == 1 ? Application.illBetween(now + 50_000, now + 70_000, 500) : well;
            case FAILS_AGAIN -> wave == (ill ? 2 : 1) ? Application.ill(500) : well;
            case ILL_BEFORE -> ill && id.equals("api") ? Application.ill(500) : well;
            case WATCH_ROLLS_BACK -> wave == 1 ? Application.illFrom(now + 30_000, 500) : well;
            case WATCH_SUPERSEDED -> wave == 1 ? Application.illFrom(now + 60_000, 500) : well;
            case HICCUP -> id.equals("api") ? well.withHiccup() : well;
            case SLOW_START -> well.startingUntil(now + 20_000);
            default -> well;
        };
    }

    @Override
    public void people(World world) {
        world.errand("Ada", () -> {
            Person person = new Person(world);
            Strategy strategy = CANARIES.contains(flow) ? Strategy.CANARY : Strategy.FULL;
            if (flow == Flow.BRANCH_MOVES) {
                person.shipBranch(strategy);
            } else {
                person.ship("v1", strategy);
            }
            follow(person);
        });
    }

    void follow(Person person) {
        switch (flow) {
            case PROMOTE, CANARY, BRANCH_MOVES, AMBIGUOUS, HICCUP, SLOW_START -> promote(person, Environment.STAGING);
            case AMBIGUOUS_WITHOUT_KEY -> {
                adopt(person);
                promote(person, Environment.STAGING);
            }
            case WINDOW_OPENS -> promote(person, Environment.STAGING);
            case LOCKED_BETWEEN_SHIP_AND_SEND -> {
                person.as(BOB).lock(Environment.STAGING, 30);
                person.as(ADA).tryOnce(Action.PROMOTE, 1, Deployment::isRestrained);
                person.as(BOB).unlock(Environment.STAGING);
                promote(person, Environment.STAGING);
            }
            case LOCKED_FOR_TOO_LONG -> person.as(BOB).lock(Environment.STAGING, 60);
            case STOPPED -> {
                person.await(d -> d.status() == DeploymentStatus.VERIFIED);
                person.lock(null, 60);
                person.tryOnce(Action.PROMOTE, 1, Deployment::isRestrained);
                rollBack(person, d -> d.status() == DeploymentStatus.VERIFIED);
            }
            case ORDER_ENFORCED -> {
                person.tryToShip(Environment.PROD, "v1");
                promote(person, Environment.STAGING);
                person.tryToShip(Environment.PROD, "v2");
                person.ship(Environment.PROD, "v1");
                promote(person, Environment.PROD);
                person.ship("v2", Strategy.FULL);
                promote(person, Environment.STAGING);
                person.ship(Environment.PROD, "v2");
                rollBack(person, d -> d.status() == DeploymentStatus.PROMOTED);
            }
            case OVERRIDDEN -> {
                override(person.as(BOB), Environment.STAGING);
                promote(person, Environment.STAGING);
                person.ship(Environment.PROD, "v1");
                person.as(CY).lock(Environment.PROD, 60);
                override(person.as(BOB), Environment.PROD);
                rollBack(person, d -> d.status() == DeploymentStatus.PROMOTED);
                person.await(d -> d.status() == DeploymentStatus.ROLLED_BACK);
                person.rest(Duration.ofMinutes(3));
                person.as(CY).unlock(Environment.PROD);
                person.press(
                        Environment.PROD,
                        Action.CANCEL,
                        d -> d.awaitedAdmission() != null && !d.isRestrained(),
                        d -> d.cancelWish() != null);
            }
            case ROLLBACK, LEFT_TO_A_PERSON -> rollBack(person, d -> d.status() == DeploymentStatus.VERIFIED);
            case ILL_BEFORE -> {
                promote(person, Environment.STAGING);
                ill = true;
                person.ship("v2", Strategy.FULL);
                rollBack(person, d -> d.status() == DeploymentStatus.VERIFIED);
            }
            case FAILS_AGAIN -> {
                person.await(d -> d.status() == DeploymentStatus.ROLLED_BACK);
                person.ship(Environment.PROD, "v1");
                person.await(Environment.PROD, d -> d.status() == DeploymentStatus.ROLLED_BACK);
                ill = true;
                person.ship("v2", Strategy.CANARY);
            }
            case CHANGE_LOG -> {
                promote(person, Environment.STAGING);
                person.ship("v2", Strategy.FULL);
                rollBack(
                        person,
                        d -> d.status() == DeploymentStatus.VERIFIED
                                && d.change() != null
                                && !d.change().isPending());
            }
            case CANCEL ->
                person.press(
                        Environment.STAGING,
                        Action.CANCEL,
                        d -> d.status() == DeploymentStatus.DEPLOYING,
                        d -> d.cancelWish() != null);
            case LINKED -> {
                promote(person, Environment.STAGING);
                promote(person, Environment.PROD);
            }
            case LATE_ROLLBACK, SWITCHED_BACK -> {
                promote(person, Environment.STAGING);
                rollBack(person, d -> d.status() == DeploymentStatus.PROMOTED);
            }
            case STARTED_AGAIN -> {
                person.startAgain(Environment.STAGING);
                promote(person, Environment.STAGING);
            }
            case THREE_WAVES -> {
                promote(person, Environment.STAGING);
                person.as(BOB)
                        .tryOnce(Action.PROMOTE, 1, d -> d.status() == DeploymentStatus.VERIFIED && d.wave() == 2);
                open(person, 2);
            }
            case ACCEPTED -> {
                hold(person, ADA, DeploymentStatus.DEPLOYING);
                open(person, 1);
                open(person, 2);
            }
            case HELD -> {
                hold(person, ADA, DeploymentStatus.DEPLOYING);
                hold(person, BOB, DeploymentStatus.VERIFIED);
                person.as(CY).tryOnce(Question.LIFT, Deployment::isHeld);
                lift(person, ADA);
                lift(person, BOB);
            }
            case LIFTED -> {
                hold(person, ADA, DeploymentStatus.DEPLOYING);
                lift(person, ADA);
            }
            case VOIDED -> {
                approve(person, BOB);
                approve(person.after(5), CY);
                approve(person, BOB);
            }
            case WAVE_FAILS -> promote(person, Environment.STAGING);
            case TWO_APPROVERS -> {
                person.tryOnce(Action.PROMOTE, 1, d -> d.status() == DeploymentStatus.VERIFIED);
                approve(person, BOB);
                approve(person, CY);
            }
            case WORSE_THAN_BEFORE ->
                person.press(
                        Environment.STAGING,
                        Action.ROLLBACK,
                        d -> d.alerts().stream().anyMatch(alert -> alert.kind() == AlertKind.WORSE_THAN_BEFORE),
                        d -> d.rollback() != null);
            case WATCH_ROLLS_BACK -> {
                promote(person, Environment.STAGING);
                hold(person, BOB, DeploymentStatus.PROMOTED);
                person.as(BOB)
                        .press(
                                Environment.STAGING,
                                Action.LIFT,
                                d -> d.watching() != null
                                        && !d.watching().fired().isEmpty()
                                        && d.watching().looks() > 2,
                                d -> !isHeldBy(d, BOB));
            }
            case WATCH_SUPERSEDED -> {
                promote(person, Environment.STAGING);
                person.await(d -> d.watching() != null && d.watching().looks() > 0);
                person.ship("v2", Strategy.FULL);
                person.press(
                        Environment.STAGING,
                        Action.CANCEL,
                        d -> d.status() == DeploymentStatus.DEPLOYING,
                        d -> d.cancelWish() != null);
            }
            case SOAK -> {
                promote(person, Environment.STAGING);
                person.ship("v2", Strategy.FULL);
                promote(person, Environment.STAGING);
                promote(person, Environment.PROD);
            }
            case PROMOTE_FULLY -> {
                person.after(1).tryOnce(Action.FULLY, 1, d -> d.status() == DeploymentStatus.VERIFYING);
                approveFully(person, BOB);
                approveFully(person, CY);
            }
            case APPROVER_LOSES_ROLE -> {
                approve(person, BOB);
                person.loses(BOB);
                person.loses(DAN);
                person.as(DAN).tryOnce(Action.PROMOTE, 1, d -> d.status() == DeploymentStatus.VERIFIED);
                person.as(BOB).tryOnce(Action.PROMOTE, 1, d -> d.status() == DeploymentStatus.VERIFIED);
                approve(person, CY);
            }
            case AUTO_ROLLBACK,
                    DEPLOY_FAILS,
                    OPEN_GATES,
                    BAKED,
                    ILL_IN_BAKE,
                    COUNTED,
                    WORSE,
                    ILL_WHILE_IDLE,
                    CALLED -> {}
        }
    }

    private static void promote(Person person, Environment environment) {
        person.press(
                environment, Action.PROMOTE, d -> d.status() == DeploymentStatus.VERIFIED, d -> d.promotion() != null);
    }

    private static void override(Person person, Environment environment) {
        person.press(
                environment, Action.OVERRIDE, d -> d.awaitedAdmission() != null, d -> d.awaitedAdmission() == null);
    }

    private static void open(Person person, int gate) {
        person.press(
                Environment.STAGING,
                Action.PROMOTE,
                d -> d.status() == DeploymentStatus.VERIFIED && d.wave() == gate,
                d -> d.wave() > gate || d.promotedAt() != null);
    }

    private static void hold(Person person, Actor actor, DeploymentStatus when) {
        person.as(actor).press(Environment.STAGING, Action.HOLD, d -> d.status() == when, d -> isHeldBy(d, actor));
    }

    private static void lift(Person person, Actor actor) {
        person.as(actor)
                .press(
                        Environment.STAGING,
                        Action.LIFT,
                        d -> d.status() == DeploymentStatus.VERIFIED && isHeldBy(d, actor),
                        d -> !isHeldBy(d, actor));
    }

    private static boolean isHeldBy(Deployment d, Actor actor) {
        return d.holds().stream().anyMatch(hold -> hold.by().equals(actor));
    }

    private static void approve(Person person, Actor actor) {
        person.as(actor)
                .press(
                        Environment.STAGING,
                        Action.PROMOTE,
                        d -> d.status() == DeploymentStatus.VERIFIED,
                        d -> d.waves().get(0).approvals().stream()
                                .anyMatch(a -> a.decision().by().equals(actor)));
    }

    private static void approveFully(Person person, Actor actor) {
        person.as(actor)
                .press(
                        Environment.STAGING,
                        Action.FULLY,
                        d -> d.status() == DeploymentStatus.VERIFYING,
                        d -> d.waves().get(0).fully().stream()
                                .anyMatch(a -> a.decision().by().equals(actor)));
    }

    private static void rollBack(Person person, Predicate<Deployment> when) {
        person.press(Environment.STAGING, Action.ROLLBACK, when, d -> d.rollback() != null || d.rollbackWish() != null);
    }

    private static void adopt(Person person) {
        person.press(
                Environment.STAGING,
                Action.ADOPT,
                d -> d.status() == DeploymentStatus.NEEDS_ATTENTION,
                d -> d.deployPhase().run().isPresent());
    }

    /** One who clicks until it is done. */
    static final class Person {

        private final World world;
        private final Actor actor;

        Person(World world) {
            this(world, ADA);
        }

        private Person(World world, Actor actor) {
            this.world = world;
            this.actor = actor;
        }

        /** Ships to staging until that is done. */
        void ship(String version, Strategy strategy) {
            ship(
                    ShipRequest.to(Environment.STAGING, actor).withVersion(version),
                    strategy,
                    d -> version.equals(d.version()));
        }

        /** Ships until that is done. */
        void ship(Environment environment, String version) {
            ship(
                    ShipRequest.to(environment, actor).withVersion(version),
                    Strategy.FULL,
                    d -> version.equals(d.version()));
        }

        /** Ships once, whatever comes of it. */
        void tryToShip(Environment environment, String version) {
            ShipRequest request =
                    ShipRequest.to(environment, actor).withVersion(version).withDestination("releases");
            world.click(new Click(actor, Action.SHIP), "/ship env:" + environment, c -> c.ship(request));
            world.scheduler.sleep(3_000);
        }

        /** Ships what a branch points at, until that is done. */
        void shipBranch(Strategy strategy) {
            ship(
                    ShipRequest.to(Environment.STAGING, actor).withRef("main"),
                    strategy,
                    d -> "main".equals(d.request().ref()));
        }

        private void ship(ShipRequest wanted, Strategy strategy, Predicate<Deployment> done) {
            ShipRequest request = wanted.withStrategy(strategy).withDestination("releases");
            insist(
                    new Click(actor, Action.SHIP),
                    "/ship env:" + wanted.environment() + " strategy:" + strategy.wireName(),
                    c -> c.ship(request),
                    () -> world.records
                            .newest(wanted.environment())
                            .filter(done)
                            .isPresent());
        }

        void await(Predicate<Deployment> when) {
            await(Environment.STAGING, when);
        }

        /** Waits until so many rounds are counted. */
        Person after(int rounds) {
            await(Environment.STAGING, d -> {
                VerificationState seen = d.currentProgress().verification();
                Observation observation = seen == null ? null : seen.observation();
                return observation != null && observation.rounds() >= rounds;
            });
            return this;
        }

        /** Locks for so many minutes; everything, if there is no environment. */
        void lock(@Nullable Environment environment, int minutes) {
            LockRequest request =
                    new LockRequest(environment, Duration.ofMinutes(minutes), "load test", actor, "releases");
            insist(
                    new Click(actor, Action.LOCK),
                    "locks " + (environment == null ? "everything" : environment),
                    c -> c.lock(request),
                    () -> isLocked(environment));
        }

        void unlock(Environment environment) {
            insist(
                    new Click(actor, Action.LOCK),
                    "unlocks " + environment,
                    c -> c.unlock(environment, actor),
                    () -> !isLocked(environment));
        }

        private boolean isLocked(@Nullable Environment environment) {
            return world.rules.lockRules.isLocked(environment, Moments.at(world.scheduler.now()));
        }

        void rest(Duration length) {
            world.scheduler.sleep(length.toMillis());
        }

        /** Takes from somebody what they were permitted. */
        void loses(Actor another) {
            world.barred.add(another.id());
            world.timeline.add(world.scheduler.now(), "", another.name() + " is not permitted anything any more");
        }

        /** Presses once to promote from a gate on, which need not be the one that waits. */
        void tryOnce(Action action, int gate, Predicate<Deployment> when) {
            await(Environment.STAGING, when)
                    .ifPresent(d -> tryOnce(
                            ButtonId.atGate(question(action, d), gate, d.id()),
                            gate,
                            "presses " + action.wireName() + "-" + gate + " of " + d.id()));
        }

        /** Presses once, whatever comes of it. */
        void tryOnce(Question question, Predicate<Deployment> when) {
            await(Environment.STAGING, when)
                    .ifPresent(d -> tryOnce(
                            ButtonId.of(question, d.id()), 0, "presses " + question.wireName() + " of " + d.id()));
        }

        private void tryOnce(ButtonId button, int gate, String what) {
            Click click = new Click(actor, button.action(), gate);
            world.click(click, what, c -> click.press(c, button));
            world.scheduler.sleep(3_000);
        }

        private Optional<Deployment> await(Environment environment, Predicate<Deployment> when) {
            long giveUp = world.scheduler.now() + PERSON_WAITS;
            while (world.scheduler.now() < giveUp) {
                Optional<Deployment> found = world.records.newest(environment).filter(when);
                if (found.isPresent()) {
                    return found;
                }
                world.scheduler.sleep(1_000);
            }
            return Optional.empty();
        }

        Person as(Actor another) {
            return new Person(world, another);
        }

        void press(
                Environment environment, Action action, Predicate<Deployment> when, Predicate<Deployment> untilDone) {
            boolean choosing = action == Action.ADOPT;
            await(environment, when.and(d -> !choosing || hasCandidates(d))).ifPresent(d -> {
                Attention attention = d.attention();
                Question question = question(action, d);
                ButtonId button = question.isOfGate()
                        ? ButtonId.atGate(question, d.wave(), d.id())
                        : new ButtonId(question, choosing ? 1 : 0, attention == null ? 1 : attention.named(), d.id());
                Click click = new Click(actor, action, question.isOfGate() ? button.gate() : 0);
                insist(
                        click,
                        "presses " + action.wireName() + " of " + d.id(),
                        c -> click.press(c, button),
                        () -> world.records.now(d.id()).filter(untilDone).isPresent());
            });
        }

        private static boolean hasCandidates(Deployment d) {
            Attention attention = d.attention();
            return attention != null && !attention.candidates().isEmpty();
        }

        /** Has the failed run started again at the CI service, which says so, once: the delivery may be lost. */
        void startAgain(Environment environment) {
            await(environment, d -> d.status() == DeploymentStatus.FAILED).ifPresent(d -> {
                world.scheduler.sleep(120_000);
                d.deployPhase().run().ifPresent(run -> world.ci.startAgain(run.id()));
                world.webhook(d.id());
            });
        }

        /** What the card asks where somebody looks for a way to do that. */
        private static Question question(Action action, Deployment d) {
            boolean asked = d.status() == DeploymentStatus.NEEDS_ATTENTION && action == Action.CANCEL;
            return asked ? Question.NOTHING : Question.parse(action.wireName()).orElseThrow();
        }

        void insist(Click click, String what, Function<Conductor, Object> call, BooleanSupplier done) {
            for (int tries = 0; tries < 10 && !done.getAsBoolean(); tries++) {
                World.Outcome outcome = world.click(click, what, call);
                long patience = world.scheduler.now() + 15_000;
                while (!outcome.isOver() && world.scheduler.now() < patience) {
                    world.scheduler.sleep(250);
                }
                if (!done.getAsBoolean()) {
                    world.scheduler.sleep(3_000);
                }
            }
        }
    }
}
