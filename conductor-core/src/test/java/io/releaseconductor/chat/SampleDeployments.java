package io.releaseconductor.chat;

import io.releaseconductor.check.CheckResult;
import io.releaseconductor.check.CheckStatus;
import io.releaseconductor.check.CompletedCheck;
import io.releaseconductor.check.Finding;
import io.releaseconductor.check.Verification;
import io.releaseconductor.deployment.Attempt;
import io.releaseconductor.deployment.Attention;
import io.releaseconductor.deployment.Decision;
import io.releaseconductor.deployment.DeployRequest;
import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.deployment.DeploymentBuilder;
import io.releaseconductor.deployment.DeploymentStatus;
import io.releaseconductor.deployment.DispatchIntent;
import io.releaseconductor.deployment.EnvironmentProfile;
import io.releaseconductor.deployment.Failure;
import io.releaseconductor.deployment.PhaseProgress;
import io.releaseconductor.deployment.Rollback;
import io.releaseconductor.deployment.RollbackMethod;
import io.releaseconductor.deployment.RunCandidate;
import io.releaseconductor.deployment.RunConclusion;
import io.releaseconductor.deployment.RunStatus;
import io.releaseconductor.deployment.Stage;
import io.releaseconductor.deployment.TeamLink;
import io.releaseconductor.deployment.VerificationState;
import io.releaseconductor.deployment.WorkflowRun;
import io.releaseconductor.model.Actor;
import io.releaseconductor.model.DeployId;
import io.releaseconductor.model.Environment;
import io.releaseconductor.model.Phase;
import io.releaseconductor.model.Rollout;
import io.releaseconductor.model.Strategy;
import io.releaseconductor.policy.Recommendation;
import io.releaseconductor.policy.RuleResult;
import io.releaseconductor.policy.RuleResult.Outcome;
import io.releaseconductor.policy.Verdict;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Deployments as the lifecycle makes them, for tests of their cards. */
final class SampleDeployments {

    static final Instant START = Instant.ofEpochSecond(1699747200);
    static final Actor ADA = Actor.person("4711", "Ada");
    static final Actor GRACE = Actor.person("4712", "Grace");

    static final EnvironmentProfile STAGING =
            new EnvironmentProfile(false, Duration.ofHours(1), Duration.ofHours(1), "everyone", "everyone", List.of());

    /** Looks like production, has four eyes, and links of the team's own. */
    static final EnvironmentProfile PRODUCTION = new EnvironmentProfile(
            true,
            Duration.ofHours(1),
            Duration.ofHours(1),
            "role 314159265358979323, but not whoever shipped it",
            "role 314159265358979323 or role 271828182845904523",
            List.of(
                    new TeamLink("Logs", "https://logs.shop.test/search?version={version}"),
                    new TeamLink("Dashboard", "https://metrics.shop.test/d/shop?env={env}")));

    private SampleDeployments() {}

    static Instant after(int seconds) {
        return START.plusSeconds(seconds);
    }

    static Decision by(Actor actor, int seconds) {
        return new Decision(actor, after(seconds));
    }

    static DeployRequest request(
            Strategy strategy,
            Rollout rollout,
            @Nullable String ref,
            @Nullable String version,
            @Nullable String previousVersion) {
        return DeployRequest.builder(Environment.STAGING, strategy, rollout, ADA, START)
                .ref(ref)
                .version(version)
                .destination("#ship")
                .linked(Environment.PROD)
                .previousVersion(previousVersion)
                .profile(STAGING)
                .build();
    }

    /** A full deployment to staging of 1.4.2 over 1.4.1. */
    static Deployment initiated() {
        return initiated(request(Strategy.FULL, Rollout.FULL, "main", "1.4.2", "1.4.1"));
    }

    static Deployment initiated(DeployRequest request) {
        return Deployment.initiate(DeployId.of(request.environment(), request.initiatedAt()), request);
    }

    static WorkflowRun run(String id) {
        return WorkflowRun.queued(id, URI.create("https://github.com/acme/shop/actions/runs/" + id));
    }

    static Stage.Running watched(WorkflowRun run) {
        return new Stage.Running(run, after(5), after(5), null, null, null);
    }

    static Stage.Running cancelling(WorkflowRun run, String reason) {
        return new Stage.Running(
                run, after(5), after(60), null, null, new Stage.Cancelling(reason, after(60), after(60), 1));
    }

