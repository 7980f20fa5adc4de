package io.releaseconductor.github;

import com.fasterxml.jackson.databind.JsonNode;
import io.releaseconductor.deployment.CancelOutcome;
import io.releaseconductor.deployment.RunConclusion;
import io.releaseconductor.deployment.RunStatus;
import io.releaseconductor.deployment.StatusOutcome;
import io.releaseconductor.deployment.WorkflowRun;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Looks at runs, and cancels them. */
final class RunWatcher {

    /** How long a run just started may be unknown to some part of GitHub. */
    static final Duration LAG = Duration.ofMinutes(1);

    private static final Pattern RUN_ID = Pattern.compile("[0-9]{1,19}");

    private final GitHubOptions options;
    private final RepositoryApi api;
    private final KnownRuns known;
    private final Pace pace;
    private final Clock clock;
    private final EndJudge judge;
    private final Holding holding;

    RunWatcher(GitHubOptions options, RepositoryApi api, WorkflowTexts texts, KnownRuns known, Pace pace, Clock clock) {
        this.options = options;
        this.api = api;
        this.known = known;
        this.pace = pace;
        this.clock = clock;
        this.judge = new EndJudge(new DeployingJobs(options, texts), new Unbegun(api));
        this.holding = new Holding(api);
    }

    StatusOutcome status(WorkflowRun before) {
        String id = before.id();
        if (!RUN_ID.matcher(id).matches()) {
            return new StatusOutcome.Gone("\"" + Messages.shown(id) + "\" is no id of a run at GitHub");
        }
        Reply reply = api.get(List.of("actions", "runs", id), body -> Run.read(body) != null);
        if (reply instanceof Reply.Answered answer) {
            if (answer.status() == 404) {
                return notFound(id);
            }
            Run run = answer.status() == 200 ? Run.read(answer.body()) : null;
            if (run != null) {
                known.watched(run.id(), run.actor());
                return seen(run, before);
            }
        }
        return unavailable(reply);
    }

    private StatusOutcome unavailable(Reply reply) {
        Trouble trouble = Trouble.of(reply, options, clock.instant());
        return new StatusOutcome.Unavailable(trouble.reason(), trouble.retryAt());
    }

    /** Only where the repository can be seen is a missing run a deleted one. */
    private StatusOutcome notFound(String id) {
        Instant now = clock.instant();
        if (known.startedAfter(id, now.minus(LAG))) {
            return new StatusOutcome.Unavailable("GitHub does not show the run yet", now.plusSeconds(3));
        }
        Reply reply = api.get(List.of(), JsonNode::isObject);
        if (reply instanceof Reply.Answered answer && answer.succeeded()) {
            return new StatusOutcome.Gone(
                    "GitHub has no such run in " + options.fullName() + "; it may have been deleted");
        }
        return unavailable(reply);
    }

    private StatusOutcome seen(Run run, WorkflowRun before) {
        Ending ending = null;
        RunStatus status = run.status();
        boolean started = before.started() || run.status() == RunStatus.UNKNOWN;
        RunConclusion said = run.conclusion();
        if (said != null) {
            Jobs jobs = Jobs.of(api, run.id());
            if (jobs.trouble() == null) {
                ending = judge.judge(run, jobs);
            } else if (said == RunConclusion.SUCCESS) {
                // A green run is no deployment yet; its jobs tell.
                return unavailable(jobs.trouble());
            } else {
                ending = new Ending(said, true, jobs.failures());
            }
            started |= ending.started();
        } else if (status == RunStatus.IN_PROGRESS && !started) {
            DeployingJobs.Found own = judge.deploying(run, Jobs.of(api, run.id()));
            started = own.begun();
            // the guard has worked, and what deploys has not begun
            status = own.isBehindAnother() ? RunStatus.WAITING : status;
        }
        boolean news = status != before.status() || run.attempt() != before.runAttempt();
        WorkflowRun seen = new WorkflowRun(
                run.id(),
                run.url(),
                status,
                ending == null ? null : ending.conclusion(),
                run.attempt(),
                started,
                run.headSha(),
                notes(run, status, ending == null ? List.of() : ending.notes()));
        return new StatusOutcome.Seen(seen, pace.after(run, news));
    }

