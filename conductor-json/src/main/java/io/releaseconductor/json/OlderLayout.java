package io.releaseconductor.json;

import io.releaseconductor.check.CompletedCheck;
import io.releaseconductor.check.Verification;
import io.releaseconductor.deployment.Attempt;
import io.releaseconductor.deployment.CardState;
import io.releaseconductor.deployment.Decision;
import io.releaseconductor.deployment.DeployRequest;
import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.deployment.DeploymentStatus;
import io.releaseconductor.deployment.DispatchIntent;
import io.releaseconductor.deployment.PhaseProgress;
import io.releaseconductor.deployment.Rollback;
import io.releaseconductor.deployment.RollbackMethod;
import io.releaseconductor.deployment.RunConclusion;
import io.releaseconductor.deployment.RunStatus;
import io.releaseconductor.deployment.Stage;
import io.releaseconductor.deployment.VerificationState;
import io.releaseconductor.deployment.WaveProgress;
import io.releaseconductor.deployment.WorkflowRun;
import io.releaseconductor.model.Actor;
import io.releaseconductor.model.DeployId;
import io.releaseconductor.model.Environment;
import io.releaseconductor.model.Phase;
import io.releaseconductor.model.Rollout;
import io.releaseconductor.model.Strategy;
import io.releaseconductor.policy.Verdict;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The spec's own record: thirteen fields, four statuses and no format number. What is needed besides is taken to be such that
 * nothing is started by accident: a deployment whose run is not known is looked for, never dispatched again.
 */
final class OlderLayout {

    private static final List<String> NEWER_FIELDS = List.of("format", "revision", "phases", "status_since", "rollout");

    private static final String UNKNOWN_START =
            "the record is of an older layout, which does not tell whether the workflow was started";

    private OlderLayout() {}

    /** A record of the current layout that lost its format number is none of the older one. */
    static boolean is(JsonIn in) {
        return NEWER_FIELDS.stream().noneMatch(in::has);
    }

    static Deployment read(JsonIn in) {
        DeployId id = in.deployId("deploy_id");
        Environment environment = DeploymentWire.readEnvironment(in, id);
        Strategy strategy = in.word("strategy", WireNames.STRATEGY);
        Rollout rollout = strategy == Strategy.CANARY ? Rollout.CANARY : Rollout.FULL;
        Actor initiatedBy = ActorWire.needBeside(in, "initiated_by");
        Instant initiatedAt = in.seconds("initiated_at");
        Instant promotedAt = in.secondsOrNull("promoted_at");
        Actor promotedBy = ActorWire.readBeside(in, "promoted_by");
        Instant rolledBackAt = in.secondsOrNull("rolled_back_at");
        Actor rolledBackBy = ActorWire.readBeside(in, "rolled_back_by");
        String runId = in.filledIdOrNull("workflow_run_id");
        URI runUrl = in.uri("workflow_run_url");
        List<CompletedCheck> results = in.objectOrNull("verification_results", VerificationWire::readResults);
        if (runId == null && runUrl != null) {
            throw in.corrupt("workflow_run_id", "is missing, but workflow_run_url is there");
        }

        DeploymentStatus status = readStatus(in, runId);
        Instant since = since(status, initiatedAt, promotedAt, rolledBackAt);
        DeployRequest request = DeployRequest.builder(environment, strategy, rollout, initiatedBy, initiatedAt)
                .build();
        PhaseProgress deploy =
                new PhaseProgress(Attempt.of(Phase.DEPLOY, 1), initiatedAt, stage(id, request, status, runId, runUrl));
        VerificationState verification = results == null ? null : verified(results, initiatedAt);
        return new Deployment(
                id,
                1,
                request,
                status,
                since,
                null,
                null,
                null,
                null,
                List.of(new WaveProgress(new Decision(initiatedBy, initiatedAt), deploy, verification)),
                null,
                null,
                null,
                null,
                List.of(),
                List.of(),
                null,
                List.of(),
                promotedBy == null ? null : new Decision(promotedBy, promotedAt == null ? since : promotedAt),
                promotedAt,
                rolledBackBy == null
                        ? null
                        : new Rollback(
                                new Decision(rolledBackBy, rolledBackAt == null ? since : rolledBackAt),
                                null,
                                strategy == Strategy.CANARY ? RollbackMethod.REMOVE_CANARY : RollbackMethod.REDEPLOY,
                                null),
                rolledBackAt,
                null,
                null,
                null,
                null,
                null,
                null,
                CardState.NONE,
                List.of(),
                status.settled() ? null : initiatedAt,
                Map.of());
    }

    private static DeploymentStatus readStatus(JsonIn in, @Nullable String runId) {
        DeploymentStatus status = in.word("status", WireNames.STATUS);
        return switch (status) {
            // the older layout has one word for both
            case INITIATED -> runId == null ? DeploymentStatus.INITIATED : DeploymentStatus.DEPLOYING;
            case VERIFIED, PROMOTED, ROLLED_BACK -> status;
            default ->
                throw in.corrupt(
                        "status",
                        "is \"" + status.wireName() + "\", and there is no format; allowed without one: initiated, "
                                + "verified, promoted, rolled_back");
        };
    }

    private static Instant since(
            DeploymentStatus status,
            Instant initiatedAt,
            @Nullable Instant promotedAt,
            @Nullable Instant rolledBackAt) {
        if (status == DeploymentStatus.ROLLED_BACK && rolledBackAt != null) {
            return rolledBackAt;
        }
        return status == DeploymentStatus.PROMOTED && promotedAt != null ? promotedAt : initiatedAt;
    }

    private static Stage stage(
            DeployId id, DeployRequest request, DeploymentStatus status, @Nullable String runId, @Nullable URI runUrl) {
        Instant at = request.initiatedAt();
        if (runId == null) {
            DispatchIntent intent = new DispatchIntent(
                    id,
                    Attempt.of(Phase.DEPLOY, 1),
                    request.environment(),
                    request.strategy(),
                    request.rollout(),
                    request.plan().wave(1).reach(),
                    request.plan().isLast(1),
                    null,
                    null,
                    null,
                    at,
                    at,
                    null);
            return new Stage.Locating(intent, at, at, false, UNKNOWN_START, List.of());
        }
        // that it has begun is taken for granted, so that a cancellation never claims that nothing took effect
        return status == DeploymentStatus.DEPLOYING
                ? new Stage.Running(
                        new WorkflowRun(runId, runUrl, RunStatus.UNKNOWN, null, 1, true, null, null),
                        at,
                        at,
                        null,
                        null,
                        null)
                : new Stage.Concluded(
                        new WorkflowRun(runId, runUrl, RunStatus.COMPLETED, RunConclusion.SUCCESS, 1, true, null, null),
                        at);
    }

    /** What the policy of that time made of the results is not known: a person decides. */
    private static VerificationState verified(List<CompletedCheck> results, Instant at) {
        return new VerificationState(
                at, results.size(), results.size(), new Verification(at, at, results), Verdict.NONE);
    }
}
