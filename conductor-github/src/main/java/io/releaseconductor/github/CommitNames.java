package io.releaseconductor.github;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;

/** Which commit a version is: by its name, and with a {@code v} before a number, first as it was found last. Thread-safe. */
final class CommitNames {

    private final RepositoryApi api;

    /** Whether the tags of this repository seem to have a v before the number. */
    private volatile boolean prefixed = true;

    CommitNames(RepositoryApi api) {
        this.api = api;
    }

    /** {@return what GitHub says of the commit, or why it says nothing} */
    Reply find(String version) {
        boolean withV = prefixed;
        Reply first = commit(version, withV);
        if (!Unknowns.isOfName(first) || !VersionNames.hasTwo(version)) {
            return first;
        }
        Reply second = commit(version, !withV);
        if (isCommit(second)) {
            prefixed = !withV;
        }
        return second;
    }

    private Reply commit(String version, boolean withV) {
        // without the files that the commit changed
        return api.get(
                List.of("commits", VersionNames.of(version, withV)), CommitNames::hasId, body -> body, "per_page", "1");
    }

    static boolean isCommit(Reply reply) {
        return reply instanceof Reply.Answered answer && answer.status() == 200 && hasId(answer.body());
    }

    private static boolean hasId(JsonNode body) {
        return VersionNames.isWholeId(RepositoryApi.text(body, "sha"));
    }

    /** Whether GitHub says that there is no such commit, and not only that the token may see none. */
    static boolean isNowhere(Reply reply) {
        return reply instanceof Reply.Answered answer
                && answer.status() == 422
                && answer.message().toLowerCase(Locale.ROOT).contains("no commit found");
    }
}
