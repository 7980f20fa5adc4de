package io.releaseconductor.examples.bot;

import static org.assertj.core.api.Assertions.assertThat;

import io.releaseconductor.ActionResult;
import io.releaseconductor.Conductor;
import io.releaseconductor.EnvironmentSettings;
import io.releaseconductor.ShipRequest;
import io.releaseconductor.ShipResult;
import io.releaseconductor.check.CheckCatalog;
import io.releaseconductor.check.CheckResult;
import io.releaseconductor.config.Variables;
import io.releaseconductor.deployment.RunConclusion;
import io.releaseconductor.deployment.WorkflowRun;
import io.releaseconductor.memory.InMemoryStateStore;
import io.releaseconductor.model.DeployId;
import io.releaseconductor.model.Environment;
import io.releaseconductor.model.Phase;
import io.releaseconductor.model.Strategy;
import io.releaseconductor.model.Watch;
import io.releaseconductor.spi.Authorizer;
import io.releaseconductor.spi.DeploymentListener;
import io.releaseconductor.testkit.Deployments;
import io.releaseconductor.testkit.FakeChat;
import io.releaseconductor.testkit.FakeCheck;
import io.releaseconductor.testkit.FakeWorkflows;
import io.releaseconductor.testkit.ManualClock;
import io.releaseconductor.testkit.ThreadsAtOnce;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** Fifty deployments whose every run, wait and end is said beforehand. No time passes but the one that is said. */
final class FiftyDeployments {

    /** How a deployment goes. */
    enum Fate {
        PROMOTED,
        ROLLED_BACK_BY_POLICY,
        ROLLED_BACK_BY_A_PERSON,
        PROMOTED_AND_ROLLED_BACK,
        FAILED,
        CANCELLED,
        EXPIRED
    }

    /** Times in seconds: of the run, of the wait for a decision, and of each run after that. */
    record Planned(Environment environment, Strategy strategy, Fate fate, int run, int decided, int next) {

        boolean isVerified() {
            return fate != Fate.FAILED && fate != Fate.CANCELLED;
        }
    }

    /** Of ten deployments six go well. */
    private static final List<Fate> FATES = List.of(
            Fate.PROMOTED,
            Fate.PROMOTED,
            Fate.ROLLED_BACK_BY_POLICY,
            Fate.PROMOTED,
            Fate.FAILED,
            Fate.PROMOTED,
            Fate.ROLLED_BACK_BY_A_PERSON,
            Fate.PROMOTED,
            Fate.PROMOTED_AND_ROLLED_BACK,
            Fate.PROMOTED);

    static final List<Planned> ALL =
            IntStream.range(0, 50).mapToObj(FiftyDeployments::planned).toList();

    private final ManualClock clock = new ManualClock();
    private final FakeWorkflows workflows = new FakeWorkflows(clock);
    private final FakeCheck api = FakeCheck.passing("api");
    private final Map<String, Integer> alerts = new TreeMap<>();
    private final Conductor conductor;

    FiftyDeployments(DeploymentListener listener) {
        conductor = Conductor.builder()
                .variables(Variables.of(Map.of("SHIP_VERIFICATION_TIMEOUT_MS", "100", "SHIP_SETTLE_MS", "0")))
                .store(new InMemoryStateStore())
                .workflows(workflows)
                .chat(new FakeChat(clock))
                .alerts((alert, deployment) -> alerts.merge(
                        deployment.environment() + " " + alert.kind().wireName(), 1, Integer::sum))
                .authorizer(Authorizer.allowAll())
                .checks(CheckCatalog.of(FakeCheck.passing("frontend"), api))
                .environment(settings(Environment.STAGING))
                .environment(settings(Environment.PROD))
                .listener(listener)
                .clock(clock)
                .executor(new ThreadsAtOnce())
                .build();
        api.behave(context -> CheckResult.pass("200 OK").withLatency(Duration.ofMillis(45)));
    }

    private static EnvironmentSettings settings(Environment environment) {
        return EnvironmentSettings.of(environment)
                .withLinked(null)
                .withBaselineVersion("v0")
                .withWatch(Watch.OFF);
    }

