package io.releaseconductor.examples.fakegithub;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A run, which goes on by its script unless a test says how it stands. */
public final class FakeRun {

    private static final Duration UNTIL_CANCELLED = Duration.ofSeconds(3);

    /** What GitHub says of a job's end; of a run's it says more. */
    private static final Set<String> CONCLUSIONS =
            Set.of("success", "failure", "neutral", "cancelled", "skipped", "timed_out", "action_required");

    private final long id;
    private final FakeWorkflow workflow;
    private final String title;
    private final Map<String, String> inputs;
    private final String branch;
    private final String sha;
    private final String actor;
    private final Instant createdAt;
    private final @Nullable RunScript script;

    /** The run of its concurrency group that was in progress when it was created, or null. */
    private final @Nullable FakeRun ahead;

    private String event = "workflow_dispatch";
    private int attempt = 1;
    private Instant startedAt;
    private boolean begun;
    private @Nullable String status;
    private @Nullable String conclusion;
    private @Nullable Instant changedAt;
    private @Nullable Instant cancelledAt;
    private int cancels;
    private int forcedCancels;
    private boolean ignoresCancel;
    private List<String> reviewers = List.of();
    private int waitTimer;
    private @Nullable Instant heldSince;
    private List<Review> reviews = List.of();
    private List<FakeJob> jobs = List.of();
    private int changes;

    /** What a reviewer answered. */
    private record Review(String state, String login, String comment) {}

    FakeRun(
            long id,
            FakeWorkflow workflow,
            String title,
            Map<String, String> inputs,
            String branch,
            String sha,
            String actor,
            Instant createdAt,
            @Nullable FakeRun ahead,
            @Nullable RunScript script) {
        this.id = id;
        this.workflow = workflow;
        this.title = title;
        this.inputs = inputs;
        this.branch = branch;
        this.sha = sha;
        this.actor = actor;
        this.createdAt = createdAt;
        this.startedAt = createdAt;
        this.ahead = ahead;
        this.script = script;
    }

    /** {@return its id} */
    public String id() {
        return Long.toString(id);
    }

    /** {@return what it was told} */
    public Map<String, String> inputs() {
        return inputs;
    }

    /** {@return the file of its workflow} */
    public String file() {
        return workflow.file();
    }

    /** {@return the branch or tag that it was dispatched on} */
    public String branch() {
        return branch;
    }

    /** {@return the commit that it runs at} */
    String sha() {
        return sha;
    }

    synchronized FakeRun startedFor(String what) {
        event = what;
        changes++;
        return this;
    }

    /** {@return its title} */
    public String title() {
        return title;
    }

    /** {@return when it was created} */
    public Instant createdAt() {
        return createdAt;
    }

    /** {@return how often it was asked to be cancelled, and how often by force} */
    public synchronized List<Integer> cancels() {
        return List.of(cancels, forcedCancels);
    }

    /**
     * Says how it stands from now on.
     *
     * @param newStatus the status
     * @param newConclusion the conclusion, or null
     * @param at when
     */
    public synchronized void set(String newStatus, @Nullable String newConclusion, Instant at) {
        status = newStatus;
        conclusion = newConclusion;
        changes++;
        changedAt = at;
        begun |= newStatus.equals("in_progress");
    }

    /**
     * Has these jobs, and not the one that it would have otherwise.
     *
     * @param all the jobs
     * @return this
     */
    public synchronized FakeRun with(FakeJob... all) {
        jobs = List.of(all);
        changes++;
        return this;
    }

    /**
     * Waits for reviewers.
     *
     * @param names who may approve
     * @param at when
     */
    public synchronized void waitFor(List<String> names, Instant at) {
        waitFor(names, 0, at);
    }

    /**
     * Waits for reviewers, a wait timer, or both.
     *
     * @param names who may approve
     * @param minutes how long the wait timer is, 0 for none
     * @param at when
     */
    public synchronized void waitFor(List<String> names, int minutes, Instant at) {
        reviewers = List.copyOf(names);
        waitTimer = minutes;
        heldSince = at;
        set("waiting", null, at);
    }

    /**
     * Is rejected by a reviewer: its deploying job fails without having begun, and so does the run.
     *
     * @param login who
     * @param comment what they say
     * @param at when
     */
    public synchronized void reject(String login, String comment, Instant at) {
        reviews = List.of(new Review("rejected", login, comment));
        set("completed", "failure", at);
        with(FakeJob.unbegun(
                "deploy", "failure", "The deployment was rejected or didn't satisfy other protection rules."));
    }

    /**
     * Is started over by a person: the same run, created when it was, in its next attempt. Of the attempt before nothing is told any
     * more.
     *
     * @param at when
     */
    public synchronized void rerun(Instant at) {
        attempt++;
        startedAt = at;
        begun = false;
        cancelledAt = null;
        reviewers = List.of();
        waitTimer = 0;
        jobs = List.of();
        set("queued", null, at);
    }

