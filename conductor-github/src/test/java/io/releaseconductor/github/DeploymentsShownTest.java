package io.releaseconductor.github;

import static io.releaseconductor.testkit.Deployments.aDeployment;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.releaseconductor.Conductor;
import io.releaseconductor.EnvironmentSettings;
import io.releaseconductor.ShipRequest;
import io.releaseconductor.ShipResult;
import io.releaseconductor.check.Check;
import io.releaseconductor.check.CheckCatalog;
import io.releaseconductor.config.Variables;
import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.deployment.DeploymentStatus;
import io.releaseconductor.deployment.EnvironmentProfile;
import io.releaseconductor.deployment.PhaseProgress;
import io.releaseconductor.deployment.Stage;
import io.releaseconductor.deployment.WorkflowRun;
import io.releaseconductor.examples.fakegithub.Call;
import io.releaseconductor.examples.fakegithub.FakeDeploymentStatus;
import io.releaseconductor.examples.fakegithub.FakeGitHub;
import io.releaseconductor.examples.fakegithub.Fault;
import io.releaseconductor.examples.fakegithub.Received;
import io.releaseconductor.examples.fakegithub.RunScript;
import io.releaseconductor.health.HealthContributor;
import io.releaseconductor.health.PartHealth;
import io.releaseconductor.memory.InMemoryStateStore;
import io.releaseconductor.model.Actor;
import io.releaseconductor.model.DeployId;
import io.releaseconductor.model.Environment;
import io.releaseconductor.policy.ReleasePolicy;
import io.releaseconductor.policy.RollbackTriggers;
import io.releaseconductor.spi.Authorizer;
import io.releaseconductor.spi.ChatChannel;
import io.releaseconductor.spi.DeploymentListener;
import io.releaseconductor.testkit.DeploymentFixture;
import io.releaseconductor.testkit.DeploymentListenerContract;
import io.releaseconductor.testkit.ManualClock;
import io.releaseconductor.testkit.ThreadsAtOnce;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("What is deployed, as GitHub shows it,")
class DeploymentsShownTest {

    private static final String OLD = "0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0001";
    private static final String NEW = "1b1b1b1b1b1b1b1b1b1b1b1b1b1b1b1b1b1b0002";
    private static final URI APP = URI.create("https://app.example.com");

    private static final String WITHOUT_ENVIRONMENT = """
            on: {workflow_dispatch: {}}
            jobs:
              only-once:
                uses: ./.github/workflows/only-once.yml
              deploy:
                runs-on: ubuntu-latest
                steps: [{run: ./deploy.sh}]
            """;

    private final Bench bench = new Bench();
    private DeploymentListener listener;
    private String run;

    @BeforeEach
    void open() {
        bench.fake.write("client-deploy.yml", WITHOUT_ENVIRONMENT);
        bench.fake.write("only-once.yml", "on: {workflow_call: {}}\njobs: {only-once: {runs-on: x}}");
        bench.fake.addCommit(OLD, FakeGitHub.HEAD, "Ada Lovelace", "Before");
        bench.fake.addCommit(NEW, OLD, "Ada Lovelace", "After");
        bench.reconfigure(options -> options.showingDeployments().withEnvironmentUrl(Environment.STAGING, APP));
        listener = bench.workflows.deployments();
        run = bench.fake
                .startRun("client-deploy.yml", "Deploy", "conductor-bot")
                .id();
        bench.fake.forget();
    }

    @AfterEach
    void close() {
        bench.close();
    }

    @Nested
    @DisplayName("under the contract of listeners")
    class UnderTheContract extends DeploymentListenerContract {

        @Override
        protected DeploymentListener openListener() {
            return listener;
        }
    }

    private DeploymentFixture first() {
        return aDeployment().version(OLD).previousVersion(null);
    }

    private DeploymentFixture second() {
        return aDeployment().version(NEW).previousVersion(OLD).at(ManualClock.START.plus(Duration.ofHours(1)));
    }

    private static EnvironmentProfile production() {
        return new EnvironmentProfile(true, null, null, null, null, List.of());
    }

