package io.releaseconductor.github;

import static org.assertj.core.api.Assertions.assertThat;

import io.releaseconductor.examples.fakegithub.Call;
import io.releaseconductor.examples.fakegithub.FakeWorkflow;
import io.releaseconductor.examples.fakegithub.Fault;
import io.releaseconductor.github.Finding.Weight;
import io.releaseconductor.model.Bake;
import io.releaseconductor.model.Environment;
import io.releaseconductor.model.Gate;
import io.releaseconductor.model.Phase;
import io.releaseconductor.model.Reach;
import io.releaseconductor.model.Rollout;
import io.releaseconductor.model.RolloutPlan;
import io.releaseconductor.model.Strategy;
import io.releaseconductor.model.Wave;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A workflow file, compared with what it will be sent,")
class FindingsTest {

    private static final String FILE = "client-deploy.yml";

    private static final String AS_IN_SPEC = """
            name: Client Deploy
            on:
              workflow_dispatch:
                inputs:
                  environment:
                    required: true
                    type: choice
                    options: [staging, prod]
                  strategy:
                    required: false
                    type: choice
                    options: [canary, full]
            """;

    private static final String KEY = "      correlation_key: {type: string}\n";

    private final Bench bench = new Bench();

    @AfterEach
    void close() {
        bench.close();
    }

    private List<Finding> judge(String text) {
        return judge(text, WorkflowFile.of(FILE), Map.of());
    }

    private List<Finding> judge(
            String text, WorkflowFile workflow, Map<Environment, Map<Strategy, RolloutPlan>> plans) {
        bench.reconfigure(options -> GitHubHarness.options(bench.fake)
                .withWorkflow(Environment.STAGING, Phase.DEPLOY, workflow)
                .withWorkflow(Environment.STAGING, Phase.PROMOTE, workflow));
        bench.fake.write(FILE, text);
        return bench.workflows.examine(plans).stream()
                .filter(finding -> FILE.equals(finding.file()))
                .toList();
    }

    private static Finding doubt(String text, String mend) {
        return new Finding(Weight.DOUBT, FILE, text, mend);
    }

    @Test
    @DisplayName("fits as the spec has it, with a doubt about runs that get lost")
    void spec() {
        assertThat(judge(AS_IN_SPEC))
                .containsExactly(
                        doubt(
                                "client-deploy.yml is not sent the correlation key: a run whose start was not answered"
                                        + " needs a person",
                                "let it declare correlation_key and show it in its run-name, as the samples in"
                                        + " docs/workflows do"),
                        new Finding(
                                Weight.GOOD,
                                FILE,
                                "client-deploy.yml: takes what it will be sent (environment, strategy)",
                                null));
    }

    @Test
    @DisplayName("fits with the key declared and shown, under any spelling of the expression")
    void shown() {
        for (String name :
                List.of("${{inputs.correlation_key}}", "Deploy ${{ inputs.correlation_key || github.run_id }}")) {
            assertThat(judge("run-name: \"" + name + "\"\n" + AS_IN_SPEC + KEY))
                    .hasSize(1)
                    .allMatch(finding -> finding.weight() == Weight.GOOD);
        }
    }

    @Test
    @DisplayName("leaves a doubt if it shows another input than the key, or none")
    void not_shown() {
        for (String name : List.of("Deploy", "${{ inputs.correlation_key2 }}", "inputs.correlation_key")) {
            assertThat(judge("run-name: \"" + name + "\"\n" + AS_IN_SPEC + KEY))
                    .contains(doubt(
                            "client-deploy.yml does not show the input correlation_key in its run-name, so that no run is"
                                    + " found by it",
                            "add \"run-name: Deploy ${{ inputs.correlation_key }}\" at the top of the file"));
        }
    }

