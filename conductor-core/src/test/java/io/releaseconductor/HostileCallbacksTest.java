package io.releaseconductor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.releaseconductor.check.Check;
import io.releaseconductor.check.CheckCatalog;
import io.releaseconductor.check.CheckContext;
import io.releaseconductor.check.CheckResult;
import io.releaseconductor.config.Variables;
import io.releaseconductor.deployment.Alert;
import io.releaseconductor.deployment.ChangeOutcome;
import io.releaseconductor.deployment.DeliveryOutcome;
import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.deployment.DeploymentStatus;
import io.releaseconductor.deployment.DispatchOutcome;
import io.releaseconductor.deployment.ResolvedRef;
import io.releaseconductor.health.CallbackHealth;
import io.releaseconductor.health.Health;
import io.releaseconductor.health.PartHealth;
import io.releaseconductor.model.DeployId;
import io.releaseconductor.model.Environment;
import io.releaseconductor.policy.ReleasePolicy;
import io.releaseconductor.policy.RollbackTriggers;
import io.releaseconductor.spi.AlertSink;
import io.releaseconductor.spi.Authorizer;
import io.releaseconductor.spi.NodeAlert;
import io.releaseconductor.spi.Refs;
import io.releaseconductor.spi.StateStore;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each callback does its worst, in each way that there is; prints what came of it as a table. */
@Tag("thorough")
@DisplayName("Nothing that is called stops a node:")
class HostileCallbacksTest {

    enum Way {
        THROWS_A_RUNTIME_EXCEPTION("RuntimeException"),
        THROWS_A_CHECKED_EXCEPTION("IOException (not declared)"),
        THROWS_AN_INTERRUPTION("InterruptedException (not declared)"),
        THROWS_AN_ERROR("AssertionError"),
        MISSES_A_CLASS("NoClassDefFoundError"),
        RUNS_OUT_OF_MEMORY("OutOfMemoryError"),
        OVERFLOWS_THE_STACK("StackOverflowError"),
        BLOCKS("blocks, ignores interruption");

        final String words;

        Way(String words) {
            this.words = words;
        }
    }

    enum Where {
        LISTENER,
        AUTHORIZER,
        ALERT_SINK,
        CHAT,
        CHANGE_LOG,
        REFS,
        DISPATCHER,
        SUPPORTS,
        CHECK,
        LOOP,
        CLEAN_UP,
        EXECUTOR
    }

    private static final Map<Where, List<String>> TABLE = new EnumMap<>(Where.class);

    private final World world = new World();
    private final TickedThreads threads = new TickedThreads(world.clock);
    private final CountDownLatch released = new CountDownLatch(1);
    private final List<NodeAlert> nodeAlerts = new CopyOnWriteArrayList<>();
    private final List<Conductor> conductors = new ArrayList<>();

    @AfterEach
    void close() {
        released.countDown();
        // what is under way may be waiting for time to pass
        CompletableFuture<Void> closed = CompletableFuture.runAsync(() -> conductors.forEach(Conductor::close));
        awaitWithTicks(closed::isDone);
    }

    @AfterAll
    static void print() {
        StringBuilder table =
                new StringBuilder("| callback | it ... | what happens | counted, told |\n|---|---|---|---|\n");
        TABLE.forEach((where, rows) -> rows.forEach(table::append));
        System.out.println(table);
    }

    private void happen(Way way) {
        switch (way) {
            case THROWS_A_RUNTIME_EXCEPTION -> throw new IllegalStateException("hostile");
            case THROWS_A_CHECKED_EXCEPTION -> HostileCallbacksTest.<RuntimeException>sneak(new IOException("hostile"));
            case THROWS_AN_INTERRUPTION ->
                HostileCallbacksTest.<RuntimeException>sneak(new InterruptedException("hostile"));
            case THROWS_AN_ERROR -> throw new AssertionError("hostile");
            case MISSES_A_CLASS -> throw new NoClassDefFoundError("redis/clients/jedis/RedisClient");
            case RUNS_OUT_OF_MEMORY -> throw new OutOfMemoryError("hostile");
            case OVERFLOWS_THE_STACK -> throw new StackOverflowError("hostile");
            case BLOCKS -> {
                while (released.getCount() > 0) {
                    try {
                        released.await();
                    } catch (InterruptedException e) {
                        // as it ignores interruption
                    }
                }
            }
        }
    }

