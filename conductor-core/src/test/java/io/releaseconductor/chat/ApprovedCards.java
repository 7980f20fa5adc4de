package io.releaseconductor.chat;

import static io.releaseconductor.chat.SampleDeployments.ADA;
import static io.releaseconductor.chat.SampleDeployments.GRACE;
import static io.releaseconductor.chat.SampleDeployments.after;
import static io.releaseconductor.chat.SampleDeployments.afterRollback;
import static io.releaseconductor.chat.SampleDeployments.alarmed;
import static io.releaseconductor.chat.SampleDeployments.by;
import static io.releaseconductor.chat.SampleDeployments.calm;
import static io.releaseconductor.chat.SampleDeployments.canary;
import static io.releaseconductor.chat.SampleDeployments.cancelling;
import static io.releaseconductor.chat.SampleDeployments.candidate;
import static io.releaseconductor.chat.SampleDeployments.concluded;
import static io.releaseconductor.chat.SampleDeployments.deployPhase;
import static io.releaseconductor.chat.SampleDeployments.deploying;
import static io.releaseconductor.chat.SampleDeployments.failed;
import static io.releaseconductor.chat.SampleDeployments.initiated;
import static io.releaseconductor.chat.SampleDeployments.intent;
import static io.releaseconductor.chat.SampleDeployments.needsAttention;
import static io.releaseconductor.chat.SampleDeployments.promoted;
import static io.releaseconductor.chat.SampleDeployments.promoting;
import static io.releaseconductor.chat.SampleDeployments.request;
import static io.releaseconductor.chat.SampleDeployments.rolledBack;
import static io.releaseconductor.chat.SampleDeployments.rollingBack;
import static io.releaseconductor.chat.SampleDeployments.run;
import static io.releaseconductor.chat.SampleDeployments.verification;
import static io.releaseconductor.chat.SampleDeployments.verified;
import static io.releaseconductor.chat.SampleDeployments.verifying;
import static io.releaseconductor.chat.SampleDeployments.watched;
import static io.releaseconductor.chat.SampleDeployments.withoutApi;
import static io.releaseconductor.chat.SampleDeployments.withoutData;

import io.releaseconductor.audit.AuditEntry;
import io.releaseconductor.audit.Occurrence;
import io.releaseconductor.deployment.Alert;
import io.releaseconductor.deployment.AlertKind;
import io.releaseconductor.deployment.DeployRequest;
import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.deployment.DeploymentEvent;
import io.releaseconductor.deployment.DeploymentStatus;
import io.releaseconductor.deployment.Failure;
import io.releaseconductor.deployment.HoldReason;
import io.releaseconductor.deployment.Lifecycle;
import io.releaseconductor.deployment.LifecycleResult;
import io.releaseconductor.deployment.LinkedShip;
import io.releaseconductor.deployment.PhaseProgress;
import io.releaseconductor.deployment.ResolvedRef;
import io.releaseconductor.deployment.Rollback;
import io.releaseconductor.deployment.RollbackMethod;
import io.releaseconductor.deployment.RunConclusion;
import io.releaseconductor.deployment.RunStatus;
import io.releaseconductor.deployment.Settling;
import io.releaseconductor.deployment.Stage;
import io.releaseconductor.deployment.VerificationState;
import io.releaseconductor.model.DeployId;
import io.releaseconductor.model.Environment;
import io.releaseconductor.model.Phase;
import io.releaseconductor.model.Rollout;
import io.releaseconductor.model.Strategy;
import io.releaseconductor.policy.Recommendation;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The cards that were read and found good: each is kept as {@code cards/{name}.txt} and shown in the documentation. */
final class ApprovedCards {

    private ApprovedCards() {}

    static Map<String, Deployment> deployments() {
        Map<String, Deployment> all = new LinkedHashMap<>();
        addDeploying(all);
        addVerifying(all);
        addPromoting(all);
        addRollingBack(all);
        addEnded(all);
        addAttention(all);
        all.putAll(BaselineCards.deployments());
        all.putAll(UsualCards.deployments());
        all.put("change", CardChangeTest.deploying());
        all.put("change-risky", CardChangeTest.risky());
        all.putAll(GradualCards.deployments());
        all.putAll(SwitchCards.deployments());
        all.putAll(MetricCards.deployments());
        all.putAll(WatchCards.deployments());
        all.putAll(PreflightCards.deployments());
        return all;
    }

