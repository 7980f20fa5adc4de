package io.releaseconductor.examples.bot;

import io.releaseconductor.checks.IncidentPage;
import io.releaseconductor.config.Problems;
import io.releaseconductor.config.Secret;
import io.releaseconductor.config.VariableReader;
import io.releaseconductor.config.Variables;
import io.releaseconductor.github.GitHubAuth;
import io.releaseconductor.github.GitHubOptions;
import io.releaseconductor.model.Environment;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What deploys.
 *
 * @param auth how to prove who asks
 * @param token the token, or null where a GitHub App asks
 * @param options which repository's workflows
 * @param ci whether CI has to be green somewhere before anything begins there
 * @param webhookSecret what GitHub's deliveries are signed with, or null if runs are looked at only
 */
record GitHubPart(
        GitHubAuth auth,
        @Nullable Secret token,
        GitHubOptions options,
        boolean ci,
        @Nullable Secret webhookSecret) {

    /** What the pre-flight may be told besides CI. */
    private static final Set<String> OTHERS = Set.of("", "none", IncidentPage.NAME);

    static GitHubPart read(Variables variables, List<Environment> environments, Problems problems) {
        VariableReader reader = variables.reader(problems);
        GitHubAuth auth = GitHubAuth.fromVariables(variables, problems);
        GitHubOptions options = GitHubOptions.fromVariables(variables, environments, problems);
        return new GitHubPart(
                auth,
                reader.secret("GITHUB_TOKEN").orElse(null),
                options,
                !options.ciRequired().isEmpty()
                        || environments.stream().anyMatch(each -> isAskedForMore(variables, each)),
                reader.secret("GITHUB_WEBHOOK_SECRET").orElse(null));
    }

    /** Whether the pre-flight is told of a rule that only CI can be, by its name or one that is misspelt. */
    private static boolean isAskedForMore(Variables variables, Environment environment) {
        return variables.in(environment, new Problems()).text("SHIP_ADMISSION").stream()
                .flatMap(text -> Stream.of(text.split(",", -1)))
                .anyMatch(word -> !OTHERS.contains(word.strip()));
    }
}