    /** The same, with the run that is at GitHub. */
    private Deployment at(Deployment d) {
        PhaseProgress phase = d.deployPhase();
        if (d.wave() > 1 || phase.run().isEmpty()) {
            return d;
        }
        WorkflowRun before = phase.run().orElseThrow();
        WorkflowRun here = new WorkflowRun(
                run,
                URI.create("https://github.example/runs/" + run),
                before.status(),
                before.conclusion(),
                1,
                before.started(),
                before.version(),
                null);
        Stage stage = phase.stage() instanceof Stage.Running running
                ? new Stage.Running(here, running.since(), running.seenAt(), null, null, null)
                : new Stage.Concluded(here, d.statusSince());
        return d.toBuilder().progress(phase.at(stage)).build();
    }

    private void tell(Deployment... all) {
        for (Deployment each : all) {
            listener.changed(null, null, at(each));
        }
    }

    private List<JsonNode> shown() {
        return bench.fake.deployments("staging");
    }

    private List<String> states(int newestFirst) {
        return bench.fake.deploymentStatuses(shown().get(newestFirst).path("id").asLong()).stream()
                .map(FakeDeploymentStatus::state)
                .toList();
    }

    private PartHealth health() {
        return ((HealthContributor) listener).health();
    }

    private static String id(JsonNode deployment) {
        return deployment.path("payload").path("deploy_id").asText();
    }

    @Test
    @DisplayName("is of the commit that was deployed, merges nothing, and waits for no status")
    void created() {
        bench.fake.addStatus(NEW, "ci/circleci", "failure");
        tell(second().initiated(), second().sending());
        assertThat(bench.fake.received()).as("before there is a run").isEmpty();

        tell(second().deploying());
        JsonNode made = shown().get(0);
        assertThat(shown()).hasSize(1);
        assertThat(made.path("sha").asText()).isEqualTo(NEW);
        assertThat(made.path("ref").asText()).isEqualTo(NEW);
        assertThat(id(made)).isEqualTo(second().deploying().id().value());
        assertThat(made.path("production_environment").asBoolean(true)).isFalse();
        assertThat(made.path("transient_environment").asBoolean(true)).isFalse();
        assertThat(bench.fake.deploymentStatuses(made.path("id").asLong()))
                .containsExactly(new FakeDeploymentStatus(
                        "in_progress",
                        "deploying: " + id(made),
                        "https://github.example/runs/" + run,
                        APP.toString(),
                        bench.clock.instant()));
        assertThat(health().state()).isEqualTo(PartHealth.State.WELL);
    }

