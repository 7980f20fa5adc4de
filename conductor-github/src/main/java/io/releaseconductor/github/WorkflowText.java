package io.releaseconductor.github;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/**
 * What a workflow file says of its jobs. It is read as YAML 1.2, as GitHub does, where a bare {@code on} is a word and no truth. See
 * <a href="https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax">Workflow syntax</a>.
 *
 * @param jobs its jobs
 */
record WorkflowText(List<JobText> jobs) {

    private static final int MAX_CHARACTERS = 1_000_000;
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final LoadSettings YAML = LoadSettings.builder()
            .setLabel("workflow")
            .setSchema(new CoreSchema())
            .setCodePointLimit(MAX_CHARACTERS)
            .build();

    /** {@return what the file says, or null if it is no YAML with a mapping at its top} */
    static @Nullable WorkflowText parse(String text) {
        JsonNode root;
        try {
            root = JSON.valueToTree(new Load(YAML).loadFromString(text));
        } catch (YamlEngineException | IllegalArgumentException e) {
            return null;
        }
        if (!root.isObject()) {
            return null;
        }
        List<JobText> jobs = new ArrayList<>();
        root.path("jobs").properties().forEach(job -> jobs.add(JobText.of(job.getKey(), job.getValue())));
        return new WorkflowText(List.copyOf(jobs));
    }
}