    private @Nullable String notes(Run run, RunStatus status, List<String> ofItsJobs) {
        List<String> notes = new ArrayList<>(ofItsJobs);
        String word = status == RunStatus.WAITING ? holding.what(run) : word(run);
        if (word != null) {
            notes.add(0, word);
        }
        String repository = run.repository();
        if (repository != null && !repository.equalsIgnoreCase(options.fullName())) {
            notes.add("the repository is called " + repository + " now; set GITHUB_REPOSITORY");
        }
        return notes.isEmpty() ? null : String.join("; ", notes);
    }

    /** What the card's own words do not tell. */
    private @Nullable String word(Run run) {
        String again = run.attempt() > 1 ? "started again at GitHub, attempt " + run.attempt() : null;
        return switch (run.statusWord()) {
            case "requested", "queued", "in_progress" -> again;
            case "completed" -> conclusion(run);
            default -> "GitHub calls its status \"" + Messages.shown(run.statusWord()) + "\"";
        };
    }

    private static @Nullable String conclusion(Run run) {
        return switch (run.conclusionWord()) {
            case "success", "failure", "cancelled", "timed_out", "skipped" -> null;
            case "startup_failure" ->
                "it could not start; GitHub shows why on its page, usually the workflow file is wrong";
            case "action_required" -> "it waits for an approval at GitHub and did nothing";
            default -> "GitHub calls its conclusion \"" + Messages.shown(run.conclusionWord()) + "\"";
        };
    }

    CancelOutcome cancel(WorkflowRun run, boolean force) {
        if (!RUN_ID.matcher(run.id()).matches()) {
            return new CancelOutcome.TooLate();
        }
        Reply reply =
                api.post(List.of("actions", "runs", run.id(), force ? "force-cancel" : "cancel"), "", Instant.MAX);
        if (reply instanceof Reply.Answered answer) {
            if (answer.succeeded()) {
                return new CancelOutcome.Accepted();
            }
            if (answer.status() == 409 || answer.status() == 404) {
                // What is true of it now, a look will tell.
                return new CancelOutcome.TooLate();
            }
        }
        Trouble trouble = Trouble.of(reply, options, clock.instant());
        return new CancelOutcome.Unavailable(trouble.reason(), trouble.retryAt());
    }

    /** Why GitHub could not be asked, and when to ask again. */
    record Trouble(String reason, Instant retryAt) {

        private static final Duration SOON = Duration.ofSeconds(5);
        private static final Duration LATER = Duration.ofMinutes(1);

        /** {@return only why} */
        static String reason(Reply reply, GitHubOptions options) {
            return of(reply, options, Instant.EPOCH).reason();
        }

        static Trouble of(Reply reply, GitHubOptions options, Instant now) {
            if (reply instanceof Reply.Limited limited) {
                return new Trouble(limited.reason(), limited.retryAt());
            }
            if (reply instanceof Reply.NotSent notSent) {
                Instant soonest = now.plus(notSent.lasting() ? LATER : SOON);
                return new Trouble(notSent.reason(), notSent.retryAt().isAfter(soonest) ? notSent.retryAt() : soonest);
            }
            if (reply instanceof Reply.Lost lost) {
                return new Trouble(lost.reason(), now.plus(SOON));
            }
            if (reply instanceof Reply.Answered answer) {
                if (answer.status() == 200) {
                    return new Trouble("GitHub's answer could not be read", now.plus(SOON));
                }
                boolean lasting = answer.status() < 500;
                return new Trouble(Advice.onRead(answer, options), now.plus(lasting ? LATER : SOON));
            }
            throw new IllegalStateException("Nothing is known of " + reply.getClass());
        }
    }
}