    /** The policy rolls back what had fired as soon as nobody holds it. */
    private static Deployment lifted() {
        Deployment held = verified(initiated(), withoutApi(), alarmed(Recommendation.ROLL_BACK))
                .holds(List.of(by(GRACE, 120)))
                .build();
        DeploymentEvent lift = new DeploymentEvent.Lift(GRACE, after(400));
        return ((LifecycleResult.Moved) Lifecycle.apply(held, lift)).next();
    }

    private static Deployment ofBranch(ResolvedRef resolved) {
        DeployRequest request = request(Strategy.FULL, Rollout.FULL, "main", null, "1.4.1").toBuilder()
                .resolved(resolved)
                .note("fixes the login of SSO users")
                .build();
        return initiated(request);
    }

    private static void addDeploying(Map<String, Deployment> all) {
        Deployment d = initiated();
        all.put("initiated", d);
        all.put("initiated-branch", ofBranch(ResolvedRef.at("main", "3f2a91c0de3f2a91c0de3f2a91c0de3f2a91c0de")));
        all.put("initiated-branch-unknown", ofBranch(ResolvedRef.unknown("main", "no answer of GitHub within 5000ms")));
        all.put(
                "initiated-not-sent",
                d.toBuilder()
                        .progress(d.deployPhase()
                                .nextAttempt(
                                        d.deployPhase().startedAt(),
                                        new Stage.Ready(after(10), "connection refused: api.github.com")))
                        .build());
        all.put(
                "initiated-sending",
                deployPhase(d, DeploymentStatus.INITIATED, new Stage.Sending(intent(d, Phase.DEPLOY))));
        all.put(
                "initiated-locating",
                deployPhase(
                        d,
                        DeploymentStatus.INITIATED,
                        new Stage.Locating(
                                intent(d, Phase.DEPLOY),
                                after(35),
                                after(40),
                                false,
                                "the answer to the dispatch was lost",
                                List.of())));
        all.put(
                "initiated-cancel-requested",
                deployPhase(d, DeploymentStatus.INITIATED, new Stage.Sending(intent(d, Phase.DEPLOY))).toBuilder()
                        .cancelWish(by(GRACE, 2))
                        .build());
        all.put("deploying-queued", deployPhase(d, DeploymentStatus.DEPLOYING, watched(run("123"))));
        all.put("deploying", deploying());
        all.put(
                "deploying-waiting",
                deployPhase(
                        d,
                        DeploymentStatus.DEPLOYING,
                        watched(run("123").at(RunStatus.WAITING).withDetail("waiting for approval by ops"))));
        all.put(
                "deploying-cancelling",
                deployPhase(
                                d,
                                DeploymentStatus.DEPLOYING,
                                cancelling(run("123").at(RunStatus.IN_PROGRESS), "cancel requested by Grace"))
                        .toBuilder()
                        .cancelWish(by(GRACE, 60))
                        .build());
        all.put(
                "deploying-rollback-requested",
                deployPhase(
                                d,
                                DeploymentStatus.DEPLOYING,
                                cancelling(run("123").at(RunStatus.IN_PROGRESS), "rollback requested by Grace"))
                        .toBuilder()
                        .rollbackWish(new Rollback(by(GRACE, 60), null, RollbackMethod.REDEPLOY, "1.4.1"))
                        .build());
        all.put("deploying-linked", linkedProduction("1.4.2"));
        all.put("deploying-linked-from-head", linkedProduction(null));
    }

    private static Deployment linkedProduction(@Nullable String version) {
        DeployRequest request = DeployRequest.builder(
                        Environment.PROD, Strategy.FULL, Rollout.BLUE_GREEN, GRACE, after(300))
                .version(version)
                .destination("#ship")
                .parent(initiated().id())
                .previousVersion("1.4.1")
                .profile(SampleDeployments.PRODUCTION)
                .build();
        return deployPhase(
                initiated(request),
                DeploymentStatus.DEPLOYING,
                watched(run("130").at(RunStatus.IN_PROGRESS)));
    }

