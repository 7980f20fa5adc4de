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
 * @param webhook where GitHub tells of runs, or null if they are looked at only
 */
record GitHubPart(
        GitHubAuth auth,
        @Nullable Secret token,
        GitHubOptions options,
        @Nullable Webhook webhook) {

    static final int DEFAULT_PORT = 8080;

    private static final int LARGEST_PORT = 65_535;

    /**
     * What GitHub's deliveries are taken with.
     *
     * @param secret what they are signed with
     * @param port where they are taken
     */
    record Webhook(Secret secret, int port) {}

    static GitHubPart read(Variables variables, List<Environment> environments, Problems problems) {
        VariableReader reader = variables.reader(problems);
        GitHubAuth auth = GitHubAuth.fromVariables(variables, problems);
        GitHubOptions options = GitHubOptions.fromVariables(variables, environments, problems);
        Secret secret = reader.secret("GITHUB_WEBHOOK_SECRET").orElse(null);
        int port = reader.integer("SHIP_WEBHOOK_PORT", DEFAULT_PORT, 1, LARGEST_PORT);
        if (secret == null && reader.text("SHIP_WEBHOOK_PORT").isPresent()) {
            problems.add(
                    "GITHUB_WEBHOOK_SECRET is not set, but SHIP_WEBHOOK_PORT is; allowed: both, or the secret alone, since"
                            + " without it anybody could send deliveries");
        }
        return new GitHubPart(
                auth,
                reader.secret("GITHUB_TOKEN").orElse(null),
                options,
                secret == null ? null : new Webhook(secret, port));
    }
}
