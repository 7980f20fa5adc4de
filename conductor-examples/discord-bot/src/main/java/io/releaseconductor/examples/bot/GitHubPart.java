package io.releaseconductor.examples.bot;

import io.releaseconductor.config.Problems;
import io.releaseconductor.config.Secret;
import io.releaseconductor.config.VariableReader;
import io.releaseconductor.config.Variables;
import io.releaseconductor.github.GitHubAuth;
import io.releaseconductor.github.GitHubOptions;
import io.releaseconductor.model.Environment;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What deploys.
 *
 * @param auth how to prove who asks
 * @param token the token, or null where a GitHub App asks
 * @param options which repository's workflows
 * @param webhookSecret what GitHub's deliveries are signed with, or null if runs are looked at only
 */
record GitHubPart(
        GitHubAuth auth,
        @Nullable Secret token,
        GitHubOptions options,
        @Nullable Secret webhookSecret) {

    static GitHubPart read(Variables variables, List<Environment> environments, Problems problems) {
        VariableReader reader = variables.reader(problems);
        GitHubAuth auth = GitHubAuth.fromVariables(variables, problems);
        GitHubOptions options = GitHubOptions.fromVariables(variables, environments, problems);
        return new GitHubPart(
                auth,
                reader.secret("GITHUB_TOKEN").orElse(null),
                options,
                reader.secret("GITHUB_WEBHOOK_SECRET").orElse(null));
    }
}
