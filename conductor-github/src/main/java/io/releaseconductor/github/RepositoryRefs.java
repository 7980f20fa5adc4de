package io.releaseconductor.github;

import com.fasterxml.jackson.databind.JsonNode;
import io.releaseconductor.deployment.ResolvedRef;
import io.releaseconductor.model.Environment;
import io.releaseconductor.spi.Refs;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The branches and tags of the repository. Thread-safe. */
final class RepositoryRefs implements Refs {

    private final GitHubOptions options;
    private final RepositoryApi api;
    private final DefaultBranch defaultBranch;
    private final RefNames names;

    RepositoryRefs(GitHubOptions options, RepositoryApi api, DefaultBranch defaultBranch, RefNames names) {
        this.options = options;
        this.api = api;
        this.defaultBranch = defaultBranch;
        this.names = names;
    }

    @Override
    public ResolvedRef resolve(Environment environment, @Nullable String ref) {
        String asked = Objects.requireNonNullElse(ref, options.ref());
        if (!asked.equals(GitHubOptions.DEFAULT_BRANCH)) {
            return resolve(asked);
        }
        Reply unknown = defaultBranch.ask();
        String branch = defaultBranch.known();
        if (branch == null) {
            return ResolvedRef.unknown(
                    null, unknown == null ? "GitHub did not name the default branch" : Unknowns.why(unknown));
        }
        return resolve(branch);
    }

    private ResolvedRef resolve(String name) {
        String shortName = name.startsWith("refs/") ? name.substring("refs/".length()) : name;
        if (!VersionNames.isName(shortName)) {
            return ResolvedRef.unknown(null, Unknowns.noName(name));
        }
        // without the files that the commit changed
        Reply reply = api.get(List.of("commits", shortName), RepositoryRefs::isCommit, "per_page", "1");
        if (reply instanceof Reply.Answered answer && isCommit(answer.body())) {
            return ResolvedRef.at(name, RepositoryApi.text(answer.body(), "sha"));
        }
        if (Unknowns.isOfName(reply) && name.equals(defaultBranch.known())) {
            defaultBranch.forget();
        }
        return ResolvedRef.unknown(name, Unknowns.why(reply));
    }

    private static boolean isCommit(JsonNode body) {
        return VersionNames.isWholeId(RepositoryApi.text(body, "sha"));
    }

    @Override
    public List<String> named(String typed, int atMost) {
        return names.like(typed, atMost);
    }
}
