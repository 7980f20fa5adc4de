package io.releaseconductor.github;

import static org.assertj.core.api.Assertions.assertThat;

import io.releaseconductor.config.ConfigurationException;
import io.releaseconductor.deployment.DispatchOutcome;
import io.releaseconductor.examples.fakegithub.Call;
import io.releaseconductor.examples.fakegithub.FakeWorkflow;
import io.releaseconductor.model.Environment;
import io.releaseconductor.model.Phase;
import io.releaseconductor.model.Rollout;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@DisplayName("What a workflow is told is learned from its file")
class LearnedInputsTest {

    private static final String FILE = "client-deploy.yml";

    private final Bench bench = new Bench();

    LearnedInputsTest() {
        // nothing but what the variables of a first try say
        bench.options = GitHubHarness.options(bench.fake);
        bench.workflows = bench.adapter(bench.options);
    }

    @AfterEach
    void close() {
        bench.close();
    }

    private List<String> problems() {
        try {
            bench.workflows.check();
            return List.of();
        } catch (ConfigurationException e) {
            return e.problems();
        }
    }

    private void file(String inputs) {
        bench.fake.write(FILE, "run-name: Deploy\non:\n  workflow_dispatch:\n    inputs:\n" + inputs.indent(6));
    }

    private Map<String, String> sent() {
        bench.workflows.dispatch(bench.deploy(1));
        return bench.fake.runs().get(bench.fake.runs().size() - 1).inputs();
    }

    @Test
    @DisplayName("at the start, with what its run name shows, and nothing has to be configured")
    void at_start() {
        assertThat(problems()).isEmpty();
        assertThat(sent()).containsOnlyKeys("environment", "strategy", "version", "correlation_key");
        assertThat(bench.workflows.takesVersion(Environment.STAGING, Phase.DEPLOY, Rollout.FULL))
                .isTrue();
        assertThat(bench.workflows.learned())
                .containsExactly(
                        "client-deploy.yml is told environment, strategy, correlation_key, version; its runs show their key",
                        "rollback.yml is told environment, strategy, correlation_key, valid_until, version, action; its runs"
                                + " show their key",
                        "backend-deploy.yml is told environment, strategy, correlation_key, version; its runs show their"
                                + " key");
    }

    @Test
    @DisplayName("and stays as configured where the token may not read contents")
    void unreadable() {
        bench.fake.forbid(Call.CONTENTS);
        assertThat(problems()).isEmpty();
        assertThat(bench.workflows.learned()).isEmpty();
        assertThat(sent()).containsOnlyKeys("environment", "strategy");
    }

    @Test
    @DisplayName("anew when GitHub refuses an input, and it is tried again with what the file declares now")
    void anew() {
        assertThat(problems()).isEmpty();
        bench.fake.add(FakeWorkflow.asInSpec(FILE, "Deploy").with("version"));
        assertThat(bench.workflows.dispatch(bench.deploy(1)))
                .isInstanceOfSatisfying(
                        DispatchOutcome.NotSent.class,
                        sent -> assertThat(sent.reason())
                                .contains("Unexpected inputs provided: [\"correlation_key\"]", "was read anew"));
        assertThat(sent()).containsOnlyKeys("environment", "strategy", "version");
        bench.fake.add(
                new FakeWorkflow(FILE, "Deploy", Map.of("region", List.of()), Set.of("region"), null, null, true));
        assertThat(bench.workflows.dispatch(bench.deploy(2))).isInstanceOf(DispatchOutcome.NotSent.class);
        assertThat(bench.workflows.dispatch(bench.deploy(3)))
                .as("what cannot be healed is refused")
                .isInstanceOf(DispatchOutcome.Rejected.class);
    }

    @Nested
    @DisplayName("and compared with what it will be sent:")
    class Compared {

        @Test
        void a_required_input_that_nobody_sends_and_a_value_that_is_not_allowed_are_errors() {
            file("""
                    environment: { type: choice, options: [production], required: true }
                    strategy: { type: choice, options: [full, canary] }
                    region: { required: true }
                    debug: { type: boolean, default: false, required: true }
                    """);
            assertThat(problems())
                    .containsExactly(
                            "GitHub: workflow client-deploy.yml requires the input region, which it is not sent; give it a"
                                    + " default there, or a fixed value in the configuration",
                            "GitHub: workflow client-deploy.yml: the input environment does not allow \"staging\", which it is"
                                    + " sent for staging; allowed there: production");
        }

