package io.releaseconductor.github;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.releaseconductor.config.Problems;
import io.releaseconductor.config.Variables;
import io.releaseconductor.deployment.Attempt;
import io.releaseconductor.deployment.DispatchIntent;
import io.releaseconductor.deployment.RollbackMethod;
import io.releaseconductor.model.DeployId;
import io.releaseconductor.model.Environment;
import io.releaseconductor.model.Phase;
import io.releaseconductor.model.Reach;
import io.releaseconductor.model.Rollout;
import io.releaseconductor.model.RolloutPlan;
import io.releaseconductor.model.Strategy;
import io.releaseconductor.testkit.ManualClock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The files in {@code docs/workflows}, read as GitHub reads them. */
@DisplayName("The sample workflows")
class WorkflowSamplesTest {

    private static final Path SAMPLES = Path.of("../docs/workflows");
    private static final String GUARD = "only-once.yml";
    private static final List<Environment> ENVIRONMENTS = List.of(Environment.STAGING, Environment.PROD);
    private static final Instant START = ManualClock.START;

    private static JsonNode sample(String file) {
        try {
            return new YAMLMapper().readTree(SAMPLES.resolve(file).toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(String file) {
        try {
            return Files.readString(SAMPLES.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode inputs(String file) {
        return sample(file).path("on").path("workflow_dispatch").path("inputs");
    }

    private static Set<String> names(JsonNode object) {
        Set<String> names = new TreeSet<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    /** What the head of a sample says to set, as the conductor reads it. */
    private static GitHubOptions asDocumented() {
        String setting = Stream.of("client-deploy.yml", "backend-deploy.yml")
                .map(WorkflowSamplesTest::text)
                .flatMap(text -> Pattern.compile("GITHUB_DEPLOY_INPUTS=(\\S+)")
                        .matcher(text)
                        .results())
                .map(result -> result.group(1))
                .distinct()
                .collect(Collectors.joining(" and "));
        return options(Map.of("GITHUB_REPOSITORY", "acme/app", "GITHUB_DEPLOY_INPUTS", setting));
    }

    private static GitHubOptions options(Map<String, String> variables) {
        Problems problems = new Problems();
        GitHubOptions options = GitHubOptions.fromVariables(Variables.of(variables), ENVIRONMENTS, problems);
        assertThat(problems.messages()).isEmpty();
        return options;
    }

    @Test
    void are_there_for_each_workflow_that_the_defaults_name_and_parse() {
        Set<String> files = GitHubOptions.of("acme", "app").workflows().values().stream()
                .map(WorkflowFile::file)
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(files).containsExactly("backend-deploy.yml", "client-deploy.yml", "rollback.yml");
        for (String file : files) {
            assertThat(sample(file).path("name").asText()).isNotBlank();
            assertThat(inputs(file).size())
                    .as("GitHub Enterprise Server took 10 inputs until 3.20")
                    .isBetween(2, 10);
        }
    }

    @Test
    void declare_what_the_defaults_send_and_require_nothing_else() {
        for (GitHubOptions options : List.of(
                GitHubOptions.of("acme", "app"), options(Map.of("GITHUB_REPOSITORY", "acme/app")), asDocumented())) {
            intents().forEach(intent -> assertTaken(options, intent));
        }
    }

    @Test
    void declare_exactly_what_their_heads_say_to_configure() {
        GitHubOptions options = asDocumented();
        options.workflows()
                .forEach((use, workflow) -> assertThat(names(inputs(workflow.file())))
                        .as("%s", use)
                        .isEqualTo(new TreeSet<>(workflow.inputs().values())));
        assertThat(options.workflows().values()).allMatch(WorkflowFile::echoesKey);
        assertThat(names(inputs("rollback.yml")))
                .as("the defaults, without any configuration")
                .isEqualTo(new TreeSet<>(
                        GitHubOptions.rollbackWorkflow("rollback.yml").inputs().values()));
    }

    /** As GitHub does: refuses what is not declared, what is missing, and a choice that is none. */
    private static void assertTaken(GitHubOptions options, DispatchIntent intent) {
        WorkflowFile workflow = options.workflow(intent.environment(), intent.phase(), intent.rollout())
                .orElseThrow();
        Map<String, String> sent = Inputs.of(intent, workflow);
        JsonNode declared = inputs(workflow.file());
        assertThat(names(declared)).as("%s", intent).containsAll(sent.keySet());
        for (Iterator<Map.Entry<String, JsonNode>> it = declared.properties().iterator(); it.hasNext(); ) {
            Map.Entry<String, JsonNode> input = it.next();
            String value = sent.get(input.getKey());
            if (value == null) {
                assertThat(input.getValue().path("required").asBoolean(false))
                        .as("%s is required in %s", input.getKey(), workflow.file())
                        .isFalse();
            } else if (input.getValue().path("type").asText().equals("choice")) {
                assertThat(values(input.getValue().path("options")))
                        .as("%s", input.getKey())
                        .contains(value);
            }
        }
    }

    private static List<String> values(JsonNode array) {
        List<String> values = new ArrayList<>();
        array.forEach(value -> values.add(value.asText()));
        return values;
    }

    private static Stream<DispatchIntent> intents() {
        return ENVIRONMENTS.stream()
                .flatMap(environment -> Stream.of(Rollout.values())
                        .flatMap(rollout -> Stream.of(
                                intent(environment, Phase.DEPLOY, rollout, null),
                                intent(environment, Phase.PROMOTE, rollout, null),
                                intent(environment, Phase.ROLL_BACK, rollout, RollbackMethod.REDEPLOY),
                                intent(environment, Phase.ROLL_BACK, rollout, RollbackMethod.REMOVE_CANARY),
                                intent(environment, Phase.ROLL_BACK, rollout, RollbackMethod.SWITCH_BACK))));
    }

    private static DispatchIntent intent(
            Environment environment, Phase phase, Rollout rollout, @Nullable RollbackMethod method) {
        return new DispatchIntent(
                DeployId.of(environment, START),
                Attempt.of(phase, 1),
                environment,
                rollout == Rollout.CANARY ? Strategy.CANARY : Strategy.FULL,
                rollout,
                phase == Phase.ROLL_BACK
                        ? null
                        : phase == Phase.DEPLOY
                                ? RolloutPlan.of(rollout).wave(1).reach()
                                : Reach.ALL,
                phase == Phase.PROMOTE || (phase == Phase.DEPLOY && rollout != Rollout.CANARY),
                null,
                "0a1b2c3",
                method,
                START,
                START.plusSeconds(30),
                null);
    }

    @ParameterizedTest
    @ValueSource(strings = {"client-deploy.yml", "backend-deploy.yml", "rollback.yml"})
    void show_the_whole_key_where_the_conductor_looks_for_it(String file) {
        String runName = sample(file).path("run-name").asText();
        String key = "ship-staging-1699747200/deploy/1";
        String title = runName.replace("${{ inputs.correlation_key }}", key).replaceAll("\\$\\{\\{[^}]*}}", "x");
        assertThat(CorrelationKeys.shows(title, key)).as("%s", title).isTrue();
        assertThat(CorrelationKeys.deployments(title)).contains(DeployId.of(Environment.STAGING, START));
        // The guard compares words.
        assertThat(title.split(" ")).contains(key);
    }

    @ParameterizedTest
    @ValueSource(strings = {"client-deploy.yml", "backend-deploy.yml", "rollback.yml"})
    void let_runs_with_one_key_work_one_after_the_other_and_refuse_the_second_before_anything_else(String file) {
        JsonNode workflow = sample(file);
        assertThat(workflow.path("concurrency").path("group").asText())
                .contains("${{ inputs.correlation_key || github.run_id }}");
        assertThat(workflow.path("concurrency").path("cancel-in-progress").asText())
                .isEqualTo("false");

        JsonNode jobs = workflow.path("jobs");
        JsonNode guard = jobs.path("only-once");
        assertThat(guard.path("uses").asText()).isEqualTo("./.github/workflows/" + GUARD);
        assertThat(guard.path("with").path("correlation_key").asText()).isEqualTo("${{ inputs.correlation_key }}");
        assertThat(guard.path("with").path("valid_until").asText()).isEqualTo("${{ inputs.valid_until }}");
        assertThat(guard.path("permissions").path("actions").asText()).isEqualTo("read");
        assertThat(guard.has("if"))
                .as("a guard that is skipped would let everything be skipped")
                .isFalse();
        for (String name : names(jobs)) {
            if (!name.equals("only-once")) {
                JsonNode job = jobs.path(name);
                assertThat(job.path("needs").asText()).as("%s", name).isEqualTo("only-once");
                assertThat(job.has("if"))
                        .as("an if could let it run though the guard failed")
                        .isFalse();
                boolean rollback = file.equals("rollback.yml");
                assertThat(job.path("concurrency").path("group").asText())
                        .as("a rollback does not queue behind what it repairs")
                        .isEqualTo((rollback ? "rollback" : "environment") + "-${{ inputs.environment }}");
                assertThat(job.path("concurrency").path("cancel-in-progress").asText())
                        .isEqualTo("false");
                assertThat(job.path("environment").path("url").asText()).isEqualTo("${{ vars.FRONTEND_BASE_URL }}");
                assertThat(job.path("environment").path("name").asText())
                        .as("nor waits for those who review deployments")
                        .isEqualTo("${{ inputs.environment }}" + (rollback ? "-rollback" : ""));
                assertThat(job.path("timeout-minutes").asInt()).isBetween(1, 59);
            }
        }
    }

    @Test
    void guard_by_a_list_of_runs_that_is_read_whole_and_is_not_trusted_before_it_shows_the_run_itself() {
        JsonNode guard = sample(GUARD);
        assertThat(guard.path("on")
                        .path("workflow_call")
                        .path("inputs")
                        .path("correlation_key")
                        .path("required")
                        .asText())
                .isEqualTo("true");
        JsonNode job = guard.path("jobs").path("only-once");
        assertThat(names(job.path("permissions"))).containsExactly("actions");
        JsonNode step = job.path("steps").path(0);
        assertThat(step.path("if").asText()).isEqualTo("inputs.correlation_key != ''");
        assertThat(step.path("run").asText())
                .contains(
                        "set -euo pipefail",
                        "per_page=100&page=$page",
                        "grep -q \"^$GITHUB_RUN_ID \"",
                        "VALID_UNTIL + 60")
                .endsWith("exit 1\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"client-deploy.yml", "backend-deploy.yml", "rollback.yml", GUARD})
    void give_scripts_what_came_from_outside_as_variables_only_and_jobs_no_more_rights_than_needed(String file) {
        JsonNode workflow = sample(file);
        assertThat(workflow.path("permissions").isObject()).isTrue();
        assertThat(workflow.path("permissions")).isEmpty();
        assertThat(workflow.findValuesAsText("run")).isNotEmpty().noneMatch(script -> script.contains("${{"));
        workflow.path("jobs")
                .forEach(job -> assertThat(names(job.path("permissions"))).isSubsetOf("actions", "contents"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"client-deploy.yml", "backend-deploy.yml", "rollback.yml"})
    void do_something_for_each_action_and_rollout(String file) {
        List<String> conditions = sample(file).findValuesAsText("if");
        for (String value : values(inputs(file).path("action").path("options"))) {
            assertThat(conditions)
                    .as("%s", value)
                    .anyMatch(condition -> condition.contains("inputs.action == '" + value + "'"));
        }
        Pattern used = Pattern.compile("inputs\\.([a-z_]+)");
        assertThat(used.matcher(text(file)).results().map((MatchResult r) -> r.group(1)))
                .as("inputs that are used are declared")
                .isSubsetOf(names(inputs(file)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"client-deploy.yml", "backend-deploy.yml"})
    void go_as_far_as_they_are_told_however_little_they_are_told_of_it(String file) {
        GitHubOptions least = options(Map.of("GITHUB_REPOSITORY", "acme/app"));
        for (GitHubOptions options : List.of(least, asDocumented())) {
            intents()
                    .filter(intent -> intent.phase() == Phase.DEPLOY)
                    .filter(intent -> !options.equals(least) || intent.rollout() != Rollout.BLUE_GREEN)
                    .forEach(intent -> {
                        Map<String, String> sent = Inputs.of(
                                intent,
                                options.workflow(intent.environment(), intent.phase(), intent.rollout())
                                        .orElseThrow());
                        assertThat(stepsOf(file, sent))
                                .as("%s told %s", intent.rollout(), sent)
                                .containsExactly("inputs.action == 'deploy' && env.ROLLOUT == '"
                                        + intent.rollout().wireName() + "'");
                    });
        }
    }

    /** The conditions that hold, as GitHub judges them for these inputs and the defaults of the others. */
    private static List<String> stepsOf(String file, Map<String, String> sent) {
        JsonNode job = sample(file).path("jobs").path("deploy");
        assertThat(job.path("env").path("ROLLOUT").asText()).isEqualTo("${{ inputs.rollout || inputs.strategy }}");
        String action = value(file, sent, "action");
        String rollout = value(file, sent, "rollout");
        String way = rollout.isEmpty() ? value(file, sent, "strategy") : rollout;
        return job.path("steps").findValuesAsText("if").stream()
                .filter(condition -> condition.contains("inputs.action == '" + action + "'"))
                .filter(condition ->
                        !condition.contains("env.ROLLOUT") || condition.contains("env.ROLLOUT == '" + way + "'"))
                .toList();
    }

    private static String value(String file, Map<String, String> sent, String input) {
        return sent.getOrDefault(input, inputs(file).path(input).path("default").asText(""));
    }

    @Test
    void never_roll_back_to_the_head_of_the_branch() {
        String rollback = text("rollback.yml");
        assertThat(rollback).doesNotContain("github.sha");
        assertThat(sample("rollback.yml")
                        .path("jobs")
                        .path("rollback")
                        .path("steps")
                        .path(0)
                        .path("if")
                        .asText())
                .isEqualTo("inputs.action == 'redeploy' && inputs.version == ''");
    }
}