    @Test
    @DisplayName("does not fit if an input is not declared, requires what is not sent, or does not allow a value")
    void inputs() {
        assertThat(judge(AS_IN_SPEC, WorkflowFile.of(FILE).declaring(WorkflowInput.VERSION), Map.of()))
                .anyMatch(finding -> finding.weight() == Weight.DOUBT
                        && finding.text()
                                .equals("client-deploy.yml does not declare the input version, so that it is not sent"))
                .noneMatch(finding -> finding.weight() == Weight.GOOD);
        assertThat(judge(AS_IN_SPEC + "      region: {required: true}\n"))
                .anyMatch(finding -> finding.weight() == Weight.PROBLEM
                        && finding.text().startsWith("client-deploy.yml requires the input region"));
        assertThat(judge(AS_IN_SPEC + "      region: {required: true, default: eu}\n"))
                .anyMatch(finding -> finding.weight() == Weight.NOTE
                        && finding.text().equals("client-deploy.yml declares the input region, which it is not sent"))
                .noneMatch(finding -> finding.weight() == Weight.PROBLEM);
        assertThat(judge(AS_IN_SPEC.replace("[staging, prod]", "[dev, prod]")))
                .anyMatch(finding -> finding.weight() == Weight.PROBLEM
                        && finding.line()
                                .equals(
                                        "client-deploy.yml: the input environment does not allow \"staging\", which it is"
                                                + " sent for staging; allowed there: dev, prod"));
    }

    @Test
    @DisplayName("leaves a doubt if it does not allow what only some deployments send")
    void some_values() {
        assertThat(judge(AS_IN_SPEC.replace("[canary, full]", "[full]")))
                .contains(doubt(
                        "client-deploy.yml: the input strategy does not allow canary, so that there are no canaries",
                        "add it to the input's options, or ship with strategy:full only"))
                .anyMatch(finding -> finding.weight() == Weight.GOOD);
        assertThat(judge(AS_IN_SPEC + "      action: {options: [deploy]}\n"))
                .contains(doubt(
                        "client-deploy.yml: the input action does not allow promote", "add it to the input's options"))
                .noneMatch(finding -> finding.weight() == Weight.GOOD);
        String rollout = AS_IN_SPEC + "      rollout: {options: [full, canary]}\n";
        assertThat(judge(rollout)).noneMatch(finding -> finding.text().contains("rollout does not"));
        assertThat(judge(
                        rollout,
                        WorkflowFile.of(FILE),
                        Map.of(Environment.STAGING, Map.of(Strategy.FULL, RolloutPlan.BLUE_GREEN))))
                .contains(doubt(
                        "client-deploy.yml: the input rollout does not allow blue-green",
                        "add it to the input's options"));
    }

    @Test
    @DisplayName("is compared with what the waves of a plan send, by whichever strategy it is asked for")
    void waves() {
        bench.fake.add(FakeWorkflow.asInSpec("promote.yml", "Promote"));
        bench.fake.write(
                "promote.yml",
                AS_IN_SPEC.replace("[canary, full]", "[full]") + "      percentage: {options: ['5', '100']}\n");
        bench.reconfigure(options -> GitHubHarness.options(bench.fake)
                .withWorkflow(Environment.STAGING, Phase.PROMOTE, WorkflowFile.of("promote.yml")));
        RolloutPlan gradual = canary(5, 25, 100);

        assertThat(notAllowed(RolloutPlan.FULL, RolloutPlan.CANARY)).isEmpty();
        assertThat(notAllowed(RolloutPlan.FULL, gradual))
                .containsExactlyInAnyOrder(
                        "DOUBT promote.yml: the input strategy does not allow canary, so that there are no canaries;"
                                + " add it to the input's options, or ship with strategy:full only",
                        "DOUBT promote.yml: the input percentage does not allow 25; add it to the input's options");
        assertThat(notAllowed(gradual, RolloutPlan.CANARY))
                .containsExactlyInAnyOrder(
                        "PROBLEM promote.yml: the input strategy does not allow \"canary\", which it is sent for staging;"
                                + " allowed there: full",
                        "PROBLEM promote.yml: the input percentage does not allow \"25\", which it is sent for staging;"
                                + " allowed there: 5, 100");
        bench.fake.write("promote.yml", AS_IN_SPEC);
        assertThat(notAllowed(gradual, gradual)).isEmpty();
    }