    private static void addVerifying(Map<String, Deployment> all) {
        all.put("verifying", verifying());
        all.put(
                "verifying-settling",
                verifying().toBuilder()
                        .verification(new VerificationState(
                                after(200), 3, 5, null, null, new Settling(List.of("Frontend", "API"), after(260))))
                        .build());
        all.put(
                "verifying-cancel-too-late",
                verifying().toBuilder().cancelWish(by(GRACE, 190)).build());
        all.put("verified", verified());
        all.putAll(ProductionCards.deployments());
        all.put(
                "verified-nothing-to-return-to",
                verified(
                                initiated(request(Strategy.FULL, Rollout.FULL, "main", "1.4.2", null)),
                                withoutApi(),
                                alarmed(Recommendation.ROLL_BACK))
                        .build());
        all.put(
                "verified-without-rollback",
                verified(
                                initiated(request(Strategy.FULL, Rollout.FULL, "main", "1.4.2", "1.4.1").toBuilder()
                                        .withoutRollback(true)
                                        .build()),
                                withoutApi(),
                                alarmed(Recommendation.ROLL_BACK))
                        .build());
        all.put(
                "verified-held",
                verified(initiated(), withoutApi(), alarmed(Recommendation.ROLL_BACK))
                        .holds(List.of(by(GRACE, 120)))
                        .build());
        all.put(
                "verified-held-by-two",
                verified(initiated(), SampleDeployments.fiveOfFive(), calm(Recommendation.PROMOTE))
                        .holds(List.of(by(GRACE, 120), by(ADA, 250)))
                        .holdReasons(List.of(new HoldReason(by(GRACE, 120), "a load test runs until one")))
                        .build());
        all.put("rolling-back-hold-lifted", lifted());
        all.put(
                "verified-trigger-fired",
                verified(initiated(), withoutApi(), alarmed(Recommendation.ASK)).build());
        all.put(
                "verified-from-head",
                verified(
                                initiated(request(Strategy.CANARY, Rollout.CANARY, "main", "1.4.2", "1.4.1").toBuilder()
                                        .promoteFromHead(true)
                                        .linkedFromHead(true)
                                        .build()),
                                SampleDeployments.fourOfFive(),
                                calm())
                        .build());
        all.put(
                "verified-no-checks",
                verified(initiated(), verification(), calm()).build());
    }

    private static void addPromoting(Map<String, Deployment> all) {
        Deployment promoting = promoting();
        all.put("promoting", promoting);
        all.put("promoted", promoted().linked(linked(LinkedShip.State.SHIPPED)).build());
        all.put(
                "promoted-linked-wanted",
                promoted().linked(linked(LinkedShip.State.WANTED)).build());
        all.put(
                "promoted-linked-blocked",
                promoted().linked(linked(LinkedShip.State.BLOCKED)).build());
        all.put(
                "promoted-canary",
                promoting.toBuilder()
                        .status(DeploymentStatus.PROMOTED)
                        .progress(PhaseProgress.begin(Phase.PROMOTE, after(300))
                                .at(concluded(run("124"), RunConclusion.SUCCESS, 480)))
                        .promotedAt(after(480))
                        .build());
    }

    private static LinkedShip linked(LinkedShip.State state) {
        return new LinkedShip(
                Environment.PROD,
                by(GRACE, 300),
                state,
                state == LinkedShip.State.SHIPPED ? DeployId.of(Environment.PROD, after(300)) : null,
                state == LinkedShip.State.BLOCKED ? "ship-prod-1699747000 holds the place" : null,
                after(300));
    }

