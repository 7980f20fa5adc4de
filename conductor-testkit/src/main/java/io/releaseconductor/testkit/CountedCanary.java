package io.releaseconductor.testkit;

import io.releaseconductor.deployment.Comparison;
import io.releaseconductor.deployment.Counting;
import io.releaseconductor.deployment.DeployRequest;
import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.deployment.LookLog;
import io.releaseconductor.deployment.MetricEvidence;
import io.releaseconductor.deployment.Observation;
import io.releaseconductor.deployment.VerificationState;
import io.releaseconductor.metric.MetricPlan;
import io.releaseconductor.metric.MetricRule;
import io.releaseconductor.metric.MetricSpec;
import io.releaseconductor.metric.SequentialJudge;
import io.releaseconductor.model.Bake;
import io.releaseconductor.model.Gate;
import io.releaseconductor.model.Reach;
import io.releaseconductor.model.Rollout;
import io.releaseconductor.model.RolloutPlan;
import io.releaseconductor.model.Strategy;
import io.releaseconductor.model.Wave;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** A canary that is judged by a metric, of which the history keeps what that came to. */
final class CountedCanary {

    private static final Bake.Rounds BAKE =
            new Bake.Rounds(Duration.ZERO, Duration.ofMinutes(5), Duration.ofMinutes(30), Duration.ofSeconds(10));

    private CountedCanary() {}

    /** The same as a deployment that is verified, in place of what it was. */
    static Deployment like(Deployment d) {
        Instant at = d.statusSince();
        RolloutPlan plan = new RolloutPlan(
                Rollout.CANARY,
                List.of(
                        new Wave(new Reach.Percentage(10), BAKE, Gate.ONE_APPROVAL),
                        new Wave(Reach.ALL, Bake.NONE, Gate.OPEN)));
        DeployRequest request = DeployRequest.builder(
                        d.environment(),
                        Strategy.CANARY,
                        plan,
                        d.request().initiatedBy(),
                        d.request().initiatedAt())
                .metrics(new MetricPlan(List.of(new MetricRule("errors", null)), Duration.ofSeconds(15)))
                .build();
        MetricEvidence errors = new MetricEvidence(
                "errors",
                Comparison.STABLE,
                Map.of(),
                2,
                SequentialJudge.besideStable(MetricSpec.besideStable("errors"), at, List.of()));
        Counting counting = new Counting(
                at.plusSeconds(30), 3, List.of(errors), null, null, null, LookLog.parse("a-_9;AbCd*2!1:0000"));
        VerificationState state = d.verification();
        if (state == null) {
            throw new IllegalArgumentException(d.id() + " is not verified");
        }
        return d.toBuilder()
                .request(request)
                .verification(new VerificationState(
                        state.startedAt(),
                        state.done(),
                        state.total(),
                        state.result(),
                        state.verdict(),
                        null,
                        new Observation(at, 1, 0, 1, null, List.of(), counting)))
                .build();
    }
}