    @SuppressWarnings("unchecked")
    private static <T extends Throwable> void sneak(Throwable thrown) throws T {
        throw (T) thrown;
    }

    private ConductorBuilder builder(Authorizer ofStaging, StateStore store) {
        ReleasePolicy policy = ReleasePolicy.DEFAULT
                .withAutoRollback(false)
                .withTriggers(RollbackTriggers.DEFAULT.withMinChecksPassing(0));
        return Conductor.builder()
                .variables(Variables.of(Map.of()))
                .environment(EnvironmentSettings.of(Environment.STAGING)
                        .withLinked(null)
                        .withPolicy(policy)
                        .withAuthorizer(ofStaging))
                .environment(EnvironmentSettings.of(Environment.PROD).withPolicy(policy))
                .workflows(world.workflows)
                .chat(world.chat)
                .alerts(new Pager(() -> {}))
                .authorizer(Authorizer.allowAll())
                .checks(world.catalog())
                .store(store)
                .clock(world.clock)
                .executor(threads);
    }

    private final class Pager implements AlertSink {

        private final Runnable before;

        Pager(Runnable before) {
            this.before = before;
        }

        @Override
        public void send(Alert alert, Deployment deployment) {
            before.run();
            world.alerts.add(alert);
        }

        @Override
        public void send(NodeAlert alert) {
            nodeAlerts.add(alert);
        }
    }

    private Conductor start(ConductorBuilder builder) {
        Conductor conductor = builder.build().start();
        conductors.add(conductor);
        return conductor;
    }

    private void awaitWithTicks(BooleanSupplier condition) {
        await().dontCatchUncaughtExceptions()
                .atMost(Duration.ofMinutes(5))
                .pollInterval(Duration.ofMillis(4))
                .until(() -> {
                    boolean met = condition.getAsBoolean();
                    if (!met) {
                        letOthersRun();
                        world.clock.tick(Duration.ofMillis(200));
                    }
                    return met;
                });
    }

    /** Threads come and go as those of the conductor do, so that its time passes no faster than this machine lets it work. */
    private static void letOthersRun() throws InterruptedException {
        for (int i = 0; i < 2; i++) {
            Thread other = new Thread(() -> {});
            other.start();
            other.join();
        }
    }

    private ShipResult ship(Conductor conductor, Environment environment) {
        return ship(conductor, ShipRequest.to(environment, World.ADA).withVersion("v2"));
    }

    private ShipResult ship(Conductor conductor, ShipRequest request) {
        CompletableFuture<ShipResult> answer = new CompletableFuture<>();
        threads.start("person", () -> answer.complete(conductor.ship(request.withDestination(World.CHANNEL))));
        awaitWithTicks(answer::isDone);
        return answer.join();
    }

    private void awaitVerified(Conductor conductor, Environment environment) {
        DeployId id = World.shipped(ship(conductor, environment)).id();
        awaitWithTicks(() -> world.now(id).status() == DeploymentStatus.VERIFIED);
    }

    private static CallbackHealth callback(Conductor conductor, String role) {
        return conductor.health().callbacks().stream()
                .filter(c -> c.name().startsWith(role))
                .filter(c -> c.threw() + c.overdue() + c.lost() > 0)
                .findFirst()
                .orElse(new CallbackHealth(role, 0, 0, 0, 0, 0));
    }

