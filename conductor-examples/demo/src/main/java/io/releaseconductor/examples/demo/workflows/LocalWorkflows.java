package io.releaseconductor.examples.demo.workflows;

import io.releaseconductor.deployment.CancelOutcome;
import io.releaseconductor.deployment.DispatchIntent;
import io.releaseconductor.deployment.DispatchOutcome;
import io.releaseconductor.deployment.LocateOutcome;
import io.releaseconductor.deployment.Phase;
import io.releaseconductor.deployment.RollbackMethod;
import io.releaseconductor.deployment.RunConclusion;
import io.releaseconductor.deployment.RunObservation;
import io.releaseconductor.deployment.RunStatus;
import io.releaseconductor.deployment.WorkflowRun;
import io.releaseconductor.examples.demo.app.Installation;
import io.releaseconductor.examples.demo.app.LocalServer;
import io.releaseconductor.examples.demo.app.Version;
import io.releaseconductor.spi.WorkflowDispatcher;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Runs workflows on this machine, each as a process of its own. What is known of a run is on disk, and has a page on
 * loopback. A second run with the same correlation key is refused. Thread-safe.
 */
public final class LocalWorkflows implements WorkflowDispatcher, AutoCloseable {

    private static final Pattern RUN_ID = Pattern.compile("[1-9][0-9]{0,8}");

    private final LocalWorkflowsOptions options;
    private final Path runs;
    private final Path keys;
    private final LocalServer pages;
    private final Map<String, Process> processes = new ConcurrentHashMap<>();
    private final Set<String> cancelled = ConcurrentHashMap.newKeySet();

    private LocalWorkflows(LocalWorkflowsOptions options) throws IOException {
        this.options = options;
        this.runs = Files.createDirectories(options.directory().resolve("runs"));
        this.keys = Files.createDirectories(options.directory().resolve("keys"));
        this.pages = LocalServer.start("runs", new RunPages(this::files));
    }

    /**
     * Starts the service.
     *
     * @param options how it works
     * @return the service
     * @throws IOException if its directory or its pages cannot be made
     */
    public static LocalWorkflows start(LocalWorkflowsOptions options) throws IOException {
        return new LocalWorkflows(options);
    }

    @Override
    public DispatchOutcome dispatch(DispatchIntent intent) {
        Instant now = options.clock().instant();
        if (now.isAfter(intent.validUntil())) {
            return new DispatchOutcome.NotSent("the intent was valid until " + intent.validUntil(), now);
        }
        Installation installation = options.installations().get(intent.environment());
        if (installation == null) {
            return new DispatchOutcome.Rejected("there is no workflow for " + intent.environment() + "; known: "
                    + options.installations().keySet());
        }
        if (intent.version() != null && !Version.isValidName(intent.version())) {
            return new DispatchOutcome.Rejected(
                    "version \"" + intent.version() + "\" is not allowed; allowed: " + Version.ALLOWED);
        }
        if (intent.method() == RollbackMethod.REDEPLOY && intent.version() == null) {
            return new DispatchOutcome.Rejected("a redeployment needs the version to return to");
        }
        try {
            return start(intent, installation);
        } catch (IOException | UncheckedIOException e) {
            // Files are written in order, the process comes last: but whether it came is not certain.
            return new DispatchOutcome.Unknown("the run could not be written down: " + e.getMessage());
        }
    }

    private DispatchOutcome start(DispatchIntent intent, Installation installation) throws IOException {
        String key = intent.correlationKey();
        String id = newRun();
        RunFiles run = files(id);
        String version = intent.version() != null ? intent.version() : "build-" + id;
        run.writeOrder(new RunOrder(
                key,
                intent.phase().wireName(),
                intent.environment().name(),
                intent.rollout().wireName(),
                intent.method() == null ? "" : intent.method().wireName(),
                version,
                installation.directory(),
                options.shelf().directory(),
                options.step()));
        Optional<String> earlier = claim(key, id);
        if (earlier.isPresent()) {
            run.writeState(RunState.queued().completed(RunState.FAILURE));
            return new DispatchOutcome.Rejected("run " + earlier.get() + " has the key " + key + " already");
        }
        run.writeState(RunState.queued());
        try {
            launch(id, run);
        } catch (IOException e) {
            run.writeState(RunState.queued().completed(RunState.FAILURE));
            return new DispatchOutcome.Rejected("no process could be started: " + e.getMessage());
        }
        return new DispatchOutcome.Started(WorkflowRun.queued(id, page(id)).withVersion(deployedBy(run)));
    }

