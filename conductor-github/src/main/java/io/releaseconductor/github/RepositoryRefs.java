package io.releaseconductor.github;

import io.releaseconductor.deployment.ResolvedRef;
import io.releaseconductor.model.Environment;
import io.releaseconductor.spi.Refs;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The branches and tags of the repository. Thread-safe. */
final class RepositoryRefs implements Refs {

    private final GitHubOptions options;
    private final CommitNames commits;
    private final DefaultBranch defaultBranch;
    private final RefNames names;

    RepositoryRefs(GitHubOptions options, CommitNames commits, DefaultBranch defaultBranch, RefNames names) {
        this.options = options;
        this.commits = commits;
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
        Reply reply = commits.exactly(shortName);
        String sha = CommitNames.id(reply);
        if (sha != null) {
            return ResolvedRef.at(name, sha);
        }
        if (Unknowns.isOfName(reply) && name.equals(defaultBranch.known())) {
            defaultBranch.forget();
        }
        return ResolvedRef.unknown(name, Unknowns.why(reply));
    }

    @Override
    public List<String> named(String typed, int atMost) {
        return names.like(typed, atMost);
    }
}
