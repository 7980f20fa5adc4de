package io.releaseconductor.examples.fakegithub;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The commits of a repository, each with one parent at most, and how GitHub tells them. */
final class FakeCommits {

    /** More are not listed unless they are asked for page by page. */
    private static final int MOST_LISTED = 250;

    /** More are not listed, whatever is asked. */
    private static final int MOST_FILES = 300;

    /** Between the old name of a file and its new one. */
    private static final String RENAMED = " -> ";

    private static final String WRITTEN = "2023-11-11T08:00:00Z";

    private record Commit(String sha, @Nullable String parent, String author, String message, List<String> files) {}

    private final Map<String, Commit> all = new LinkedHashMap<>();

    void add(String sha, @Nullable String parent, String author, String message, List<String> files) {
        if (parent != null && !all.containsKey(parent)) {
            throw new IllegalArgumentException("no commit " + parent);
        }
        all.put(sha, new Commit(sha, parent, author, message, files));
    }

    /** The same commit, which is the only one of its line where nothing else is told of it. */
    String known(String sha) {
        all.putIfAbsent(sha, new Commit(sha, null, "Someone", "A commit", List.of()));
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

    /**
     * How two commits compare, asked for by their names; null if they have nothing in common. Without a page the newest commits are listed;
     * with one it begins with the oldest, and the files are on the first page alone.
     */
    @Nullable
    ObjectNode comparison(String names, String base, String head, Bodies.Site site, @Nullable Page page) {
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
        String html = site.html() + "/compare/";
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("url", site.api() + "/compare/" + names).put("html_url", html + names);
        body.put("permalink_url", html + base + "..." + head);
        body.put("diff_url", html + names + ".diff").put("patch_url", html + names + ".patch");
        body.set("base_commit", commit(base, site));
        body.set("merge_base_commit", commit(common.iterator().next(), site));
        body.put("status", status(ahead.isEmpty(), behind.isEmpty()));
        body.put("ahead_by", ahead.size()).put("behind_by", behind.size()).put("total_commits", ahead.size());
        ArrayNode commits = body.putArray("commits");
        List<String> oldestFirst = new ArrayList<>(ahead);
        Collections.reverse(oldestFirst);
        int first = page == null ? Math.max(0, ahead.size() - MOST_LISTED) : page.first(ahead.size());
        int end = page == null ? ahead.size() : page.first(ahead.size(), 1);
        oldestFirst.subList(first, end).forEach(sha -> commits.add(commit(sha, site)));
        if (page == null || page.number() == 1) {
            files(body.putArray("files"), oldestFirst, head, site);
        }
        return body;
    }

    /** A page that was asked for. */
    record Page(int number, int size) {

        int first(int all) {
            return first(all, 0);
        }

        int first(int all, int later) {
            return (int) Math.min(all, (number - 1L + later) * size);
        }
    }

    /** What the commits have changed since both had the same past, each file once and in the order of their names. */
    private void files(ArrayNode list, List<String> commits, String head, Bodies.Site site) {
        Set<String> files = new TreeSet<>();
        commits.forEach(sha -> files.addAll(Objects.requireNonNull(all.get(sha)).files()));
        files.stream().limit(MOST_FILES).forEach(file -> {
            String[] names = file.split(RENAMED, 2);
            String name = names[names.length - 1];
            ObjectNode entry = list.addObject();
            entry.put("sha", head).put("filename", name);
            entry.put("status", names.length == 2 ? "renamed" : "modified");
            if (names.length == 2) {
                entry.put("previous_filename", names[0]);
            }
            entry.put("additions", 1).put("deletions", 1).put("changes", 2).put("patch", "@@ -1 +1 @@\n-old\n+new");
            String encoded = URLEncoder.encode(name, StandardCharsets.UTF_8);
            entry.put("blob_url", site.html() + "/blob/" + head + "/" + encoded);
            entry.put("raw_url", site.html() + "/raw/" + head + "/" + encoded);
            entry.put("contents_url", site.api() + "/contents/" + encoded + "?ref=" + head);
        });
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
