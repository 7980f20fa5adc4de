package io.releaseconductor.micrometer;

import static org.assertj.core.api.Assertions.assertThat;

import io.releaseconductor.ActionResult;
import io.releaseconductor.Conductor;
import io.releaseconductor.ConductorBuilder;
import io.releaseconductor.EnvironmentSettings;
import io.releaseconductor.ShipRequest;
import io.releaseconductor.ShipResult;
import io.releaseconductor.check.CheckCatalog;
import io.releaseconductor.check.CheckResult;
import io.releaseconductor.config.Variables;
import io.releaseconductor.deployment.AdmissionOutcome;
import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.deployment.RunConclusion;
import io.releaseconductor.deployment.WorkflowRun;
import io.releaseconductor.memory.InMemoryStateStore;
import io.releaseconductor.model.Bake;
import io.releaseconductor.model.DeployId;
import io.releaseconductor.model.Environment;
import io.releaseconductor.model.Gate;
import io.releaseconductor.model.Phase;
import io.releaseconductor.model.Reach;
import io.releaseconductor.model.Rollout;
import io.releaseconductor.model.RolloutPlan;
import io.releaseconductor.model.Strategy;
import io.releaseconductor.model.Watch;
import io.releaseconductor.model.Wave;
import io.releaseconductor.spi.Admission;
import io.releaseconductor.spi.Authorizer;
import io.releaseconductor.spi.DeploymentListener;
import io.releaseconductor.testkit.Deployments;
import io.releaseconductor.testkit.FakeChat;
import io.releaseconductor.testkit.FakeCheck;
import io.releaseconductor.testkit.FakeWorkflows;
import io.releaseconductor.testkit.ManualClock;
import io.releaseconductor.testkit.RecordingAlerts;
import io.releaseconductor.testkit.ThreadsAtOnce;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** What is shipped to, all of it under a test's control: nothing happens and no time passes but by the test. */
final class Shop {

    /** Where a canary bakes, looked at every minute, and goes on by itself. */
    static final Environment EU_WEST = new Environment("eu-west");

    /** Where a pre-flight is asked. */
    static final Environment US_EAST = new Environment("us-east");

    private static final RolloutPlan GRADUAL = new RolloutPlan(
            Rollout.CANARY,
            List.of(
                    new Wave(
                            new Reach.Percentage(10),
                            new Bake.Rounds(
                                    Duration.ofMinutes(1),
                                    Duration.ofMinutes(5),
                                    Duration.ofMinutes(10),
                                    Duration.ofMinutes(1)),
                            Gate.OPEN),
                    new Wave(Reach.ALL, Bake.NONE, Gate.OPEN)));

    final ManualClock clock = new ManualClock();
    final FakeWorkflows workflows = new FakeWorkflows(clock);
    volatile AdmissionOutcome preflight = new AdmissionOutcome.Yes("all is well");
    final FakeCheck api = FakeCheck.passing("api");
    private final InMemoryStateStore store = new InMemoryStateStore();
    private final FakeChat chat = new FakeChat(clock);
    private Conductor conductor;

    Shop(DeploymentListener... listeners) {
        conductor = node("one", listeners);
    }

    /** Another node of the same shop. */
    Conductor node(String name, DeploymentListener... listeners) {
        ConductorBuilder builder = builder(name);
        List.of(listeners).forEach(builder::listener);
        return builder.build();
    }

    ConductorBuilder builder(String name) {
        return Conductor.builder()
                .variables(Variables.of(
                        Map.of("SHIP_VERIFICATION_TIMEOUT_MS", "100", "SHIP_SETTLE_MS", "0", "SHIP_FORMAT", "2")))
                .nodeId(name)
                .store(store)
                .workflows(workflows)
                .chat(chat)
                .alerts(new RecordingAlerts())
                .authorizer(Authorizer.allowAll())
                .checks(CheckCatalog.of(FakeCheck.passing("frontend"), api))
                .environment(settings(Environment.STAGING))
                .environment(settings(Environment.PROD))
                .environment(settings(EU_WEST).withPlan(Strategy.CANARY, GRADUAL))
                .environment(settings(US_EAST).withAdmission("traffic"))
                .admission(new Admission() {
                    @Override
                    public String name() {
                        return "traffic";
                    }

                    @Override
                    public AdmissionOutcome ask(Question question) {
                        return preflight;
                    }
                })
                .clock(clock)
                .executor(new ThreadsAtOnce());
    }

    private static EnvironmentSettings settings(Environment environment) {
        return EnvironmentSettings.of(environment)
                .withLinked(null)
                .withBaselineVersion("v1")
                .withWatch(Watch.OFF);
    }

    /** From now on another node does all that is done. */
    void goesOnAt(Conductor other) {
        conductor = other;
    }

    Conductor conductor() {
        return conductor;
    }

    /** Ships, and sees the run dispatched, at this very time. */
    DeployId ship(Environment environment, Strategy strategy) {
        ShipResult result = conductor.ship(ShipRequest.to(environment, Deployments.ADA)
                .withStrategy(strategy)
                .withVersion("v2")
                .withDestination("#releases"));
        assertThat(result).isInstanceOf(ShipResult.Shipped.class);
        settle();
        return ((ShipResult.Shipped) result).deployment().id();
    }

    /** Does all that is due now, to its end. */
    void settle() {
        for (int round = 0; round < 20; round++) {
            conductor.runDue();
        }
    }

    /** Lets minutes pass, with whatever is due in each. */
    void passMinutes(int minutes) {
        for (int minute = 0; minute < minutes; minute++) {
            pass(Duration.ofMinutes(1));
            settle();
        }
    }

    void pass(Duration time) {
        clock.advance(time);
    }

    /** A run ends after a while, and that is seen at once. */
    void runEnds(DeployId id, Phase phase, Duration after, RunConclusion how) {
        WorkflowRun run = workflows.run(id, phase).orElseThrow();
        workflows.begin(run.id());
        pass(after);
        workflows.complete(run.id(), how);
        conductor.wake(id);
        settle();
    }

    void promote(DeployId id, Duration after) {
        pass(after);
        assertThat(conductor.promote(id, Deployments.GRACE)).isInstanceOf(ActionResult.Done.class);
        settle();
    }

    void rollBack(DeployId id, Duration after) {
        pass(after);
        assertThat(conductor.rollback(id, Deployments.GRACE)).isInstanceOf(ActionResult.Done.class);
        settle();
    }

    /** From now on the check fails of what is deployed, and of nothing else. */
    void apiBreaks() {
        api.behave(context -> context.isBaselineLook() || context.phase() == Phase.ROLL_BACK
                ? CheckResult.pass("200 OK").withLatency(Duration.ofMillis(45))
                : CheckResult.fail("503").withLatency(Duration.ofMillis(12)));
    }

    Deployment now(DeployId id) {
        return conductor.find(id).orElseThrow();
    }
}
