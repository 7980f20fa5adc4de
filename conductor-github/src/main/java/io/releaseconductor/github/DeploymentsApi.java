package io.releaseconductor.github;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.releaseconductor.model.Environment;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * GitHub's own deployments, as far as they are ours. See <a href="https://docs.github.com/en/rest/deployments/deployments">Deployments</a>
 * and <a href="https://docs.github.com/en/rest/deployments/statuses">Deployment statuses</a>.
 */
final class DeploymentsApi {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** By which field of its payload a deployment is ours, and which one. */
    private static final String DEPLOY_ID = "deploy_id";

    private static final List<String> KEPT = List.of("id", "sha", "payload");

    /** After that a listener would soon be interrupted. */
    private static final Duration VALID = Duration.ofSeconds(8);

    /**
     * A deployment of ours at GitHub.
     *
     * @param id GitHub's id
     * @param sha its commit
     * @param deployId which one of ours
     */
    record Known(long id, String sha, String deployId) {}

    private final GitHubOptions options;
    private final RepositoryApi api;
    private final Clock clock;

    DeploymentsApi(GitHubOptions options, RepositoryApi api, Clock clock) {
        this.options = options;
        this.api = api;
        this.clock = clock;
    }

    /** {@return the last hundred of an environment that are ours, the newest first} */
    List<Known> ours(Environment environment) throws NotShownException {
        JsonNode list = body(api.get(
                List.of("deployments"),
                JsonNode::isArray,
                DeploymentsApi::cut,
                "environment",
                environment.name(),
                "per_page",
                "100"));
        List<Known> ours = new ArrayList<>();
        for (JsonNode each : list) {
            String deployId = RepositoryApi.text(payload(each.path("payload")), DEPLOY_ID);
            if (!deployId.isEmpty()) {
                ours.add(known(each, deployId));
            }
        }
        return ours;
    }

    private static JsonNode cut(JsonNode list) {
        ArrayNode small = JsonNodeFactory.instance.arrayNode();
        for (JsonNode each : list) {
            small.add(RepositoryApi.only(KEPT, each));
        }
        return small;
    }

    /** Some servers give it back as the text that it is kept as. */
    private static JsonNode payload(JsonNode payload) {
        try {
            return payload.isTextual() ? JSON.readTree(payload.textValue()) : payload;
        } catch (JsonProcessingException e) {
            return JsonNodeFactory.instance.objectNode();
        }
    }

    private static Known known(JsonNode each, String deployId) {
        return new Known(each.path("id").asLong(), RepositoryApi.text(each, "sha"), deployId);
    }

    /** Makes one. Whether there is one already has been looked up before. */
    Known create(String sha, Environment environment, String deployId, boolean production) throws NotShownException {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("ref", sha).put("auto_merge", false);
        body.putArray("required_contexts");
        body.put("environment", environment.name()).put("description", "Release Conductor: " + deployId);
        body.put("production_environment", production).put("transient_environment", false);
        body.putObject("payload").put(DEPLOY_ID, deployId);
        JsonNode made = body(post(List.of("deployments"), body));
        if (made.path("id").asLong() <= 0) {
            throw new NotShownException("GitHub's answer about a new deployment could not be read");
        }
        return known(made, deployId);
    }

    /** {@return how one stands, in GitHub's word; empty if it has no status yet} */
    String state(long id) throws NotShownException {
        JsonNode statuses = body(
                api.get(List.of("deployments", Long.toString(id), "statuses"), JsonNode::isArray, "per_page", "1"));
        return RepositoryApi.text(statuses.path(0), "state");
    }

    /**
     * Says how one stands.
     *
     * @param environmentUrl where its environment is, or null
     */
    void tell(long id, ShownState shown, @Nullable URI environmentUrl) throws NotShownException {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("state", shown.state()).put("description", shown.description());
        if (shown.log() != null) {
            body.put("log_url", shown.log().toString());
        }
        if (environmentUrl != null) {
            body.put("environment_url", environmentUrl.toString());
        }
        body.put("auto_inactive", shown.isSuccess());
        body(post(List.of("deployments", Long.toString(id), "statuses"), body));
    }

    private Reply post(List<String> path, ObjectNode body) throws NotShownException {
        if (api.limits().scarce()) {
            throw new NotShownException("little of GitHub's hourly limit is left, which is kept for deploying");
        }
        return api.postAside(path, body.toString(), clock.instant().plus(VALID));
    }

    private JsonNode body(Reply reply) throws NotShownException {
        if (reply instanceof Reply.Answered answer) {
            if (answer.succeeded() && answer.status() != 202 && !answer.body().isMissingNode()) {
                return answer.body();
            }
            if (answer.isDenied()) {
                throw new NotShownException(
                        Advice.told(answer)
                                + ". Give the token the permission \"Deployments: read and write\", or leave GITHUB_DEPLOYMENTS off");
            }
        }
        throw new NotShownException(RunWatcher.Trouble.reason(reply, options));
    }
}
