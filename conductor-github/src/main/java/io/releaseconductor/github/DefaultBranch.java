package io.releaseconductor.github;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The repository's default branch, which runs start from where nobody names another one. Asked for once. Thread-safe. */
final class DefaultBranch {

    private final RepositoryApi api;
    private volatile @Nullable String name;

    DefaultBranch(RepositoryApi api) {
        this.api = api;
    }

    /** {@return its name, or null as long as it is not known} */
    @Nullable
    String known() {
        return name;
    }

    void isCalled(String branch) {
        name = branch.isEmpty() ? null : branch;
    }

    /** To be asked for anew: a branch can be renamed. */
    void forget() {
        name = null;
    }

    /** Asks, unless it is known. {@return what was answered if it is not known after that, else null} */
    @Nullable
    Reply ask() {
        if (name != null) {
            return null;
        }
        Reply reply = api.get(List.of(), JsonNode::isObject);
        if (reply instanceof Reply.Answered answer && answer.status() == 200) {
            isCalled(RepositoryApi.text(answer.body(), "default_branch"));
        }
        return name == null ? reply : null;
    }
}
