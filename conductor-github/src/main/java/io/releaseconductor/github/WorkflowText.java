package io.releaseconductor.github;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/**
 * What a workflow file says. It is read as YAML 1.2, as GitHub does, where a bare {@code on} is a word and no truth. See
 * <a href="https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax">Workflow syntax</a>.
 *
 * @param dispatchable whether it can be started by a dispatch
 * @param inputs the inputs of a dispatch, by name
 * @param runName what its runs are called; empty if it does not say
 * @param cancels whether a newer run cancels an older one of its concurrency group that is in progress
 * @param jobs its jobs
 */
record WorkflowText(
        boolean dispatchable, Map<String, Input> inputs, String runName, boolean cancels, List<JobText> jobs) {

    private static final int MAX_CHARACTERS = 1_000_000;
    private static final String TRIGGER = "workflow_dispatch";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final LoadSettings YAML = LoadSettings.builder()
            .setLabel("workflow")
            .setSchema(new CoreSchema())
            .setCodePointLimit(MAX_CHARACTERS)
            .build();

    /**
     * An input.
     *
     * @param required whether GitHub refuses a dispatch without a value for it
     * @param options the values that it allows; empty for any
     */
    record Input(boolean required, List<String> options) {

        boolean allows(String value) {
            return options.isEmpty() || options.contains(value);
        }
    }

    /** {@return what the file says, or null if it is {@linkplain #trouble no workflow}} */
    static @Nullable WorkflowText parse(String text) {
        JsonNode root;
        try {
            root = load(text);
        } catch (YamlEngineException | IllegalArgumentException | StackOverflowError e) {
            return null;
        }
        if (!root.isObject()) {
            return null;
        }
        Map<String, Input> inputs = new LinkedHashMap<>();
        JsonNode on = root.path("on");
        on.path(TRIGGER).path("inputs").properties().forEach(each -> inputs.put(each.getKey(), input(each.getValue())));
        List<JobText> jobs = new ArrayList<>();
        root.path("jobs").properties().forEach(job -> jobs.add(JobText.of(job.getKey(), job.getValue())));
        return new WorkflowText(
                isDispatchable(on),
                Collections.unmodifiableMap(inputs),
                root.path("run-name").asText(""),
                cancels(root),
                List.copyOf(jobs));
    }

    /** {@return why the file is no YAML with a mapping at its top, on one line; null if it is} */
    static @Nullable String trouble(String text) {
        try {
            return load(text).isObject() ? null : "there is no mapping at its top";
        } catch (YamlEngineException e) {
            return Messages.shown(Objects.requireNonNullElse(e.getMessage(), ""));
        } catch (IllegalArgumentException | StackOverflowError e) {
            // The parser goes as deep as the file does.
            return "it is nested too deep";
        }
    }

    private static JsonNode load(String text) {
        return JSON.valueToTree(new Load(YAML).loadFromString(text));
    }

    private static boolean cancels(JsonNode root) {
        boolean cancels = root.path("concurrency").path("cancel-in-progress").asBoolean(false);
        for (JsonNode job : root.path("jobs")) {
            cancels |= job.path("concurrency").path("cancel-in-progress").asBoolean(false);
        }
        return cancels;
    }

    /** One trigger, a list of them, or triggers with their settings. */
    private static boolean isDispatchable(JsonNode on) {
        boolean listed = on.isTextual() && on.textValue().equals(TRIGGER);
        if (on.isArray()) {
            for (JsonNode each : on) {
                listed |= each.asText("").equals(TRIGGER);
            }
        }
        return listed || on.has(TRIGGER);
    }

    private static Input input(JsonNode input) {
        List<String> options = new ArrayList<>();
        input.path("options").forEach(option -> options.add(option.asText()));
        return new Input(input.path("required").asBoolean(false) && !input.hasNonNull("default"), List.copyOf(options));
    }

    /** Whether the name of a run shows the whole value of an input. */
    boolean shows(String input) {
        return Pattern.compile("\\$\\{\\{(?:(?!}}).)*\\binputs\\." + Pattern.quote(input) + "\\b(?!-)")
                .matcher(runName)
                .find();
    }
}
