package io.releaseconductor.github;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A job of a run. See <a href="https://docs.github.com/en/rest/actions/workflow-jobs">Workflow jobs</a>.
 *
 * @param id its id, which is that of its check run as well
 * @param name its name as the run shows it
 * @param status GitHub's word for where it stands
 * @param conclusion GitHub's word for how it ended; empty if it has not
 * @param begun whether it began to work: one that never reached a runner has no steps
 * @param failedStep the step that failed, or null
 * @param page where to read on, or empty
 */
record Job(
        String id,
        String name,
        String status,
        String conclusion,
        boolean begun,
        @Nullable String failedStep,
        String page) {

    private static final Set<String> FAILED = Set.of("failure", "timed_out", "startup_failure");

    static Job read(JsonNode node) {
        String conclusion = RepositoryApi.text(node, "conclusion");
        boolean reached =
                !node.path("steps").isEmpty() || node.path("runner_id").asLong(0) > 0;
        String link = RepositoryApi.text(node, "html_url");
        return new Job(
                node.path("id").asText(""),
                RepositoryApi.text(node, "name"),
                RepositoryApi.text(node, "status"),
                conclusion,
                !conclusion.equals("skipped") && (reached || conclusion.equals("success")),
                failedStep(node),
                Run.page(link) == null ? "" : link);
    }

    private static @Nullable String failedStep(JsonNode node) {
        for (JsonNode step : node.path("steps")) {
            if (FAILED.contains(RepositoryApi.text(step, "conclusion"))) {
                return RepositoryApi.text(step, "name");
            }
        }
        return null;
    }

    /** {@return whether another job, or another run, of its concurrency group has to end before it begins} */
    boolean isBehindAnother() {
        return status.equals("pending");
    }

    boolean succeeded() {
        return conclusion.equals("success");
    }

    boolean skipped() {
        return conclusion.equals("skipped");
    }

    boolean failed() {
        return FAILED.contains(conclusion);
    }

    /** {@return that it failed, at which step, and where to read on} */
    String failure() {
        return "job " + quoted() + " failed"
                + (failedStep == null ? "" : " at step \"" + Messages.shown(failedStep) + "\"") + link();
    }

    String quoted() {
        return "\"" + Messages.shown(name) + "\"";
    }

    String link() {
        return page.isEmpty() ? "" : ": " + page;
    }
}
