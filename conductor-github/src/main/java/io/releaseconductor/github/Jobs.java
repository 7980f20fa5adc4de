package io.releaseconductor.github;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What the jobs of a run tell about its end. See <a href="https://docs.github.com/en/rest/actions/workflow-jobs">Workflow jobs</a>.
 *
 * @param failed which job failed at which step, and where to read on; the first few
 * @param started whether any of them has begun to work; true if that is not known
 */
record Jobs(List<String> failed, boolean started) {

    private static final int MAX_SHOWN = 3;
    private static final int PAGE = 100;
    private static final int MAX_PAGES = 5;
    private static final Set<String> FAILED = Set.of("failure", "timed_out", "startup_failure");

    /** Reads the jobs of a run's latest attempt. */
    static Jobs of(RepositoryApi api, String runId) {
        List<String> failed = new ArrayList<>();
        boolean started = false;
        int seen = 0;
        for (int page = 1; page <= MAX_PAGES; page++) {
            Reply reply = api.get(
                    List.of("actions", "runs", runId, "jobs"),
                    body -> body.path("jobs").isArray(),
                    "filter",
                    "latest",
                    "per_page",
                    Integer.toString(PAGE),
                    "page",
                    Integer.toString(page));
            if (!(reply instanceof Reply.Answered answer)
                    || !answer.body().path("jobs").isArray()) {
                return new Jobs(failed, true);
            }
            JsonNode jobs = answer.body().path("jobs");
            for (JsonNode job : jobs) {
                started |= hasStarted(job);
                if (FAILED.contains(RepositoryApi.text(job, "conclusion"))) {
                    failed.add(describe(job));
                }
            }
            seen += jobs.size();
            if (jobs.isEmpty() || seen >= answer.body().path("total_count").asInt(0)) {
                return new Jobs(shortened(failed), started);
            }
        }
        return new Jobs(shortened(failed), true);
    }

    /** A job that never reached a runner has no steps. */
    private static boolean hasStarted(JsonNode job) {
        boolean skipped = RepositoryApi.text(job, "conclusion").equals("skipped");
        return !skipped
                && (!job.path("steps").isEmpty() || job.path("runner_id").asLong(0) > 0);
    }

    private static String describe(JsonNode job) {
        String name = Messages.shown(RepositoryApi.text(job, "name"));
        String link = RepositoryApi.text(job, "html_url");
        String where = Run.page(link) == null ? "" : ": " + link;
        for (JsonNode step : job.path("steps")) {
            if (FAILED.contains(RepositoryApi.text(step, "conclusion"))) {
                return "job \"" + name + "\" failed at step \"" + Messages.shown(RepositoryApi.text(step, "name"))
                        + "\"" + where;
            }
        }
        return "job \"" + name + "\" failed" + where;
    }

    private static List<String> shortened(List<String> failed) {
        if (failed.size() <= MAX_SHOWN) {
            return failed;
        }
        List<String> some = new ArrayList<>(failed.subList(0, MAX_SHOWN));
        some.add("and " + (failed.size() - MAX_SHOWN) + " more");
        return some;
    }
}
