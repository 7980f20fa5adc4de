package io.releaseconductor.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import io.releaseconductor.check.Verification;
import io.releaseconductor.model.Actor;
import io.releaseconductor.model.Rollout;
import io.releaseconductor.policy.ReleasePolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** A deployment and what happens to it, told step by step; a step that is refused ends the test. */
public final class Story {

    private Deployment deployment;
    private Instant now;

    private Story(Deployment deployment, Instant now) {
        this.deployment = deployment;
        this.now = now;
    }

    public static Story of(DeployRequest request) {
        return new Story(Samples.initiated(request), request.initiatedAt());
    }

    public static Story of(Rollout rollout) {
        return of(Samples.request(rollout));
    }

    public Deployment deployment() {
        return deployment;
    }

    public DeploymentStatus status() {
        return deployment.status();
    }

    public Instant now() {
        return now;
    }

    public Stage stage() {
        return progress().stage();
    }

    public Stage.Running watched() {
        return (Stage.Running) stage();
    }

    public Stage.Locating looking() {
        return (Stage.Locating) stage();
    }

    public Stage.Ready ready() {
        return (Stage.Ready) stage();
    }

    public PhaseProgress progress() {
        return deployment.progress(deployment.currentPhase().orElseThrow());
    }

    public Alert lastAlert() {
        List<Alert> alerts = deployment.alerts();
        return alerts.get(alerts.size() - 1);
    }

    /** As if its record had been another one. */
    public Story becomes(Deployment other) {
        deployment = other;
        return this;
    }

    public Story after(Duration span) {
        now = now.plus(span);
        return this;
    }

    public Story moves(DeploymentEvent event) {
        LifecycleResult result = Lifecycle.apply(deployment, event);
        assertThat(result).as("%s of %s", event, deployment).isInstanceOf(LifecycleResult.Moved.class);
        deployment = ((LifecycleResult.Moved) result).next();
        return this;
    }

    /** Why an event is refused. */
    public String refuses(DeploymentEvent event) {
        LifecycleResult result = Lifecycle.apply(deployment, event);
        assertThat(result).as("%s of %s", event, deployment).isInstanceOf(LifecycleResult.Refused.class);
        return ((LifecycleResult.Refused) result).reason();
    }

    public Story intended() {
        PhaseProgress progress = progress();
        return moves(new DeploymentEvent.Intended(Samples.intent(deployment, progress.attempt(), now)));
    }

    public Story dispatched(DispatchOutcome outcome) {
        return moves(dispatchOf(outcome));
    }

    public DeploymentEvent dispatchOf(DispatchOutcome outcome) {
        PhaseProgress progress = progress();
        return new DeploymentEvent.Dispatched(progress.attempt(), outcome, now);
    }

    /** The current attempt is sent for, and its run known. */
    public Story started(String runId) {
        return intended().dispatched(new DispatchOutcome.Started(WorkflowRun.queued(runId, null)));
    }

    public Story answerLost() {
        PhaseProgress progress = progress();
        return moves(new DeploymentEvent.AnswerLost(progress.attempt(), now));
    }

    public Story located(LocateOutcome outcome) {
        return moves(locateOf(outcome));
    }

    public DeploymentEvent locateOf(LocateOutcome outcome) {
        PhaseProgress progress = progress();
        return new DeploymentEvent.Located(progress.attempt(), outcome, now);
    }

    /** Nobody knows what became of the current attempt; a minute later Grace says to try again. */
    public Story triedAgain() {
        intended()
                .dispatched(new DispatchOutcome.Unknown("connection reset"))
                .located(new LocateOutcome.Undecidable("the workflow does not show the key", List.of()))
                .after(Duration.ofMinutes(1));
        int question = Objects.requireNonNull(deployment.attention()).named();
        return moves(new DeploymentEvent.Retry(Samples.GRACE, now, question));
    }

    public WorkflowRun run() {
        return progress().run().orElseThrow();
    }

