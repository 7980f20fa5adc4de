package io.releaseconductor.json;

import io.releaseconductor.config.ConfigurationException;
import io.releaseconductor.lock.EnvironmentState;
import io.releaseconductor.model.Environment;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a store keeps of an environment besides its deployments, its lock and its notes, as JSON, field by field in {@code docs/state.md}. Each
 * text is one line, and always the same for equal values. Stateless and thread-safe.
 */
public final class EnvironmentStateJson {

    /**
     * Makes a reader and writer. All are alike.
     *
     * @throws ConfigurationException if another version of Jackson is on the class path than the one that is needed, and does not fit
     */
    public EnvironmentStateJson() {
        DeploymentJson.requireFitting();
    }

    /**
     * Writes the state of an environment, or the one of all of them. {@link #read} gives an equal one back. (Half a surrogate pair in a
     * text is no character; it comes back as U+FFFD.)
     *
     * @param state any state
     * @return its record: one JSON object in one line
     */
    public String write(EnvironmentState state) {
        return JsonOut.record(state, EnvironmentStateWire::write, Map.of());
    }

    /**
     * Reads the state of an environment. Fields that this version does not know are passed over.
     *
     * @param environment whose record it is, or null for the one of all environments
     * @param json a record
     * @return the state
     * @throws CorruptRecordException if the text is not a record, contradicts itself, or is another environment's
     */
    public EnvironmentState read(@Nullable Environment environment, String json) {
        String subject = "environment state of " + (environment == null ? "all environments" : environment.name());
        return Reading.about(subject, Objects.requireNonNull(json, "json"))
                .read(in -> EnvironmentStateWire.read(in, environment));
    }
}
