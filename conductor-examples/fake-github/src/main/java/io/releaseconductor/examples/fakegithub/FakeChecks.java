package io.releaseconductor.examples.fakegithub;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What others than GitHub Actions say of commits: check runs of apps, and statuses. */
final class FakeChecks {

    private static final String AT = "2023-11-11T09:00:00Z";

    /** The check suite of an app at a commit. */
    private static final long SUITE = 55;

    /** What an app has checked. */
    record Check(
            String app,
            String name,
            String status,
            @Nullable String conclusion) {}

    private final Map<String, Map<List<String>, Check>> checks = new LinkedHashMap<>();
    private final Map<String, Map<String, String>> statuses = new LinkedHashMap<>();

    /** Adds one, or the next attempt at it. */
    void add(String sha, Check check) {
        checks.computeIfAbsent(sha, any -> new LinkedHashMap<>()).put(List.of(check.app(), check.name()), check);
    }

    void add(String sha, String context, String state) {
        statuses.computeIfAbsent(sha, any -> new LinkedHashMap<>()).put(context, state);
    }

    /** The check runs of a commit, the jobs of Actions that are given first. */
    ObjectNode checkRuns(String sha, List<ObjectNode> jobs, Bodies.Site site, FakeCommits.Page page) {
        List<ObjectNode> all = new ArrayList<>();
        for (ObjectNode job : jobs) {
            Check check = new Check(
                    "github-actions",
                    job.path("name").asText(),
                    job.path("status").asText(),
                    job.path("conclusion").textValue());
            all.add(checkRun(sha, job.path("id").asLong(), job.path("run_id").asLong(), check, site));
        }
        long id = 500;
        for (Check check : checks.getOrDefault(sha, Map.of()).values()) {
            all.add(checkRun(sha, id++, SUITE, check, site));
        }
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("total_count", all.size());
        ArrayNode shown = body.putArray("check_runs");
        all.subList(page.first(all.size()), page.first(all.size(), 1)).forEach(shown::add);
        return body;
    }

    private static ObjectNode checkRun(String sha, long id, long suite, Check check, Bodies.Site site) {
        ObjectNode run = JsonNodeFactory.instance.objectNode();
        String url = site.api() + "/check-runs/" + id;
        run.put("id", id).put("node_id", "CR_" + id).put("name", check.name()).put("head_sha", sha);
        run.put("url", url).put("html_url", site.html() + "/runs/" + id).put("details_url", site.html());
        run.put("status", check.status()).put("conclusion", check.conclusion()).put("external_id", "");
        run.put("started_at", AT).put("completed_at", check.conclusion() == null ? null : AT);
        run.putObject("check_suite").put("id", suite);
        run.putObject("output")
                .putNull("title")
                .putNull("summary")
                .putNull("text")
                .put("annotations_count", 0)
                .put("annotations_url", url + "/annotations");
        app(run.putObject("app"), check.app(), site);
        run.putArray("pull_requests");
        return run;
    }

    private static void app(ObjectNode app, String slug, Bodies.Site site) {
        app.put("id", 1 + slug.length())
                .put("node_id", "A_" + slug)
                .put("slug", slug)
                .put("name", slug);
        Bodies.user(app.putObject("owner"), site, slug);
        app.putNull("description").put("external_url", site.page()).put("html_url", site.page() + "/apps/" + slug);
        app.put("created_at", AT).put("updated_at", AT);
        app.putObject("permissions").put("checks", "write");
        app.putArray("events").add("push");
    }

    /** The statuses of a commit, of each context the latest, and what all of them come to. */
    ObjectNode status(String sha, Bodies.Site site, FakeCommits.Page page) {
        Map<String, String> all = statuses.getOrDefault(sha, Map.of());
        String url = site.api() + "/commits/" + sha;
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("sha", sha).put("state", combined(all)).put("total_count", all.size());
        body.put("url", url + "/status").put("commit_url", url);
        Bodies.repository(body.putObject("repository"), site);
        ArrayNode shown = body.putArray("statuses");
        List<String> contexts = List.copyOf(all.keySet());
        contexts.subList(page.first(all.size()), page.first(all.size(), 1)).forEach(context -> {
            ObjectNode status = shown.addObject();
            status.put("id", 600 + contexts.indexOf(context)).put("node_id", "SC_1");
            status.put("context", context).put("state", all.get(context));
            status.put("description", "As told").put("target_url", site.page()).putNull("avatar_url");
            status.put("url", site.api() + "/statuses/" + sha).put("created_at", AT);
            status.put("updated_at", AT);
        });
        return body;
    }

    boolean isRed(String sha) {
        Map<String, String> all = statuses.getOrDefault(sha, Map.of());
        return !all.isEmpty() && !combined(all).equals("success");
    }

    /** Pending where there is none as well. */
    private static String combined(Map<String, String> all) {
        if (all.containsValue("failure") || all.containsValue("error")) {
            return "failure";
        }
        return all.isEmpty() || all.containsValue("pending") ? "pending" : "success";
    }
}
