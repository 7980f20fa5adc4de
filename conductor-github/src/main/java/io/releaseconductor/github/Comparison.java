package io.releaseconductor.github;

import com.fasterxml.jackson.databind.JsonNode;
import io.releaseconductor.deployment.ChangeSummary;
import io.releaseconductor.deployment.RiskyPaths;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What GitHub's answers say of what is being shipped; null where they do not certainly say it. See <a
 * href="https://docs.github.com/en/rest/commits/commits">Commits</a>.
 */
final class Comparison {

    /** More commits are not listed; the last one listed is the newest all the same. */
    private static final int MOST_LISTED = 250;

    /** More files are not listed, on whatever page. */
    private static final int MOST_FILES = 300;

    private Comparison() {}

    static boolean isOne(JsonNode body) {
        return isCount(body.path("ahead_by"))
                && isCount(body.path("behind_by"))
                && body.path("commits").isArray();
    }

    private static boolean isCount(JsonNode node) {
        return node.isIntegralNumber() && node.canConvertToInt() && node.intValue() >= 0;
    }

    /** How a version compares with another one, by their own names. */
    static @Nullable ChangeSummary read(Reply reply, String since, String version, RiskyPaths risky) {
        JsonNode body = body(reply);
        if (body == null || !isOne(body)) {
            return null;
        }
        int ahead = body.path("ahead_by").intValue();
        int behind = body.path("behind_by").intValue();
        return summary(
                head(body, ahead, behind),
                version,
                new ChangeSummary.Distance(since, ahead, behind),
                page(RepositoryApi.text(body, "html_url")),
                others(body.path("commits")),
                risky.isNone() ? null : risk(body.path("files"), behind, risky));
    }

    private static JsonNode head(JsonNode body, int ahead, int behind) {
        if (ahead == 0) {
            return body.path(behind == 0 ? "base_commit" : "merge_base_commit");
        }
        JsonNode commits = body.path("commits");
        return commits.path(commits.size() == Math.min(ahead, MOST_LISTED) ? commits.size() - 1 : -1);
    }

    /** Those before the last one, the newest first. */
    private static List<ChangeSummary.Commit> others(JsonNode commits) {
        List<ChangeSummary.Commit> others = new ArrayList<>();
        for (int i = commits.size() - 2; i >= 0 && others.size() < ChangeSummary.MAX_OTHERS; i--) {
            String title = title(commits.path(i));
            if (!ChangeSummary.isWithoutTitle(title)) {
                others.add(new ChangeSummary.Commit(title, author(commits.path(i))));
            }
        }
        return others;
    }

    /** The files are those that changed since both had the same past: what the other side changed since is not among them. */
    private static ChangeSummary.Risk risk(JsonNode files, int behind, RiskyPaths risky) {
        List<String> changed = new ArrayList<>();
        for (JsonNode file : files) {
            Stream.of("filename", "previous_filename")
                    .map(name -> RepositoryApi.text(file, name))
                    .filter(path -> !path.isEmpty())
                    .forEach(changed::add);
        }
        boolean whole = files.isArray() && files.size() < MOST_FILES && behind == 0;
        return ChangeSummary.Risk.of(risky, changed, whole);
    }

    static @Nullable ChangeSummary readCommit(Reply reply, String version, RiskyPaths risky) {
        JsonNode body = body(reply);
        return body == null
                ? null
                : summary(body, version, null, null, List.of(), risky.isNone() ? null : ChangeSummary.Risk.UNKNOWN);
    }

    private static @Nullable JsonNode body(Reply reply) {
        return reply instanceof Reply.Answered answer && answer.status() == 200 ? answer.body() : null;
    }

    private static @Nullable ChangeSummary summary(
            JsonNode commit,
            String version,
            ChangeSummary.@Nullable Distance distance,
            @Nullable URI page,
            List<ChangeSummary.Commit> others,
            ChangeSummary.@Nullable Risk risk) {
        String sha = RepositoryApi.text(commit, "sha");
        String title = title(commit);
        boolean another = VersionNames.isWholeId(version) && !version.equals(sha);
        if (!VersionNames.isWholeId(sha) || another || ChangeSummary.isWithoutTitle(title)) {
            return null;
        }
        return new ChangeSummary(title, author(commit), sha, committedAt(commit), distance, page, others, risk);
    }

    private static String title(JsonNode commit) {
        return RepositoryApi.text(commit.path("commit"), "message")
                .strip()
                .lines()
                .findFirst()
                .orElse("");
    }

    private static String author(JsonNode commit) {
        return RepositoryApi.text(commit.path("commit").path("author"), "name");
    }

    private static @Nullable Instant committedAt(JsonNode commit) {
        return Run.instant(RepositoryApi.text(commit.path("commit").path("committer"), "date"));
    }

    private static @Nullable URI page(String text) {
        URI page = Run.page(text);
        return page != null && ChangeSummary.isPage(page) ? page : null;
    }
}