    static Stage.Concluded concluded(WorkflowRun run, RunConclusion how, int seconds) {
        return new Stage.Concluded(run.at(RunStatus.IN_PROGRESS).completed(how), after(seconds));
    }

    static DispatchIntent intent(Deployment d, Phase phase) {
        return new DispatchIntent(
                d.id(),
                Attempt.of(phase, 1),
                d.environment(),
                d.request().strategy(),
                d.request().rollout(),
                d.request().plan().wave(phase == Phase.DEPLOY ? 1 : 2).reach(),
                d.request().plan().isLast(phase == Phase.DEPLOY ? 1 : 2),
                d.request().ref(),
                d.version(),
                null,
                START,
                after(30),
                null);
    }

    static Deployment deployPhase(Deployment d, DeploymentStatus status, Stage stage) {
        return d.toBuilder().status(status).progress(d.deployPhase().at(stage)).build();
    }

    static Deployment deploying() {
        return deployPhase(
                initiated(), DeploymentStatus.DEPLOYING, watched(run("123").at(RunStatus.IN_PROGRESS)));
    }

    static DeploymentBuilder deployed(Deployment d) {
        return d.toBuilder()
                .status(DeploymentStatus.VERIFYING)
                .progress(d.deployPhase().at(concluded(run("123"), RunConclusion.SUCCESS, 200)))
                .verification(new VerificationState(after(200), 3, 5, null, null));
    }

    static Deployment verifying() {
        return deployed(initiated()).build();
    }

    static CompletedCheck check(String id, String name, CheckResult result) {
        return new CompletedCheck(id, name, result);
    }

    static Verification verification(CompletedCheck... checks) {
        return new Verification(after(200), after(230), List.of(checks));
    }

    static CompletedCheck frontend() {
        return check(
                "frontend",
                "Frontend",
                CheckResult.pass("200 OK")
                        .withLatency(Duration.ofMillis(45))
                        .withFindings(List.of(
                                new Finding("Page loads", CheckStatus.PASS, "200", "200"),
                                new Finding("Cache headers present", CheckStatus.PASS, "max-age=60", null))));
    }

    static CompletedCheck api() {
        return check("api", "API", CheckResult.pass("200 OK").withLatency(Duration.ofMillis(32)));
    }

    static CompletedCheck apiDown() {
        return check(
                "api",
                "API",
                CheckResult.fail("Connection refused")
                        .asCritical()
                        .withFindings(List.of(new Finding("Health check passes", CheckStatus.FAIL, "no answer", "200")))
                        .withError("Connection refused: api.shop.test/192.0.2.7:443\nwhile connecting")
                        .withHint("Is the API running, and does VITE_API_BASE name it?")
                        .withLink(URI.create("https://shop.test/runbooks/api")));
    }

    static CompletedCheck auth() {
        return check("auth", "Auth", CheckResult.pass("Login successful"));
    }

    static CompletedCheck slowSearch() {
        return check(
                "search",
                "Search",
                CheckResult.warning("Slow response")
                        .withLatency(Duration.ofMillis(850))
                        .withFindings(
                                List.of(new Finding("Response time", CheckStatus.WARNING, "850ms", "at most 500ms"))));
    }

    static CompletedCheck search() {
        return check("search", "Search", CheckResult.pass("12 results").withLatency(Duration.ofMillis(110)));
    }

    static CompletedCheck media() {
        return check("media", "Media", CheckResult.pass("Presign working"));
    }

    /** The five results of the spec's example. */
    static Verification fourOfFive() {
        return verification(frontend(), api(), auth(), slowSearch(), media());
    }

    static Verification fiveOfFive() {
        return verification(frontend(), api(), auth(), search(), media());
    }

    static Verification withoutApi() {
        return verification(
                frontend(),
                apiDown(),
                auth(),
                search(),
                check("media", "Media", CheckResult.noData("Needs the API, which is down")));
    }

    /** The conductor's own network is down. */
    static Verification withoutData() {
        CheckResult none = CheckResult.noData("Connection refused; nor does the CI service answer");
        return verification(
                check("frontend", "Frontend", none), check("api", "API", none), check("auth", "Auth", none));
    }

    static Verdict calm() {
        return calm(Recommendation.ASK);
    }

