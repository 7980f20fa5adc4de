package io.releaseconductor.github;

import com.fasterxml.jackson.databind.JsonNode;
import io.releaseconductor.model.Times;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What holds a run back: another one of its concurrency group, or the rules of the environments that its jobs deploy to. See <a
 * href="https://docs.github.com/en/rest/actions/workflow-runs#get-pending-deployments-for-a-workflow-run">pending deployments</a>.
 */
final class Holding {

    private final RepositoryApi api;

    Holding(RepositoryApi api) {
        this.api = api;
    }

    /** {@return what the run waits for, and who or what ends that} */
    String what(Run run) {
        String what = run.statusWord().equals("waiting") ? rules(run) : "another run of its concurrency group to end";
        return "waiting for " + what + (run.url() == null ? "" : ": " + run.url());
    }

    private String rules(Run run) {
        List<String> waits = new ArrayList<>();
        Reply reply = api.get(List.of("actions", "runs", run.id(), "pending_deployments"), JsonNode::isArray);
        if (reply instanceof Reply.Answered answer && answer.status() == 200) {
            answer.body().forEach(pending -> waits.add(environment(pending)));
        }
        return waits.isEmpty() ? "an approval" : String.join(" and ", waits);
    }

    private static String environment(JsonNode pending) {
        List<String> names = new ArrayList<>();
        for (JsonNode reviewer : pending.path("reviewers")) {
            JsonNode who = reviewer.path("reviewer");
            String name = RepositoryApi.text(who, "login");
            names.add(Messages.shown(name.isEmpty() ? RepositoryApi.text(who, "name") : name));
        }
        names.removeIf(String::isEmpty);
        List<String> rules = new ArrayList<>();
        if (!names.isEmpty()) {
            rules.add(String.join(", ", names) + " may approve");
        }
        String timer = timer(pending);
        if (timer != null) {
            rules.add(timer);
        }
        return "the environment " + Messages.shown(RepositoryApi.text(pending.path("environment"), "name"))
                + (rules.isEmpty() ? "" : " (" + String.join("; ", rules) + ")");
    }

    private static @Nullable String timer(JsonNode pending) {
        long minutes = pending.path("wait_timer").asLong(0);
        if (minutes <= 0) {
            return null;
        }
        Instant since = Run.instant(RepositoryApi.text(pending, "wait_timer_started_at"));
        return since == null
                ? "its wait timer is " + Times.format(Duration.ofMinutes(minutes))
                : "its wait timer ends at " + Times.format(since.plus(Duration.ofMinutes(minutes)));
    }
}
