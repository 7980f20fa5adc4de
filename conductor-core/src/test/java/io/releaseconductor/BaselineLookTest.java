package io.releaseconductor;

import static org.assertj.core.api.Assertions.assertThat;

import io.releaseconductor.chat.CardRenderer;
import io.releaseconductor.check.CheckContext;
import io.releaseconductor.check.CheckResult;
import io.releaseconductor.check.CheckStatus;
import io.releaseconductor.check.CompletedCheck;
import io.releaseconductor.deployment.BaselineLook;
import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.deployment.DeploymentStatus;
import io.releaseconductor.deployment.DispatchOutcome;
import io.releaseconductor.deployment.RunConclusion;
import io.releaseconductor.model.DeployId;
import io.releaseconductor.model.Environment;
import io.releaseconductor.model.Phase;
import io.releaseconductor.model.Strategy;
import io.releaseconductor.policy.RuleResult;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What was there before the deployment")
class BaselineLookTest {

    private static final CheckResult ILL = CheckResult.fail("503").withLink(URI.create("http://app.example/api"));

    private final World world = new World();

    private Conductor conductor() {
        return promoted(world);
    }

    /** One that has put in place what runs, which was well by then. */
    private static Conductor promoted(World world) {
        Map<String, Function<CheckContext, CheckResult>> told = Map.copyOf(world.checks);
        world.checks.clear();
        Conductor conductor = world.byHandWith(
                        EnvironmentSettings.of(Environment.STAGING).withLinked(null))
                .build();
        DeployId first = World.shipped(conductor.ship(World.toStaging().withVersion("v1")))
                .id();
        if (world.variables.containsKey("SHIP_AUTO_PROMOTE")) {
            world.runUntil(conductor, first, DeploymentStatus.PROMOTED);
        } else {
            world.runUntil(conductor, first, DeploymentStatus.VERIFIED);
            World.done(conductor.promote(first, World.BOB));
        }
        world.clock.tick(Duration.ofMinutes(1));
        world.workflows.dispatched.clear();
        world.checks.putAll(told);
        return conductor;
    }

    private Deployment ship(Conductor conductor, DeploymentStatus status) {
        DeployId id = World.shipped(conductor.ship(World.toStaging())).id();
        return world.runUntil(conductor, id, status);
    }

    private static CompletedCheck api(Deployment d) {
        return d.verification().result().check("api").orElseThrow();
    }

    private static boolean isExcusedAfterRollback(Deployment d) {
        return d.rollbackVerification().result().check("api").orElseThrow().alreadySo();
    }

    private static String card(Deployment d) {
        return String.join("\n", CardRenderer.render(d).lines());
    }

    @Test
    @DisplayName("is looked at once, by the same checks, before anything is started")
    void is_looked_at_first() {
        List<CheckContext> asked = new ArrayList<>();
        List<Integer> dispatched = new ArrayList<>();
        world.checks.put("media", context -> {
            asked.add(context);
            dispatched.add(world.workflows.dispatched.size());
            return CheckResult.pass("OK");
        });
        Deployment d = ship(conductor(), DeploymentStatus.VERIFIED);

        assertThat(asked).hasSize(2);
        assertThat(asked.get(0).isBaselineLook()).isTrue();
        assertThat(asked.get(0).phase()).isEqualTo(Phase.DEPLOY);
        assertThat(asked.get(0).version()).isEqualTo("v1");
        assertThat(asked.get(1).isBaselineLook()).isFalse();
        assertThat(dispatched).containsExactly(0, 1);
        assertThat(d.baseline().version()).isEqualTo("v1");
        assertThat(d.baseline().result().passed()).isEqualTo(5);
        assertThat(card(d)).doesNotContain("before");
    }

    @Test
    @DisplayName("is on the card while the run is awaited")
    void is_on_the_card() {
        world.checks.put("api", context -> ILL);
        Conductor conductor = conductor();
        world.workflows.onLook = run -> run;
        Deployment d = ship(conductor, DeploymentStatus.DEPLOYING);

        assertThat(card(d)).contains("Before this deployment: 4/5 checks passed", "❌ Api: 503, failed 3 of 3");
    }

