package io.releaseconductor.github;

import com.fasterxml.jackson.databind.JsonNode;
import io.releaseconductor.deployment.RunConclusion;
import io.releaseconductor.deployment.RunStatus;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/**
 * A run as GitHub tells it. Its words are open sets: new ones must not throw. See <a
 * href="https://docs.github.com/en/rest/actions/workflow-runs">Workflow runs</a>.
 */
record Run(
        String id,
        @Nullable URI url,
        String statusWord,
        String conclusionWord,
        int attempt,
        @Nullable String headSha,
        String file,
        String workflowId,
        String title,
        String branch,
        String event,
        String actor,
        @Nullable String repository,
        @Nullable Instant createdAt,
        @Nullable Instant startedAt) {

    /** {@return the run, or null if this is none} */
    static @Nullable Run read(JsonNode node) {
        if (!node.path("id").canConvertToLong() || !node.path("status").isTextual()) {
            return null;
        }
        String headSha = RepositoryApi.text(node, "head_sha");
        String repository = RepositoryApi.text(node.path("repository"), "full_name");
        return new Run(
                node.path("id").asText(),
                page(RepositoryApi.text(node, "html_url")),
                node.path("status").asText(),
                node.path("conclusion").asText(""),
                Math.max(1, node.path("run_attempt").asInt(1)),
                headSha.isBlank() ? null : headSha,
                file(RepositoryApi.text(node, "path")),
                node.path("workflow_id").asText(""),
                RepositoryApi.text(node, "display_title"),
                RepositoryApi.text(node, "head_branch"),
                RepositoryApi.text(node, "event"),
                RepositoryApi.text(node.path("actor"), "login"),
                repository.isEmpty() ? null : repository,
                instant(RepositoryApi.text(node, "created_at")),
                instant(RepositoryApi.text(node, "run_started_at")));
    }

    /** The name of the file in a path such as {@code .github/workflows/deploy.yml@main}. */
    private static String file(String path) {
        String plain = path.contains("@") ? path.substring(0, path.indexOf('@')) : path;
        return plain.substring(plain.lastIndexOf('/') + 1);
    }

    boolean isOf(WorkflowFile workflow) {
        return workflow.file().equals(file) || workflow.file().equals(workflowId);
    }

    RunStatus status() {
        return switch (statusWord) {
            case "requested", "queued" -> RunStatus.QUEUED;
            case "waiting", "pending" -> RunStatus.WAITING;
            case "in_progress" -> RunStatus.IN_PROGRESS;
            case "completed" -> RunStatus.COMPLETED;
            default -> RunStatus.UNKNOWN;
        };
    }

    /** {@return how it ended, or null if it has not} */
    @Nullable
    RunConclusion conclusion() {
        if (status() != RunStatus.COMPLETED) {
            return null;
        }
        return switch (conclusionWord) {
            case "success" -> RunConclusion.SUCCESS;
            case "failure", "startup_failure" -> RunConclusion.FAILURE;
            case "cancelled" -> RunConclusion.CANCELLED;
            case "timed_out" -> RunConclusion.TIMED_OUT;
            case "skipped" -> RunConclusion.SKIPPED;
            default -> RunConclusion.UNKNOWN;
        };
    }

    static @Nullable URI page(String text) {
        try {
            return text.startsWith("https://") || text.startsWith("http://") ? new URI(text) : null;
        } catch (URISyntaxException e) {
            return null;
        }
    }

    static @Nullable Instant instant(String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            return null;
        }
    }
}
