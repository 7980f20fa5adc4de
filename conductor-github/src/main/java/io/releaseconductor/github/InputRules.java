package io.releaseconductor.github;

import io.releaseconductor.model.Environment;
import io.releaseconductor.model.Phase;
import io.releaseconductor.model.Rollout;
import io.releaseconductor.model.RolloutPlan;
import io.releaseconductor.model.Strategy;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Compares what a workflow file declares with what it will be sent. */
final class InputRules {

    private static final String SAMPLES = "the samples in docs/workflows do";

    private final GitHubOptions options;
    private final SentValues values;

    /**
     * Compares with what some options send.
     *
     * @param plans how each strategy reaches each environment
     */
    InputRules(GitHubOptions options, Map<Environment, Map<Strategy, RolloutPlan>> plans) {
        this.options = options;
        this.values = new SentValues(plans);
    }

    /** Notes what is to be said of a file, by all that it is used for. */
    void compare(String file, WorkflowText text, Findings findings) {
        if (!text.dispatchable()) {
            findings.problem(
                    file,
                    file + " has no workflow_dispatch trigger, so that it cannot be started",
                    "add it below \"on:\", with its inputs, as " + SAMPLES);
            return;
        }
        Map<GitHubOptions.Use, WorkflowFile> uses = new LinkedHashMap<>();
        options.workflows().forEach((use, workflow) -> {
            if (workflow.file().equals(file)) {
                uses.put(use, workflow);
            }
        });
        Set<WorkflowFile> workflows = new LinkedHashSet<>(uses.values());
        Set<String> missing = missingToReturn(uses, text, findings);
        boolean fits = missing.isEmpty();
        for (WorkflowFile workflow : workflows) {
            fits &= declared(workflow, text, missing, findings);
        }
        fits &= allowed(file, uses, text, findings);
        workflows.forEach(workflow -> key(workflow, text, findings));
        if (text.cancels()) {
            findings.doubt(
                    file,
                    file + " cancels a run in progress when a newer one starts, half-way through a deployment",
                    "set \"cancel-in-progress: false\" below \"concurrency:\"");
        }
        if (fits) {
            String names = workflows.stream()
                    .flatMap(workflow -> sent(workflow.fitting(text)).stream())
                    .distinct()
                    .collect(Collectors.joining(", "));
            findings.good(file, file + ": takes what it will be sent (" + names + ")");
        }
    }

    private static Set<String> sent(WorkflowFile fitted) {
        Set<String> sent = new LinkedHashSet<>(fitted.inputs().values());
        sent.addAll(fitted.fixedInputs().keySet());
        return sent;
    }

    private static boolean declared(WorkflowFile workflow, WorkflowText text, Set<String> told, Findings findings) {
        String file = workflow.file();
        Set<String> sent = sent(workflow.fitting(text));
        boolean fits = true;
        for (String name : workflow.fixedInputs().keySet()) {
            if (!text.inputs().containsKey(name)) {
                fits = false;
                findings.problem(
                        file,
                        file + " does not declare the input " + name + ", which has a fixed value",
                        "declare it, or leave it out");
            }
        }
        for (Map.Entry<String, WorkflowText.Input> each : text.inputs().entrySet()) {
            String name = each.getKey();
            if (each.getValue().required() && !sent.contains(name)) {
                fits = false;
                findings.problem(
                        file,
                        file + " requires the input " + name + ", which it is not sent",
                        "give it a default there, or a fixed value in the configuration");
            } else if (!sent.contains(name)) {
                findings.note(file, file + " declares the input " + name + ", which it is not sent");
            }
        }
        for (String name : workflow.inputs().values()) {
            if (!text.inputs().containsKey(name) && !told.contains(name)) {
                fits = false;
                findings.doubt(
                        file,
                        file + " does not declare the input " + name + ", so that it is not sent",
                        "declare it, or take it out of GITHUB_DEPLOY_INPUTS or GITHUB_ROLLBACK_INPUTS where it stands"
                                + " there");
            }
        }
        return fits;
    }