    private void launch(String id, RunFiles run) throws IOException {
        Process process =
                JavaProcess.start(WorkflowProcess.class, run.directory().toString(), run.log());
        processes.put(id, process);
        var unused = process.onExit().thenAccept(ended -> {
            conclude(id, run, ended.exitValue());
            processes.remove(id);
        });
    }

    private void conclude(String id, RunFiles run, int exitValue) {
        String how = exitValue == 0
                ? RunState.SUCCESS
                : cancelled.contains(id) ? RunState.CANCELLED : RunState.FAILURE;
        run.writeState(run.state().orElseGet(RunState::queued).completed(how));
    }

    @Override
    public LocateOutcome locate(DispatchIntent intent) {
        Optional<String> id = holder(intent.correlationKey());
        Optional<WorkflowRun> run = id.flatMap(this::read);
        return run.isPresent() ? new LocateOutcome.Found(run.get()) : new LocateOutcome.NotFound(List.of());
    }

    @Override
    public RunObservation status(WorkflowRun run) {
        Optional<WorkflowRun> seen = read(run.id());
        return seen.isPresent()
                ? new RunObservation.Seen(
                        seen.get(), options.clock().instant().plus(options.pace()))
                : new RunObservation.Gone("there is no run " + run.id());
    }

    @Override
    public CancelOutcome cancel(WorkflowRun run, boolean force) {
        Process process = processes.get(run.id());
        if (process == null) {
            return new CancelOutcome.TooLate();
        }
        cancelled.add(run.id());
        if (force) {
            process.destroyForcibly();
        } else {
            process.destroy();
        }
        return new CancelOutcome.Accepted();
    }

    /** Ends all processes and the pages. What is on disk stays. */
    @Override
    public void close() {
        processes.values().forEach(Process::destroyForcibly);
        pages.close();
    }

    private Optional<WorkflowRun> read(String id) {
        if (!RUN_ID.matcher(id).matches()) {
            return Optional.empty();
        }
        RunFiles run = files(id);
        return run.state().map(state -> toRun(id, run, state));
    }

    private WorkflowRun toRun(String id, RunFiles run, RunState state) {
        String detail = state.step().isEmpty() ? null : state.step();
        return switch (state.status()) {
            case RunState.COMPLETED ->
                new WorkflowRun(
                        id,
                        page(id),
                        RunStatus.COMPLETED,
                        conclusion(state),
                        1,
                        state.started(),
                        deployedBy(run),
                        state.conclusion().equals(RunState.SUCCESS) ? null : detail);
            case RunState.IN_PROGRESS ->
                new WorkflowRun(
                        id, page(id), RunStatus.IN_PROGRESS, null, 1, state.started(), deployedBy(run), detail);
            default -> WorkflowRun.queued(id, page(id)).withVersion(deployedBy(run));
        };
    }

    private static RunConclusion conclusion(RunState state) {
        return switch (state.conclusion()) {
            case RunState.SUCCESS -> RunConclusion.SUCCESS;
            case RunState.CANCELLED -> RunConclusion.CANCELLED;
            default -> RunConclusion.FAILURE;
        };
    }

    private @Nullable String deployedBy(RunFiles run) {
        RunOrder order = run.order();
        return order.phase().equals(Phase.ROLL_BACK.wireName()) && order.version().startsWith("build-")
                ? null
                : order.version();
    }

    private String newRun() throws IOException {
        for (int number = 1; ; number++) {
            try {
                Files.createDirectory(runs.resolve(Integer.toString(number)));
                return Integer.toString(number);
            } catch (FileAlreadyExistsException e) {
                // Taken: the next number, then.
            }
        }
    }

    /** Takes the key for a run, or tells which run has it. */
    private Optional<String> claim(String key, String id) throws IOException {
        try {
            Files.writeString(keyFile(key), id, StandardOpenOption.CREATE_NEW);
            return Optional.empty();
        } catch (FileAlreadyExistsException e) {
            return Optional.of(holder(key).orElse("?"));
        }
    }

    private Optional<String> holder(String key) {
        try {
            return Optional.of(Files.readString(keyFile(key)));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path keyFile(String key) {
        return keys.resolve(URLEncoder.encode(key, StandardCharsets.UTF_8));
    }

    private RunFiles files(String id) {
        return new RunFiles(runs.resolve(id));
    }

    private URI page(String id) {
        return pages.base().resolve("/runs/" + id);
    }
}
