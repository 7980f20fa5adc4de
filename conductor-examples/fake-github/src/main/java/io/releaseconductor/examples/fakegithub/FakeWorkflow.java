package io.releaseconductor.examples.fakegithub;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A workflow file on the default branch.
 *
 * @param file its name
 * @param name its display name
 * @param inputs the inputs of its {@code workflow_dispatch} trigger, each with the values that it allows; empty for any
 * @param required which inputs are required
 * @param shown the input that its {@code run-name} shows, or null for none
 * @param group the input whose value names the concurrency group of its runs, or null for none; a run in progress is not cancelled for
 *     a newer one
 * @param dispatchable whether it has the trigger
 */
public record FakeWorkflow(
        String file,
        String name,
        Map<String, List<String>> inputs,
        Set<String> required,
        @Nullable String shown,
        @Nullable String group,
        boolean dispatchable) {

    /** Copies. */
    public FakeWorkflow {
        inputs = new LinkedHashMap<>(inputs);
        required = new TreeSet<>(required);
    }

    /**
     * As in the spec: a required {@code environment} and a {@code strategy}.
     *
     * @param file its name
     * @param name its display name
     * @return the workflow
     */
    public static FakeWorkflow asInSpec(String file, String name) {
        Map<String, List<String>> inputs = new LinkedHashMap<>();
        inputs.put("environment", List.of("staging", "prod"));
        inputs.put("strategy", List.of("canary", "full"));
        return new FakeWorkflow(file, name, inputs, Set.of("environment"), null, null, true);
    }

    /**
     * With one more input.
     *
     * @param input its name
     * @param allowed the values that it allows; none for any
     * @return the changed workflow
     */
    public FakeWorkflow with(String input, String... allowed) {
        Map<String, List<String>> more = new LinkedHashMap<>(inputs);
        more.put(input, List.of(allowed));
        return new FakeWorkflow(file, name, more, required, shown, group, dispatchable);
    }

    /**
     * Showing an input in the title of its runs.
     *
     * @param input its name
     * @return the changed workflow
     */
    public FakeWorkflow showing(String input) {
        FakeWorkflow declaring = inputs.containsKey(input) ? this : with(input);
        return new FakeWorkflow(file, name, declaring.inputs, required, input, group, dispatchable);
    }

    /**
     * With a concurrency group: one of its runs at a time for each value of an input. Workflows that name the same input share its groups.
     *
     * @param input the input's name
     * @return the changed workflow
     */
    public FakeWorkflow oneAtATime(String input) {
        return new FakeWorkflow(file, name, inputs, required, shown, input, dispatchable);
    }

    /** {@return the concurrency group of a run, or null if it is in none} */
    @Nullable
    String group(Map<String, String> told) {
        return group == null ? null : group + " " + told.getOrDefault(group, "");
    }

    long id() {
        return 1_000L + Math.floorMod(file.hashCode(), 1_000_000);
    }

    /** {@return its file as YAML: what it declares, and one job that deploys to the environment} */
    String text() {
        StringBuilder text = new StringBuilder("name: " + name + "\n");
        if (shown != null) {
            text.append("run-name: ")
                    .append(name)
                    .append(" ${{ inputs.")
                    .append(shown)
                    .append(" }}\n");
        }
        text.append("on:\n  ")
                .append(dispatchable ? "workflow_dispatch" : "push")
                .append(":\n");
        if (dispatchable) {
            text.append("    inputs:\n");
            inputs.forEach((input, allowed) -> {
                text.append("      ")
                        .append(input)
                        .append(":\n        required: ")
                        .append(required.contains(input));
                text.append("\n        type: ")
                        .append(allowed.isEmpty() ? "string" : "choice\n        options: " + allowed);
                text.append('\n');
            });
        }
        if (group != null) {
            text.append("concurrency: ")
                    .append(group)
                    .append(" ${{ inputs.")
                    .append(group)
                    .append(" }}\n");
        }
        return text.append("jobs:\n  deploy:\n    runs-on: ubuntu-latest\n    environment: ${{ inputs.environment }}\n")
                .append("    steps:\n      - run: ./deploy.sh\n")
                .toString();
    }

    /** {@return the same without the trigger} */
    public FakeWorkflow notDispatchable() {
        return new FakeWorkflow(file, name, inputs, required, shown, group, false);
    }
}
