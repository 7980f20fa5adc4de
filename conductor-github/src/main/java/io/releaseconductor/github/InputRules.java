package io.releaseconductor.github;

import io.releaseconductor.config.Problems;
import io.releaseconductor.model.Phase;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Compares what a workflow file declares with what it will be sent. */
final class InputRules {

    private static final Logger LOG = LoggerFactory.getLogger(InputRules.class);

    private final GitHubOptions options;

    InputRules(GitHubOptions options) {
        this.options = options;
    }

    /** Notes what GitHub would refuse, and logs what is left out. */
    void compare(WorkflowFile workflow, WorkflowText text, Problems problems) {
        String where = "GitHub: workflow " + workflow.file();
        if (!text.dispatchable()) {
            problems.add(
                    where + " has no workflow_dispatch trigger, so that it cannot be started; add it below \"on:\"");
            return;
        }
        WorkflowFile fitted = workflow.fitting(text);
        workflow.fixedInputs().keySet().stream()
                .filter(name -> !text.inputs().containsKey(name))
                .forEach(name -> problems.add(where + " does not declare the input " + name
                        + ", which has a fixed value; declare it, or leave it out"));
        Set<String> sent = new LinkedHashSet<>(fitted.inputs().values());
        sent.addAll(fitted.fixedInputs().keySet());
        text.inputs().forEach((name, input) -> {
            if (input.required() && !sent.contains(name)) {
                problems.add(where + " requires the input " + name
                        + ", which it is not sent; give it a default there, or a fixed value in the configuration");
            } else if (!sent.contains(name)) {
                LOG.info("{} declares the input {}, which it is not sent.", workflow.file(), name);
            }
        });
        workflow.inputs().forEach((input, name) -> {
            if (!text.inputs().containsKey(name)) {
                LOG.warn("{} does not declare the input {}, so that it is not sent.", workflow.file(), name);
            }
        });
        values(workflow, fitted, text, problems);
    }

    private void values(WorkflowFile workflow, WorkflowFile fitted, WorkflowText text, Problems problems) {
        options.workflows().forEach((use, each) -> {
            if (!each.equals(workflow)) {
                return;
            }
            if (use.phase() == Phase.ROLL_BACK) {
                List.of(WorkflowInput.VERSION, WorkflowInput.ACTION).stream()
                        .filter(input -> each.declares(input) && !fitted.declares(input))
                        .forEach(input -> problems.add("GitHub: workflow " + workflow.file() + " rolls "
                                + use.environment()
                                + " back, and does not declare the input "
                                + each.inputs().get(input) + ", without which it cannot know what to return to"));
            }
            for (Map.Entry<WorkflowInput, String> value : surely(use).entrySet()) {
                String name = fitted.inputs().get(value.getKey());
                WorkflowText.Input input = name == null || fitted.fixedInputs().containsKey(name)
                        ? null
                        : text.inputs().get(name);
                if (input != null && !input.allows(value.getValue())) {
                    problems.add("GitHub: workflow " + workflow.file() + ": the input " + name + " does not allow \""
                            + value.getValue() + "\", which it is sent for " + use.environment() + "; allowed there: "
                            + String.join(", ", input.options()));
                }
            }
        });
    }

    /** What every deployment sends, whatever else is asked for. */
    private static Map<WorkflowInput, String> surely(GitHubOptions.Use use) {
        return use.phase() == Phase.DEPLOY
                ? Map.of(
                        WorkflowInput.ENVIRONMENT, use.environment().name(),
                        WorkflowInput.STRATEGY, "full",
                        WorkflowInput.ACTION, "deploy")
                : Map.of(WorkflowInput.ENVIRONMENT, use.environment().name());
    }
}
