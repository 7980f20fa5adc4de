package io.releaseconductor.testkit;

import io.releaseconductor.deployment.CancelOutcome;
import io.releaseconductor.deployment.DispatchIntent;
import io.releaseconductor.deployment.DispatchOutcome;
import io.releaseconductor.deployment.LocateOutcome;
import io.releaseconductor.deployment.RunCandidate;
import io.releaseconductor.deployment.RunConclusion;
import io.releaseconductor.deployment.RunStatus;
import io.releaseconductor.deployment.StatusOutcome;
import io.releaseconductor.deployment.WorkflowRun;
import io.releaseconductor.model.DeployId;
import io.releaseconductor.model.Environment;
import io.releaseconductor.model.Phase;
import io.releaseconductor.model.Rollout;
import io.releaseconductor.spi.WorkflowDispatcher;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A CI service in memory, for tests. Its runs wait for the test to {@link #begin} and {@link #complete} them, or, once
 * {@link #completeByThemselves} was said, are at their end whenever they are looked at. Thread-safe.
 */
public final class FakeWorkflows implements WorkflowDispatcher {

    /** How long it asks to wait when it cannot be reached or limits the rate. */
    public static final Duration RETRY_AFTER = Duration.ofSeconds(10);

    private static final String HEAD = "0a1b2c3";

    private final Clock clock;
    private final Map<String, Run> runs = new LinkedHashMap<>();
    private final Deque<DispatchFault> faults = new ArrayDeque<>();
    private final Map<String, Integer> requests = new HashMap<>();
    private final Map<Phase, RunConclusion> conclusions = new EnumMap<>(Phase.class);
    private final Set<Phase> unsupported = EnumSet.noneOf(Phase.class);
    private boolean reachable = true;
    private boolean byThemselves;
    private boolean echoesKeys = true;
    private boolean ignoresCancels;
    private int allRequests;
    private int lastNumber = 1000;

    /** A run, whose intent is null if the conductor did not ask for it. Its title is where it shows its key. */
    private static final class Run {
        final @Nullable DispatchIntent intent;
        final String title;
        final Instant createdAt;
        WorkflowRun state;

        Run(@Nullable DispatchIntent intent, String title, Instant createdAt, WorkflowRun state) {
            this.intent = intent;
            this.title = title;
            this.createdAt = createdAt;
            this.state = state;
        }
    }

    /**
     * Makes a service without runs, that can be reached.
     *
     * @param clock for when runs are created and when to try again
     */
    public FakeWorkflows(Clock clock) {
        this.clock = Objects.requireNonNull(clock, "clock");
    }

    /** {@return this service, whose runs from now on succeed by the time that they are looked at first} */
    public synchronized FakeWorkflows completeByThemselves() {
        byThemselves = true;
        return this;
    }

    /**
     * Decides how runs end that complete by themselves; without it, they succeed.
     *
     * @param phase the runs of which phase
     * @param conclusion how they end
     * @return this service
     */
    public synchronized FakeWorkflows conclude(Phase phase, RunConclusion conclusion) {
        conclusions.put(phase, conclusion);
        return completeByThemselves();
    }

    /**
     * Takes the workflow of a phase out of the configuration.
     *
     * @param phase the phase
     * @return this service
     */
    public synchronized FakeWorkflows without(Phase phase) {
        unsupported.add(phase);
        return this;
    }

    /**
     * Lets the next requests to start a run go wrong, one after the other; later ones go well again.
     *
     * @param next what goes wrong, in order
     * @return this service
     */
    public synchronized FakeWorkflows failNext(DispatchFault... next) {
        faults.addAll(List.of(next));
        return this;
    }

    /** Makes the service unreachable for everything. Its runs go on. */
    public synchronized void goDown() {
        reachable = false;
    }

    /** Makes the service reachable again. */
    public synchronized void comeUp() {
        reachable = true;
    }

    /**
     * Decides whether runs show the key by which they are found. By default they do.
     *
     * @param value whether they do
     * @return this service
     */
    public synchronized FakeWorkflows echoKeys(boolean value) {
        echoesKeys = value;
        return this;
    }

    /**
     * Decides whether requests to cancel are taken and then ignored, unless they are forced. By default they are not.
     *
     * @param value whether they are
     * @return this service
     */
    public synchronized FakeWorkflows ignoreCancels(boolean value) {
        ignoresCancels = value;
        return this;
    }

    /** {@return how many requests to start a run arrived, in all} */
    public synchronized int requests() {
        return allRequests;
    }

    /**
     * Counts the requests of one attempt.
     *
     * @param correlationKey the key of the attempt, as {@link DispatchIntent#correlationKey()} gives it
     * @return how many requests to start its run arrived
     */
    public synchronized int requests(String correlationKey) {
        return requests.getOrDefault(correlationKey, 0);
    }

    /** {@return all runs as they stand, in the order in which they were created} */
    public synchronized List<WorkflowRun> runs() {
        return runs.values().stream().map(run -> run.state).toList();
    }

    /**
     * The runs of one attempt.
     *
     * @param correlationKey the key of the attempt
     * @return its runs as they stand, in order; more than one is one too many
     */
    public synchronized List<WorkflowRun> runs(String correlationKey) {
        return runs.values().stream()
                .filter(run -> carries(run, correlationKey))
                .map(run -> run.state)
                .toList();
    }

    /**
     * The last run of a phase of a deployment.
     *
     * @param deployment the deployment
     * @param phase the phase
     * @return the run as it stands, or empty if there is none
     */
    public synchronized Optional<WorkflowRun> run(DeployId deployment, Phase phase) {
        return runs.values().stream()
                .filter(run ->
                        run.intent != null && run.intent.deployment().equals(deployment) && run.intent.phase() == phase)
                .map(run -> run.state)
                .reduce((earlier, later) -> later);
    }

    /**
     * Starts a run that the conductor did not ask for, as somebody else's would be.
     *
     * @param title what it shows where the conductor's runs show their correlation key
     * @return the run
     */
    public synchronized WorkflowRun addOther(String title) {
        return add(null, title).state;
    }

    /**
     * Lets a run begin to work.
     *
     * @param runId which
     */
    public synchronized void begin(String runId) {
        Run run = known(runId);
        run.state = run.state.at(RunStatus.IN_PROGRESS);
    }

    /**
     * Lets a run wait for a reviewer.
     *
     * @param runId which
     */
    public synchronized void hold(String runId) {
        Run run = known(runId);
        run.state = run.state.at(RunStatus.WAITING);
    }

    /**
     * Brings a run to its end.
     *
     * @param runId which
     * @param conclusion how it ends
     */
    public synchronized void complete(String runId, RunConclusion conclusion) {
        Run run = known(runId);
        WorkflowRun last = mayEndBeforeItBegins(conclusion) ? run.state : run.state.at(RunStatus.IN_PROGRESS);
        run.state = last.completed(conclusion);
    }

    private static boolean mayEndBeforeItBegins(RunConclusion conclusion) {
        return switch (conclusion) {
            case CANCELLED, REJECTED, SKIPPED, REFUSED -> true;
            case SUCCESS, FAILURE, TIMED_OUT, UNKNOWN -> false;
        };
    }

    /**
     * Removes a run, as a person can.
     *
     * @param runId which
     */
    public synchronized void delete(String runId) {
        known(runId);
        runs.remove(runId);
    }

    @Override
    public synchronized boolean supports(Environment environment, Phase phase, Rollout rollout) {
        return !unsupported.contains(phase);
    }

    @Override
    public synchronized DispatchOutcome dispatch(DispatchIntent intent) {
        DispatchFault fault = reachable ? faults.poll() : DispatchFault.NOT_REACHED;
        if (fault != DispatchFault.NOT_REACHED) {
            allRequests++;
            requests.merge(intent.correlationKey(), 1, Integer::sum);
        }
        if (fault == null) {
            return new DispatchOutcome.Started(add(intent).state);
        }
        if (fault.runs() > 0) {
            add(intent);
        }
        return switch (fault) {
            case NOT_REACHED -> new DispatchOutcome.NotSent("The CI service cannot be reached.", retryAt());
            case TOLD_TO_WAIT -> new DispatchOutcome.NotSent("The CI service limits the rate.", retryAt());
            case REJECTED -> new DispatchOutcome.Rejected("There is no such workflow.");
            case ACCEPTED_WITHOUT_A_NAME -> new DispatchOutcome.Accepted();
            case LOST_WITHOUT_EFFECT, LOST_AFTER_EFFECT -> new DispatchOutcome.Unknown("The connection broke.");
            case BROKEN_WITHOUT_EFFECT, BROKEN_AFTER_EFFECT ->
                new DispatchOutcome.Unknown("The CI service answered with an error of its own.");
            case UNREADABLE_AFTER_EFFECT -> new DispatchOutcome.Unknown("The answer could not be read.");
        };
    }

    @Override
    public synchronized LocateOutcome locate(DispatchIntent intent) {
        if (!reachable) {
            return new LocateOutcome.Unavailable("The CI service cannot be reached.", retryAt());
        }
        List<RunCandidate> candidates = runs.values().stream()
                .filter(run -> !run.createdAt.isBefore(intent.intendedAt()))
                .map(run -> new RunCandidate(run.state.id(), run.state.url(), run.title, run.createdAt))
                .toList();
        if (!echoesKeys) {
            return new LocateOutcome.Undecidable("The workflow does not show the key of its run.", candidates);
        }
        List<WorkflowRun> found = runs.values().stream()
                .filter(run -> run.title.equals(intent.correlationKey()))
                .map(run -> run.state)
                .toList();
        if (found.size() > 1) {
            return new LocateOutcome.Undecidable(found.size() + " runs carry the key.", candidates);
        }
        return found.isEmpty() ? new LocateOutcome.NotFound(candidates) : new LocateOutcome.Found(found.get(0));
    }

    @Override
    public synchronized StatusOutcome status(WorkflowRun run) {
        if (!reachable) {
            return new StatusOutcome.Unavailable("The CI service cannot be reached.", retryAt());
        }
        Run known = runs.get(run.id());
        if (known == null) {
            return new StatusOutcome.Gone("There is no run " + run.id() + ".");
        }
        if (byThemselves && known.intent != null && !known.state.isCompleted()) {
            complete(run.id(), conclusions.getOrDefault(known.intent.phase(), RunConclusion.SUCCESS));
        }
        return new StatusOutcome.Seen(known.state, null);
    }

    @Override
    public synchronized CancelOutcome cancel(WorkflowRun run, boolean force) {
        if (!reachable) {
            return new CancelOutcome.Unavailable("The CI service cannot be reached.", retryAt());
        }
        Run known = runs.get(run.id());
        if (known == null || known.state.isCompleted()) {
            return new CancelOutcome.TooLate();
        }
        if (force || !ignoresCancels) {
            complete(run.id(), RunConclusion.CANCELLED);
        }
        return new CancelOutcome.Accepted();
    }

    private Run add(DispatchIntent intent) {
        return add(intent, echoesKeys ? intent.correlationKey() : "Run");
    }

    private Run add(@Nullable DispatchIntent intent, String title) {
        String id = String.valueOf(++lastNumber);
        String version = intent == null || intent.version() == null ? HEAD : intent.version();
        WorkflowRun state = WorkflowRun.queued(id, URI.create("https://ci.example/runs/" + id))
                .withVersion(version);
        Run run = new Run(intent, title, clock.instant(), state);
        runs.put(id, run);
        return run;
    }

    private static boolean carries(Run run, String correlationKey) {
        return run.intent != null && run.intent.correlationKey().equals(correlationKey);
    }

    private Run known(String runId) {
        Run run = runs.get(runId);
        if (run == null) {
            throw new IllegalArgumentException(
                    "run: \"" + runId + "\" is not known; allowed: " + new ArrayList<>(runs.keySet()));
        }
        return run;
    }

    private Instant retryAt() {
        return clock.instant().plus(RETRY_AFTER);
    }
}