    public Story seen(WorkflowRun run) {
        return observed(new StatusOutcome.Seen(run, null), false);
    }

    public Story observed(StatusOutcome outcome, boolean rollBackIfFailed) {
        return moves(observation(outcome, rollBackIfFailed));
    }

    /** What was seen of the run, of a deployment that was shipped under a policy that rolls failed runs back, or not. */
    public DeploymentEvent observation(StatusOutcome outcome, boolean rollBackIfFailed) {
        ReleasePolicy policy = deployment.request().policy() == null
                ? Samples.POLICY
                : deployment.request().policy();
        shippedUnder(policy.withTriggers(policy.triggers().withWorkflowFailed(rollBackIfFailed)));
        return new DeploymentEvent.Observed(progress().attempt(), run().id(), outcome, now);
    }

    public Story shippedUnder(ReleasePolicy policy) {
        deployment = Samples.under(policy, deployment);
        return this;
    }

    public Story atWork() {
        return seen(run().at(RunStatus.IN_PROGRESS));
    }

    public Story concluded(RunConclusion conclusion) {
        return seen(run().completed(conclusion));
    }

    /** The run of the phase that begins is dispatched and does what it is to do. */
    public Story ranWell(String runId) {
        return started(runId).atWork().concluded(RunConclusion.SUCCESS);
    }

    public Story cancelAnswered(CancelOutcome outcome) {
        PhaseProgress progress = progress();
        return moves(new DeploymentEvent.CancelAnswered(progress.attempt(), run().id(), outcome, now));
    }

    /** The checks that run now are done, and found this. */
    public Story verified(Samples.Found found) {
        return moves(verification(found.results(now), found));
    }

    /** These results, of a deployment that was shipped under a policy that makes this of them. */
    public DeploymentEvent verification(Verification result, Samples.Found found) {
        shippedUnder(found.policy());
        return new DeploymentEvent.Verified(key(), result, now);
    }

    public DeploymentEvent checksDone(int done, int total) {
        return new DeploymentEvent.ChecksProgressed(key(), done, total, null, now);
    }

    /** Names the verification that runs now. */
    public VerificationKey key() {
        return Objects.requireNonNull(deployment.verifying(), "no checks are running");
    }

    public DeploymentEvent promotion(Actor by) {
        return new DeploymentEvent.Promote(by, now, deployment.wave());
    }

    public DeploymentEvent fully(Actor by, String... groups) {
        return new DeploymentEvent.PromoteFully(by, now, deployment.wave(), Set.of(groups));
    }

    public DeploymentEvent rollback(Actor by) {
        return new DeploymentEvent.RollBack(by, now, null, null);
    }

    public DeploymentEvent cancellation(Actor by) {
        return new DeploymentEvent.Cancel(by, now);
    }

    public Story passed(Deadline deadline, Duration limit) {
        return moves(passing(deadline, limit));
    }

    public DeploymentEvent passing(Deadline deadline, Duration limit) {
        return new DeploymentEvent.DeadlinePassed(deadline, limit, now);
    }

    public static Story verifying(DeployRequest request) {
        return of(request).ranWell("deploy-run").after(Duration.ofSeconds(30));
    }

    public static Story verified(DeployRequest request) {
        return verifying(request).verified(Samples.ask()).after(Duration.ofMinutes(1));
    }

    /** Promoted by Ada; for a canary: asked for, and not yet dispatched. A minute later. */
    public static Story promoted(DeployRequest request) {
        Story story = verified(request);
        return story.moves(story.promotion(Samples.ADA)).after(Duration.ofMinutes(1));
    }

    /** Ada's rollback of a verified deployment, a minute later and not yet dispatched. */
    public static Story rollingBack(DeployRequest request) {
        Story story = verified(request);
        return story.moves(story.rollback(Samples.ADA)).after(Duration.ofMinutes(1));
    }
}
