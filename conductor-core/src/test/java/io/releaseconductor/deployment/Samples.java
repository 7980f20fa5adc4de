package io.releaseconductor.deployment;

import io.releaseconductor.check.CheckResult;
import io.releaseconductor.check.CompletedCheck;
import io.releaseconductor.check.Verification;
import io.releaseconductor.metric.MetricPlan;
import io.releaseconductor.metric.MetricRule;
import io.releaseconductor.model.Actor;
import io.releaseconductor.model.Bake;
import io.releaseconductor.model.DeployId;
import io.releaseconductor.model.Environment;
import io.releaseconductor.model.Gate;
import io.releaseconductor.model.Phase;
import io.releaseconductor.model.Reach;
import io.releaseconductor.model.Rollout;
import io.releaseconductor.model.RolloutPlan;
import io.releaseconductor.model.Strategy;
import io.releaseconductor.model.Wave;
import io.releaseconductor.policy.PromoteThresholds;
import io.releaseconductor.policy.ReleasePolicy;
import io.releaseconductor.policy.RollbackTriggers;
import io.releaseconductor.policy.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** People, places and findings that tests of the lifecycle and the planner speak of. */
public final class Samples {

    public static final Instant START = Instant.parse("2023-11-12T00:00:00Z");

    public static final Actor ADA = Actor.person("1001", "Ada");

    public static final Actor GRACE = Actor.person("1002", "Grace");

    public static final String PREVIOUS = "v1";

    /** That the CI of the commit is asked first. */
    public static final AdmissionRules CI = new AdmissionRules(List.of("ci"), null);

    private Samples() {}

    /** A request of Ada's for staging, with an earlier version to return to and nothing linked. */
    public static DeployRequest request(Rollout rollout) {
        return request(rollout, null, PREVIOUS);
    }

    public static DeployRequest linkedRequest(Rollout rollout) {
        return request(rollout, Environment.PROD, PREVIOUS);
    }

    public static DeployRequest request(Rollout rollout, Environment linked, String previousVersion) {
        return request(rollout, linked, previousVersion, null);
    }

    public static DeployRequest request(
            Rollout rollout, Environment linked, String previousVersion, @Nullable DeployId parent) {
        return DeployRequest.builder(
                        Environment.STAGING,
                        rollout == Rollout.CANARY ? Strategy.CANARY : Strategy.FULL,
                        rollout,
                        ADA,
                        START)
                .ref("main")
                .destination("releases")
                .linked(linked)
                .parent(parent)
                .previousVersion(previousVersion)
                .build();
    }

    public static Deployment initiated(DeployRequest request) {
        return Deployment.initiate(DeployId.of(request.environment(), request.initiatedAt()), request);
    }

    /** The same that looks at what is there first. */
    public static Deployment initiated(DeployRequest request, Duration baselineLimit) {
        return Deployment.initiate(DeployId.of(request.environment(), request.initiatedAt()), request, baselineLimit);
    }

    /** The intent of the current attempt of a phase, as the planner would make it. */
    public static DispatchIntent intent(Deployment d, Attempt attempt, Instant at) {
        Rollback rollback = d.rollback();
        boolean rollsBack = attempt.phase() == Phase.ROLL_BACK;
        RollbackMethod method = !rollsBack ? null : rollback == null ? RollbackMethod.REDEPLOY : rollback.method();
        RolloutPlan plan = d.request().plan();
        int wave = Math.min(attempt.wave(), plan.waves().size());
        return new DispatchIntent(
                d.id(),
                attempt,
                d.environment(),
                d.request().strategy(),
                d.request().rollout(),
                rollsBack ? null : plan.wave(wave).reach(),
                !rollsBack && plan.isLast(wave),
                d.request().ref(),
                d.version(),
                method,
                at,
                at.plusSeconds(30),
                null);
    }

    public static Verification verification(Instant at, CheckResult... results) {
        List<CompletedCheck> checks = new ArrayList<>();
        for (CheckResult result : results) {
            int number = checks.size() + 1;
            checks.add(new CompletedCheck("check-" + number, "Check " + number, result));
        }
        return new Verification(at.minus(Duration.ofSeconds(3)), at, checks);
    }

    public static Verification allPass(Instant at) {
        return passing(at, 5, 5);
    }

    /** So many checks that so many of them pass, and the others fail. */
    public static Verification passing(Instant at, int passed, int total) {
        CheckResult[] results = new CheckResult[total];
        for (int i = 0; i < total; i++) {
            results[i] = i < passed ? CheckResult.pass("200 OK") : CheckResult.fail("500");
        }
        return verification(at, results);
    }

    /** 5 %, 25 % and 100 %, each looked at, the first two decided on by a person. */
    public static final RolloutPlan GRADUAL = new RolloutPlan(
            Rollout.CANARY,
            List.of(
                    new Wave(new Reach.Percentage(5), Bake.ONE_LOOK, Gate.ONE_APPROVAL),
                    new Wave(new Reach.Percentage(25), Bake.ONE_LOOK, Gate.ONE_APPROVAL),
                    new Wave(Reach.ALL, Bake.ONE_LOOK, Gate.OPEN)));

    /** Four waves that go on by themselves. */
    public static final RolloutPlan OPEN = new RolloutPlan(
            Rollout.CANARY,
            List.of(
                    new Wave(new Reach.Percentage(1), Bake.ONE_LOOK, Gate.OPEN),
                    new Wave(new Reach.Percentage(10), Bake.ONE_LOOK, Gate.OPEN),
                    new Wave(new Reach.Percentage(50), Bake.ONE_LOOK, Gate.OPEN),
                    new Wave(Reach.ALL, Bake.NONE, Gate.OPEN)));

