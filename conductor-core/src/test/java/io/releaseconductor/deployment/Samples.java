package io.releaseconductor.deployment;

import io.releaseconductor.check.CheckResult;
import io.releaseconductor.check.CompletedCheck;
import io.releaseconductor.check.Verification;
import io.releaseconductor.model.Actor;
import io.releaseconductor.model.DeployId;
import io.releaseconductor.model.Environment;
import io.releaseconductor.model.Phase;
import io.releaseconductor.model.Rollout;
import io.releaseconductor.model.Strategy;
import io.releaseconductor.policy.Recommendation;
import io.releaseconductor.policy.RuleResult;
import io.releaseconductor.policy.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** People, places and findings that tests of the lifecycle and the planner speak of. */
public final class Samples {

    public static final Instant START = Instant.parse("2023-11-12T00:00:00Z");

    public static final Actor ADA = Actor.person("1001", "Ada");

    public static final Actor GRACE = Actor.person("1002", "Grace");

    public static final String PREVIOUS = "v1";

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

    /** The intent of the current attempt of a phase, as the planner would make it. */
    public static DispatchIntent intent(Deployment d, Phase phase, int attempt, Instant at) {
        Rollback rollback = d.rollback();
        RollbackMethod method =
                phase != Phase.ROLL_BACK ? null : rollback == null ? RollbackMethod.REDEPLOY : rollback.method();
        return new DispatchIntent(
                d.id(),
                phase,
                attempt,
                d.environment(),
                d.request().strategy(),
                d.request().rollout(),
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

    public static Verdict ask() {
        return new Verdict(Recommendation.ASK, List.of(), List.of(trigger("api_down", RuleResult.Outcome.QUIET)));
    }

    public static Verdict promote() {
        return new Verdict(Recommendation.PROMOTE, List.of(), List.of());
    }

    /** A verdict in whose rules so many triggers fire. */
    public static Verdict rollBack(String... fired) {
        List<RuleResult> triggers = new ArrayList<>();
        for (String rule : fired) {
            triggers.add(trigger(rule, RuleResult.Outcome.FIRED));
        }
        triggers.add(trigger("auth_broken", RuleResult.Outcome.QUIET));
        return new Verdict(Recommendation.ROLL_BACK, List.of(), triggers);
    }

    private static RuleResult trigger(String rule, RuleResult.Outcome outcome) {
        return new RuleResult(rule, outcome, "1", "0");
    }
}
