package io.releaseconductor.github;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * The run that a delivery is about, whatever its event: those of runs, of deployments and of their reviews carry a {@code
 * workflow_run}, those of jobs name the run of their {@code workflow_job}.
 *
 * @param id the run's id; empty if it is not told
 * @param title what may show the key; empty for a job
 * @param again whether it was started again by a person
 * @param created whether the delivery only says that the run is there now: whoever knows it learns nothing
 */
record DeliveredRun(String id, String title, boolean again, boolean created) {

    /** {@return the run, or null if the delivery is about none that was dispatched} */
    static @Nullable DeliveredRun of(String event, JsonNode payload) {
        JsonNode run = payload.path("workflow_run");
        JsonNode job = payload.path("workflow_job");
        if (run.isObject() && run.path("event").asText("").equals("workflow_dispatch")) {
            // The display title is the run-name, which shows the key; "name" is the workflow's on today's servers.
            String title = run.path("display_title").asText("") + " "
                    + run.path("name").asText("");
            boolean requested = event.equals("workflow_run")
                    && payload.path("action").asText("").equals("requested");
            return new DeliveredRun(run.path("id").asText(""), title, isAgain(run), requested && !isAgain(run));
        }
        if (job.isObject() && !run.isObject()) {
            return new DeliveredRun(job.path("run_id").asText(""), "", isAgain(job), false);
        }
        return null;
    }

    private static boolean isAgain(JsonNode runOrJob) {
        return runOrJob.path("run_attempt").asInt(1) > 1;
    }
}