    static Verdict calm(Recommendation recommendation) {
        return new Verdict(
                recommendation,
                List.of(
                        new RuleResult("frontend_latency_ms", Outcome.MET, "45ms", "at most 500ms"),
                        new RuleResult("min_checks_passing", Outcome.MET, "5", "at least 4")),
                List.of(
                        new RuleResult("frontend_down", Outcome.QUIET, "passed", "must not fail"),
                        new RuleResult("api_down", Outcome.QUIET, "passed", "must not fail"),
                        new RuleResult("critical_errors", Outcome.OFF, "none", "switched off")));
    }

    static Verdict alarmed(Recommendation recommendation) {
        return new Verdict(
                recommendation,
                List.of(
                        new RuleResult("frontend_latency_ms", Outcome.MET, "45ms", "at most 500ms"),
                        new RuleResult("min_checks_passing", Outcome.NOT_MET, "3", "at least 4")),
                List.of(
                        new RuleResult("frontend_down", Outcome.QUIET, "passed", "must not fail"),
                        new RuleResult("api_down", Outcome.FIRED, "failed", "must not fail"),
                        new RuleResult("critical_errors", Outcome.OFF, "api", "switched off")));
    }

    static VerificationState results(Verification verification, Verdict verdict) {
        int total = verification.results().size();
        return new VerificationState(after(200), total, total, verification, verdict);
    }

    static VerificationState afterRollback(Verification verification, Verdict verdict) {
        int total = verification.results().size();
        return new VerificationState(
                after(400), total, total, new Verification(after(400), after(430), verification.results()), verdict);
    }

    static DeploymentBuilder verified(Deployment d, Verification verification, Verdict verdict) {
        return deployed(d).status(DeploymentStatus.VERIFIED).verification(results(verification, verdict));
    }

    static Deployment verified() {
        return verified(initiated(), fourOfFive(), calm()).build();
    }

    static Deployment canary() {
        return initiated(request(Strategy.CANARY, Rollout.CANARY, "main", "1.4.2", null));
    }

    static Deployment promoting() {
        return verified(canary(), fiveOfFive(), calm())
                .status(DeploymentStatus.PROMOTING)
                .promotion(by(GRACE, 300))
                .nextWave(by(GRACE, 300))
                .progress(PhaseProgress.begin(Phase.PROMOTE, after(300))
                        .at(watched(run("124").at(RunStatus.IN_PROGRESS))))
                .build();
    }

    static DeploymentBuilder promoted() {
        return verified().toBuilder()
                .status(DeploymentStatus.PROMOTED)
                .promotion(by(GRACE, 300))
                .promotedAt(after(300));
    }

    static Rollback byPolicy() {
        return new Rollback(by(Actor.POLICY, 230), "api_down", RollbackMethod.REDEPLOY, "1.4.1");
    }

    /** The API is down, and the policy rolls back. */
    static DeploymentBuilder rollingBack(Stage stage) {
        return verified(initiated(), withoutApi(), alarmed(Recommendation.ROLL_BACK))
                .status(DeploymentStatus.ROLLING_BACK)
                .rollback(byPolicy())
                .rollbackPhase(PhaseProgress.begin(Phase.ROLL_BACK, after(230)).at(stage));
    }

    static DeploymentBuilder rolledBack() {
        return rollingBack(concluded(run("125"), RunConclusion.SUCCESS, 400))
                .status(DeploymentStatus.ROLLED_BACK)
                .rollbackVerification(afterRollback(fiveOfFive(), calm()))
                .rolledBackAt(after(430));
    }

    static DeploymentBuilder failed(Failure failure, Stage stage) {
        return deployPhase(initiated(), DeploymentStatus.FAILED, stage).toBuilder()
                .failure(failure);
    }

    static DeploymentBuilder needsAttention(Phase phase, List<RunCandidate> candidates) {
        String reason = "no run was found for ship-staging-1699747200/" + phase.wireName()
                + "/1 within 5min (the answer to the dispatch was lost)";
        return initiated().toBuilder()
                .status(DeploymentStatus.NEEDS_ATTENTION)
                .attention(new Attention(phase, reason, after(330), candidates, 0));
    }

    static RunCandidate candidate(String runId, int seconds) {
        return new RunCandidate(
                runId,
                URI.create("https://github.com/acme/shop/actions/runs/" + runId),
                "Client Deploy to staging",
                after(seconds));
    }
}