    @Test
    @DisplayName("follows the deployment, and is told nothing that GitHub shows already")
    void follows() {
        Deployment deploying = at(second().deploying());
        PhaseProgress phase = deploying.deployPhase();
        Stage.Running running = (Stage.Running) phase.stage();
        Stage queued = new Stage.Running(
                WorkflowRun.queued(run, null).withVersion(NEW), running.since(), running.seenAt(), null, null, null);
        listener.changed(
                null, null, deploying.toBuilder().progress(phase.at(queued)).build());
        tell(second().deploying(), second().verifying(), second().verified(), second().verified());
        assertThat(states(0)).containsExactly("queued", "in_progress");
        bench.fake.forget();
        tell(second().promoted(), second().promoted(), second().promoted());

        assertThat(states(0)).containsExactly("queued", "in_progress", "success");
        assertThat(bench.fake.received()).extracting(Received::call).containsExactly(Call.NEW_DEPLOYMENT_STATUS);
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("stands for each status in a word of GitHub's")
    void words(DeploymentStatus status) {
        tell(second().deploying());
        tell(second().at(status));
        String expected = switch (status) {
            case INITIATED, DEPLOYING, VERIFYING, VERIFIED, PROMOTING, ROLLING_BACK -> "in_progress";
            case PROMOTED -> "success";
            case FAILED, EXPIRED -> "failure";
            case NEEDS_ATTENTION -> "error";
            case ROLLED_BACK -> "inactive";
            // before anything was sent
            case CANCELLED -> "in_progress";
        };
        boolean unknownRun = at(second().at(status)).lastRun().isEmpty();
        assertThat(states(0)).last().isEqualTo(unknownRun ? "in_progress" : expected);
    }

    @Test
    @DisplayName("is made once, by whichever node, also if the answer was lost")
    void only_once() {
        bench.fake.failNext(Call.NEW_DEPLOYMENT, Fault.drop(true));
        tell(second().deploying());
        assertThat(shown()).hasSize(1);
        assertThat(health().state()).isEqualTo(PartHealth.State.IMPAIRED);
        tell(second().deploying());
        assertThat(bench.fake.count(Call.NEW_DEPLOYMENT))
                .as("not before a minute is over")
                .isEqualTo(1);
        tell(second().verifying(), second().promoted());
        listener = bench.adapter(bench.options).deployments();
        tell(second().promoted());

        assertThat(bench.fake.count(Call.NEW_DEPLOYMENT)).isEqualTo(1);
        assertThat(states(0)).containsExactly("success");
        assertThat(health().state()).isEqualTo(PartHealth.State.WELL);
    }

    @Test
    @DisplayName("is tried again after a minute where nothing else happens")
    void tried_again() {
        bench.fake.failNext(Call.DEPLOYMENTS, Fault.answer(false, 422, "Not now"));
        tell(second().deploying(), second().deploying());
        assertThat(shown()).isEmpty();
        bench.clock.advance(Duration.ofMinutes(1));
        tell(second().deploying());

        assertThat(states(0)).containsExactly("in_progress");
    }

    @Test
    @DisplayName("is not made blindly: where nobody can look for it first, there is none")
    void never_blindly() {
        for (int i = 0; i < 3; i++) {
            bench.fake.failNext(Call.DEPLOYMENTS, Fault.answer(false, 502, "Server Error"));
        }
        tell(second().deploying());

        assertThat(bench.fake.count(Call.NEW_DEPLOYMENT)).isZero();
        assertThat(health().detail()).contains("502");
    }

    @Test
    @DisplayName("makes what was there before inactive, at GitHub's own hand or, in production, by ours")
    void superseded() {
        for (EnvironmentProfile profile : List.of(EnvironmentProfile.NONE, production())) {
            Environment environment = profile.production() ? Environment.PROD : Environment.STAGING;
            bench.fake.write("backend-deploy.yml", WITHOUT_ENVIRONMENT);
            tell(
                    first().to(environment).profile(profile).deploying(),
                    first().to(environment).profile(profile).promoted());
            tell(second().to(environment).profile(profile).deploying());
            List<JsonNode> there = bench.fake.deployments(environment.name());
            assertThat(last(there.get(1))).as("until it is promoted").isEqualTo("success");
            tell(second().to(environment).profile(profile).promoted());

            assertThat(last(there.get(1))).isEqualTo("inactive");
            assertThat(last(there.get(0))).isEqualTo("success");
            assertThat(there.get(0).path("production_environment").asBoolean()).isEqualTo(profile.production());
        }
        tell(first().promoted().withRevision(99));
        listener = bench.adapter(bench.options).deployments();
        tell(first().promoted().withRevision(100));
        assertThat(states(1)).as("it never comes back by itself").last().isEqualTo("inactive");
    }

    private String last(JsonNode deployment) {
        List<FakeDeploymentStatus> all =
                bench.fake.deploymentStatuses(deployment.path("id").asLong());
        return all.get(all.size() - 1).state();
    }

    @Test
    @DisplayName("is set right where an earlier node left it unfinished, once something else begins there")
    void left_unfinished() {
        tell(first().deploying());
        listener = bench.adapter(bench.options).deployments();
        tell(second().deploying());

        assertThat(states(1)).containsExactly("in_progress", "inactive");
        assertThat(states(0)).containsExactly("in_progress");
    }

    @Test
    @DisplayName("goes back to what was there before when it is rolled back after its promotion")
    void rolled_back_late() {
        tell(first().deploying(), first().promoted(), second().deploying(), second().promoted());
        assertThat(states(1)).last().isEqualTo("inactive");
        Deployment rolledBack = second().rolledBack().toBuilder()
                .promotedAt(second().promoted().promotedAt())
                .build();
        tell(rolledBack);

        assertThat(states(1)).containsExactly("in_progress", "success", "inactive", "success");
        assertThat(states(0)).containsExactly("in_progress", "success", "inactive");
    }

    @Test
    @DisplayName("leaves what was there before alone when it is rolled back before its promotion")
    void rolled_back_early() {
        tell(
                first().deploying(),
                first().promoted(),
                second().deploying(),
                second().rollingBack(),
                second().rolledBack());

        assertThat(states(1)).containsExactly("in_progress", "success");
        assertThat(states(0)).last().isEqualTo("inactive");
    }

    @Test
    @DisplayName("is one even where two nodes made one each at the same moment")
    void twice() {
        tell(second().deploying());
        bench.fake.failNext(Call.DEPLOYMENTS, Fault.otherBody("[]"));
        listener = bench.adapter(bench.options).deployments();
        tell(second().deploying());
        assertThat(shown()).hasSize(2);
        listener = bench.adapter(bench.options).deployments();
        tell(second().promoted());

        assertThat(states(1)).containsExactly("in_progress", "success");
        assertThat(states(0)).containsExactly("in_progress", "inactive");
    }

    @Test
    @DisplayName("is of the commit of a tag, and is none where the version is no commit")
    void by_name() {
        bench.fake.addTag("v1.4.2", NEW);
        tell(second().version("1.4.2").deploying());
        assertThat(shown().get(0).path("ref").asText()).isEqualTo(NEW);

        tell(
                first().version("1.4.2-build.77").deploying(),
                first().version("1.4.2-build.77").promoted());
        assertThat(shown()).hasSize(1);
        assertThat(health().state()).isEqualTo(PartHealth.State.WELL);
    }

    @Test
    @DisplayName("waits until somebody knows what is deployed")
    void without_a_version() {
        tell(second().deploying().toBuilder().version(null).build());
        assertThat(bench.fake.received()).isEmpty();
        tell(second().verifying());

        assertThat(states(0)).containsExactly("in_progress");
    }

    private void none(String text) {
        bench.fake.write("client-deploy.yml", text);
        tell(second().deploying(), second().verifying(), second().promoted());

        assertThat(shown()).isEmpty();
        assertThat(health().state()).isEqualTo(PartHealth.State.WELL);
    }

    @Test
    @DisplayName("is GitHub's own where a job names an environment, itself or in a file that it calls")
    void github_itself() {
        none(WITHOUT_ENVIRONMENT + "    environment: ${{ inputs.environment }}\n");
        assertThat(bench.fake.received()).hasSize(2);
    }

    @Test
    @DisplayName("is GitHub's own where a called file names an environment")
    void github_itself_called() {
        bench.fake.write("steps.yml", "on: {workflow_call: {}}\njobs: {roll: {environment: {name: x, url: y}}}");
        none("on: {workflow_dispatch: {}}\njobs: {deploy: {uses: ./.github/workflows/steps.yml}}");
    }

    @Test
    @DisplayName("is none where nobody can tell, since another repository deploys or the files may not be read")
    void cannot_tell() {
        none("on: {workflow_dispatch: {}}\njobs: {deploy: {uses: acme/flows/.github/workflows/roll.yml@v1}}");
    }

    @Test
    @DisplayName("is none where the files may not be read")
    void may_not_read() {
        bench.fake.forbid(Call.CONTENTS);
        none(WITHOUT_ENVIRONMENT);
    }

    @Test
    @DisplayName("is no trouble for deployments where the token may not: it is told once, and why")
    void forbidden() {
        bench.fake.forbid(Call.NEW_DEPLOYMENT);
        tell(second().deploying());

        assertThat(health())
                .isEqualTo(PartHealth.impaired(
                        "GitHub deployments",
                        "GitHub answered 403 \"Resource not accessible by personal access token\". Give the token the"
                                + " permission \"Deployments: read and write\", or leave GITHUB_DEPLOYMENTS off"));
        assertThat(bench.start(1)).isNotNull();
    }

    @Test
    @DisplayName("spends nothing of the last tenth of the hourly limit, and keeps no dispatch waiting for its turn")
    void beside() {
        tell(second().deploying());
        bench.pauses.clear();
        bench.start(1);
        assertThat(bench.pauses).as("a dispatch right after it").isEmpty();

        bench.fake.leave(300);
        bench.workflows.check();
        tell(second().promoted());
        assertThat(states(0)).containsExactly("in_progress");
        assertThat(health().detail()).contains("little of GitHub's hourly limit is left");
    }

    @Test
    @DisplayName("is made anew where somebody deleted it")
    void deleted() {
        tell(second().deploying());
        bench.fake.deleteDeployment(shown().get(0).path("id").asLong());
        tell(second().promoted());
        assertThat(health().state()).isEqualTo(PartHealth.State.IMPAIRED);
        bench.clock.advance(Duration.ofMinutes(1));
        tell(second().promoted());

        assertThat(states(0)).containsExactly("success");
    }

    @Test
    @DisplayName("is not asked for unless the options say so")
    void off() {
        listener = bench.adapter(GitHubHarness.options(bench.fake)).deployments();
        tell(second().deploying(), second().promoted());

        assertThat(bench.fake.received()).isEmpty();
    }

    @Test
    @DisplayName("never goes back to what was told before, however late a change comes")
    void late_changes() {
        tell(second().deploying(), second().promoted().withRevision(30));
        tell(second().verifying().withRevision(20));

        assertThat(states(0)).containsExactly("in_progress", "success");
    }

    @Test
    @DisplayName("is examined beforehand")
    void examined() {
        assertThat(bench.workflows.examine(Map.of()))
                .contains(new Finding(Finding.Weight.GOOD, null, "What GitHub shows of deployments can be read", null));
        bench.fake.forbid(Call.DEPLOYMENTS);
        Optional<Finding> doubt = bench.workflows.examine(Map.of()).stream()
                .filter(finding -> finding.text().startsWith("GitHub cannot be shown what is deployed: "))
                .findFirst();
        assertThat(doubt)
                .hasValueSatisfying(finding -> assertThat(finding.weight()).isEqualTo(Finding.Weight.DOUBT));
    }

    @Test
    @DisplayName("is told by a conductor that has it as a listener, which says how it is")
    void by_a_conductor() {
        bench.fake.script(RunScript.success(Duration.ofSeconds(2), Duration.ofSeconds(20)));
        EnvironmentSettings staging = EnvironmentSettings.of(Environment.STAGING)
                .withPolicy(ReleasePolicy.DEFAULT
                        .withAutoRollback(false)
                        .withTriggers(RollbackTriggers.DEFAULT.withMinChecksPassing(0)))
                .withLinked(null);
        try (Conductor conductor = Conductor.builder()
                .variables(Variables.of(Map.of()))
                .environment(staging)
                .workflows(bench.workflows)
                .listener(listener)
                .chat(ChatChannel.NONE)
                .alerts((alert, deployment) -> {})
                .authorizer(Authorizer.allowAll())
                .checks(CheckCatalog.of(new Check[0]))
                .store(new InMemoryStateStore())
                .executor(new ThreadsAtOnce())
                .clock(bench.clock)
                .build()) {
            Actor ada = Actor.person("1", "Ada");
            ShipResult shipped =
                    conductor.ship(ShipRequest.to(Environment.STAGING, ada).withVersion(NEW));
            DeployId id = ((ShipResult.Shipped) shipped).deployment().id();
            for (int second = 0; second < 60; second++) {
                conductor.runDue();
                bench.clock.advance(Duration.ofSeconds(1));
            }
            await().untilAsserted(() -> assertThat(shown()).hasSize(1));
            await().untilAsserted(() -> assertThat(states(0)).endsWith("in_progress"));
            conductor.promote(id, ada);
            await().untilAsserted(() -> assertThat(states(0)).endsWith("success"));

            assertThat(shown().get(0).path("sha").asText()).isEqualTo(NEW);
            assertThat(conductor.health().parts()).contains(PartHealth.well("GitHub deployments"));
        }
    }

    @Test
    @DisplayName("costs eight requests for a deployment from its run to its promotion, after another one")
    void costs() {
        tell(first().deploying(), first().promoted());
        bench.fake.forget();
        tell(second().deploying(), second().verifying(), second().verified(), second().promoted());

        assertThat(bench.fake.received().stream().map(Received::call))
                .containsExactly(
                        Call.RUN,
                        Call.DEPLOYMENTS,
                        Call.DEPLOYMENT_STATUSES,
                        Call.NEW_DEPLOYMENT,
                        Call.DEPLOYMENT_STATUSES,
                        Call.NEW_DEPLOYMENT_STATUS,
                        Call.DEPLOYMENT_STATUSES,
                        Call.NEW_DEPLOYMENT_STATUS);
    }
}
