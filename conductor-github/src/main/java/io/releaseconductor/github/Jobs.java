package io.releaseconductor.github;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The jobs of a run's latest attempt.
 *
 * @param all the jobs, as far as they could be read
 * @param trouble what GitHub answered where they could not be read to the end; null if all are here
 */
record Jobs(List<Job> all, @Nullable Reply trouble) {

    private static final int MAX_SHOWN = 3;
    private static final int PAGE = 100;
    private static final int MAX_PAGES = 5;

    static Jobs of(RepositoryApi api, String runId) {
        List<Job> all = new ArrayList<>();
        Reply reply = null;
        for (int page = 1; page <= MAX_PAGES; page++) {
            reply = api.get(
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
                return new Jobs(all, reply);
            }
            JsonNode jobs = answer.body().path("jobs");
            jobs.forEach(job -> all.add(Job.read(job)));
            if (jobs.isEmpty()
                    || all.size() >= answer.body().path("total_count").asInt(0)) {
                return new Jobs(all, null);
            }
        }
        return new Jobs(all, reply);
    }

    List<Job> which(Predicate<Job> condition) {
        return all.stream().filter(condition).toList();
    }

    /** {@return which jobs failed, the first few} */
    List<String> failures() {
        List<String> failed = which(Job::failed).stream().map(Job::failure).toList();
        if (failed.size() <= MAX_SHOWN) {
            return failed;
        }
        List<String> some = new ArrayList<>(failed.subList(0, MAX_SHOWN));
        some.add("and " + (failed.size() - MAX_SHOWN) + " more");
        return some;
    }
}