        @Test
        void a_fixed_input_that_is_not_declared_and_a_missing_trigger_are_errors() {
            bench.reconfigure(options -> options.withWorkflow(
                    Environment.STAGING, Phase.DEPLOY, WorkflowFile.of(FILE).withFixedInput("client", "eu")));
            assertThat(problems())
                    .containsExactly(
                            "GitHub: workflow client-deploy.yml does not declare the input client, which has a fixed"
                                    + " value; declare it, or leave it out");
            bench.fake.write(FILE, "on: { push: {} }");
            assertThat(problems()).anyMatch(problem -> problem.contains("has no workflow_dispatch trigger"));
        }

        @Test
        void a_rollback_that_cannot_be_told_what_to_return_to_is_an_error() {
            bench.fake.write("rollback.yml", "on: { workflow_dispatch: { inputs: { environment: {}, action: {} } } }");
            assertThat(problems())
                    .contains(
                            "GitHub: workflow rollback.yml rolls prod back, and does not declare the input version, without"
                                    + " which it cannot know what to return to; declare it, as the samples in docs/workflows do");
        }

        @Test
        void a_workflow_that_cannot_tell_canary_from_full_is_offered_no_canary() {
            for (String inputs : List.of(
                    "environment: {}",
                    "environment: {}\nstrategy: { type: choice, options: [full] }",
                    "environment: {}\nstrategy: { type: choice, options: [full, blue] }\nversion: {}")) {
                file(inputs);
                assertThat(problems()).isEmpty();
                assertThat(bench.workflows.supports(Environment.STAGING, Phase.DEPLOY, Rollout.CANARY))
                        .as(inputs)
                        .isFalse();
                assertThat(bench.workflows.supports(Environment.STAGING, Phase.DEPLOY, Rollout.FULL))
                        .isTrue();
            }
            for (String inputs : List.of("strategy: {}", "rollout: { options: [full, canary] }", "percentage: {}")) {
                file(inputs);
                assertThat(problems()).isEmpty();
                assertThat(bench.workflows.supports(Environment.STAGING, Phase.DEPLOY, Rollout.CANARY))
                        .as(inputs)
                        .isTrue();
            }
        }
    }

    @Nested
    @DisplayName("which is read as GitHub reads it:")
    class Read {

        @Test
        void triggers_in_all_their_forms_where_on_is_a_word() {
            for (String on : List.of(
                    "on: workflow_dispatch",
                    "on: [push, workflow_dispatch]",
                    "\"on\": { workflow_dispatch: }",
                    "on:\n  push:\n  workflow_dispatch:")) {
                assertThat(WorkflowText.parse(on).dispatchable()).as(on).isTrue();
            }
            assertThat(WorkflowText.parse("on: push").dispatchable()).isFalse();
            assertThat(WorkflowText.parse("true: workflow_dispatch").dispatchable())
                    .isFalse();
        }

        @Test
        void anchors_quotes_and_values_that_look_like_something_else() {
            WorkflowText text = WorkflowText.parse("""
                    run-name: "${{ inputs.environment }} ${{ format('{0}', inputs.correlation_key) }}"
                    on:
                      workflow_call:
                        inputs: &inputs
                          correlation_key: { type: string }
                          on: { options: [on, 'off', 1, true], required: true }
                          no: { required: true, default: '' }
                      workflow_dispatch:
                        inputs: *inputs
                    """);
            assertThat(text.inputs().keySet()).containsExactly("correlation_key", "on", "no");
            assertThat(text.inputs().get("on"))
                    .isEqualTo(new WorkflowText.Input(true, List.of("on", "off", "1", "true")));
            assertThat(text.inputs().get("no").required()).isFalse();
            assertThat(text.shows("correlation_key")).isTrue();
            assertThat(text.shows("correlation")).isFalse();
            assertThat(text.shows("version")).isFalse();
        }

        @Test
        void what_is_no_workflow_is_nothing() {
            for (String no : List.of("", "- a", "just words", "on: [", "a: &a [*a", "{".repeat(20_000))) {
                assertThat(WorkflowText.parse(no))
                        .as(no.substring(0, Math.min(9, no.length())))
                        .isNull();
            }
        }
    }
}
