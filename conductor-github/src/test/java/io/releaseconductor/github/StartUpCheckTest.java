package io.releaseconductor.github;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.releaseconductor.config.ConfigurationException;
import io.releaseconductor.config.Secret;
import io.releaseconductor.examples.fakegithub.Call;
import io.releaseconductor.examples.fakegithub.FakeGitHub;
import io.releaseconductor.examples.fakegithub.Fault;
import io.releaseconductor.examples.fakegithub.ServerKind;
import io.releaseconductor.model.Environment;
import io.releaseconductor.model.Phase;
import io.releaseconductor.model.Rollout;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("At start-up")
class StartUpCheckTest {

    private static String refusal(GitHubWorkflows workflows) {
        try {
            workflows.check();
            return "";
        } catch (ConfigurationException e) {
            return String.join("\n", e.problems());
        }
    }

    @Test
    @DisplayName("a good configuration is accepted, and nothing is started by it")
    void accepts() {
        try (Bench bench = new Bench()) {
            GitHubAuth token = GitHubAuth.token(new Secret(Planted.TOKEN));
            assertThat(GitHubWorkflows.connect(bench.options, token, bench.clock)
                            .toString())
                    .isEqualTo("GitHubWorkflows[acme/app at " + bench.fake.apiUrl() + "]");
            assertThat(bench.posts()).isZero();
        }
    }

    @Test
    @DisplayName(
            "a server that tells no run id, with a workflow that does not show its key, is an error that says how to mend it")
    void no_run_id_and_no_key() {
        try (Bench bench = new Bench(ServerKind.ENTERPRISE_3_19)) {
            assertThat(refusal(bench.workflows)).isEmpty();

            bench.fake.forbid(Call.CONTENTS);
            GitHubWorkflows bySpec = bench.adapter(GitHubHarness.options(bench.fake));
            assertThat(refusal(bySpec))
                    .contains(
                            "GitHub Enterprise Server 3.19",
                            "client-deploy.yml does not show its correlation key",
                            "backend-deploy.yml does not show",
                            "run-name: Deploy ${{ inputs.correlation_key }}",
                            "GITHUB_DEPLOY_INPUTS=correlation_key")
                    .doesNotContain("rollback.yml does not");
        }
        try (Bench bench = new Bench()) {
            assertThat(refusal(bench.adapter(GitHubHarness.options(bench.fake))))
                    .isEmpty();
        }
    }

    @Test
    @DisplayName(
            "the server's version is asked for where no header tells it, and the first dispatch then needs one POST")
    void version_from_meta() {
        try (Bench bench = new Bench(ServerKind.ENTERPRISE_3_19)) {
            bench.fake.failNext(
                    Call.REPOSITORY,
                    new Fault(
                            true,
                            false,
                            good -> good.newBuilder()
                                    .removeHeader("X-GitHub-Enterprise-Version")
                                    .build()));
            assertThat(refusal(bench.workflows)).isEmpty();

            assertThat(bench.workflows.dispatch(bench.deploy(1)))
                    .isInstanceOf(io.releaseconductor.deployment.DispatchOutcome.Accepted.class);
            assertThat(bench.posts()).isEqualTo(1);
        }
    }

    @Test
    @DisplayName("all missing workflows are named at once, with how to mend it")
    void missing_workflows() {
        try (Bench bench = new Bench()) {
            bench.fake.remove("client-deploy.yml");
            GitHubWorkflows workflows = bench.adapter(GitHubHarness.options(bench.fake)
                    .withWorkflow(
                            Environment.PROD, Phase.ROLL_BACK, GitHubOptions.rollbackWorkflow("rollback-prod.yml")));

            assertThat(refusal(workflows))
                    .contains(
                            "there is no workflow client-deploy.yml in acme/app",
                            "GITHUB_DEPLOY_WORKFLOW",
                            "there is no workflow rollback-prod.yml",
                            "GITHUB_ROLLBACK_WORKFLOW");
        }
    }

    @Test
    @DisplayName(
            "that nobody named a workflow that rolls back, and there is none, is no problem: nothing is rolled back then")
    void no_rollback() {
        try (Bench bench = new Bench()) {
            bench.fake.remove("rollback.yml");
            bench.workflows.check();

            for (Rollout rollout : Rollout.values()) {
                assertThat(bench.workflows.supports(Environment.PROD, Phase.ROLL_BACK, rollout))
                        .isFalse();
            }
            assertThat(bench.workflows.supports(Environment.PROD, Phase.DEPLOY, Rollout.FULL))
                    .isTrue();
        }
    }

    @Test
    @DisplayName("a disabled workflow, a wrong token, an invisible repository and something that is no GitHub are told")
    void unfit() {
        try (Bench bench = new Bench()) {
            bench.fake.failNext(Call.WORKFLOW, Fault.otherBody("{\"id\":1,\"state\":\"disabled_inactivity\"}"));
            assertThat(refusal(bench.workflows)).contains("is disabled inactivity; enable it");

            assertThat(refusal(bench.adapter(bench.options, "ghp_wrong"))).contains("Bad credentials");

            bench.fake.failNext(Call.REPOSITORY, Fault.answer(false, 404, "Not Found"));
            assertThat(refusal(bench.workflows)).contains("cannot be seen with this token", "GITHUB_REPOSITORY");

            for (int i = 0; i < 3; i++) {
                bench.fake.failNext(Call.REPOSITORY, Fault.notJson());
            }
            assertThat(refusal(bench.workflows)).contains("does not answer as GitHub's API does");

            // as the site of a GitHub Enterprise Server does, whose API is below /api/v3
            bench.fake.failNext(
                    Call.REPOSITORY,
                    new Fault(
                            true,
                            false,
                            good -> good.newBuilder()
                                    .code(404)
                                    .setHeader("Content-Type", "text/html")
                                    .body("<!DOCTYPE html><title>Not Found</title>")
                                    .build()));
            assertThat(refusal(bench.workflows)).contains("does not answer as GitHub's API does", "/api/v3");
        }
    }

