package io.releaseconductor.github;

import static org.assertj.core.api.Assertions.assertThat;

import io.releaseconductor.deployment.Attempt;
import io.releaseconductor.deployment.DispatchIntent;
import io.releaseconductor.deployment.DispatchOutcome;
import io.releaseconductor.deployment.LocateOutcome;
import io.releaseconductor.deployment.RollbackMethod;
import io.releaseconductor.deployment.RunStatus;
import io.releaseconductor.examples.fakegithub.Call;
import io.releaseconductor.examples.fakegithub.FakeGitHub;
import io.releaseconductor.examples.fakegithub.FakeRun;
import io.releaseconductor.examples.fakegithub.FakeWorkflow;
import io.releaseconductor.examples.fakegithub.Fault;
import io.releaseconductor.examples.fakegithub.Received;
import io.releaseconductor.examples.fakegithub.ServerKind;
import io.releaseconductor.model.Bake;
import io.releaseconductor.model.Environment;
import io.releaseconductor.model.Gate;
import io.releaseconductor.model.Phase;
import io.releaseconductor.model.Reach;
import io.releaseconductor.model.Rollout;
import io.releaseconductor.model.RolloutPlan;
import io.releaseconductor.model.Strategy;
import io.releaseconductor.model.Wave;
import io.releaseconductor.testkit.ManualClock;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A dispatch")
class RunDispatcherTest {

    private static final RolloutPlan PERCENTAGES = FindingsTest.canary(5, 25, 100);

    private static final RolloutPlan TARGETS = new RolloutPlan(
            Rollout.CANARY,
            List.of(
                    new Wave(new Reach.Target("eu-west"), Bake.ONE_LOOK, Gate.OPEN),
                    new Wave(new Reach.Target("us-east"), Bake.NONE, Gate.OPEN)));

    private final Bench bench = new Bench();

    @AfterEach
    void close() {
        bench.close();
    }

    private FakeRun newest() {
        List<FakeRun> runs = bench.fake.runs();
        return runs.get(runs.size() - 1);
    }

