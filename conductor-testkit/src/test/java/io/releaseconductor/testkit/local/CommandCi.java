package io.releaseconductor.testkit.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.releaseconductor.deployment.CancelOutcome;
import io.releaseconductor.deployment.DispatchIntent;
import io.releaseconductor.deployment.DispatchOutcome;
import io.releaseconductor.deployment.LocateOutcome;
import io.releaseconductor.deployment.RunConclusion;
import io.releaseconductor.deployment.StatusOutcome;
import io.releaseconductor.deployment.WorkflowRun;
import io.releaseconductor.local.CommandOptions;
import io.releaseconductor.local.CommandWorkflows;
import io.releaseconductor.model.Phase;
import io.releaseconductor.spi.WorkflowDispatcher;
import io.releaseconductor.testkit.CiHarness;
import io.releaseconductor.testkit.DispatchFault;
import io.releaseconductor.testkit.HarnessLimits;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** Commands that do what the kit says, by way of pipes. What it tells is read from the folders of runs. */
final class CommandCi implements CiHarness {

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

    /** Says that it has begun, waits for an order, and ends with it. */
    private static final String SCRIPT = """
            #!/bin/sh
            pipe=$1/$(echo "$DEPLOY_KEY" | tr / .)
            mkfifo "$pipe.begun" 2> /dev/null
            mkfifo "$pipe.order" 2> /dev/null
            echo begun > "$pipe.begun" &
            read order < "$pipe.order"
            exit "$order"
            """;

    private final Path runs;
    private final Path pipes;
    private final Path program;
    private final CommandWorkflows workflows;
    private final Set<String> begun = ConcurrentHashMap.newKeySet();
    private final AtomicInteger requests = new AtomicInteger();

    CommandCi(Path folder, Clock clock) throws IOException {
        this.runs = folder.resolve("runs");
        this.pipes = Files.createDirectories(folder.resolve("pipes"));
        this.program = Files.writeString(folder.resolve("obey.sh"), SCRIPT);
        assertThat(program.toFile().setExecutable(true)).isTrue();
        this.workflows = CommandWorkflows.of(CommandOptions.in(runs)
                .withCommand(Phase.DEPLOY, program.toString(), pipes.toString())
                .withCommand(Phase.ROLL_BACK, program.toString(), pipes.toString())
                .withClock(clock));
    }

    /** Each call that dispatches is one request. */
    @Override
    public WorkflowDispatcher dispatcher() {
        return new WorkflowDispatcher() {
            @Override
            public DispatchOutcome dispatch(DispatchIntent intent) {
                requests.incrementAndGet();
                return workflows.dispatch(intent);
            }

            @Override
            public LocateOutcome locate(DispatchIntent intent) {
                return workflows.locate(intent);
            }

            @Override
            public StatusOutcome status(WorkflowRun run) {
                return workflows.status(run);
            }

            @Override
            public CancelOutcome cancel(WorkflowRun run, boolean force) {
                return workflows.cancel(run, force);
            }
        };
    }

    @Override
    public int requests() {
        return requests.get();
    }

    @Override
    public List<String> runs(DispatchIntent intent) {
        String key = intent.correlationKey();
        return Files.exists(folder(key)) ? List.of(key) : List.of();
    }

    @Override
    public void failNext(DispatchFault fault) {
        assertThat(fault).isEqualTo(DispatchFault.REJECTED);
        assertThat(program.toFile().delete()).isTrue();
    }

    @Override
    public void begin(String runId) {
        if (begun.add(runId)) {
            read(pipe(runId, "begun"));
        }
    }

    @Override
    public void complete(String runId, RunConclusion conclusion) {
        begin(runId);
        ProcessHandle script = script(runId);
        switch (conclusion) {
            case SUCCESS -> write(pipe(runId, "order"), "0\n");
            case FAILURE -> write(pipe(runId, "order"), "3\n");
            case CANCELLED -> workflows.cancel(WorkflowRun.queued(runId, null), false);
            default -> throw new AssertionError("there is no " + conclusion + " here");
        }
        script.onExit().join();
    }

    @Override
    public boolean cancelAsked(String runId) {
        return Files.exists(folder(runId).resolve("cancel"));
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
    public void close() throws IOException {
        try (var all = Files.list(runs)) {
            all.map(run -> run.getFileName().toString().replace('.', '/'))
                    .forEach(id -> workflows.cancel(WorkflowRun.queued(id, null), true));
        }
        List<ProcessHandle> left = ProcessHandle.current()
                .children()
                .filter(this::isOfARun)
                .flatMap(run -> Stream.concat(Stream.of(run), run.descendants()))
                .toList();
        left.forEach(ProcessHandle::destroyForcibly);
        left.forEach(process -> process.onExit().join());
    }

    /** Also one that was started so lately that its folder does not name it yet. */
    private boolean isOfARun(ProcessHandle process) {
        return Arrays.stream(process.info().arguments().orElse(new String[0]))
                .anyMatch(argument -> argument.startsWith(runs.toString()));
    }

    private Path folder(String runId) {
        return runs.resolve(runId.replace('/', '.'));
    }

    /** The process that wraps the command: it is there once the command says that it has begun. */
    private ProcessHandle script(String runId) {
        try {
            String pid =
                    Files.readSymbolicLink(folder(runId).resolve("process")).toString();
            return ProcessHandle.of(Long.parseLong(pid)).orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path pipe(String runId, String kind) {
        Path pipe = pipes.resolve(runId.replace('/', '.') + "." + kind);
        try {
            new ProcessBuilder("mkfifo", pipe.toString())
                    .redirectErrorStream(true)
                    .start()
                    .waitFor();
            return pipe;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static void read(Path pipe) {
        try {
            assertThat(Files.readString(pipe)).isEqualTo("begun\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(Path pipe, String text) {
        try {
            Files.writeString(pipe, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