    /** Takes requests to cancel, and goes on; only force ends it. */
    public synchronized void ignoreCancel() {
        ignoresCancel = true;
    }

    synchronized boolean cancel(boolean force, Instant now) {
        if (status(now).equals("completed")) {
            return false;
        }
        if (force) {
            forcedCancels++;
        } else {
            cancels++;
        }
        if ((force || !ignoresCancel) && cancelledAt == null && script != null) {
            begun |= status(now).equals("in_progress");
            cancelledAt = now.plus(UNTIL_CANCELLED);
        }
        return true;
    }

    /** Since when it is not held back by the one ahead of it, or null if it still is. */
    private @Nullable Instant from(Instant now) {
        Instant free = ahead == null ? createdAt : ahead.end(now);
        return free != null && free.isBefore(createdAt) ? createdAt : free;
    }

    private synchronized @Nullable Instant end(Instant now) {
        if (!status(now).equals("completed")) {
            return null;
        }
        if (status != null) {
            return changedAt;
        }
        Instant from = from(now);
        Instant whole = from == null || script == null ? null : from.plus(script.total());
        return cancelledAt != null && (whole == null || cancelledAt.isBefore(whole)) ? cancelledAt : whole;
    }

    /** {@return the concurrency group that it is in, or null} */
    @Nullable
    String group() {
        return workflow.group(inputs);
    }

    synchronized String status(Instant now) {
        if (status != null) {
            return status;
        }
        if (cancelledAt != null && !now.isBefore(cancelledAt)) {
            return "completed";
        }
        Instant from = from(now);
        if (from == null) {
            return "pending";
        }
        if (script == null || now.isBefore(from.plus(script.queued()))) {
            return "queued";
        }
        return now.isBefore(from.plus(script.total())) ? "in_progress" : "completed";
    }

    synchronized @Nullable String conclusion(Instant now) {
        if (!status(now).equals("completed")) {
            return null;
        }
        if (status != null) {
            return conclusion;
        }
        Instant from = from(now);
        boolean cancelled = cancelledAt != null
                && script != null
                && (from == null || cancelledAt.isBefore(from.plus(script.total())));
        return cancelled || script == null ? "cancelled" : script.conclusion();
    }

    /** How many steps are done. */
    private int step(Instant now) {
        Instant from = from(now);
        if (script == null || status != null || from == null) {
            return 0;
        }
        Instant end = from.plus(script.queued());
        int done = 0;
        for (Duration step : script.steps()) {
            end = end.plus(step);
            if (now.isBefore(end)) {
                break;
            }
            done++;
        }
        return done;
    }

    /** When it changed last: with its status, and with each step of its job. */
    private Instant updatedAt(Instant now) {
        if (changedAt != null) {
            return changedAt;
        }
        Instant from = from(now);
        if (script == null || from == null) {
            return createdAt;
        }
        Instant at = from;
        Instant next = from.plus(script.queued());
        for (Duration step : script.steps()) {
            if (now.isBefore(next)) {
                return at;
            }
            at = next;
            next = next.plus(step);
        }
        return now.isBefore(next) ? at : next;
    }

    synchronized String etag(Instant now) {
        return "W/\"" + id + "-" + attempt + "-" + status(now) + "-" + conclusion(now) + "-" + step(now) + "-" + changes
                + "\"";
    }

    synchronized ObjectNode json(Instant now, Bodies.Site site) {
        ObjectNode run = JsonNodeFactory.instance.objectNode();
        String url = site.api() + "/actions/runs/" + id;
        run.put("id", id);
        run.put("node_id", "WFR_" + id);
        run.put("name", workflow.name());
        run.put("display_title", title);
        run.put("path", ".github/workflows/" + workflow.file());
        run.put("event", event);
        run.put("status", status(now));
        run.put("conclusion", conclusion(now));
        run.put("head_branch", branch);
        run.put("head_sha", sha);
        run.put("run_attempt", attempt);
        run.put("run_number", id % 1_000);
        run.put("workflow_id", workflow.id());
        run.put("url", url);
        run.put("html_url", site.html() + "/actions/runs/" + id);
        for (String part : List.of("jobs", "logs", "artifacts", "cancel", "rerun")) {
            run.put(part + "_url", url + "/" + part);
        }
        run.put("check_suite_id", id);
        run.put("check_suite_url", site.api() + "/check-suites/" + id);
        run.put("workflow_url", site.api() + "/actions/workflows/" + workflow.id());
        run.put("created_at", Bodies.seconds(createdAt));
        run.put("updated_at", Bodies.seconds(updatedAt(now)));
        run.put("run_started_at", Bodies.seconds(startedAt));
        Bodies.user(run.putObject("actor"), site, actor);
        Bodies.user(run.putObject("triggering_actor"), site, actor);
        run.putArray("pull_requests");
        run.putNull("head_commit");
        Bodies.repository(run.putObject("repository"), site);
        Bodies.repository(run.putObject("head_repository"), site);
        return run;
    }