    @Test
    @DisplayName("excuses what fails at the same address for the same reason: no trigger fires, and a person decides")
    void excuses() {
        world.checks.put("api", context -> ILL);
        Deployment d = ship(conductor(), DeploymentStatus.VERIFIED);

        assertThat(api(d).alreadySo()).isTrue();
        assertThat(d.verification().verdict().fired()).isEmpty();
        assertThat(d.verification().verdict().notMet())
                .extracting(RuleResult::rule)
                .contains("api_latency_ms");
        assertThat(card(d))
                .contains("❌ Api: 503, failed 3 of 3, already so before this deployment · http://app.example/api");
    }

    @Test
    @DisplayName("never lets what it excuses count for promotion")
    void never_promotes() {
        world.variables =
                Map.of("SHIP_AUTO_PROMOTE", "true", "SHIP_MIN_CHECKS_PASSING", "5", "SHIP_API_LATENCY_MS", "0");
        world.checks.put("api", context -> ILL);
        Deployment d = ship(conductor(), DeploymentStatus.VERIFIED);

        assertThat(d.verification().verdict().notMet())
                .extracting(RuleResult::rule)
                .contains("min_checks_passing");
        assertThat(d.status()).isEqualTo(DeploymentStatus.VERIFIED);
    }

    @Test
    @DisplayName("excuses neither another reason, nor another address, nor silence")
    void excuses_nothing_else() {
        for (CheckResult before : List.of(
                CheckResult.fail("404").withLink(ILL.link()),
                CheckResult.fail("503").withLink(URI.create("http://app.example/other")),
                ILL.asUnanswered(),
                CheckResult.warning("503").withLink(ILL.link()),
                CheckResult.noData("503").withLink(ILL.link()))) {
            World other = new World();
            other.checks.put("api", context -> context.isBaselineLook() ? before : context.wave() == 1 ? ILL : pass());
            Conductor conductor = promoted(other);
            DeployId id = World.shipped(conductor.ship(World.toStaging())).id();
            Deployment back = other.runUntil(conductor, id, DeploymentStatus.ROLLED_BACK);

            assertThat(back.rollback().reason()).isEqualTo("api_down");
        }
    }

    private static CheckResult pass() {
        return CheckResult.pass("200 OK");
    }

    @Test
    @DisplayName("excuses no canary that is dead from the start, however ill the environment was")
    void excuses_no_dead_canary() {
        CheckResult dead = CheckResult.fail("Connection refused")
                .withLink(URI.create("http://canary.example/api"))
                .asUnanswered();
        world.variables = Map.of("SHIP_SETTLE_MS", "0");
        world.checks.put("api", context -> context.wave() == 1 ? dead : ILL);
        Conductor conductor = conductor();
        DeployId id = World.shipped(conductor.ship(World.toStaging().withStrategy(Strategy.CANARY)))
                .id();
        Deployment back = world.runUntil(conductor, id, DeploymentStatus.ROLLED_BACK);

        assertThat(back.rollback().reason()).isEqualTo("api_down");
        assertThat(isExcusedAfterRollback(back)).isTrue();
    }

    @Test
    @DisplayName("excuses nothing where something else ran than what a rollback returns to")
    void excuses_nothing_after_a_failure() {
        Conductor conductor = conductor();
        world.workflows.onLook = run -> run.completed(RunConclusion.FAILURE);
        ship(conductor, DeploymentStatus.FAILED);
        world.workflows.onLook = new ScriptedWorkflows().onLook;
        world.clock.tick(Duration.ofMinutes(1));
        world.checks.put("api", context -> context.phase() == Phase.ROLL_BACK ? pass() : ILL);
        Deployment back = ship(conductor, DeploymentStatus.ROLLED_BACK);

        assertThat(back.baseline().version()).isNull();
        assertThat(back.rollback().reason()).isEqualTo("api_down");
    }

    @Test
    @DisplayName("says of what was ill before that it is well now")
    void says_what_is_well_again() {
        world.checks.put("api", context -> context.isBaselineLook() ? ILL : pass());
        Deployment d = ship(conductor(), DeploymentStatus.VERIFIED);

        assertThat(card(d)).contains("✅ Api: 200 OK, ill before this deployment");
    }

