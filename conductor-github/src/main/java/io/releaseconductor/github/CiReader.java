package io.releaseconductor.github;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads what CI says of a commit: the runs of workflows, the check runs of apps, and the statuses. One request each as long as there are
 * no more than a hundred, none of which counts against the hourly limit while nothing has changed. See <a
 * href="https://docs.github.com/en/rest/actions/workflow-runs#list-workflow-runs-for-a-repository">runs</a>, <a
 * href="https://docs.github.com/en/rest/checks/runs#list-check-runs-for-a-git-reference">check runs</a> and <a
 * href="https://docs.github.com/en/rest/commits/statuses#get-the-combined-status-for-a-specific-reference">statuses</a>.
 */
final class CiReader {

    static final String CHECKS_UNSEEN = "check runs of apps (\"Checks: read\")";
    static final String STATUSES_UNSEEN = "commit statuses (\"Commit statuses: read\")";

    private static final String BY_HAND = "workflow_dispatch";
    private static final String ACTIONS = "github-actions";

    /** The events of which a run tells something about the very commit that it runs at. */
    private static final Set<String> OF_THE_COMMIT = Set.of("push", "pull_request", "merge_group", BY_HAND);

    private static final int PAGE = 100;

    /** GitHub itself tells of no more than a thousand. */
    private static final int MAX_PAGES = 10;

    private static final List<String> RUN = List.of(
            "id",
            "name",
            "path",
            "workflow_id",
            "event",
            "status",
            "conclusion",
            "head_sha",
            "check_suite_id",
            "display_title");
    private static final List<String> CHECK_RUN = List.of("name", "status", "conclusion");
    private static final List<String> STATUS = List.of("context", "state");

    private final GitHubOptions options;
    private final RepositoryApi api;

    CiReader(GitHubOptions options, RepositoryApi api) {
        this.options = options;
        this.api = api;
    }

    /**
     * Reads all of it.
     *
     * @param sha the commit's whole id
     * @param required the names of what is looked for; empty for all that is there
     */
    CiFound read(String sha, Set<String> required) {
        Collected collected = new Collected(required);
        runs(sha, collected);
        if (collected.trouble == null) {
            checkRuns(sha, collected);
        }
        if (collected.trouble == null) {
            statuses(sha, collected);
        }
        return new CiFound(collected.items, collected.unseen, collected.trouble, collected.absent);
    }

    /** What was read so far. */
    private static final class Collected {

        private final Set<String> required;
        private final List<CiItem> items = new ArrayList<>();
        private final List<String> unseen = new ArrayList<>();
        private final Set<String> suitesOfOurs = new HashSet<>();
        private @Nullable String trouble;
        private boolean absent;

        private Collected(Set<String> required) {
            this.required = required;
        }

        private void add(CiItem item) {
            if (required.isEmpty() || required.contains(item.name())) {
                items.add(item);
            }
        }
    }

    private void runs(String sha, Collected into) {
        Pages pages = pages(
                List.of("actions", "runs"),
                "workflow_runs",
                run -> RepositoryApi.only(RUN, run),
                "head_sha",
                sha,
                "exclude_pull_requests",
                "true");
        if (pages.trouble() != null) {
            into.trouble = RunWatcher.Trouble.reason(pages.trouble(), options);
            return;
        }
        noteWhetherWhole(pages, into, "runs");
        Map<List<String>, JsonNode> latest = new LinkedHashMap<>();
        for (JsonNode node : pages.all()) {
            Run run = Run.read(node);
            if (run == null) {
                into.add(CiItem.of(node));
            } else if (sha.equals(run.headSha())) {
                boolean byHand = run.event().equals(BY_HAND);
                if (byHand && options.workflows().values().stream().anyMatch(run::isOf)) {
                    into.suitesOfOurs.add(node.path("check_suite_id").asText("none"));
                } else if (OF_THE_COMMIT.contains(run.event()) || !into.required.isEmpty()) {
                    latest.merge(List.of(run.workflowId(), run.event()), node, CiReader::later);
                }
            }
        }
        latest.values().forEach(node -> into.add(CiItem.of(node)));
    }

    private static JsonNode later(JsonNode one, JsonNode another) {
        return one.path("id").asLong() >= another.path("id").asLong() ? one : another;
    }

