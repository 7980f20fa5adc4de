package io.releaseconductor.examples.demo.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.releaseconductor.Conductor;
import io.releaseconductor.EnvironmentSettings;
import io.releaseconductor.LockRequest;
import io.releaseconductor.LockResult;
import io.releaseconductor.ShipRequest;
import io.releaseconductor.ShipResult;
import io.releaseconductor.check.Check;
import io.releaseconductor.check.CheckCatalog;
import io.releaseconductor.check.CheckContext;
import io.releaseconductor.check.CheckResult;
import io.releaseconductor.check.CheckStatus;
import io.releaseconductor.config.Variables;
import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.deployment.DeploymentStatus;
import io.releaseconductor.memory.InMemoryStateStore;
import io.releaseconductor.model.Actor;
import io.releaseconductor.model.Bake;
import io.releaseconductor.model.DeployId;
import io.releaseconductor.model.Environment;
import io.releaseconductor.model.Gate;
import io.releaseconductor.model.Reach;
import io.releaseconductor.model.Rollout;
import io.releaseconductor.model.RolloutPlan;
import io.releaseconductor.model.Strategy;
import io.releaseconductor.model.Wave;
import io.releaseconductor.spi.Authorizer;
import io.releaseconductor.testkit.FakeChat;
import io.releaseconductor.testkit.FakeWorkflows;
import io.releaseconductor.testkit.ManualClock;
import io.releaseconductor.testkit.RecordingAlerts;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What is in flight, of a wave that bakes and whose gate is open,")
class ProgressTest {

    private static final Bake BAKE =
            new Bake.Rounds(Duration.ofSeconds(5), Duration.ofSeconds(6), Duration.ofMinutes(1), Duration.ofSeconds(2));

    private static final CheckResult WELL = CheckResult.pass("200 OK").withLatency(Duration.ofMillis(10));

    private final ManualClock clock = new ManualClock();
    private final Progress progress = new Progress(clock);
    private final InMemoryStateStore store = new InMemoryStateStore();
    private DeployId id;
    private volatile CheckResult found = WELL;
    private final Conductor conductor = Conductor.builder()
            .variables(Variables.of(Map.of("SHIP_FORMAT", "2")))
            .environment(EnvironmentSettings.of(Environment.PROD)
                    .withPlan(Strategy.CANARY, new RolloutPlan(Rollout.CANARY, List.of(wave(10), wave(100)))))
            .workflows(new FakeWorkflows(clock).completeByThemselves())
            .chat(new FakeChat(clock))
            .alerts(new RecordingAlerts())
            .authorizer(Authorizer.allowAll())
            .checks(CheckCatalog.of(check()))
            .store(store)
            .clock(clock)
            .build();

    private static Wave wave(int percentage) {
        return new Wave(new Reach.Percentage(percentage), BAKE, Gate.OPEN);
    }

    private Check check() {
        return new Check() {
            @Override
            public String id() {
                return "api";
            }

            @Override
            public CheckResult run(CheckContext context) {
                return found;
            }
        };
    }

    @AfterEach
    void close() {
        conductor.close();
    }

    private void ship() {
        ShipResult result = conductor.ship(ShipRequest.to(Environment.PROD, Actor.person("1", "Ada"))
                .withStrategy(Strategy.CANARY)
                .withVersion("v2"));
        id = ((ShipResult.Shipped) result).deployment().id();
    }

    private Deployment latest() {
        Deployment latest = store.find(id).orElseThrow();
        progress.seen(latest);
        return latest;
    }

    private void runUntil(Predicate<Deployment> condition) {
        for (int second = 0; second < 120 && !condition.test(latest()); second++) {
            conductor.runDue();
            clock.advance(Duration.ofSeconds(1));
        }
        assertThat(latest()).matches(condition);
    }

    private static boolean isVerified(Deployment d) {
        return d.status() == DeploymentStatus.VERIFIED;
    }

    @Test
    @DisplayName("is everything up to its promotion")
    void promoted() {
        ship();
        for (int second = 0; second < 120 && !latest().settled(); second++) {
            assertThat(progress.inFlight()).as("%s", latest().status()).hasSize(1);
            conductor.runDue();
            clock.advance(Duration.ofSeconds(1));
        }
        assertThat(latest().status()).isEqualTo(DeploymentStatus.PROMOTED);
        assertThat(progress.inFlight()).isEmpty();
    }

    @Test
    @DisplayName("is nothing once a person is asked since not all is well, although it is looked at every other second")
    void asked() {
        found = CheckResult.warning("slow");
        ship();
        runUntil(ProgressTest::isVerified);

        assertThat(latest().verification().result().results().get(0).status()).isEqualTo(CheckStatus.WARNING);
        assertThat(progress.inFlight()).isEmpty();
    }

    @Test
    @DisplayName("is nothing while a lock keeps it from beginning, although that is looked at every half minute")
    void locked() {
        ship();
        assertThat(conductor.lock(LockRequest.of(Environment.PROD, Actor.person("2", "Bob"))))
                .isInstanceOf(LockResult.Locked.class);
        runUntil(Deployment::isRestrained);
        conductor.runDue();
        for (int second = 0; second < 90; second++) {
            conductor.runDue();
            assertThat(latest().status()).isEqualTo(DeploymentStatus.INITIATED);
            clock.advance(Duration.ofSeconds(1));
            assertThat(progress.inFlight()).isEmpty();
        }

        conductor.unlock(Environment.PROD, Actor.person("2", "Bob"));
        latest();
        assertThat(progress.inFlight()).hasSize(1);
    }

    @Test
    @DisplayName("is nothing while a stop keeps its gate shut, and is it again once the stop is over")
    void stopped() {
        found = CheckResult.warning("slow");
        ship();
        runUntil(ProgressTest::isVerified);
        assertThat(conductor.lock(LockRequest.stop(Actor.person("2", "Bob")))).isInstanceOf(LockResult.Locked.class);
        found = WELL;
        runUntil(d -> isVerified(d) && d.verification().observation().met() > 3);
        assertThat(latest().isRestrained()).isTrue();
        assertThat(progress.inFlight()).isEmpty();

        conductor.unlock(null, Actor.person("2", "Bob"));
        latest();
        assertThat(progress.inFlight()).hasSize(1);
        runUntil(d -> d.wave() == 2);
    }

    @Test
    @DisplayName("is the wait until it opens, once it is well again")
    void well_again() {
        found = CheckResult.warning("slow");
        ship();
        runUntil(ProgressTest::isVerified);
        found = WELL;
        runUntil(d -> isVerified(d) && d.verification().observation().met() == 1);

        assertThat(progress.inFlight()).hasSize(1);
        runUntil(d -> d.wave() == 2);
    }
}