    public static final RolloutPlan REGIONS = new RolloutPlan(
            Rollout.CANARY,
            List.of(
                    new Wave(new Reach.Target("eu-west"), Bake.ONE_LOOK, Gate.ONE_APPROVAL),
                    new Wave(new Reach.Target("us-east"), Bake.ONE_LOOK, Gate.ONE_APPROVAL)));

    /** Rounds every 10 s, from 20 s on, for 30 to 60 s. */
    public static final Bake.Rounds ROUNDS = new Bake.Rounds(
            Duration.ofSeconds(20), Duration.ofSeconds(30), Duration.ofSeconds(60), Duration.ofSeconds(10));

    /** Three waves that bake, the last one as well, and go on by themselves. */
    public static final RolloutPlan BAKED = new RolloutPlan(
            Rollout.CANARY,
            List.of(
                    new Wave(new Reach.Percentage(5), ROUNDS, Gate.OPEN),
                    new Wave(new Reach.Percentage(25), ROUNDS, Gate.ONE_APPROVAL),
                    new Wave(Reach.ALL, ROUNDS, Gate.OPEN)));

    /** Three waves of which the first two bake for an hour at least, so that much can happen while they do. */
    public static final RolloutPlan SLOW = slow();

    private static RolloutPlan slow() {
        Bake hours = new Bake.Rounds(
                Duration.ofSeconds(20), Duration.ofHours(1), Duration.ofHours(2), Duration.ofMinutes(5));
        return new RolloutPlan(
                Rollout.CANARY,
                List.of(
                        new Wave(new Reach.Percentage(5), hours, Gate.OPEN),
                        new Wave(new Reach.Percentage(25), hours, Gate.ONE_APPROVAL),
                        new Wave(Reach.ALL, Bake.ONE_LOOK, Gate.OPEN)));
    }

    /** Two waves of which the first needs two people, one of them of QA, and not whoever shipped it. */
    public static final RolloutPlan APPROVED = new RolloutPlan(
            Rollout.CANARY,
            List.of(
                    new Wave(new Reach.Percentage(10), ROUNDS, new Gate.Approvals(2, List.of("qa"), false)),
                    new Wave(Reach.ALL, Bake.NONE, Gate.OPEN)));

    /** A policy without minimums, by which nothing fires or is promoted. */
    public static final ReleasePolicy POLICY = new ReleasePolicy(
            false, true, new PromoteThresholds(Map.of(), 0, 0), new RollbackTriggers(true, true, true, true, 0, false));

    /** What checks find, and the policy that makes of it what the test is about. */
    public record Found(ReleasePolicy policy, List<String> failing) {

        /** Five checks, of which these fail. */
        public Verification results(Instant at) {
            List<CompletedCheck> checks = new ArrayList<>();
            failing.forEach(id -> checks.add(new CompletedCheck(id, id, CheckResult.fail("500"))));
            while (checks.size() < 5) {
                String id = "check-" + (checks.size() + 1);
                checks.add(new CompletedCheck(id, id.replace("check-", "Check "), CheckResult.pass("200 OK")));
            }
            return new Verification(at.minus(Duration.ofSeconds(3)), at, checks);
        }

        public Verdict verdict(Verification results) {
            return policy.judge(results);
        }
    }

    /** All is well, and the policy leaves it to a person. */
    public static Found ask() {
        return new Found(POLICY, List.of());
    }

    /** All is well, and the policy promotes. */
    public static Found promote() {
        return new Found(POLICY.withAutoPromote(true), List.of());
    }

    /** These triggers fire, and the policy rolls back. */
    public static Found rollBack(String... triggers) {
        List<String> failing = new ArrayList<>();
        RollbackTriggers fires = POLICY.triggers();
        for (String trigger : triggers) {
            switch (trigger) {
                case "api_down" -> failing.add("api");
                case "auth_broken" -> failing.add("auth");
                case "min_checks_passing" -> fires = fires.withMinChecksPassing(5);
                default -> throw new IllegalArgumentException(trigger);
            }
        }
        return new Found(POLICY.withTriggers(fires), failing);
    }

    /** The same deployment as it would be, had it been shipped under another policy. */
    public static Deployment under(ReleasePolicy policy, Deployment d) {
        return d.toBuilder().request(under(policy, d.request())).build();
    }

    /** The same request with another plan. */
    public static DeployRequest with(RolloutPlan plan, DeployRequest request) {
        return DeployRequest.builder(
                        request.environment(), request.strategy(), plan, request.initiatedBy(), request.initiatedAt())
                .frozen(request.policy(), request.checks())
                .ref(request.ref())
                .version(request.version())
                .destination(request.destination())
                .linked(request.linked())
                .parent(request.parent())
                .previousVersion(request.previousVersion())
                .olderVersion(request.olderVersion())
                .promoteFromHead(request.promoteFromHead())
                .linkedFromHead(request.linkedFromHead())
                .withoutRollback(request.withoutRollback())
                .called(request.called())
                .usual(request.usual())
                .riskyPaths(request.riskyPaths())
                .resolved(request.resolved())
                .note(request.note())
                .watch(request.watch())
                .soak(request.soak())
                .build();
    }

    public static DeployRequest under(ReleasePolicy policy, DeployRequest request) {
        List<String> checks = request.checks();
        return request.toBuilder()
                .frozen(policy, checks == null ? List.of() : checks)
                .build();
    }

    /** The same request, judged by a metric as well. */
    public static DeployRequest counted(DeployRequest request) {
        return request.toBuilder()
                .metrics(new MetricPlan(List.of(new MetricRule("errors", 0.2)), Duration.ofSeconds(15)))
                .build();
    }
}