    /** The jobs of Actions are check runs as well: they count where they are named, since their runs count otherwise. */
    private void checkRuns(String sha, Collected into) {
        Pages pages =
                pages(List.of("commits", sha, "check-runs"), "check_runs", CiReader::cutCheckRun, "filter", "latest");
        if (isUsable(pages, into, CHECKS_UNSEEN)) {
            noteWhetherWhole(pages, into, "check runs");
            for (JsonNode check : pages.all()) {
                boolean counts = into.required.isEmpty()
                        ? !RepositoryApi.text(check, "app").equals(ACTIONS)
                        : !into.suitesOfOurs.contains(RepositoryApi.text(check, "suite"));
                if (counts) {
                    into.add(CiItem.of(check));
                }
            }
        }
    }

    private void statuses(String sha, Collected into) {
        Pages pages =
                pages(List.of("commits", sha, "status"), "statuses", status -> RepositoryApi.only(STATUS, status));
        if (isUsable(pages, into, STATUSES_UNSEEN)) {
            noteWhetherWhole(pages, into, "statuses");
            pages.all().forEach(status -> into.add(CiItem.ofStatus(status)));
        }
    }

    /** Whether a part was read; what the token may not see is left out, and said. */
    private boolean isUsable(Pages pages, Collected into, String what) {
        Reply trouble = pages.trouble();
        if (trouble == null) {
            return true;
        }
        // what something on the way answers would let everything pass for green
        if (trouble instanceof Reply.Answered answer && answer.isDenied()) {
            into.unseen.add(what);
        } else if (CommitNames.isNowhere(trouble)) {
            into.absent = true;
        } else {
            into.trouble = RunWatcher.Trouble.reason(trouble, options);
        }
        return false;
    }

    private static void noteWhetherWhole(Pages pages, Collected into, String what) {
        if (pages.more()) {
            into.trouble = "GitHub has more than " + PAGE * MAX_PAGES + " " + what;
        }
    }

    /**
     * Says what a token may read of it.
     *
     * @param ref the branch whose head is looked at
     * @return in words what may not be seen; null if nobody can tell now
     */
    @Nullable
    List<String> unseen(String ref) {
        Collected collected = new Collected(Set.of());
        isUsable(page(List.of("commits", ref, "check-runs"), "check_runs"), collected, CHECKS_UNSEEN);
        isUsable(page(List.of("commits", ref, "status"), "statuses"), collected, STATUSES_UNSEEN);
        return collected.trouble != null || collected.absent ? null : collected.unseen;
    }

    private Pages page(List<String> path, String field) {
        Reply reply = api.get(path, body -> body.path(field).isArray(), "per_page", "1");
        return new Pages(List.of(), isGood(reply, field) ? null : reply, false);
    }

    /** What was read of a list: all of it, the beginning of it, or nothing. */
    private record Pages(List<JsonNode> all, @Nullable Reply trouble, boolean more) {}

    /** Keeps of each entry what the cut leaves: whole lists have megabytes. */
    private Pages pages(List<String> path, String field, UnaryOperator<JsonNode> cut, String... query) {
        List<JsonNode> all = new ArrayList<>();
        for (int page = 1; page <= MAX_PAGES; page++) {
            String[] paged = Stream.concat(
                            Stream.of(query),
                            Stream.of("per_page", Integer.toString(PAGE), "page", Integer.toString(page)))
                    .toArray(String[]::new);
            Reply reply = api.get(path, body -> body.path(field).isArray(), body -> cut(body, field, cut), paged);
            if (!isGood(reply, field)) {
                return new Pages(List.of(), reply, false);
            }
            JsonNode entries = ((Reply.Answered) reply).body().path(field);
            entries.forEach(all::add);
            if (entries.size() < PAGE) {
                return new Pages(all, null, false);
            }
        }
        return new Pages(all, null, true);
    }

    private static boolean isGood(Reply reply, String field) {
        return reply instanceof Reply.Answered answer
                && answer.status() == 200
                && answer.body().path(field).isArray();
    }

    private static JsonNode cut(JsonNode body, String field, UnaryOperator<JsonNode> cut) {
        ObjectNode small = JsonNodeFactory.instance.objectNode();
        ArrayNode entries = small.putArray(field);
        body.path(field).forEach(entry -> entries.add(cut.apply(entry)));
        return small;
    }

    private static JsonNode cutCheckRun(JsonNode check) {
        return RepositoryApi.only(CHECK_RUN, check)
                .put("app", RepositoryApi.text(check.path("app"), "slug"))
                .put("suite", check.path("check_suite").path("id").asText(""));
    }
}