    /** The inputs without which a rollback cannot be told what to return to. */
    private static Set<String> missingToReturn(
            Map<GitHubOptions.Use, WorkflowFile> uses, WorkflowText text, Findings findings) {
        Set<String> missing = new LinkedHashSet<>();
        for (Map.Entry<GitHubOptions.Use, WorkflowFile> each : uses.entrySet()) {
            WorkflowFile workflow = each.getValue();
            if (each.getKey().phase() != Phase.ROLL_BACK) {
                continue;
            }
            for (WorkflowInput input : List.of(WorkflowInput.VERSION, WorkflowInput.ACTION)) {
                if (workflow.declares(input) && !workflow.fitting(text).declares(input)) {
                    missing.add(workflow.inputs().get(input));
                    findings.problem(
                            workflow.file(),
                            workflow.file() + " rolls " + each.getKey().environment()
                                    + " back, and does not declare the input "
                                    + workflow.inputs().get(input)
                                    + ", without which it cannot know what to return to",
                            "declare it, as " + SAMPLES);
                }
            }
        }
        return missing;
    }

    private boolean allowed(
            String file, Map<GitHubOptions.Use, WorkflowFile> uses, WorkflowText text, Findings findings) {
        Map<String, Set<String>> surely = new TreeMap<>();
        Map<String, Set<String>> perhaps = new TreeMap<>();
        uses.forEach((use, workflow) -> {
            WorkflowFile fitted = workflow.fitting(text);
            fitted.inputs().forEach((input, name) -> {
                WorkflowText.Input declared = text.inputs().get(name);
                if (declared == null || fitted.fixedInputs().containsKey(name)) {
                    return;
                }
                values.surely(input, use).stream()
                        .filter(sure -> !declared.allows(sure))
                        .forEach(sure -> {
                            surely.computeIfAbsent(name, n -> new TreeSet<>()).add(sure);
                            findings.problem(
                                    file,
                                    file + ": the input " + name + " does not allow \"" + sure
                                            + "\", which it is sent for " + use.environment(),
                                    "allowed there: " + String.join(", ", declared.options()));
                        });
                values.of(input, use).stream()
                        .filter(value -> !declared.allows(value))
                        .forEach(value -> perhaps.computeIfAbsent(name, n -> new TreeSet<>())
                                .add(value));
            });
        });
        perhaps.forEach((name, refused) -> refused.removeAll(surely.getOrDefault(name, Set.of())));
        perhaps.values().removeIf(Set::isEmpty);
        perhaps.forEach((name, refused) -> refused(file, name, refused, findings));
        return surely.isEmpty() && perhaps.values().stream().allMatch(InputRules::areOfCanaries);
    }

    private static void refused(String file, String name, Set<String> values, Findings findings) {
        boolean canaries = areOfCanaries(values);
        findings.doubt(
                file,
                file + ": the input " + name + " does not allow " + String.join(", ", values)
                        + (canaries ? ", so that there are no canaries" : ""),
                "add it to the input's options" + (canaries ? ", or ship with strategy:full only" : ""));
    }

    /** A team that never ships canaries does not miss them. */
    private static boolean areOfCanaries(Set<String> values) {
        return values.stream().allMatch(value -> value.contains(Rollout.CANARY.wireName()));
    }

    private static void key(WorkflowFile workflow, WorkflowText text, Findings findings) {
        String file = workflow.file();
        String name = workflow.fitting(text).inputs().get(WorkflowInput.CORRELATION_KEY);
        if (name == null) {
            findings.doubt(
                    file,
                    file + " is not sent the correlation key: a run whose start was not answered needs a person",
                    "let it declare correlation_key and show it in its run-name, as " + SAMPLES);
        } else if (!text.shows(name)) {
            findings.doubt(
                    file,
                    file + " does not show the input " + name + " in its run-name, so that no run is found by it",
                    "add \"run-name: Deploy ${{ inputs." + name + " }}\" at the top of the file");
        }
    }
}
