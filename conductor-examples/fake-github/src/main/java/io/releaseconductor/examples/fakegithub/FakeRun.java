package io.releaseconductor.examples.fakegithub;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A run, which goes on by its script unless a test says how it stands. */
public final class FakeRun {

    private static final Duration UNTIL_CANCELLED = Duration.ofSeconds(3);

    private final long id;
    private final FakeWorkflow workflow;
    private final String title;
    private final Map<String, String> inputs;
    private final String branch;
    private final String sha;
    private final String actor;
    private final Instant createdAt;
    private final @Nullable RunScript script;

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

    FakeRun(
            long id,
            FakeWorkflow workflow,
            String title,
            Map<String, String> inputs,
            String branch,
            String sha,
            String actor,
            Instant createdAt,
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
        changedAt = at;
        begun |= newStatus.equals("in_progress");
    }

    /**
     * Waits for reviewers.
     *
     * @param names who may approve
     * @param at when
     */
    public synchronized void waitFor(List<String> names, Instant at) {
        reviewers = List.copyOf(names);
        set("waiting", null, at);
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

    synchronized String status(Instant now) {
        if (status != null) {
            return status;
        }
        if (cancelledAt != null && !now.isBefore(cancelledAt)) {
            return "completed";
        }
        if (script == null || now.isBefore(createdAt.plus(script.queued()))) {
            return "queued";
        }
        return now.isBefore(createdAt.plus(script.total())) ? "in_progress" : "completed";
    }

    synchronized @Nullable String conclusion(Instant now) {
        if (!status(now).equals("completed")) {
            return null;
        }
        if (status != null) {
            return conclusion;
        }
        boolean cancelled =
                cancelledAt != null && script != null && cancelledAt.isBefore(createdAt.plus(script.total()));
        return cancelled || script == null ? "cancelled" : script.conclusion();
    }

    /** How many steps are done. */
    private int step(Instant now) {
        if (script == null || status != null) {
            return 0;
        }
        Instant end = createdAt.plus(script.queued());
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
        if (script == null) {
            return createdAt;
        }
        Instant at = createdAt;
        Instant next = createdAt.plus(script.queued());
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
        return "W/\"" + id + "-" + attempt + "-" + status(now) + "-" + conclusion(now) + "-" + step(now) + "\"";
    }

    synchronized ObjectNode json(Instant now, String repository, String page) {
        ObjectNode run = JsonNodeFactory.instance.objectNode();
        run.put("id", id);
        run.put("name", workflow.name());
        run.put("display_title", title);
        run.put("path", ".github/workflows/" + workflow.file());
        run.put("event", "workflow_dispatch");
        run.put("status", status(now));
        run.put("conclusion", conclusion(now));
        run.put("head_branch", branch);
        run.put("head_sha", sha);
        run.put("run_attempt", attempt);
        run.put("html_url", page + "/actions/runs/" + id);
        run.put("created_at", seconds(createdAt));
        run.put("updated_at", seconds(updatedAt(now)));
        run.put("run_started_at", seconds(startedAt));
        run.putObject("actor").put("login", actor);
        run.putObject("triggering_actor").put("login", actor);
        run.putObject("repository").put("full_name", repository);
        return run;
    }

    synchronized ObjectNode jobs(Instant now, String page) {
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        answer.put("total_count", 1);
        ObjectNode job = answer.putArray("jobs").addObject();
        String state = status(now);
        String end = conclusion(now);
        job.put("id", id * 10);
        job.put("name", "deploy");
        job.put("status", state);
        job.put("conclusion", end);
        job.put("html_url", page + "/actions/runs/" + id + "/job/" + id * 10);
        boolean rejected = "failure".equals(end) && !reviewers.isEmpty();
        boolean keptFromIt = "cancelled".equals(end) || "skipped".equals(end) || rejected;
        boolean worked = begun || step(now) > 0 || state.equals("in_progress") || (end != null && !keptFromIt);
        job.put("runner_id", worked ? 7 : 0);
        ArrayNode steps = job.putArray("steps");
        if (worked) {
            steps.addObject()
                    .put("name", "Set up job")
                    .put("status", "completed")
                    .put("conclusion", "success")
                    .put("number", 1);
            steps.addObject()
                    .put("name", "Roll out")
                    .put("status", state)
                    .put("conclusion", end)
                    .put("number", 2);
        }
        return answer;
    }

    synchronized ArrayNode pending() {
        ArrayNode all = JsonNodeFactory.instance.arrayNode();
        if ("waiting".equals(status)) {
            ObjectNode one = all.addObject();
            one.putObject("environment").put("name", "production");
            ArrayNode who = one.putArray("reviewers");
            reviewers.forEach(name ->
                    who.addObject().put("type", "User").putObject("reviewer").put("login", name));
        }
        return all;
    }

    private static String seconds(Instant at) {
        return at.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
