package io.releaseconductor.examples.bot;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What a workflow file says about how it is started. See
 * <a href="https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#onworkflow_dispatch">on.workflow_dispatch</a>.
 *
 * @param dispatchable whether it can be started by a dispatch
 * @param inputs its inputs, by name
 * @param runName what its runs are called; empty if it does not say
 * @param cancels whether a newer run of its concurrency group cancels an older one
 */
record WorkflowText(boolean dispatchable, Map<String, Input> inputs, String runName, boolean cancels) {

    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());
    private static final String TRIGGER = "workflow_dispatch";

    /**
     * One input.
     *
     * @param required whether GitHub insists on it
     * @param hasDefault whether it has a value if none is sent
     * @param options the values that it allows; empty for any
     */
    record Input(boolean required, boolean hasDefault, List<String> options) {}

    /**
     * Reads a file.
     *
     * @param text its content
     * @return what it says
     * @throws JsonProcessingException if it is not YAML
     */
    static WorkflowText parse(String text) throws JsonProcessingException {
        JsonNode root = YAML.readTree(text);
        // YAML 1.1 takes a bare "on" for true, and some readers pass that on as the key.
        JsonNode on = root.has("on") ? root.path("on") : root.path("true");
        boolean named = on.isTextual() && on.asText().equals(TRIGGER);
        for (JsonNode each : on) {
            named |= on.isArray() && each.asText().equals(TRIGGER);
        }
        Map<String, Input> inputs = new LinkedHashMap<>();
        on.path(TRIGGER).path("inputs").properties().forEach(each -> inputs.put(each.getKey(), input(each.getValue())));
        JsonNode cancel = root.path("concurrency").path("cancel-in-progress");
        return new WorkflowText(
                named || on.has(TRIGGER), inputs, root.path("run-name").asText(""), cancel.asBoolean(false));
    }

    private static Input input(JsonNode node) {
        List<String> options = new ArrayList<>();
        node.path("options").forEach(option -> options.add(option.asText()));
        JsonNode fallback = node.path("default");
        return new Input(node.path("required").asBoolean(), !fallback.isMissingNode() && !fallback.isNull(), options);
    }

    boolean shows(String input) {
        return Pattern.compile("\\$\\{\\{[^}]*\\binputs\\." + Pattern.quote(input) + "\\b(?!-)[^}]*}}")
                .matcher(runName)
                .find();
    }
}
