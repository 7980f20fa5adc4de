package io.releaseconductor.examples.demo.workflows;

import io.releaseconductor.deployment.CancelOutcome;
import io.releaseconductor.deployment.DispatchIntent;
import io.releaseconductor.deployment.DispatchOutcome;
import io.releaseconductor.deployment.LocateOutcome;
import io.releaseconductor.deployment.RollbackMethod;
import io.releaseconductor.deployment.RunConclusion;
import io.releaseconductor.deployment.RunStatus;
import io.releaseconductor.deployment.StatusOutcome;
import io.releaseconductor.deployment.WorkflowRun;
import io.releaseconductor.examples.demo.app.Installation;
import io.releaseconductor.examples.demo.app.LocalServer;
import io.releaseconductor.examples.demo.app.Version;
import io.releaseconductor.examples.demo.files.ProcessLock;
import io.releaseconductor.model.DeployId;
import io.releaseconductor.model.Environment;
import io.releaseconductor.model.Phase;
import io.releaseconductor.model.Reach;
import io.releaseconductor.model.RolloutPlan;
import io.releaseconductor.model.Strategy;
import io.releaseconductor.spi.WorkflowDispatcher;
import java.io.IOException;
import java.net.URI;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Runs workflows on this machine, each as a process of its own. What is known of a run is on disk, and has a page on
 * loopback. A run goes on when this process ends, and whoever opens the same directory next follows it. A second run with the same
 * correlation key is refused. Thread-safe.
 */
public final class LocalWorkflows implements WorkflowDispatcher, AutoCloseable {

    private static final Pattern RUN_ID = Pattern.compile("[1-9][0-9]{0,8}");

    private final LocalWorkflowsOptions options;
    private final Launcher launcher;
    private final Path runs;
    private final KeyRegister keys;
    private final LocalServer pages;
    private final Map<String, RunWatch> watches = new ConcurrentHashMap<>();
    private volatile Consumer<DeployId> listener = id -> {};

    private LocalWorkflows(LocalWorkflowsOptions options, Launcher launcher) throws IOException {
        this.options = options;
        this.launcher = launcher;
        this.runs = Files.createDirectories(options.directory().resolve("runs"));
        this.keys = new KeyRegister(Files.createDirectories(options.directory().resolve("keys")));
        this.pages = LocalServer.start("runs", options.port(), new RunPages(this::files));
    }

    /**
     * Starts the service.
     *
     * @param options how it works
     * @return the service
     * @throws IOException if its directory or its pages cannot be made
     */
    public static LocalWorkflows start(LocalWorkflowsOptions options) throws IOException {
        return start(
                options,
                run -> JavaProcess.start(WorkflowProcess.class, run.directory().toString(), run.log()));
    }

    static LocalWorkflows start(LocalWorkflowsOptions options, Launcher launcher) throws IOException {
        return new LocalWorkflows(options, launcher);
    }

    /** Starts the process that carries out a run's order. An exception says for sure that there is none. */
    @FunctionalInterface
    interface Launcher {
        Process start(RunFiles run) throws IOException;
    }

    /**
     * Sets who is told when something changes about a run, as a CI service's webhook would.
     *
     * @param newListener is told whose run it is; called on the run's own thread
     */
    public void onChange(Consumer<DeployId> newListener) {
        this.listener = newListener;
    }

    @Override
    public Optional<String> obstacle(Environment environment, Strategy strategy, RolloutPlan plan) {
        return plan.isByTarget() ? Optional.of("its workflow knows percentages only") : Optional.empty();
    }

    @Override
    public DispatchOutcome dispatch(DispatchIntent intent) {
        Instant now = options.clock().instant();
        if (now.isAfter(intent.validUntil())) {
            return new DispatchOutcome.NotSent("the intent was valid until " + intent.validUntil(), now);
        }
        Installation installation = options.installations().get(intent.environment());
        if (installation == null) {
            return new DispatchOutcome.Rejected("there is no workflow for " + intent.environment()
                    + "; there is one for " + options.installations().keySet());
        }
        if (intent.reach() instanceof Reach.Target target) {
            return new DispatchOutcome.Rejected(
                    "target \"" + target.name() + "\" is not allowed; allowed: percentages");
        }
        String version = intent.version();
        if (version != null && !Version.isValidName(version)) {
            return new DispatchOutcome.Rejected(
                    "version \"" + version + "\" is not allowed; allowed: " + Version.ALLOWED);
        }
        boolean needsVersion = intent.phase() == Phase.PROMOTE || intent.method() == RollbackMethod.REDEPLOY;
        if (version == null && needsVersion) {
            return new DispatchOutcome.Rejected("the " + intent.phase().wireName() + " workflow needs a version");
        }
        try {
            return start(intent, installation);
        } catch (IOException e) {
            return new DispatchOutcome.Unknown("the run could not be kept: " + e.getMessage());
        }
    }

    private DispatchOutcome start(DispatchIntent intent, Installation installation) throws IOException {
        String id = newId();
        Optional<String> earlier = keys.claim(intent.correlationKey(), id);
        if (earlier.isPresent()) {
            Files.delete(files(id).directory());
            return new DispatchOutcome.Rejected(
                    "run " + earlier.get() + " has the key " + intent.correlationKey() + " already");
        }
        RunFiles files = files(id);
        files.writeOrder(order(intent, installation, id));
        files.writeState(RunState.queued());
        Process process;
        try {
            process = launcher.start(files);
        } catch (IOException e) {
            files.removeState();
            return new DispatchOutcome.Rejected("no process could be started: " + e.getMessage());
        }
        RunWatch watch = new RunWatch(id, process, () -> state(id), () -> listener.accept(intent.deployment()));
        watches.put(id, watch);
        watch.start();
        return new DispatchOutcome.Started(WorkflowRun.queued(id, page(id)).withVersion(version(files)));
    }