    synchronized ObjectNode jobs(Instant now, Bodies.Site site) {
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        List<FakeJob> all = jobs.isEmpty() ? usual(now) : jobs;
        answer.put("total_count", all.size());
        ArrayNode shown = answer.putArray("jobs");
        for (int i = 0; i < all.size(); i++) {
            json(shown.addObject(), all.get(i), id * 10 + i, site);
        }
        return answer;
    }

    /** One that stands as the run does; none of a run that could not start, or not yet. */
    private List<FakeJob> usual(Instant now) {
        String end = conclusion(now);
        if ("startup_failure".equals(end) || status(now).equals("pending")) {
            return List.of();
        }
        boolean rejected = "failure".equals(end) && !reviewers.isEmpty();
        boolean keptFromIt = "cancelled".equals(end) || "skipped".equals(end) || rejected;
        boolean worked = begun || step(now) > 0 || status(now).equals("in_progress") || (end != null && !keptFromIt);
        String ownEnd = end == null || CONCLUSIONS.contains(end) ? end : "neutral";
        return List.of(new FakeJob("deploy", status(now), ownEnd, worked, null));
    }

    private void json(ObjectNode shown, FakeJob job, long jobId, Bodies.Site site) {
        shown.put("id", jobId);
        shown.put("node_id", "CR_" + jobId);
        shown.put("run_id", id);
        shown.put("run_url", site.api() + "/actions/runs/" + id);
        shown.put("run_attempt", attempt);
        shown.put("url", site.api() + "/actions/jobs/" + jobId);
        shown.put("html_url", site.html() + "/actions/runs/" + id + "/job/" + jobId);
        shown.put("check_run_url", site.api() + "/check-runs/" + jobId);
        shown.put("head_sha", sha);
        shown.put("head_branch", branch);
        shown.put("workflow_name", workflow.name());
        shown.put("name", job.name());
        shown.put("status", job.status());
        shown.put("conclusion", job.conclusion());
        shown.put("created_at", Bodies.seconds(startedAt));
        shown.put("started_at", Bodies.seconds(startedAt));
        shown.put(
                "completed_at",
                job.conclusion() == null ? null : Bodies.seconds(changedAt == null ? startedAt : changedAt));
        shown.putArray("labels").add("ubuntu-latest");
        shown.put("runner_id", job.begun() ? 7 : 0);
        shown.put("runner_name", job.begun() ? "GitHub Actions 7" : "");
        shown.put("runner_group_id", 0);
        shown.put("runner_group_name", job.begun() ? "GitHub Actions" : "");
        ArrayNode steps = shown.putArray("steps");
        if (job.begun()) {
            steps.addObject()
                    .put("name", "Set up job")
                    .put("status", "completed")
                    .put("conclusion", "success")
                    .put("number", 1);
            steps.addObject()
                    .put("name", "Roll out")
                    .put("status", job.status())
                    .put("conclusion", job.conclusion())
                    .put("number", 2);
        }
    }

    /** What GitHub notes of one of its jobs. */
    synchronized ArrayNode annotations(long jobId) {
        ArrayNode all = JsonNodeFactory.instance.arrayNode();
        int index = (int) (jobId - id * 10);
        String told = index < 0 || index >= jobs.size() ? null : jobs.get(index).annotation();
        if (told != null) {
            all.addObject()
                    .put("path", ".github")
                    .put("blob_href", "")
                    .put("start_line", 1)
                    .putNull("start_column")
                    .put("end_line", 1)
                    .putNull("end_column")
                    .put("annotation_level", "failure")
                    .put("title", "")
                    .put("message", told)
                    .put("raw_details", "");
        }
        return all;
    }

    synchronized ArrayNode pending(Bodies.Site site) {
        ArrayNode all = JsonNodeFactory.instance.arrayNode();
        if ("waiting".equals(status)) {
            ObjectNode one = all.addObject();
            environment(one.putObject("environment"), site);
            one.put("wait_timer", waitTimer);
            one.put("wait_timer_started_at", heldSince == null ? null : Bodies.seconds(heldSince));
            one.put("current_user_can_approve", false);
            ArrayNode who = one.putArray("reviewers");
            reviewers.forEach(
                    name -> Bodies.user(who.addObject().put("type", "User").putObject("reviewer"), site, name));
        }
        return all;
    }

    synchronized ArrayNode approvals(Bodies.Site site) {
        ArrayNode all = JsonNodeFactory.instance.arrayNode();
        for (Review review : reviews) {
            ObjectNode one = all.addObject();
            environment(one.putArray("environments").addObject(), site);
            one.put("state", review.state());
            one.put("comment", review.comment());
            Bodies.user(one.putObject("user"), site, review.login());
        }
        return all;
    }

    private static void environment(ObjectNode environment, Bodies.Site site) {
        environment
                .put("id", 56_780_428)
                .put("node_id", "EN_1")
                .put("name", "production")
                .put("url", site.api() + "/environments/production")
                .put("html_url", site.html() + "/deployments/activity_log?environments_filter=production");
    }
}
