package io.releaseconductor.github;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.releaseconductor.deployment.DispatchIntent;
import io.releaseconductor.deployment.DispatchOutcome;
import io.releaseconductor.deployment.WorkflowRun;
import io.releaseconductor.model.Phase;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts runs. One attempt sends one POST at most: what a server without the newer parameter refuses, too, is only tried again as
 * the next attempt. See <a
 * href="https://docs.github.com/en/rest/actions/workflows#create-a-workflow-dispatch-event">Create a workflow dispatch event</a>.
 */
final class RunDispatcher {

    private static final Logger LOG = LoggerFactory.getLogger(RunDispatcher.class);

    private static final String RUN_DETAILS = "return_run_details";

    private final GitHubOptions options;
    private final Workflows workflows;
    private final RepositoryApi api;
    private final Server server;
    private final KnownRuns known;
    private final DefaultBranch defaultBranch;
    private final Pace pace;
    private final Clock clock;

    RunDispatcher(
            GitHubOptions options,
            Workflows workflows,
            RepositoryApi api,
            Server server,
            KnownRuns known,
            DefaultBranch defaultBranch,
            Pace pace,
            Clock clock) {
        this.options = options;
        this.workflows = workflows;
        this.api = api;
        this.server = server;
        this.known = known;
        this.defaultBranch = defaultBranch;
        this.pace = pace;
        this.clock = clock;
    }

    DispatchOutcome dispatch(DispatchIntent intent) {
        Optional<WorkflowFile> workflow = workflows.of(intent);
        if (workflow.isEmpty()) {
            return new DispatchOutcome.Rejected(
                    "no workflow is configured for the " + intent.phase().wireName() + " phase of "
                            + intent.environment() + " (" + intent.rollout().wireName() + ")");
        }
        WorkflowFile file = workflow.get();
        String ref = ref(intent, options);
        if (ref.equals(GitHubOptions.DEFAULT_BRANCH)) {
            Reply unknown = defaultBranch.ask();
            String name = defaultBranch.known();
            if (unknown != null || name == null) {
                RunWatcher.Trouble trouble = RunWatcher.Trouble.of(
                        unknown == null ? new Reply.Lost("GitHub did not name the default branch") : unknown,
                        options,
                        clock.instant());
                return new DispatchOutcome.NotSent(trouble.reason(), trouble.retryAt());
            }
            ref = name;
        }
        Reply reply = api.post(
                List.of("actions", "workflows", file.file(), "dispatches"),
                body(intent, file, ref),
                intent.validUntil());
        if (reply instanceof Reply.Limited limited) {
            return new DispatchOutcome.NotSent(limited.reason(), limited.retryAt());
        }
        if (reply instanceof Reply.NotSent notSent) {
            return notSent.lasting()
                    ? new DispatchOutcome.Rejected(notSent.reason())
                    : new DispatchOutcome.NotSent(notSent.reason(), notSent.retryAt());
        }
        if (reply instanceof Reply.Lost lost) {
            return new DispatchOutcome.Unknown(lost.reason());
        }
        if (reply instanceof Reply.Answered answer) {
            return answered(answer, intent, file, ref);
        }
        throw new IllegalStateException("Nothing is known of " + reply.getClass());
    }

    /** A rollback runs from where the default says: the branch that was shipped may be gone. */
    static String ref(DispatchIntent intent, GitHubOptions options) {
        String asked = intent.phase() == Phase.ROLL_BACK ? null : intent.ref();
        return asked == null ? options.ref() : asked;
    }

    private String body(DispatchIntent intent, WorkflowFile file, String ref) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("ref", ref);
        ObjectNode values = body.putObject("inputs");
        Inputs.of(intent, file).forEach(values::put);
        if (server.askForRun()) {
            body.put(RUN_DETAILS, true);
        }
        return body.toString();
    }

    private DispatchOutcome answered(Reply.Answered answer, DispatchIntent intent, WorkflowFile file, String ref) {
        if (answer.status() == 204) {
            return new DispatchOutcome.Accepted();
        }
        if (answer.succeeded()) {
            return started(answer, intent.correlationKey());
        }
        if (answer.status() >= 500 || answer.status() == 408) {
            return new DispatchOutcome.Unknown(
                    answer.body().isMissingNode() ? Advice.page(answer, options) : Advice.told(answer));
        }
        if (answer.message().contains(RUN_DETAILS) && server.askForRun()) {
            server.refusesParameter();
            LOG.info("{} does not say which run a dispatch starts; runs are found by their key.", server);
            return new DispatchOutcome.NotSent(
                    "the server does not know " + RUN_DETAILS + "; trying without it", clock.instant());
        }
        if (answer.status() == 422 && Refusals.isAboutInputs(answer) && workflows.learnsOtherwise(intent)) {
            return new DispatchOutcome.NotSent(
                    Advice.told(answer) + "; " + file.file()
                            + " was read anew, and it is tried again with what it declares now",
                    clock.instant());
        }
        if (ref.equals(defaultBranch.known())) {
            defaultBranch.forget();
        }
        return new DispatchOutcome.Rejected(Advice.onDispatch(answer, options, file, ref));
    }

    private DispatchOutcome started(Reply.Answered answer, String key) {
        JsonNode id = answer.body().path("workflow_run_id");
        if (!answer.body().isObject()) {
            return new DispatchOutcome.Unknown("the answer to the dispatch could not be read");
        }
        if (!id.canConvertToLong() || id.longValue() <= 0) {
            return new DispatchOutcome.Accepted();
        }
        String runId = id.asText();
        known.started(runId, key, clock.instant());
        return new DispatchOutcome.Started(
                WorkflowRun.queued(runId, Run.page(RepositoryApi.text(answer.body(), "html_url"))), pace.afterStart());
    }
}
