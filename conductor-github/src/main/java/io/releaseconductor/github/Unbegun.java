package io.releaseconductor.github;

import com.fasterxml.jackson.databind.JsonNode;
import io.releaseconductor.deployment.RunConclusion;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Why a job failed that never began. See <a
 * href="https://docs.github.com/en/rest/actions/workflow-runs#get-the-review-history-for-a-workflow-run">the review history of a
 * run</a> and <a href="https://docs.github.com/en/rest/checks/runs#list-check-run-annotations">annotations</a>, which a token without
 * the permission for checks cannot read.
 */
final class Unbegun {

    private final RepositoryApi api;

    Unbegun(RepositoryApi api) {
        this.api = api;
    }

    /** {@return why, or null if none failed, or one that had begun} */
    @Nullable
    Ending why(Run run, Jobs jobs) {
        List<Job> failed = jobs.which(Job::failed);
        if (failed.isEmpty() || failed.stream().anyMatch(Job::begun)) {
            return null;
        }
        Job job = failed.get(0);
        String told = annotation(job);
        String text = told.toLowerCase(Locale.ROOT);
        if (text.contains("not allowed to deploy") || text.contains("was not started because")) {
            return new Ending(RunConclusion.REFUSED, false, List.of(told + job.link()));
        }
        boolean rejected = text.contains("rejected");
        if (told.isEmpty() || rejected) {
            String by = rejections(run);
            if (!by.isEmpty() || rejected) {
                return new Ending(RunConclusion.REJECTED, false, List.of(by.isEmpty() ? told : by));
            }
        }
        return new Ending(
                RunConclusion.FAILURE,
                false,
                List.of("job " + job.quoted() + " failed before it began: "
                        + (told.isEmpty()
                                ? "GitHub says why on its page, usually the rules of its environment or billing"
                                : told)
                        + job.link()));
    }

    private String annotation(Job job) {
        Reply reply = api.get(List.of("check-runs", job.id(), "annotations"), JsonNode::isArray);
        if (reply instanceof Reply.Answered answer && answer.status() == 200) {
            for (JsonNode each : answer.body()) {
                if (RepositoryApi.text(each, "annotation_level").equals("failure")) {
                    return Messages.shown(RepositoryApi.text(each, "message"));
                }
            }
        }
        return "";
    }

    /** Who said no to what, and what they said; empty if nobody did, as far as it is told. */
    private String rejections(Run run) {
        Reply reply = api.get(List.of("actions", "runs", run.id(), "approvals"), JsonNode::isArray);
        List<String> all = new ArrayList<>();
        if (reply instanceof Reply.Answered answer && answer.status() == 200) {
            for (JsonNode review : answer.body()) {
                if (RepositoryApi.text(review, "state").equals("rejected")) {
                    all.add(rejection(review));
                }
            }
        }
        return String.join(" and ", all);
    }

    private static String rejection(JsonNode review) {
        List<String> environments = new ArrayList<>();
        review.path("environments")
                .forEach(environment -> environments.add(Messages.shown(RepositoryApi.text(environment, "name"))));
        String comment = Messages.shown(RepositoryApi.text(review, "comment"));
        return Messages.shown(RepositoryApi.text(review.path("user"), "login"))
                + (environments.isEmpty() ? "" : " for the environment " + String.join(", ", environments))
                + (comment.isEmpty() ? "" : ", saying \"" + comment + "\"");
    }
}