    private void assertRejected(String... words) {
        DispatchOutcome outcome = bench.workflows.dispatch(bench.deploy(1));
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        DispatchOutcome.Rejected.class,
                        rejected -> assertThat(rejected.reason()).contains(words));
        assertThat(bench.fake.runs()).isEmpty();
        assertThat(bench.posts()).isEqualTo(1);
    }

    @Test
    @DisplayName("starts the run that it names, with its page, and says when a first look is worth it")
    void starts_the_run_that_it_names() {
        DispatchOutcome outcome = bench.workflows.dispatch(bench.deploy(1));

        assertThat(outcome).isInstanceOfSatisfying(DispatchOutcome.Started.class, started -> {
            assertThat(started.run().id()).isEqualTo(newest().id());
            assertThat(started.run().status()).isEqualTo(RunStatus.QUEUED);
            assertThat(started.run().url())
                    .hasToString("https://github.example/acme/app/actions/runs/" + newest().id());
            assertThat(started.lookAgainAt())
                    .isBetween(
                            bench.clock.instant().plusSeconds(2),
                            bench.clock.instant().plusSeconds(5));
        });
        assertThat(newest().branch()).isEqualTo("main");
        assertThat(newest().inputs())
                .isEqualTo(Map.of(
                        "environment",
                        "staging",
                        "strategy",
                        "full",
                        "version",
                        "v2",
                        "correlation_key",
                        bench.deploy(1).correlationKey()));
    }

    @Test
    @DisplayName("tells the spec's workflows the environment and the strategy, and no more")
    void tells_the_specs_workflows_no_more_than_they_know() {
        try (FakeGitHub fake = FakeGitHub.start(ServerKind.GITHUB_COM, bench.clock)) {
            fake.accept(Planted.TOKEN);
            GitHubWorkflows workflows = bench.adapter(GitHubHarness.options(fake));

            assertThat(workflows.dispatch(bench.deploy(1))).isInstanceOf(DispatchOutcome.Started.class);
            assertThat(fake.runs().get(0).file()).isEqualTo("client-deploy.yml");
            assertThat(fake.runs().get(0).inputs()).isEqualTo(Map.of("environment", "staging", "strategy", "full"));
            assertThat(workflows.dispatch(new DispatchIntent(
                            io.releaseconductor.model.DeployId.of(Environment.PROD, ManualClock.START),
                            Attempt.of(Phase.DEPLOY, 1),
                            Environment.PROD,
                            io.releaseconductor.model.Strategy.CANARY,
                            Rollout.CANARY,
                            new Reach.Percentage(10),
                            false,
                            null,
                            null,
                            null,
                            bench.clock.instant(),
                            bench.clock.instant().plusSeconds(30),
                            null)))
                    .isInstanceOf(DispatchOutcome.Started.class);
            assertThat(fake.runs().get(1).file()).isEqualTo("backend-deploy.yml");
            assertThat(fake.runs().get(1).inputs()).isEqualTo(Map.of("environment", "prod", "strategy", "canary"));
        }
    }

    @Test
    @DisplayName("promotes a canary by the full rollout of the same version")
    void promotes_a_canary_in_full() {
        bench.workflows.dispatch(bench.intent(Phase.PROMOTE, 1, Rollout.CANARY, "main", "v2", null));

        assertThat(newest().inputs()).containsEntry("strategy", "full").containsEntry("version", "v2");
    }

    @Test
    @DisplayName("rolls back to a version by name, from the default ref, by the method of the rollout")
    void rolls_back_by_name() {
        for (RollbackMethod method : EnumSet.complementOf(EnumSet.of(RollbackMethod.NO_SWITCH))) {
            DispatchOutcome outcome = bench.workflows.dispatch(bench.rollBack(method, "gone-branch", "v1"));
            assertThat(outcome).as(method.toString()).isInstanceOf(DispatchOutcome.Started.class);
            assertThat(newest().file()).isEqualTo("rollback.yml");
            assertThat(newest().branch()).isEqualTo("main");
            assertThat(newest().inputs()).containsEntry("version", "v1").containsEntry("action", method.wireName());
        }
    }

    @Test
    @DisplayName("gives percentage, rollout and deploy id where they are declared, and fixed inputs always")
    void gives_what_is_declared() {
        bench.fake.add(FakeWorkflow.asInSpec("client-deploy.yml", "Deploy")
                .with("percent")
                .with("rollout")
                .with("deploy_id")
                .with("region", "eu"));
        WorkflowFile file = WorkflowFile.of("client-deploy.yml")
                .declaring(WorkflowInput.PERCENTAGE, "percent")
                .declaring(WorkflowInput.ROLLOUT, WorkflowInput.DEPLOY_ID)
                .withFixedInput("region", "eu")
                .withFixedInput("environment", "prod");
        bench.reconfigure(o -> o.withWorkflow(Environment.STAGING, Phase.DEPLOY, file));

        bench.workflows.dispatch(bench.intent(Phase.DEPLOY, 1, Rollout.CANARY, "main", "v2", null));
        assertThat(newest().inputs())
                .containsEntry("percent", "10")
                .containsEntry("rollout", "canary")
                .containsEntry("deploy_id", bench.deploy(1).deployment().value())
                .containsEntry("region", "eu")
                .containsEntry("environment", "prod");
        bench.workflows.dispatch(bench.intent(Phase.DEPLOY, 2, Rollout.FULL, "main", "v2", null));
        assertThat(newest().inputs()).containsEntry("percent", "100");
    }

    @Test
    @DisplayName("tells each wave how far it goes, and that it is a canary until the last one")
    void tells_each_wave_how_far_it_goes() {
        bench.fake.add(FakeWorkflow.asInSpec("client-deploy.yml", "Deploy")
                .with("percentage")
                .with("target"));
        WorkflowFile file =
                WorkflowFile.of("client-deploy.yml").declaring(WorkflowInput.PERCENTAGE, WorkflowInput.TARGET);
        bench.reconfigure(o -> o.withWorkflow(Environment.STAGING, Phase.PROMOTE, file));

        bench.workflows.dispatch(ofWave(2, new Reach.Percentage(25), false));
        assertThat(newest().inputs())
                .containsEntry("strategy", "canary")
                .containsEntry("percentage", "25")
                .doesNotContainKey("target");
        bench.workflows.dispatch(ofWave(3, Reach.ALL, true));
        assertThat(newest().inputs()).containsEntry("strategy", "full").containsEntry("percentage", "100");
        bench.workflows.dispatch(ofWave(4, new Reach.Target("us-east"), true));
        assertThat(newest().inputs()).containsEntry("target", "us-east").doesNotContainKey("percentage");
    }

    @Test
    @DisplayName("tells the idle instances from the switch to them")
    void idle_first() {
        bench.fake.add(FakeWorkflow.asInSpec("client-deploy.yml", "Deploy")
                .with("percentage")
                .with("target")
                .with("action", "deploy", "promote"));
        WorkflowFile file = WorkflowFile.of("client-deploy.yml")
                .declaring(WorkflowInput.PERCENTAGE, WorkflowInput.TARGET, WorkflowInput.ACTION);
        bench.reconfigure(o -> o.withWorkflow(Environment.STAGING, Phase.DEPLOY, file)
                .withWorkflow(Environment.STAGING, Phase.PROMOTE, file));

        bench.workflows.dispatch(ofWave(1, Reach.IDLE, false, Rollout.BLUE_GREEN));
        assertThat(newest().inputs())
                .containsEntry("action", "deploy")
                .containsEntry("target", "idle")
                .containsEntry("strategy", "canary")
                .doesNotContainKey("percentage");
        bench.workflows.dispatch(ofWave(2, Reach.ALL, true, Rollout.BLUE_GREEN));
        assertThat(newest().inputs())
                .containsEntry("action", "promote")
                .containsEntry("strategy", "full")
                .doesNotContainKey("target");
    }

    @Test
    @DisplayName("can be told a percentage or a target where the workflow declares it")
    void takes_the_reach_that_is_declared() {
        WorkflowFile percentage = WorkflowFile.of("client-deploy.yml").declaring(WorkflowInput.PERCENTAGE);
        bench.reconfigure(o -> o.withWorkflow(Environment.STAGING, Phase.DEPLOY, percentage)
                .withWorkflow(Environment.STAGING, Phase.PROMOTE, percentage));

        assertThat(obstacle(PERCENTAGES)).isEmpty();
        assertThat(obstacle(TARGETS))
                .hasValue("its workflow cannot be told to go to eu-west; let it take the input target");
        WorkflowFile target = WorkflowFile.of("client-deploy.yml").declaring(WorkflowInput.TARGET);
        bench.reconfigure(o -> o.withWorkflow(Environment.STAGING, Phase.DEPLOY, target)
                .withWorkflow(Environment.STAGING, Phase.PROMOTE, target));
        assertThat(obstacle(PERCENTAGES))
                .hasValue("its workflow cannot be told to go to 5 %; let it take the input percentage");
        assertThat(obstacle(TARGETS)).isEmpty();
    }

    @Test
    @DisplayName("says which value of a wave the workflow's file does not allow, before anything is shipped")
    void values_of_waves() {
        assertThat(withOptions("[full]", "['5', '25', '100']"))
                .hasValue("promote.yml does not allow \"canary\" in its input strategy, which it is sent to go to 25 %;"
                        + " add it to the input's options");
        assertThat(withOptions("[full, canary]", "['5', '10', '100']"))
                .hasValue("promote.yml does not allow \"25\" in its input percentage, which it is sent to go to 25 %;"
                        + " add it to the input's options");
        assertThat(withOptions("[full, canary]", "['5', '25', '100']")).isEmpty();
    }

    private Optional<String> withOptions(String strategies, String percentages) {
        bench.fake.add(FakeWorkflow.asInSpec("promote.yml", "Promote"));
        bench.fake.add(FakeWorkflow.asInSpec("client-deploy.yml", "Deploy").with("percentage"));
        bench.fake.write("promote.yml", """
                on:
                  workflow_dispatch:
                    inputs:
                      environment: {type: string}
                      strategy: {type: choice, options: %s}
                      percentage: {type: choice, options: %s}
                """.formatted(strategies, percentages));
        bench.reconfigure(o -> GitHubHarness.options(bench.fake)
                .withWorkflow(Environment.STAGING, Phase.PROMOTE, WorkflowFile.of("promote.yml")));
        bench.workflows.examine(Map.of());
        return obstacle(PERCENTAGES);
    }

    private Optional<String> obstacle(RolloutPlan plan) {
        return bench.workflows.obstacle(Environment.STAGING, Strategy.CANARY, plan);
    }

    private DispatchIntent ofWave(int wave, Reach reach, boolean last) {
        return ofWave(wave, reach, last, Rollout.CANARY);
    }

    private DispatchIntent ofWave(int wave, Reach reach, boolean last, Rollout rollout) {
        DispatchIntent any = bench.intent(Phase.PROMOTE, 1, rollout, "main", "v2", null);
        return new DispatchIntent(
                any.deployment(),
                Attempt.ofWave(wave, 1),
                any.environment(),
                any.strategy(),
                any.rollout(),
                reach,
                last,
                any.ref(),
                any.version(),
                null,
                any.intendedAt(),
                any.validUntil(),
                null);
    }

    @Test
    @DisplayName("says who asked for it where that is declared and known")
    void initiator() {
        bench.fake.add(FakeWorkflow.asInSpec("client-deploy.yml", "Deploy").with("initiated_by"));
        bench.reconfigure(o -> o.withWorkflow(
                Environment.STAGING,
                Phase.DEPLOY,
                WorkflowFile.of("client-deploy.yml").declaring(WorkflowInput.INITIATED_BY)));
        DispatchIntent known = bench.deploy(1);
        bench.workflows.dispatch(new DispatchIntent(
                known.deployment(),
                known.attempt(),
                known.environment(),
                known.strategy(),
                known.rollout(),
                known.reach(),
                known.lastWave(),
                known.ref(),
                known.version(),
                known.method(),
                known.intendedAt(),
                known.validUntil(),
                "Ada"));
        assertThat(newest().inputs()).containsEntry("initiated_by", "Ada");
        bench.workflows.dispatch(bench.deploy(2));
        assertThat(newest().inputs()).doesNotContainKey("initiated_by");
    }

    @Test
    @DisplayName("is rejected in GitHub's words, with what to do, when an input is not declared")
    void unexpected_inputs() {
        bench.fake.forbid(Call.CONTENTS);
        bench.fake.add(FakeWorkflow.asInSpec("client-deploy.yml", "Deploy"));

        assertRejected("Unexpected inputs provided: [\"", "Declare these inputs in client-deploy.yml");
    }

    @Test
    @DisplayName("is rejected when the ref is unknown")
    void unknown_ref() {
        DispatchOutcome outcome =
                bench.workflows.dispatch(bench.intent(Phase.DEPLOY, 1, Rollout.FULL, "no-such", "v2", null));

        assertThat(outcome.toString()).contains("No ref found for: no-such", "a branch or tag");
        assertThat(outcome).isInstanceOf(DispatchOutcome.Rejected.class);
    }

    @Test
    @DisplayName("is rejected when the workflow has no trigger, is missing, or allows another value only")
    void unfit_workflows() {
        bench.fake.add(FakeWorkflow.asInSpec("client-deploy.yml", "Deploy").notDispatchable());
        assertRejected("Add \"on: workflow_dispatch\" to client-deploy.yml");

        bench.fake.forget();
        bench.fake.remove("client-deploy.yml");
        assertRejected("There is no client-deploy.yml in acme/app", "default branch");

        bench.fake.forget();
        bench.fake.add(FakeWorkflow.asInSpec("client-deploy.yml", "Deploy")
                .with("environment", "production")
                .with("version")
                .showing("correlation_key"));
        assertRejected("not in the list of allowed values", "Add the value to the input's options");
    }

    @Test
    @DisplayName("is rejected when the token is wrong or may only read, with what to do")
    void unfit_tokens() {
        bench.fake.acceptForReading("ghp_reader");
        bench.workflows = bench.adapter(bench.options, "ghp_reader");
        assertRejected("Resource not accessible", "Actions: read and write");

        bench.fake.forget();
        bench.workflows = bench.adapter(bench.options, "ghp_unknown");
        assertRejected("Bad credentials", "set another GITHUB_TOKEN");
    }

    @Test
    @DisplayName("is rejected without a request when no workflow is configured for it")
    void no_workflow() {
        bench.reconfigure(o -> o.withoutWorkflow(Environment.STAGING, Phase.DEPLOY));

        assertThat(bench.workflows.supports(Environment.STAGING, Phase.DEPLOY, Rollout.FULL))
                .isFalse();
        assertThat(bench.workflows.supports(Environment.PROD, Phase.DEPLOY, Rollout.FULL))
                .isTrue();
        assertThat(bench.workflows.dispatch(bench.deploy(1))).isInstanceOf(DispatchOutcome.Rejected.class);
        assertThat(bench.posts()).isZero();
    }

    @Test
    @DisplayName("steps down once where a server refuses to tell the run, with one POST for each attempt")
    void steps_down() {
        try (Bench old = new Bench(ServerKind.ENTERPRISE_3_19)) {
            DispatchOutcome first = old.workflows.dispatch(old.deploy(1));
            assertThat(first)
                    .isInstanceOfSatisfying(
                            DispatchOutcome.NotSent.class,
                            sent -> assertThat(sent.retryAt()).isBeforeOrEqualTo(old.clock.instant()));
            assertThat(old.posts()).isEqualTo(1);
            assertThat(old.fake.runs()).isEmpty();

            assertThat(old.workflows.dispatch(old.deploy(2))).isInstanceOf(DispatchOutcome.Accepted.class);
            assertThat(old.workflows.dispatch(old.deploy(3))).isInstanceOf(DispatchOutcome.Accepted.class);
            assertThat(old.posts()).isEqualTo(3);
            assertThat(old.workflows.locate(old.deploy(2))).isInstanceOf(LocateOutcome.Found.class);
        }
    }

    @Test
    @DisplayName("asks for the run in so many words only where the API knows how")
    void asks_for_the_run() {
        bench.workflows.dispatch(bench.deploy(1));
        bench.reconfigure(o -> o.withApiVersion("2026-03-10"));
        assertThat(bench.workflows.dispatch(bench.deploy(2))).isInstanceOf(DispatchOutcome.Started.class);

        List<String> bodies = bench.fake.received().stream()
                .filter(r -> r.call() == Call.DISPATCH)
                .map(Received::body)
                .toList();
        assertThat(bodies.get(0)).contains("\"return_run_details\":true");
        assertThat(bodies.get(1)).doesNotContain("return_run_details");
    }

    @Test
    @DisplayName("reaches a repository that was renamed with its next attempt")
    void renamed() {
        bench.fake.rename("acme/shop");
        assertThat(bench.workflows.dispatch(bench.deploy(1)))
                .isInstanceOfSatisfying(
                        DispatchOutcome.NotSent.class,
                        sent -> assertThat(sent.reason()).contains("has moved"));
        assertThat(bench.posts()).isEqualTo(1);

        assertThat(bench.workflows.dispatch(bench.deploy(2))).isInstanceOf(DispatchOutcome.Started.class);
        assertThat(bench.posts()).isEqualTo(2);
        assertThat(bench.fake.runs()).hasSize(1);
    }

    @Test
    @DisplayName("follows no redirect to another server with its token")
    void follows_no_redirect_elsewhere() {
        try (FakeGitHub other = FakeGitHub.start(ServerKind.GITHUB_COM, bench.clock)) {
            other.accept(Planted.TOKEN);
            String elsewhere = other.apiUrl() + "/repositories/1/actions/workflows/client-deploy.yml/dispatches";
            bench.fake.failNext(Call.DISPATCH, Fault.answer(false, 307, "Moved", "Location", elsewhere));
            assertThat(bench.workflows.dispatch(bench.deploy(1))).isInstanceOf(DispatchOutcome.Rejected.class);

            bench.fake.failNext(Call.LIST, Fault.answer(false, 301, "Moved", "Location", elsewhere));
            assertThat(bench.workflows.locate(bench.deploy(1))).isInstanceOf(LocateOutcome.Unavailable.class);
            assertThat(other.received()).isEmpty();
        }
    }

    @Test
    @DisplayName("comes at least a second after the write before it; what would wait too long is not sent")
    void writes_are_spaced() {
        for (int attempt = 1; attempt <= 5; attempt++) {
            bench.workflows.dispatch(bench.deploy(attempt));
        }
        List<Received> posts = bench.fake.received();
        for (int i = 1; i < posts.size(); i++) {
            assertThat(Duration.between(posts.get(i - 1).at(), posts.get(i).at()))
                    .isGreaterThanOrEqualTo(Duration.ofSeconds(1));
        }
        WriteQueue queue = new WriteQueue(bench.clock);
        for (int i = 0; i <= 15; i++) {
            assertThat(queue.take()).isEqualTo(Duration.ofSeconds(i));
        }
        assertThat(queue.take()).isNull();
        assertThat(queue.free()).isEqualTo(bench.clock.instant().plusSeconds(16));
    }
}
