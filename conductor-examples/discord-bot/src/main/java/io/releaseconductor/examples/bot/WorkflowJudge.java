package io.releaseconductor.examples.bot;

import io.releaseconductor.github.GitHubOptions;
import io.releaseconductor.github.WorkflowFile;
import io.releaseconductor.github.WorkflowInput;
import io.releaseconductor.model.Phase;
import io.releaseconductor.model.Rollout;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Compares a workflow file with what the bot will send to it: what the file declares, since it is learned from there, and what its
 * variables name besides, which is left out.
 */
final class WorkflowJudge {

    private final BotSettings settings;

    WorkflowJudge(BotSettings settings) {
        this.settings = settings;
    }

    /** One file, all its uses at once. */
    void judge(String file, WorkflowText text, Report report) {
        if (!text.dispatchable()) {
            report.bad(
                    file + " has no workflow_dispatch trigger, so that it cannot be started",
                    "add \"workflow_dispatch:\" with its inputs below \"on:\"; samples are in docs/workflows");
            return;
        }
        Map<String, Set<String>> sent = new LinkedHashMap<>();
        Set<WorkflowFile> declared = new LinkedHashSet<>();
        settings.github().value().options().workflows().forEach((use, workflow) -> {
            if (workflow.file().equals(file)) {
                declared.add(workflow);
                workflow.inputs()
                        .forEach((input, name) ->
                                sent.computeIfAbsent(name, n -> new TreeSet<>()).addAll(values(input, use)));
                learned(text, workflow)
                        .forEach(input -> sent.computeIfAbsent(input.defaultName(), n -> new TreeSet<>())
                                .addAll(values(input, use)));
                workflow.fixedInputs()
                        .forEach((name, value) ->
                                sent.computeIfAbsent(name, n -> new TreeSet<>()).add(value));
            }
        });
        boolean fits = inputs(file, text, sent, report);
        declared.forEach(workflow -> key(workflow, text, report));
        if (text.cancels()) {
            report.doubtful(
                    file + " cancels a run in progress when a newer one starts, half-way through a deployment",
                    "set \"cancel-in-progress: false\" below \"concurrency:\"");
        }
        if (fits) {
            report.good(file + ": takes what it will be sent (" + String.join(", ", sent.keySet()) + ")");
        }
    }

    /** What the file declares and no variable names. */
    private static List<WorkflowInput> learned(WorkflowText text, WorkflowFile workflow) {
        return Stream.of(WorkflowInput.values())
                .filter(input -> !workflow.inputs().containsKey(input))
                .filter(input -> text.inputs().containsKey(input.defaultName()))
                .toList();
    }

    private static boolean inputs(String file, WorkflowText text, Map<String, Set<String>> sent, Report report) {
        boolean fits = true;
        for (Map.Entry<String, Set<String>> each : sent.entrySet()) {
            WorkflowText.Input input = text.inputs().get(each.getKey());
            if (input == null) {
                fits = false;
                report.bad(
                        file + " does not declare the input " + each.getKey() + ", so that it is not sent",
                        "declare it, or take it out of GITHUB_DEPLOY_INPUTS or GITHUB_ROLLBACK_INPUTS");
            } else {
                fits &= options(file, each.getKey(), each.getValue(), input, report);
            }
        }
        for (Map.Entry<String, WorkflowText.Input> each : text.inputs().entrySet()) {
            boolean missing =
                    each.getValue().required() && !each.getValue().hasDefault() && !sent.containsKey(each.getKey());
            if (missing) {
                fits = false;
                report.bad(
                        file + " requires the input " + each.getKey() + ", which it will not be sent",
                        "give it a default there");
            }
        }
        return fits;
    }

    private static boolean options(
            String file, String name, Set<String> values, WorkflowText.Input input, Report report) {
        if (input.options().isEmpty()) {
            return true;
        }
        Set<String> refused = new TreeSet<>(values);
        refused.removeAll(input.options());
        if (refused.isEmpty()) {
            return true;
        }
        String text = file + ": the input " + name + " does not allow " + String.join(", ", refused);
        String mend = "add it to the input's options";
        // A team that never ships canaries does not miss them.
        if (refused.stream().allMatch(value -> value.contains(Rollout.CANARY.wireName()))) {
            report.doubtful(text + ", so that canaries fail", mend + ", or ship with strategy:full only");
            return true;
        }
        report.bad(text, mend);
        return false;
    }

    private static void key(WorkflowFile workflow, WorkflowText text, Report report) {
        String name = workflow.inputs()
                .getOrDefault(WorkflowInput.CORRELATION_KEY, WorkflowInput.CORRELATION_KEY.defaultName());
        boolean declared = text.inputs().containsKey(name);
        if (declared && !text.shows(name)) {
            report.bad(
                    workflow.file() + " does not show the input " + name
                            + " in its run-name, so that no run is found by it",
                    "add \"run-name: Deploy ${{ inputs." + name + " }}\" at the top of the file");
        } else if (!declared) {
            report.doubtful(
                    workflow.file()
                            + " is not sent the correlation key: a run whose start was not answered needs a person",
                    "let it declare correlation_key and show it in its run-name, as the samples in docs/workflows do");
        }
    }

    /** All values that an input may be sent for a use; none where anything goes. */
    private Set<String> values(WorkflowInput input, GitHubOptions.Use use) {
        boolean blueGreen = settings.environments().stream()
                .filter(each -> each.environment().equals(use.environment()))
                .anyMatch(each -> each.rollouts().equals(List.of(Rollout.BLUE_GREEN)));
        Phase phase = use.phase();
        return switch (input) {
            case ENVIRONMENT -> Set.of(use.environment().name());
            case STRATEGY -> phase == Phase.PROMOTE ? Set.of("full") : Set.of("full", "canary");
            case ACTION -> {
                if (phase != Phase.ROLL_BACK) {
                    yield Set.of(phase.wireName());
                }
                yield blueGreen ? Set.of("switch-back") : Set.of("redeploy", "remove-canary");
            }
            case ROLLOUT -> {
                if (blueGreen) {
                    yield Set.of("blue-green");
                }
                yield phase == Phase.PROMOTE ? Set.of("canary") : Set.of("full", "canary");
            }
            case CORRELATION_KEY, VALID_UNTIL, DEPLOY_ID, VERSION, PERCENTAGE, TARGET, INITIATED_BY -> Set.of();
        };
    }
}
