package io.releaseconductor.examples.fakegithub;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The commits of a repository, each with one parent at most, and how GitHub tells them. */
final class FakeCommits {

    /** More are not listed unless they are asked for page by page. */
    private static final int MOST_LISTED = 250;

    private static final String WRITTEN = "2023-11-11T08:00:00Z";

    private record Commit(String sha, @Nullable String parent, String author, String message) {}

    private final Map<String, Commit> all = new LinkedHashMap<>();

    void add(String sha, @Nullable String parent, String author, String message) {
        if (parent != null && !all.containsKey(parent)) {
            throw new IllegalArgumentException("no commit " + parent);
        }
        all.put(sha, new Commit(sha, parent, author, message));
    }

    /** The same commit, which is the only one of its line where nothing else is told of it. */
    String known(String sha) {
        all.putIfAbsent(sha, new Commit(sha, null, "Someone", "A commit"));
        return sha;
    }

    /** The whole id of a commit by that or its beginning; null if there is none. */
    @Nullable
    String resolved(String name) {
        List<String> found = name.matches("[0-9a-f]{4,64}")
                ? all.keySet().stream().filter(sha -> sha.startsWith(name)).toList()
                : List.of();
        return found.size() == 1 ? found.get(0) : null;
    }

    ObjectNode commit(String sha, Bodies.Site site) {
        Commit commit = Objects.requireNonNull(all.get(sha), sha);
        String url = site.api() + "/commits/" + sha;
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("sha", sha).put("node_id", "C_" + sha).put("url", url);
        body.put("html_url", site.html() + "/commit/" + sha).put("comments_url", url + "/comments");
        ObjectNode git = body.putObject("commit");
        git.put("message", commit.message()).put("comment_count", 0).put("url", site.api() + "/git/commits/" + sha);
        git.putObject("tree").put("sha", sha).put("url", site.api() + "/git/trees/" + sha);
        for (String role : List.of("author", "committer")) {
            git.putObject(role)
                    .put("name", commit.author())
                    .put("email", "someone@example.com")
                    .put("date", WRITTEN);
            Bodies.user(body.putObject(role), site, "someone");
        }
        ArrayNode parents = body.putArray("parents");
        if (commit.parent() != null) {
            parents.addObject()
                    .put("sha", commit.parent())
                    .put("url", site.api() + "/commits/" + commit.parent())
                    .put("html_url", site.html() + "/commit/" + commit.parent());
        }
        return body;
    }

    /** How two commits compare, asked for by their names; null if they have nothing in common. */
    @Nullable
    ObjectNode comparison(String names, String base, String head, Bodies.Site site) {
        Set<String> ofBase = line(base);
        List<String> ahead = new ArrayList<>(line(head));
        ahead.removeAll(ofBase);
        Set<String> behind = new LinkedHashSet<>(ofBase);
        behind.removeAll(line(head));
        Set<String> common = new LinkedHashSet<>(ofBase);
        common.retainAll(line(head));
        if (common.isEmpty()) {
            return null;
        }
        String page = site.html() + "/compare/";
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("url", site.api() + "/compare/" + names).put("html_url", page + names);
        body.put("permalink_url", page + base + "..." + head);
        body.put("diff_url", page + names + ".diff").put("patch_url", page + names + ".patch");
        body.set("base_commit", commit(base, site));
        body.set("merge_base_commit", commit(common.iterator().next(), site));
        body.put("status", status(ahead.isEmpty(), behind.isEmpty()));
        body.put("ahead_by", ahead.size()).put("behind_by", behind.size()).put("total_commits", ahead.size());
        ArrayNode commits = body.putArray("commits");
        List<String> newest = ahead.subList(0, Math.min(ahead.size(), MOST_LISTED));
        for (int i = newest.size() - 1; i >= 0; i--) {
            commits.add(commit(newest.get(i), site));
        }
        body.putArray("files");
        return body;
    }

    private static String status(boolean nothingAhead, boolean nothingBehind) {
        if (nothingAhead) {
            return nothingBehind ? "identical" : "behind";
        }
        return nothingBehind ? "ahead" : "diverged";
    }

    /** A commit and all that came before it, the newest first. */
    private Set<String> line(String sha) {
        Set<String> line = new LinkedHashSet<>();
        for (Commit commit = all.get(sha); commit != null; commit = all.get(commit.parent())) {
            line.add(commit.sha());
        }
        return line;
    }
}
