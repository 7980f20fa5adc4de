package io.releaseconductor.examples.bot;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A workflow file, compared with what it will be sent,")
class WorkflowJudgeTest {

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

    private static List<String> judge(String text, String... variables) throws JsonProcessingException {
        Map<String, String> environment = new HashMap<>();
        environment.put("GITHUB_TOKEN", "x");
        environment.put("GITHUB_REPOSITORY", "acme/app");
        environment.put("SHIP_ENVIRONMENTS", "staging");
        for (int i = 0; i < variables.length; i += 2) {
            environment.put(variables[i], variables[i + 1]);
        }
        Report report = new Report(new Redaction(Map.of()));
        new WorkflowJudge(BotSettings.read(environment)).judge("client-deploy.yml", WorkflowText.parse(text), report);
        return report.close().stream().map(Report.Line::toString).toList();
    }

    @Test
    @DisplayName("fits as the spec has it, with a doubt about runs that get lost")
    void spec() throws JsonProcessingException {
        assertThat(judge(AS_IN_SPEC))
                .satisfiesExactly(
                        line -> assertThat(line).contains("! client-deploy.yml is not sent the correlation key"),
                        line -> assertThat(line)
                                .contains("✓ client-deploy.yml: takes what it will be sent (environment, strategy)"));
    }

    @Test
    @DisplayName("fits with the key declared and shown, under any spelling of the expression")
    void shown() throws JsonProcessingException {
        String key = AS_IN_SPEC + "      correlation_key: {type: string}\n";
        for (String name :
                List.of("${{inputs.correlation_key}}", "Deploy ${{ inputs.correlation_key || github.run_id }}")) {
            assertThat(judge("run-name: \"" + name + "\"\n" + key)).hasSize(1).allMatch(line -> line.contains("✓"));
        }
    }

    @Test
    @DisplayName("does not fit if it shows another input, or none")
    void notShown() throws JsonProcessingException {
        String key = AS_IN_SPEC + "      correlation_key: {type: string}\n";
        for (String name : List.of("Deploy", "${{ inputs.correlation_key2 }}", "inputs.correlation_key")) {
            assertThat(judge("run-name: \"" + name + "\"\n" + key, "GITHUB_DEPLOY_INPUTS", "correlation_key"))
                    .anyMatch(line -> line.contains("✗ client-deploy.yml does not show the input correlation_key"));
        }
    }

    @Test
    @DisplayName("does not fit if an input is not declared, requires what is not sent, or does not allow a value")
    void inputs() throws JsonProcessingException {
        assertThat(judge(AS_IN_SPEC, "GITHUB_DEPLOY_INPUTS", "version"))
                .anyMatch(line -> line.contains("✗ client-deploy.yml does not declare the input version"));
        assertThat(judge(AS_IN_SPEC + "      region: {required: true}\n"))
                .anyMatch(line -> line.contains("✗ client-deploy.yml requires the input region"));
        assertThat(judge(AS_IN_SPEC + "      region: {required: true, default: eu}\n"))
                .noneMatch(line -> line.contains("region"));
        assertThat(judge(AS_IN_SPEC.replace("[staging, prod]", "[dev, prod]")))
                .anyMatch(line -> line.contains("✗ client-deploy.yml: the input environment does not allow staging"));
        assertThat(judge(AS_IN_SPEC.replace("[canary, full]", "[full]")))
                .anyMatch(line -> line.contains("! client-deploy.yml: the input strategy does not allow canary"));
    }

    @Test
    @DisplayName("does not fit without the trigger, in whichever form triggers are written")
    void trigger() throws JsonProcessingException {
        for (String on : List.of("on: push", "on: [push, pull_request]", "on:\n  push:\n    branches: [main]")) {
            assertThat(judge(on))
                    .anyMatch(line -> line.contains("✗ client-deploy.yml has no workflow_dispatch trigger"));
        }
        for (String on :
                List.of("on: workflow_dispatch", "on: [push, workflow_dispatch]", "\"on\": {workflow_dispatch: }")) {
            assertThat(judge(on)).noneMatch(line -> line.contains("trigger"));
        }
    }

    @Test
    @DisplayName("raises a doubt if a newer run cancels an older one")
    void cancels() throws JsonProcessingException {
        assertThat(judge(AS_IN_SPEC + "concurrency:\n  group: deploy\n  cancel-in-progress: true\n"))
                .anyMatch(line -> line.contains("! client-deploy.yml cancels a run in progress"));
    }
}
