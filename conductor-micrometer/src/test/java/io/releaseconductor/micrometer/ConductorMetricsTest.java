package io.releaseconductor.micrometer;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.releaseconductor.ActionResult;
import io.releaseconductor.Conductor;
import io.releaseconductor.LockRequest;
import io.releaseconductor.check.CheckResult;
import io.releaseconductor.check.CompletedCheck;
import io.releaseconductor.check.Verification;
import io.releaseconductor.deployment.AdmissionOutcome;
import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.deployment.DeploymentEvent;
import io.releaseconductor.deployment.DeploymentStatus;
import io.releaseconductor.deployment.RunConclusion;
import io.releaseconductor.deployment.VerificationState;
import io.releaseconductor.model.DeployId;
import io.releaseconductor.model.Environment;
import io.releaseconductor.model.Phase;
import io.releaseconductor.model.Strategy;
import io.releaseconductor.policy.Recommendation;
import io.releaseconductor.policy.RuleResult;
import io.releaseconductor.policy.Verdict;
import io.releaseconductor.spi.DeploymentListener;
import io.releaseconductor.testkit.DeploymentListenerContract;
import io.releaseconductor.testkit.Deployments;
import io.releaseconductor.testkit.DispatchFault;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@DisplayName("The metrics of a node")
class ConductorMetricsTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final Shop shop = new Shop(ConductorMetrics.of(registry));

    @Nested
    @DisplayName("keep to what a listener promises:")
    class Contract extends DeploymentListenerContract {
        @Override
        protected DeploymentListener openListener() {
            return ConductorMetrics.of(new SimpleMeterRegistry());
        }
    }

    private double count(String name, String... tags) {
        return count(registry, name, tags);
    }

    private static double count(SimpleMeterRegistry registry, String name, String... tags) {
        return registry.find("release.conductor." + name).tags(tags).counters().stream()
                .mapToDouble(Counter::count)
                .sum();
    }

    /** Such as {@code 1 × 95.0 s}. */
    private String times(String name, String... tags) {
        return times(registry, name, tags);
    }

    private static String times(SimpleMeterRegistry registry, String name, String... tags) {
        var timers = registry.find("release.conductor." + name).tags(tags).timers();
        return timers.stream().mapToLong(Timer::count).sum() + " × " + seconds(registry, name, tags) + " s";
    }

    private static double seconds(SimpleMeterRegistry registry, String name, String... tags) {
        return registry.find("release.conductor." + name).tags(tags).timers().stream()
                .mapToDouble(timer -> timer.totalTime(TimeUnit.SECONDS))
                .sum();
    }

    private static String where(SimpleMeterRegistry registry, String name, String tag) {
        return registry.find("release.conductor." + name).counters().stream()
                .filter(counter -> counter.count() > 0)
                .map(counter -> counter.getId().getTag(tag))
                .sorted()
                .collect(Collectors.joining(","));
    }

    @Test
    @DisplayName("tell of a canary that is promoted how long each phase, wait and check took, by its record")
    void promoted() {
        DeployId id = shop.ship(Environment.PROD, Strategy.CANARY);
        shop.runEnds(id, Phase.DEPLOY, Duration.ofSeconds(95), RunConclusion.SUCCESS);
        shop.promote(id, MINUTE.multipliedBy(4));
        shop.runEnds(id, Phase.PROMOTE, Duration.ofSeconds(30), RunConclusion.SUCCESS);
        assertThat(shop.now(id).status()).isEqualTo(DeploymentStatus.PROMOTED);

        String[] canary = {"environment", "prod", "strategy", "canary"};
        assertThat(count("deployments.begun", canary)).isEqualTo(1);
        assertThat(count("deployments.settled", canary)).isEqualTo(1);
        assertThat(where(registry, "deployments.settled", "outcome")).isEqualTo("promoted");
        assertThat(times("deployment.time", canary)).isEqualTo("1 × 365.0 s");
        assertThat(times("phase.time", "phase", "deploy", "outcome", "success")).isEqualTo("1 × 95.0 s");
        assertThat(times("phase.time", "phase", "promote", "outcome", "success"))
                .isEqualTo("1 × 30.0 s");
        assertThat(times("wait.time", "wait", "decision")).isEqualTo("1 × 240.0 s");
        assertThat(count("verifications", "phase", "deploy", "outcome", "passed"))
                .isEqualTo(1);
        assertThat(count("checks", "phase", "deploy", "outcome", "pass")).isEqualTo(2);
        assertThat(count("checks", "phase", "baseline", "check", "api")).isEqualTo(1);
        assertThat(times("check.time", "check", "api")).isEqualTo("2 × 0.09 s");
        assertThat(count("deployments.resumed")).isZero();
        assertThat(count("rollbacks")).isZero();
        assertThat(count("alerts")).isZero();
    }

    @Test
    @DisplayName("tell of one that policy rolls back that a verification failed, and who was alerted to what")
    void rolledBack() {
        shop.apiBreaks();
        DeployId id = shop.ship(Environment.STAGING, Strategy.FULL);
        shop.runEnds(id, Phase.DEPLOY, Duration.ofSeconds(20), RunConclusion.SUCCESS);
        shop.runEnds(id, Phase.ROLL_BACK, Duration.ofSeconds(50), RunConclusion.SUCCESS);
        assertThat(shop.now(id).status()).isEqualTo(DeploymentStatus.ROLLED_BACK);

        assertThat(where(registry, "deployments.settled", "outcome")).isEqualTo("rolled_back");
        assertThat(count("rollbacks", "environment", "staging", "by", "policy", "promoted", "false"))
                .isEqualTo(1);
        assertThat(count("verifications", "phase", "deploy", "outcome", "failed"))
                .isEqualTo(1);
        assertThat(count("verifications", "phase", "rollback", "outcome", "passed"))
                .isEqualTo(1);
        assertThat(times("phase.time", "phase", "rollback")).isEqualTo("1 × 50.0 s");
        assertThat(count("checks", "check", "api", "outcome", "fail")).isEqualTo(1);
        assertThat(count("checks", "check", "api", "outcome", "pass", "phase", "rollback"))
                .isEqualTo(1);
        assertThat(where(registry, "alerts", "kind")).isEqualTo("rollback_triggered");
        assertThat(times("wait.time", "wait", "decision")).isEqualTo("0 × 0.0 s");
    }

    @Test
    @DisplayName("count a verification as failed where a metric's trigger fired, though no check found anything out")
    void metricFired() {
        Deployment rollingBack = Deployments.aDeployment().rollingBack();
        Instant at = rollingBack.statusSince();
        Verification nothing =
                new Verification(at, at, List.of(new CompletedCheck("api", "API", CheckResult.noData("no answer"))));
        Verdict worse = new Verdict(
                Recommendation.ROLL_BACK,
                List.of(),
                List.of(new RuleResult("errors_worse", RuleResult.Outcome.FIRED, "30 of 1,000", "not worse")));
        Deployment after = rollingBack.toBuilder()
                .verification(new VerificationState(at, 1, 1, nothing, worse))
                .build();
        ConductorMetrics.of(registry)
                .changed(Deployments.aDeployment().verifying(), new DeploymentEvent.Woken(at), after);

        assertThat(where(registry, "verifications", "outcome")).isEqualTo("failed");
    }

    @Test
    @DisplayName("count one that is rolled back after its promotion as one that did not stay promoted")
    void rolledBackLate() {
        DeployId id = shop.ship(Environment.STAGING, Strategy.FULL);
        shop.runEnds(id, Phase.DEPLOY, Duration.ofSeconds(20), RunConclusion.SUCCESS);
        shop.promote(id, MINUTE);
        shop.rollBack(id, MINUTE.multipliedBy(10));
        shop.runEnds(id, Phase.ROLL_BACK, Duration.ofSeconds(20), RunConclusion.SUCCESS);
        assertThat(shop.now(id).status()).isEqualTo(DeploymentStatus.ROLLED_BACK);

        assertThat(where(registry, "deployments.settled", "outcome")).isEqualTo("promoted,rolled_back");
        assertThat(where(registry, "deployments.resumed", "outcome")).isEqualTo("promoted");
        assertThat(count("deployments.settled") - count("deployments.resumed")).isEqualTo(1);
        assertThat(count("rollbacks", "by", "person", "promoted", "true")).isEqualTo(1);
    }

    @Test
    @DisplayName("count what failed, was cancelled or expired under these")
    void others() {
        DeployId failed = shop.ship(Environment.STAGING, Strategy.FULL);
        shop.runEnds(failed, Phase.DEPLOY, Duration.ofSeconds(7), RunConclusion.FAILURE);
        DeployId cancelled = shop.ship(Environment.PROD, Strategy.FULL);
        shop.conductor().cancel(cancelled, Deployments.ADA);
        shop.settle();
        shop.pass(Duration.ofSeconds(30));
        shop.settle();
        assertThat(shop.now(cancelled).status()).isEqualTo(DeploymentStatus.CANCELLED);
        DeployId expired = shop.ship(Environment.PROD, Strategy.FULL);
        shop.runEnds(expired, Phase.DEPLOY, Duration.ofSeconds(7), RunConclusion.SUCCESS);
        shop.pass(Duration.ofHours(2));
        shop.settle();

        assertThat(where(registry, "deployments.settled", "outcome")).isEqualTo("cancelled,expired,failed");
        assertThat(times("phase.time", "environment", "staging", "outcome", "failure"))
                .isEqualTo("1 × 7.0 s");
        assertThat(times("wait.time", "wait", "decision")).isEqualTo("1 × 7200.0 s");
    }

    @Test
    @DisplayName("count each look of a bake, and the bake as one verification that takes as long as it bakes")
    void bake() {
        DeployId id = shop.ship(Shop.EU_WEST, Strategy.CANARY);
        shop.runEnds(id, Phase.DEPLOY, MINUTE, RunConclusion.SUCCESS);
        shop.passMinutes(7);
        assertThat(shop.now(id).status()).isEqualTo(DeploymentStatus.PROMOTING);
        assertThat(count("verifications", "environment", "eu-west", "outcome", "passed"))
                .isEqualTo(1);
        assertThat(times("verification.time", "environment", "eu-west")).isEqualTo("1 × 360.0 s");
        assertThat(count("checks", "environment", "eu-west", "phase", "deploy", "check", "api"))
                .isEqualTo(6);
        assertThat(times("wait.time", "wait", "decision")).isEqualTo("1 × 0.0 s");
    }

    @Test
    @DisplayName("time what people were asked about")
    void attention() {
        shop.workflows.echoKeys(false).failNext(DispatchFault.LOST_WITHOUT_EFFECT);
        DeployId id = shop.ship(Environment.STAGING, Strategy.FULL);
        shop.pass(MINUTE.multipliedBy(2));
        shop.settle();
        assertThat(shop.now(id).status()).isEqualTo(DeploymentStatus.NEEDS_ATTENTION);
        shop.pass(MINUTE.multipliedBy(6));
        assertThat(shop.conductor().giveUp(id, Deployments.ADA)).isInstanceOf(ActionResult.Done.class);
        assertThat(times("wait.time", "wait", "attention")).isEqualTo("1 × 360.0 s");
        assertThat(where(registry, "deployments.settled", "outcome")).isEqualTo("failed");
    }

    @Test
    @DisplayName("time what keeps a deployment from beginning or going on, and leave that out of its phases")
    void kept() {
        shop.preflight = new AdmissionOutcome.NotYet("rush hour");
        DeployId id = shop.ship(Shop.US_EAST, Strategy.CANARY);
        shop.passMinutes(20);
        shop.preflight = new AdmissionOutcome.Yes("all is well");
        shop.passMinutes(1);
        assertThat(times("wait.time", "wait", "admission")).isEqualTo("1 × 1260.0 s");
        shop.runEnds(id, Phase.DEPLOY, MINUTE, RunConclusion.SUCCESS);
        assertThat(times("phase.time", "phase", "deploy")).isEqualTo("1 × 60.0 s");

        shop.conductor().lock(LockRequest.of(Shop.US_EAST, Deployments.GRACE).lasting(MINUTE.multipliedBy(10)));
        shop.passMinutes(12);
        assertThat(times("wait.time", "wait", "restraint")).isEqualTo("1 × 600.0 s");
        shop.promote(id, MINUTE);
        shop.runEnds(id, Phase.PROMOTE, MINUTE, RunConclusion.SUCCESS);
        assertThat(times("phase.time", "phase", "promote")).isEqualTo("1 × 60.0 s");
        assertThat(times("wait.time", "wait", "decision")).isEqualTo("1 × 780.0 s");
    }

    @Test
    @DisplayName("take times from the record where another process began, so that a restart in the middle changes none")
    void restart() {
        DeployId id = shop.ship(Environment.STAGING, Strategy.FULL);
        SimpleMeterRegistry later = new SimpleMeterRegistry();
        shop.goesOnAt(shop.node("two", ConductorMetrics.of(later)));
        shop.runEnds(id, Phase.DEPLOY, Duration.ofSeconds(95), RunConclusion.SUCCESS);
        shop.promote(id, MINUTE);

        assertThat(times(later, "phase.time")).isEqualTo("1 × 95.0 s");
        assertThat(times(later, "deployment.time")).isEqualTo("1 × 155.0 s");
        assertThat(count(later, "deployments.begun")).isZero();
        assertThat(times(registry, "phase.time")).isEqualTo("0 × 0.0 s");
        assertThat(count(registry, "deployments.begun") + count(later, "deployments.settled"))
                .isEqualTo(2);
    }

    @Test
    @DisplayName("count each change on one of two nodes that take turns, so that their sum is what happened")
    void twoNodes() {
        SimpleMeterRegistry second = new SimpleMeterRegistry();
        Conductor one = shop.conductor();
        Conductor two = shop.node("two", ConductorMetrics.of(second));
        for (int i = 0; i < 6; i++) {
            shop.goesOnAt(i % 2 == 0 ? one : two);
            DeployId id = shop.ship(Environment.STAGING, Strategy.CANARY);
            shop.goesOnAt(i % 3 == 0 ? one : two);
            shop.runEnds(id, Phase.DEPLOY, Duration.ofSeconds(10), RunConclusion.SUCCESS);
            shop.goesOnAt(i % 3 == 1 ? one : two);
            shop.promote(id, MINUTE);
            shop.goesOnAt(i % 2 == 0 ? two : one);
            shop.runEnds(id, Phase.PROMOTE, Duration.ofSeconds(20), RunConclusion.SUCCESS);
        }
        for (String name : List.of("deployments.begun", "deployments.settled", "verifications")) {
            assertThat(count(registry, name)).as(name).isPositive();
            assertThat(count(second, name)).as(name).isPositive();
            assertThat(count(registry, name) + count(second, name)).as(name).isEqualTo(6);
        }
        assertThat(seconds(registry, "phase.time") + seconds(second, "phase.time"))
                .isEqualTo(6 * 30);
        assertThat(seconds(registry, "deployment.time") + seconds(second, "deployment.time"))
                .isEqualTo(6 * 90);
    }

    @Test
    @DisplayName("are there at zero from the beginning, where the environments are known")
    void prepared() {
        SimpleMeterRegistry known = new SimpleMeterRegistry();
        ConductorMetrics.of(known, MetricsOptions.DEFAULT.withEnvironments(List.of(Environment.PROD)));
        assertThat(known.getMeters()).hasSize(2 + 10 + 6 + 8 + 9);
        assertThat(known.getMeters()).allMatch(meter -> ((Counter) meter).count() == 0);
        assertThat(known.get("release.conductor.deployments.settled")
                        .tags("environment", "prod", "strategy", "full", "outcome", "expired")
                        .counter())
                .isNotNull();
    }

    @Test
    @DisplayName("tell so many checks apart, and no more")
    void manyChecks() {
        KnownChecks known = new KnownChecks(2);
        assertThat(List.of(known.name("a"), known.name("b"), known.name("c"), known.name("a"), known.name("d")))
                .containsExactly("a", "b", "other", "a", "other");
    }

    @Test
    @DisplayName("count in buckets unless that is not wanted")
    void buckets() {
        SimpleMeterRegistry plain = new SimpleMeterRegistry();
        shop.goesOnAt(shop.node(
                "two",
                ConductorMetrics.of(plain, MetricsOptions.DEFAULT.withBuckets(false)),
                ConductorMetrics.of(registry)));
        DeployId id = shop.ship(Environment.STAGING, Strategy.FULL);
        shop.runEnds(id, Phase.DEPLOY, Duration.ofSeconds(95), RunConclusion.SUCCESS);
        assertThat(plain.get("release.conductor.phase.time")
                        .timer()
                        .takeSnapshot()
                        .histogramCounts())
                .isEmpty();
        assertThat(registry.get("release.conductor.phase.time")
                        .timer()
                        .takeSnapshot()
                        .histogramCounts())
                .extracting(bucket -> bucket.bucket(TimeUnit.SECONDS) + ": " + bucket.count())
                .contains("60.0: 0.0", "120.0: 1.0");
    }
}