    private RunOrder order(DispatchIntent intent, Installation installation, String id) {
        String version = intent.version();
        if (version == null) {
            version = intent.phase() == Phase.DEPLOY ? "build-" + id : "";
        }
        return new RunOrder(
                intent.correlationKey(),
                intent.phase().wireName(),
                intent.environment().name(),
                intent.rollout().wireName(),
                intent.method() == null ? "" : intent.method().wireName(),
                version,
                instances(intent),
                installation.directory(),
                options.shelf().directory(),
                options.step());
    }

    /** Not all of them before the last wave: what was there before has to stay somewhere, to be returned to. */
    private static int instances(DispatchIntent intent) {
        return !intent.lastWave() && intent.reach() instanceof Reach.Percentage percentage
                ? Math.min(Installation.INSTANCES - 1, Installation.instances(percentage.value()))
                : Installation.INSTANCES;
    }

    @Override
    public LocateOutcome locate(DispatchIntent intent) {
        Optional<WorkflowRun> run = keys.holder(intent.correlationKey()).flatMap(this::read);
        return run.isPresent() ? new LocateOutcome.Found(run.get()) : new LocateOutcome.NotFound(List.of());
    }

    @Override
    public StatusOutcome status(WorkflowRun run) {
        Optional<WorkflowRun> seen = read(run.id());
        return seen.isPresent()
                ? new StatusOutcome.Seen(seen.get(), options.clock().instant().plus(options.pace()))
                : new StatusOutcome.Gone("there is no run " + run.id());
    }

    @Override
    public CancelOutcome cancel(WorkflowRun run, boolean force) {
        Optional<RunState> state = state(run.id());
        if (state.isEmpty() || state.get().isCompleted()) {
            return new CancelOutcome.TooLate();
        }
        RunWatch watch = watches.get(run.id());
        RunFiles files = files(run.id());
        Optional<ProcessHandle> process = watch == null ? files.process() : Optional.of(watch.process());
        if (process.isEmpty()) {
            return new CancelOutcome.Unavailable(
                    "run " + run.id() + " is just beginning",
                    options.clock().instant().plus(options.pace()));
        }
        files.noteCancel();
        boolean told = force ? process.get().destroyForcibly() : process.get().destroy();
        return told ? new CancelOutcome.Accepted() : new CancelOutcome.TooLate();
    }

    /** Ends all runs that were started here. */
    public void endRuns() {
        watches.values().forEach(RunWatch::end);
    }

    /** {@return where the pages of runs are, without a slash at the end} */
    public URI base() {
        return pages.base();
    }

    /** Ends the pages. What is on disk stays, and runs go on. */
    @Override
    public void close() {
        watches.values().forEach(RunWatch::leave);
        pages.close();
    }

    /** Where a run stands, or empty if there is no such run. */
    private Optional<RunState> state(String id) {
        if (!RUN_ID.matcher(id).matches()) {
            return Optional.empty();
        }
        RunFiles files = files(id);
        Optional<RunState> state = files.state();
        RunWatch watch = watches.get(id);
        boolean goesOn = watch != null && watch.isAlive();
        return state.isEmpty() || state.get().isCompleted() || goesOn ? state : stateByLock(files);
    }

    /** One that is at work, unless nobody holds its lock: then its process ended without a word, or never came to begin. */
    private synchronized Optional<RunState> stateByLock(RunFiles files) {
        Optional<ProcessLock> free = ProcessLock.tryTake(files.lock());
        if (free.isEmpty()) {
            return files.state();
        }
        try {
            Optional<RunState> last = files.state();
            if (last.isPresent() && !last.get().isCompleted()) {
                files.writeState(ended(last.get(), files.cancelNoted()));
            }
            return files.state();
        } finally {
            free.get().close();
        }
    }

    private static RunState ended(RunState last, boolean cancelled) {
        return cancelled
                ? last.completed(RunState.CANCELLED)
                : last.completed(RunState.FAILURE, "its process ended without saying how");
    }

    private Optional<WorkflowRun> read(String id) {
        return state(id).map(state -> toRun(id, files(id), state));
    }

    private WorkflowRun toRun(String id, RunFiles files, RunState state) {
        WorkflowRun queued = WorkflowRun.queued(id, page(id)).withVersion(version(files));
        WorkflowRun begun = state.started() ? queued.at(RunStatus.IN_PROGRESS) : queued;
        if (!state.status().equals(RunState.COMPLETED)) {
            return state.step().isEmpty() ? begun : begun.withDetail(state.step());
        }
        return switch (state.conclusion()) {
            case RunState.SUCCESS -> begun.completed(RunConclusion.SUCCESS);
            case RunState.CANCELLED -> begun.completed(RunConclusion.CANCELLED).withDetail(state.step());
            default -> begun.completed(RunConclusion.FAILURE).withDetail(state.step());
        };
    }

    private static @Nullable String version(RunFiles files) {
        String version = files.order().version();
        return version.isEmpty() ? null : version;
    }

    private String newId() throws IOException {
        for (int number = 1; ; number++) {
            Path directory = runs.resolve(Integer.toString(number));
            if (!Files.exists(directory) && created(directory)) {
                return Integer.toString(number);
            }
        }
    }

    private static boolean created(Path directory) throws IOException {
        try {
            Files.createDirectory(directory);
            return true;
        } catch (FileAlreadyExistsException e) {
            return false;
        }
    }

    private RunFiles files(String id) {
        return new RunFiles(runs.resolve(id));
    }

    private URI page(String id) {
        return pages.base().resolve("/runs/" + id);
    }
}
