package io.releaseconductor.github;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a token of an App is to be good for: what nothing works without, and of what helps as much as the installation grants. GitHub
 * refuses a request for more than that. Used by one thread at a time.
 */
final class AppPermissions {

    /** GitHub's words for a request that goes beyond the grant. */
    private static final String NOT_GRANTED = "permissions requested are not granted";

    /** To learn from workflow files, to tell why a job did not begin, and to see what other apps say of a commit. */
    private static final List<String> HELPFUL = List.of("contents", "checks", "statuses");

    private static final String WRITE = "write";

    private final boolean deployments;
    private @Nullable Map<String, String> granted;

    AppPermissions(boolean deployments) {
        this.deployments = deployments;
    }

    /** Takes what an installation says that it grants. */
    void learn(JsonNode installation) {
        JsonNode permissions = installation.path("permissions");
        if (permissions.isObject()) {
            Map<String, String> levels = new TreeMap<>();
            permissions
                    .properties()
                    .forEach(each -> levels.put(each.getKey(), each.getValue().asText("")));
            granted = levels;
        }
    }

    /** {@return whether an answer says that less has to be asked for} */
    static boolean refused(AppAnswer answer) {
        String message = answer.message();
        return answer.status() == 422
                && message != null
                && message.toLowerCase(Locale.ROOT).contains(NOT_GRANTED);
    }

    /** {@return what to ask for, by all that is known} */
    ObjectNode wanted() {
        ObjectNode wanted = JsonNodeFactory.instance.objectNode().put("actions", WRITE);
        Map<String, String> known = granted;
        HELPFUL.stream()
                .filter(name -> known == null || known.containsKey(name))
                .forEach(name -> wanted.put(name, "read"));
        if (deployments && (known == null || WRITE.equals(known.get("deployments")))) {
            wanted.put("deployments", WRITE);
        }
        return wanted;
    }
}
