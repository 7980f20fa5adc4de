package io.releaseconductor.examples.fakegithub;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The deployments of a repository and their statuses, as GitHub keeps them. */
final class FakeDeployments {

    private static final Set<String> FIELDS = Set.of(
            "ref",
            "task",
            "auto_merge",
            "required_contexts",
            "payload",
            "environment",
            "description",
            "transient_environment",
            "production_environment");
    private static final Set<String> STATUS_FIELDS =
            Set.of("state", "target_url", "log_url", "description", "environment", "environment_url", "auto_inactive");
    private static final Set<String> STATES =
            Set.of("error", "failure", "inactive", "in_progress", "queued", "pending", "success");
    private static final int MAX_DESCRIPTION = 140;

    private record Deployment(
            long id,
            String sha,
            String ref,
            String environment,
            JsonNode payload,
            String description,
            boolean production,
            boolean ofPassing,
            Instant at,
            List<FakeDeploymentStatus> statuses) {

        String state() {
            return statuses.isEmpty() ? "" : statuses.get(statuses.size() - 1).state();
        }
    }

    private final Map<Long, Deployment> all = new TreeMap<>();
    private long nextId = 3_000_001;

    /** {@return why what is asked for is refused, or null} */
    static @Nullable String refusal(JsonNode body) {
        return wrong(body, FIELDS, "ref");
    }

    /** {@return why a status is refused, or null} */
    static @Nullable String statusRefusal(JsonNode body) {
        String wrong = wrong(body, STATUS_FIELDS, "state");
        if (wrong != null) {
            return wrong;
        }
        return STATES.contains(body.path("state").asText()) ? null : "Validation Failed";
    }

    private static @Nullable String wrong(JsonNode body, Set<String> fields, String required) {
        Set<String> unknown = new TreeSet<>();
        body.fieldNames().forEachRemaining(unknown::add);
        unknown.removeAll(fields);
        if (!unknown.isEmpty()) {
            return "Invalid request.\n\n\"" + unknown.iterator().next() + "\" is not a permitted key.";
        }
        if (!body.path(required).isTextual()) {
            return "Invalid request.\n\n\"" + required + "\" wasn't supplied.";
        }
        return body.path("description").asText("").length() > MAX_DESCRIPTION
                ? "Validation Failed: description is too long (maximum is 140 characters)"
                : null;
    }

    ObjectNode create(JsonNode body, String sha, Instant now, Bodies.Site site, String login) {
        String environment = body.path("environment").asText("production");
        Deployment made = new Deployment(
                nextId++,
                sha,
                body.path("ref").asText(),
                environment,
                body.has("payload") ? body.path("payload") : JsonNodeFactory.instance.textNode(""),
                body.path("description").asText(""),
                body.path("production_environment").asBoolean(environment.equals("production")),
                body.path("transient_environment").asBoolean(false),
                now,
                new ArrayList<>());
        all.put(made.id(), made);
        return json(made, site, login);
    }

    ArrayNode list(
            @Nullable String environment, @Nullable String sha, FakeCommits.Page page, Bodies.Site site, String by) {
        List<Deployment> found = new ArrayList<>(all.values().stream()
                .filter(each -> environment == null || environment.equals(each.environment()))
                .filter(each -> sha == null || sha.equals(each.sha()))
                .toList());
        Collections.reverse(found);
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        found.subList(page.first(found.size()), page.first(found.size(), 1))
                .forEach(each -> list.add(json(each, site, by)));
        return list;
    }

    boolean has(long id) {
        return all.containsKey(id);
    }

    void delete(long id) {
        all.remove(id);
    }

    /** A success makes earlier ones inactive, but for those of production and those that were to pass anyway. */
    ObjectNode add(long id, JsonNode body, Instant now, Bodies.Site site, String login) {
        Deployment deployment = deployment(id);
        FakeDeploymentStatus status = new FakeDeploymentStatus(
                body.path("state").asText(),
                body.path("description").asText(""),
                body.path("log_url").asText(body.path("target_url").asText("")),
                body.path("environment_url").asText(""),
                now);
        deployment.statuses().add(status);
        if (status.state().equals("success") && body.path("auto_inactive").asBoolean(true)) {
            all.values().stream()
                    .filter(other -> other.id() < id
                            && other.environment().equals(deployment.environment())
                            && other.state().equals("success")
                            && !other.production()
                            && !other.ofPassing())
                    .forEach(other -> other.statuses().add(new FakeDeploymentStatus("inactive", "", "", "", now)));
        }
        return json(deployment, status, site, login);
    }

    ArrayNode statuses(long id, FakeCommits.Page page, Bodies.Site site, String login) {
        Deployment deployment = deployment(id);
        List<FakeDeploymentStatus> newestFirst = new ArrayList<>(deployment.statuses());
        Collections.reverse(newestFirst);
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        newestFirst
                .subList(page.first(newestFirst.size()), page.first(newestFirst.size(), 1))
                .forEach(status -> list.add(json(deployment, status, site, login)));
        return list;
    }

    List<FakeDeploymentStatus> statuses(long id) {
        return List.copyOf(deployment(id).statuses());
    }

    private Deployment deployment(long id) {
        Deployment deployment = all.get(id);
        if (deployment == null) {
            throw new IllegalArgumentException("no deployment " + id);
        }
        return deployment;
    }

    private static ObjectNode json(Deployment deployment, Bodies.Site site, String login) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        String url = site.api() + "/deployments/" + deployment.id();
        String at = Bodies.seconds(deployment.at());
        body.put("id", deployment.id()).put("node_id", "D_" + deployment.id()).put("url", url);
        body.put("sha", deployment.sha()).put("ref", deployment.ref()).put("task", "deploy");
        body.set("payload", deployment.payload());
        body.put("environment", deployment.environment()).put("original_environment", deployment.environment());
        body.put("description", deployment.description());
        body.put("production_environment", deployment.production());
        body.put("transient_environment", deployment.ofPassing());
        Bodies.user(body.putObject("creator"), site, login);
        body.put("created_at", at).put("updated_at", at);
        body.put("statuses_url", url + "/statuses").put("repository_url", site.api());
        return body;
    }

    private static ObjectNode json(Deployment deployment, FakeDeploymentStatus status, Bodies.Site site, String login) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        String url = site.api() + "/deployments/" + deployment.id();
        long id = deployment.id() * 100 + deployment.statuses().indexOf(status);
        String at = Bodies.seconds(status.at());
        body.put("id", id).put("node_id", "DS_" + id).put("url", url + "/statuses/" + id);
        body.put("state", status.state()).put("description", status.description());
        body.put("environment", deployment.environment());
        body.put("target_url", status.logUrl().isEmpty() ? site.html() : status.logUrl());
        if (!status.logUrl().isEmpty()) {
            body.put("log_url", status.logUrl());
        }
        if (!status.environmentUrl().isEmpty()) {
            body.put("environment_url", status.environmentUrl());
        }
        Bodies.user(body.putObject("creator"), site, login);
        body.put("created_at", at).put("updated_at", at);
        body.put("deployment_url", url).put("repository_url", site.api());
        return body;
    }
}