    @Test
    @DisplayName("excuses the rollback as well, which then is rolled back and not failed")
    void excuses_the_rollback() {
        world.checks.put("api", context -> ILL);
        Conductor conductor = conductor();
        Deployment d = ship(conductor, DeploymentStatus.VERIFIED);
        World.done(conductor.rollback(d.id(), World.BOB));
        Deployment back = world.runUntil(conductor, d.id(), DeploymentStatus.ROLLED_BACK);

        assertThat(isExcusedAfterRollback(back)).isTrue();
    }

    @Test
    @DisplayName("excuses no rollback an hour later")
    void excuses_no_late_rollback() {
        world.checks.put("api", context -> ILL);
        Conductor conductor = conductor();
        Deployment d = ship(conductor, DeploymentStatus.VERIFIED);
        World.done(conductor.promote(d.id(), World.BOB));
        world.clock.tick(Duration.ofHours(1));
        World.done(conductor.rollback(d.id(), World.BOB));
        Deployment failed = world.runUntil(conductor, d.id(), DeploymentStatus.FAILED);

        assertThat(failed.failure().reason()).contains("api_down");
    }

    @Test
    @DisplayName("is not waited for by a cancel")
    void a_cancel_does_not_wait() {
        Conductor conductor = conductor();
        DeployId[] id = new DeployId[1];
        world.checks.put("api", context -> {
            World.done(conductor.cancel(id[0], World.BOB));
            return pass();
        });
        id[0] = World.shipped(conductor.ship(World.toStaging())).id();
        conductor.runDue();

        assertThat(world.now(id[0]).status()).isEqualTo(DeploymentStatus.CANCELLED);
        assertThat(world.workflows.dispatched).isEmpty();
    }

    @Test
    @DisplayName("is gone without after its limit, and the card says so")
    void is_gone_without() {
        Conductor conductor = conductor();
        world.workflows.onLook = run -> run;
        DeployId id = World.shipped(conductor.ship(World.toStaging())).id();
        world.clock.tick(Duration.ofSeconds(30));
        conductor.runDue();

        assertThat(world.workflows.dispatched).hasSize(1);
        assertThat(world.now(id).baseline().missing()).isEqualTo("not done within 30s");
        assertThat(card(world.now(id))).contains("No look at what was there before: not done within 30s");
    }

    @Test
    @DisplayName("is looked at again where the workflow could not be started for five minutes")
    void is_looked_at_again() {
        world.variables = Map.of("SHIP_DEADLINE_DISPATCH_MS", "3600000");
        Conductor conductor = conductor();
        world.workflows.onDispatch = intent -> world.workflows.dispatched.size() == 1
                ? new DispatchOutcome.NotSent(
                        "rate limit", world.clock.instant().plus(Duration.ofMinutes(20)))
                : new ScriptedWorkflows().onDispatch.apply(intent);
        List<CheckContext> asked = new ArrayList<>();
        world.checks.put("media", context -> {
            asked.add(context);
            return pass();
        });
        Deployment d = ship(conductor, DeploymentStatus.VERIFIED);

        assertThat(asked.stream().filter(CheckContext::isBaselineLook)).hasSize(2);
        BaselineLook look = d.baseline();
        assertThat(look.result().startedAt())
                .isAfterOrEqualTo(d.request().initiatedAt().plus(Duration.ofMinutes(20)));
    }

    @Test
    @DisplayName("is not looked at where that is switched off, by variable or in code")
    void can_be_switched_off() {
        world.variables = Map.of("SHIP_BASELINE_LOOK_STAGING", "false");
        assertThat(ship(conductor(), DeploymentStatus.VERIFIED).baseline()).isNull();

        World inCode = new World();
        Conductor conductor = inCode.byHandWith(EnvironmentSettings.of(Environment.STAGING)
                        .withLinked(null)
                        .withBaselineLook(false))
                .build();
        assertThat(inCode.shipAndVerify(conductor).baseline()).isNull();
    }

    @Test
    @DisplayName("is asked again before a failure of it counts")
    void confirms_its_failures() {
        List<CheckContext> asked = new ArrayList<>();
        world.checks.put("api", context -> {
            asked.add(context);
            return asked.size() == 1 ? ILL : pass();
        });
        Deployment d = ship(conductor(), DeploymentStatus.VERIFIED);

        assertThat(d.baseline().result().check("api"))
                .map(CompletedCheck::status)
                .isEqualTo(Optional.of(CheckStatus.WARNING));
    }
}