    @Test
    @DisplayName("does not fit where it refuses what the idle instances are deployed to with")
    void idleFirst() {
        bench.fake.write("client-deploy.yml", AS_IN_SPEC.replace("[canary, full]", "[full]"));

        assertThat(notAllowed(RolloutPlan.BLUE_GREEN, RolloutPlan.BLUE_GREEN)).isEmpty();
        assertThat(notAllowed(RolloutPlan.IDLE_FIRST, RolloutPlan.IDLE_FIRST))
                .containsExactly(
                        "PROBLEM client-deploy.yml: the input strategy does not allow \"canary\", which it is sent for"
                                + " staging; allowed there: full");
    }

    private List<String> notAllowed(RolloutPlan full, RolloutPlan canary) {
        return bench
                .workflows
                .examine(Map.of(Environment.STAGING, Map.of(Strategy.FULL, full, Strategy.CANARY, canary)))
                .stream()
                .filter(finding -> finding.text().contains("does not allow"))
                .map(finding -> finding.weight() + " " + finding.line())
                .toList();
    }

    static RolloutPlan canary(int... percentages) {
        return new RolloutPlan(
                Rollout.CANARY,
                Arrays.stream(percentages)
                        .mapToObj(each -> new Wave(new Reach.Percentage(each), Bake.ONE_LOOK, Gate.OPEN))
                        .toList());
    }

    @Test
    @DisplayName("does not fit without the trigger, in whichever form triggers are written")
    void trigger() {
        for (String on : List.of("on: push", "on: [push, pull_request]", "on:\n  push:\n    branches: [main]")) {
            assertThat(judge(on))
                    .singleElement()
                    .extracting(Finding::weight, Finding::text)
                    .containsExactly(
                            Weight.PROBLEM,
                            "client-deploy.yml has no workflow_dispatch trigger, so that it cannot be started");
        }
        for (String on :
                List.of("on: workflow_dispatch", "on: [push, workflow_dispatch]", "\"on\": {workflow_dispatch: }")) {
            assertThat(judge(on)).noneMatch(finding -> finding.text().contains("trigger"));
        }
    }

    @Test
    @DisplayName("leaves a doubt if a newer run cancels an older one, of the whole or of a job")
    void cancels() {
        for (String where : List.of("", "jobs:\n deploy:\n  ")) {
            assertThat(judge(AS_IN_SPEC + where + "concurrency: {group: deploy, cancel-in-progress: true}\n"))
                    .anyMatch(finding -> finding.weight() == Weight.DOUBT
                            && finding.text().startsWith("client-deploy.yml cancels a run in progress"));
        }
        assertThat(judge(AS_IN_SPEC + "concurrency: {group: deploy, cancel-in-progress: false}\n"))
                .noneMatch(finding -> finding.text().contains("cancels"));
    }

    @Test
    @DisplayName("says so if it is no YAML, is not there, or may not be read, and is no reason not to start")
    void unreadable() {
        assertThat(judge("on: [workflow_dispatch\n")).singleElement().satisfies(finding -> {
            assertThat(finding.weight()).isEqualTo(Weight.DOUBT);
            assertThat(finding.text())
                    .startsWith("client-deploy.yml is not YAML: ")
                    .doesNotContain("\n");
        });
        bench.workflows.check();
        for (int status : List.of(404, 403)) {
            bench.fake.failNext(Call.CONTENTS, Fault.answer(false, status, "No"));
            assertThat(judge(AS_IN_SPEC))
                    .singleElement()
                    .extracting(Finding::weight)
                    .isEqualTo(status == 404 ? Weight.DOUBT : Weight.NOTE);
        }
    }
}
