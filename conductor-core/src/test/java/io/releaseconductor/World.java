package io.releaseconductor;

import static org.assertj.core.api.Assertions.assertThat;

import io.releaseconductor.check.Check;
import io.releaseconductor.check.CheckCatalog;
import io.releaseconductor.check.CheckContext;
import io.releaseconductor.check.CheckResult;
import io.releaseconductor.config.Variables;
import io.releaseconductor.deployment.Alert;
import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.deployment.DeploymentStatus;
import io.releaseconductor.engine.ThreadsAtOnce;
import io.releaseconductor.memory.InMemoryStateStore;
import io.releaseconductor.model.Actor;
import io.releaseconductor.model.DeployId;
import io.releaseconductor.model.Environment;
import io.releaseconductor.model.Watch;
import io.releaseconductor.spi.Authorizer;
import io.releaseconductor.spi.StateStore;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** A conductor with everything around it under a test's control. */
final class World {

    static final Actor ADA = Actor.person("1", "Ada");
    static final Actor BOB = Actor.person("2", "Bob");
    static final String CHANNEL = "#releases";
    static final List<String> CHECK_IDS = List.of("frontend", "api", "auth", "search", "media");

    final TickedClock clock = new TickedClock();
    final StateStore store = new InMemoryStateStore();
    final ScriptedWorkflows workflows = new ScriptedWorkflows();
    final RememberedChat chat = new RememberedChat();
    final List<Alert> alerts = new CopyOnWriteArrayList<>();
    final Map<String, Function<CheckContext, CheckResult>> checks = new ConcurrentHashMap<>();
    Map<String, String> variables = Map.of();

    ConductorBuilder builder() {
        return with(
                EnvironmentSettings.of(Environment.STAGING).withBaselineVersion("v1"),
                EnvironmentSettings.of(Environment.PROD).withBaselineVersion("v1"));
    }

    private ConductorBuilder with(EnvironmentSettings... environments) {
        ConductorBuilder builder = Conductor.builder();
        // what is promoted stays as it is, unless a test is about that
        Stream.of(environments)
                .map(each -> each.watch() == null ? each.withWatch(Watch.OFF) : each)
                .forEach(builder::environment);
        return builder.variables(Variables.of(variables))
                .workflows(workflows)
                .chat(chat)
                .alerts((alert, deployment) -> alerts.add(alert))
                .authorizer(Authorizer.allowAll())
                .checks(catalog())
                .store(store)
                .clock(clock);
    }

    /** One that is never started: rounds by hand, in which nothing waits in the machine's time, nor may anything hang. */
    ConductorBuilder byHand() {
        return builder().executor(new ThreadsAtOnce());
    }

    /** The same with no environment but these. */
    ConductorBuilder byHandWith(EnvironmentSettings... environments) {
        return with(environments).executor(new ThreadsAtOnce());
    }

    CheckCatalog catalog() {
        return CheckCatalog.of(CHECK_IDS.stream().map(this::check).toArray(Check[]::new));
    }

    Check check(String id) {
        return new Check() {
            @Override
            public String id() {
                return id;
            }

            @Override
            public CheckResult run(CheckContext context) {
                return checks.getOrDefault(id, c -> CheckResult.pass("OK").withLatency(Duration.ofMillis(45)))
                        .apply(context);
            }
        };
    }

    /** What a check says of what is deployed, and of what a rollback returns to; it was well before. */
    void onceDeployed(String id, CheckResult result) {
        checks.put(id, context -> context.isBaselineLook() ? CheckResult.pass("200 OK") : result);
    }

    static ShipRequest toStaging() {
        return ShipRequest.to(Environment.STAGING, ADA).withDestination(CHANNEL).withVersion("v2");
    }

    static Deployment shipped(ShipResult result) {
        assertThat(result).isInstanceOf(ShipResult.Shipped.class);
        return ((ShipResult.Shipped) result).deployment();
    }

    static Deployment done(ActionResult result) {
        assertThat(result).isInstanceOf(ActionResult.Done.class);
        return ((ActionResult.Done) result).deployment();
    }

    static String refused(ActionResult result) {
        assertThat(result).isInstanceOf(ActionResult.Refused.class);
        return ((ActionResult.Refused) result).reason();
    }

    Deployment now(DeployId id) {
        return store.find(id).orElseThrow();
    }

    /** Lets time pass, second by second, with rounds by hand, until the deployment stands where it is awaited. */
    Deployment runUntil(Conductor conductor, DeployId id, DeploymentStatus status) {
        return runUntil(conductor, id, d -> d.status() == status);
    }

    Deployment runUntil(Conductor conductor, DeployId id, Predicate<Deployment> reached) {
        for (int second = 0; second < 7200; second++) {
            conductor.runDue();
            if (reached.test(now(id))) {
                return now(id);
            }
            clock.tick(Duration.ofSeconds(1));
        }
        throw new AssertionError("after two hours it is " + now(id));
    }

    Deployment shipAndVerify(Conductor conductor) {
        return runUntil(conductor, shipped(conductor.ship(toStaging())).id(), DeploymentStatus.VERIFIED);
    }
}
