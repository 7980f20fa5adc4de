package io.releaseconductor.local;

import io.releaseconductor.config.ConfigurationException;
import io.releaseconductor.deployment.CancelOutcome;
import io.releaseconductor.deployment.DispatchIntent;
import io.releaseconductor.deployment.DispatchOutcome;
import io.releaseconductor.deployment.LocateOutcome;
import io.releaseconductor.deployment.StatusOutcome;
import io.releaseconductor.deployment.WorkflowRun;
import io.releaseconductor.model.Environment;
import io.releaseconductor.model.Phase;
import io.releaseconductor.model.Rollout;
import io.releaseconductor.spi.WorkflowDispatcher;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Workflows that are commands on this machine: each run is a process, which succeeded if it ends with 0. It goes on when this process
 * ends, also by a kill; whoever opens the same folder next follows it, and finds its exit code. A second run with the same correlation key
 * is refused. Needs a POSIX shell, {@code /bin/sh}.
 *
 * <p>A command is told what to do by variables, besides those that this process has: {@code DEPLOY_KEY} (the correlation key),
 * {@code DEPLOY_ID}, {@code DEPLOY_PHASE} ({@code deploy}, {@code promote} or {@code rollback}), {@code DEPLOY_ATTEMPT},
 * {@code DEPLOY_WAVE} (from 1; not for a rollback), {@code DEPLOY_PERCENTAGE} or {@code DEPLOY_TARGET} (how far the wave reaches),
 * {@code DEPLOY_ENVIRONMENT}, {@code DEPLOY_STRATEGY}, {@code DEPLOY_ROLLOUT}, {@code DEPLOY_REF}, {@code DEPLOY_VERSION},
 * {@code DEPLOY_ROLLBACK_METHOD} ({@code redeploy}, {@code remove-canary} or {@code switch-back}) and {@code DEPLOY_INITIATED_BY}. What is
 * not known is not set. It has this process's working directory, no input, and its output goes to {@code log} in the run's folder.
 *
 * <p>Cancelling sends SIGTERM to the command and all that it has started, and SIGKILL by force. Folders of runs are not removed.
 *
 * <p>Thread-safe.
 */
public final class CommandWorkflows implements WorkflowDispatcher {

    private static final Path SHELL = Path.of("/bin/sh");

    /** How soon a run is looked at again. */
    private static final Duration PACE = Duration.ofSeconds(1);

    private final CommandOptions options;

    private CommandWorkflows(CommandOptions options) {
        this.options = options;
    }

    /**
     * Opens the folder of runs.
     *
     * @param options which commands, and where runs are kept
     * @return the workflows
     * @throws ConfigurationException if there is no command that deploys, no POSIX shell, or the folder cannot be made
     */
    public static CommandWorkflows of(CommandOptions options) {
        if (!options.commands().containsKey(Phase.DEPLOY)) {
            throw new ConfigurationException(List.of("there is no command that deploys; give one for DEPLOY"));
        }
        if (!Files.isExecutable(SHELL)) {
            throw new ConfigurationException(List.of(
                    "there is no " + SHELL + ", which commands are run by; run them on a machine that has one"));
        }
        Path folder = options.folder().toAbsolutePath().normalize();
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            ConfigurationException refused = new ConfigurationException(
                    List.of("the folder " + folder + " of runs cannot be made: " + e + "; name another one"));
            refused.initCause(e);
            throw refused;
        }
        return new CommandWorkflows(new CommandOptions(folder, options.commands(), options.clock()));
    }

    @Override
    public boolean supports(Environment environment, Phase phase, Rollout rollout) {
        return command(phase) != null;
    }

    private @Nullable List<String> command(Phase phase) {
        List<String> own = options.commands().get(phase);
        return own == null && phase == Phase.PROMOTE ? options.commands().get(Phase.DEPLOY) : own;
    }

    @Override
    public DispatchOutcome dispatch(DispatchIntent intent) {
        Instant now = now();
        if (now.isAfter(intent.validUntil())) {
            return new DispatchOutcome.NotSent("the intent was valid until " + intent.validUntil(), now);
        }
        List<String> command = command(intent.phase());
        if (command == null) {
            return new DispatchOutcome.Rejected(
                    "there is no command for " + intent.phase().wireName());
        }
        String program = command.get(0);
        if (program.contains("/") && !Files.isExecutable(Path.of(program))) {
            return new DispatchOutcome.Rejected(program + " is no program that can be started, seen from "
                    + Path.of("").toAbsolutePath() + ": put it there, and make it executable");
        }
        try {
            return start(intent, command, now);
        } catch (IOException e) {
            return new DispatchOutcome.Unknown("the run could not be kept: " + e);
        }
    }

    private DispatchOutcome start(DispatchIntent intent, List<String> command, Instant now) throws IOException {
        String key = intent.correlationKey();
        CommandRun run = CommandRun.of(options.folder(), key)
                .orElseThrow(() -> new IllegalArgumentException("correlation key: \"" + key + "\" is not allowed"));
        if (!run.prepare(intent.version(), now)) {
            return new DispatchOutcome.Rejected("there is a run with the key " + key + " already");
        }
        try {
            run.start(SHELL, command, intent);
        } catch (IOException e) {
            run.remove();
            return new DispatchOutcome.Rejected("no process could be started: " + e.getMessage());
        }
        return new DispatchOutcome.Started(WorkflowRun.queued(key, null).withVersion(intent.version()), now.plus(PACE));
    }

    @Override
    public LocateOutcome locate(DispatchIntent intent) {
        try {
            Optional<WorkflowRun> found = look(intent.correlationKey());
            return found.isPresent() ? new LocateOutcome.Found(found.get()) : new LocateOutcome.NotFound(List.of());
        } catch (IOException e) {
            return new LocateOutcome.Unavailable(unreadable(e), now().plus(PACE));
        }
    }

    @Override
    public StatusOutcome status(WorkflowRun run) {
        try {
            Optional<WorkflowRun> seen = look(run.id());
            return seen.isPresent()
                    ? new StatusOutcome.Seen(seen.get(), now().plus(PACE))
                    : new StatusOutcome.Gone("there is no run " + run.id() + " in " + options.folder());
        } catch (IOException e) {
            return new StatusOutcome.Unavailable(unreadable(e), now().plus(PACE));
        }
    }

    @Override
    public CancelOutcome cancel(WorkflowRun run, boolean force) {
        try {
            Optional<WorkflowRun> seen = look(run.id());
            if (seen.isEmpty() || seen.get().isCompleted()) {
                return new CancelOutcome.TooLate();
            }
            CommandRun.of(options.folder(), run.id()).orElseThrow().cancel(force);
            return new CancelOutcome.Accepted();
        } catch (IOException e) {
            return new CancelOutcome.Unavailable(unreadable(e), now().plus(PACE));
        }
    }

    private Optional<WorkflowRun> look(String id) throws IOException {
        Optional<CommandRun> run = CommandRun.of(options.folder(), id).filter(CommandRun::exists);
        return run.isPresent() ? Optional.of(run.get().look(id, now())) : Optional.empty();
    }

    private static String unreadable(IOException e) {
        return "the run's folder cannot be used: " + e;
    }

    private Instant now() {
        return options.clock().instant();
    }
}
