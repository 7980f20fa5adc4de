package io.releaseconductor.github;

import com.fasterxml.jackson.databind.JsonNode;
import io.releaseconductor.deployment.DispatchIntent;
import io.releaseconductor.deployment.LocateOutcome;
import io.releaseconductor.deployment.RunCandidate;
import io.releaseconductor.deployment.WorkflowRun;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds runs whose id is not known. The list is read without GitHub's own filters, which lag behind by seconds; it is read as far
 * back as clocks may differ.
 */
final class RunLocator {

    /** How far GitHub's clock and ours may differ. */
    static final Duration SKEW = Duration.ofMinutes(5);

    /** How far from the intent's own time a candidate may be: a wider window shows a person more of other people's runs. */
    static final Duration WINDOW = Duration.ofMinutes(1);

    /** How long a run may take to appear in the list. */
    static final Duration LAG = Duration.ofSeconds(30);

    private static final int PAGE = 100;
    private static final int MAX_PAGES = 10;

    private final GitHubOptions options;
    private final Workflows workflows;
    private final RepositoryApi api;
    private final KnownRuns known;
    private final DefaultBranch defaultBranch;
    private final Clock clock;

    RunLocator(
            GitHubOptions options,
            Workflows workflows,
            RepositoryApi api,
            KnownRuns known,
            DefaultBranch defaultBranch,
            Clock clock) {
        this.options = options;
        this.workflows = workflows;
        this.api = api;
        this.known = known;
        this.defaultBranch = defaultBranch;
        this.clock = clock;
    }

    LocateOutcome locate(DispatchIntent intent) {
        Optional<WorkflowFile> workflow = workflows.of(intent);
        if (workflow.isEmpty()) {
            return new LocateOutcome.Undecidable("no workflow is configured for it any more", List.of());
        }
        WorkflowFile file = workflow.get();
        List<Run> runs = new ArrayList<>();
        LocateOutcome failure = read(file, intent, runs);
        if (failure != null) {
            return failure;
        }
        String key = intent.correlationKey();
        List<Run> matches = runs.stream()
                .filter(run -> CorrelationKeys.shows(run.title(), key))
                .toList();
        if (matches.size() > 1) {
            return new LocateOutcome.Undecidable(
                    matches.size() + " runs of " + file.file() + " show the key " + key, candidates(matches));
        }
        if (matches.size() == 1 && file.echoesKey()) {
            return new LocateOutcome.Found(found(matches.get(0)));
        }
        List<RunCandidate> candidates =
                candidates(runs.stream().filter(run -> mayBelongTo(run, intent)).toList());
        boolean listLags = clock.instant().isBefore(intent.intendedAt().plus(LAG));
        if (file.echoesKey() || (candidates.isEmpty() && listLags)) {
            return new LocateOutcome.NotFound(candidates);
        }
        return new LocateOutcome.Undecidable(
                file.file() + " does not show the key of its run, so which one is ours cannot be told for sure",
                candidates);
    }

    private static WorkflowRun found(Run run) {
        // Whatever its status: the next look, which is planned at once, tells it and what belongs to it.
        return WorkflowRun.queued(run.id(), run.url()).withVersion(run.headSha());
    }

    private @Nullable LocateOutcome read(WorkflowFile file, DispatchIntent intent, List<Run> into) {
        Instant oldest = intent.intendedAt().minus(SKEW);
        for (int page = 1; page <= MAX_PAGES; page++) {
            Reply reply = api.get(
                    List.of("actions", "workflows", file.file(), "runs"),
                    body -> body.path("workflow_runs").isArray(),
                    "per_page",
                    Integer.toString(PAGE),
                    "page",
                    Integer.toString(page));
            if (!(reply instanceof Reply.Answered answer)
                    || answer.status() != 200
                    || !answer.body().path("workflow_runs").isArray()) {
                RunWatcher.Trouble trouble = RunWatcher.Trouble.of(reply, options, clock.instant());
                return new LocateOutcome.Unavailable(trouble.reason(), trouble.retryAt());
            }
            JsonNode runs = answer.body().path("workflow_runs");
            boolean reachedOldest = false;
            for (JsonNode node : runs) {
                Run run = Run.read(node);
                if (run == null) {
                    continue;
                }
                Instant createdAt = run.createdAt();
                if (createdAt != null && createdAt.isBefore(oldest)) {
                    reachedOldest = true;
                } else if (into.stream().noneMatch(seen -> seen.id().equals(run.id()))) {
                    // Pages shift while they are read, and show a run twice.
                    into.add(run);
                }
            }
            if (reachedOldest || runs.size() < PAGE) {
                return null;
            }
        }
        return null;
    }

    /** The same ref, actor and time window; claimed by no deployment that can be told. */
    private boolean mayBelongTo(Run run, DispatchIntent intent) {
        String ref = branch(intent);
        Instant createdAt = run.createdAt();
        Instant last = intent.validUntil().plus(SKEW);
        boolean inTime =
                createdAt == null || (!createdAt.isBefore(intent.intendedAt().minus(SKEW)) && !createdAt.isAfter(last));
        boolean anotherKey = !CorrelationKeys.deployments(run.title()).isEmpty()
                && !CorrelationKeys.shows(run.title(), intent.correlationKey());
        boolean others = anotherKey || known.belongsToOther(run.id(), intent.correlationKey());
        return inTime
                && !others
                && run.event().equals("workflow_dispatch")
                && (ref == null || run.branch().isEmpty() || run.branch().equals(ref))
                && isOurs(run);
    }

    /** Where it was to run, or null if that is not known. */
    private @Nullable String branch(DispatchIntent intent) {
        String ref = RunDispatcher.ref(intent, options);
        return ref.equals(GitHubOptions.DEFAULT_BRANCH)
                ? defaultBranch.known()
                : ref.replaceFirst("^refs/(heads|tags)/", "");
    }

    private boolean isOurs(Run run) {
        String login = login();
        return login == null
                || run.actor().isEmpty()
                || run.actor().toLowerCase(Locale.ROOT).equals(login.toLowerCase(Locale.ROOT));
    }

    private @Nullable String login() {
        String login = known.login();
        if (login != null) {
            return login.isEmpty() ? null : login;
        }
        // Apps may not ask; then runs of everybody are candidates, which is why a person chooses.
        Reply reply = api.getSite("user");
        String found = reply instanceof Reply.Answered answer && answer.status() == 200
                ? RepositoryApi.text(answer.body(), "login")
                : "";
        known.login(found);
        return found.isEmpty() ? null : found;
    }

    private static List<RunCandidate> candidates(List<Run> runs) {
        return runs.stream()
                .map(run -> new RunCandidate(
                        run.id(),
                        run.url(),
                        Messages.shown(run.title()),
                        Objects.requireNonNullElse(run.createdAt(), Instant.EPOCH)))
                .toList();
    }
}