    /** Waits until it was counted, says how, and that the node has nothing left in its hands that does not end. */
    private String counted(Conductor conductor, String role) {
        awaitWithTicks(() -> {
            CallbackHealth c = callback(conductor, role);
            return c.threw() + c.overdue() > 0;
        });
        CallbackHealth c = callback(conductor, role);
        return (c.threw() > 0 ? "threw" : "") + (c.overdue() > 0 ? "overdue, stuck" : "");
    }

    private static void row(Where where, Way way, String what, String counted) {
        TABLE.computeIfAbsent(where, key -> new CopyOnWriteArrayList<>())
                .add("| %s | %s | %s | %s |%n"
                        .formatted(where.name().toLowerCase(Locale.ROOT), way.words, what, counted));
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("not a listener: deployments go on, and the next change is told on another thread")
    void listener(Way way) {
        AtomicInteger told = new AtomicInteger();
        Conductor conductor = start(builder(Authorizer.allowAll(), world.store)
                .listener((before, event, after) -> happen(way))
                .listener((before, event, after) -> told.incrementAndGet()));
        awaitVerified(conductor, Environment.STAGING);
        awaitVerified(conductor, Environment.PROD);
        awaitWithTicks(() -> told.get() >= 8);
        String counted = counted(conductor, "listener");
        if (way == Way.BLOCKS) {
            awaitWithTicks(() -> nodeAlerts.stream().anyMatch(a -> a.kind() == NodeAlert.Kind.CALLS_STUCK));
            counted += "; health(), alert calls_stuck";
        }
        row(Where.LISTENER, way, "deployments are verified, other listeners are told all", counted);
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("not an authorizer: what is in doubt is denied, and the other environment goes on")
    void authorizer(Way way) {
        Conductor conductor = start(builder(
                question -> {
                    happen(way);
                    return Authorizer.Answer.permit();
                },
                world.store));
        assertThat(ship(conductor, Environment.STAGING))
                .isEqualTo(new ShipResult.Denied("Permission could not be determined, so it is denied."));
        awaitVerified(conductor, Environment.PROD);
        row(
                Where.AUTHORIZER,
                way,
                "denied" + (way == Way.BLOCKS ? " after 2 s" : "") + "; the other environment is verified",
                counted(conductor, "authorizer") + "; whoever asked is told");
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("not an alert sink: the alert is tried again, and all else goes on")
    void alert_sink(Way way) {
        world.workflows.onDispatch = intent -> intent.environment().equals(Environment.STAGING)
                ? new DispatchOutcome.Rejected("no such workflow")
                : world.workflows.begin(intent);
        AtomicInteger tries = new AtomicInteger();
        Conductor conductor = start(builder(Authorizer.allowAll(), world.store).alerts(new Pager(() -> {
            if (tries.incrementAndGet() < 3) {
                happen(way);
            }
        })));
        DeployId id = World.shipped(ship(conductor, Environment.STAGING)).id();
        awaitVerified(conductor, Environment.PROD);
        awaitWithTicks(() -> world.now(id).alerts().stream().allMatch(a -> a.sentAt() != null));
        row(
                Where.ALERT_SINK,
                way,
                "the other deployment is verified; the alert is sent in the end",
                counted(conductor, "alert sink"));
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("not a chat: work goes on, and the card is shown in the end")
    void chat(Way way) {
        AtomicInteger tries = new AtomicInteger();
        world.chat.trouble = () -> {
            if (tries.incrementAndGet() < 4) {
                happen(way);
            }
            world.chat.trouble = null;
            return new DeliveryOutcome.Unavailable("again", world.clock.instant());
        };
        Conductor conductor = start(builder(Authorizer.allowAll(), world.store));
        awaitVerified(conductor, Environment.STAGING);
        awaitWithTicks(() -> !world.chat.messages.isEmpty());
        row(Where.CHAT, way, "verified; the card is shown in the end", counted(conductor, "chat"));
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("not a change log: all goes on, it is asked once more, and the card does without")
    void change_log(Way way) {
        AtomicInteger asked = new AtomicInteger();
        Conductor conductor = start(builder(Authorizer.allowAll(), world.store).changeLog(question -> {
            asked.incrementAndGet();
            happen(way);
            return new ChangeOutcome.NothingKnown("nothing");
        }));
        DeployId id = World.shipped(ship(conductor, Environment.STAGING)).id();
        awaitWithTicks(() -> world.now(id).status() == DeploymentStatus.VERIFIED);
        awaitVerified(conductor, Environment.PROD);
        awaitWithTicks(
                () -> world.now(id).change() != null && !world.now(id).change().isPending());
        assertThat(world.now(id).change().summary()).isNull();
        assertThat(asked.get()).isLessThanOrEqualTo(4);
        row(Where.CHANGE_LOG, way, "verified; the card shows the version alone", counted(conductor, "change log"));
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("not refs: what is shipped is shipped all the same, and its run decides which commit it is")
    void refs(Way way) {
        Conductor conductor = start(builder(Authorizer.allowAll(), world.store).refs(new Refs() {
            @Override
            public ResolvedRef resolve(Environment environment, @Nullable String ref) {
                happen(way);
                return ResolvedRef.at("main", "too late");
            }

            @Override
            public List<String> named(String typed, int atMost) {
                happen(way);
                return List.of("too late");
            }
        }));
        Instant before = world.clock.instant();
        ShipRequest request = ShipRequest.to(Environment.STAGING, World.ADA).withRef("main");
        DeployId id = World.shipped(ship(conductor, request)).id();
        assertThat(Duration.between(before, world.clock.instant())).isLessThan(Duration.ofSeconds(20));
        awaitWithTicks(() -> world.now(id).status() == DeploymentStatus.VERIFIED);
        CompletableFuture<List<String>> proposed = new CompletableFuture<>();
        threads.start("typing person", () -> proposed.complete(conductor.refs("", 25)));
        awaitWithTicks(proposed::isDone);
        awaitVerified(conductor, Environment.PROD);

        assertThat(world.now(id).version()).isEqualTo("commit-of-main");
        assertThat(Objects.requireNonNull(world.now(id).request().resolved()).missing())
                .containsAnyOf("threw", "no answer of refs");
        assertThat(proposed.join()).isEmpty();
        row(
                Where.REFS,
                way,
                "verified; its run decides the commit" + (way == Way.BLOCKS ? ", after 5 s" : ""),
                counted(conductor, "refs"));
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName(
            "not a dispatcher: nobody knows what it did, so the run is looked for and a person asked, and the others"
                    + " go on")
    void dispatcher(Way way) {
        world.workflows.onDispatch = intent -> {
            if (intent.environment().equals(Environment.STAGING)) {
                happen(way);
            }
            return world.workflows.begin(intent);
        };
        Conductor conductor = start(builder(Authorizer.allowAll(), world.store));
        DeployId id = World.shipped(ship(conductor, Environment.STAGING)).id();
        awaitVerified(conductor, Environment.PROD);
        awaitWithTicks(() -> world.now(id).status() == DeploymentStatus.NEEDS_ATTENTION);
        assertThat(world.workflows.dispatched)
                .filteredOn(i -> i.environment().equals(Environment.STAGING))
                .hasSize(1);
        row(
                Where.DISPATCHER,
                way,
                "sent once, looked for, needs_attention; the other deployment is verified",
                counted(conductor, "workflows") + "; card and alert");
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("not what the dispatcher says that it supports: nothing is shipped, and whoever asked is told")
    void supports(Way way) {
        Conductor conductor = start(builder(Authorizer.allowAll(), world.store));
        world.workflows.unsupported = (environment, rollout) -> {
            happen(way);
            return false;
        };
        assertThat(ship(conductor, Environment.STAGING))
                .isInstanceOfSatisfying(
                        ShipResult.Unavailable.class,
                        u -> assertThat(u.reason()).contains("could not say", "Nothing was shipped"));
        world.workflows.unsupported = (environment, rollout) -> false;
        awaitVerified(conductor, Environment.PROD);
        row(
                Where.SUPPORTS,
                way,
                "not shipped" + (way == Way.BLOCKS ? ", after 5 s" : "") + "; the next one is verified",
                counted(conductor, "workflows") + "; whoever asked is told");
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("not a check: it has failed, the others count")
    void check(Way way) {
        Check hostile = new Check() {
            @Override
            public String id() {
                return "hostile";
            }

            @Override
            public CheckResult run(CheckContext context) {
                happen(way);
                return CheckResult.pass("late");
            }
        };
        List<Check> checks = new ArrayList<>(List.of(hostile));
        Conductor conductor = start(
                builder(Authorizer.allowAll(), world.store).checks(CheckCatalog.of(checks.toArray(Check[]::new))));
        awaitVerified(conductor, Environment.STAGING);
        Deployment d = world.store.holder(Environment.STAGING).orElseThrow();
        assertThat(d.verification().result().results())
                .singleElement()
                .satisfies(r -> assertThat(r.result().message()).isNotBlank());
        row(Where.CHECK, way, "the check failed; the deployment is decided on", "on the card");
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("not the store in the loop: the standstill is told, nothing is shipped meanwhile, and then it goes on")
    void loop(Way way) {
        CountDownLatch hostile = new CountDownLatch(1);
        StateStore store = store("claimDue", () -> {
            if (hostile.getCount() > 0) {
                happen(way);
            }
        });
        Conductor conductor = start(builder(Authorizer.allowAll(), store));
        awaitWithTicks(() -> nodeAlerts.stream().anyMatch(a -> a.kind() == NodeAlert.Kind.STALLED));
        assertThat(conductor.health().work()).isEqualTo(Health.Work.STALLED);
        assertThat(conductor.health().running()).isFalse();
        assertThat(conductor.health().problems()).isNotEmpty();
        assertThat(ship(conductor, Environment.STAGING)).isInstanceOf(ShipResult.Unavailable.class);
        hostile.countDown();
        released.countDown();
        awaitWithTicks(() -> conductor.health().running());
        awaitVerified(conductor, Environment.STAGING);
        awaitWithTicks(() -> nodeAlerts.stream().anyMatch(a -> a.kind() == NodeAlert.Kind.WORKS_AGAIN));
        row(
                Where.LOOP,
                way,
                "ship is refused meanwhile; afterwards verified",
                "health() stalled, alerts stalled and works_again");
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("not a clean-up that fails: all else goes on")
    void clean_up(Way way) {
        Conductor conductor = start(builder(Authorizer.allowAll(), store("purge", () -> happen(way))));
        awaitVerified(conductor, Environment.STAGING);
        if (way == Way.BLOCKS) {
            world.clock.tick(Duration.ofMinutes(11));
        }
        awaitWithTicks(() -> conductor.health().parts().stream()
                .anyMatch(p -> p.name().equals("clean-up") && p.state() == PartHealth.State.IMPAIRED));
        row(Where.CLEAN_UP, way, "verified", "health(): clean-up impaired");
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "BLOCKS")
    @DisplayName(
            "not an executor that takes only some of the tasks: what it did not take was not done, and is done again")
    void executor(Way way) {
        // in no rhythm, or it is always the same task of a turn that is not taken
        Random random = new Random(1);
        threads.beforeTaking = () -> {
            if (random.nextInt(3) == 0) {
                happen(way);
            }
        };
        Conductor conductor = start(builder(Authorizer.allowAll(), world.store));
        awaitVerified(conductor, Environment.STAGING);
        row(Where.EXECUTOR, way, "verified, later", "log");
    }

    /** The world's store with something before one of its methods. */
    private StateStore store(String method, Runnable before) {
        return (StateStore) Proxy.newProxyInstance(
                StateStore.class.getClassLoader(), new Class<?>[] {StateStore.class}, (proxy, called, arguments) -> {
                    if (called.getName().equals(method)) {
                        before.run();
                    }
                    try {
                        return called.invoke(world.store, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
