package io.releaseconductor.examples.demo.workflows;

import static org.assertj.core.api.Assertions.assertThat;

import io.releaseconductor.deployment.DispatchIntent;
import io.releaseconductor.deployment.RunConclusion;
import io.releaseconductor.deployment.WorkflowRun;
import io.releaseconductor.examples.demo.app.Installation;
import io.releaseconductor.examples.demo.app.VersionShelf;
import io.releaseconductor.model.Environment;
import io.releaseconductor.spi.WorkflowDispatcher;
import io.releaseconductor.testkit.CiHarness;
import io.releaseconductor.testkit.DispatchFault;
import io.releaseconductor.testkit.HarnessLimits;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Local workflows whose runs do what the kit says. What it tells is read from their files. */
final class LocalCi implements CiHarness {

    private static final String NO_NETWORK = "it is called in the same process: nothing is between the two";

    private static final HarnessLimits LIMITS = HarnessLimits.none()
            .cannot(DispatchFault.NOT_REACHED, NO_NETWORK)
            .cannot(DispatchFault.TOLD_TO_WAIT, "it has no rate limit")
            .cannot(DispatchFault.LOST_WITHOUT_EFFECT, NO_NETWORK)
            .cannot(DispatchFault.LOST_AFTER_EFFECT, NO_NETWORK)
            .cannot(DispatchFault.BROKEN_WITHOUT_EFFECT, NO_NETWORK)
            .cannot(DispatchFault.BROKEN_AFTER_EFFECT, NO_NETWORK)
            .cannot(DispatchFault.UNREADABLE_AFTER_EFFECT, NO_NETWORK)
            .cannot(DispatchFault.ACCEPTED_WITHOUT_A_NAME, "it always knows the run that it has started")
            .cannot(Area.OTHER_RUNS, "nobody else can start its runs, and it gives a key to one run only")
            .cannot(Area.OUTAGES, NO_NETWORK);

    private final Path directory;
    private final LocalWorkflows workflows;
    private final AtomicInteger requests = new AtomicInteger();
    private final AtomicBoolean rejecting = new AtomicBoolean();
    private final Map<String, Process> processes = new ConcurrentHashMap<>();
    private final Semaphore changes = new Semaphore(0);

    LocalCi(Path directory, Clock clock) throws IOException {
        this.directory = directory;
        this.workflows = LocalWorkflows.start(
                new LocalWorkflowsOptions(
                        directory,
                        Map.of(Environment.STAGING, new Installation(directory)),
                        new VersionShelf(directory),
                        Duration.ZERO,
                        Duration.ZERO,
                        0,
                        clock),
                this::launch);
        workflows.onChange(id -> changes.release());
    }

    private Process launch(RunFiles run) throws IOException {
        requests.incrementAndGet();
        if (rejecting.getAndSet(false)) {
            throw new IOException("no more processes");
        }
        Process process =
                JavaProcess.start(ObedientProcess.class, run.directory().toString(), run.log());
        processes.put(run.directory().getFileName().toString(), process);
        return process;
    }

    @Override
    public WorkflowDispatcher dispatcher() {
        return workflows;
    }

    @Override
    public int requests() {
        return requests.get();
    }

    @Override
    public List<String> runs(DispatchIntent intent) {
        try (Stream<Path> runs = Files.list(directory.resolve("runs"))) {
            return runs.map(RunFiles::new)
                    .filter(run -> run.state().isPresent())
                    .filter(run -> run.order().key().equals(intent.correlationKey()))
                    .map(run -> run.directory().getFileName().toString())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void failNext(DispatchFault fault) {
        assertThat(fault).isEqualTo(DispatchFault.REJECTED);
        rejecting.set(true);
    }

    @Override
    public void begin(String runId) {
        tell(runId, ObedientProcess.BEGIN);
        awaitState(runId, RunState::started);
    }

    @Override
    public void complete(String runId, RunConclusion conclusion) {
        switch (conclusion) {
            case SUCCESS -> tell(runId, "0");
            case FAILURE -> tell(runId, "1");
            case CANCELLED -> workflows.cancel(WorkflowRun.queued(runId, null), false);
            default -> throw new AssertionError("there is no " + conclusion + " here");
        }
        awaitState(runId, RunState::isCompleted);
    }

    @Override
    public boolean cancelAsked(String runId) {
        return files(runId).cancelNoted();
    }

    @Override
    public HarnessLimits limits() {
        return LIMITS;
    }

    @Override
    public void addOther(String shown) {
        throw new AssertionError(LIMITS.reasons().get(Area.OTHER_RUNS));
    }

    @Override
    public void goDown() {
        throw new AssertionError(LIMITS.reasons().get(Area.OUTAGES));
    }

    @Override
    public void comeUp() {
        throw new AssertionError(LIMITS.reasons().get(Area.OUTAGES));
    }

    @Override
    public void close() {
        workflows.endRuns();
        workflows.close();
    }

    private void tell(String runId, String order) {
        try {
            var input = processes.get(runId).getOutputStream();
            input.write((order + "\n").getBytes(StandardCharsets.UTF_8));
            input.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void awaitState(String runId, Predicate<RunState> condition) {
        try {
            while (!condition.test(files(runId).state().orElseThrow())) {
                assertThat(changes.tryAcquire(30, TimeUnit.SECONDS))
                        .as("a change of run " + runId)
                        .isTrue();
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private RunFiles files(String runId) {
        return new RunFiles(directory.resolve("runs").resolve(runId));
    }
}
