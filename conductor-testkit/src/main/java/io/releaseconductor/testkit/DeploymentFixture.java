package io.releaseconductor.testkit;

import io.releaseconductor.chat.CardRenderer;
import io.releaseconductor.check.CheckResult;
import io.releaseconductor.check.CompletedCheck;
import io.releaseconductor.check.Verification;
import io.releaseconductor.deployment.Alert;
import io.releaseconductor.deployment.AlertKind;
import io.releaseconductor.deployment.Attempt;
import io.releaseconductor.deployment.Attention;
import io.releaseconductor.deployment.CardState;
import io.releaseconductor.deployment.Decision;
import io.releaseconductor.deployment.DeployRequest;
import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.deployment.DeploymentBuilder;
import io.releaseconductor.deployment.DeploymentStatus;
import io.releaseconductor.deployment.DispatchIntent;
import io.releaseconductor.deployment.EnvironmentProfile;
import io.releaseconductor.deployment.Failure;
import io.releaseconductor.deployment.LinkedShip;
import io.releaseconductor.deployment.PhaseProgress;
import io.releaseconductor.deployment.Rollback;
import io.releaseconductor.deployment.RollbackMethod;
import io.releaseconductor.deployment.RunCandidate;
import io.releaseconductor.deployment.RunConclusion;
import io.releaseconductor.deployment.RunStatus;
import io.releaseconductor.deployment.Stage;
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
import io.releaseconductor.policy.Verdict;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Describes a deployment and takes it to a status, with all that a deployment at that status has behind it: runs, results,
 * decisions, the card shown and the alerts sent. For what it does not say, {@link Deployment#toBuilder()} changes the rest.
 * Not thread-safe; each of the last calls gives a deployment of its own.
 */
public final class DeploymentFixture {

    private static final List<String> CHECKS = List.of("frontend", "api", "auth", "search", "media");
    private static final String HEAD = "0a1b2c3";

    private Environment environment = Environment.STAGING;
    private Strategy strategy = Strategy.FULL;
    private boolean blueGreen;
    private @Nullable String ref = "main";
    private @Nullable String version = "v2";
    private @Nullable String previousVersion = "v1";
    private Actor initiatedBy = Deployments.ADA;
    private Actor decidedBy = Deployments.GRACE;
    private Instant initiatedAt = ManualClock.START;
    private @Nullable String destination = "releases";
    private @Nullable Environment linked;
    private @Nullable DeployId parent;
    private EnvironmentProfile profile = EnvironmentProfile.NONE;
    private @Nullable DeployId id;

    DeploymentFixture() {}

    /**
     * Where to.
     *
     * @param value the environment
     * @return this description
     */
    public DeploymentFixture to(Environment value) {
        this.environment = Objects.requireNonNull(value, "environment");
        return this;
    }

    /** {@return this description, of a canary} */
    public DeploymentFixture canary() {
        this.strategy = Strategy.CANARY;
        return this;
    }

    /** {@return this description, in an environment that rolls out blue-green} */
    public DeploymentFixture blueGreen() {
        this.blueGreen = true;
        return this;
    }

    /**
     * From which branch or tag.
     *
     * @param value the branch or tag, or null for the adapter's default
     * @return this description
     */
    public DeploymentFixture ref(@Nullable String value) {
        this.ref = value;
        return this;
    }

    /**
     * Which version.
     *
     * @param value the version, or null to leave it to the run
     * @return this description
     */
    public DeploymentFixture version(@Nullable String value) {
        this.version = value;
        return this;
    }

    /**
     * Which version a rollback returns to.
     *
     * @param value the version, or null if there is none
     * @return this description
     */
    public DeploymentFixture previousVersion(@Nullable String value) {
        this.previousVersion = value;
        return this;
    }

    /**
     * Who asks for it.
     *
     * @param value the person
     * @return this description
     */
    public DeploymentFixture by(Actor value) {
        this.initiatedBy = Objects.requireNonNull(value, "by");
        return this;
    }

    /**
     * Who promotes it, rolls it back or cancels it, if anybody does.
     *
     * @param value the person, or {@link Actor#POLICY}
     * @return this description
     */
    public DeploymentFixture decidedBy(Actor value) {
        this.decidedBy = Objects.requireNonNull(value, "decidedBy");
        return this;
    }

    /**
     * When it is asked for; all else follows within minutes.
     *
     * @param value the time
     * @return this description
     */
    public DeploymentFixture at(Instant value) {
        this.initiatedAt = Objects.requireNonNull(value, "at");
        return this;
    }

    /**
     * Where its card is shown.
     *
     * @param value the destination, or null for nowhere
     * @return this description
     */
    public DeploymentFixture destination(@Nullable String value) {
        this.destination = value;
        return this;
    }

    /**
     * Which environment is shipped to after it.
     *
     * @param value the environment, or null for none
     * @return this description
     */
    public DeploymentFixture linkedTo(@Nullable Environment value) {
        this.linked = value;
        return this;
    }

    /**
     * What people are told of the environment.
     *
     * @param value what they are told; nothing by default
     * @return this description
     */
    public DeploymentFixture profile(EnvironmentProfile value) {
        this.profile = value;
        return this;
    }

    /**
     * Whose promotion shipped it.
     *
     * @param value the deployment, or null if a person asked for it
     * @return this description
     */
    public DeploymentFixture shippedAfter(@Nullable DeployId value) {
        this.parent = value;
        return this;
    }

    /**
     * Under which id, if not the one of its environment and second.
     *
     * @param value the id; it names the environment
     * @return this description
     */
    public DeploymentFixture withId(DeployId value) {
        this.id = Objects.requireNonNull(value, "id");
        this.environment = value.environment();
        return this;
    }

    /** {@return it at {@code initiated}, as it is first stored: revision 1, due at once} */
    public Deployment initiated() {
        Rollout rollout = blueGreen ? Rollout.BLUE_GREEN : strategy == Strategy.CANARY ? Rollout.CANARY : Rollout.FULL;
        DeployRequest request = DeployRequest.builder(environment, strategy, rollout, initiatedBy, initiatedAt)
                .ref(ref)
                .version(version)
                .destination(destination)
                .linked(linked)
                .parent(parent)
                .previousVersion(previousVersion)
                .profile(profile)
                .build();
        return Deployment.initiate(id == null ? DeployId.of(environment, initiatedAt) : id, request);
    }

    /** {@return it at {@code initiated}, with the intent saved and no answer yet} */
    public Deployment sending() {
        Deployment d = initiated();
        DispatchIntent intent = intent(d, Phase.DEPLOY, second(1));
        return step(d, second(1))
                .progress(d.deployPhase().at(new Stage.Sending(intent)))
                .dueAt(intent.validUntil())
                .build();
    }

    /** {@return it at {@code initiated}, with its run looked for} */
    public Deployment locating() {
        Deployment d = sending();
        Stage.Locating stage = new Stage.Locating(
                intent(d, Phase.DEPLOY, second(1)), second(62), second(62), false, "The answer was lost.", List.of());
        return step(d, second(62))
                .progress(d.deployPhase().at(stage))
                .dueAt(second(62))
                .build();
    }

    /** {@return it at {@code deploying}, its run in progress} */
    public Deployment deploying() {
        Deployment d = sending();
        return shown(status(d, DeploymentStatus.DEPLOYING, second(2))
                .version(deployedVersion())
                .progress(running(d.deployPhase(), second(2)))
                .dueAt(second(12))
                .build());
    }

    /** {@return it at {@code verifying}, with no check done yet} */
    public Deployment verifying() {
        Deployment d = deploying();
        return shown(status(d, DeploymentStatus.VERIFYING, second(120))
                .progress(concluded(d.deployPhase(), second(120), RunConclusion.SUCCESS))
                .verification(VerificationState.begin(second(120)))
                .dueAt(second(120))
                .build());
    }

    /** {@return it at {@code verified}, with all five checks passed and a decision awaited} */
    public Deployment verified() {
        Deployment d = verifying();
        return shown(status(d, DeploymentStatus.VERIFIED, second(125))
                .verification(verification(second(120), true))
                .dueAt(second(125).plus(Duration.ofHours(1)))
                .build());
    }

    /** {@return it at {@code verified}, a canary that bakes and is judged by a metric, whatever was said before} */
    public Deployment counted() {
        return CountedCanary.like(verified());
    }

    /** {@return it at {@code promoting}, the run of the full rollout in progress; a canary, whatever was said before} */
    public Deployment promoting() {
        Deployment d = verifiedCanary();
        Decision promotion = new Decision(decidedBy, second(300));
        return shown(status(d, DeploymentStatus.PROMOTING, second(300))
                .promotion(promotion)
                .nextWave(promotion)
                .progress(running(PhaseProgress.begin(Phase.PROMOTE, second(300)), second(302)))
                .dueAt(second(312))
                .build());
    }

    /** {@return it at {@code promoted}; for a canary after its full rollout} */
    public Deployment promoted() {
        Instant at = second(strategy == Strategy.CANARY && !blueGreen ? 420 : 300);
        Deployment d = strategy == Strategy.CANARY && !blueGreen ? promoting() : verified();
        PhaseProgress last = d.currentProgress().phase();
        return shown(status(d, DeploymentStatus.PROMOTED, at)
                .promotion(new Decision(decidedBy, second(300)))
                .progress(d.wave() == 1 ? last : concluded(last, at, RunConclusion.SUCCESS))
                .promotedAt(at)
                .linked(linkedShip(at))
                .dueAt(null)
                .build());
    }

    /** {@return it at {@code rolling_back}, decided on after a failed verification, the run of the rollback in progress} */
    public Deployment rollingBack() {
        Deployment d = verifying();
        Rollback rollback = new Rollback(
                new Decision(decidedBy, second(130)),
                decidedBy.isPolicy() ? "api_down" : null,
                method(d),
                previousVersion);
        return shown(status(d, DeploymentStatus.ROLLING_BACK, second(130))
                .alerts(alerts(
                        d,
                        AlertKind.ROLLBACK_TRIGGERED,
                        "Rollback of " + d.id() + " was triggered by " + decidedBy.name() + ".",
                        second(130)))
                .verification(verification(second(120), false))
                .rollback(rollback)
                .rollbackPhase(running(PhaseProgress.begin(Phase.ROLL_BACK, second(130)), second(132)))
                .dueAt(second(142))
                .build());
    }

    /** {@return it at {@code rolled_back}, verified after the rollback} */
    public Deployment rolledBack() {
        Deployment d = rollingBack();
        PhaseProgress phase = Objects.requireNonNull(d.rollbackPhase());
        return shown(status(d, DeploymentStatus.ROLLED_BACK, second(255))
                .rollbackPhase(concluded(phase, second(250), RunConclusion.SUCCESS))
                .rollbackVerification(verification(second(250), true))
                .rolledBackAt(second(255))
                .dueAt(null)
                .build());
    }

    /** {@return it at {@code failed}, because its run failed; the alert is sent} */
    public Deployment failed() {
        Deployment d = deploying();
        String reason = "The workflow run failed.";
        return shown(status(d, DeploymentStatus.FAILED, second(90))
                .alerts(alerts(d, AlertKind.DEPLOYMENT_FAILED, d.id() + " failed: " + reason, second(90)))
                .progress(concluded(d.deployPhase(), second(90), RunConclusion.FAILURE))
                .failure(new Failure(Phase.DEPLOY, Failure.Kind.RUN, reason, second(90)))
                .dueAt(null)
                .build());
    }

    /** {@return it at {@code cancelled}, before anything was sent} */
    public Deployment cancelled() {
        return shown(status(initiated(), DeploymentStatus.CANCELLED, second(1))
                .cancelWish(new Decision(decidedBy, second(1)))
                .dueAt(null)
                .build());
    }

    /** {@return it at {@code expired}, an hour after it was verified; the alert is sent} */
    public Deployment expired() {
        Deployment d = verified();
        Instant at = d.statusSince().plus(Duration.ofHours(1));
        return shown(status(d, DeploymentStatus.EXPIRED, at)
                .alerts(alerts(d, AlertKind.EXPIRED, "Nobody decided about " + d.id() + " in time.", at))
                .dueAt(null)
                .build());
    }

    /** {@return it at {@code needs_attention}, with one run to choose from; the alert is sent} */
    public Deployment needsAttention() {
        Deployment d = locating();
        Instant at = second(362);
        String reason = "No run carries " + d.id() + "/deploy/1.";
        RunCandidate candidate =
                new RunCandidate("1002", URI.create("https://ci.example/runs/1002"), "Deploy", second(3));
        return shown(status(d, DeploymentStatus.NEEDS_ATTENTION, at)
                .alerts(alerts(d, AlertKind.NEEDS_ATTENTION, d.id() + " needs attention: " + reason, at))
                .attention(new Attention(Phase.DEPLOY, reason, at, List.of(candidate), 0))
                .dueAt(at.plus(Duration.ofMinutes(15)))
                .build());
    }

    /**
     * It at any status, as the method of that status gives it.
     *
     * @param status the status
     * @return the deployment
     */
    public Deployment at(DeploymentStatus status) {
        return switch (status) {
            case INITIATED -> initiated();
            case DEPLOYING -> deploying();
            case VERIFYING -> verifying();
            case VERIFIED -> verified();
            case PROMOTING -> promoting();
            case PROMOTED -> promoted();
            case ROLLING_BACK -> rollingBack();
            case ROLLED_BACK -> rolledBack();
            case FAILED -> failed();
            case CANCELLED -> cancelled();
            case EXPIRED -> expired();
            case NEEDS_ATTENTION -> needsAttention();
        };
    }

    private Deployment verifiedCanary() {
        Strategy asked = strategy;
        boolean switched = blueGreen;
        strategy = Strategy.CANARY;
        blueGreen = false;
        Deployment d = verified();
        strategy = asked;
        blueGreen = switched;
        return d;
    }

    private String deployedVersion() {
        return version == null ? HEAD : version;
    }

    private Instant second(long number) {
        return initiatedAt.plusSeconds(number);
    }

    private static DeploymentBuilder step(Deployment d, Instant at) {
        return d.toBuilder().revision(d.revision() + 1).dueAt(at);
    }

    private static DeploymentBuilder status(Deployment d, DeploymentStatus status, Instant at) {
        return step(d, at).status(status).statusSince(at);
    }

    /** With the card that belongs to it on show, where it has a destination. */
    private static Deployment shown(Deployment d) {
        if (d.request().destination() == null) {
            return d;
        }
        String digest = CardRenderer.render(d).digest();
        return d.toBuilder()
                .card(new CardState("message-" + d.id(), digest, null, 1, 0, null, 0, null))
                .build();
    }

    private static List<Alert> alerts(Deployment d, AlertKind kind, String message, Instant at) {
        List<Alert> alerts = new ArrayList<>(d.alerts());
        alerts.add(new Alert(d.id() + ":" + kind.wireName() + ":1", kind, message, at, at, 0, null));
        return alerts;
    }

    private static DispatchIntent intent(Deployment d, Phase phase, Instant at) {
        return new DispatchIntent(
                d.id(),
                Attempt.of(phase, 1),
                d.environment(),
                d.request().strategy(),
                d.request().rollout(),
                phase == Phase.ROLL_BACK ? null : d.currentWave().reach(),
                phase != Phase.ROLL_BACK && d.inLastWave(),
                d.request().ref(),
                d.version(),
                null,
                at,
                at.plusSeconds(30),
                d.request().initiatedBy().name());
    }

    private PhaseProgress running(PhaseProgress progress, Instant at) {
        String number = switch (progress.phase()) {
            case DEPLOY -> "1001";
            case PROMOTE -> "2001";
            case ROLL_BACK -> "3001";
        };
        WorkflowRun run = WorkflowRun.queued(number, URI.create("https://ci.example/runs/" + number))
                .at(RunStatus.IN_PROGRESS)
                .withVersion(progress.phase() == Phase.ROLL_BACK ? previousVersion : deployedVersion());
        return progress.at(new Stage.Running(run, at, at, null, null, null));
    }

    private static PhaseProgress concluded(PhaseProgress progress, Instant at, RunConclusion how) {
        return progress.at(new Stage.Concluded(progress.run().orElseThrow().completed(how), at));
    }

    private static VerificationState verification(Instant startedAt, boolean passes) {
        List<CompletedCheck> results = CHECKS.stream()
                .map(id -> new CompletedCheck(id, title(id), result(passes || !id.equals("api"))))
                .toList();
        Verification result = new Verification(startedAt, startedAt.plusSeconds(5), results);
        RuleResult promotion = new RuleResult(
                "min_checks_passing",
                passes ? RuleResult.Outcome.MET : RuleResult.Outcome.NOT_MET,
                String.valueOf(result.passed()),
                "at least 5");
        RuleResult trigger = new RuleResult(
                "api_down",
                passes ? RuleResult.Outcome.QUIET : RuleResult.Outcome.FIRED,
                passes ? "pass" : "fail",
                "not fail");
        Verdict verdict = new Verdict(
                passes ? Recommendation.ASK : Recommendation.ROLL_BACK, List.of(promotion), List.of(trigger));
        return new VerificationState(startedAt, CHECKS.size(), CHECKS.size(), result, verdict);
    }

    private static CheckResult result(boolean passes) {
        return passes
                ? CheckResult.pass("200 OK").withLatency(Duration.ofMillis(45))
                : CheckResult.fail("503 Service Unavailable").withLatency(Duration.ofMillis(12));
    }

    private static String title(String id) {
        return id.equals("api") ? "API" : Character.toUpperCase(id.charAt(0)) + id.substring(1);
    }

    private static RollbackMethod method(Deployment d) {
        return switch (d.request().rollout()) {
            case FULL -> RollbackMethod.REDEPLOY;
            case CANARY -> RollbackMethod.REMOVE_CANARY;
            case BLUE_GREEN -> RollbackMethod.SWITCH_BACK;
        };
    }

    private @Nullable LinkedShip linkedShip(Instant at) {
        return linked == null
                ? null
                : new LinkedShip(
                        linked,
                        new Decision(decidedBy, at),
                        LinkedShip.State.SHIPPED,
                        DeployId.of(linked, at),
                        null,
                        at);
    }
}
