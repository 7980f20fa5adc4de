package io.releaseconductor.github;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

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
        if (id(second) != null) {
            prefixed = !withV;
        }
        return second;
    }

    private Reply commit(String version, boolean withV) {
        return exactly(VersionNames.of(version, withV));
    }

    /** {@return what GitHub says of the commit of exactly this name, or why it says nothing} */
    Reply exactly(String name) {
        // without the files that the commit changed
        return api.get(List.of("commits", name), CommitNames::hasId, "per_page", "1");
    }

    /** {@return the commit's whole id, or null if the reply tells of none} */
    static @Nullable String id(Reply reply) {
        return reply instanceof Reply.Answered answer && answer.status() == 200 && hasId(answer.body())
                ? RepositoryApi.text(answer.body(), "sha")
                : null;
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