    private static Planned planned(int number) {
        Fate fate =
                number == 13 || number == 37 ? Fate.CANCELLED : number == 27 ? Fate.EXPIRED : FATES.get(number % 10);
        return new Planned(
                number % 3 == 0 ? Environment.PROD : Environment.STAGING,
                number % 4 < 2 ? Strategy.FULL : Strategy.CANARY,
                fate,
                20 + 7 * number,
                fate == Fate.EXPIRED ? 7_200 : 60 + 11 * number,
                15 + 3 * number);
    }

    Conductor conductor() {
        return conductor;
    }

    /** {@return how many alerts were sent, by environment and kind} */
    Map<String, Integer> alerts() {
        return alerts;
    }

    void pass() {
        int number = 0;
        for (Planned planned : ALL) {
            pass(planned, "v" + ++number);
            clock.advance(Duration.ofHours(5));
            settle();
        }
    }

    private void pass(Planned planned, String version) {
        boolean cancelled = planned.fate() == Fate.CANCELLED;
        if (cancelled) {
            workflows.goDown();
        }
        if (planned.fate() == Fate.ROLLED_BACK_BY_POLICY) {
            breakApi();
        }
        DeployId id = ship(planned, version);
        if (cancelled) {
            clock.advance(Duration.ofSeconds(planned.run()));
            done(conductor.cancel(id, Deployments.ADA));
            workflows.comeUp();
            return;
        }
        boolean failed = planned.fate() == Fate.FAILED;
        runEnds(id, Phase.DEPLOY, planned.run(), failed ? RunConclusion.FAILURE : RunConclusion.SUCCESS);
        switch (planned.fate()) {
            case PROMOTED -> promote(id, planned);
            case PROMOTED_AND_ROLLED_BACK -> {
                promote(id, planned);
                rollBack(id, planned);
            }
            case ROLLED_BACK_BY_A_PERSON -> rollBack(id, planned);
            case ROLLED_BACK_BY_POLICY -> runEnds(id, Phase.ROLL_BACK, planned.next(), RunConclusion.SUCCESS);
            case EXPIRED -> {
                clock.advance(Duration.ofSeconds(planned.decided()));
                settle();
            }
            case FAILED, CANCELLED -> {}
        }
        api.behave(context -> CheckResult.pass("200 OK").withLatency(Duration.ofMillis(45)));
    }

    private DeployId ship(Planned planned, String version) {
        ShipResult result = conductor.ship(ShipRequest.to(planned.environment(), Deployments.ADA)
                .withStrategy(planned.strategy())
                .withVersion(version)
                .withDestination("#releases"));
        assertThat(result).isInstanceOf(ShipResult.Shipped.class);
        settle();
        return ((ShipResult.Shipped) result).deployment().id();
    }

    private void promote(DeployId id, Planned planned) {
        clock.advance(Duration.ofSeconds(planned.decided()));
        done(conductor.promote(id, Deployments.GRACE));
        if (planned.strategy() == Strategy.CANARY) {
            runEnds(id, Phase.PROMOTE, planned.next(), RunConclusion.SUCCESS);
        }
    }

    private void rollBack(DeployId id, Planned planned) {
        clock.advance(Duration.ofSeconds(planned.decided()));
        done(conductor.rollback(id, Deployments.GRACE));
        runEnds(id, Phase.ROLL_BACK, planned.next(), RunConclusion.SUCCESS);
    }

    private void done(ActionResult result) {
        assertThat(result).isInstanceOf(ActionResult.Done.class);
        settle();
    }

    private void runEnds(DeployId id, Phase phase, int seconds, RunConclusion how) {
        WorkflowRun run = workflows.run(id, phase).orElseThrow();
        workflows.begin(run.id());
        clock.advance(Duration.ofSeconds(seconds));
        workflows.complete(run.id(), how);
        conductor.wake(id);
        settle();
    }

    private void settle() {
        for (int round = 0; round < 20; round++) {
            conductor.runDue();
        }
    }

    private void breakApi() {
        api.behave(context -> context.isBaselineLook() || context.phase() == Phase.ROLL_BACK
                ? CheckResult.pass("200 OK").withLatency(Duration.ofMillis(45))
                : CheckResult.fail("503").withLatency(Duration.ofMillis(12)));
    }
}
