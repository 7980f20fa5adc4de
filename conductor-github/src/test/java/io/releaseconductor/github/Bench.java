package io.releaseconductor.github;

import io.releaseconductor.config.Secret;
import io.releaseconductor.deployment.Attempt;
import io.releaseconductor.deployment.DispatchIntent;
import io.releaseconductor.deployment.DispatchOutcome;
import io.releaseconductor.deployment.RollbackMethod;
import io.releaseconductor.deployment.StatusOutcome;
import io.releaseconductor.deployment.WorkflowRun;
import io.releaseconductor.examples.fakegithub.Call;
import io.releaseconductor.examples.fakegithub.FakeGitHub;
import io.releaseconductor.examples.fakegithub.FakeRun;
import io.releaseconductor.examples.fakegithub.FakeWorkflow;
import io.releaseconductor.examples.fakegithub.ServerKind;
import io.releaseconductor.model.DeployId;
import io.releaseconductor.model.Environment;
import io.releaseconductor.model.Phase;
import io.releaseconductor.model.Reach;
import io.releaseconductor.model.Rollout;
import io.releaseconductor.model.RolloutPlan;
import io.releaseconductor.model.Strategy;
import io.releaseconductor.testkit.ManualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A fake GitHub whose workflows show their key and declare a version, the adapter at it, and a clock for both. */
final class Bench implements AutoCloseable {

    final ManualClock clock;
    final FakeGitHub fake;
    private final GitHubsDescription.Watch watch;
    final List<Duration> pauses = new ArrayList<>();

    GitHubOptions options;
    GitHubWorkflows workflows;

    Bench() {
        this(ServerKind.GITHUB_COM);
    }

    Bench(ServerKind kind) {
        this(kind, new ManualClock());
    }

    Bench(ManualClock clock) {
        this(ServerKind.GITHUB_COM, clock);
    }

    private Bench(ServerKind kind, ManualClock clock) {
        this.clock = clock;
        fake = FakeGitHub.start(kind, clock);
        watch = GitHubsDescription.watch(fake, kind);
        fake.accept(Planted.TOKEN);
        options = GitHubHarness.options(fake);
        for (String file : List.of("client-deploy.yml", "backend-deploy.yml")) {
            fake.add(FakeWorkflow.asInSpec(file, "Deploy").with("version").showing("correlation_key"));
            WorkflowFile declaring =
                    WorkflowFile.of(file).declaring(WorkflowInput.VERSION).echoingKey();
            Environment environment = file.startsWith("client") ? Environment.STAGING : Environment.PROD;
            options = options.withWorkflow(environment, Phase.DEPLOY, declaring)
                    .withWorkflow(environment, Phase.PROMOTE, declaring);
        }
        workflows = adapter(options);
    }

    /** Another adapter; waiting for it moves the clock. */
    GitHubWorkflows adapter(GitHubOptions with) {
        return adapter(with, Planted.TOKEN);
    }

    GitHubWorkflows adapter(GitHubOptions with, String token) {
        return new GitHubWorkflows(with, GitHubAuth.token(new Secret(token)), clock, duration -> {
            pauses.add(duration);
            clock.advance(duration);
        });
    }

    void reconfigure(UnaryOperator<GitHubOptions> change) {
        options = change.apply(options);
        workflows = adapter(options);
    }

    DispatchIntent deploy(int attempt) {
        return intent(Phase.DEPLOY, attempt, Rollout.FULL, "main", "v2", null);
    }

    DispatchIntent rollBack(RollbackMethod method, String ref, String version) {
        Rollout rollout = switch (method) {
            case REDEPLOY -> Rollout.FULL;
            case REMOVE_CANARY -> Rollout.CANARY;
            case SWITCH_BACK, NO_SWITCH -> Rollout.BLUE_GREEN;
        };
        return intent(Phase.ROLL_BACK, 1, rollout, ref, version, method);
    }

    DispatchIntent intent(
            Phase phase, int attempt, Rollout rollout, String ref, String version, RollbackMethod method) {
        Instant now = clock.instant();
        return new DispatchIntent(
                DeployId.of(Environment.STAGING, ManualClock.START),
                Attempt.of(phase, attempt),
                Environment.STAGING,
                rollout == Rollout.CANARY ? Strategy.CANARY : Strategy.FULL,
                rollout,
                reach(phase, rollout),
                phase == Phase.PROMOTE || (phase == Phase.DEPLOY && rollout != Rollout.CANARY),
                ref,
                version,
                method,
                now,
                now.plusSeconds(30),
                null);
    }

    /** As the plan that everybody knows has it. */
    private static @Nullable Reach reach(Phase phase, Rollout rollout) {
        return phase == Phase.ROLL_BACK
                ? null
                : RolloutPlan.of(rollout)
                        .wave(
                                phase == Phase.PROMOTE
                                        ? RolloutPlan.of(rollout).waves().size()
                                        : 1)
                        .reach();
    }

    /** Starts a run and tells how it is known. */
    WorkflowRun start(int attempt) {
        DispatchOutcome outcome = workflows.dispatch(deploy(attempt));
        return ((DispatchOutcome.Started) outcome).run();
    }

    FakeRun at(WorkflowRun run) {
        return fake.run(run.id());
    }

    StatusOutcome.Seen look(WorkflowRun run) {
        return (StatusOutcome.Seen) workflows.status(run);
    }

    int posts() {
        return fake.count(Call.DISPATCH);
    }

    @Override
    public void close() {
        fake.close();
        watch.verify();
    }
}
