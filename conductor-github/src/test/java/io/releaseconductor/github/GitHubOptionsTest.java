package io.releaseconductor.github;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.releaseconductor.config.ConfigurationException;
import io.releaseconductor.config.Problems;
import io.releaseconductor.config.Variables;
import io.releaseconductor.model.Environment;
import io.releaseconductor.model.Phase;
import io.releaseconductor.model.Rollout;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The options")
class GitHubOptionsTest {

    private static final List<Environment> BOTH = List.of(Environment.STAGING, Environment.PROD);

    private static GitHubOptions read(Map<String, String> variables) {
        Problems problems = new Problems();
        GitHubOptions options = GitHubOptions.fromVariables(Variables.of(variables), BOTH, problems);
        problems.throwIfAny();
        return options;
    }

    private static WorkflowFile of(GitHubOptions options, Environment environment, Phase phase) {
        return options.workflow(environment, phase, Rollout.FULL).orElseThrow();
    }

    @Test
    @DisplayName("are the spec's two workflows by file name, and the rollback of the sample, by default")
    void defaults() {
        GitHubOptions options = read(Map.of("GITHUB_REPOSITORY", "acme/app"));

        assertThat(options).isEqualTo(GitHubOptions.of("acme", "app"));
        assertThat(options.apiUrl()).hasToString("https://api.github.com");
        assertThat(options.ref()).isEqualTo(GitHubOptions.DEFAULT_BRANCH);
        assertThat(options.refWords()).isEqualTo("the default branch");
        assertThat(of(options, Environment.STAGING, Phase.DEPLOY)).isEqualTo(WorkflowFile.of("client-deploy.yml"));
        assertThat(of(options, Environment.PROD, Phase.DEPLOY)).isEqualTo(WorkflowFile.of("backend-deploy.yml"));
        assertThat(of(options, Environment.PROD, Phase.PROMOTE)).isEqualTo(of(options, Environment.PROD, Phase.DEPLOY));
        assertThat(of(options, Environment.PROD, Phase.ROLL_BACK).inputs().values())
                .containsExactlyInAnyOrder(
                        "environment", "strategy", "action", "version", "correlation_key", "valid_until");
        assertThat(of(options, Environment.STAGING, Phase.DEPLOY).inputs().values())
                .containsExactlyInAnyOrder("environment", "strategy");
    }

    @Test
    @DisplayName("are read from variables, for one environment or for all")
    void variables() {
        Map<String, String> variables = new HashMap<>(Map.of(
                "GITHUB_REPOSITORY", "acme/app",
                "GITHUB_API_URL", "https://ghe.example.com/api/v3/",
                "GITHUB_API_VERSION", "2026-03-10",
                "SHIP_REF", "release",
                "GITHUB_WEBHOOK_SECRET", "s",
                "GITHUB_DEPLOY_WORKFLOW", "deploy.yml",
                "GITHUB_DEPLOY_WORKFLOW_PROD", "12345",
                "GITHUB_DEPLOY_INPUTS_PROD", "correlation_key, version percentage",
                "GITHUB_PROMOTE_WORKFLOW_PROD", "promote.yml",
                "GITHUB_ROLLBACK_WORKFLOW_STAGING", "none"));
        GitHubOptions options = read(variables);

        assertThat(options.apiUrl()).hasToString("https://ghe.example.com/api/v3");
        assertThat(options.apiVersion()).isEqualTo("2026-03-10");
        assertThat(options.ref()).isEqualTo("release");
        assertThat(options.webhook()).isTrue();
        assertThat(of(options, Environment.STAGING, Phase.DEPLOY)).isEqualTo(WorkflowFile.of("deploy.yml"));
        WorkflowFile prod = WorkflowFile.of("12345")
                .declaring(WorkflowInput.VERSION, WorkflowInput.PERCENTAGE)
                .echoingKey();
        assertThat(of(options, Environment.PROD, Phase.DEPLOY)).isEqualTo(prod);
        assertThat(of(options, Environment.PROD, Phase.PROMOTE).file()).isEqualTo("promote.yml");
        assertThat(options.workflow(Environment.STAGING, Phase.ROLL_BACK, Rollout.FULL))
                .isEmpty();
        assertThat(options.workflow(Environment.PROD, Phase.ROLL_BACK, Rollout.FULL))
                .isPresent();
    }

