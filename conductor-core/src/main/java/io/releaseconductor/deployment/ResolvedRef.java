package io.releaseconductor.deployment;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a branch or tag pointed at when a deployment was shipped, or that nobody could tell.
 *
 * @param name the branch or tag, as people know it; null if not even that is known
 * @param commit what it pointed at; null if that is not known
 * @param missing why it is not known, for people, free of secrets; present if and only if the commit is not
 */
public record ResolvedRef(
        @Nullable String name,
        @Nullable String commit,
        @Nullable String missing) {

    /**
     * Validates.
     *
     * @throws IllegalArgumentException unless there is either a commit with a name or a reason, or if a text is blank, or a name or commit
     *     is longer than {@link DeployRequest#MAX_NAME_LENGTH}
     */
    public ResolvedRef {
        DeployRequest.requireText("ref", name, DeployRequest.MAX_NAME_LENGTH);
        DeployRequest.requireText("commit", commit, DeployRequest.MAX_NAME_LENGTH);
        if ((commit == null) == (missing == null) || (commit != null && name == null)) {
            throw new IllegalArgumentException("resolved ref: " + name + ", " + commit + " and " + missing
                    + " do not go together; allowed: a name and its commit, or why that is not known");
        }
    }

    /**
     * It is known.
     *
     * @param name the branch or tag
     * @param commit what it points at
     * @return that
     * @throws IllegalArgumentException as for {@link ResolvedRef}
     */
    public static ResolvedRef at(String name, String commit) {
        return new ResolvedRef(Objects.requireNonNull(name, "name"), Objects.requireNonNull(commit, "commit"), null);
    }

    /**
     * It is not known.
     *
     * @param name the branch or tag, or null if not even that is known
     * @param reason why, for people, free of secrets
     * @return that
     * @throws IllegalArgumentException as for {@link ResolvedRef}
     */
    public static ResolvedRef unknown(@Nullable String name, String reason) {
        return new ResolvedRef(name, null, Objects.requireNonNull(reason, "reason"));
    }
}