    private static void addRollingBack(Map<String, Deployment> all) {
        Stage running = watched(run("125").at(RunStatus.IN_PROGRESS));
        Stage done = concluded(run("125"), RunConclusion.SUCCESS, 400);
        all.put("rolling-back", rollingBack(running).build());
        all.put(
                "rolling-back-verifying",
                rollingBack(done)
                        .rollbackVerification(new VerificationState(after(400), 2, 5, null, null))
                        .build());
        all.put("rolled-back", rolledBack().audit(audited()).build());
        all.put(
                "rolled-back-unverified",
                rolledBack()
                        .rollbackVerification(afterRollback(withoutData(), calm()))
                        .build());
        all.put(
                "rolled-back-canary",
                verified(canary(), withoutApi(), alarmed(Recommendation.ASK))
                        .status(DeploymentStatus.ROLLED_BACK)
                        .rollback(new Rollback(by(ADA, 300), null, RollbackMethod.REMOVE_CANARY, null))
                        .rollbackPhase(PhaseProgress.begin(Phase.ROLL_BACK, after(300))
                                .at(concluded(run("125"), RunConclusion.SUCCESS, 400)))
                        .rollbackVerification(afterRollback(verification(), calm()))
                        .rolledBackAt(after(430))
                        .build());
        all.put(
                "failed-rollback",
                rollingBack(done)
                        .status(DeploymentStatus.FAILED)
                        .rollbackVerification(afterRollback(withoutApi(), alarmed(Recommendation.ROLL_BACK)))
                        .failure(new Failure(
                                Phase.ROLL_BACK,
                                Failure.Kind.NOT_VERIFIED,
                                "after the rollback this still fires: api_down",
                                after(430)))
                        .build());
    }

    private static void addEnded(Map<String, Deployment> all) {
        all.put(
                "failed",
                failed(
                                new Failure(
                                        Phase.DEPLOY,
                                        Failure.Kind.RUN,
                                        "run 123 failed: job deploy, step Upload: exit code 1",
                                        after(200)),
                                concluded(
                                        run("123").withDetail("job deploy, step Upload: exit code 1"),
                                        RunConclusion.FAILURE,
                                        200))
                        .build());
        all.put(
                "failed-rejected",
                failed(
                                new Failure(
                                        Phase.DEPLOY,
                                        Failure.Kind.RUN,
                                        "run 123 was rejected by a reviewer: grace for the environment production, saying"
                                                + " \"not on a Friday\"; it never began, and nothing was deployed",
                                        after(200)),
                                new Stage.Concluded(run("123").completed(RunConclusion.REJECTED), after(200)))
                        .build());
        all.put(
                "failed-not-started",
                failed(
                                new Failure(
                                        Phase.DEPLOY,
                                        Failure.Kind.NOT_STARTED,
                                        "the workflow has no workflow_dispatch trigger: add one to deploy.yml",
                                        after(3)),
                                new Stage.Sending(intent(initiated(), Phase.DEPLOY)))
                        .build());
        all.put(
                "cancelled",
                initiated().toBuilder()
                        .status(DeploymentStatus.CANCELLED)
                        .cancelWish(by(GRACE, 2))
                        .build());
        all.put(
                "expired",
                verified().toBuilder().status(DeploymentStatus.EXPIRED).build());
    }

    private static void addAttention(Map<String, Deployment> all) {
        all.put(
                "needs-attention",
                needsAttention(Phase.DEPLOY, List.of(candidate("123", 4), candidate("124", 17)))
                        .build());
        Stage.Running watched = watched(run("125").at(RunStatus.IN_PROGRESS));
        all.put(
                "needs-attention-rollback",
                needsAttention(Phase.ROLL_BACK, List.of(candidate("125", 240)))
                        .rollback(rollingBack(watched).build().rollback())
                        .rollbackPhase(rollingBack(watched).build().rollbackPhase())
                        .verification(rollingBack(watched).build().verification())
                        .build());
    }

    /** All that can be told of a deployment. */
    static Deployment detailed() {
        return rolledBack()
                .alerts(List.of(
                        new Alert(
                                "a1",
                                AlertKind.ROLLBACK_TRIGGERED,
                                "Rollback triggered by policy: api_down",
                                after(230),
                                after(231),
                                0,
                                null),
                        new Alert(
                                "a2",
                                AlertKind.CARD_UNDELIVERABLE,
                                "The card cannot be shown",
                                after(231),
                                null,
                                2,
                                after(290))))
                .build();
    }

    /** The last of many. */
    private static AuditEntry audited() {
        Occurrence told = new Occurrence(after(430), "verified", null, null, "rolling_back", "rolled_back", null);
        String digest = "4f1c9a2b7d30e586".repeat(4);
        return new AuditEntry(rolledBack().build().id(), 23, 61, "node-1", told, digest, digest);
    }
}