    @Test
    @DisplayName("tell all that is wrong with the variables at once")
    void all_problems_at_once() {
        Map<String, String> variables = Map.of(
                "GITHUB_REPOSITORY", "https://github.com/acme/app",
                "GITHUB_API_URL", "https://github.com",
                "GITHUB_API_VERSION", "v3",
                "SHIP_REF", "5f1c2ab7c0de5f1c2ab7c0de5f1c2ab7c0de0001",
                "GITHUB_DEPLOY_WORKFLOW_STAGING", "Client Deploy",
                "GITHUB_DEPLOY_INPUTS", "verison",
                "GITHUB_ROLLBACK_INPUTS_PROD", "correlation_key");

        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> read(variables))
                .satisfies(e -> assertThat(String.join("\n", e.problems()))
                        .contains(
                                "GITHUB_REPOSITORY: \"https://github.com/acme/app\" is not allowed; allowed: owner/name",
                                "GITHUB_API_URL: GitHub API URL: \"https://github.com\" is not the API; allowed:"
                                        + " https://api.github.com",
                                "GITHUB_API_VERSION",
                                "SHIP_REF: ref: \"5f1c2ab7c0de5f1c2ab7c0de5f1c2ab7c0de0001\" is a commit",
                                "GITHUB_DEPLOY_WORKFLOW_STAGING",
                                "GitHub does not take display names",
                                "GITHUB_DEPLOY_INPUTS: verison is not allowed; allowed: correlation_key",
                                "does not declare an input for the version to return to"));
    }

    @Test
    @DisplayName("say what has to be green, for one environment or for all, and refuse what is no name")
    void required_ci() {
        GitHubOptions options = read(Map.of(
                "GITHUB_REPOSITORY", "acme/app",
                "GITHUB_CI_REQUIRED", "Build,  unit (17) , ci/circleci",
                "GITHUB_CI_REQUIRED_PROD", "E2E"));

        assertThat(options.ciRequired())
                .isEqualTo(Map.of(
                        Environment.STAGING, Set.of("Build", "unit (17)", "ci/circleci"),
                        Environment.PROD, Set.of("E2E")));
        assertThat(options.requiringCi(Environment.PROD).ciRequired()).containsEntry(Environment.PROD, Set.of());
        assertThat(GitHubOptions.of("acme", "app").ciRequired()).isEmpty();
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> read(Map.of("GITHUB_REPOSITORY", "acme/app", "GITHUB_CI_REQUIRED_PROD", "Build,")))
                .satisfies(e -> assertThat(e.problems())
                        .containsExactly(
                                "GITHUB_CI_REQUIRED_PROD: required CI: \"\" is not allowed; allowed: the name of a workflow, a"
                                        + " job, a check run or a commit status, on one line, 200 characters at most"));
        String[] many = IntStream.rangeClosed(0, 50).mapToObj(i -> "job " + i).toArray(String[]::new);
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> options.requiringCi(Environment.PROD, many))
                .withMessageContaining("required CI: 51 names for prod; allowed: 50 at most");
    }

    @Test
    @DisplayName("have GitHub show deployments where that is switched on, with where the environments are")
    void deployments() {
        Map<String, String> variables = new HashMap<>(Map.of(
                "GITHUB_REPOSITORY", "acme/app",
                "FRONTEND_BASE_URL", "https://staging.example.com/",
                "FRONTEND_BASE_URL_PROD", "https://app.example.com"));
        assertThat(read(variables).deployments()).isFalse();
        assertThat(read(variables).environmentUrls()).isEmpty();

        variables.put("GITHUB_DEPLOYMENTS", "on");
        assertThat(read(variables).deployments()).isTrue();
        assertThat(read(variables).environmentUrls())
                .isEqualTo(Map.of(
                        Environment.STAGING, URI.create("https://staging.example.com"),
                        Environment.PROD, URI.create("https://app.example.com")));
        variables.put("GITHUB_DEPLOYMENTS", "true");
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> read(variables))
                .satisfies(
                        e -> assertThat(e.problems()).singleElement().asString().contains("GITHUB_DEPLOYMENTS", "on"));
        GitHubOptions options = GitHubOptions.of("acme", "app");
        for (String url : List.of("ftp://app.example.com", "https://user@app.example.com", "https:///app")) {
            assertThatExceptionOfType(ConfigurationException.class)
                    .isThrownBy(() -> options.withEnvironmentUrl(Environment.PROD, URI.create(url)))
                    .withMessageContaining("address of prod");
        }
    }

    @Test
    @DisplayName("need the repository")
    void missing_repository() {
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> read(Map.of()))
                .satisfies(e -> assertThat(e.problems()).anyMatch(p -> p.startsWith("GITHUB_REPOSITORY is not set")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "/a", "a/", "a/b/c", "a/..", "a b/c", "-a/b"})
    @DisplayName("refuse what is no repository")
    void no_repository(String text) {
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> read(Map.of("GITHUB_REPOSITORY", text)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://api.github.com",
                "ftp://x",
                "https://github.com",
                "https://user:pw@ghe.example.com/api/v3",
                "https://ghe.example.com/api/v3/",
                "https://ghe.example.com/api/v3?x=1"
            })
    @DisplayName("refuse a base URL that is not the API's, or that would carry the token in the clear")
    void no_api_url(String url) {
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> GitHubOptions.of("acme", "app").withApiUrl(URI.create(url)))
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("pw"));
    }

    @Test
    @DisplayName("take github.com, GitHub Enterprise Server, data residency, and this machine")
    void api_urls() {
        for (String url : List.of(
                "https://api.github.com",
                "https://ghe.example.com/api/v3",
                "https://api.acme.ghe.com",
                "http://127.0.0.1:8080/api/v3",
                "http://localhost:1")) {
            assertThat(GitHubOptions.of("acme", "app")
                            .withApiUrl(URI.create(url))
                            .apiUrl())
                    .hasToString(url);
        }
    }

    @Test
    @DisplayName("prefer the workflow of a rollout over the one for all")
    void by_rollout() {
        WorkflowFile canary = WorkflowFile.of("canary.yml");
        GitHubOptions options =
                GitHubOptions.of("acme", "app").withWorkflow(Environment.STAGING, Phase.DEPLOY, Rollout.CANARY, canary);

        assertThat(options.workflow(Environment.STAGING, Phase.DEPLOY, Rollout.CANARY))
                .contains(canary);
        assertThat(options.workflow(Environment.STAGING, Phase.DEPLOY, Rollout.BLUE_GREEN))
                .contains(WorkflowFile.of("client-deploy.yml"));
    }

    @Test
    @DisplayName("refuse a rollback workflow that cannot be told what to return to, or by which method")
    void rollbacks_name_the_version() {
        GitHubOptions options = GitHubOptions.of("acme", "app");
        WorkflowFile silent = WorkflowFile.of("back.yml");
        WorkflowFile versioned = silent.declaring(WorkflowInput.VERSION);

        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> options.withWorkflow(Environment.PROD, Phase.ROLL_BACK, Rollout.FULL, silent))
                .withMessageContaining("back.yml for prod does not declare an input for the version");
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> options.withWorkflow(Environment.PROD, Phase.ROLL_BACK, versioned))
                .withMessageContaining("redeploy from remove-canary");
        assertThat(options.withWorkflow(Environment.PROD, Phase.ROLL_BACK, Rollout.FULL, versioned))
                .isNotNull();
    }

    @Test
    @DisplayName("refuse workflows whose inputs GitHub would refuse, and numbers out of range")
    void limits() {
        WorkflowFile file = WorkflowFile.of("a.yml");
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> file.declaring(WorkflowInput.VERSION, "environment"))
                .withMessageContaining("each name once");
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> file.withFixedInput("a b", "c"))
                .withMessageContaining("input \"a b\"");
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> file.echoingKey().notDeclaring(WorkflowInput.CORRELATION_KEY))
                .withMessageContaining("is said to show the correlation key");
        assertThatExceptionOfType(ConfigurationException.class).isThrownBy(() -> {
            WorkflowFile many = file;
            for (int i = 0; i < 24; i++) {
                many = many.withFixedInput("i" + i, "x");
            }
        });
        GitHubOptions options = GitHubOptions.of("acme", "app");
        for (Duration timeout : List.of(Duration.ZERO, Duration.ofSeconds(26))) {
            assertThatExceptionOfType(ConfigurationException.class).isThrownBy(() -> options.withCallTimeout(timeout));
        }
    }

    @Test
    @DisplayName("tell several services of one repository apart by fixed inputs, each for its environment")
    void monorepo() {
        Environment client = new Environment("client-staging");
        Environment backend = new Environment("backend-staging");
        Problems problems = new Problems();
        GitHubOptions options = GitHubOptions.fromVariables(
                Variables.of(Map.of(
                        "GITHUB_REPOSITORY", "acme/app",
                        "GITHUB_DEPLOY_WORKFLOW", "deploy.yml",
                        "GITHUB_DEPLOY_FIXED_INPUTS", "environment=staging, region = eu-west-1",
                        "GITHUB_DEPLOY_FIXED_INPUTS_CLIENT_STAGING", "environment=staging,service=client,flags=a=b",
                        "GITHUB_ROLLBACK_FIXED_INPUTS_CLIENT_STAGING", "service=client",
                        "GITHUB_DEPLOY_JOB_CLIENT_STAGING", "Deploy client")),
                List.of(client, backend),
                problems);
        assertThat(problems.messages()).isEmpty();
        assertThat(of(options, client, Phase.DEPLOY).fixedInputs())
                .isEqualTo(Map.of("environment", "staging", "service", "client", "flags", "a=b"));
        assertThat(of(options, client, Phase.DEPLOY).job()).isEqualTo("Deploy client");
        assertThat(of(options, client, Phase.PROMOTE)).isEqualTo(of(options, client, Phase.DEPLOY));
        assertThat(of(options, client, Phase.ROLL_BACK).fixedInputs()).isEqualTo(Map.of("service", "client"));
        assertThat(of(options, backend, Phase.DEPLOY).fixedInputs())
                .isEqualTo(Map.of("environment", "staging", "region", "eu-west-1"));
        assertThat(of(options, backend, Phase.DEPLOY).job()).isNull();
    }

    @Test
    @DisplayName("name all that is wrong with fixed inputs, and the variable")
    void wrong_fixed_inputs() {
        Problems problems = new Problems();
        GitHubOptions.fromVariables(
                Variables.of(Map.of(
                        "GITHUB_REPOSITORY", "acme/app",
                        "GITHUB_DEPLOY_FIXED_INPUTS_PROD", "client,1=2,a=b,a=c")),
                List.of(Environment.PROD),
                problems);
        assertThat(problems.messages())
                .containsExactly(
                        "GITHUB_DEPLOY_FIXED_INPUTS_PROD: \"client\" is not allowed; allowed: name=value, several with commas"
                                + " between, each name a letter or _, then letters, digits, _ and -",
                        "GITHUB_DEPLOY_FIXED_INPUTS_PROD: \"1=2\" is not allowed; allowed: name=value, several with commas"
                                + " between, each name a letter or _, then letters, digits, _ and -",
                        "GITHUB_DEPLOY_FIXED_INPUTS_PROD: a is given twice; allowed: each name once");
    }
}
