package io.releaseconductor.github;

import io.releaseconductor.config.VariableFamily;

/** Which variables are the adapter's own, and which are not although they are called like them. */
final class GitHubVariables {

    static final VariableFamily FAMILY = VariableFamily.of("GITHUB_")
            .butFor(
                    // GitHub's runners
                    "GITHUB_ACTION",
                    "GITHUB_ACTIONS",
                    "GITHUB_ACTION_*",
                    "GITHUB_ACTOR*",
                    "GITHUB_BASE_REF",
                    "GITHUB_ENV",
                    "GITHUB_EVENT_*",
                    "GITHUB_GRAPHQL_URL",
                    "GITHUB_HEAD_REF",
                    "GITHUB_JOB*",
                    "GITHUB_OUTPUT",
                    "GITHUB_PATH",
                    "GITHUB_REF",
                    "GITHUB_REF_*",
                    "GITHUB_REPOSITORY_ID",
                    "GITHUB_REPOSITORY_OWNER*",
                    "GITHUB_REPOSITORY_VISIBILITY",
                    "GITHUB_REPOSITORYURL",
                    "GITHUB_RETENTION_DAYS",
                    "GITHUB_RUN_*",
                    "GITHUB_SERVER_URL",
                    "GITHUB_SHA",
                    "GITHUB_STATE",
                    "GITHUB_STEP_SUMMARY",
                    "GITHUB_TRIGGERING_ACTOR",
                    "GITHUB_WORKFLOW",
                    "GITHUB_WORKFLOW_*",
                    "GITHUB_WORKSPACE",
                    // Codespaces, GitHub's own tools and those of others
                    "GITHUB_BASE_URL",
                    "GITHUB_CODESPACE*",
                    "GITHUB_ENTERPRISE_TOKEN",
                    "GITHUB_HOST",
                    "GITHUB_OAUTH*",
                    "GITHUB_ORGANIZATION",
                    "GITHUB_OWNER",
                    "GITHUB_PAT",
                    "GITHUB_PERSONAL_ACCESS_TOKEN",
                    "GITHUB_REPO",
                    "GITHUB_USER",
                    "GITHUB_USERNAME");

    private GitHubVariables() {}
}