    @Test
    @DisplayName("a GitHub that cannot be reached is no reason not to start")
    void unreachable() {
        try (Bench bench = new Bench()) {
            bench.fake.goDown();
            assertThat(refusal(bench.workflows)).isEmpty();
            bench.fake.comeUp();
            bench.fake.failNext(Call.REPOSITORY, Fault.answer(false, 429, "Too many", "retry-after", "9"));
            assertThat(refusal(bench.workflows)).isEmpty();
        }
    }

    @Test
    @DisplayName("a branch that is not there is told, with the one that is, if the token may see branches at all")
    void missing_ref() {
        try (Bench bench = new Bench()) {
            bench.fake.addRef("release/2", FakeGitHub.HEAD);
            for (String there : List.of("main", "refs/heads/main", "release/2", "refs/heads/release/2")) {
                assertThat(refusal(bench.adapter(bench.options.withRef(there)))).isEmpty();
            }

            GitHubWorkflows elsewhere = bench.adapter(bench.options.withRef("trunk"));
            assertThat(refusal(elsewhere))
                    .contains("no branch or tag \"trunk\" in acme/app", "default branch is main", "SHIP_REF");

            for (int i = 0; i < 3; i++) {
                bench.fake.failNext(
                        Call.OTHER, Fault.answer(false, 403, "Resource not accessible by personal access token"));
            }
            assertThat(refusal(elsewhere)).isEmpty();
            for (int i = 0; i < 3; i++) {
                bench.fake.failNext(Call.OTHER, Fault.answer(false, 404, "Not Found"));
            }
            assertThat(refusal(elsewhere)).isEmpty();
        }
    }

    @Test
    @DisplayName("the default branch is not asked for")
    void default_branch() {
        try (Bench bench = new Bench()) {
            assertThat(refusal(bench.workflows)).isEmpty();
            assertThat(bench.fake.count(Call.OTHER)).isZero();
        }
    }

    @Test
    @DisplayName("what would be refused later is told now, as far as GitHub's answers hold it")
    void would_be_refused() {
        try (Bench bench = new Bench()) {
            bench.fake.archive();
            bench.fake.takeWriteAccess();
            bench.fake.state("client-deploy.yml", "deleted");
            bench.fake.state("rollback.yml", "disabled_manually");
            bench.fake.clockAhead(Duration.ofSeconds(45));
            assertThat(refusal(bench.workflows).lines())
                    .containsExactly(
                            "GitHub: acme/app is archived, and no workflow can be started in it; unarchive it, or set"
                                    + " GITHUB_REPOSITORY to the one that is in use",
                            "GitHub: the token's owner may only read acme/app, and cannot start workflows; give them write"
                                    + " access, or set another GITHUB_TOKEN",
                            "GitHub: this machine's clock is 45s behind GitHub's; allowed: 30s, since workflows refuse runs"
                                    + " that were started too late. Set it by NTP",
                            "GitHub: workflow client-deploy.yml was deleted from the default branch; add it again, or name"
                                    + " another one",
                            "GitHub: workflow rollback.yml is disabled manually; enable it on the repository's Actions page");
        }
        try (Bench bench = new Bench()) {
            for (int seconds : List.of(-29, 0, 29)) {
                bench.fake.clockAhead(Duration.ofSeconds(seconds));
                assertThat(refusal(bench.workflows)).isEmpty();
            }
            bench.fake.clockAhead(Duration.ofSeconds(-40));
            assertThat(refusal(bench.workflows)).contains("40s ahead of GitHub's");
        }
    }

    @Test
    @DisplayName("connecting throws what is wrong")
    void connect_throws() {
        try (Bench bench = new Bench()) {
            bench.fake.remove("client-deploy.yml");
            GitHubAuth token = GitHubAuth.token(new Secret(Planted.TOKEN));
            assertThatExceptionOfType(ConfigurationException.class)
                    .isThrownBy(() -> GitHubWorkflows.connect(bench.options, token, bench.clock));
        }
    }

    @Test
    @DisplayName("what GitHub refuses for all workflows alike is told once")
    void refused_alike() {
        try (Bench bench = new Bench()) {
            bench.fake.forbid(Call.WORKFLOW);
            assertThat(refusal(bench.workflows))
                    .startsWith("GitHub: workflows client-deploy.yml")
                    .contains("backend-deploy.yml", "rollback.yml", "Actions: read and write")
                    .hasLineCount(1);
            assertThat(bench.workflows.present()).isEmpty();
        }
    }

    @Test
    @DisplayName(
            "a branch that is not there is the one problem: no file is missed on it, and those that are there are known")
    void no_branch() {
        try (Bench bench = new Bench()) {
            GitHubWorkflows workflows = bench.adapter(bench.options.withRef("gone"));
            assertThat(workflows.examine(Map.of()))
                    .filteredOn(finding -> finding.weight().compareTo(Finding.Weight.NOTE) > 0)
                    .singleElement()
                    .satisfies(finding -> assertThat(finding.text()).contains("there is no branch or tag \"gone\""));
            assertThat(workflows.present()).contains("client-deploy.yml", "backend-deploy.yml", "rollback.yml");
        }
    }
}
